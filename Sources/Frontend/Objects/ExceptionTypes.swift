// Makes the classes of CPython's exception hierarchy.

extension Runtime {
  /// Class names by base, in an order in which bases come first.
  private static let exceptionTree: [(String, [String])] = [
    ("BaseException", ["BaseExceptionGroup", "SystemExit", "KeyboardInterrupt", "GeneratorExit", "Exception"]),
    (
      "Exception",
      [
        "ArithmeticError", "AssertionError", "AttributeError", "BufferError", "EOFError", "ImportError", "LookupError",
        "MemoryError", "NameError", "OSError", "ReferenceError", "RuntimeError", "StopAsyncIteration", "StopIteration",
        "SyntaxError", "SystemError", "TypeError", "ValueError", "Warning",
      ]
    ),
    ("ArithmeticError", ["FloatingPointError", "OverflowError", "ZeroDivisionError"]),
    ("ImportError", ["ModuleNotFoundError"]),
    ("LookupError", ["IndexError", "KeyError"]),
    ("NameError", ["UnboundLocalError"]),
    (
      "OSError",
      [
        "BlockingIOError", "ChildProcessError", "ConnectionError", "FileExistsError", "FileNotFoundError",
        "InterruptedError", "IsADirectoryError", "NotADirectoryError", "PermissionError", "ProcessLookupError", "TimeoutError",
      ]
    ),
    ("ConnectionError", ["BrokenPipeError", "ConnectionAbortedError", "ConnectionRefusedError", "ConnectionResetError"]),
    ("RuntimeError", ["NotImplementedError", "RecursionError"]),
    ("SyntaxError", ["IndentationError"]),
    ("IndentationError", ["TabError"]),
    ("ValueError", ["UnicodeError"]),
    ("UnicodeError", ["UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError"]),
    (
      "Warning",
      [
        "BytesWarning", "DeprecationWarning", "EncodingWarning", "FutureWarning", "ImportWarning", "PendingDeprecationWarning",
        "ResourceWarning", "RuntimeWarning", "SyntaxWarning", "UnicodeWarning", "UserWarning",
      ]
    ),
  ]

  /// Makes all exception classes and their methods.
  func installExceptions() {
    let base = vm.types.baseException
    prepareExceptionType(base)
    for (parent, names) in Runtime.exceptionTree {
      guard let parentType = exceptionTypes[parent] else { continue }
      for name in names {
        let type = makeType(name, kind: .exception, base: parentType)
        prepareExceptionType(type)
        exceptionTypes[name] = type
      }
    }
    if let group = exceptionTypes["BaseExceptionGroup"], let plain = exceptionTypes["Exception"] {
      let type = makeType("ExceptionGroup", kind: .exception, base: group)
      prepareExceptionType(type)
      type.pointee.bases = vm.makeTuple([Value(group), Value(plain)])
      type.pointee.mro = vm.makeTuple([Value(type), Value(group), Value(plain), Value(base), Value(vm.types.object)])
      exceptionTypes["ExceptionGroup"] = type
    }
    installExceptionMethods()
    installExceptionFields()
  }

  private func prepareExceptionType(_ type: TypeRef) {
    type.pointee.hasLayout = true
    type.pointee.inlineSlots = 0
    type.pointee.rootLayout = vm.rootLayout(slotOffset: type.pointee.slotOffset, inlineSlots: 0)
  }

  private func installExceptionFields() {
    for family in ExceptionFamily.allCases {
      guard let type = exceptionTypes[family.className] else { continue }
      exceptionFamilies[UInt(bitPattern: type)] = family
      for (index, field) in family.fields.enumerated() {
        defineProperty(
          type, field,
          get: { vm, exception in
            let value = vm.exceptionField(exception, index)
            return value.isNil ? .none : value
          },
          set: { vm, exception, value in
            if family == .group { return vm.fail("AttributeError", "readonly attribute") }
            vm.setExceptionField(exception, index, value)
            return true
          },
          delete: { vm, exception in
            if family == .group { return vm.fail("AttributeError", "readonly attribute") }
            vm.setExceptionField(exception, index, .nil)
            return true
          })
      }
    }
  }

  /// The family of an exception class.
  func exceptionFamily(_ type: TypeRef) -> ExceptionFamily {
    if let last = lastExceptionFamily, last.type == type { return last.family }
    let family = findExceptionFamily(type)
    lastExceptionFamily = (type, family)
    return family
  }

  private func findExceptionFamily(_ type: TypeRef) -> ExceptionFamily {
    if let family = exceptionFamilies[UInt(bitPattern: type)] { return family }
    let order = type.pointee.mro
    var family = ExceptionFamily.plain
    for i in 1..<max(vm.tupleCount(order), 1) {
      if let inherited = exceptionFamilies[UInt(bitPattern: vm.tupleBase(order)[i].address)], inherited != .plain {
        family = inherited
        break
      }
    }
    exceptionFamilies[UInt(bitPattern: type)] = family
    return family
  }
}
