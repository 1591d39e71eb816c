// Builds small functions through the wrappers, for the loader and emission tests.
@testable import LLVMBackend

/// A module under construction with one function `(i64, i64) -> i64`.
struct SampleCode {
  let machine: TargetMachine
  let module: IRModule
  let builder: IRBuilder
  let function: IRFunction

  init(
    _ target: TargetDescription? = nil, level: CodegenLevel = .standard, name: String = "sample"
  ) throws {
    let library = try LLVMLibrary.shared.get()
    machine = try TargetMachine(library, target ?? .host(library), level: level)
    module = IRModule(name: "test", context: IRContext(library), machine: machine)
    builder = IRBuilder(module)
    let types = module.types
    function = module.function(name, types.function([types.i64, types.i64], returns: types.i64))
    module.add(module.enumAttribute("nounwind"), to: function)
    builder.position(atEndOf: module.appendBlock("entry", to: function))
  }

  func object() throws -> [UInt8] {
    try module.verify()
    return try machine.emitObject(module)
  }

  /// Returns `helper_add(a, b) * 3`, with the helper declared but not defined.
  func buildHelperCall() {
    let types = module.types
    let helper = module.function(
      "helper_add", types.function([types.i64, types.i64], returns: types.i64))
    let sum = builder.call(helper, [function.parameter(0), function.parameter(1)])
    builder.returnValue(builder.binary(.mul, sum, types.int(3)))
  }

  /// Returns `(i64)(a * 2.5 + b)`, which takes its constant from read-only data on x86-64.
  func buildFloatArithmetic() {
    let types = module.types
    let a = builder.convert(.sitofp, function.parameter(0), to: types.f64)
    let b = builder.convert(.sitofp, function.parameter(1), to: types.f64)
    let product = builder.binary(.fmul, a, types.double(2.5001))
    let sum = builder.binary(.fadd, product, b)
    builder.returnValue(builder.convert(.fptosi, sum, to: types.i64))
  }

  /// Returns one of eight results chosen by `a`, through a jump table.
  func buildJumpTable() {
    let types = module.types
    let other = module.appendBlock("other", to: function)
    var cases: [(IRValue, IRBlock)] = []
    for index in 0..<8 {
      let block = module.appendBlock("case", to: function)
      cases.append((types.int(index), block))
    }
    builder.multiway(function.parameter(0), otherwise: other, cases: cases)
    for (index, (_, block)) in cases.enumerated() {
      builder.position(atEndOf: block)
      let operation: BinaryOperation = [.add, .sub, .mul, .xor][index % 4]
      builder.returnValue(
        builder.binary(operation, function.parameter(1), types.int(index * index + 1)))
    }
    builder.position(atEndOf: other)
    builder.returnValue(types.int(-1))
  }
}

typealias SampleFunction = @convention(c) (Int, Int) -> Int

extension LoadedCode {
  func call(_ a: Int, _ b: Int) -> Int {
    unsafeBitCast(entry, to: SampleFunction.self)(a, b)
  }
}

/// Finds `helper_add` only.
func sampleHelpers(_ name: String) -> UInt? {
  let add: SampleFunction = { $0 + $1 + 1 }
  return name == "helper_add" ? unsafeBitCast(add, to: UInt.self) : nil
}
