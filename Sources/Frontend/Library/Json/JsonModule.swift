// Makes `_json`: the scanner and the encoder behind json, and how they quote strings.

extension Runtime {
  func makeJsonModule() -> Value {
    let module = makeModule("_json")
    define(module, "encode_basestring", 1, 1) { vm, args in vm.jsonQuoted(args[0], ensuresASCII: false) }
    define(module, "encode_basestring_ascii", 1, 1) { vm, args in vm.jsonQuoted(args[0], ensuresASCII: true) }
    define(module, "scanstring", "string, end, strict=") { vm, args in vm.jsonScanString(args[0], args[1], strict: args[2]) }
    define(module, "skip_space", 2, 2) { vm, args in
      guard args[0].isKind(.str), args[1].isSmallInt else { return vm.typeError("a str and an int are needed") }
      return vm.makeInt(vm.jsonSpaceEnd(args[0], args[1].smallInt))
    }
    define(module, "make_scanner", Value(makeScannerType()))
    let quoters = [Value](["encode_basestring", "encode_basestring_ascii"].map { vm.dictGet(module.object(ModuleObject.self).pointee.dict, intern($0)) })
    define(module, "make_encoder", Value(makeEncoderType(plain: quoters[0], ascii: quoters[1])))
    return module
  }

  /// A scanner: value 0 a tuple of the two hooks and the three parsers, integer 0 whether it is strict.
  private func makeScannerType() -> TypeRef {
    let type = makeType("Scanner", module: "_json", kind: .native)
    permanentRoots.append(Value(type))
    let names = ["object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"]
    define(type, "__new__", "context") { vm, args in
      func part(_ name: String) -> Value { vm.getAttribute(args[1], vm.runtime.intern(name)) }
      let strict = part("strict")
      let isStrict = strict.isNil ? -1 : vm.truth(strict)
      if isStrict < 0 { return .nil }
      let parts = vm.makeList(capacity: names.count)
      for name in names {
        let value = part(name)
        if value.isNil { return .nil }
        vm.listAppend(parts, value)
      }
      let object = vm.makeInstance(args[0].object(TypeObject.self)).assumingMemoryBound(to: NativeObject.self)
      object.pointee.value0 = vm.tupleFromList(parts)
      for field in [\NativeObject.value1, \.value2, \.value3] { object.pointee[keyPath: field] = .none }
      object.pointee.integer0 = isStrict
      return Value(object)
    }
    define(type, "__init__", "...") { _, _ in .none }
    define(type, "__call__", "string, idx") { vm, args in
      guard args[1].isKind(.str) else {
        return vm.typeError("first argument must be a string, not \(vm.typeName(of: args[1]))")
      }
      guard let start = vm.index(args[2]) else { return .nil }
      return vm.jsonScan(args[0].object(NativeObject.self), args[1], start)
    }
    for (i, name) in names.enumerated() {
      defineProperty(type, name, get: { vm, scanner in vm.tupleBase(scanner.object(NativeObject.self).pointee.value0)[i] })
    }
    defineProperty(type, "strict", get: { _, scanner in Value(scanner.object(NativeObject.self).pointee.integer0 != 0) })
    return type
  }

  /// An encoder: value 0 a tuple of markers, default, encoder, indent and the two separators, integer 0 its flags.
  private func makeEncoderType(plain: Value, ascii: Value) -> TypeRef {
    let type = makeType("Encoder", module: "_json", kind: .native)
    permanentRoots.append(Value(type))
    let names = ["markers", "default", "encoder", "indent", "key_separator", "item_separator"]
    let flags = ["sort_keys", "skipkeys", "allow_nan"]
    define(type, "__new__", "\((names + flags).joined(separator: ", "))") { vm, args in
      guard args[1].isNone || args[1].isKind(.dict) else {
        return vm.typeError("make_encoder() argument 1 must be dict or None, not \(vm.typeName(of: args[1]))")
      }
      for i in 5...6 {
        guard args[i].isKind(.str) else {
          return vm.typeError("make_encoder() argument \(i) must be str, not \(vm.typeName(of: args[i]))")
        }
      }
      var bits = args[3] == ascii ? JsonWriter.isASCII : args[3] == plain ? JsonWriter.isPlain : 0
      for (i, flag) in [JsonWriter.sortsKeys, JsonWriter.skipsKeys, JsonWriter.allowsNaN].enumerated() {
        let truth = vm.truth(args[7 + i])
        if truth < 0 { return .nil }
        if truth > 0 { bits |= flag }
      }
      let object = vm.makeInstance(args[0].object(TypeObject.self)).assumingMemoryBound(to: NativeObject.self)
      object.pointee.value0 = .none
      for field in [\NativeObject.value1, \.value2, \.value3] { object.pointee[keyPath: field] = .none }
      object.pointee.integer0 = bits
      object.pointee.value0 = vm.makeTuple(args.base + 1, count: names.count)
      return Value(object)
    }
    define(type, "__init__", "...") { _, _ in .none }
    define(type, "__call__", "obj, _current_indent_level") { vm, args in
      var writer = JsonWriter(vm, args[0].object(NativeObject.self))
      guard writer.write(args[1]) else { return .nil }
      let text = writer.finish()
      return text.isNil ? .nil : vm.makeList([text])
    }
    for (i, name) in names.enumerated() {
      defineProperty(type, name, get: { vm, encoder in vm.tupleBase(encoder.object(NativeObject.self).pointee.value0)[i] })
    }
    for (name, flag) in zip(flags, [JsonWriter.sortsKeys, JsonWriter.skipsKeys, JsonWriter.allowsNaN]) {
      defineProperty(type, name, get: { _, encoder in Value(encoder.object(NativeObject.self).pointee.integer0 & flag != 0) })
    }
    return type
  }
}
