// Calls any callable from native code.

import CRuntime

extension UnsafeMutablePointer where Pointee == VMState {
  /// Calls with positional and keyword arguments: nil with an exception pending on failure.
  public func call(_ callee: Value, _ arguments: [Value], keywords: [(Value, Value)] = []) -> Value {
    let block = pointee.top
    guard block + arguments.count + keywords.count + 64 < pointee.stackLimit else {
      return raise("RecursionError", "maximum recursion depth exceeded")
    }
    let base = block + Opcode.frameHeader + 2
    block[0] = callee
    for (i, argument) in arguments.enumerated() { base[i] = argument }
    for (i, keyword) in keywords.enumerated() { base[arguments.count + i] = keyword.1 }
    base[-1] = .nil
    pointee.top = base + arguments.count + keywords.count
    defer { pointee.top = block }
    let names = keywords.isEmpty ? Value.nil : makeTuple(keywords.map { $0.0 })
    return call(callee, base, count: arguments.count, keywordNames: names)
  }

  public func call(_ callee: Value) -> Value { call(callee, .nil, .nil, .nil, count: 0) }
  public func call(_ callee: Value, _ a: Value) -> Value { call(callee, a, .nil, .nil, count: 1) }
  public func call(_ callee: Value, _ a: Value, _ b: Value) -> Value { call(callee, a, b, .nil, count: 2) }
  public func call(_ callee: Value, _ a: Value, _ b: Value, _ c: Value) -> Value { call(callee, a, b, c, count: 3) }

  private func call(_ callee: Value, _ a: Value, _ b: Value, _ c: Value, count: Int) -> Value {
    let block = pointee.top
    guard UInt(bitPattern: block + 80) < UInt(bitPattern: pointee.stackLimit) else { return raise("RecursionError", "maximum recursion depth exceeded") }
    let base = block + Opcode.frameHeader + 2
    block[0] = callee
    base[-1] = .nil
    base[0] = a
    base[1] = b
    base[2] = c
    pointee.top = base + count
    defer { pointee.top = block }
    return call(callee, base, count: count, keywordNames: .nil)
  }

  /// Calls with `count` positional arguments at `base`, followed by the values of the keyword arguments.
  ///
  /// At least `Opcode.frameHeader + 1` words below `base` are free to overwrite, and `top` is above the arguments.
  public func call(_ callee: Value, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value) -> Value {
    guard callee.isReference else { return raiseNotCallable(callee) }
    switch callee.heapType.pointee.kind {
    case .function:
      let function = callee.object(FunctionObject.self)
      if keywordNames.isNil, makesGenerator(function.pointee.code, count: count) { return makeGenerator(callee, arguments: base) }
      guard bindArguments(function, base, count: count, keywordNames: keywordNames) else { return .nil }
      return runFrame(base, callee, function.pointee.code, bound: function.pointee.code.pointee.argumentRegisters, flags: .none, aux: .nil)
    case .builtin: return callBuiltin(callee.object(BuiltinObject.self), base, count: count, keywordNames: keywordNames)
    case .boundMethod:
      let method = callee.object(BoundMethodObject.self)
      base[-1] = method.pointee.receiver
      return call(method.pointee.function, base - 1, count: count + 1, keywordNames: keywordNames, moved: true)
    case .type:
      return instantiate(callee.object(TypeObject.self), Arguments(base: base, count: count, keywordNames: keywordNames))
    default:
      let method = typeLookup(callee.heapType, name(.__call__))
      if method.isNil { return raiseNotCallable(callee) }
      guard enterRecursion(" while calling a Python object") else { return .nil }
      defer { leaveRecursion() }
      if method.isKind(.function) || method.isKind(.builtin) {
        base[-1] = callee
        return call(method, base - 1, count: count + 1, keywordNames: keywordNames, moved: true)
      }
      let bound = bind(method, callee, callee.heapType)
      return bound.isNil ? .nil : call(bound, base, count: count, keywordNames: keywordNames)
    }
  }

  /// Calls with arguments one word lower than the caller made room for: moves them up when a frame header is needed.
  private func call(_ callee: Value, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value, moved: Bool) -> Value {
    if callee.isKind(.builtin) { return callBuiltin(callee.object(BuiltinObject.self), base, count: count, keywordNames: keywordNames) }
    let total = count + (keywordNames.isNil ? 0 : tupleCount(keywordNames))
    let block = pointee.top
    let target = block + Opcode.frameHeader + 2
    for i in 0..<total { target[i] = base[i] }
    pointee.top = target + total
    defer { pointee.top = block }
    return call(callee, target, count: count, keywordNames: keywordNames)
  }

