// Enters classes and constants into the builtins module.

extension Runtime {
  /// Fills `builtins`.
  func fillBuiltins() {
    let types = vm.types
    let classes: [(String, TypeRef)] = [
      ("object", types.object), ("type", types.type), ("int", types.int), ("bool", types.bool), ("float", types.float),
      ("complex", types.complex), ("str", types.str), ("bytes", types.bytes), ("bytearray", types.byteArray),
      ("memoryview", types.memoryView), ("list", types.list), ("tuple", types.tuple), ("dict", types.dict), ("set", types.set),
      ("frozenset", types.frozenSet), ("range", types.range), ("slice", types.slice), ("property", types.property),
      ("staticmethod", types.staticMethod), ("classmethod", types.classMethod), ("super", types.superType),
      ("enumerate", types.enumerate), ("zip", types.zip), ("map", types.map), ("filter", types.filter), ("reversed", types.reversed),
    ]
    for (name, type) in classes { define(builtins, name, Value(type)) }
    for (name, type) in exceptionTypes { define(builtins, name, Value(type)) }
    if let osError = exceptionTypes["OSError"] {
      define(builtins, "EnvironmentError", Value(osError))
      define(builtins, "IOError", Value(osError))
    }
    define(builtins, "None", .none)
    define(builtins, "True", .true)
    define(builtins, "False", .false)
    define(builtins, "NotImplemented", vm.pointee.notImplemented)
    define(builtins, "Ellipsis", vm.pointee.ellipsis)
    define(builtins, "__debug__", .true)
    defineObjectFunctions()
    defineAttributeFunctions()
    defineNumberFunctions()
    defineIterationFunctions()
    defineSelectionFunctions()
    definePrinting()
    defineCodeFunctions()
    defineFileFunctions()
  }
}
