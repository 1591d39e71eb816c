// Makes instances: calls `__new__` and `__init__`.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Calls a class: makes an instance. The interpreter handles plain classes itself.
  public func instantiate(_ type: TypeRef, _ arguments: Arguments) -> Value {
    let metaclass = type.pointee.header.type
    if metaclass == types.type {
      if arguments.count == 1, arguments.keywordNames.isNil, !type.pointee.isUser {
        switch type {
        case types.type: return Value(shownType(arguments[0]))
        case types.list: return listFromIterable(arguments[0])
        case types.tuple: return tupleFromIterable(arguments[0])
        case types.set: return makeSet(of: type, from: arguments[0])
        default: break
        }
      }
      return construct(type, arguments, from: 0)
    }
    let method = typeLookup(metaclass, name(.__call__))
    if method.isNil || method == runtime.defaultTypeCall { return construct(type, arguments, from: 0) }
    if method.isKind(.function) || method.isKind(.builtin) { return callForwarding(method, arguments, from: 0, prefix: Value(type)) }
    let bound = bind(method, Value(type), metaclass)
    return bound.isNil ? .nil : callForwarding(bound, arguments, from: 0)
  }

  /// What `type.__call__` does: `__new__`, then `__init__` if the result is an instance of the class.
  func construct(_ type: TypeRef, _ arguments: Arguments, from start: Int) -> Value {
    let maker = typeLookup(type, name(.__new__))
    let instance: Value
    if maker == runtime.defaultNew {
      instance = newObject(type, hasArguments: hasArguments(arguments, from: start))
    } else if maker.isNil {
      return raise("TypeError", "cannot create '\(typeName(type))' instances")
    } else {
      let function = maker.isExactly(types.staticMethod) ? maker.object(RecordObject.self).pointee.field0 : bind(maker, .nil, type)
      instance = callForwarding(function, arguments, from: start, prefix: Value(type))
    }
    if instance.isNil || !isSubtype(typeOf(instance), type) { return instance }
    // `__new__` may have set it.
    let actual = typeLookup(typeOf(instance), name(.__init__))
    if actual == runtime.defaultInit || actual.isNil { return instance }
    let result = initialize(actual, instance, arguments, from: start)
    if result.isNil { return .nil }
    if !result.isNone { return raise("TypeError", "__init__() should return None, not '\(typeName(typeOf(result)))'") }
    return instance
  }

  private func initialize(_ method: Value, _ instance: Value, _ arguments: Arguments, from start: Int) -> Value {
    if method.isKind(.function) || method.isKind(.builtin) {
      return callForwarding(method, arguments, from: start, prefix: instance)
    }
    let bound = bind(method, instance, typeOf(instance))
    return bound.isNil ? .nil : callForwarding(bound, arguments, from: start)
  }

  private func hasArguments(_ arguments: Arguments, from start: Int) -> Bool {
    arguments.count > start || (!arguments.keywordNames.isNil && tupleCount(arguments.keywordNames) > 0)
  }

  /// `object.__new__`: checks what CPython checks and makes an instance.
  func newObject(_ type: TypeRef, hasArguments: Bool) -> Value {
    if hasArguments {
      if typeLookup(type, name(.__new__)) != runtime.defaultNew {
        return raise("TypeError", "object.__new__() takes exactly one argument (the type to instantiate)")
      }
      if typeLookup(type, name(.__init__)) == runtime.defaultInit {
        return raise("TypeError", "\(typeName(type))() takes no arguments")
      }
    }
    if type.pointee.isAbstract { return raiseAbstract(type) }
    let uncreatable: [Kind] = [.builtin, .iterator, .generator, .dictView, .code, .frame, .traceback]
    if !type.pointee.isUser, uncreatable.contains(type.pointee.kind) {
      return raise("TypeError", "cannot create '\(typeName(type))' instances")
    }
    guard type.pointee.kind == .instance else {
      var native = type
      while native.pointee.isUser, let base = native.pointee.base { native = base }
      let shown = typeName(native)
      return raise("TypeError", "object.__new__(\(typeName(type))) is not safe, use \(shown).__new__()")
    }
    return Value(makeInstance(type))
  }

  /// `object.__init__`: checks what CPython checks.
  func initializeObject(_ instance: Value, hasArguments: Bool) -> Value {
    guard hasArguments else { return .none }
    let type = typeOf(instance)
    if typeLookup(type, name(.__init__)) != runtime.defaultInit {
      return raise("TypeError", "object.__init__() takes exactly one argument (the instance to initialize)")
    }
    if typeLookup(type, name(.__new__)) == runtime.defaultNew {
      return raise("TypeError", "\(typeName(type)).__init__() takes exactly one argument (the instance to initialize)")
    }
    return .none
  }

  private func raiseAbstract(_ type: TypeRef) -> Value {
    let list = listFromIterable(dictGet(type.pointee.dict, name(.__abstractmethods__)))
    if list.isNil { return .nil }
    let names = listItems(list).filter { $0.isKind(.str) }.map { swiftString($0) }.sorted()
    let plural = names.count > 1 ? "methods" : "method"
    return raise("TypeError", "Can't instantiate abstract class \(typeName(type)) with abstract \(plural) \(names.joined(separator: ", "))")
  }
}
