// Makes the class of compiled regular expressions.

extension Runtime {
  func installPatternMethods(_ types: RegexTypes, _ module: Value) {
    let type = types.pattern
    for (name, mode) in [("match", 0), ("fullmatch", 1), ("search", 2)] {
      define(type, name, "string, pos=, endpos=") { vm, args in
        vm.withRegexMachine(args[0], args[1], args[2], args[3]) { machine, start in
          let found = start <= machine.end && (mode == 2 ? machine.search(from: start) : machine.match(at: start, wholly: mode == 1))
          return found ? vm.makeMatch(types, args[0], args[1], machine, start) : .none
        }
      }
    }
    define(type, "findall", "string, pos=, endpos=") { vm, args in
      let list = vm.makeList([])
      return vm.eachMatch(args[0], args[1], args[2], args[3]) { machine in
        let item = vm.foundItem(args[0], args[1], machine)
        if item.isNil { return false }
        vm.listAppend(list, item)
        return true
      } ? list : .nil
    }
    define(type, "split", "string, maxsplit=") { vm, args in
      guard let most = args[2].isNil ? 0 : vm.index(args[2]) else { return .nil }
      return vm.splitRegex(args[0], args[1], most)
    }
    for (name, isCounting) in [("sub", false), ("subn", true)] {
      define(type, name, "repl, string, count=") { vm, args in
        guard let most = args[3].isNil ? 0 : vm.index(args[3]) else { return .nil }
        return vm.substitute(types, args[0], args[1], args[2], most, isCounting: isCounting)
      }
    }
    define(type, "__reduce__", 0, 0) { vm, args in
      let module = vm.runtime.importPath("re")
      let compile = module.isNil ? .nil : vm.getAttribute(module, vm.runtime.intern("_compile_again"))
      let pattern = compile.isNil ? .nil : vm.getAttribute(args[0], vm.runtime.intern("pattern"))
      let flags = pattern.isNil ? .nil : vm.getAttribute(args[0], vm.runtime.intern("flags"))
      return flags.isNil ? .nil : vm.makeTuple([compile, vm.makeTuple([pattern, flags])])
    }
    installFinding(types, module)
    installPatternAttributes(type)
  }

  /// Iterators and scanners: a list of pattern, subject, position, end, and whether an empty match is not wanted there.
  private func installFinding(_ types: RegexTypes, _ module: Value) {
    let shape = addIteratorShape { vm, iterator in vm.nextMatch(types, iterator, isAnchored: false) }
    let iteratorType = makeType("callable_iterator", kind: .iterator, isBase: false)
    installIteratorMethods(iteratorType, hasLength: false)
    define(module, "_iterator", Value(iteratorType))
    permanentRoots.append(Value(iteratorType))
    func make(_ type: TypeRef) -> NativeBody {
      { vm, args in
        let checked = vm.withRegexMachine(args[0], args[1], args[2], args[3]) { machine, start in vm.makeTuple([vm.makeInt(start), vm.makeInt(machine.end)]) }
        if checked.isNil { return .nil }
        let bounds = vm.tupleBase(checked)
        return vm.makeIterator(type, shape, args[1], index: bounds[0].smallInt, limit: bounds[1].smallInt, state: args[0], state2: .false)
      }
    }
    define(types.pattern, "finditer", "string, pos=, endpos=", make(iteratorType))
    let scanner = makeType("SRE_Scanner", module: "_sre", kind: .iterator, isBase: false)
    permanentRoots.append(Value(scanner))
    define(types.pattern, "scanner", "string, pos=, endpos=", make(scanner))
    for (name, isAnchored) in [("match", true), ("search", false)] {
      define(scanner, name, 0, 0) { vm, args in
        let match = vm.nextMatch(types, args[0].object(IteratorObject.self), isAnchored: isAnchored)
        return match.isNil && vm.pointee.exception.isNil ? .none : match
      }
    }
    defineProperty(scanner, "pattern", get: { _, object in object.object(IteratorObject.self).pointee.state })
  }

