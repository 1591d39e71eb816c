// Evaluates expressions for the tests of numbers.
import Syntax
import Testing

@testable import Frontend

/// Expects each expression to have a `repr`, or to raise an exception with a class and text; `math` and `cmath` are globals.
func expectValues(_ cases: [(expression: String, expected: String)], sourceLocation: SourceLocation = #_sourceLocation) throws {
  let runtime = try #require(Runtime())
  let globals = runtime.makeModule("__main__").object(ModuleObject.self).pointee.dict
  for name in ["math", "cmath"] {
    let factory = try #require(runtime.moduleFactories[name])
    runtime.vm.dictSet(globals, runtime.intern(name), factory(runtime))
  }
  for (expression, expected) in cases {
    let shown = try evaluate(expression, runtime, globals)
    #expect(shown == expected, "\(expression)", sourceLocation: sourceLocation)
  }
}

private func evaluate(_ text: String, _ runtime: Runtime, _ globals: Value) throws -> String {
  let vm = runtime.vm
  let code = runtime.bind(try compile(text, mode: .eval), globals: globals, moduleName: "__main__")
  let value = vm.runCode(code, namespace: globals)
  let shown = value.isNil ? .nil : vm.repr(value)
  if !shown.isNil { return vm.swiftString(shown) }
  let exception = vm.pointee.exception
  vm.pointee.exception = .nil
  return "\(vm.typeName(vm.typeOf(exception))): \(vm.swiftString(vm.str(exception)))"
}
