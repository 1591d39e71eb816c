// Optimizes short recorded bodies and shows what became of them, for tests of single rules.
import Testing
import TraceIR

/// An optimized body, described for comparison with what a test expects.
struct OptimizedBody {
  let tree: TraceTree
  private let atEnd: Bool
  private var definitions: [ValueID: Instruction] = [:]

  /// Optimizes a recorded trace without loop. In `body`, `!` stands for an exit of its own; at a check behind it, or at the trace's
  /// end, slot 20 + i holds value number `results[i]`.
  init(
    _ body: String, results: [Int] = [], passes: OptimizerPasses = .all, atEnd: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    self.atEnd = atEnd
    let body = atEnd ? body : body + "\n%198: word = slot +19 \n guardNotNil %198 !"
    var text = ""
    var exits = ""
    var count = 0
    for character in body {
      guard character == "!" else {
        text.append(character)
        continue
      }
      text += "!exit \(count)"
      exits += "!\(count) number \(count) type frames [+0 $0 pc \(count)]\n"
      count += 1
    }
    let slots = results.enumerated().map { "+\(20 + $0) %\($1)" }.joined(separator: ", ")
    if !atEnd { exits = String(exits.dropLast()) + " slots [\(slots)]\n" }
    exits += "!\(count) number \(count) end frames [+0 $0 pc 99] slots [\(atEnd ? slots : "")]\n"
    let source = """
      jitc-trace 1
      tree "rule" { values 200 extent 64
        constants { $0 "code f" $1 "class P" $2 "layout {x}" $3 "template P" $4 "class list" $5 "class tuple" $6 "a" $7 "b" $8 "layout {x, y}" }
        trace 0 root { body {
      \(text)
        } exits {
      \(exits) }
        end exit \(count) } }
      """
    let recorded = try TraceText(abi: OptimizerMachine.abi).tree(source)
    tree = try optimize(recorded, abi: OptimizerMachine.abi, options: OptimizerOptions(passes: passes, verify: true))
    for item in tree.entry + tree.traces[0].body where item.result != .none { definitions[item.result] = item }
  }

  /// The uops of the body, without constants.
  var uops: [Uop] { tree.traces[0].body.dropLast(atEnd ? 0 : 1).map(\.op) }

  /// What the slots at the end hold, as expressions.
  var results: [String] {
    guard case .exit(let end) = tree.traces[0].end, let index = atEnd ? end : tree.traces[0].body.last.map({ Int($0.exit) }) else { return [] }
    let snapshot = tree.traces[0].exits[index].snapshot
    return snapshot.slots.sorted { $0.offset < $1.offset }.map { describe($0.value, snapshot) }
  }

  private func describe(_ value: SnapshotValue, _ snapshot: Snapshot) -> String {
    switch value {
    case .dead: return "dead"
    case .value(let id): return describe(id)
    case .virtual(let index):
      let object = snapshot.virtuals[index]
      let fields = zip(object.offsets, object.values).map { "\($0): \(describe($1, snapshot))" }.joined(separator: ", ")
      return "\(object.kind){\(fields)}"
    }
  }

  private func describe(_ id: ValueID) -> String {
    guard let item = definitions[id] else { return "?" }
    switch item.op {
    case .constInt: return "\(item.immediate)"
    case .constBool: return item.immediate == 0 ? "false" : "true"
    case .constFloat: return "\(Double(bitPattern: UInt64(bitPattern: item.immediate)))"
    case .constWord: return "word \(item.immediate)"
    case .constRef, .slot: return "\(item.op) \(item.immediate)"
    default:
      let immediate = item.op.info.immediate == .none ? "" : " \(item.immediate)"
      return "\(item.op)\(immediate)(\(item.operands.map(describe).joined(separator: ", ")))"
    }
  }
}

extension OptimizedBody {
  /// The expressions in the slots at the end.
  static func results(_ body: String, _ results: Int..., passes: OptimizerPasses = .all) throws -> [String] {
    try OptimizedBody(body, results: results, passes: passes).results
  }

  /// The uops that are left.
  static func uops(_ body: String, _ results: Int...) throws -> [Uop] {
    try OptimizedBody(body, results: results).uops
  }
}
