// Names the groups of exception classes that have attributes of their own.

/// Exception classes whose instances have special attributes, each with its subclasses.
enum ExceptionFamily: CaseIterable {
  case plain, stopIteration, systemExit, nameError, attributeError, importError, osError, syntaxError
  case unicodeDecode, unicodeEncode, unicodeTranslate, group

  /// The class that introduces the attributes.
  var className: String {
    switch self {
    case .plain: return "BaseException"
    case .stopIteration: return "StopIteration"
    case .systemExit: return "SystemExit"
    case .nameError: return "NameError"
    case .attributeError: return "AttributeError"
    case .importError: return "ImportError"
    case .osError: return "OSError"
    case .syntaxError: return "SyntaxError"
    case .unicodeDecode: return "UnicodeDecodeError"
    case .unicodeEncode: return "UnicodeEncodeError"
    case .unicodeTranslate: return "UnicodeTranslateError"
    case .group: return "BaseExceptionGroup"
    }
  }

  /// Names of the attributes, in the order in which they are kept.
  var fields: [String] {
    switch self {
    case .plain: return []
    case .stopIteration: return ["value"]
    case .systemExit: return ["code"]
    case .nameError: return ["name"]
    case .attributeError: return ["name", "obj"]
    case .importError: return ["msg", "name", "path"]
    case .osError: return ["errno", "strerror", "filename", "filename2"]
    case .syntaxError: return ["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line"]
    case .unicodeDecode, .unicodeEncode: return ["encoding", "object", "start", "end", "reason"]
    case .unicodeTranslate: return ["object", "start", "end", "reason"]
    case .group: return ["message", "exceptions"]
    }
  }

  /// Whether the values fit the exception's two words; otherwise they are in a list.
  var isSmall: Bool {
    switch self {
    case .plain, .stopIteration, .systemExit, .nameError, .attributeError, .group: return true
    default: return false
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Special attribute number `index` of an exception, or nil when it is unset.
  func exceptionField(_ exception: Value, _ index: Int) -> Value {
    let object = exception.object(ExceptionObject.self)
    if runtime.exceptionFamily(exception.heapType).isSmall {
      return index == 0 ? object.pointee.extra : object.pointee.extra2
    }
    let list = object.pointee.extra
    return list.isNil || index >= listCount(list) ? .nil : listItem(list, index)
  }

  /// Sets special attribute number `index`; the nil word unsets it.
  func setExceptionField(_ exception: Value, _ index: Int, _ value: Value) {
    let object = exception.object(ExceptionObject.self)
    let family = runtime.exceptionFamily(exception.heapType)
    if family.isSmall {
      if index == 0 { object.pointee.extra = value } else { object.pointee.extra2 = value }
      return
    }
    if object.pointee.extra.isNil {
      let list = makeList(capacity: family.fields.count + 1)
      for _ in 0...family.fields.count { listAppend(list, .nil) }
      object.pointee.extra = list
    }
    listSetItem(object.pointee.extra, index, value)
  }

  /// Sets the special attributes from constructor arguments of the right number; other numbers leave them unset.
  func fillExceptionFields(_ exception: Value, _ family: ExceptionFamily, _ arguments: Value) {
    let count = tupleCount(arguments)
    let items = tupleBase(arguments)
    switch family {
    case .plain, .nameError, .attributeError: break
    case .stopIteration: setExceptionField(exception, 0, count > 0 ? items[0] : .none)
    case .systemExit: setExceptionField(exception, 0, count == 0 ? .none : count == 1 ? items[0] : arguments)
    case .importError: if count == 1 { setExceptionField(exception, 0, items[0]) }
    case .osError: fillOSError(exception, arguments)
    case .syntaxError: fillSyntaxError(exception, arguments)
    case .unicodeDecode, .unicodeEncode, .unicodeTranslate, .group:
      guard count == family.fields.count else { return }
      for i in 0..<count { setExceptionField(exception, i, items[i]) }
      if family == .group, items[1].isKind(.list) {
        setExceptionField(exception, 1, makeTuple(listItems(items[1])))
      }
    }
  }

  private func fillOSError(_ exception: Value, _ arguments: Value) {
    let count = tupleCount(arguments)
    guard count >= 2, count <= 5 else { return }
    let items = tupleBase(arguments)
    setExceptionField(exception, 0, items[0])
    setExceptionField(exception, 1, items[1])
    guard count > 2, !items[2].isNone else { return }
    setExceptionField(exception, 2, items[2])
    if count > 4, !items[4].isNone { setExceptionField(exception, 3, items[4]) }
    // CPython keeps only the first two in `args` when a file name is given.
    exception.object(ExceptionObject.self).pointee.arguments = makeTuple([items[0], items[1]])
  }

  private func fillSyntaxError(_ exception: Value, _ arguments: Value) {
    let count = tupleCount(arguments)
    if count > 0 { setExceptionField(exception, 0, tupleBase(arguments)[0]) }
    guard count == 2 else { return }
    let details = tupleFromIterable(tupleBase(arguments)[1])
    if details.isNil { return }
    for i in 0..<Swift.min(tupleCount(details), 6) { setExceptionField(exception, i + 1, tupleBase(details)[i]) }
  }

  /// The items of a list.
  func listItems(_ list: Value) -> [Value] { (0..<listCount(list)).map { listItem(list, $0) } }
}
