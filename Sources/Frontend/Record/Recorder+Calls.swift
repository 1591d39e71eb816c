// Records calls and returns: Toy functions are inlined, natives are called.

import TraceIR

extension Recorder {
  /// Where a parameter's value comes from.
  private enum Source {
    case argument(Int)
    case value(Value)
    /// The arguments that `*` collects.
    case surplus(Range<Int>)
    /// The arguments that `**` collects, by name.
    case names([(name: Value, argument: Int)])
  }

  func call(isMethodForm: Bool) -> Bool {
    var base = word.operandB + 7
    var count = word.operandC
    if isMethodForm, !concrete(word.operandB + 6).isNil {
      base -= 1
      count += 1
    }
    return call(calleeSlot: word.operandB, base: base, count: count, keywords: .nil)
  }

  func callKeywords() -> Bool {
    let names = frame.code.pointee.constants[Int(frame.code.pointee.words[pc + 1])]
    var base = word.operandB + 7
    var count = word.operandC - vm.tupleCount(names)
    if !concrete(word.operandB + 6).isNil {
      base -= 1
      count += 1
    }
    return call(calleeSlot: word.operandB, base: base, count: count, keywords: names)
  }

  private func call(calleeSlot: Int, base: Int, count: Int, keywords: Value) -> Bool {
    let callee = concrete(calleeSlot)
    guard callee.isReference else { return false }
    let id = read(calleeSlot)
    switch callee.heapType.pointee.kind {
    case .function:
      let made = isMadeAnew(callee, count: count, keywords: keywords) ? asWord(id) : nil
      if let made { guardCode(made, callee) } else { guardConstant(id, callee) }
      if keywords.isNil, vm.makesGenerator(callee.object(FunctionObject.self).pointee.code, count: count) {
        return makeSuspended(callee, made, base: base, count: count)
      }
      let code = callee.object(FunctionObject.self).pointee.code
      if isRecursive(code), canInvoke(code) { return invoke(callee, made, base: base, count: count, keywords: keywords) }
      // Levels of recursion that calls through the runtime would not count are not inlined.
      if canInvoke(code) || !frames.contains(where: { $0.code == code }), canInline(callee, count: count, keywords: keywords) {
        return inline(callee, made, base: base, count: count, keywords: keywords, flags: [])
      }
      return depth + 1 < policy.tunables.maximumDepth && genericCall(id, base: base, count: count, keywords: keywords)
    case .boundMethod where base == calleeSlot + 7:
      let method = callee.object(BoundMethodObject.self)
      let function = method.pointee.function
      let receiver: ValueID
      if let known = boundMethods[id] {
        receiver = known.receiver
      } else if let known = splitMethods[id] {
        // Other ways may join between the method and its call.
        guardConstant(id, function)
        receiver = known
      } else {
        guard function.isKind(.function) || function.isKind(.builtin) else { return genericCall(id, base: base, count: count, keywords: keywords) }
        let pointer = guardClass(id, callee)
        guardConstant(loadField(pointer, .methodFunction), function)
        receiver = loadField(pointer, .methodSelf)
      }
      if function.isKind(.builtin) {
        return callBound(function, (receiver, method.pointee.receiver), base: base, count: count, keywords: keywords)
      }
      write(base - 1, receiver)
      return inline(method.pointee.function, base: base - 1, count: count + 1, keywords: keywords, flags: [])
    case .type where base == calleeSlot + 7:
      return construct(callee, id, base: base, count: count, keywords: keywords)
    case .builtin: return callNative(callee, id, base: base, count: count, keywords: keywords)
    case .instance where base == calleeSlot + 7 && keywords.isNil:
      guard let method = vm.instanceCall(callee, count: count), canInline(method, count: count + 1, keywords: .nil),
        !isRecursive(method.object(FunctionObject.self).pointee.code)
      else { return genericCall(id, base: base, count: count, keywords: keywords) }
      _ = guardClass(id, callee)
      assume(callee.heapType)
      write(base - 1, id)
      return inline(method, base: base - 1, count: count + 1, keywords: .nil, flags: [.special, .twofold])
    default: return genericCall(id, base: base, count: count, keywords: keywords)
    }
  }

