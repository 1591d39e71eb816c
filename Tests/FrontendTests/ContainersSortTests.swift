// Checks the merge sort against the standard library's stable order.
import Testing

@testable import Frontend

@Suite struct ContainersSortTests {
  /// Reproducible pseudo-random numbers.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state
    }
  }

  private func ints(_ vm: VM, _ list: Value) -> [Int] { (0..<vm.listCount(list)).map { vm.listItem(list, $0).smallInt } }

  /// Lists of several lengths: random, with few different values, and made of runs.
  private func samples() -> [[Int]] {
    var numbers = Numbers(state: 7)
    var result: [[Int]] = [[], [1], [2, 1]]
    for count in [3, 31, 64, 65, 200, 1000, 5000] {
      result.append((0..<count).map { _ in Int.random(in: -1000...1000, using: &numbers) })
      result.append((0..<count).map { _ in Int.random(in: 0...3, using: &numbers) })
      result.append((0..<count).map { $0 % 97 < 60 ? $0 : -$0 })
      result.append((0..<count).map { $0 / 2 }.reversed())
    }
    return result
  }

  @Test func sortsInts() throws {
    let runtime = try #require(Runtime())
    defer { withExtendedLifetime(runtime) {} }
    let vm = runtime.vm
    for sample in samples() {
      let list = vm.makeList(sample.map { Value(smallInt: $0) })
      #expect(vm.listSort(list, key: .nil, reverse: false))
      #expect(ints(vm, list) == sample.sorted())
    }
  }

  @Test func keepsEqualItemsInOrder() throws {
    let runtime = try #require(Runtime())
    defer { withExtendedLifetime(runtime) {} }
    let vm = runtime.vm
    let modulo = vm.runtime.makeBuiltin("modulo", minimum: 1, maximum: 1, signature: nil) { _, args in
      Value(smallInt: args[0].smallInt % 5)
    }
    for sample in samples() {
      for reverse in [false, true] {
        let list = vm.makeList(sample.map { Value(smallInt: $0) })
        #expect(vm.listSort(list, key: modulo, reverse: reverse))
        let expected = sample.enumerated().sorted { a, b in
          let (x, y) = (a.element % 5, b.element % 5)
          return x == y ? a.offset < b.offset : reverse ? x > y : x < y
        }
        #expect(ints(vm, list) == expected.map(\.element))
      }
    }
  }

  @Test func failedComparisonLosesNothing() throws {
    let runtime = try #require(Runtime())
    defer { withExtendedLifetime(runtime) {} }
    let vm = runtime.vm
    var items = (0..<100).map { Value(smallInt: 99 - $0) }
    items[50] = vm.makeString("no number")
    let list = vm.makeList(items)
    #expect(!vm.listSort(list, key: .nil, reverse: false))
    #expect(vm.isPending("TypeError"))
    vm.pointee.exception = .nil
    #expect(Set((0..<vm.listCount(list)).map { vm.listItem(list, $0).raw }) == Set(items.map(\.raw)))
  }
}
