// Parses trace trees section by section.

/// Reads one tree, of which `tree` and the label were read already.
struct TreeParser {
  let names: TextNames
  private var tree = TraceTree(name: "")
  private var seen: Set<String> = []

  init(names: TextNames) { self.names = names }

  /// Reads the name and the sections in braces. Without a `values` section the value count is computed.
  mutating func parse(_ scanner: inout TextScanner) throws(TraceTextError) -> TraceTree {
    tree = TraceTree(name: try scanner.quoted())
    seen = []
    try scanner.expect(UInt8(ascii: "{"))
    while true {
      scanner.skipSpace()
      if scanner.accept(UInt8(ascii: "}")) { break }
      try section(&scanner)
    }
    if !seen.contains("values") { tree.valueCount = tree.largestValue + 1 }
    return tree
  }

  private mutating func section(_ scanner: inout TextScanner) throws(TraceTextError) {
    let start = scanner.position
    let keyword = String(decoding: scanner.name(), as: UTF8.self)
    if keyword == "trace" { return tree.traces.append(try trace(&scanner)) }
    guard seen.insert(keyword).inserted else { throw scanner.error("the section '\(keyword)' appears twice", at: start) }
    switch keyword {
    case "values":
      tree.valueCount = try scanner.smallInteger()
      guard 0...scanner.limits.values ~= tree.valueCount else { throw scanner.error("the value count is out of range", at: start) }
    case "extent": tree.frameExtent = try scanner.smallInteger()
    case "constants":
      try block(&scanner) { scanner, index throws(TraceTextError) in
        try scanner.label(UInt8(ascii: "$"), index)
        tree.constants.append(try scanner.quoted())
        if scanner.accept("instance" as StaticString) { tree.instances[index] = try instance(&scanner) }
      }
    case "entry": tree.entry = try body(&scanner)
    case "preheader": tree.preheader = try body(&scanner)
    case "outer": (tree.outer, tree.outerInitial) = try parameters(&scanner)
    case "loop": (tree.loop, tree.loopInitial) = try parameters(&scanner)
    case "entryExits": tree.entryExits = try exits(&scanner)
    default:
      throw scanner.error(scanner.isAtEnd ? "the text ends inside a tree" : "expected a section of a tree or '}'", at: start)
    }
  }

  private func instance(_ scanner: inout TextScanner) throws(TraceTextError) -> InstanceShape {
    let firstSlot = try scanner.smallInteger()
    let slotCount = try scanner.smallInteger()
    return InstanceShape(firstSlot: firstSlot, slotCount: slotCount, layout: try scanner.index(UInt8(ascii: "$")))
  }

  /// Reads parameters and the values that first flow into them.
  private func parameters(_ scanner: inout TextScanner) throws(TraceTextError) -> ([Parameter], [ValueID]) {
    var parameters: [Parameter] = []
    var initials: [ValueID] = []
    try block(&scanner) { scanner, _ throws(TraceTextError) in
      if scanner.peek == UInt8(ascii: "%") {
        let result = try scanner.value()
        let type = IRType(rawValue: UInt8(try scanner.typeAnnotation())) ?? .none
        try scanner.expect("slot")
        parameters.append(Parameter(result: result, type: type, slot: try scanner.smallInteger()))
        scanner.skipBlanks()
      } else if scanner.peek != UInt8(ascii: "=") {
        throw scanner.error("expected a parameter")
      }
      if scanner.accept(UInt8(ascii: "=")) { initials.append(try scanner.value()) }
      try scanner.endLine()
    }
    return (parameters, initials)
  }

  private func block(
    _ scanner: inout TextScanner, _ entry: (inout TextScanner, Int) throws(TraceTextError) -> Void
  ) throws(TraceTextError) {
    try scanner.expect(UInt8(ascii: "{"))
    try scanner.list(until: UInt8(ascii: "}"), isCommaSeparated: false, entry)
  }

