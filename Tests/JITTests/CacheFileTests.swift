// Checks that every damaged cache file is refused by name, and that undamaged ones come back equal.
import Testing

@testable import JIT

@Suite struct CacheFileTests {
  private func bytes() throws -> [UInt8] { try #require(CacheFile.bytes(of: Sample.program(), key: Sample.key())) }

  private func miss(_ bytes: [UInt8], key: CacheKey = Sample.key()) -> CacheMiss? {
    do throws(CacheMiss) {
      _ = try CacheFile.program(in: bytes, key: key)
      return nil
    } catch {
      return error
    }
  }

  @Test func comesBackEqual() throws {
    for program in [CachedProgram(), Sample.program(), Sample.program(9)] {
      let bytes = try #require(CacheFile.bytes(of: program, key: Sample.key()))
      #expect(try CacheFile.program(in: bytes, key: Sample.key()) == program)
      #expect(CacheFile.bytes(of: program, key: Sample.key()) == bytes)
    }
  }

  @Test func everyFlippedBitIsRefused() throws {
    let bytes = try bytes()
    for position in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[position] ^= 1 << UInt8(bit)
        #expect(miss(damaged) != nil, "byte \(position), bit \(bit)")
      }
    }
  }

  @Test func everyTruncationIsRefused() throws {
    let bytes = try bytes()
    for count in 0..<bytes.count { #expect(miss(Array(bytes.prefix(count))) != nil, "\(count) bytes") }
  }

  @Test func trailingBytesAreRefused() throws {
    #expect(miss(try bytes() + [0]) == .size)
  }

  @Test func anotherKeyIsRefused() throws {
    #expect(miss(try bytes(), key: Sample.key(2)) == .key)
  }

  @Test func reasonsAreNamed() throws {
    let bytes = try bytes()
    var magic = bytes
    magic[0] = 0
    #expect(miss(magic) == .magic)
    var version = bytes
    version[8] = 99
    #expect(miss(version) == .version)
    var header = bytes
    header[20] ^= 1
    #expect(miss(header) == .header)
    var packed = bytes
    packed[bytes.count - 1] ^= 1
    #expect(miss(packed) == .digest)
    #expect(miss([]) == .size)
  }

  @Test func aWellSealedFrameThatIsNoneIsRefused() {
    // Header and digests right, content not: what an attacker without a flipped bit would write.
    for (packed, length) in [([UInt8](repeating: 7, count: 50), 10), ([], 0), ([0x28, 0xB5, 0x2F, 0xFD], 1 << 20)] {
      let sealed = CacheFile.sealed(packed, length: length, key: Sample.key())
      #expect(miss(sealed) == .packing)
    }
    let tooLong = CacheFile.sealed([1], length: CacheFile.sizeLimit + 1, key: Sample.key())
    #expect(miss(tooLong) == .tooLarge)
  }

  @Test func everyTruncatedPayloadIsRefused() {
    let payload = Sample.program().encoded
    for count in 0..<payload.count {
      #expect(throws: CacheMiss.payload, "\(count) bytes") { try CachedProgram(decoding: Array(payload.prefix(count))) }
    }
    #expect(throws: CacheMiss.payload) { try CachedProgram(decoding: payload + [0]) }
  }

  @Test func absurdCountsAreRefused() {
    let payload = Sample.program().encoded
    for position in payload.indices {
      var damaged = payload
      damaged[position] = 0xFF
      // Must neither crash nor take long; some changed bytes are plain text.
      _ = try? CachedProgram(decoding: damaged)
    }
    var huge = payload
    for i in 0..<7 { huge[i] = 0xFF }
    #expect(throws: CacheMiss.payload) { try CachedProgram(decoding: huge) }
  }
}
