// Checks that what earlier frames left behind is gone where the collector would find it.
import CRuntime
import Testing

@testable import Frontend

@Suite struct StaleWordsTests {
  private static let pattern: UInt = 0xDEAD_BEEF
  private static let count = 64

  /// Fills frames of the native stack, and tells where the innermost one has its words.
  @inline(never)
  private func leaveWords(_ depth: Int) -> UInt {
    var words = SIMD64<UInt>(repeating: StaleWordsTests.pattern)
    return withUnsafeMutablePointer(to: &words) { place in
      let address = UInt(bitPattern: place)
      return depth > 0 ? min(leaveWords(depth - 1), address) : address
    }
  }

  private func staleWords(at address: UInt) -> Int {
    let words = UnsafePointer<UInt>(bitPattern: address)
    return (0..<StaleWordsTests.count).count { words?[$0] == StaleWordsTests.pattern }
  }

  @Test func clearsTheNativeStackBelowTheCaller() {
    let address = leaveWords(40)
    #expect(staleWords(at: address) == StaleWordsTests.count)
    crt_clear_dead_stack(address - 8192)
    #expect(staleWords(at: address) == 0)
  }

  @Test func clearsNoFurtherThanItIsTold() {
    let address = leaveWords(40)
    crt_clear_dead_stack(address + UInt(StaleWordsTests.count * 8))
    // Calls between may have written a few of them.
    #expect(staleWords(at: address) > StaleWordsTests.count / 2)
  }

  @Test func codeIsEnteredWithoutWhatEarlierFramesLeft() throws {
    let runtime = try #require(Runtime())
    let record = UnsafeMutablePointer<ExecutorRecord>.allocate(capacity: 1)
    let constants = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
    record.initialize(to: ExecutorRecord(number: 0, constants: constants, depth: 0))
    (record.pointee.firstDead, record.pointee.extent) = (2, 5)
    let base = runtime.vm.pointee.stackBase + 64
    for register in 0..<6 { base[register] = .none }
    record.prepare(base, runtime.vm)
    #expect((0..<6).map { base[$0].isNil } == [false, false, true, true, true, false])
    #expect(runtime.vm.pointee.top == base + 5)
  }
}
