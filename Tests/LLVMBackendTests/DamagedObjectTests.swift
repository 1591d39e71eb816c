// Tests that damaged objects are refused or loaded without a crash; none of them is executed.
import Testing

@testable import LLVMBackend

@Suite struct DamagedObjectTests {
  private func sampleObject() throws -> [UInt8] {
    let sample = try SampleCode()
    sample.buildHelperCall()
    return try sample.object()
  }

  /// The defect by which the loader refuses `bytes`, nil if it loads them.
  private func refusal(_ bytes: [UInt8]) -> String? {
    do {
      _ = try ObjectLoader.load(bytes, entry: "sample", helpers: sampleHelpers)
      return nil
    } catch {
      return error.name
    }
  }

  @Test func refusesEveryTruncation() throws {
    let bytes = try sampleObject()
    #expect(refusal(bytes) == nil)
    for count in 0..<bytes.count {
      #expect(refusal(Array(bytes[..<count])) != nil, "\(count) of \(bytes.count) bytes were accepted")
    }
  }

  @Test func survivesEveryChangedByte() throws {
    let bytes = try sampleObject()
    var reasons: Set<String> = []
    for index in bytes.indices {
      for change: UInt8 in [0x01, 0x80, 0xff] {
        var damaged = bytes
        damaged[index] ^= change
        if let reason = refusal(damaged) { reasons.insert(reason) }
      }
    }
    #expect(reasons.isSuperset(of: [
      "object-not-an-object", "object-wrong-machine", "object-truncated", "object-malformed-table",
      "object-no-entry", "undefined-helper",
    ]))
  }

  @Test func refusesEveryChangeOfTheMagicNumber() throws {
    let bytes = try sampleObject()
    for index in 0..<7 {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(refusal(damaged) == "object-not-an-object")
    }
  }

  @Test func survivesLargeNumbersEverywhere() throws {
    let bytes = try sampleObject()
    for index in stride(from: 0, to: bytes.count - 8, by: 4) {
      for pattern: UInt64 in [.max, 1 << 63, 1 << 62, 0x7fff_ffff, UInt64(bytes.count)] {
        var damaged = bytes
        for byte in 0..<8 { damaged[index + byte] = UInt8(truncatingIfNeeded: pattern >> (8 * byte)) }
        _ = refusal(damaged)
      }
    }
    #expect(refusal([UInt8](repeating: 0xff, count: 4096)) == "object-not-an-object")
  }
}