  /// Calls through the runtime.
  private func genericCall(_ callee: ValueID, base: Int, count: Int, keywords: Value) -> Bool {
    let helpers: [HelperName] = [.rt_call_0, .rt_call_1, .rt_call_2, .rt_call_3, .rt_call_4, .rt_call_5]
    guard keywords.isNil, count < helpers.count else {
      return callMany(asWord(callee), [], base: base, count: count, keywords: keywords)
    }
    let operands = [asWord(callee)] + (0..<count).map { wordOperand(base + $0) }
    vm.pointee.isCallOpaque = true
    write(word.operandA, callHelper(helpers[count], operands))
    return true
  }

  /// Calls through the runtime with any number of words, or with names.
  private func callMany(_ callee: ValueID, _ leading: [ValueID], base: Int, count: Int, keywords: Value) -> Bool {
    let total = count + (keywords.isNil ? 0 : vm.tupleCount(keywords))
    let arguments = emit(.ref, [emit(.newTuple, leading.map { asWord($0) } + (0..<total).map { wordOperand(base + $0) })])
    vm.pointee.isCallOpaque = true
    write(word.operandA, callHelper(.rt_call_many, [callee, asWord(arguments), keywords.isNil ? constWord(.nil) : asWord(constValue(keywords))]))
    return true
  }

  /// Calls a native method through the runtime with its receiver first.
  private func callBound(_ function: Value, _ receiver: Argument, base: Int, count: Int, keywords: Value) -> Bool {
    if keywords.isNil, inlineNative(function, [receiver] + arguments(base, count)) { return true }
    if keywords.isNil, count == 1, collect(function, nil, [receiver] + arguments(base, count)) { return true }
    let helpers: [HelperName] = [.rt_call_0, .rt_call_1, .rt_call_2, .rt_call_3, .rt_call_4, .rt_call_5]
    guard keywords.isNil, count + 1 < helpers.count else {
      return callMany(constValue(function), [receiver.id], base: base, count: count, keywords: keywords)
    }
    vm.pointee.isCallOpaque = true
    let operands = [constValue(function), asWord(receiver.id)] + (0..<count).map { wordOperand(base + $0) }
    write(word.operandA, callHelper(helpers[count + 1], operands))
    return true
  }

  // MARK: Toy functions

  /// Whether a call needs no more than copying arguments and running the callee's code.
  func canInline(_ callee: Value, count: Int, keywords: Value) -> Bool {
    let function = callee.object(FunctionObject.self)
    let flags = CodeFlags(rawValue: function.pointee.code.pointee.flags)
    return flags.isDisjoint(with: .asyncGenerator) && depth + 1 < policy.tunables.maximumDepth && arrange(function, count: count, keywords: keywords) != nil
  }

  /// Goes on in the callee's frame; the interpreter pushes it when it executes the call.
  ///
  /// - Parameters:
  ///   - made: the function, if it is known by its code alone.
  ///   - argument: the arguments, if they are not in the registers from `base` on.
  func inline(
    _ callee: Value, _ made: ValueID? = nil, base: Int, count: Int, keywords: Value, flags: FrameFlags, argument: ((Int) -> ValueID)? = nil
  ) -> Bool {
    let function = callee.object(FunctionObject.self)
    let code = function.pointee.code
    if flags.isEmpty, isRecursive(code) { return invoke(callee, made, base: base, count: count, keywords: keywords) }
    guard canInline(callee, count: count, keywords: keywords), let sources = arrange(function, count: count, keywords: keywords) else { return false }
    let offset = frame.offset + base
    let values = sources.map { parameter($0, argument ?? { self.readSlot(offset + $0) }) }
    policy.pushFrame()
    let instance = flags.contains(.initializer) ? slots[offset] : nil
    dropSlots(from: offset - Opcode.frameHeader)
    frames.append(
      RecordedFrame(
        offset: offset, code: code, codeConstant: constant(.code(code)), function: made == nil ? constant(.value(callee)) : -1, flags: flags,
        callPC: pc))
    if let made { slots[offset - 3] = made }
    for (i, value) in values.enumerated() { slots[offset + i] = value }
    if values.count < code.pointee.localCount {
      let empty = constWord(.nil)
      for i in values.count..<code.pointee.localCount { slots[offset + i] = empty }
    }
    if let instance { slots[offset - 6] = instance }
    snapshotCache = nil
    return true
  }

