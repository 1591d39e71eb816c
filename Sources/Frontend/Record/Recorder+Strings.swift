// Records what is done with strings by helpers without effects: items, comparisons, characters and their codes.

import TraceIR

/// What a character's code is known from.
enum CharacterSource {
  case code(ValueID)
  case item(of: ValueID, at: ValueID)
  /// Item of a string whose bytes, one for each character, begin at an address.
  case byte(ValueID, at: ValueID)
}

extension Recorder {
  /// `string[index]`.
  func characterItem(_ container: Value, _ index: Int) -> Bool {
    guard container.isExactly(vm.types.str) else { return false }
    let id = read(word.operandB)
    let count = loadField(guardClass(id, container), .strLength)
    guard let position = checkedIndex(intOperand(word.operandC), index, count, vm.stringCount(container)) else { return false }
    let character = callHelper(.rt_str_item, [asWord(id), position])
    characters[character] = source(of: asWord(id), container, at: position)
    write(word.operandA, character)
    return true
  }

  /// The truth (i1) of a relation of two strings and its outcome now, or nil when they are neither strings nor tuples of plain items.
  func sequenceRelation(_ relation: Int, _ left: Int, _ right: Operand) -> (ValueID, Bool)? {
    let (a, b) = (concrete(left), right.value(self))
    if a.isKind(.tuple), b.isKind(.tuple) { return tupleRelation(relation, (read(left), a), (right.read(self), b)) }
    guard a.isExactly(vm.types.str), b.isExactly(vm.types.str) else { return nil }
    return relationOfStrings(relation, (read(left), a), (right.read(self), b))
  }

  func relationOfStrings(_ relation: Int, _ a: Argument, _ b: Argument) -> (ValueID, Bool) {
    if characters[a.id] != nil || characters[b.id] != nil, let x = code(of: a), let y = code(of: b) {
      return (emit(Recorder.integerRelations[relation], [x, y]), orderedOutcome(relation, vm.compareStrings(a.value, b.value), 0) != 0)
    }
    _ = guardClass(a.id, a.value)
    _ = guardClass(b.id, b.value)
    let helper: HelperName = relation < 4 ? .rt_str_compare : .rt_str_differ
    let order = callHelper(helper, [asWord(a.id), asWord(b.id)])
    return (emit(Recorder.integerRelations[relation], [order, constInt(0)]), orderedOutcome(relation, vm.compareStrings(a.value, b.value), 0) != 0)
  }

  /// `ord(character)`; a character of which nothing else is wanted is not made.
  func codeOfCharacter(_ argument: Argument) -> Bool {
    if let source = characters[argument.id] {
      write(word.operandA, code(from: source))
      return true
    }
    guard argument.value.isExactly(vm.types.str), vm.stringCount(argument.value) == 1 else { return false }
    let pointer = guardClass(argument.id, argument.value)
    emitGuard(.guardTrue, [emit(.eqInt, [loadField(pointer, .strLength), constInt(1)])])
    write(word.operandA, callHelper(.rt_ord, [asWord(argument.id)]))
    return true
  }

  /// Where a string has a character. Only strings of bytes that lie in the object are looked into.
  func source(of string: ValueID, _ value: Value, at position: ValueID) -> CharacterSource {
    let object = value.object(StrObject.self)
    guard object.pointee.isASCII, !object.pointee.isShared else { return .item(of: string, at: position) }
    let pointer = guardClass(string, value)
    let form = emit(.andInt, [loadField(pointer, .strForm), constInt(Recorder.formMask)])
    emitGuard(.guardTrue, [emit(.eqInt, [form, constInt(Recorder.asciiForm)])])
    return .byte(emit(.address, [pointer], immediate: MemoryLayout<StrObject>.stride), at: position)
  }

  /// Width, being ASCII and being shared, as they lie in memory.
  private static let formMask = 0xFF00_FFFF
  private static let asciiForm = 0x0101

  private func code(from source: CharacterSource) -> ValueID {
    switch source {
    case .code(let code): code
    case .item(let string, let position): callHelper(.rt_code_at, [string, position])
    case .byte(let address, let position): emit(.loadByte, [address, position])
    }
  }

