// Executes the bytecodes that are not worth a place in the interpreter's loop.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether frame `r` is that of a generator, and an exception was being handled where it was resumed.
  private func handledOutside(_ r: UnsafeMutablePointer<Value>, _ exception: Value) -> Bool {
    r.flags.contains(.generator) && r.aux.object(GeneratorObject.self).pointee.handled == exception
  }

  /// Executes one instruction that neither jumps nor changes frames; returns its length, or 0 with an exception pending.
  @inline(never)
  func executeRare(_ op: Opcode, _ w: UInt64, _ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) -> Int {
    let code = r.code
    func done(_ ok: Bool, length: Int = 1) -> Int {
      assert(length == op.info.length)
      return ok ? length : 0
    }
    func set(_ value: Value, length: Int = 1) -> Int {
      assert(length == op.info.length)
      // The register may be a variable, which a handler reads.
      if value.isNil { return 0 }
      r[w.operandA] = value
      return length
    }
    func released(_ ok: Bool) -> Int {
      if ok { finalizePromptly(r, pc) }
      return done(ok)
    }
    let a = w.operandA
    let b = w.operandB
    let c = w.operandC
    switch op {
    case .deleteGlobal: return released(deleteGlobal(code, code.pointee.names[b]))
    case .loadName: return set(loadName(r, w))
    case .storeName: return done(storeName(r, code.pointee.names[b], r[a]))
    case .deleteName: return released(deleteName(r, code.pointee.names[b]))
    case .deleteCell:
      let cell = r[a].object(CellObject.self)
      if cell.pointee.value.isNil {
        raiseUnboundCell(r, c)
        return 0
      }
      cell.pointee.value = .nil
      return released(true)
    case .loadClassCell:
      dictSet(namespace(r), name(.__classcell__), r[b])
      r[a] = r[b]
      return 1
    case .deleteAttribute: return released(deleteAttribute(r[a], code.pointee.names[c]))
    case .loadSuperMethod: return done(loadSuperMethod(r, w, Int(pc[1]), isMethod: true), length: 2)
    case .loadSuperAttribute: return done(loadSuperMethod(r, w, Int(pc[1]), isMethod: false), length: 2)
    case .deleteItem: return released(deleteItem(r[a], r[b]))
    case .makeSet:
      let result = makeSet()
      for i in 0..<c where !setAdd(result, r[b + i]) { return 0 }
      return set(result)
    case .makeDict:
      let result = makeDict()
      for i in 0..<c where !dictAssign(result, r[b + 2 * i], r[b + 2 * i + 1]) { return 0 }
      return set(result)
    case .listExtend: return done(extendDisplay(r[a], r[b]))
    case .setAdd: return done(setAdd(r[a], r[b]))
    case .setUpdate: return done(setUpdate(r[a], r[b]))
    case .dictSet: return done(dictAssign(r[a], r[b], r[c]))
    case .dictUpdate: return done(updateDisplay(r[a], r[b]))
    case .dictMerge: return done(mergeKeywords(r[a], r[b], r[c]))
    case .listToTuple: return set(listToTuple(r[b]))
    case .formatValue: return set(formatValue(r, w))
    case .joinStrings: return set(joinStrings(r + b, count: c))
    case .unpackRest: return done(unpackRest(r + a, r[b], before: c, after: Int(pc[1])), length: 2)
    case .makeIterator:
      let isIterator = r[b].isKind(.generator) && r[b].heapType != pointee.types.asyncGenerator
      return set(c == 1 && isIterator ? r[b] : getIterator(r[b]))
    case .getAsyncIterator: return set(getAsyncIterator(r[b]))
    case .asyncNext: return set(r[b].isExactly(pointee.types.asyncGenerator) ? nextAsyncStep(r[b]) : asyncNext(r[b]))
    case .callSpread: return set(callSpread(r[b], r[b + 7], r[b + 8]))
    case .makeFunction: return set(makeFunction(r, w, pc[1]), length: 2)
    case .buildClass: return set(executeClassStatement(r[b], r[b + 1], r[b + 2], r[b + 3]), length: 2)
    case .getAwaitable: return set(getAwaitable(r[b]))
    case .raise:
      executeRaise(r, w)
      return 0
    case .reraise:
      pointee.exception = r[a]
      return 0
    case .enterHandler:
      r[a] = handledOutside(r, pointee.handled) ? .nil : pointee.handled
      pointee.handled = r[b]
      return 1
    case .leaveHandler:
      pointee.handled = r[a].isNil ? r.aux.object(GeneratorObject.self).pointee.handled : r[a]
      return 1
    case .matchException: return set(matchException(r[b], r[c]))
    case .loadAssertionError:
      return set(Value(runtime.exceptionTypes[b == 1 ? "StopAsyncIteration" : "AssertionError"] ?? pointee.types.baseException))
    case .matchGroup: return done(matchGroup(r + a, r[b], r[c]))
    case .reraiseGroup: return set(reraiseGroup(r[b], r[c]))
    case .enterWith: return done(enterWith(r + a, r[b], .__enter__, .__exit__, "context manager"))
    case .exitWith: return done(!call(r[b], .none, .none, .none).isNil)
    case .exitWithException:
      let exception = r[c]
      let result = call(r[b], Value(typeOf(exception)), exception, exception.object(ExceptionObject.self).pointee.shownTraceback)
      if result.isNil { return 0 }
      let outcome = truth(result)
      return outcome < 0 ? 0 : set(Value(outcome > 0))
    case .enterAsyncWith:
      return done(
        enterWith(r + a, r[b], .__aenter__, .__aexit__, "asynchronous context manager")
          && requireAwaitable(r[a + 1], "'async with' received an object from __aenter__ that does not implement __await__"))
    case .exitAsyncWith:
      let exception = c == 0 ? Value.none : r[c - 1]
      let awaitable = call(r[b], c == 0 ? .none : Value(typeOf(exception)), exception, .none)
      guard !awaitable.isNil, requireAwaitable(awaitable, "'async with' received an object from __aexit__ that does not implement __await__")
      else { return 0 }
      return set(awaitable)
    case .importName:
      return set(executeImport(code.pointee.names[b], level: Int(pc[1]), fromList: r[c], code), length: 2)
    case .importFrom: return set(importFrom(r[b], code.pointee.names[c]))
    case .importStar: return done(importStar(r[a], into: r.flags.contains(.namespace) ? namespace(r) : code.pointee.globals))
    case .matchSequence: return set(Value(isPatternSequence(r[b])))
    case .matchMapping: return set(Value(isPatternMapping(r[b])))
    case .matchKeys: return set(matchKeys(r[b], r[c]))
    case .matchClass: return set(matchClass(r[b], r[c], code.pointee.constants[Int(pc[1])]), length: 2)
    case .loadLength:
      guard let count = length(r[b]) else { return 0 }
      return set(makeInt(count))
    case .mappingRest: return set(mappingRest(r[b], r[c]))
    case .printExpression: return done(displayExpression(r[a]))
    case .setupAnnotations:
      if !namespaceItem(namespace(r), name(.__annotations__)).isNil { return 1 }
      return pointee.exception.isNil ? done(storeName(r, name(.__annotations__), makeDict())) : 0
    default:
      raise("SystemError", "unknown opcode \(op)")
      return 0
    }
  }

  func extendDisplay(_ list: Value, _ iterable: Value) -> Bool {
    if listExtend(list, iterable) { return true }
    if isPending("TypeError"), !iterable.isExactly(types.generator), typeLookup(typeOf(iterable), name(.__iter__)).isNil,
      typeLookup(typeOf(iterable), name(.__getitem__)).isNil
    { raise("TypeError", "Value after * must be an iterable, not \(typeName(typeOf(iterable)))") }
    return false
  }

  func updateDisplay(_ dict: Value, _ mapping: Value) -> Bool {
    if !mapping.isKind(.dict), findAttribute(mapping, name(.keys)).isNil {
      if !pointee.exception.isNil { return false }
      raise("TypeError", "'\(typeName(typeOf(mapping)))' object is not a mapping")
      return false
    }
    return dictUpdate(dict, mapping)
  }

  /// Adds `**mapping` to the keyword arguments of a call.
  func mergeKeywords(_ dict: Value, _ mapping: Value, _ callee: Value) -> Bool {
    if !mapping.isKind(.dict), findAttribute(mapping, name(.keys)).isNil {
      raise("TypeError", "\(calleeLabel(callee)) argument after ** must be a mapping, not \(typeName(typeOf(mapping)))")
      return false
    }
    if mapping.isExactly(types.dict), dict.object(DictObject.self).pointee.count == 0 { return copyKeywords(mapping, to: dict) }
    let copy = makeDict()
    guard dictUpdate(copy, mapping) else { return false }
    let object = copy.object(DictObject.self)
    for i in 0..<object.pointee.entryCount {
      let key = object.pointee.entries.unsafelyUnwrapped[i].key
      if key.isNil { continue }
      guard key.isKind(.str) else {
        raise("TypeError", "keywords must be strings")
        return false
      }
      if !dictGet(dict, key).isNil {
        raise("TypeError", "\(calleeLabel(callee)) got multiple values for keyword argument '\(swiftString(key))'")
        return false
      }
      dictSet(dict, runtime.intern(key), object.pointee.entries.unsafelyUnwrapped[i].value)
    }
    return true
  }

  /// Fills an empty dict with keyword arguments.
  private func copyKeywords(_ mapping: Value, to dict: Value) -> Bool {
    let source = mapping.object(DictObject.self)
    for i in 0..<source.pointee.entryCount {
      guard let key = source.pointee.entries?[i].key, !key.isNil else { continue }
      guard key.isKind(.str) else {
        raise("TypeError", "keywords must be strings")
        return false
      }
      dictSet(dict, runtime.intern(key), dictValue(source, i))
    }
    return true
  }

  private func calleeLabel(_ callee: Value) -> String {
    let module = findAttribute(callee, name(.__module__))
    let own = findAttribute(callee, name(.__qualname__))
    guard own.isKind(.str) else { return "function" }
    if module.isKind(.str), swiftString(module) != "builtins" { return "\(swiftString(module)).\(swiftString(own))()" }
    return "\(swiftString(own))()"
  }

  /// Calls with the items of an iterable and of a dict, or nil.
  func callSpread(_ callee: Value, _ positional: Value, _ keywords: Value) -> Value {
    var positional = positional
    var arguments: [Value]
    if positional.isKind(.tuple) {
      arguments = tupleItems(positional)
    } else {
      if !positional.isKind(.list) {
        positional = collectArguments(positional, callee: callee)
        if positional.isNil { return .nil }
      }
      arguments = (0..<listCount(positional)).map { listItem(positional, $0) }
    }
    var pairs: [(Value, Value)] = []
    if keywords.isKind(.dict) {
      let dict = keywords.object(DictObject.self)
      for i in 0..<dict.pointee.entryCount {
        let entry = dict.pointee.entries.unsafelyUnwrapped[i]
        if !entry.key.isNil { pairs.append((entry.key, entry.value)) }
      }
    }
    return call(callee, arguments, keywords: pairs)
  }

  /// A list of what `*iterable` gives, or nil with an exception pending.
  private func collectArguments(_ iterable: Value, callee: Value) -> Value {
    let list = listFromIterable(iterable)
    if list.isNil, isPending("TypeError"), !iterable.isKind(.generator), typeLookup(typeOf(iterable), name(.__iter__)).isNil,
      typeLookup(typeOf(iterable), name(.__getitem__)).isNil
    {
      raise("TypeError", "\(calleeLabel(callee)) argument after * must be an iterable, not \(typeName(typeOf(iterable)))")
    }
    return list
  }

  private func formatValue(_ r: UnsafeMutablePointer<Value>, _ w: UInt64) -> Value {
    let c = w.operandC
    return formatValue(r[w.operandB], conversion: c, c & 0x1000 == 0 ? .nil : r[c & 0xFFF])
  }

  /// A value converted as `conversion` says, then formatted; nil for `specification` means there is none.
  func formatValue(_ value: Value, conversion: Int, _ specification: Value) -> Value {
    var value = value
    switch conversion >> 13 & 3 {
    case 1: value = str(value)
    case 2: value = repr(value)
    case 3: value = ascii(value)
    default: break
    }
    if value.isNil { return .nil }
    return specification.isNil && value.isExactly(pointee.types.str) ? value : format(value, specification)
  }

  private func makeFunction(_ r: UnsafeMutablePointer<Value>, _ w: UInt64, _ flags: UInt64) -> Value {
    let code = r.code.pointee.constants[w.operandB].object(CodeObject.self)
    let function = makeFunction(code)
    let c = w.operandC
    if flags & 1 != 0 { function.pointee.defaults = r[c] }
    if flags & 2 != 0 { function.pointee.keywordDefaults = r[c + 1] }
    if flags & 4 != 0 { function.pointee.annotations = r[c + 2] }
    if flags & 8 != 0 { function.pointee.closure = r[c + 3] }
    return Value(function)
  }

  /// Finds an attribute along the MRO of the receiver's class, after the class in the cell.
  private func loadSuperMethod(_ r: UnsafeMutablePointer<Value>, _ w: UInt64, _ receiverRegister: Int, isMethod: Bool) -> Bool {
    let name = r.code.pointee.names[w.operandC]
    let cell = r[w.operandB].object(CellObject.self).pointee.value
    var receiver = r[receiverRegister]
    if receiver.isKind(.cell), r.code.pointee.localCount > receiverRegister { receiver = receiver.object(CellObject.self).pointee.value }
    guard cell.isKind(.type) else {
      raise("RuntimeError", "super(): empty __class__ cell")
      return false
    }
    let cls = cell.object(TypeObject.self)
    let owner: TypeRef
    if receiver.isKind(.type), isSubtype(receiver.object(TypeObject.self), cls) {
      owner = receiver.object(TypeObject.self)
    } else {
      owner = typeOf(receiver)
      guard isSubtype(owner, cls) else {
        raise("TypeError", "super(type, obj): obj must be an instance or subtype of type")
        return false
      }
    }
    let attribute = superLookup(owner, after: cls, name)
    if attribute.isNil {
      _ = raiseAttributeError("'super' object has no attribute '\(swiftString(name))'", .none, name)
      return false
    }
    let target = r + w.operandA
    let isClassAccess = receiver.isKind(.type) && owner == receiver.object(TypeObject.self)
    if isMethod, attribute.isKind(.function) || (attribute.isKind(.builtin) && !attribute.object(BuiltinObject.self).pointee.owner.isNil), !isClassAccess {
      target[0] = attribute
      target[6] = receiver
      return true
    }
    let value = bind(attribute, isClassAccess ? .nil : receiver, owner)
    target[0] = value
    if isMethod { target[6] = .nil }
    return !value.isNil
  }

  /// What the classes after `cls` in a class's method resolution order give for a name, or nil.
  public func superLookup(_ owner: TypeRef, after cls: TypeRef, _ name: Value) -> Value {
    let order = owner.pointee.mro
    let items = tupleBase(order)
    var found = false
    for i in 0..<tupleCount(order) {
      let type = items[i].object(TypeObject.self)
      if found {
        let value = dictGet(type.pointee.dict, name)
        if !value.isNil { return value }
      }
      if type == cls { found = true }
    }
    return .nil
  }

  func enterWith(_ target: UnsafeMutablePointer<Value>, _ manager: Value, _ enter: Name, _ exit: Name, _ what: String) -> Bool {
    let type = typeOf(manager)
    let enterMethod = typeLookup(type, name(enter))
    let exitMethod = typeLookup(type, name(exit))
    if enterMethod.isNil || exitMethod.isNil {
      let missing = enterMethod.isNil ? "" : " (missed \(exit) method)"
      raise("TypeError", "'\(typeName(type))' object does not support the \(what) protocol\(missing)")
      return false
    }
    let bound = bind(exitMethod, manager, type)
    if bound.isNil { return false }
    target[0] = bound
    let result = callMethodFunction(enterMethod, manager)
    target[1] = result
    return !result.isNil
  }
}