  /// Whether a function is one of many with the same code: functions in functions are made again and again.
  func isMadeAnew(_ callee: Value, count: Int, keywords: Value) -> Bool {
    let function = callee.object(FunctionObject.self)
    guard CodeFlags(rawValue: function.pointee.code.pointee.flags).contains(.nested) else { return false }
    // Defaults belong to the function.
    let code = function.pointee.code
    return keywords.isNil && count >= code.pointee.parameterCount && code.pointee.keywordOnlyCount == 0
  }

  func guardCode(_ id: ValueID, _ callee: Value) {
    let pointer = guardClass(id, callee)
    let code = callee.object(FunctionObject.self).pointee.code
    emitGuard(.guardIsRef, [emit(.ref, [loadField(pointer, .functionCode)])], immediate: constant(.code(code)))
  }

  /// Makes a function of code in a constant, with its defaults and closure.
  func makeFunction() -> Bool {
    let parts = frame.code.pointee.words[pc + 1]
    guard parts & 4 == 0 else { return false }
    let code = constant(.code(frame.code.pointee.constants[word.operandB].object(CodeObject.self)))
    func part(_ bit: UInt64, _ register: Int) -> ValueID { parts & bit == 0 ? constWord(.nil) : wordOperand(word.operandC + register) }
    let operands = [emit(.constRef, immediate: code), part(1, 0), part(2, 1), part(8, 3)]
    write(word.operandA, callHelper(.rt_make_function, operands))
    return true
  }

  /// Whether so many frames of the code are in the trace that another one is called, not inlined.
  func isRecursive(_ code: UnsafeMutablePointer<CodeObject>) -> Bool {
    frames.count { $0.code == code } > policy.tunables.inlinedRecursion
  }

  /// Whether calls of a function can be made in frames of their own.
  private func canInvoke(_ code: UnsafeMutablePointer<CodeObject>) -> Bool {
    code.pointee.argumentRegisters < Recorder.invocations.count
      && CodeFlags(rawValue: code.pointee.flags).isDisjoint(with: [.generator, .coroutine, .asyncGenerator])
  }

  private static let invocations: [HelperName] = [
    .rt_invoke_0, .rt_invoke_1, .rt_invoke_2, .rt_invoke_3, .rt_invoke_4, .rt_invoke_5, .rt_invoke_6, .rt_invoke_7, .rt_invoke_8,
  ]

  /// Calls a function in a frame of its own, in compiled code if there is some.
  private func invoke(_ callee: Value, _ made: ValueID?, base: Int, count: Int, keywords: Value) -> Bool {
    let function = callee.object(FunctionObject.self)
    let code = function.pointee.code
    // It would not find the frames of the trace.
    guard !CodeFlags(rawValue: code.pointee.flags).contains(.looksAtFrame) else { return false }
    guard canInvoke(code), let sources = arrange(function, count: count, keywords: keywords)
    else { return false }
    let arguments = sources.map { asWord(parameter($0) { self.wordOperand(base + $0) }) }
    let operands = [made ?? emit(.constRef, immediate: constant(.value(callee))), hiddenDepth] + arguments
    vm.pointee.isCallOpaque = true
    write(word.operandA, callHelper(Recorder.invocations[arguments.count], operands))
    return true
  }

