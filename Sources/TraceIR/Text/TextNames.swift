// Gives fields, helpers and uops the names under which trace texts mention them.

/// The spellings that one runtime ABI gives to fields and helpers, in both directions.
struct TextNames: Sendable {
  /// Spelling of each field; `nil` when its name cannot stand for it in a text.
  let fieldText: [[UInt8]?]
  let helperText: [[UInt8]?]
  let fields: NameTable
  let helpers: NameTable
  let fieldTypes: [IRType]
  let helperTypes: [IRType]

  init(_ abi: RuntimeABI) {
    let fieldNames = abi.fields.map(\.name)
    let helperNames = abi.helpers.map(\.name)
    fields = NameTable(fieldNames)
    helpers = NameTable(helperNames)
    fieldText = TextNames.spellings(fieldNames, fields)
    helperText = TextNames.spellings(helperNames, helpers)
    fieldTypes = abi.fields.map(\.type)
    helperTypes = abi.helpers.map(\.result)
  }

  /// The result type of an instruction, the ABI's tables included.
  func resultType(_ op: Uop, _ immediate: Int64) -> IRType {
    switch op {
    case .loadField: fieldTypes.indices.contains(Int(immediate)) ? fieldTypes[Int(immediate)] : .none
    case .call: helperTypes.indices.contains(Int(immediate)) ? helperTypes[Int(immediate)] : .none
    default: TextNames.resultTypes[Int(op.rawValue)]
    }
  }

  private static func spellings(_ names: [String], _ table: NameTable) -> [[UInt8]?] {
    names.enumerated().map { index, name in
      let bytes = Array(name.utf8)
      guard let first = bytes.first, first.isNameStart, bytes.allSatisfy(\.isNamePart) else { return nil }
      return bytes.withUnsafeBufferPointer { table.find($0) } == index ? bytes : nil
    }
  }

  static let uops = NameTable(Uop.allCases.map(\.info.name))
  static let uopText = Uop.allCases.map { Array($0.info.name.utf8) }
  static let types = NameTable(IRType.allCases.map(\.name))
  static let typeText = IRType.allCases.map { Array($0.name.utf8) }
  static let kinds = NameTable(ExitKind.allCases.map { "\($0)" })
  static let kindText = ExitKind.allCases.map { Array("\($0)".utf8) }
  static let resultTypes = Uop.allCases.map(\.info.result)
  static let immediates = Uop.allCases.map(\.info.immediate)
}

extension UInt8 {
  /// Whether a name may begin with this byte.
  var isNameStart: Bool { (self | 0x20) &- 0x61 < 26 || self == UInt8(ascii: "_") }
  /// Whether a name may go on with this byte.
  var isNamePart: Bool { isNameStart || isDigit || self == UInt8(ascii: ".") }
  var isDigit: Bool { self &- 0x30 < 10 }
}
