// Makes dict views and treats keys and items views as sets.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The view of a dict of class dict_keys, dict_values or dict_items.
  public func makeDictView(_ type: TypeRef, _ dict: Value) -> Value { makeRecord(type, dict) }

  func viewedDict(_ view: Value) -> Value { view.object(RecordObject.self).pointee.field0 }

  func dictViewIterator(_ view: Value) -> Value {
    let dict = viewedDict(view)
    if view.heapType == pointee.types.dictKeys { return dictIterator(dict, pointee.types.keyIterator, IteratorShape.dictKeys) }
    if view.heapType == pointee.types.dictValues { return dictIterator(dict, pointee.types.valueIterator, IteratorShape.dictValues) }
    return dictIterator(dict, pointee.types.itemIterator, IteratorShape.dictItems)
  }

  func dictViewReversed(_ view: Value) -> Value {
    let dict = viewedDict(view)
    if view.heapType == pointee.types.dictKeys { return dictIterator(dict, pointee.types.keyReverseIterator, IteratorShape.dictKeysReverse) }
    if view.heapType == pointee.types.dictValues {
      return dictIterator(dict, pointee.types.valueReverseIterator, IteratorShape.dictValuesReverse)
    }
    return dictIterator(dict, pointee.types.itemReverseIterator, IteratorShape.dictItemsReverse)
  }

  /// Whether a value is a keys or items view.
  func isSetLike(_ value: Value) -> Bool { value.isKind(.dictView) && value.heapType != pointee.types.dictValues }

  /// `item in view`: 1, 0, or -1 with an exception pending.
  func dictViewContains(_ view: Value, _ item: Value) -> Int {
    let dict = viewedDict(view)
    if view.heapType == pointee.types.dictKeys { return dictContains(dict, item) }
    if view.heapType == pointee.types.dictValues { return containsByIteration(view, item) }
    guard item.isKind(.tuple), tupleCount(item) == 2 else { return 0 }
    let value = dictLookup(dict, tupleBase(item)[0])
    if value.isNil { return pointee.exception.isNil ? 0 : -1 }
    return equal(value, tupleBase(item)[1])
  }

  /// A set of a view's items, built the way CPython does.
  private func viewToSet(_ view: Value) -> Value {
    guard view.isKind(.dictView) else { return makeSet(of: pointee.types.set, from: view) }
    let dict = viewedDict(view)
    let isPlain = view.heapType == pointee.types.dictKeys && dict.isExactly(pointee.types.dict)
    return makeSet(of: pointee.types.set, from: isPlain ? dict : view)
  }

  /// `a op b` where one operand is a keys or items view.
  func viewOperator(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    switch op {
    case .bitAnd: return viewIntersection(a, b)
    case .bitXor where a.heapTypeIs(pointee.types.dictItems) && b.heapTypeIs(pointee.types.dictItems): return itemsToggle(a, b)
    default: break
    }
    let result = viewToSet(a)
    if result.isNil { return .nil }
    switch op {
    case .bitOr: return setUpdate(result, b) ? result : .nil
    case .subtract: return setSubtract(result, b) ? result : .nil
    default: return setToggle(result, b) ? result : .nil
    }
  }

  private func viewIntersection(_ a: Value, _ b: Value) -> Value {
    var view = isSetLike(a) ? a : b
    var other = isSetLike(a) ? b : a
    let count = dictCount(viewedDict(view))
    if other.isExactly(pointee.types.set), count <= other.object(SetObject.self).pointee.count { return setIntersection(other, view) }
    if isSetLike(other), dictCount(viewedDict(other)) > count { swap(&view, &other) }
    let result = makeSet()
    let iterator = getIterator(other)
    if iterator.isNil { return .nil }
    while true {
      let key = next(iterator)
      if key.isNil { return pointee.exception.isNil ? result : .nil }
      let outcome = dictViewContains(view, key)
      if outcome < 0 || outcome > 0 && !setAdd(result, key) { return .nil }
    }
  }

  /// The symmetric difference of two items views.
  private func itemsToggle(_ a: Value, _ b: Value) -> Value {
    var first = viewedDict(a)
    var second = viewedDict(b)
    if dictCount(first) > dictCount(second) { swap(&first, &second) }
    let rest = dictCopy(first)
    let result = makeSet()
    let iterator = dictIterator(second, pointee.types.itemIterator, IteratorShape.dictItems)
    while true {
      let pair = next(iterator)
      if pair.isNil { break }
      let key = tupleBase(pair)[0]
      let value = dictLookup(rest, key)
      var isSame = 0
      if !value.isNil { isSame = equal(value, tupleBase(pair)[1]) }
      if isSame < 0 || isSame > 0 && dictDelete(rest, key) < 0 || isSame == 0 && !setAdd(result, pair) { return .nil }
    }
    if !pointee.exception.isNil { return .nil }
    return setUpdate(result, makeDictView(pointee.types.dictItems, rest)) ? result : .nil
  }

  private func countOfSetLike(_ value: Value) -> Int {
    isAnySet(value) ? value.object(SetObject.self).pointee.count : dictCount(viewedDict(value))
  }

  /// Whether all items of a set or view are in another: 1, 0, or -1 with an exception pending.
  private func allContained(_ a: Value, _ b: Value) -> Int {
    let iterator = getIterator(a)
    if iterator.isNil { return -1 }
    while true {
      let item = next(iterator)
      if item.isNil { return pointee.exception.isNil ? 1 : -1 }
      let outcome = contains(b, item)
      if outcome <= 0 { return outcome }
    }
  }

  func viewsEqual(_ a: Value, _ b: Value) -> Int { countOfSetLike(a) == countOfSetLike(b) ? allContained(a, b) : 0 }

  /// Compares views and sets by inclusion.
  func compareViews(_ op: Opcode, _ a: Value, _ b: Value) -> Value {
    let x = countOfSetLike(a)
    let y = countOfSetLike(b)
    var outcome = 0
    switch op {
    case .less: outcome = x < y ? allContained(a, b) : 0
    case .lessEqual: outcome = x <= y ? allContained(a, b) : 0
    case .greater: outcome = x > y ? allContained(b, a) : 0
    default: outcome = x >= y ? allContained(b, a) : 0
    }
    return outcome < 0 ? .nil : Value(outcome > 0)
  }

  /// `view.isdisjoint(iterable)`.
  func viewIsDisjoint(_ view: Value, _ other: Value) -> Value {
    var walked = other
    var asked = view
    if isAnySet(other) || isSetLike(other), countOfSetLike(other) > countOfSetLike(view) { swap(&walked, &asked) }
    let iterator = getIterator(walked)
    if iterator.isNil { return .nil }
    while true {
      let item = next(iterator)
      if item.isNil { return pointee.exception.isNil ? .true : .nil }
      let outcome = contains(asked, item)
      if outcome != 0 { return outcome < 0 ? .nil : .false }
    }
  }
}