  /// Forgets slots at and above an offset: a new frame's header and registers lie there.
  func dropSlots(from offset: Int) {
    for key in slots.keys where key >= offset { slots[key] = nil }
  }

  /// The source of each parameter's register, or nil when the call fails.
  private func arrange(_ function: UnsafeMutablePointer<FunctionObject>, count: Int, keywords: Value) -> [Source]? {
    let code = function.pointee.code
    let flags = CodeFlags(rawValue: code.pointee.flags)
    let parameters = code.pointee.parameterCount
    let named = parameters + code.pointee.keywordOnlyCount
    guard count <= parameters || flags.contains(.variadic) else { return nil }
    var sources: [Source?] = (0..<named).map { $0 < min(count, parameters) ? .argument($0) : nil }
    var others: [(name: Value, argument: Int)] = []
    for k in 0..<(keywords.isNil ? 0 : vm.tupleCount(keywords)) {
      let name = vm.tupleBase(keywords)[k]
      if let position = (code.pointee.positionalOnlyCount..<named).first(where: { vm.stringsEqual(code.pointee.parameterNames[$0], name) }) {
        guard sources[position] == nil else { return nil }
        sources[position] = .argument(count + k)
      } else {
        guard flags.contains(.keywordVariadic) else { return nil }
        others.append((name, count + k))
      }
    }
    for i in 0..<named where sources[i] == nil {
      guard let value = defaultValue(function, i) else { return nil }
      sources[i] = .value(value)
    }
    if flags.contains(.variadic) { sources.append(.surplus(parameters..<max(count, parameters))) }
    if flags.contains(.keywordVariadic) { sources.append(.names(others)) }
    return sources.compactMap { $0 }
  }

  /// The default of a parameter; nil when it has none, or when the program may change it unseen.
  private func defaultValue(_ function: UnsafeMutablePointer<FunctionObject>, _ parameter: Int) -> Value? {
    let code = function.pointee.code
    let defaults = parameter < code.pointee.parameterCount ? function.pointee.defaults : function.pointee.keywordDefaults
    if parameter >= code.pointee.parameterCount {
      guard defaults.isKind(.dict), !code.pointee.showsKeywordDefaults else { return nil }
      let value = vm.dictGet(defaults, code.pointee.parameterNames[parameter])
      return value.isNil ? nil : value
    }
    guard defaults.isKind(.tuple) else { return nil }
    let position = parameter - (code.pointee.parameterCount - vm.tupleCount(defaults))
    return position >= 0 ? vm.tupleBase(defaults)[position] : nil
  }

  /// The value of a parameter; nothing that can fail.
  private func parameter(_ source: Source, _ argument: (Int) -> ValueID) -> ValueID {
    switch source {
    case .argument(let position): return argument(position)
    case .value(let value): return constValue(value)
    case .surplus(let positions):
      if positions.isEmpty { return constValue(vm.pointee.emptyTuple) }
      return emit(.ref, [emit(.newTuple, positions.map { asWord(argument($0)) })])
    case .names(let list):
      return makeKeywords(list.map(\.name), list.map { argument($0.argument) })
    }
  }

  func returnValue() -> Bool {
    if frame.flags.contains(.special) { return returnFromSpecial() }
    let value = read(word.operandA)
    var result = value
    if frame.flags.contains(.initializer) {
      guard concrete(word.operandA).isNone else { return false }
      guardConstant(value, .none)
      result = readSlot(frame.offset - 6)
    }
    guard depth > 0 || enterCaller() else { return false }
    let frame = self.frame
    let caller = frames[frames.count - 2].code
    let call = caller.pointee.words[frame.callPC]
    policy.popFrame(storesResult: call.operandA < caller.pointee.localCount)
    frames.removeLast()
    dropSlots(from: frame.offset - Opcode.frameHeader)
    slots[self.frame.offset + call.operandA] = result
    snapshotCache = nil
    return true
  }