  private func body(_ scanner: inout TextScanner) throws(TraceTextError) -> [Instruction] {
    var list: [Instruction] = []
    try block(&scanner) { scanner, _ throws(TraceTextError) in list.append(try scanner.instruction(names)) }
    return list
  }

  private func exits(_ scanner: inout TextScanner) throws(TraceTextError) -> [Exit] {
    var list: [Exit] = []
    try block(&scanner) { scanner, index throws(TraceTextError) in list.append(try scanner.exit(index)) }
    return list
  }

  private func trace(_ scanner: inout TextScanner) throws(TraceTextError) -> Trace {
    let start = scanner.position
    guard try scanner.smallInteger() == tree.traces.count else {
      throw scanner.error("expected trace \(tree.traces.count), traces are numbered in order", at: start)
    }
    guard tree.traces.count < scanner.limits.traces else { throw scanner.error("the tree has too many traces", at: start) }
    var trace = Trace(anchor: .root, end: .exit(-1))
    if scanner.accept("at") {
      try scanner.expect("exit")
      trace.anchor = .side(exit: try scanner.smallInteger())
    } else if scanner.accept("join") {
      trace.anchor = .join
    } else {
      try scanner.expect("root")
    }
    if scanner.accept("number") { trace.number = try scanner.smallInteger() }
    var hasEnd = false
    var seen: Set<String> = []
    try block(&scanner) { scanner, _ throws(TraceTextError) in
      let start = scanner.position
      let keyword = String(decoding: scanner.name(), as: UTF8.self)
      guard seen.insert(keyword).inserted else { throw scanner.error("the section '\(keyword)' appears twice", at: start) }
      hasEnd = hasEnd || keyword == "end"
      try part(keyword, start, of: &trace, &scanner)
    }
    if !hasEnd { throw scanner.error("the trace has no 'end'", at: start) }
    return trace
  }

  private func part(
    _ keyword: String, _ start: Int, of trace: inout Trace, _ scanner: inout TextScanner
  ) throws(TraceTextError) {
    switch keyword {
    case "origins":
      var list: [Origin] = []
      try block(&scanner) { scanner, index throws(TraceTextError) in list.append(try origin(&scanner, index)) }
      trace.origins = list
    case "parameters": trace.parameters = try parameters(&scanner).0
    case "body": trace.body = try body(&scanner)
    case "exits": trace.exits = try exits(&scanner)
    case "end": trace.end = try end(&scanner)
    case "closing": trace.closing = try scanner.snapshot()
    case "reason": trace.endReason = try scanner.quoted()
    case "leavesLoop": trace.leavesLoop = true
    default: throw scanner.error("expected a section of a trace or '}'", at: start)
    }
  }

  private func origin(_ scanner: inout TextScanner, _ index: Int) throws(TraceTextError) -> Origin {
    try scanner.label(UInt8(ascii: "@"), index)
    var origin = Origin(code: try scanner.quoted(), pc: 0, line: 0, depth: 0, bytecode: "")
    try scanner.expect("pc")
    origin.pc = try scanner.smallInteger()
    try scanner.expect("line")
    origin.line = try scanner.smallInteger()
    try scanner.expect("depth")
    origin.depth = try scanner.smallInteger()
    origin.bytecode = try scanner.quoted()
    return origin
  }

  private func end(_ scanner: inout TextScanner) throws(TraceTextError) -> TraceEnd {
    let end: TraceEnd
    if scanner.accept("loop") {
      end = .loop(try scanner.values())
    } else if scanner.accept("outerLoop") {
      end = .outerLoop(try scanner.values())
    } else if scanner.accept("join") {
      let target = try scanner.smallInteger()
      end = .join(target, try scanner.values())
    } else {
      try scanner.expect("exit")
      end = .exit(try scanner.smallInteger())
    }
    try scanner.endLine()
    return end
  }
}
