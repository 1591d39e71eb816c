// Writes graphs of traces in Graphviz's language and as JSON.

extension TraceGraph {
  /// The graph in the language of Graphviz.
  public var dot: String {
    var text = "digraph traces {\n  node [shape=plain, fontname=\"monospace\", fontsize=9];\n  edge [fontname=\"monospace\", fontsize=9];\n"
    for node in nodes { text += dot(node) }
    for edge in edges {
      let port = edge.row.map { ":r\($0)" } ?? ":end"
      let label = (edge.exit.map { "exit \($0): " } ?? "\(edge.kind.rawValue): ") + "\(edge.count)"
      let style = edge.kind == .top ? ", style=bold" : edge.kind == .link ? ", style=dashed" : ""
      text += "  \"\(edge.from)\"\(port) -> \"\(edge.to)\":top [label=\"\(label)\"\(style)];\n"
    }
    return text + "}\n"
  }

  private func dot(_ node: Node) -> String {
    let budget = node.startFitness.map { ", budget \($0)" } ?? ""
    var text = "  \"\(node.id)\" [label=<<table border=\"1\" cellborder=\"0\" cellspacing=\"0\">\n"
    text += "    <tr><td port=\"top\" colspan=\"5\"><b>\(escaped(node.title))</b> began \(node.begun)\(budget)</td></tr>\n"
    for (index, row) in node.rows.enumerated() {
      let exit = row.exit.map { "exit \($0.number) \($0.kind.rawValue) \($0.count)" } ?? ""
      text += "    <tr><td align=\"left\">\(row.line)</td><td align=\"left\" bgcolor=\"\(TraceGraph.color(heat(row.count)))\">\(escaped(row.text))</td>"
      text += "<td align=\"right\">\(row.fitness.map(String.init) ?? "")</td><td align=\"right\">\(row.count)</td>"
      text += "<td align=\"left\" port=\"r\(index)\">\(exit)</td></tr>\n"
    }
    return text + "    <tr><td port=\"end\" colspan=\"5\">\(escaped(node.reason))</td></tr>\n  </table>>];\n"
  }

  /// The graph as a JSON object.
  public var json: String {
    let nodes = nodes.map { node in
      let rows = node.rows.map { row in
        let exit = row.exit.map { "{\"number\": \($0.number), \"kind\": \(quoted($0.kind.rawValue)), \"count\": \($0.count)}" } ?? "null"
        return "{\"uop\": \(quoted(row.text)), \"line\": \(row.line), \"bytecode\": \(quoted(row.bytecode)), \"origin\": \(row.origin), "
          + "\"fitness\": \(row.fitness.map(String.init) ?? "null"), \"count\": \(row.count), \"exit\": \(exit)}"
      }
      return "{\"id\": \(quoted(node.id)), \"title\": \(quoted(node.title)), \"lines\": [\(node.lines.lowerBound), \(node.lines.upperBound)], "
        + "\"begun\": \(node.begun), \"reason\": \(quoted(node.reason)), \"budget\": \(node.startFitness.map(String.init) ?? "null"), "
        + "\"installed\": \(node.isInstalled), \"loop\": \(node.isLoop), \"rows\": [\(rows.joined(separator: ", "))]}"
    }
    let edges = edges.map { edge in
      "{\"from\": \(quoted(edge.from)), \"row\": \(edge.row.map(String.init) ?? "null"), \"to\": \(quoted(edge.to)), "
        + "\"kind\": \(quoted(edge.kind.rawValue)), \"exit\": \(edge.exit.map(String.init) ?? "null"), \"count\": \(edge.count)}"
    }
    return "{\"nodes\": [\(nodes.joined(separator: ",\n"))],\n\"edges\": [\(edges.joined(separator: ",\n"))]}\n"
  }
}

/// Text as it may stand in XML and HTML.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t": result += " "
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