  /// Makes an instance of a plain class and goes on in its `__init__`.
  private func construct(_ cls: Value, _ id: ValueID, base: Int, count: Int, keywords: Value) -> Bool {
    let type = cls.object(TypeObject.self)
    if keywords.isNil, count == 1, collect(cls, id, arguments(base, 1)) { return true }
    if type == vm.types.type, keywords.isNil, count == 1 {
      guardConstant(id, cls)
      return classOf((read(base), concrete(base)))
    }
    if type == vm.types.range, keywords.isNil { return makeRange(id, base: base, count: count) }
    if type == vm.types.reversed, keywords.isNil, count == 1, reversedIterator(id, (read(base), concrete(base))) { return true }
    // It looks for its class in the frame.
    if type == vm.types.superType, count == 0 { return false }
    if type == vm.types.superType, keywords.isNil, count == 2, makeSuper(id, base: base) { return true }
    if keywords.isNil, count == 0, vm.isMadeEmpty(type) {
      guardConstant(id, cls)
      assumeConstruction(of: type)
      write(word.operandA, type.pointee.kind == .list ? callHelper(.rt_make_instance, [asWord(constValue(cls))]) : makeInstance(type))
      return true
    }
    if keywords.isNil, let maker = vm.plainMaker(type) {
      guard canInline(maker, count: count + 1, keywords: .nil), !isRecursive(maker.object(FunctionObject.self).pointee.code) else {
        return genericCall(id, base: base, count: count, keywords: keywords)
      }
      guardConstant(id, cls)
      assume(type)
      write(base - 1, constValue(cls))
      return inline(maker, base: base - 1, count: count + 1, keywords: .nil, flags: [.special, .twofold])
    }
    if keywords.isNil, type.pointee.kind == .exception, let made = makeException(cls, (0..<count).map { read(base + $0) }) {
      guardConstant(id, cls)
      write(word.operandA, made)
      return true
    }
    // With names, the interpreter makes the call natively.
    guard keywords.isNil, vm.isPlainlyConstructed(type), !type.pointee.hasFinalizer else {
      return type.pointee.isUser
        ? genericCall(id, base: base, count: count, keywords: keywords) : convert(cls, id, base: base, count: count, keywords: keywords)
    }
    guardConstant(id, cls)
    assumeConstruction(of: type)
    let initializer = vm.typeLookup(type, vm.name(.__init__))
    let function = initializer.object(FunctionObject.self)
    guard arrange(function, count: count + 1, keywords: keywords) != nil else { return false }
    write(base - 1, type.pointee.kind == .exception ? newException(type, (0..<count).map { read(base + $0) }) : makeInstance(type))
    return inline(initializer, base: base - 1, count: count + 1, keywords: keywords, flags: .initializer)
  }

  /// Takes it that calling a class goes on doing what it does.
  private func assumeConstruction(of type: TypeRef) {
    assume(type)
    if type.pointee.header.type != vm.types.type { assume(type.pointee.header.type) }
  }

  /// `super(cls, receiver)`: what is made is not needed if only methods are called through it.
  private func makeSuper(_ id: ValueID, base: Int) -> Bool {
    let (cls, receiver) = (concrete(base), concrete(base + 1))
    guard cls.isKind(.type), receiver.isReference, !receiver.isKind(.type), vm.isSubtype(receiver.heapType, cls.object(TypeObject.self)) else { return false }
    guardConstant(id, Value(vm.types.superType))
    guardConstant(read(base), cls)
    let object = read(base + 1)
    _ = guardClass(object, receiver)
    assume(receiver.heapType)
    let start = emit(.constRef, immediate: constant(.type(receiver.heapType)))
    let made = callHelper(.rt_make_super, [asWord(constValue(cls)), asWord(object), start])
    write(word.operandA, made)
    supers[made] = RecordedSuper(cls: cls.object(TypeObject.self), start: receiver.heapType, receiver: object)
    return true
  }