  /// The code of a character from a known place, or of one that is a constant.
  private func code(of argument: Argument) -> ValueID? {
    if let source = characters[argument.id] { return code(from: source) }
    guard isConstant(argument.id), vm.stringCount(argument.value) == 1 else { return nil }
    return constInt(Int(vm.codePoint(argument.value, 0)))
  }

  private func isConstant(_ id: ValueID) -> Bool { body.last { $0.result == id }?.op == .constRef }

  /// Whether a character from a known place is in a constant string; nil where that is not to be told by a mask.
  func characterIsIn(_ container: Argument, _ item: Argument) -> ValueID? {
    guard container.value.isExactly(vm.types.str), let source = characters[item.id], isConstant(container.id) else { return nil }
    let codes = (0..<vm.stringCount(container.value)).map { Int(vm.codePoint(container.value, $0)) }
    guard let least = codes.min(), let greatest = codes.max(), greatest - least < 64 else { return nil }
    let mask = codes.reduce(0) { $0 | 1 << ($1 - least) }
    let distance = emit(.subInt, [code(from: source), constInt(least)])
    let isNear = emit(.eqInt, [emit(.andInt, [distance, constInt(~63)]), constInt(0)])
    let bits = emitGuard(.shrInt, [constInt(mask), emit(.andInt, [distance, constInt(63)])], kind: .arithmetic)
    return emit(.eqInt, [emit(.andInt, [bits, emit(.boolToInt, [isNear])]), constInt(1)])
  }

  /// `chr(code)`.
  func characterOfCode(_ argument: Argument) -> Bool {
    guard isInt(argument.value), let code = int64(argument.value), 0..<0x110000 ~= code else { return false }
    let id = asInt(argument.id, argument.value)
    emitGuard(.guardTrue, [emit(.geInt, [id, constInt(0)])], kind: .arithmetic)
    emitGuard(.guardTrue, [emit(.ltInt, [id, constInt(0x110000)])], kind: .arithmetic)
    let character = callHelper(.rt_chr, [id])
    characters[character] = .code(id)
    write(word.operandA, character)
    return true
  }
}

@inline(__always) private func machine(_ state: StatePointer) -> VM { state.assumingMemoryBound(to: VMState.self) }
@inline(__always) private func value(_ word: UInt64) -> Value { Value(bits: word) }

/// Pure helpers may be called before the guards on their operands: they take any words.
extension Helpers {
  /// The character at an index of a string; nil for what is none.
  static let stringItem: @convention(c) (StatePointer, UInt64, Int) -> UInt64 = { state, string, index in
    guard value(string).isKind(.str), 0..<machine(state).stringCount(value(string)) ~= index else { return Value.nil.raw }
    return machine(state).makeCharacter(machine(state).codePoint(value(string), index)).raw
  }
  /// The sign of a comparison of strings.
  static let stringOrder: @convention(c) (StatePointer, UInt64, UInt64) -> Int = { state, a, b in
    value(a).isKind(.str) && value(b).isKind(.str) ? machine(state).compareStrings(value(a), value(b)) : 0
  }
  static let stringsDiffer: @convention(c) (StatePointer, UInt64, UInt64) -> Int = { state, a, b in
    value(a).isKind(.str) && value(b).isKind(.str) && machine(state).stringsEqual(value(a), value(b)) ? 0 : 1
  }
  /// The code of a string's first character.
  static let codeOfCharacter: @convention(c) (StatePointer, UInt64) -> Int = { state, string in
    guard value(string).isKind(.str), machine(state).stringCount(value(string)) > 0 else { return 0 }
    return Int(machine(state).codePoint(value(string), 0))
  }
  /// The code of the character at an index of a string; 0 for what is none.
  static let codeAt: @convention(c) (StatePointer, UInt64, Int) -> Int = { state, string, index in
    guard value(string).isKind(.str), 0..<machine(state).stringCount(value(string)) ~= index else { return 0 }
    return Int(machine(state).codePoint(value(string), index))
  }
  static let characterOfCode: @convention(c) (StatePointer, Int) -> UInt64 = { state, code in
    0..<0x110000 ~= code ? machine(state).makeCharacter(UInt32(code)).raw : Value.nil.raw
  }
}
