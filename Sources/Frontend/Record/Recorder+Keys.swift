// Records what dicts and sets do with keys that no code of the program hashes or compares; compiled code leaves where some might.

import TraceIR

extension Recorder {
  /// Whether a value is a dict that has a special method from the built-in class.
  private func isDict(_ value: Value, _ method: Name) -> Bool {
    guard value.isKind(.dict), !value.object(DictObject.self).pointee.hasCells else { return false }
    return value.isExactly(vm.types.dict) || value.heapType.pointee.isUser && inherits(method, value.heapType, .dict)
  }

  /// `dict[key]` of a key that is there.
  func dictItem(_ dict: Value, _ key: Value) -> Bool {
    guard isDict(dict, .__getitem__), vm.simplePosition(dict.object(DictObject.self), key) >= 0 else { return false }
    _ = guardClass(read(word.operandB), dict)
    let item = callHelper(.rt_dict_item, [wordOperand(word.operandB), wordOperand(word.operandC), constWord(.nil)])
    emitGuard(.guardNotNil, [item])
    write(word.operandA, item)
    return true
  }

  /// `dict[key] = item`.
  func storeDictItem(_ dict: Value, _ key: Value) -> Bool {
    guard isDict(dict, .__setitem__) else { return false }
    return putItem((read(word.operandA), dict), key, [word.operandA, word.operandB, word.operandC])
  }

  /// Puts a register into a dict of a class that is known to do nothing else.
  func putItem(_ dict: Argument, _ key: Value, _ registers: [Int]) -> Bool {
    guard vm.simplePosition(dict.value.object(DictObject.self), key) != -2 else { return false }
    _ = guardClass(dict.id, dict.value)
    emitGuard(.guardNotNil, [callHelper(.rt_dict_store, registers.map { wordOperand($0) })])
    return true
  }

  /// `del dict[key]` of a key that is there.
  func deleteDictItem() -> Bool {
    let dict = concrete(word.operandA)
    guard isDict(dict, .__delitem__), vm.simplePosition(dict.object(DictObject.self), concrete(word.operandB)) >= 0 else { return false }
    _ = guardClass(read(word.operandA), dict)
    emitGuard(.guardNotNil, [callHelper(.rt_dict_delete, [wordOperand(word.operandA), wordOperand(word.operandB)])])
    return true
  }

  /// `dict.get(key)` and `dict.get(key, fallback)`.
  func simpleGet(_ arguments: [Argument], _ fallback: ValueID) -> Bool {
    let dict = arguments[0].value.object(DictObject.self)
    guard !dict.pointee.hasCells, vm.simplePosition(dict, arguments[1].value) != -2 else { return false }
    let item = callHelper(.rt_dict_item, [asWord(arguments[0].id), asWord(arguments[1].id), fallback])
    emitGuard(.guardNotNil, [item])
    write(word.operandA, item)
    return true
  }

  /// A dict of registers with keys and values.
  func displayDict(_ first: Int, _ count: Int) -> Bool {
    guard count <= 32, (0..<count).allSatisfy({ vm.isSimpleKey(concrete(first + 2 * $0)) }) else { return false }
    let parts = emit(.ref, [emit(.newTuple, (0..<2 * count).map { wordOperand(first + $0) })])
    let dict = callHelper(.rt_display_dict, [asWord(parts)])
    emitGuard(.guardNotNil, [dict])
    write(word.operandA, dict)
    return true
  }

  /// `set.add`, `set.discard` and `set.remove`.
  func setMethod(_ role: NativeRole, _ set: Argument, _ item: Argument) -> Bool {
    guard set.value.isExactly(vm.types.set), addItem(role, set, item) else { return false }
    write(word.operandA, constWord(.none))
    return true
  }

  /// Adds an item to a set, or takes it out.
  func addItem(_ role: NativeRole, _ set: Argument, _ item: Argument) -> Bool {
    guard vm.isSimpleKey(item.value), let hash = vm.hash(item.value) else { return false }
    let place = vm.simplePlace(set.value.object(SetObject.self), item.value, hash)
    guard place != -2, place >= 0 || role != .setRemove else { return false }
    _ = guardClass(set.id, set.value)
    let outcome = callHelper(role == .setAdd ? .rt_set_add : .rt_set_take, [asWord(set.id), asWord(item.id)])
    if role == .setRemove { guardConstant(outcome, .true) } else { emitGuard(.guardNotNil, [outcome]) }
    return true
  }

  /// The truth of `item in container`, nil where code of the program may have to tell.
  func simplyContains(_ container: Argument, _ item: Argument) -> ValueID? {
    if let truth = characterIsIn(container, item) { return truth }
    guard container.value.isReference, !container.value.heapType.pointee.isUser, vm.simplyContains(container.value, item.value) >= 0 else { return nil }
    _ = guardClass(container.id, container.value)
    return emitGuard(.guardBool, [callHelper(.rt_has_item, [asWord(container.id), asWord(item.id)])])
  }
}
