// Makes the first classes, names and singletons.

extension Runtime {
  /// Fills the well-known classes and names; the library then adds methods.
  func bootstrap() {
    let typeType = rawType()
    let objectType = rawType()
    typeType.pointee.header.type = typeType
    vm.pointee.types.type = typeType
    vm.pointee.types.object = objectType
    vm.pointee.types.str = rawType()
    vm.pointee.types.tuple = rawType()
    vm.pointee.types.dict = rawType()
    vm.pointee.types.array = rawType()
    vm.pointee.types.rawArray = rawType()
    vm.pointee.types.globalCell = rawType()
    vm.pointee.types.list = rawType()
    vm.pointee.emptyTuple = vm.makeTupleUninitialized(0)
    permanentRoots.append(vm.pointee.emptyTuple)
    vm.pointee.nameTable = .allocate(capacity: Name.allCases.count)
    internNames()
    makeCharacters()
    complete(objectType, "object", .instance, base: nil)
    complete(typeType, "type", .type, base: objectType)
    complete(vm.pointee.types.str, "str", .str, base: objectType)
    complete(vm.pointee.types.tuple, "tuple", .tuple, base: objectType)
    complete(vm.pointee.types.dict, "dict", .dict, base: objectType)
    complete(vm.pointee.types.list, "list", .list, base: objectType)
    complete(vm.pointee.types.array, "array storage", .array, base: objectType)
    complete(vm.pointee.types.rawArray, "raw storage", .rawArray, base: objectType)
    complete(vm.pointee.types.globalCell, "variable", .globalCell, base: objectType)
    bootstrapTypes()
    vm.pointee.notImplemented = Value(vm.allocate(RecordObject.self, vm.types.notImplementedType))
    vm.pointee.ellipsis = Value(vm.allocate(RecordObject.self, vm.types.ellipsisType))
    permanentRoots += [vm.pointee.notImplemented, vm.pointee.ellipsis]
    modules = vm.makeDict()
    permanentRoots.append(modules)
  }

  private func bootstrapTypes() {
    func make(_ name: String, _ kind: Kind, base: TypeRef? = nil, isBase: Bool = false) -> TypeRef {
      let type = rawType()
      complete(type, name, kind, base: base ?? vm.types.object)
      type.pointee.isBaseType = isBase
      return type
    }
    for type in [vm.types.object, vm.types.type, vm.types.str, vm.types.tuple, vm.types.dict, vm.types.list] {
      type.pointee.isBaseType = true
    }
    vm.pointee.types.int = make("int", .int, isBase: true)
    vm.pointee.types.bool = make("bool", .bool, base: vm.pointee.types.int)
    vm.pointee.types.float = make("float", .float, isBase: true)
    vm.pointee.types.complex = make("complex", .complex, isBase: true)
    vm.pointee.types.bytes = make("bytes", .bytes, isBase: true)
    vm.pointee.types.byteArray = make("bytearray", .byteArray, isBase: true)
    vm.pointee.types.memoryView = make("memoryview", .memoryView)
    vm.pointee.types.set = make("set", .set, isBase: true)
    vm.pointee.types.frozenSet = make("frozenset", .frozenSet, isBase: true)
    vm.pointee.types.range = make("range", .range)
    vm.pointee.types.slice = make("slice", .slice)
    vm.pointee.types.noneType = make("NoneType", .none)
    vm.pointee.types.notImplementedType = make("NotImplementedType", .notImplemented)
    vm.pointee.types.ellipsisType = make("ellipsis", .ellipsis)
    vm.pointee.types.function = make("function", .function)
    vm.pointee.types.builtin = make("builtin_function_or_method", .builtin)
    vm.pointee.types.methodDescriptor = make("method_descriptor", .builtin)
    vm.pointee.types.wrapperDescriptor = make("wrapper_descriptor", .builtin)
    vm.pointee.types.boundMethod = make("method", .boundMethod)
    vm.pointee.types.boundBuiltin = make("builtin_function_or_method", .boundMethod, base: vm.types.builtin)
    vm.pointee.types.methodWrapper = make("method-wrapper", .boundMethod)
    vm.pointee.types.property = make("property", .property, isBase: true)
    vm.pointee.types.staticMethod = make("staticmethod", .staticMethod, isBase: true)
    vm.pointee.types.classMethod = make("classmethod", .classMethod, isBase: true)
    vm.pointee.types.superType = make("super", .superObject, isBase: true)
    vm.pointee.types.descriptor = make("getset_descriptor", .descriptor)
    vm.pointee.types.memberDescriptor = make("member_descriptor", .descriptor)
    vm.pointee.types.module = make("module", .module, isBase: true)
    vm.pointee.types.code = make("code", .code)
    vm.pointee.types.cell = make("cell", .cell)
    vm.pointee.types.generator = make("generator", .generator)
    vm.pointee.types.coroutine = make("coroutine", .generator)
    vm.pointee.types.asyncGenerator = make("async_generator", .generator)
    vm.pointee.types.traceback = make("traceback", .traceback)
    vm.pointee.types.frame = make("frame", .frame)
    vm.pointee.types.iterator = make("iterator", .iterator)
    vm.pointee.types.dictKeys = make("dict_keys", .dictView)
    vm.pointee.types.dictValues = make("dict_values", .dictView)
    vm.pointee.types.dictItems = make("dict_items", .dictView)
    vm.pointee.types.mappingProxy = make("mappingproxy", .mappingProxy)
    vm.pointee.types.genericAlias = make("GenericAlias", .genericAlias)
    vm.pointee.types.genericAlias.pointee.module = intern("types")
    vm.pointee.types.weakReference = make("ReferenceType", .weakReference, isBase: true)
    vm.pointee.types.file = make("TextIOWrapper", .file)
    vm.pointee.types.baseException = make("BaseException", .exception, isBase: true)
    exceptionTypes["BaseException"] = vm.pointee.types.baseException
  }