  public func raiseNotCallable(_ callee: Value) -> Value {
    raise("TypeError", "'\(typeName(typeOf(callee)))' object is not callable")
  }

  /// Calls a native function.
  @inline(__always)
  func callBuiltin(_ builtin: UnsafeMutablePointer<BuiltinObject>, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value) -> Value {
    if builtin.pointee.checksReceiver, builtin.pointee.receiver.isNil, !isReceiver(builtin, base, count) {
      return raiseWrongReceiver(builtin, base, count)
    }
    if !builtin.pointee.receiver.isNil || builtin.pointee.takesKeywords || !keywordNames.isNil {
      if builtin.pointee.receiver.isNil, keywordNames.isNil, builtin.pointee.takesKeywords {
        let entry = pointee.natives + builtin.pointee.native
        if entry.pointee.isRaw { return entry.pointee.body(self, Arguments(base: base, count: count)) }
        if entry.pointee.parameterCount >= 0, count >= entry.pointee.requiredCount, count <= entry.pointee.positionalCount {
          return callPositionally(entry, base, count: count)
        }
      }
      return callBuiltinSlow(builtin, base, count: count, keywordNames: keywordNames)
    }
    if count < Int(builtin.pointee.minimum) || (builtin.pointee.maximum >= 0 && count > Int(builtin.pointee.maximum)) {
      return raiseArgumentCount(builtin, count)
    }
    return pointee.natives[builtin.pointee.native].body(self, Arguments(base: base, count: count))
  }

  /// Calls a native with a signature by positional arguments that fit it.
  @inline(never)
  private func callPositionally(_ entry: UnsafeMutablePointer<NativeEntry>, _ base: UnsafeMutablePointer<Value>, count: Int) -> Value {
    let bound = pointee.top
    let total = entry.pointee.parameterCount
    copyWords(bound, base, count)
    for i in count..<Swift.max(count, total) { bound[i] = .nil }
    pointee.top = bound + total
    let result = entry.pointee.body(self, Arguments(base: bound, count: total))
    pointee.top = bound
    return result
  }

  @inline(never)
  private func callBuiltinSlow(_ builtin: UnsafeMutablePointer<BuiltinObject>, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value) -> Value {
    var base = base
    var count = count
    if !builtin.pointee.receiver.isNil {
      let total = count + (keywordNames.isNil ? 0 : tupleCount(keywordNames))
      let block = pointee.top
      for i in stride(from: total - 1, through: 0, by: -1) { block[i + 1] = base[i] }
      block[0] = builtin.pointee.receiver
      base = block
      count += 1
      pointee.top = block + total + 1
    }
    defer { if !builtin.pointee.receiver.isNil { pointee.top = base } }
    let entry = pointee.natives + builtin.pointee.native
    guard let signature = entry.pointee.signature else {
      if !keywordNames.isNil, !builtin.pointee.takesKeywords, tupleCount(keywordNames) > 0, !leavesKeywords(builtin, base[0], count) {
        let own = plainName(builtin)
        return raise("TypeError", "\(parsesArgumentsItself(own, builtin) ? own : constructorName(builtin) ?? builtinName(builtin))() takes no keyword arguments")
      }
      if count < Int(builtin.pointee.minimum) || (builtin.pointee.maximum >= 0 && count > Int(builtin.pointee.maximum)) {
        return raiseArgumentCount(builtin, count)
      }
      return entry.pointee.body(self, Arguments(base: base, count: count, keywordNames: keywordNames))
    }
    return callWithSignature(builtin, entry, signature, base, count: count, keywordNames: keywordNames)
  }

