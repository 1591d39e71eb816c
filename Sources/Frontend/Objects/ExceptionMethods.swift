// Gives exceptions their methods and text.

extension Runtime {
  /// Defines the methods and attributes of BaseException and exception groups.
  func installExceptionMethods() {
    let base = vm.types.baseException
    for type in [base] + exceptionTypes.sorted(by: { $0.key < $1.key }).map(\.value) where type == base || vm.typeName(type) != "BaseException" {
      define(type, "__new__", "...") { vm, args in vm.newException(args) }
      define(type, "__init__", "...") { vm, args in vm.initializeException(args) ? .none : .nil }
    }
    define(base, "__str__", 0, 0) { vm, args in vm.exceptionStr(args[0]) }
    define(base, "__repr__", 0, 0) { vm, args in vm.exceptionRepr(args[0]) }
    define(base, "with_traceback", 1, 1) { vm, args in
      vm.setTraceback(args[0], args[1]) ? args[0] : .nil
    }
    define(base, "add_note", 1, 1) { vm, args in vm.addNote(args[0], args[1]) }
    define(base, "__reduce__", 0, 0) { vm, args in
      let state = vm.savedState(args[0])
      let parts = [Value(args[0].heapType), args[0].object(ExceptionObject.self).pointee.arguments]
      return vm.makeTuple(state.isNone ? parts : parts + [state])
    }
    define(base, "__setstate__", 1, 1) { vm, args in
      if args[1].isNone { return .none }
      guard args[1].isKind(.dict) else { return vm.raise("TypeError", "state is not a dictionary") }
      let items = args[1].object(DictObject.self)
      for i in 0..<items.pointee.entryCount {
        let key = items.pointee.entries.unsafelyUnwrapped[i].key
        if key.isKind(.str), !vm.setAttribute(args[0], vm.runtime.intern(key), vm.dictValue(items, i)) { return .nil }
      }
      return .none
    }
    defineProperty(
      base, "args", get: { _, value in value.object(ExceptionObject.self).pointee.arguments },
      set: { vm, value, new in
        let list = vm.listFromIterable(new)
        if list.isNil { return false }
        value.object(ExceptionObject.self).pointee.arguments = vm.makeTuple(vm.listItems(list))
        return true
      }, delete: { vm, _ in vm.fail("TypeError", "args may not be deleted") })
    defineProperty(base, "__dict__", get: { vm, value in vm.instanceDict(value) }, set: { vm, value, dict in vm.replaceDict(of: value, dict) },
      delete: { vm, _ in vm.fail("TypeError", "cannot delete __dict__") })
    installLinks(base)
    installGroupMethods()
    if let group = exceptionTypes["BaseExceptionGroup"] { installSubscription(group) }
  }

  private func installLinks(_ base: TypeRef) {
    defineProperty(
      base, "__traceback__", get: { _, value in value.object(ExceptionObject.self).pointee.shownTraceback },
      set: { vm, value, new in vm.setTraceback(value, new) },
      delete: { vm, _ in vm.fail("TypeError", "__traceback__ may not be deleted") })
    defineProperty(
      base, "__context__", get: { _, value in value.object(ExceptionObject.self).pointee.context },
      set: { vm, value, new in
        guard new.isNone || new.isKind(.exception) else {
          return vm.fail("TypeError", "exception context must be None or derive from BaseException")
        }
        value.object(ExceptionObject.self).pointee.context = new
        return true
      },
      delete: { vm, _ in vm.fail("TypeError", "__context__ may not be deleted") })
    defineProperty(
      base, "__cause__", get: { _, value in value.object(ExceptionObject.self).pointee.cause },
      set: { vm, value, new in
        guard new.isNone || new.isKind(.exception) else {
          vm.raise("TypeError", "exception cause must be None or derive from BaseException")
          return false
        }
        value.object(ExceptionObject.self).pointee.cause = new
        value.object(ExceptionObject.self).pointee.suppressContext = true
        return true
      }, delete: { vm, _ in vm.fail("TypeError", "__cause__ may not be deleted") })
    defineProperty(
      base, "__suppress_context__", get: { _, value in Value(value.object(ExceptionObject.self).pointee.suppressContext) },
      set: { vm, value, new in
        guard new.isBool else { return vm.fail("TypeError", "attribute value type must be bool") }
        value.object(ExceptionObject.self).pointee.suppressContext = new.isTrue
        return true
      }, delete: { vm, _ in vm.fail("TypeError", "can't delete numeric/char attribute") })
    defineProperty(
      base, "__notes__",
      get: { vm, value in
        let notes = value.object(ExceptionObject.self).pointee.notes
        return notes.isNil ? vm.raiseNoAttribute(value, vm.name(.__notes__)) : notes
      },
      set: { _, value, new in
        value.object(ExceptionObject.self).pointee.notes = new
        return true
      },
      delete: { vm, value in
        let object = value.object(ExceptionObject.self)
        guard !object.pointee.notes.isNil else {
          _ = vm.raiseNoAttribute(value, vm.name(.__notes__))
          return false
        }
        object.pointee.notes = .nil
        return true
      })
  }