extension Value {
  /// Whether this is a heap object of exactly a class.
  @inline(__always) func heapTypeIs(_ type: TypeRef) -> Bool { isReference && heapType == type }
}

extension Runtime {
  func installDictViews() {
    for type in [vm.types.dictKeys, vm.types.dictValues, vm.types.dictItems] {
      define(type, "__len__", 0, 0) { vm, args in Value(smallInt: vm.dictCount(vm.viewedDict(args[0]))) }
      define(type, "__iter__", 0, 0) { vm, args in vm.dictViewIterator(args[0]) }
      define(type, "__reversed__", 0, 0) { vm, args in vm.dictViewReversed(args[0]) }
      define(type, "__repr__", 0, 0) { vm, args in vm.containerRepr(args[0]) }
      defineGetter(type, "mapping") { vm, args in vm.makeRecord(vm.types.mappingProxy, vm.viewedDict(args[0])) }
    }
    for type in [vm.types.dictKeys, vm.types.dictItems] {
      define(type, "__contains__", 1, 1) { vm, args in
        let outcome = vm.dictViewContains(args[0], args[1])
        return outcome < 0 ? .nil : Value(outcome > 0)
      }
      define(type, "isdisjoint", 1, 1) { vm, args in vm.viewIsDisjoint(args[0], args[1]) }
      for (name, op) in [("and", Opcode.bitAnd), ("or", .bitOr), ("xor", .bitXor), ("sub", .subtract)] {
        define(type, "__\(name)__", 1, 1) { vm, args in vm.viewOperator(op, args[0], args[1]) }
        define(type, "__r\(name)__", 1, 1) { vm, args in vm.viewOperator(op, args[1], args[0]) }
      }
      define(type, "__hash__", .none)
      installComparisons(type)
    }
  }
}
