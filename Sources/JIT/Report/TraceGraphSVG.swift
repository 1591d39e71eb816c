// Draws graphs of traces as SVG: a column for each level of side traces.

extension TraceGraph {
  private static let (width, rowHeight, gap) = (430, 13, 90)

  private struct Box {
    var x, y, height: Int
  }

  /// The graph as an SVG document.
  public var svg: String {
    let boxes = layout()
    let right = boxes.values.map { $0.x + TraceGraph.width }.max() ?? 0
    let bottom = boxes.values.map { $0.y + $0.height }.max() ?? 0
    var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(right + TraceGraph.gap)\" height=\"\(bottom + 30)\" "
    text += "font-family=\"monospace\" font-size=\"10\">\n"
    text += "<defs><marker id=\"arrow\" markerWidth=\"7\" markerHeight=\"7\" refX=\"6\" refY=\"3\" orient=\"auto\">"
    text += "<path d=\"M0,0 L6,3 L0,6 z\"/></marker></defs>\n"
    for node in nodes { if let box = boxes[node.id] { text += draw(node, box) } }
    for edge in edges { text += draw(edge, boxes) }
    return text + "</svg>\n"
  }

  /// Roots stand in the first column; a side trace in the column behind that of the trace it grows from.
  private func layout() -> [String: Box] {
    var column: [String: Int] = [:]
    for edge in edges where edge.kind == .side || (edge.kind == .join && column[edge.to] == nil) {
      column[edge.to] = (column[edge.from] ?? 0) + (edge.kind == .side ? 1 : 0)
    }
    var bottoms: [Int: Int] = [:]
    var boxes: [String: Box] = [:]
    var top = 10
    for node in nodes {
      let place = column[node.id] ?? 0
      if place == 0 {
        top = max(10, bottoms.values.max() ?? 10)
        bottoms = [:]
      }
      let y = max(top, bottoms[place] ?? top)
      let height = (node.rows.count + 2) * TraceGraph.rowHeight + 8
      boxes[node.id] = Box(x: 10 + place * (TraceGraph.width + TraceGraph.gap), y: y, height: height)
      bottoms[place] = y + height + 24
    }
    return boxes
  }

  private func draw(_ node: Node, _ box: Box) -> String {
    let budget = node.startFitness.map { ", budget \($0)" } ?? ""
    var text = "<g class=\"trace\" id=\"\(node.id)\"><rect x=\"\(box.x)\" y=\"\(box.y)\" width=\"\(TraceGraph.width)\" height=\"\(box.height)\" "
    text += "fill=\"white\" stroke=\"\(node.isInstalled ? "black" : "gray")\"/>\n"
    text += label(escaped("\(node.title), began \(node.begun)\(budget)"), box.x + 4, box.y + 11, "font-weight=\"bold\"")
    for (index, row) in node.rows.enumerated() {
      let y = box.y + (index + 1) * TraceGraph.rowHeight + 2
      text += "<rect x=\"\(box.x + 1)\" y=\"\(y)\" width=\"\(TraceGraph.width - 2)\" height=\"\(TraceGraph.rowHeight)\" "
      text += "fill=\"\(TraceGraph.color(heat(row.count)))\"/>"
      var words = row.text
      if words.count > 36 { words = words.prefix(35) + "…" }
      text += label("\(row.line)", box.x + 4, y + 10) + label(escaped(words), box.x + 34, y + 10)
      text += label(row.fitness.map(String.init) ?? "", box.x + 256, y + 10) + label("\(row.count)", box.x + 296, y + 10)
      if let exit = row.exit {
        text += label("exit \(exit.number) \(exit.kind.rawValue)", box.x + 352, y + 10, exit.kind == .deopt ? "fill=\"#a00\"" : "fill=\"#048\"")
      }
    }
    return text + label(escaped(node.reason), box.x + 4, box.y + box.height - 4, "font-style=\"italic\"") + "</g>\n"
  }

  private func label(_ words: String, _ x: Int, _ y: Int, _ attributes: String = "") -> String {
    words.isEmpty ? "" : "<text x=\"\(x)\" y=\"\(y)\" \(attributes)>\(words)</text>\n"
  }

  private func draw(_ edge: Edge, _ boxes: [String: Box]) -> String {
    guard let from = boxes[edge.from], let to = boxes[edge.to] else { return "" }
    let y = edge.row.map { from.y + ($0 + 1) * TraceGraph.rowHeight + 8 } ?? from.y + from.height - 6
    let x = from.x + TraceGraph.width
    let path: String
    switch edge.kind {
    case .side, .join: path = "M\(x),\(y) C\(x + 40),\(y) \(to.x - 40),\(to.y + 8) \(to.x),\(to.y + 8)"
    case .top, .link: path = "M\(x),\(y) C\(x + 70),\(y) \(to.x + TraceGraph.width + 70),\(to.y + 8) \(to.x + TraceGraph.width),\(to.y + 8)"
    }
    let style = edge.kind == .link ? " stroke-dasharray=\"4 3\"" : edge.kind == .top ? " stroke-width=\"2\"" : ""
    let name = (edge.exit.map { "exit \($0): " } ?? "\(edge.kind.rawValue): ") + "\(edge.count)"
    return "<path class=\"\(edge.kind.rawValue)\" d=\"\(path)\" fill=\"none\" stroke=\"black\"\(style) marker-end=\"url(#arrow)\"/>"
      + label(name, x + 6, y - 3, "fill=\"#333\"")
  }
}
