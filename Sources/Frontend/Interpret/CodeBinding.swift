// Turns compiled code units into heap objects bound to their module.

extension Runtime {
  /// The code object of a unit and, recursively, of its children.
  ///
  /// - Parameters:
  ///   - globals: the namespace dict its global names resolve in.
  ///   - path: the unit's position in its module, see `CodeInfo.path`.
  public func bind(_ unit: CodeUnit, globals: Value, moduleName: String, path: [Int] = []) -> Value {
    heap.collectionDisabled += 1
    defer { heap.collectionDisabled -= 1 }
    let info = CodeInfo(unit: unit, path: path, moduleName: moduleName)
    let number = codeInfos.count
    codeInfos.append(info)
    for (i, child) in unit.children.enumerated() {
      info.children.append(bind(child, globals: globals, moduleName: moduleName, path: path + [i]))
    }
    let code = vm.allocate(CodeObject.self, vm.types.code)
    fill(code, unit)
    code.pointee.info = number
    code.pointee.globals = globals
    code.pointee.module = .none
    code.pointee.constants = .allocate(capacity: max(unit.constants.count, 1))
    code.pointee.constantCount = unit.constants.count
    for (i, constant) in unit.constants.enumerated() { (code.pointee.constants + i).initialize(to: makeConstant(constant, info)) }
    info.code = code
    codeBound?(code)
    return Value(code)
  }

  private func fill(_ code: UnsafeMutablePointer<CodeObject>, _ unit: CodeUnit) {
    code.pointee.words = .allocate(capacity: unit.words.count + 1)
    code.pointee.words.initialize(from: unit.words, count: unit.words.count)
    code.pointee.words[unit.words.count] = UInt64(op: .end)
    code.pointee.wordCount = unit.words.count
    code.pointee.names = .allocate(capacity: max(unit.names.count, 1))
    code.pointee.nameCount = unit.names.count
    for (i, name) in unit.names.enumerated() { (code.pointee.names + i).initialize(to: intern(name)) }
    code.pointee.registerCount = unit.registerCount + 1
    code.pointee.localCount = unit.localNames.count
    code.pointee.keptRegisters = -1
    code.pointee.parameterCount = unit.parameterCount
    let variadic = (unit.flags.contains(.variadic) ? 1 : 0) + (unit.flags.contains(.keywordVariadic) ? 1 : 0)
    code.pointee.argumentRegisters = unit.parameterCount + unit.keywordOnlyCount + variadic
    code.pointee.flags = unit.flags.rawValue
    code.pointee.isSimple = variadic == 0 && unit.keywordOnlyCount == 0
    code.pointee.showsKeywordDefaults = false
    code.pointee.suspendsAtOnce = code.pointee.isSimple && code.pointee.words.opcodeByte == Opcode.makeGenerator.byte
    code.pointee.name = intern(unit.name)
    code.pointee.qualifiedName = intern(unit.qualifiedName)
    code.pointee.entryExecutor = nil
    code.pointee.positionalOnlyCount = unit.positionalOnlyCount
    code.pointee.keywordOnlyCount = unit.keywordOnlyCount
    code.pointee.documentation = .none
    if let text = unit.documentation { code.pointee.documentation = vm.makeString(utf8: text) }
    code.pointee.handlers = .allocate(capacity: max(unit.handlers.count, 1))
    code.pointee.handlers.initialize(from: unit.handlers, count: unit.handlers.count)
    code.pointee.handlerCount = unit.handlers.count
    prepareCaches(code)
    let named = unit.parameterCount + unit.keywordOnlyCount
    code.pointee.parameterNames = .allocate(capacity: max(named, 1))
    for i in 0..<named { (code.pointee.parameterNames + i).initialize(to: intern(unit.localNames[i])) }
  }