  private func callWithSignature(
    _ builtin: UnsafeMutablePointer<BuiltinObject>, _ entry: UnsafeMutablePointer<NativeEntry>, _ signature: Signature,
    _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value
  ) -> Value {
    if signature.isRaw { return entry.pointee.body(self, Arguments(base: base, count: count, keywordNames: keywordNames)) }
    var name: String { plainName(builtin) }
    let hidden = builtin.pointee.owner.isKind(.type) ? 1 : 0
    let bound = pointee.top
    let total = signature.names.count
    for i in 0..<total { bound[i] = .nil }
    guard count <= signature.positional else {
      let most = signature.positional - hidden
      if most == 0 { return raise("TypeError", "\(name)() takes no positional arguments") }
      if name == "sorted" { return raise("TypeError", "sorted expected 1 argument, got \(count)") }
      let sort = signature.positional < total ? "positional argument" : "argument"
      let isExact = signature.positional < total && !signature.isOptional[..<signature.positional].contains(true)
      return raise("TypeError", "\(name)() takes \(isExact ? "exactly" : "at most") \(most) \(sort)\(most == 1 ? "" : "s") (\(count - hidden) given)")
    }
    for i in 0..<count { bound[i] = base[i] }
    if !keywordNames.isNil {
      for k in 0..<tupleCount(keywordNames) {
        let keyword = swiftString(tupleBase(keywordNames)[k])
        guard let position = signature.names.firstIndex(of: keyword), position >= signature.positionalOnly else {
          if leavesKeywords(builtin, base[0], count) { continue }
          return raise("TypeError", "'\(keyword)' is an invalid keyword argument for \(name == "sorted" ? "sort" : name)()")
        }
        if position < count { return raise("TypeError", "argument for \(name)() given by name ('\(keyword)') and position (\(position + 1 - hidden))") }
        bound[position] = base[count + k]
      }
    }
    for i in 0..<total where bound[i].isNil && !signature.isOptional[i] {
      if i >= hidden, i < signature.positionalOnly { return raiseMissing(name, signature, hidden, given: count - hidden) }
      if name == "enumerate" { return raise("TypeError", "enumerate() missing required argument '\(signature.names[i])'") }
      return raise("TypeError", "\(name)() missing required argument '\(signature.names[i])' (pos \(i + 1 - hidden))")
    }
    pointee.top = bound + total
    defer { pointee.top = bound }
    return entry.pointee.body(self, Arguments(base: bound, count: total))
  }

  /// Raises TypeError for missing arguments that have no names.
  private func raiseMissing(_ name: String, _ signature: Signature, _ hidden: Int, given: Int) -> Value {
    let needed = signature.isOptional.prefix(signature.positionalOnly).filter { !$0 }.count - hidden
    let plural = needed == 1 ? "" : "s"
    if signature.positionalOnly == signature.names.count {
      let isExact = needed == signature.names.count - hidden
      return raise("TypeError", "\(name) expected \(isExact ? "" : "at least ")\(needed) argument\(plural), got \(given)")
    }
    if name == "sorted" { return raise("TypeError", "sorted expected 1 argument, got \(given)") }
    return raise("TypeError", "\(name)() takes at least \(needed) positional argument\(plural) (\(given) given)")
  }

  /// The name that messages about keyword arguments show: the class's for constructors.
  private func plainName(_ builtin: UnsafeMutablePointer<BuiltinObject>) -> String {
    constructorName(builtin) ?? swiftString(builtin.pointee.name)
  }

  /// Whether a native `__new__` leaves keyword arguments to the `__init__` that the class it makes an instance of overrides.
  private func leavesKeywords(_ builtin: UnsafeMutablePointer<BuiltinObject>, _ first: Value, _ count: Int) -> Bool {
    guard count > 0, builtin.pointee.owner.isKind(.type) else { return false }
    if swiftString(builtin.pointee.name) == "__init__" {
      return typeLookup(typeOf(first), name(.__new__)) != typeLookup(builtin.pointee.owner.object(TypeObject.self), name(.__new__))
    }
    guard builtin.pointee.isConstructor else { return false }
    return overridesInitializer(first, builtin.pointee.owner.object(TypeObject.self))
  }

  /// Whether a class derived from `owner` has an `__init__` of its own.
  func overridesInitializer(_ cls: Value, _ owner: TypeRef) -> Bool {
    guard cls.isKind(.type) else { return false }
    let made = cls.object(TypeObject.self)
    return made != owner && typeLookup(made, name(.__init__)) != typeLookup(owner, name(.__init__))
  }

  /// The class's name for `__new__` and `__init__`, nil for other natives.
  private func constructorName(_ builtin: UnsafeMutablePointer<BuiltinObject>) -> String? {
    let own = swiftString(builtin.pointee.name)
    guard own == "__new__" || own == "__init__", builtin.pointee.owner.isKind(.type) else { return nil }
    let owner = builtin.pointee.owner.object(TypeObject.self)
    return owner.pointee.kind == .iterator ? plainTypeName(owner) : typeName(owner)
  }

