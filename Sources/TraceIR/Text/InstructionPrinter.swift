// Prints uops, one a line, with the place they came from as a comment.

/// What an instruction line needs to know about its surroundings.
struct InstructionContext {
  let names: TextNames
  let encoding: ValueEncoding
  let constants: [String]
  let origins: [Origin]
  /// Whether to add comments, which the parser skips.
  let comments: Bool
}

extension TextWriter {
  mutating func instruction(_ item: Instruction, _ context: InstructionContext) {
    let start = bytes.count
    if item.result != .none {
      value(item.result)
      text(": ")
      bytes.append(contentsOf: TextNames.typeText[Int(context.names.resultType(item.op, item.immediate).rawValue)])
      text(" = ")
    }
    bytes.append(contentsOf: TextNames.uopText[Int(item.op.rawValue)])
    immediate(item, context.names)
    for (index, operand) in item.operands.enumerated() {
      text(index == 0 ? " " : ", ")
      value(operand)
    }
    if item.exit != -1 {
      text(" !exit ")
      integer(Int64(item.exit))
    }
    if item.origin != -1 {
      text(" @")
      integer(Int64(item.origin))
    }
    if context.comments { comment(item, context, lineStart: start) }
    newline()
  }

  private mutating func immediate(_ item: Instruction, _ names: TextNames) {
    let immediate = item.immediate
    switch TextNames.immediates[Int(item.op.rawValue)] {
    case .none:
      if immediate != 0 {
        text(" imm ")
        integer(immediate)
      }
    case .literal:
      text(" ")
      literal(item.op, immediate)
    case .constant:
      text(" $")
      integer(immediate)
    case .frameSlot, .byteOffset:
      text(" ")
      offset(immediate)
    case .field: name(immediate, names.fieldText, "field#")
    case .helper: name(immediate, names.helperText, "helper#")
    }
  }

  private mutating func name(_ immediate: Int64, _ names: [[UInt8]?], _ prefix: StaticString) {
    text(" ")
    if names.indices.contains(Int(immediate)), let name = names[Int(immediate)] {
      bytes.append(contentsOf: name)
    } else {
      text(prefix)
      integer(immediate)
    }
  }

  private mutating func literal(_ op: Uop, _ immediate: Int64) {
    switch op {
    case .constFloat:
      let number = Double(bitPattern: UInt64(bitPattern: immediate))
      if number.isFinite { string("\(number)") } else { hex(UInt64(bitPattern: immediate)) }
    case .constBool where immediate == 0: text("false")
    case .constBool where immediate == 1: text("true")
    case .constWord, .guardIsWord: hex(UInt64(bitPattern: immediate))
    default: integer(immediate)
    }
  }

  private mutating func comment(_ item: Instruction, _ context: InstructionContext, lineStart: Int) {
    let hasOrigin = context.origins.indices.contains(Int(item.origin))
    let meaning = TextWriter.meaning(item, context)
    guard hasOrigin || meaning != nil else { return }
    for _ in 0..<max(1, 44 - (bytes.count - lineStart)) { bytes.append(0x20) }
    text(";")
    if let meaning {
      text(" ")
      string(TextWriter.singleLine(meaning))
      if hasOrigin { text(" ;") }
    }
    if hasOrigin {
      let origin = context.origins[Int(item.origin)]
      text(" line ")
      integer(origin.line)
      text(" ")
      string(TextWriter.singleLine(origin.code))
      text("+")
      integer(origin.pc)
    }
  }

  private static func meaning(_ item: Instruction, _ context: InstructionContext) -> String? {
    switch TextNames.immediates[Int(item.op.rawValue)] {
    case .constant:
      return context.constants.indices.contains(Int(item.immediate)) ? context.constants[Int(item.immediate)] : nil
    case .literal where item.op == .constWord || item.op == .guardIsWord:
      switch UInt64(bitPattern: item.immediate) {
      case context.encoding.nilWord: return "nil"
      case context.encoding.noneWord: return "None"
      case context.encoding.falseWord: return "False"
      case context.encoding.trueWord: return "True"
      case let word: return ScalarSemantics.decodeInt(word, context.encoding).map { "\($0)" }
      }
    default: return nil
    }
  }

  /// A comment ends with its line, so text from programs must not break it.
  private static func singleLine(_ text: String) -> String {
    text.utf8.contains { $0 < 0x20 } ? String(text.map { $0.isNewline || $0.asciiValue.map { $0 < 0x20 } == true ? " " : $0 }) : text
  }
}
