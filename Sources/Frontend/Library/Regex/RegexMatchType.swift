// Makes the class of matches of regular expressions.

extension Runtime {
  func installMatchMethods(_ types: RegexTypes) {
    let type = types.match
    define(type, "group", 0, -1) { vm, args in
      if args.count == 1 { return vm.matchGroup(args[0], 0) }
      if args.count == 2 { return vm.matchGroup(args[0], key: args[1]) }
      let list = vm.makeList([])
      for i in 1..<args.count {
        let item = vm.matchGroup(args[0], key: args[i])
        if item.isNil { return .nil }
        vm.listAppend(list, item)
      }
      return vm.tupleFromList(list)
    }
    define(type, "__getitem__", 1, 1) { vm, args in vm.matchGroup(args[0], key: args[1]) }
    define(type, "groups", "default=") { vm, args in
      let list = vm.makeList([])
      for i in 1..<max(vm.matchMarks(args[0]).count / 2, 1) { vm.listAppend(list, vm.matchGroup(args[0], i, missing: args[1].isNil ? .none : args[1])) }
      return vm.tupleFromList(list)
    }
    define(type, "groupdict", "default=") { vm, args in
      let result = vm.makeDict()
      let names = args[0].object(NativeObject.self).pointee.value0.object(NativeObject.self).pointee.value2
      for (i, name) in vm.listItems(names).enumerated() where name.isKind(.str) {
        vm.dictSet(result, name, vm.matchGroup(args[0], i, missing: args[1].isNil ? .none : args[1]))
      }
      return result
    }
    for (name, part) in [("start", 0), ("end", 1), ("span", 2)] {
      define(type, name, 0, 1) { vm, args in
        guard let group = args.count > 1 ? vm.matchNumber(args[0], args[1]) : 0 else { return .nil }
        let marks = vm.matchMarks(args[0])
        let (start, end) = (Value(smallInt: marks[group * 2]), Value(smallInt: marks[group * 2 + 1]))
        return part == 0 ? start : part == 1 ? end : vm.makeTuple([start, end])
      }
    }
    define(type, "expand", 1, 1) { vm, args in
      let pattern = args[0].object(NativeObject.self).pointee.value0
      let parts = vm.parseRegexTemplate(args[1], pattern)
      if parts.isNil { return .nil }
      let list = vm.makeList([])
      vm.appendTemplate(parts, to: list) { vm.matchGroup(args[0], $0, missing: .none) }
      return vm.joinPieces(list, isText: args[1].isKind(.str))
    }
    installMatchAttributes(type)
  }

  private func installMatchAttributes(_ type: TypeRef) {
    defineField(type, "re", \NativeObject.value0)
    defineField(type, "string", \NativeObject.value1)
    defineProperty(type, "pos", get: { vm, object in vm.makeInt(object.object(NativeObject.self).pointee.integer0) })
    defineProperty(type, "endpos", get: { vm, object in vm.makeInt(object.object(NativeObject.self).pointee.integer1) })
    defineProperty(type, "lastindex", get: { vm, object in
      let last = vm.lastClosed(object)
      return last <= 0 ? .none : Value(smallInt: last)
    })
    defineProperty(type, "lastgroup", get: { vm, object in
      let last = vm.lastClosed(object)
      return last <= 0 ? .none : vm.listItem(object.object(NativeObject.self).pointee.value0.object(NativeObject.self).pointee.value2, last)
    })
    defineProperty(type, "regs", get: { vm, object in
      let marks = vm.matchMarks(object)
      let list = vm.makeList([])
      for i in 0..<(marks.count / 2) { vm.listAppend(list, vm.makeTuple([Value(smallInt: marks[i * 2]), Value(smallInt: marks[i * 2 + 1])])) }
      return vm.tupleFromList(list)
    })
    define(type, "__copy__", 0, 0) { _, args in args[0] }
    define(type, "__deepcopy__", 1, 1) { _, args in args[0] }
    define(type, "__bool__", 0, 0) { _, _ in .true }
    define(type, "__repr__", 0, 0) { vm, args in
      let marks = vm.matchMarks(args[0])
      let text = vm.repr(vm.matchGroup(args[0], 0))
      if text.isNil { return .nil }
      let shown = vm.stringCount(text) > 50 ? vm.substring(text, 0, 50) : text
      return vm.makeString("<re.Match object; span=(\(marks[0]), \(marks[1])), match=\(vm.swiftString(shown))>")
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// A Match: value 0 the pattern, 1 the subject; 2 the number of marks; integers 0 and 1 the bounds of the search; the buffer holds the marks.
  func makeMatch(_ types: RegexTypes, _ pattern: Value, _ subject: Value, _ machine: RegexMachine, _ start: Int) -> Value {
    let match = makeNative(types.match, pattern, subject)
    let object = match.object(NativeObject.self)
    object.pointee.integer0 = start
    object.pointee.integer1 = machine.end
    object.pointee.value2 = Value(smallInt: machine.marks.count - 1)
    let buffer = allocateBytes(machine.marks.count * 8)
    for (i, mark) in machine.marks.enumerated() { buffer.storeBytes(of: mark, toByteOffset: i * 8, as: Int.self) }
    object.pointee.buffer = buffer
    return match
  }

  /// Starts and ends of all groups.
  func matchMarks(_ match: Value) -> UnsafeBufferPointer<Int> {
    let object = match.object(NativeObject.self)
    return UnsafeBufferPointer(start: object.pointee.buffer?.assumingMemoryBound(to: Int.self), count: object.pointee.value2.smallInt)
  }

  fileprivate func lastClosed(_ match: Value) -> Int {
    let marks = matchMarks(match)
    return marks.baseAddress.map { $0[marks.count] } ?? -1
  }

  /// The number of a group given by number or name; nil with IndexError pending.
  fileprivate func matchNumber(_ match: Value, _ key: Value) -> Int? {
    var number: Int?
    if key.isKind(.str) || key.isKind(.bytes) {
      let names = match.object(NativeObject.self).pointee.value0.object(NativeObject.self).pointee.value1
      let found = key.isKind(.str) ? dictGet(names, key) : .nil
      if found.isSmallInt { number = found.smallInt }
    } else if key.isSmallInt || key.isBool {
      number = key.isBool ? (key.isTrue ? 1 : 0) : key.smallInt
    } else if key.isReference, !special(key, .__index__).isNil {
      number = index(key)
      if number == nil { return nil }
    }
    guard let number, number >= 0, number < matchMarks(match).count / 2 else {
      raise("IndexError", "no such group")
      return nil
    }
    return number
  }

  fileprivate func matchGroup(_ match: Value, key: Value) -> Value {
    guard let number = matchNumber(match, key) else { return .nil }
    return matchGroup(match, number)
  }

  fileprivate func matchGroup(_ match: Value, _ group: Int, missing: Value = .none) -> Value {
    let marks = matchMarks(match)
    let (start, end) = (marks[group * 2], marks[group * 2 + 1])
    return start < 0 || end < 0 ? missing : regexSlice(match.object(NativeObject.self).pointee.value1, start, end)
  }
}
