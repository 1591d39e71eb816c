// Makes the module math.

extension Runtime {
  func makeMathModule() -> Value { makeModule("math") }
  func makeComplexMathModule() -> Value { makeModule("cmath") }
}
