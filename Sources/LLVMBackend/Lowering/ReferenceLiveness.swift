// Finds the object addresses that must stay visible to a stack scan at each uop that may collect.
import TraceIR

/// The untagged addresses live across each uop that may start a collection.
///
/// LLVM may replace an address by one derived from it, of which only the derived one survives a call.
/// A word is never derived from in this way, so only values of type `ptr` are of interest.
struct ReferenceLiveness {
  /// A list of uops: the entry, the preheader, or a trace.
  enum Section: Hashable {
    case entry, preheader
    case trace(Int)
  }

  private var sites: [Section: [Int: [ValueID]]] = [:]
  private let tree: TraceTree
  private let abi: RuntimeABI
  private var isAddress: [Bool]

  init(_ tree: TraceTree, _ abi: RuntimeABI) {
    self.tree = tree
    self.abi = abi
    isAddress = [Bool](repeating: false, count: max(tree.valueCount, 0))
    let sections = [tree.entry, tree.preheader] + tree.traces.map(\.body)
    guard sections.contains(where: { $0.contains(where: { Self.mayCollect($0, abi) }) }) else { return }
    findAddresses(sections)
    if isAddress.contains(true) { scan(sections) }
  }

  /// The addresses live after uop `index` of `section`, if that uop may collect.
  func addresses(after index: Int, of section: Section) -> [ValueID] {
    sites[section]?[index] ?? []
  }

  /// Whether a uop may start a collection.
  static func mayCollect(_ instruction: Instruction, _ abi: RuntimeABI) -> Bool {
    switch instruction.op {
    case .newObject, .newTuple, .newList, .boxInt, .boxFloat: true
    case .call:
      Int(exactly: instruction.immediate).map {
        abi.helpers.indices.contains($0) && abi.helpers[$0].mayCollect
      } ?? false
    default: false
    }
  }

  private mutating func findAddresses(_ sections: [[Instruction]]) {
    for instruction in sections.joined() where isPointer(instruction) {
      if isAddress.indices.contains(Int(instruction.result.index)) {
        isAddress[Int(instruction.result.index)] = true
      }
    }
    for parameter in tree.outer + tree.loop + tree.traces.flatMap(\.parameters) where parameter.type == .ptr {
      if isAddress.indices.contains(Int(parameter.result.index)) {
        isAddress[Int(parameter.result.index)] = true
      }
    }
  }

  private func isPointer(_ instruction: Instruction) -> Bool {
    let index = Int(exactly: instruction.immediate) ?? -1
    switch instruction.op {
    case .loadField: return abi.fields.indices.contains(index) && abi.fields[index].type == .ptr
    case .call: return abi.helpers.indices.contains(index) && abi.helpers[index].result == .ptr
    default: return instruction.op.info.result == .ptr
    }
  }

  private mutating func scan(_ sections: [[Instruction]]) {
    var outside: Set<ValueID> = []
    for instruction in sections[0] + sections[1] { outside.insert(instruction.result) }
    for parameter in tree.outer { outside.insert(parameter.result) }
    // Whatever is defined outside the loop and used in it is live all over the loop.
    var invariant: Set<ValueID> = []
    for trace in tree.traces {
      for instruction in trace.body { use(instruction.operands, &invariant) }
      for exit in trace.exits { use(exit.snapshot.liveValues, &invariant) }
    }
    invariant.formIntersection(outside)
    var liveIn = [Set<ValueID>](repeating: [], count: tree.traces.count)
    // What is live at the head of a loop inside the tree is live wherever it goes round.
    var goesOn = true
    while goesOn {
      goesOn = false
      for index in tree.traces.indices.reversed() {
        let live = scanTrace(index, invariant, liveIn)
        if live != liveIn[index], isLoopHead(index) { goesOn = true }
        liveIn[index] = live
      }
    }
    var live = liveIn.first ?? []
    for parameter in tree.loop { live.remove(parameter.result) }
    use(tree.loopInitial, &live)
    scanBackwards(tree.preheader, tree.entryExits, .preheader, &live, liveIn)
    for parameter in tree.outer { live.remove(parameter.result) }
    use(tree.outerInitial, &live)
    scanBackwards(tree.entry, tree.entryExits, .entry, &live, liveIn)
  }

  /// Whether a trace that does not come before this one jumps to it.
  private func isLoopHead(_ head: Int) -> Bool {
    tree.traces[head...].contains { if case .join(head, _) = $0.end { true } else { false } }
  }

  private mutating func scanTrace(
    _ index: Int, _ invariant: Set<ValueID>, _ liveIn: [Set<ValueID>]
  ) -> Set<ValueID> {
    let trace = tree.traces[index]
    var live: Set<ValueID> = []
    switch trace.end {
    case .loop(let values), .outerLoop(let values):
      live = invariant
      use(values, &live)
    case .join(let target, let values):
      if liveIn.indices.contains(target) { live = liveIn[target] }
      use(values, &live)
    case .exit(let exit):
      useExit(exit, trace.exits, &live, liveIn)
    }
    scanBackwards(trace.body, trace.exits, .trace(index), &live, liveIn)
    for parameter in trace.parameters { live.remove(parameter.result) }
    return live
  }

  private mutating func scanBackwards(
    _ body: [Instruction], _ exits: [Exit], _ section: Section, _ live: inout Set<ValueID>,
    _ liveIn: [Set<ValueID>]
  ) {
    for index in body.indices.reversed() {
      let instruction = body[index]
      live.remove(instruction.result)
      if Self.mayCollect(instruction, abi), !live.isEmpty {
        sites[section, default: [:]][index] = live.sorted()
      }
      useExit(Int(instruction.exit), exits, &live, liveIn)
      use(instruction.operands, &live)
    }
  }

  private func useExit(
    _ index: Int, _ exits: [Exit], _ live: inout Set<ValueID>, _ liveIn: [Set<ValueID>]
  ) {
    guard exits.indices.contains(index) else { return }
    let exit = exits[index]
    if liveIn.indices.contains(exit.sideTrace) {
      live.formUnion(liveIn[exit.sideTrace])
    } else {
      use(exit.snapshot.liveValues, &live)
    }
  }

  private func use(_ values: [ValueID], _ live: inout Set<ValueID>) {
    for value in values where isAddress.indices.contains(Int(value.index)) {
      if isAddress[Int(value.index)] { live.insert(value) }
    }
  }
}
