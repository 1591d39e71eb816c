// Tests loading libLLVM and describing the target.
import Testing

@testable import LLVMBackend

@Suite struct LibraryTests {
  @Test func loadsVersion19() throws {
    #expect(try LLVMLibrary.shared.get().version.hasPrefix("19."))
  }

  @Test func reportsAMissingLibrary() throws {
    guard case .failure(.libraryUnavailable(let text)) = LLVMLibrary.load(path: "/nowhere/libLLVM.so")
    else {
      Issue.record("a library that does not exist was loaded")
      return
    }
    #expect(text.contains("/nowhere/libLLVM.so"))
  }

  @Test func reportsAnotherLibrary() {
    #if os(Linux)
      guard case .failure(.libraryUnavailable(let text)) = LLVMLibrary.load(path: "libc.so.6") else {
        Issue.record("a library that is not LLVM was accepted")
        return
      }
      #expect(text.contains("LLVM 19 is needed"))
    #endif
  }

  @Test func describesTheHost() throws {
    let host = TargetDescription.host(try LLVMLibrary.shared.get())
    #expect(host.triple.hasPrefix(HostFingerprint.architecture))
    #expect(!host.cpu.isEmpty)
    #expect(HostFingerprint.words.contains { $0 != 0 })
  }

  @Test func refusesAnUnknownTriple() throws {
    let library = try LLVMLibrary.shared.get()
    do {
      _ = try TargetMachine(library, TargetDescription(triple: "pdp11-dec-rsx"), level: .none)
      Issue.record("an unknown triple was accepted")
    } catch {
      #expect(error.name == "unknown-target")
    }
  }
}
