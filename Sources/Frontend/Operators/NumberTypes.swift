// Gives int, bool, float and complex their constructors, operators, methods and attributes.

extension Runtime {
  /// Adds constructors, operators and methods to int, float, complex and bool, and registers math and cmath.
  func installNumbers() {
    installOperators(vm.types.int, .int)
    installOperators(vm.types.float, .float)
    installOperators(vm.types.complex, .complex)
    installInt()
    installIntMethods()
    installBool()
    installFloat()
    installFloatMethods()
    installComplex()
    moduleFactories["math"] = { $0.makeMathModule() }
    moduleFactories["cmath"] = { $0.makeComplexMathModule() }
  }

  /// Adds the special methods of operators to a number class; they accept operands up to its rank.
  private func installOperators(_ type: TypeRef, _ rank: NumberRank) {
    for (offset, names) in OperatorNames.all.enumerated() {
      guard let op = Opcode(rawValue: Opcode.add.rawValue + .init(offset)), isSupported(op, rank), op != .power else { continue }
      defineBinary(type, rank, names.plain) { vm, a, b in vm.numberBinary(op, a, b) }
      defineBinary(type, rank, names.reflected) { vm, a, b in vm.numberBinary(op, b, a) }
    }
    installPower(type, rank)
    for (name, op) in [(Name.__neg__, Opcode.negate), (.__pos__, .positive), (.__invert__, .invert)] where op != .invert || rank == .int {
      defineUnary(type, rank, name) { vm, a in vm.numberUnary(op, a) }
    }
    if rank != .complex {
      defineBinary(type, rank, .__divmod__) { vm, a, b in vm.numberDivmod(a, b) }
      defineBinary(type, rank, .__rdivmod__) { vm, a, b in vm.numberDivmod(b, a) }
    }
    installComparisons(type, rank)
    defineUnary(type, rank, .__abs__) { vm, a in vm.numberAbsolute(a) }
    defineUnary(type, rank, .__bool__) { vm, a in Value(vm.truth(ofNumber: a)) }
    defineUnary(type, rank, .__repr__) { vm, a in vm.numberRepr(a) }
    defineUnary(type, rank, .__hash__) { vm, a in vm.makeInt(vm.hash(ofNumber: a)) }
    define(type, "__format__", 1, 1) { vm, args in
      guard args[1].isKind(.str) else { return vm.raise("TypeError", "__format__() argument must be str, not \(vm.typeName(vm.typeOf(args[1])))") }
      return vm.formatNumber(args[0], args[1])
    }
  }

  private func isSupported(_ op: Opcode, _ rank: NumberRank) -> Bool {
    switch op {
    case .add, .subtract, .multiply, .trueDivide, .power: return true
    case .floorDivide, .modulo: return rank != .complex
    case .matrixMultiply: return false
    default: return rank == .int
    }
  }

  private func installPower(_ type: TypeRef, _ rank: NumberRank) {
    define(type, "__pow__", 1, 2) { vm, args in
      guard vm.checkReceiver(args[0], rank, "__pow__") else { return .nil }
      guard vm.numberRank(args[1]) != .none, vm.numberRank(args[1]).rawValue <= rank.rawValue else { return vm.pointee.notImplemented }
      let modulus = args.optional(2)
      if modulus.isNil || modulus.isNone { return vm.numberBinary(.power, args[0], args[1]) }
      return vm.numberPower(args[0], args[1], modulus)
    }
    define(type, "__rpow__", 1, 2) { vm, args in
      guard vm.checkReceiver(args[0], rank, "__rpow__") else { return .nil }
      guard vm.numberRank(args[1]) != .none, vm.numberRank(args[1]).rawValue <= rank.rawValue else { return vm.pointee.notImplemented }
      return vm.numberBinary(.power, args[1], args[0])
    }
  }

  private func installComparisons(_ type: TypeRef, _ rank: NumberRank) {
    let methods: [(Name, Opcode)] = [
      (.__lt__, .less), (.__le__, .lessEqual), (.__gt__, .greater), (.__ge__, .greaterEqual), (.__eq__, .equal), (.__ne__, .notEqual),
    ]
    for (name, op) in methods {
      defineBinary(type, rank, name) { vm, a, b in vm.numberCompare(op, a, b) }
    }
  }

  private func defineBinary(_ type: TypeRef, _ rank: NumberRank, _ name: Name, _ body: @escaping (VM, Value, Value) -> Value) {
    let text = "\(name)"
    define(type, text, 1, 1) { vm, args in
      guard vm.checkReceiver(args[0], rank, text) else { return .nil }
      let other = vm.numberRank(args[1])
      if other == .none || other.rawValue > rank.rawValue { return vm.pointee.notImplemented }
      return body(vm, args[0], args[1])
    }
  }

  private func defineUnary(_ type: TypeRef, _ rank: NumberRank, _ name: Name, _ body: @escaping (VM, Value) -> Value) {
    let text = "\(name)"
    define(type, text, 0, 0) { vm, args in
      guard vm.checkReceiver(args[0], rank, text) else { return .nil }
      return body(vm, args[0])
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether a method's receiver is a number of a rank; else TypeError is pending.
  func checkReceiver(_ value: Value, _ rank: NumberRank, _ method: String) -> Bool {
    if numberRank(value) == rank { return true }
    let type = rank == .int ? "int" : rank == .float ? "float" : "complex"
    raise("TypeError", "descriptor '\(method)' requires a '\(type)' object but received a '\(typeName(typeOf(value)))'")
    return false
  }

  /// The truth of a built-in number.
  func truth(ofNumber value: Value) -> Bool {
    switch numberRank(value) {
    case .int: return sign(ofInt: value) != 0
    case .float: return floatValue(value) != 0
    default: return complexObject(value) != ComplexNumber(0, 0)
    }
  }

  /// The hash of a built-in number.
  func hash(ofNumber value: Value) -> Int {
    switch numberRank(value) {
    case .int: return hash(ofInt: value)
    case .float: return hash(ofDouble: floatValue(value), identity: value)
    default: return hash(ofComplex: value)
    }
  }

  /// `divmod` of built-in ints and floats.
  func numberDivmod(_ a: Value, _ b: Value) -> Value {
    if numberRank(a) == .int, numberRank(b) == .int { return intDivmod(a, b) }
    guard let x = double(a), let y = double(b) else { return .nil }
    return floatDivmod(x, y)
  }

  /// `abs` of a built-in number.
  func numberAbsolute(_ value: Value) -> Value {
    switch numberRank(value) {
    case .int: return intAbsolute(integer(value))
    case .float: return makeFloat(floatValue(value).magnitude)
    default: return complexAbsolute(complexObject(value))
    }
  }

  /// `pow(a, b, m)` of built-in numbers with a modulus that is not None.
  func numberPower(_ a: Value, _ b: Value, _ m: Value) -> Value {
    let ranks = [a, b, m].map { numberRank($0) }
    if ranks.contains(.none) { return pointee.notImplemented }
    if ranks.contains(.complex) { return raise("ValueError", "complex modulo") }
    if ranks.contains(.float) { return raise("TypeError", "pow() 3rd argument not allowed unless all arguments are integers") }
    return intPower(integer(a), integer(b), modulo: integer(m))
  }
}
