// Chooses the form of a graph by the name of its file.

/// A form in which graphs of traces are written.
enum GraphFormat: String, CaseIterable {
  case dot, svg, json

  init?(file: String) {
    guard let format = GraphFormat.allCases.first(where: { file.hasSuffix("." + $0.rawValue) }) else { return nil }
    self = format
  }

  func text(of graph: TraceGraph) -> String {
    switch self {
    case .dot: graph.dot
    case .svg: graph.svg
    case .json: graph.json
    }
  }
}
