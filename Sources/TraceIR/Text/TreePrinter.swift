// Prints trace trees section by section.

extension TextWriter {
  /// Prints a tree; `label` is put between `tree` and the name.
  mutating func tree(_ tree: TraceTree, label: String, abi: RuntimeABI, names: TextNames, comments: Bool) {
    text("tree ")
    string(label)
    quoted(tree.name)
    text(" {\n  values ")
    integer(tree.valueCount)
    text("\n  extent ")
    integer(tree.frameExtent)
    newline()
    tables(tree)
    func context(_ origins: [Origin]) -> InstructionContext {
      InstructionContext(
        names: names, encoding: abi.encoding, constants: tree.constants, origins: origins, comments: comments)
    }
    // What was hoisted out of the root trace keeps the origins it had there.
    let root = context(tree.traces.first?.origins ?? [])
    section("entry", tree.entry, root, indent: "  ")
    parameters("outer", tree.outer, tree.outerInitial)
    section("preheader", tree.preheader, root, indent: "  ")
    parameters("loop", tree.loop, tree.loopInitial)
    exits("entryExits", tree.entryExits, indent: "  ")
    for (index, trace) in tree.traces.enumerated() { self.trace(trace, index, context(trace.origins)) }
    text("}\n")
  }

  private mutating func instance(_ shape: InstanceShape) {
    text(" instance ")
    integer(shape.firstSlot)
    text(" ")
    integer(shape.slotCount)
    text(" ")
    constant(shape.layout)
  }

  private mutating func tables(_ tree: TraceTree) {
    if !tree.constants.isEmpty {
      text("  constants {\n")
      for (index, name) in tree.constants.enumerated() {
        text("    ")
        constant(index)
        text(" ")
        quoted(name)
        if let shape = tree.instances[index] { instance(shape) }
        newline()
      }
      text("  }\n")
    }
  }

  /// Prints parameters beside the values that first flow into them; either list may be the longer in a broken tree.
  private mutating func parameters(
    _ title: StaticString, _ parameters: [Parameter], _ initial: [ValueID] = [], indent: StaticString = "  "
  ) {
    let count = max(parameters.count, initial.count)
    guard count > 0 else { return }
    text(indent)
    text(title)
    text(" {\n")
    for index in 0..<count {
      text(indent)
      text(" ")
      if index < parameters.count {
        text(" ")
        value(parameters[index].result)
        text(": ")
        bytes.append(contentsOf: TextNames.typeText[Int(parameters[index].type.rawValue)])
        text(" slot ")
        offset(Int64(parameters[index].slot))
      }
      if index < initial.count {
        text(" = ")
        value(initial[index])
      }
      newline()
    }
    text(indent)
    text("}\n")
  }

  private mutating func section(
    _ title: StaticString, _ body: [Instruction], _ context: InstructionContext, indent: StaticString
  ) {
    guard !body.isEmpty else { return }
    text(indent)
    text(title)
    text(" {\n")
    for item in body {
      text(indent)
      text("  ")
      instruction(item, context)
    }
    text(indent)
    text("}\n")
  }

  private mutating func exits(_ title: StaticString, _ exits: [Exit], indent: StaticString) {
    guard !exits.isEmpty else { return }
    text(indent)
    text(title)
    text(" {\n")
    for (index, item) in exits.enumerated() {
      text(indent)
      text("  ")
      exit(item, index: index)
    }
    text(indent)
    text("}\n")
  }

  private mutating func trace(_ trace: Trace, _ index: Int, _ context: InstructionContext) {
    text("  trace ")
    integer(index)
    switch trace.anchor {
    case .root: text(" root")
    case .side(let exit):
      text(" at exit ")
      integer(exit)
    case .join: text(" join")
    }
    if trace.number >= 0 {
      text(" number ")
      integer(trace.number)
    }
    text(" {\n")
    parameters("parameters", trace.parameters, indent: "    ")
    origins(trace.origins)
    section("body", trace.body, context, indent: "    ")
    exits("exits", trace.exits, indent: "    ")
    end(trace.end)
    if let closing = trace.closing {
      text("    closing")
      snapshot(closing)
      newline()
    }
    if !trace.endReason.isEmpty {
      text("    reason ")
      quoted(trace.endReason)
      newline()
    }
    if trace.leavesLoop { text("    leavesLoop\n") }
    text("  }\n")
  }

  private mutating func origins(_ origins: [Origin]) {
    guard !origins.isEmpty else { return }
    text("    origins {\n")
    for (index, origin) in origins.enumerated() {
      text("      @")
      integer(index)
      text(" ")
      quoted(origin.code)
      text(" pc ")
      integer(origin.pc)
      text(" line ")
      integer(origin.line)
      text(" depth ")
      integer(origin.depth)
      text(" ")
      quoted(origin.bytecode)
      newline()
    }
    text("    }\n")
  }

  private mutating func end(_ end: TraceEnd) {
    switch end {
    case .loop(let values):
      text("    end loop")
      self.values(values)
    case .outerLoop(let values):
      text("    end outerLoop")
      self.values(values)
    case .join(let trace, let values):
      text("    end join ")
      integer(trace)
      self.values(values)
    case .exit(let index):
      text("    end exit ")
      integer(index)
    }
    newline()
  }

  private mutating func values(_ values: [ValueID]) {
    for (index, id) in values.enumerated() {
      text(index == 0 ? " " : ", ")
      value(id)
    }
  }
}
