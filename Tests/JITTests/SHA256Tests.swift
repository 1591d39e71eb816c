// Checks SHA-256 against known digests and against itself in pieces.
import Testing

@testable import JIT

@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func knownDigests(_ text: String, _ digest: String) {
    #expect(hexadecimal(SHA256.digest(text.utf8)) == digest)
  }

  @Test func aMillionTimesA() {
    let digest = hexadecimal(SHA256.digest([UInt8](repeating: 0x61, count: 1_000_000)))
    #expect(digest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: [1, 3, 55, 56, 63, 64, 65, 127, 200])
  func piecesMakeNoDifference(_ piece: Int) {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var hash = SHA256()
    for start in stride(from: 0, to: bytes.count, by: piece) { hash.update(bytes[start..<min(start + piece, bytes.count)]) }
    #expect(hash.finish() == SHA256.digest(bytes))
  }
}
