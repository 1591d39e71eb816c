// Tests linking AArch64 objects by decoding the patched instructions, on any processor.
import Testing

@testable import LLVMBackend

@Suite struct AArch64LinkTests {
  private let base: UInt64 = 0x7000_0000_1000

  private func link(_ build: (SampleCode) -> Void) throws -> (image: [UInt32], layout: ImageLayout) {
    let sample = try SampleCode(TargetDescription(triple: "aarch64-unknown-linux-gnu"))
    build(sample)
    let object = try ELFObject(sample.object())
    let layout = try ImageLayout(object)
    let bytes = try ImageLinker.link(object, layout, base: base) { _ in 0x1234_5678_9abc }
    let words = stride(from: 0, to: bytes.count, by: 4).map { offset in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[offset + $1]) << (8 * $1) }
    }
    return (words, layout)
  }

  @Test func callsAHelperThroughAStub() throws {
    let (image, layout) = try link { $0.buildHelperCall() }
    let call = try #require(image.firstIndex { $0 >> 26 == 0x25 })
    let distance = Int(Int32(bitPattern: image[call] << 6) >> 6)
    let stub = call + distance
    #expect(stub >= layout.stubs / 4)
    #expect(Array(image[stub..<(stub + 4)]) == [0x5800_0050, 0xd61f_0200, 0x5678_9abc, 0x1234])
  }

  @Test func addressesAConstantByPage() throws {
    let (image, _) = try link { $0.buildFloatArithmetic() }
    let page = try #require(image.firstIndex { $0 & 0x9f00_0000 == 0x9000_0000 })
    let load = try #require(image.firstIndex { $0 & 0xffc0_0000 == 0xfd40_0000 })
    let pages = Int((image[page] >> 5 & 0x7ffff) << 2 | image[page] >> 29 & 3)
    let target = pages * 4096 + Int(image[load] >> 10 & 0xfff) * 8
    let bits = UInt64(image[target / 4 + 1]) << 32 | UInt64(image[target / 4])
    #expect(Double(bitPattern: bits) == 2.5001)
  }
}
