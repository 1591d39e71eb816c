// Parses uop lines.

extension TextScanner {
  /// One uop, up to and including the end of its line.
  mutating func instruction(_ names: TextNames) throws(TraceTextError) -> Instruction {
    let start = position
    var result = ValueID.none
    var type: Int?
    if peek == UInt8(ascii: "%") {
      result = try value()
      type = try typeAnnotation()
      skipBlanks()
      guard accept(UInt8(ascii: "=")) else { throw error("expected '='") }
    }
    skipBlanks()
    let opStart = position
    guard let row = TextNames.uops.find(name()), let op = Uop(rawValue: UInt8(row)) else {
      throw error("unknown uop", at: opStart)
    }
    let immediate = try self.immediate(op, names)
    if let type, type != Int(names.resultType(op, immediate).rawValue) {
      throw error("\(op.info.name) gives \(names.resultType(op, immediate).name)", at: start)
    }
    var item = Instruction(op, result: result, try values(), immediate: immediate)
    try exitAndOrigin(&item)
    try endLine()
    return item
  }

  /// A colon and a type.
  mutating func typeAnnotation() throws(TraceTextError) -> Int {
    skipBlanks()
    guard accept(UInt8(ascii: ":")) else { throw error("expected ':' and a type") }
    skipBlanks()
    let start = position
    guard let type = TextNames.types.find(name()) else { throw error("unknown type", at: start) }
    return type
  }

  private mutating func exitAndOrigin(_ item: inout Instruction) throws(TraceTextError) {
    skipBlanks()
    if accept(UInt8(ascii: "!")) {
      try expect("exit")
      item.exit = Int32(truncatingIfNeeded: try smallInteger())
      skipBlanks()
    }
    if peek == UInt8(ascii: "@") { item.origin = Int32(truncatingIfNeeded: try index(UInt8(ascii: "@"))) }
  }

  private mutating func immediate(_ op: Uop, _ names: TextNames) throws(TraceTextError) -> Int64 {
    skipBlanks()
    switch TextNames.immediates[Int(op.rawValue)] {
    case .none:
      guard peek == UInt8(ascii: "i"), accept("imm") else { return 0 }
      return try integer()
    case .literal: return try literal(op)
    case .constant: return Int64(try index(UInt8(ascii: "$")))
    case .frameSlot, .byteOffset: return try integer()
    case .field: return try named(names.fields, "field")
    case .helper: return try named(names.helpers, "helper")
    }
  }

  /// The index of a name of the runtime ABI, or the index itself after `field#` or `helper#`.
  private mutating func named(_ table: NameTable, _ what: StaticString) throws(TraceTextError) -> Int64 {
    let start = position
    let found = name()
    if accept(UInt8(ascii: "#")) { return try integer() }
    guard let index = table.find(found) else {
      throw error("the runtime has no \(what) '\(String(decoding: found, as: UTF8.self))'", at: start)
    }
    return Int64(index)
  }

  private mutating func literal(_ op: Uop) throws(TraceTextError) -> Int64 {
    switch op {
    case .constBool where peek.isNameStart:
      if accept("true") { return 1 }
      try expect("false")
      return 0
    case .constFloat: return try float()
    default: return try integer()
    }
  }

  /// The bits of a double: hexadecimal, or the number in decimal.
  private mutating func float() throws(TraceTextError) -> Int64 {
    let start = position
    if peek == UInt8(ascii: "0"), position + 1 < base.count, base[position + 1] == UInt8(ascii: "x") {
      return try integer()
    }
    while position < base.count, base[position].isFloatPart { position += 1 }
    let text = String(decoding: base[start..<position], as: UTF8.self)
    guard let number = Double(text), number.isFinite else { throw error("expected a float", at: start) }
    return Int64(bitPattern: number.bitPattern)
  }
}

extension UInt8 {
  /// Whether a decimal float may contain this byte.
  fileprivate var isFloatPart: Bool {
    isDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "-") || self == UInt8(ascii: "+")
      || self | 0x20 == UInt8(ascii: "e")
  }
}