  private func builtinName(_ builtin: UnsafeMutablePointer<BuiltinObject>) -> String {
    let own = swiftString(builtin.pointee.name)
    guard builtin.pointee.owner.isKind(.type) else { return own }
    return "\(plainTypeName(builtin.pointee.owner.object(TypeObject.self))).\(own)"
  }

  /// Whether CPython's method of this name gets its arguments in a tuple, which shows in its messages.
  private func parsesArgumentsItself(_ name: String, _ builtin: UnsafeMutablePointer<BuiltinObject>) -> Bool {
    guard builtin.pointee.owner.isKind(.type) else { return false }
    let owner = builtin.pointee.owner.object(TypeObject.self)
    return [types.str, types.bytes, types.byteArray].contains(owner)
      && ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"].contains(name)
  }

  /// Raises TypeError for a wrong number of positional arguments of a native, in CPython's words.
  @inline(never)
  func raiseArgumentCount(_ builtin: UnsafeMutablePointer<BuiltinObject>, _ given: Int) -> Value {
    let isMethod = !builtin.pointee.owner.isNil || builtin.pointee.isClassMethod
    let own = plainName(builtin)
    let count = given - (isMethod ? 1 : 0)
    let minimum = Int(builtin.pointee.minimum) - (isMethod ? 1 : 0)
    let maximum = Int(builtin.pointee.maximum) - (isMethod ? 1 : 0)
    var name = builtinName(builtin)
    let module = builtin.pointee.module
    if !isMethod, module.isKind(.str), swiftString(module) != "builtins" { name = "\(swiftString(module)).\(name)" }
    if isMethod && given == 0 { return raise("TypeError", "unbound method \(name)() needs an argument") }
    if builtin.pointee.maximum >= 0 && minimum == maximum {
      if builtin.pointee.owner.isKind(.type), !builtin.pointee.isConstructor,
        isSlotWrapper(own, of: plainTypeName(builtin.pointee.owner.object(TypeObject.self)))
      {
        return raise("TypeError", "\(minimum < 2 ? "" : " ")expected \(minimum) argument\(minimum == 1 ? "" : "s"), got \(count)")
      }
      if minimum == 0, builtin.pointee.isConstructor { return raise("TypeError", "\(plainName(builtin)) takes no arguments") }
      if minimum == 0 { return raise("TypeError", "\(name)() takes no arguments (\(count) given)") }
      if minimum == 1 { return raise("TypeError", "\(name)() takes exactly one argument (\(count) given)") }
      return raise("TypeError", "\(own) expected \(minimum) arguments, got \(count)")
    }
    let atLeast = count < minimum
    let bound = atLeast ? minimum : maximum
    if isMethod, parsesArgumentsItself(own, builtin) {
      return raise("TypeError", "\(own)() takes at \(atLeast ? "least" : "most") \(bound) argument\(bound == 1 ? "" : "s") (\(count) given)")
    }
    return raise("TypeError", "\(own) expected at \(atLeast ? "least" : "most") \(bound) argument\(bound == 1 ? "" : "s"), got \(count)")
  }

  /// Pushes a frame whose arguments are bound and runs it to its end.
  func runFrame(
    _ base: UnsafeMutablePointer<Value>, _ function: Value, _ code: UnsafeMutablePointer<CodeObject>, bound: Int,
    flags: FrameFlags, aux: Value
  ) -> Value {
    let caller = pointee.frame
    let callerPC = pointee.pc
    let callerTop = pointee.top
    guard UInt(bitPattern: nativeStackPointer()) > pointee.nativeStackLimit else {
      return raise("RecursionError", "maximum recursion depth exceeded")
    }
    guard pushFrame(base, function, code, bound: bound, flags: FrameFlags(rawValue: flags.rawValue | FrameFlags.entry.rawValue), aux: aux, callerBase: caller, callerPC: callerPC)
    else { return .nil }
    let result = interpret(base, code.pointee.words)
    pointee.frame = caller
    pointee.pc = callerPC
    pointee.top = callerTop
    return result
  }

  @inline(__always) private func nativeStackPointer() -> UnsafeMutableRawPointer { crt_stack_pointer() }
}