  private func internNames() {
    Name.spellings.withUTF8Buffer { text in
      for (index, spelling) in text.split(separator: 0x20).enumerated() {
        vm.pointee.nameTable[index] = intern(vm.makeString(ascii: UnsafeBufferPointer(rebasing: spelling)))
      }
    }
  }

  private func makeCharacters() {
    vm.pointee.characters = .allocate(capacity: 256)
    vm.pointee.emptyString = intern(vm.makeStringUninitialized(count: 0, width: 1, isASCII: true))
    permanentRoots.append(vm.pointee.emptyString)
    for code in 0..<256 {
      let string = vm.makeStringUninitialized(count: 1, width: 1, isASCII: code < 128)
      vm.stringBytes(string)[0] = UInt8(code)
      vm.pointee.characters[code] = intern(string)
      permanentRoots.append(vm.pointee.characters[code])
    }
  }

  /// Memory for a class, to be completed.
  func rawType() -> TypeRef {
    let type = vm.allocateCell(MemoryLayout<TypeObject>.size).assumingMemoryBound(to: TypeObject.self)
    type.pointee.header = ObjectHeader(type: vm.pointee.types.type, layout: nil)
    for field in [\TypeObject.name, \.qualifiedName, \.module, \.bases, \.mro, \.dict, \.subclasses] { type.pointee[keyPath: field] = .nil }
    permanentRoots.append(Value(type))
    return type
  }

  /// Fills in a native class with one base.
  func complete(_ type: TypeRef, _ name: String, _ kind: Kind, base: TypeRef?) {
    type.pointee.header.type = vm.pointee.types.type
    type.pointee.kind = kind
    type.pointee.name = intern(name)
    type.pointee.qualifiedName = type.pointee.name
    type.pointee.module = intern("builtins")
    type.pointee.base = base
    type.pointee.bases = base.map { vm.makeTuple([Value($0)]) } ?? vm.pointee.emptyTuple
    type.pointee.dict = vm.makeDict()
    // Native classes do not show the documentation of `object`.
    if base != nil, type != vm.pointee.types.type { vm.dictSet(type.pointee.dict, intern("__doc__"), .none) }
    type.pointee.version = vm.newTypeVersion()
    type.pointee.subclasses = vm.makeList([])
    var order = [Value(type)]
    if let base {
      order += vm.tupleItems(base.pointee.mro)
      vm.listAppend(base.pointee.subclasses, Value(type))
    }
    type.pointee.mro = vm.makeTuple(order)
    type.pointee.slotOffset = vm.nativeSize(kind) + 8
  }

  /// Makes a native class that the library owns.
  public func makeType(_ name: String, module: String = "builtins", kind: Kind, base: TypeRef? = nil, isBase: Bool = true) -> TypeRef {
    let type = rawType()
    complete(type, name, kind, base: base ?? vm.types.object)
    type.pointee.module = intern(module)
    type.pointee.isBaseType = isBase
    return type
  }

