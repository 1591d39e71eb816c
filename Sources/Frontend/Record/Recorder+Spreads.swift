// Records calls with their arguments in a tuple or list, and lists that are made for such calls.

import TraceIR

/// A dict of keyword arguments that the trace made.
struct MadeKeywords {
  let names: [Value]
  let values: [ValueID]
  /// How many uops the trace had then.
  let end: Int
}

/// A list that the trace made.
struct MadeList {
  let items: [ValueID]
  /// How many uops the trace had then.
  let end: Int
}

extension Recorder {
  /// A call with its arguments in a tuple or list.
  func callSpread() -> Bool {
    if inlineSpread() { return true }
    let base = word.operandB
    if concrete(base).isKind(.builtin), vm.runtime.nativeRole(concrete(base)) == .frames { return false }
    vm.pointee.isCallOpaque = true
    write(word.operandA, callHelper(.rt_call_spread, [wordOperand(base), wordOperand(base + 7), wordOperand(base + 8)]))
    return true
  }

  private func inlineSpread() -> Bool {
    let (slot, base) = (word.operandB, word.operandB + 7)
    let (callee, positional, keywords) = (concrete(slot), concrete(base), concrete(base + 1))
    guard vm.takesSpread(callee, positional, keywords: keywords) else { return false }
    let (function, receiver) = vm.spreadTarget(callee)
    let given = positional.isKind(.list) ? vm.listCount(positional) : vm.tupleCount(positional)
    let count = given + (receiver.isNil ? 0 : 1)
    let names = vm.keywordNames(keywords)
    let named = names.isNil ? nil : untouchedKeywords(read(base + 1))
    if !names.isNil, named == nil { return false }
    guard canInline(function, count: count, keywords: names), !isRecursive(function.object(FunctionObject.self).pointee.code) else { return false }
    let id = read(slot)
    let made = receiver.isNil && isMadeAnew(function, count: count, keywords: names) ? asWord(id) : nil
    var leading: [ValueID] = []
    if let made {
      guardCode(made, function)
    } else if receiver.isNil {
      guardConstant(id, function)
    } else {
      leading = [boundReceiver(id, callee)]
    }
    if keywords.isNil {
      guardConstant(read(base + 1), .nil)
    } else if named == nil {
      let dict = guardClass(read(base + 1), keywords)
      emitGuard(.guardTrue, [emit(.eqInt, [loadField(dict, .dictCount), constInt(0)])])
    }
    guard let items = spreadItems(read(base), positional, given) else { return false }
    let values = leading + items + (named?.values ?? [])
    return inline(function, made, base: base, count: count, keywords: names, flags: []) { values[$0] }
  }

  /// The receiver of a bound method, behind a check of its function.
  func boundReceiver(_ id: ValueID, _ callee: Value) -> ValueID {
    if let known = boundMethods[id] { return known.receiver }
    let pointer = guardClass(id, callee)
    guardConstant(loadField(pointer, .methodFunction), callee.object(BoundMethodObject.self).pointee.function)
    return loadField(pointer, .methodSelf)
  }

  /// The items of a sequence of a known length.
  private func spreadItems(_ id: ValueID, _ sequence: Value, _ count: Int) -> [ValueID]? {
    if let made = untouchedList(id), made.items.count == count { return made.items }
    guard let (pointer, length, _) = self.sequence(id, sequence, by: .__iter__) else { return nil }
    emitGuard(.guardTrue, [emit(.eqInt, [length, constInt(count)])])
    let first = items(pointer, sequence)
    return (0..<count).map { emit(.loadItem, [first, constInt($0)]) }
  }

  // MARK: Dicts made for calls

  /// Makes a dict of keyword arguments.
  func makeKeywords(_ names: [Value], _ values: [ValueID]) -> ValueID {
    let dict: ValueID
    if names.isEmpty {
      dict = makeEmptyDict()
    } else {
      let words = emit(.ref, [emit(.newTuple, values.map { asWord($0) })])
      dict = callHelper(.rt_make_keywords, [asWord(constValue(vm.makeTuple(names))), asWord(words)])
    }
    madeKeywords[dict] = MadeKeywords(names: names, values: values, end: body.count)
    return dict
  }

  /// What is known of a dict that the trace made, if nothing was done with it since.
  private func untouchedKeywords(_ id: ValueID) -> MadeKeywords? {
    guard let made = madeKeywords[id], body[made.end...].allSatisfy({ !$0.operands.contains(id) }) else { return nil }
    return made
  }

  /// Adds keyword arguments that are known to those of a call: a dict of all of them is made instead.
  func mergeKeywords(_ register: Int, _ source: Int) -> Bool {
    let id = read(register)
    guard let made = untouchedKeywords(id), let added = untouchedKeywords(read(source)), slots.values.count(where: { $0 == id }) == 1,
      concrete(source) != concrete(register), made.names.count + added.names.count <= 16,
      !added.names.contains(where: { name in made.names.contains { vm.stringsEqual($0, name) } })
    else { return false }
    write(register, makeKeywords(made.names + added.names, made.values + added.values))
    return true
  }

  // MARK: Lists made for calls

  /// Makes a list.
  func makeList(_ register: Int, _ items: [ValueID]) {
    let list = emit(.ref, [emit(.newList, items)])
    write(register, list)
    madeLists[list] = MadeList(items: items, end: body.count)
  }

  /// What is known of a list that the trace made, if nothing was done with it since.
  private func untouchedList(_ id: ValueID) -> MadeList? {
    guard let made = madeLists[id], body[made.end...].allSatisfy({ !$0.operands.contains(id) }) else { return nil }
    return made
  }

  /// Extends a list that the trace made and that only one register holds by a tuple or list: the longer list is made instead of it.
  func extendMade(_ register: Int, _ source: Int) -> Bool {
    let (id, value) = (read(register), concrete(source))
    guard value.isExactly(vm.types.tuple) || value.isExactly(vm.types.list), let made = untouchedList(id),
      slots.values.count(where: { $0 == id }) == 1, concrete(source) != concrete(register)
    else { return false }
    let count = value.isKind(.tuple) ? vm.tupleCount(value) : vm.listCount(value)
    guard count <= 16, let items = spreadItems(read(source), value, count) else { return false }
    makeList(register, made.items + items)
    return true
  }
}
