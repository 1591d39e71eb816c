// Tests that both loaders run emitted code and refuse what they cannot load.
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@testable import LLVMBackend

@Suite struct LoaderTests {
  enum Loader: CaseIterable {
    case own, orc

    func load(_ bytes: [UInt8]) throws -> LoadedCode {
      switch self {
      case .own: try ObjectLoader.load(bytes, entry: "sample", helpers: sampleHelpers)
      case .orc:
        try ORCLoader(LLVMLibrary.shared.get())
          .load(bytes, entry: "sample", helpers: sampleHelpers)
      }
    }
  }

  private func object(
    level: CodegenLevel = .standard, _ build: (SampleCode) -> Void
  ) throws -> [UInt8] {
    let sample = try SampleCode(level: level)
    build(sample)
    return try sample.object()
  }

  @Test(arguments: Loader.allCases, CodegenLevel.allCases)
  func callsAHelper(_ loader: Loader, _ level: CodegenLevel) throws {
    let code = try loader.load(object(level: level) { $0.buildHelperCall() })
    #expect(code.call(20, 30) == 153)
    #expect(code.addressRange.contains(code.entry))
  }

  @Test(arguments: Loader.allCases, CodegenLevel.allCases)
  func readsConstants(_ loader: Loader, _ level: CodegenLevel) throws {
    let code = try loader.load(object(level: level) { $0.buildFloatArithmetic() })
    #expect(code.call(10_000, 7) == 25_008)
  }

  @Test(arguments: Loader.allCases, CodegenLevel.allCases)
  func followsAJumpTable(_ loader: Loader, _ level: CodegenLevel) throws {
    let code = try loader.load(object(level: level) { $0.buildJumpTable() })
    #expect((0..<9).map { code.call($0, 100) } == [101, 98, 500, 110, 117, 74, 3700, 86, -1])
  }

  @Test(arguments: Loader.allCases)
  func namesAnUndefinedHelper(_ loader: Loader) throws {
    let sample = try SampleCode()
    let type = sample.function.type
    let other = sample.module.function("no_such_helper", type)
    sample.builder.returnValue(
      sample.builder.call(other, [sample.function.parameter(0), sample.function.parameter(1)]))
    let bytes = try sample.object()
    #expect(throws: BackendError.undefinedHelper("no_such_helper")) { try loader.load(bytes) }
  }

  @Test(arguments: Loader.allCases)
  func namesAMissingEntry(_ loader: Loader) throws {
    let sample = try SampleCode(name: "something_else")
    sample.buildJumpTable()
    let bytes = try sample.object()
    #expect(throws: BackendError.object(.noEntry)) { try loader.load(bytes) }
  }

  @Test func refusesAnotherProcessor() throws {
    let other = HostFingerprint.architecture == "x86_64" ? "aarch64" : "x86_64"
    let sample = try SampleCode(TargetDescription(triple: "\(other)-unknown-linux-gnu"))
    sample.buildJumpTable()
    let bytes = try sample.object()
    #expect(throws: BackendError.object(.wrongMachine)) { try Loader.own.load(bytes) }
  }

  @Test func refusesWritableData() throws {
    let sample = try SampleCode()
    sample.buildJumpTable()
    var bytes = try sample.object()
    // Byte 8 of a section header holds the flags; every allocated section becomes writable.
    let table = Int(bytes[40]) | Int(bytes[41]) << 8
    for header in 0..<Int(bytes[60]) where bytes[table + header * 64 + 8] & 2 != 0 {
      bytes[table + header * 64 + 8] |= 1
    }
    #expect(throws: BackendError.object(.unsupportedSection)) { try Loader.own.load(bytes) }
  }

  @Test func loadsEqualNamesSideBySide() throws {
    let bytes = try object { $0.buildJumpTable() }
    let other = try object { $0.buildHelperCall() }
    let orc = try ORCLoader(LLVMLibrary.shared.get())
    for _ in 0..<3 {
      let first = try orc.load(bytes, entry: "sample", helpers: sampleHelpers)
      let second = try orc.load(other, entry: "sample", helpers: sampleHelpers)
      let third = try Loader.own.load(bytes)
      #expect(first.call(0, 100) == 101)
      #expect(second.call(20, 30) == 153)
      #expect(third.call(1, 100) == 98)
      #expect(!first.addressRange.overlaps(second.addressRange))
    }
  }

  @Test func givesMemoryBack() throws {
    let bytes = try object { $0.buildJumpTable() }
    let orc = try ORCLoader(LLVMLibrary.shared.get())
    let before = mappingCount()
    for _ in 0..<50 {
      _ = try orc.load(bytes, entry: "sample", helpers: sampleHelpers)
      _ = try Loader.own.load(bytes)
    }
    // Tests in parallel may map something too; 100 leaks would show.
    #expect(mappingCount() < before + 50)
  }

  /// The number of memory mappings of this process.
  private func mappingCount() -> Int {
    guard let file = fopen("/proc/self/maps", "r") else { return 0 }
    defer { fclose(file) }
    var lines = 0
    while case let byte = fgetc(file), byte != EOF { lines += byte == 10 ? 1 : 0 }
    return lines
  }
}
