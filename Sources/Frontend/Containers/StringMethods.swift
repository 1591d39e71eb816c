// Defines str: construction, searching and joining.

extension Runtime {
  func installStrings() {
    let type = vm.types.str
    defineConstructor(type, "object=, encoding=, errors=") { vm, args in
      let cls = args[0].object(TypeObject.self)
      var string = vm.pointee.emptyString
      if !args[2].isNil || !args[3].isNil {
        string = vm.decodeForString(args[1].isNil ? vm.makeBytes([]) : args[1], args[2], args[3])
      } else if !args[1].isNil {
        string = vm.str(args[1])
      }
      return string.isNil || cls == vm.types.str ? string : vm.makeString(of: cls, string)
    }
    installSequenceMethods(type)
    installConcatenation(type)
    installComparisons(type)
    define(type, "__hash__", 0, 0) { vm, args in vm.makeInt(vm.stringHash(args[0])) }
    define(type, "__str__", 0, 0) { vm, args in vm.plainString(args[0]) }
    define(type, "__getnewargs__", 0, 0) { vm, args in vm.makeTuple([vm.plainString(args[0])]) }
    define(type, "join", 1, 1) { vm, args in vm.joinIterable(args[0], args[1]) }
    installStringSearch(type)
    installStringParts(type)
    installStringCase(type)
    installStringLayout(type)
    installStringPredicates(type)
    installStringTranslation(type)
    installStringFormatting(type)
  }

  private func installStringSearch(_ type: TypeRef) {
    func search(_ name: String, backward: Bool, raises: Bool) {
      define(type, name, 1, 3) { vm, args in
        guard vm.requireString(args[1]) else { return .nil }
        guard let (start, stop) = vm.searchBounds(args.optional(2), args.optional(3), vm.stringCount(args[0])) else { return .nil }
        let position = backward ? vm.findStringBackward(args[0], args[1], start, stop) : vm.findString(args[0], args[1], start, stop)
        if raises && position < 0 { return vm.valueError("substring not found") }
        return vm.makeInt(position)
      }
    }
    search("find", backward: false, raises: false)
    search("rfind", backward: true, raises: false)
    search("index", backward: false, raises: true)
    search("rindex", backward: true, raises: true)
    define(type, "count", 1, 3) { vm, args in
      guard vm.requireString(args[1]) else { return .nil }
      guard let (start, stop) = vm.searchBounds(args.optional(2), args.optional(3), vm.stringCount(args[0])) else { return .nil }
      return vm.makeInt(vm.countString(args[0], args[1], start, stop))
    }
    for (name, atEnd) in [("startswith", false), ("endswith", true)] {
      define(type, name, 1, 3) { vm, args in
        guard let (start, stop) = vm.searchBounds(args.optional(2), args.optional(3), vm.stringCount(args[0])) else { return .nil }
        if args[1].isKind(.str) { return Value(vm.hasAffix(args[0], args[1], start, stop, atEnd: atEnd)) }
        guard args[1].isKind(.tuple) else {
          return vm.typeError("\(name) first arg must be str or a tuple of str, not \(vm.typeName(of: args[1]))")
        }
        for i in 0..<vm.tupleCount(args[1]) {
          let affix = vm.tupleBase(args[1])[i]
          guard affix.isKind(.str) else {
            return vm.typeError("tuple for \(name) must only contain str, not \(vm.typeName(of: affix))")
          }
          if vm.hasAffix(args[0], affix, start, stop, atEnd: atEnd) { return .true }
        }
        return .false
      }
    }
    define(type, "removeprefix", 1, 1) { vm, args in
      guard vm.requireArgument(args[1], "removeprefix() argument") else { return .nil }
      let count = vm.stringCount(args[0])
      let isThere = vm.hasAffix(args[0], args[1], 0, count, atEnd: false)
      return isThere ? vm.substring(args[0], vm.stringCount(args[1]), count - vm.stringCount(args[1])) : vm.plainString(args[0])
    }
    define(type, "removesuffix", 1, 1) { vm, args in
      guard vm.requireArgument(args[1], "removesuffix() argument") else { return .nil }
      let count = vm.stringCount(args[0])
      let isThere = vm.hasAffix(args[0], args[1], 0, count, atEnd: true)
      return isThere ? vm.substring(args[0], 0, count - vm.stringCount(args[1])) : vm.plainString(args[0])
    }
  }

  private func installStringFormatting(_ type: TypeRef) {
    allowKeywords(define(type, "format", 0, -1) { vm, args in vm.formatMethod(args[0], args) })
    define(type, "format_map", 1, 1) { vm, args in vm.formatMapMethod(args[0], args[1]) }
    define(type, "__mod__", 1, 1) { vm, args in vm.formatPercent(args[0], args[1]) }
    define(type, "__rmod__", 1, 1) { vm, args in args[1].isKind(.str) ? vm.formatPercent(args[1], args[0]) : vm.pointee.notImplemented }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// A string of a subclass.
  func makeString(of type: TypeRef, _ string: Value) -> Value {
    let count = stringCount(string)
    let width = stringWidth(string)
    let object = allocate(StrObject.self, type, extra: count * width)
    object.pointee.count = count
    object.pointee.width = UInt8(width)
    object.pointee.isASCII = string.object(StrObject.self).pointee.isASCII
    stringBytes(Value(object)).update(from: stringBytes(string), count: count * width)
    return Value(object)
  }

  /// The string itself if its class is exactly str, else a str with the same code points.
  func plainString(_ string: Value) -> Value {
    if string.heapType == pointee.types.str { return string }
    let count = stringCount(string)
    if count == 0 { return pointee.emptyString }
    let object = string.object(StrObject.self)
    let copy = makeStringUninitialized(count: count, width: Int(object.pointee.width), isASCII: object.pointee.isASCII)
    stringBytes(copy).update(from: stringBytes(string), count: count * Int(object.pointee.width))
    return copy
  }

  /// Raises TypeError unless a value is a string.
  @inline(__always)
  func requireString(_ value: Value) -> Bool {
    value.isKind(.str) ? true : fail("TypeError", "must be str, not \(typeName(of: value))")
  }

  func requireArgument(_ value: Value, _ what: String) -> Bool {
    value.isKind(.str) ? true : fail("TypeError", "\(what) must be str, not \(argumentTypeName(value))")
  }

  /// Whether `start..<stop` of a string begins or ends with another.
  func hasAffix(_ string: Value, _ affix: Value, _ start: Int, _ stop: Int, atEnd: Bool) -> Bool {
    let count = stringCount(affix)
    if stop - start < count { return false }
    if count == 0 { return true }
    return matches(string, affix, at: atEnd ? stop - count : start)
  }
}
