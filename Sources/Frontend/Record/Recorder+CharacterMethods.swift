// Records methods of single characters of ASCII strings, and the numbers that they mean, by their codes.

import TraceIR

/// Which of the characters below 128 a method of strings is true for, a bit each.
private struct CharacterSet {
  let low, high: Int

  init(_ isMember: (Int) -> Bool) {
    low = (0..<64).reduce(0) { isMember($1) ? $0 | 1 << $1 : $0 }
    high = (0..<64).reduce(0) { isMember($1 + 64) ? $0 | 1 << $1 : $0 }
  }

  private static func isUpper(_ code: Int) -> Bool { 65...90 ~= code }
  private static func isLower(_ code: Int) -> Bool { 97...122 ~= code }
  private static func isDigit(_ code: Int) -> Bool { 48...57 ~= code }

  static let methods: [String: CharacterSet] = [
    "isdigit": CharacterSet(isDigit), "isdecimal": CharacterSet(isDigit), "isnumeric": CharacterSet(isDigit),
    "isalpha": CharacterSet { isUpper($0) || isLower($0) }, "isalnum": CharacterSet { isUpper($0) || isLower($0) || isDigit($0) },
    "isupper": CharacterSet(isUpper), "islower": CharacterSet(isLower), "isspace": CharacterSet { 9...13 ~= $0 || 28...32 ~= $0 },
  ]
}

extension Recorder {
  /// A method of `str` that is called with nothing but a character of an ASCII string; false with nothing recorded for any other.
  func characterMethod(_ callee: Value, _ argument: Argument) -> Bool {
    let builtin = callee.object(BuiltinObject.self)
    guard case .byte(let address, let position)? = characters[argument.id], builtin.pointee.owner == Value(vm.types.str) else { return false }
    let name = vm.swiftString(builtin.pointee.name)
    if let set = CharacterSet.methods[name] {
      write(word.operandA, isMember(emit(.loadByte, [address, position]), of: set))
      return true
    }
    guard name == "upper" || name == "lower" else { return false }
    let code = emit(.loadByte, [address, position])
    let first = name == "upper" ? 97 : 65
    let reachesFirst = emit(.boolToInt, [emit(.geInt, [code, constInt(first)])])
    let isLetter = emit(.andInt, [reachesFirst, emit(.boolToInt, [emit(.leInt, [code, constInt(first + 25)])])])
    let changed = emit(.xorInt, [code, shifted(isLetter, by: 5)])
    let character = callHelper(.rt_chr, [changed])
    characters[character] = .code(changed)
    write(word.operandA, character)
    return true
  }

  /// `int(character)` of a digit; false with nothing recorded for any other.
  func digit(_ argument: Argument) -> Bool {
    guard case .byte(let address, let position)? = characters[argument.id], case let now = vm.codePoint(argument.value, 0), 48...57 ~= now
    else { return false }
    let number = emit(.subInt, [emit(.loadByte, [address, position]), constInt(48)])
    emitGuard(.guardTrue, [emit(.geInt, [number, constInt(0)])], kind: .arithmetic)
    emitGuard(.guardTrue, [emit(.leInt, [number, constInt(9)])], kind: .arithmetic)
    write(word.operandA, number)
    return true
  }

  /// Whether a code below 128 is in a set, without a branch.
  private func isMember(_ code: ValueID, of set: CharacterSet) -> ValueID {
    let place = bits(code, 63)
    let isHigh = emitGuard(.shrInt, [code, constInt(6)], kind: .arithmetic)
    let low = emit(.andInt, [emitGuard(.shrInt, [constInt(set.low), place], kind: .arithmetic), emit(.xorInt, [isHigh, constInt(1)])])
    let high = emit(.andInt, [emitGuard(.shrInt, [constInt(set.high), place], kind: .arithmetic), isHigh])
    return emit(.neInt, [bits(emit(.orInt, [low, high]), 1), constInt(0)])
  }

  private func bits(_ number: ValueID, _ mask: Int) -> ValueID { emit(.andInt, [number, constInt(mask)]) }

  private func shifted(_ number: ValueID, by count: Int) -> ValueID { emitGuard(.shlOvf, [number, constInt(count)], kind: .arithmetic) }
}