  /// Marks all inline caches empty and starts loop counters.
  private func prepareCaches(_ code: UnsafeMutablePointer<CodeObject>) {
    var i = 0
    let words = code.pointee.words
    while i < code.pointee.wordCount {
      guard let op = Opcode(rawValue: UInt16(truncatingIfNeeded: words[i])) else { return }
      switch op {
      case .loadAttribute, .storeAttribute, .loadMethod:
        words[i + 1] = 1
        words[i + 2] = 0
        words[i + 3] = 0
      case .jumpBack:
        words[i] = UInt64(op: .jumpBack) | UInt64(UInt32(truncatingIfNeeded: vm.loopThreshold(of: words + i))) << 16
      case .enter:
        words[i] = UInt64(op: .enter) | UInt64(UInt32(truncatingIfNeeded: vm.pointee.entryThreshold)) << 16
      case .yieldFrom where i >= 2:
        let pc = words + i
        if pc.passesOn(localCount: code.pointee.localCount), vm.endOfAsyncLoop(code, pc) != nil { words[i] |= 1 << 48 }
      default: break
      }
      i += op.info.length
    }
  }

  private func makeConstant(_ constant: ConstantValue, _ info: CodeInfo) -> Value {
    switch constant {
    case .none: return .none
    case .ellipsis: return vm.pointee.ellipsis
    case .bool(let truth): return Value(truth)
    case .int(let value): return vm.makeInt(Int(value))
    case .bigInt(let digits, let radix): return vm.parseInt(digits, radix: radix)
    case .float(let bits): return vm.makeFloat(Double(bitPattern: bits))
    case .complex(let real, let imaginary):
      let object = vm.allocate(ComplexObject.self, vm.types.complex)
      object.pointee.real = Double(bitPattern: real)
      object.pointee.imaginary = Double(bitPattern: imaginary)
      return Value(object)
    case .string(let bytes):
      let string = vm.makeString(utf8: bytes)
      return looksLikeName(bytes) ? intern(string) : string
    case .bytes(let bytes): return vm.makeBytes(bytes)
    case .tuple(let items): return vm.makeTuple(items.map { makeConstant($0, info) })
    case .frozenSet(let items):
      let set = vm.makeSet()
      for item in items { _ = vm.setAdd(set, makeConstant(item, info)) }
      // CPython's compiler makes the constant again from its members, which shows in their order.
      return vm.makeSet(of: vm.types.frozenSet, from: vm.listFromIterable(set))
    case .code(let index): return info.children[index]
    }
  }

  private func looksLikeName(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 == 95 || ($0 >= 48 && $0 <= 57) || ($0 | 32 >= 97 && $0 | 32 <= 122) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// What the runtime keeps of a code object besides the heap object.
  public func info(_ code: UnsafeMutablePointer<CodeObject>) -> CodeInfo { runtime.codeInfos[code.pointee.info] }

  /// A function of a code object without defaults or closure.
  public func makeFunction(_ code: UnsafeMutablePointer<CodeObject>) -> UnsafeMutablePointer<FunctionObject> {
    let function = allocate(FunctionObject.self, pointee.types.function)
    function.pointee.code = code
    function.pointee.closure = pointee.emptyTuple
    function.pointee.defaults = .none
    function.pointee.keywordDefaults = .none
    function.pointee.name = code.pointee.name
    function.pointee.qualifiedName = code.pointee.qualifiedName
    function.pointee.annotations = .nil
    function.pointee.attributes = .nil
    function.pointee.globals = code.pointee.globals
    function.pointee.documentation = code.pointee.documentation
    function.pointee.module = dictGet(code.pointee.globals, name(.__name__))
    return function
  }

  /// Runs a module's or class body's code in a namespace and returns what it returns (None), or nil.
  public func runCode(_ code: Value, namespace: Value, closure: Value = .none) -> Value {
    let object = code.object(CodeObject.self)
    let function = Value(makeFunction(object))
    if !closure.isNone { function.object(FunctionObject.self).pointee.closure = closure }
    let base = pointee.top + Opcode.frameHeader + 1
    return runFrame(base, function, object, bound: 0, flags: .namespace, aux: namespace)
  }
}