  private func installGroupMethods() {
    guard let group = exceptionTypes["BaseExceptionGroup"] else { return }
    define(group, "derive", 1, 1) { vm, args in
      vm.call(vm.runtime.exceptionTypes["BaseExceptionGroup"].map { Value($0) } ?? .none, [vm.exceptionField(args[0], 0), args[1]])
    }
    define(group, "split", 1, 1) { vm, args in
      let (matched, rest) = vm.splitGroup(args[0], args[1])
      return matched.isNil ? .nil : vm.makeTuple([matched, rest])
    }
    define(group, "subgroup", 1, 1) { vm, args in vm.splitGroup(args[0], args[1]).0 }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The positional arguments behind the receiver, as a tuple.
  func argumentTuple(_ args: Arguments, from start: Int = 1) -> Value {
    args.count <= start ? pointee.emptyTuple : makeTuple(args.base + start, count: args.count - start)
  }

  fileprivate func newException(_ args: Arguments) -> Value {
    guard args.count > 0, args[0].isKind(.type), args[0].object(TypeObject.self).pointee.kind == .exception else {
      return raise("TypeError", "BaseException.__new__(X): X is not a type object")
    }
    var type = args[0].object(TypeObject.self)
    let family = runtime.exceptionFamily(type)
    if family == .osError, args.count > 2, args.count < 7, args[1].isSmallInt, type == runtime.exceptionTypes["OSError"] {
      type = runtime.osErrorType(args[1].smallInt)
    }
    let tuple = argumentTuple(args)
    let exception = makeBareException(type, tuple)
    if family == .osError || family == .stopIteration || family == .systemExit { fillExceptionFields(exception, family, tuple) }
    if family == .group { return checkGroup(exception, tuple) }
    return exception
  }

  fileprivate func initializeException(_ args: Arguments) -> Bool {
    let exception = args[0]
    let family = runtime.exceptionFamily(exception.heapType)
    let tuple = argumentTuple(args)
    if !args.keywordNames.isNil, tupleCount(args.keywordNames) > 0 {
      guard takeExceptionKeywords(exception, family, args) else { return false }
    }
    if family == .unicodeDecode || family == .unicodeEncode || family == .unicodeTranslate {
      guard args.count - 1 == family.fields.count else {
        raise("TypeError", "function takes exactly \(family.fields.count) arguments (\(args.count - 1) given)")
        return false
      }
    }
    if family == .syntaxError, tupleCount(tuple) == 2, !checkSyntaxDetails(tupleBase(tuple)[1]) { return false }
    exception.object(ExceptionObject.self).pointee.arguments = tuple
    if family != .plain { fillExceptionFields(exception, family, tuple) }
    return true
  }

  /// Whether the second argument of SyntaxError is what tells of a place.
  private func checkSyntaxDetails(_ value: Value) -> Bool {
    let details = tupleFromIterable(value)
    if details.isNil { return false }
    let count = tupleCount(details)
    if count == 5 { return fail("TypeError", "end_offset must be provided when end_lineno is provided") }
    if count == 4 || count == 6 { return true }
    return fail("TypeError", "function takes at \(count < 4 ? "least 4" : "most 6") arguments (\(count) given)")
  }

  private func takeExceptionKeywords(_ exception: Value, _ family: ExceptionFamily, _ args: Arguments) -> Bool {
    for i in 0..<tupleCount(args.keywordNames) {
      let key = swiftString(tupleBase(args.keywordNames)[i])
      let settable = family == .importError || family == .nameError || family == .attributeError
      guard settable, key != "msg", let index = family.fields.firstIndex(of: key) else {
        let cls = plainTypeName(exception.heapType)
        raise("TypeError", settable ? "'\(key)' is an invalid keyword argument for \(cls)()" : "\(cls)() takes no keyword arguments")
        return false
      }
      setExceptionField(exception, index, args[args.count + i])
    }
    return true
  }

  fileprivate func setTraceback(_ exception: Value, _ traceback: Value) -> Bool {
    guard traceback.isNone || traceback.isKind(.traceback) else {
      return fail("TypeError", "__traceback__ must be a traceback or None")
    }
    exception.object(ExceptionObject.self).pointee.traceback = traceback
    return true
  }

  fileprivate func addNote(_ exception: Value, _ note: Value) -> Value {
    guard note.isKind(.str) else {
      return raise("TypeError", "note must be a str, not '\(typeName(typeOf(note)))'")
    }
    let object = exception.object(ExceptionObject.self)
    if object.pointee.notes.isNil { object.pointee.notes = makeList([]) }
    guard object.pointee.notes.isKind(.list) else { return raise("TypeError", "Cannot add note: __notes__ is not a list") }
    listAppend(object.pointee.notes, note)
    return .none
  }

  /// `ValueError('text')`.
  func exceptionRepr(_ exception: Value) -> Value {
    let arguments = exception.object(ExceptionObject.self).pointee.arguments
    let name = swiftString(exception.heapType.pointee.name)
    if tupleCount(arguments) == 1 {
      let text = repr(tupleBase(arguments)[0])
      return text.isNil ? .nil : makeString(utf8: Array("\(name)(".utf8) + utf8(text) + [41])
    }
    let text = repr(arguments)
    return text.isNil ? .nil : makeString(utf8: Array(name.utf8) + utf8(text))
  }

  /// What `str(exception)` gives unless the class overrides it.
  func exceptionStr(_ exception: Value) -> Value {
    let arguments = exception.object(ExceptionObject.self).pointee.arguments
    if let special = specialExceptionStr(exception, arguments) { return special }
    switch tupleCount(arguments) {
    case 0: return pointee.emptyString
    case 1:
      let item = tupleBase(arguments)[0]
      if let key = runtime.exceptionTypes["KeyError"], isSubtype(exception.heapType, key) { return repr(item) }
      return str(item)
    default: return repr(arguments)
    }
  }

  private func specialExceptionStr(_ exception: Value, _ arguments: Value) -> Value? {
    func field(_ index: Int) -> Value { exceptionField(exception, index) }
    func text(_ value: Value) -> String {
      let result = str(value.isNil ? .none : value)
      return result.isNil ? "" : swiftString(result)
    }
    func shown(_ value: Value) -> String {
      let result = repr(value)
      return result.isNil ? "" : swiftString(result)
    }
    switch runtime.exceptionFamily(exception.heapType) {
    case .importError:
      let message = field(0)
      return message.isNil || message.isNone ? nil : str(message)
    case .osError:
      if field(0).isNil { return nil }
      var result = "[Errno \(text(field(0)))] \(text(field(1)))"
      if !field(2).isNil { result += ": " + shown(field(2)) }
      if !field(3).isNil { result += " -> " + shown(field(3)) }
      return makeString(result)
    case .syntaxError: return syntaxErrorStr(text(field(0)), field(1), field(2))
    case .unicodeDecode, .unicodeEncode, .unicodeTranslate: return field(0).isNil ? nil : unicodeErrorStr(exception)
    case .group:
      guard field(1).isKind(.tuple) else { return nil }
      let count = tupleCount(field(1))
      return makeString("\(text(field(0))) (\(count) sub-exception\(count == 1 ? "" : "s"))")
    default: return nil
    }
  }

  private func syntaxErrorStr(_ message: String, _ filename: Value, _ line: Value) -> Value {
    let name = filename.isKind(.str) ? String(swiftString(filename).split(separator: "/").last ?? "") : ""
    switch (name.isEmpty, line.isSmallInt) {
    case (false, true): return makeString("\(message) (\(name), line \(line.smallInt))")
    case (true, true): return makeString("\(message) (line \(line.smallInt))")
    case (false, false): return makeString("\(message) (\(name))")
    default: return makeString(message)
    }
  }

  private func unicodeErrorStr(_ exception: Value) -> Value {
    let family = runtime.exceptionFamily(exception.heapType)
    let offset = family == .unicodeTranslate ? 0 : 1
    func field(_ index: Int) -> Value { exceptionField(exception, index) }
    let object = field(offset)
    guard field(offset + 1).isSmallInt, field(offset + 2).isSmallInt else { return pointee.emptyString }
    let start = field(offset + 1).smallInt
    let end = field(offset + 2).smallInt
    let reason = str(field(offset + 3))
    if reason.isNil { return .nil }
    let prefix = offset == 1 ? "'\(swiftString(str(field(0))))' codec " : ""
    let verb = family == .unicodeDecode ? "can't decode" : family == .unicodeEncode ? "can't encode" : "can't translate"
    let single = end == start + 1
    var what = family == .unicodeDecode ? "bytes" : "characters"
    if single, family == .unicodeDecode, object.isKind(.bytes), start < object.object(BytesObject.self).pointee.count {
      let byte = (object.address + MemoryLayout<BytesObject>.size).load(fromByteOffset: start, as: UInt8.self)
      what = "byte 0x" + hexadecimal(UInt32(byte), digits: 2)
    } else if single, object.isKind(.str), start < stringCount(object) {
      let code = codePoint(object, start)
      let escape = code < 256 ? "\\x" + hexadecimal(code, digits: 2) : code < 65536 ? "\\u" + hexadecimal(code, digits: 4) : "\\U" + hexadecimal(code, digits: 8)
      what = "character '\(escape)'"
    }
    let place = single ? "\(start)" : "\(start)-\(end - 1)"
    return makeString("\(prefix)\(verb) \(what) in position \(place): \(swiftString(reason))")
  }

  func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
  }
}