  private func installPatternAttributes(_ type: TypeRef) {
    defineField(type, "pattern", \NativeObject.value0)
    defineProperty(type, "groupindex", get: { vm, object in vm.makeRecord(vm.types.mappingProxy, object.object(NativeObject.self).pointee.value1) })
    defineProperty(type, "flags", get: { _, object in Value(smallInt: object.object(NativeObject.self).pointee.integer1) })
    defineProperty(type, "groups", get: { vm, object in
      Value(smallInt: vm.regexProgram(object).groupCount)
    })
    define(type, "__copy__", 0, 0) { _, args in args[0] }
    define(type, "__deepcopy__", 1, 1) { _, args in args[0] }
    define(type, "__class_getitem__", constant: .none)
    define(type, "__hash__", 0, 0) { vm, args in
      let object = args[0].object(NativeObject.self)
      guard let hash = vm.hash(object.pointee.value0) else { return .nil }
      return vm.makeInt(hash ^ object.pointee.integer1)
    }
    define(type, "__eq__", 1, 1) { vm, args in
      guard args[1].isExactly(type) else { return vm.pointee.notImplemented }
      let (a, b) = (args[0].object(NativeObject.self), args[1].object(NativeObject.self))
      let outcome = a.pointee.integer1 == b.pointee.integer1 ? vm.equal(a.pointee.value0, b.pointee.value0) : 0
      return outcome < 0 ? .nil : Value(outcome == 1)
    }
    define(type, "__repr__", 0, 0) { vm, args in vm.patternRepr(args[0]) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Calls `body` for each match, marks set; false with an exception pending on failure.
  func eachMatch(
    _ pattern: Value, _ subject: Value, _ first: Value, _ last: Value, _ body: (inout RegexMachine) -> Bool
  ) -> Bool {
    !withRegexMachine(pattern, subject, first, last) { machine, start in
      var at = start
      var isEmptyUnwanted = false
      while at <= machine.end, machine.search(from: at, butNotEmpty: isEmptyUnwanted) {
        let (low, high) = (machine.marks[0], machine.marks[1])
        if !body(&machine) { return pointee.exception.isNil ? .none : .nil }
        isEmptyUnwanted = low == high
        at = high
      }
      return pointee.exception.isNil ? .none : .nil
    }.isNil
  }

  /// What findall lists for a match.
  fileprivate func foundItem(_ pattern: Value, _ subject: Value, _ machine: RegexMachine) -> Value {
    let groups = regexProgram(pattern).groupCount
    func part(_ group: Int) -> Value { regexSlice(subject, Swift.max(machine.marks[group * 2], 0), machine.marks[group * 2 + 1]) }
    if groups == 0 { return part(0) }
    if groups == 1 { return part(1) }
    let tuple = makeList((1...groups).map { part($0) })
    return pointee.exception.isNil ? tupleFromList(tuple) : .nil
  }

  fileprivate func nextMatch(_ types: RegexTypes, _ iterator: UnsafeMutablePointer<IteratorObject>, isAnchored: Bool) -> Value {
    let subject = iterator.pointee.source
    if subject.isNil { return .nil }
    let start = iterator.pointee.index
    let result = withRegexMachine(iterator.pointee.state, subject, makeInt(start), makeInt(iterator.pointee.limit)) { machine, _ in
      let isEmptyUnwanted = iterator.pointee.state2.isTrue
      let found = start <= machine.end
        && (isAnchored ? machine.match(at: start, butNotEmpty: isEmptyUnwanted) : machine.search(from: start, butNotEmpty: isEmptyUnwanted))
      guard found else { return .none }
      iterator.pointee.state2 = Value(machine.marks[0] == machine.marks[1])
      iterator.pointee.index = machine.marks[1]
      return makeMatch(types, iterator.pointee.state, subject, machine, start)
    }
    if result.isNone {
      iterator.pointee.source = .nil
      return .nil
    }
    return result
  }

  fileprivate func splitRegex(_ pattern: Value, _ subject: Value, _ most: Int) -> Value {
    let list = makeList([])
    let groups = regexProgram(pattern).groupCount
    var end = 0
    var count = 0
    let isDone = eachMatch(pattern, subject, .nil, .nil) { machine in
      if most != 0, count >= most { return false }
      count += 1
      listAppend(list, regexSlice(subject, end, machine.marks[0]))
      for group in 0..<groups {
        let start = machine.marks[group * 2 + 2]
        let stop = machine.marks[group * 2 + 3]
        listAppend(list, start < 0 || stop < 0 ? .none : regexSlice(subject, start, stop))
      }
      end = machine.marks[1]
      return true
    }
    if !isDone || !pointee.exception.isNil { return .nil }
    listAppend(list, regexSlice(subject, end, subject.isKind(.str) ? stringCount(subject) : bytesView(subject).count))
    return list
  }

  fileprivate func patternRepr(_ pattern: Value) -> Value {
    let object = pattern.object(NativeObject.self)
    let source = repr(object.pointee.value0)
    if source.isNil { return .nil }
    var flags = RegexFlags(rawValue: object.pointee.integer1)
    if object.pointee.value0.isKind(.str), flags.isDisjoint(with: [.locale, .ascii]) { flags.remove(.unicode) }
    let known: [(RegexFlags, String)] = [
      (.ignoreCase, "IGNORECASE"), (.locale, "LOCALE"), (.multiline, "MULTILINE"), (.dotAll, "DOTALL"), (.unicode, "UNICODE"),
      (.verbose, "VERBOSE"), (.debug, "DEBUG"), (.ascii, "ASCII"),
    ]
    let names = known.filter { flags.contains($0.0) }.map { "re.\($0.1)" }.joined(separator: "|")
    let shown = String(swiftString(source).prefix(200))
    return makeString("re.compile(\(shown)\(names.isEmpty ? "" : ", \(names)"))")
  }
}