  private func makeRange(_ id: ValueID, base: Int, count: Int) -> Bool {
    guard count >= 1, count <= 3, (0..<count).allSatisfy({ isIntLike(concrete(base + $0)) }) else { return false }
    if count == 3, int64(concrete(base + 2)) == 0 { return false }
    guardConstant(id, Value(vm.types.range))
    let start = count == 1 ? constInt(0) : intOperand(base)
    let stop = intOperand(count == 1 ? base : base + 1)
    let step = count == 3 ? intOperand(base + 2) : constInt(1)
    if count == 3 { emitGuard(.guardTrue, [emit(.neInt, [step, constInt(0)])], kind: .arithmetic) }
    let range = callHelper(.rt_make_range, [start, stop, step])
    ranges[range] = (start, stop, step)
    write(word.operandA, range)
    return true
  }

  /// `float(x)` and `int(x)` of numbers; other built-in classes are called through the runtime.
  private func convert(_ cls: Value, _ id: ValueID, base: Int, count: Int, keywords: Value) -> Bool {
    guardConstant(id, cls)
    if count == 1, keywords.isNil, isNumber(concrete(base)) {
      if cls == Value(vm.types.float) {
        write(word.operandA, floatOperand(base))
        return true
      }
      if cls == Value(vm.types.int) {
        if isIntLike(concrete(base)) {
          write(word.operandA, intOperand(base))
          return true
        }
        if let number = double(concrete(base)), abs(number) < 1e18 {
          write(word.operandA, emitGuard(.floatToInt, [floatOperand(base)], kind: .arithmetic))
          return true
        }
      }
    }
    if keywords.isNil, count == 1, cls == Value(vm.types.int), digit((read(base), concrete(base))) { return true }
    if keywords.isNil, count == 0, cls == Value(vm.types.set) {
      write(word.operandA, callHelper(.rt_new_set, [constInt(0)]))
      return true
    }
    if keywords.isNil, count > 0, plainConversion(cls, arguments(base, count)) { return true }
    return genericCall(id, base: base, count: count, keywords: keywords)
  }

  // MARK: Natives

  private func callNative(_ callee: Value, _ id: ValueID, base: Int, count: Int, keywords: Value) -> Bool {
    let role = vm.runtime.nativeRole(callee)
    if looksAtFrame(role, count: count) { return false }
    // An explicit collection looks at exact frames, and so does printing while something runs when objects are released: compiled
    // code would keep what the program has let go of.
    if role == .collection || role == .printing && vm.runtime.runsCodeOnRelease { return false }
    guardConstant(id, callee)
    if keywords.isNil, inlineNative(callee, arguments(base, count)) { return true }
    if keywords.isNil, count > 0, collect(callee, nil, arguments(base, count)) { return true }
    if keywords.isNil, count > 0, concrete(base).isReference, vm.resumedByCall(callee.object(BuiltinObject.self), r + base, count: count) != nil,
      enterGenerator(read(base), concrete(base), sent: count > 1 ? read(base + 1) : nil)
    {
      return true
    }
    return genericCall(id, base: base, count: count, keywords: keywords)
  }

  /// Whether a native looks at frames, of which it would find those that were there when compiled code was entered.
  private func looksAtFrame(_ role: NativeRole, count: Int) -> Bool {
    switch role {
    case .frames: return true
    case .names: return count == 0
    case .globals: return entryBase.code.pointee.globals != frame.code.pointee.globals
    default: return false
    }
  }

  private func arguments(_ base: Int, _ count: Int) -> [Argument] { (0..<count).map { (read(base + $0), concrete(base + $0)) } }
}