  /// Adds a method, function or static function to a class or module namespace.
  @discardableResult
  public func define(_ type: TypeRef, _ name: String, _ minimum: Int, _ maximum: Int, _ body: @escaping NativeBody) -> Value {
    let function = makeBuiltin(name, minimum: minimum + 1, maximum: maximum < 0 ? -1 : maximum + 1, signature: nil, body)
    setOwner(function, type)
    vm.dictSet(type.pointee.dict, intern(name), function)
    vm.typeChanged(type)
    return function
  }

  /// Adds a method that takes keyword arguments; the signature leaves the receiver out.
  @discardableResult
  public func define(_ type: TypeRef, _ name: String, _ signature: String, _ body: @escaping NativeBody) -> Value {
    let parsed = Signature(signature.hasPrefix("/") ? "self, " + signature : "self, /, " + signature)
    let function = makeBuiltin(name, minimum: 0, maximum: -1, signature: parsed, body)
    setOwner(function, type)
    vm.dictSet(type.pointee.dict, intern(name), function)
    vm.typeChanged(type)
    return function
  }

  /// Makes a native function a method of a class: calls check that the first argument belongs to it.
  func setOwner(_ function: Value, _ type: TypeRef) {
    let builtin = function.object(BuiltinObject.self)
    builtin.pointee.owner = Value(type)
    builtin.pointee.checksReceiver = type != vm.types.object
    if builtin.pointee.isConstructor { return }
    let isWrapper = vm.isSlotWrapper(vm.swiftString(builtin.pointee.name), of: vm.plainTypeName(type))
    builtin.pointee.header.type = isWrapper ? vm.types.wrapperDescriptor : vm.types.methodDescriptor
  }

  /// A native function object. Without a signature it takes `minimum...maximum` positional arguments (-1: any number).
  public func makeBuiltin(_ name: String, minimum: Int, maximum: Int, signature: Signature?, _ body: @escaping NativeBody) -> Value {
    let index = addNative(signature, body)
    let object = vm.allocate(BuiltinObject.self, vm.types.builtin)
    object.pointee.native = index
    object.pointee.name = intern(name)
    object.pointee.receiver = .nil
    object.pointee.owner = .nil
    object.pointee.module = .none
    object.pointee.minimum = Int32(minimum)
    object.pointee.maximum = Int32(maximum)
    object.pointee.takesKeywords = signature != nil
    object.pointee.checksReceiver = false
    object.pointee.isConstructor = name == "__new__"
    object.pointee.isClassMethod = false
    return Value(object)
  }

  /// Adds a function to a module.
  @discardableResult
  public func define(_ module: Value, _ name: String, _ minimum: Int, _ maximum: Int, _ body: @escaping NativeBody) -> Value {
    let function = makeBuiltin(name, minimum: minimum, maximum: maximum, signature: nil, body)
    function.object(BuiltinObject.self).pointee.module = module.object(ModuleObject.self).pointee.name
    vm.dictSet(module.object(ModuleObject.self).pointee.dict, intern(name), function)
    return function
  }

  /// Adds a function that takes keyword arguments to a module.
  @discardableResult
  public func define(_ module: Value, _ name: String, _ signature: String, _ body: @escaping NativeBody) -> Value {
    let function = makeBuiltin(name, minimum: 0, maximum: -1, signature: Signature(signature), body)
    function.object(BuiltinObject.self).pointee.module = module.object(ModuleObject.self).pointee.name
    vm.dictSet(module.object(ModuleObject.self).pointee.dict, intern(name), function)
    return function
  }

  /// Adds a value to a module.
  public func define(_ module: Value, _ name: String, _ value: Value) {
    vm.dictSet(module.object(ModuleObject.self).pointee.dict, intern(name), value)
  }

  /// A fresh module with `__name__` set, entered in sys.modules.
  public func makeModule(_ name: String) -> Value {
    let object = vm.allocate(ModuleObject.self, vm.types.module)
    object.pointee.name = intern(name)
    object.pointee.dict = .nil
    let module = Value(object)
    object.pointee.dict = vm.makeDict(hasCells: true)
    for (key, value) in [(Name.__name__, object.pointee.name), (.__doc__, .none), (.__package__, .none), (.__loader__, .none), (.__spec__, .none)] {
      vm.dictSet(object.pointee.dict, vm.name(key), value)
    }
    vm.dictSet(modules, object.pointee.name, module)
    return module
  }
}
