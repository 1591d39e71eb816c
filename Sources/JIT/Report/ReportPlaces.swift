// Numbers the bytecodes that a tree covers, so that every stage of it can refer to them.
import TraceIR

/// The bytecodes of a tree's traces by name, such as `f+12`.
struct Places {
  /// What one line of a listing refers to.
  struct Place: Equatable {
    var number: Int
    var line: Int
  }

  private var numbers: [String: Int] = [:]
  private(set) var lines: Set<Int> = []
  /// Names of code objects.
  private(set) var codes: Set<String> = []

  init(_ tree: TraceTree) {
    for origin in tree.traces.flatMap(\.origins) {
      let name = "\(origin.code)+\(origin.pc)"
      if numbers[name] == nil { numbers[name] = numbers.count }
      lines.insert(origin.line)
      codes.insert(origin.code)
    }
  }

  func number(_ name: String) -> Int? { numbers[name] }

  /// The place of each uop of an optimized tree: entry, preheader, then the traces.
  func ofOptimized(_ tree: TraceTree) -> [Place?] {
    func place(_ item: Instruction, _ origins: [Origin]) -> Place? {
      guard origins.indices.contains(Int(item.origin)) else { return nil }
      let origin = origins[Int(item.origin)]
      return numbers["\(origin.code)+\(origin.pc)"].map { Place(number: $0, line: origin.line) }
    }
    let root = tree.traces.first?.origins ?? []
    return (tree.entry + tree.preheader).map { place($0, root) }
      + tree.traces.flatMap { trace in trace.body.map { place($0, trace.origins) } }
  }
}
