// Checks that the collector finds arrays of values that native functions hold.
import CRuntime
import Testing

@testable import Frontend

@Suite struct HeldArraysTests {
  /// Runs `body` with the native stack of everything it calls as part of the roots, in a heap where what is freed is spoiled.
  private func withStack(_ body: (Runtime, VM) throws -> Void) throws {
    let runtime = try #require(Runtime())
    runtime.heap.collectEvery = 1 << 40
    runtime.vm.pointee.nativeStackTop = UInt(bitPattern: crt_stack_pointer())
    try call(body, runtime)
    withExtendedLifetime(runtime) {}
  }

  @inline(never)
  private func call(_ body: (Runtime, VM) throws -> Void, _ runtime: Runtime) throws { try body(runtime, runtime.vm) }

  @inline(never)
  private func texts(_ vm: VM, _ count: Int) -> [Value] { (0..<count).map { vm.makeString("text \($0)") } }

  @Test(arguments: [1, 3, 40, 5000, 200_000])
  func arraysKeepTheirValues(_ count: Int) throws {
    try withStack { runtime, vm in
      let held = texts(vm, count)
      runtime.collectGarbage()
      for (i, text) in held.enumerated() where vm.swiftString(text) != "text \(i)" { Issue.record("item \(i) is lost") }
    }
  }

  @Test func pairsAndNestedArraysKeepTheirValues() throws {
    try withStack { runtime, vm in
      let pairs = (0..<100).map { (vm.makeString("key \($0)"), vm.makeString("value \($0)")) }
      let nested = (0..<20).map { texts(vm, $0) }
      let slices = nested.map { $0.dropFirst() }
      runtime.collectGarbage()
      for (i, pair) in pairs.enumerated() { #expect(vm.swiftString(pair.0) == "key \(i)" && vm.swiftString(pair.1) == "value \(i)") }
      for (i, items) in nested.enumerated() { #expect(items.map { vm.swiftString($0) } == (0..<i).map { "text \($0)" }) }
      for (i, items) in slices.enumerated() where i > 0 { #expect(items.map { vm.swiftString($0) } == (1..<i).map { "text \($0)" }) }
    }
  }

  @Test func arraysBeingBuiltKeepTheirValues() throws {
    try withStack { runtime, vm in
      let held = (0..<50).map { index in
        defer { runtime.collectGarbage() }
        return vm.makeString("built \(index)")
      }
      #expect(held.map { vm.swiftString($0) } == (0..<50).map { "built \($0)" })
    }
  }

  @Test func valuesThatNothingHoldsAreFreed() throws {
    try withStack { runtime, vm in
      for _ in 0..<20 { _ = texts(vm, 5000) }
      runtime.collectGarbage()
      let live = runtime.heap.state.pointee.liveBytes
      for _ in 0..<20 { _ = texts(vm, 5000) }
      runtime.collectGarbage()
      #expect(runtime.heap.state.pointee.liveBytes < live + 2 << 20)
    }
  }
}
