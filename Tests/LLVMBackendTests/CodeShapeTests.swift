// Tests what is left of a tree after LLVM's passes, by counting instructions.
import Testing
import TraceIR

@testable import LLVMBackend

@Suite struct CodeShapeTests {
  private let abi = FakeRuntime.abi

  private func text(_ sample: String, _ stage: CompilationStage) throws -> String {
    try LLVMTraceCompiler.text(of: TraceText(abi: abi).tree(sample), abi: abi, stage: stage)
  }

  /// The number of lines that contain `pattern`.
  private func count(_ pattern: String, in text: String) -> Int {
    text.split(separator: "\n").filter { $0.contains(pattern) }.count
  }

  @Test func aCountingLoopHasNothingButItsWork() throws {
    let optimized = try text(SampleTrees.counting, .optimized)
    #expect(count("load volatile i32", in: optimized) == 1)
    #expect(count("sadd.with.overflow.i64(", in: optimized) == 2, "one call and one declaration")
    #expect(count("icmp slt", in: optimized) == 1)
    #expect(count("= add", in: optimized) == 1)
    // The two guards of the entry are all that calls the runtime.
    #expect(count("@cold_rt_unbox_int(", in: optimized) == 3, "two calls and one definition")
  }

  @Test func exitsWithEqualValuesShareABlock() throws {
    let lowered = try text(SampleTrees.sum, .lowered)
    // Five exits of the loop and three of the entry: two lists of live values.
    #expect(count("ret i64", in: lowered) == 2)
  }

  @Test func loadsOfOtherPartsAreNotRepeatedAfterAStore() throws {
    let optimized = try text(SampleTrees.memory, .optimized)
    let loads = count("load i64", in: optimized)
    let lowered = count("load i64", in: try text(SampleTrees.memory, .lowered))
    #expect(loads < lowered)
  }

  @Test func callsOfHelpersAreNeverSimplified() throws {
    // LLVM knows pow(3, 2) of the C library; this helper only has its name.
    let optimized = try text(SampleTrees.calls, .optimized)
    #expect(count("call double @pow(double 3.000000e+00, double 2.000000e+00)", in: optimized) == 1)
  }

  @Test func addressesStayVisibleAcrossACollection() throws {
    let lowered = try text(SampleTrees.boxing, .lowered)
    #expect(count("asm sideeffect \"\", \"r\"(ptr", in: lowered) == 1)
    #expect(count("asm sideeffect", in: try text(SampleTrees.sum, .lowered)) == 0)
  }

  @Test func quickCodeHasNothingThatIsSelectedSlowly() throws {
    for sample in [SampleTrees.counting, SampleTrees.boxing, SampleTrees.memory, SampleTrees.calls] {
      let tree = try TraceText(abi: abi).tree(sample)
      let plain = try LLVMTraceCompiler.text(of: tree, abi: abi, stage: .lowered, options: .instant)
      for slow in ["preserve_allcc", "asm sideeffect", "llvm.fsh", "!noalias"] { #expect(count(slow, in: plain) == 0, "\(slow)") }
    }
    let tree = try TraceText(abi: abi).tree(SampleTrees.boxing)
    let plain = try LLVMTraceCompiler.text(of: tree, abi: abi, stage: .lowered, options: .instant)
    #expect(count("store volatile ptr", in: plain) == 1, "what keeps an address visible")
  }

  @Test func codeHasNoAbsoluteAddressAndNoUnwindTable() throws {
    let tree = try TraceText(abi: abi).tree(SampleTrees.calls)
    let bytes = try LLVMTraceCompiler().compile(tree, abi: abi).objectBytes
    let object = try ELFObject(bytes)
    #expect(object.relocations.allSatisfy { object.machine != .x86_64 || [2, 4].contains($0.type) })
    #expect(object.sections.filter(\.isAllocated).allSatisfy { $0.flags & 1 == 0 || $0.contents.isEmpty })
  }

  @Test func equalTreesGiveEqualObjects() throws {
    for sample in [SampleTrees.sum, SampleTrees.nest, SampleTrees.memory, SampleTrees.calls] {
      let tree = try TraceText(abi: abi).tree(sample)
      let objects = try (0..<3).map { _ in
        try LLVMTraceCompiler().compile(tree, abi: abi).objectBytes
      }
      #expect(objects[0] == objects[1] && objects[1] == objects[2])
    }
  }

  @Test func linksForAArch64() throws {
    let target = TargetDescription(triple: "aarch64-unknown-linux-gnu")
    for sample in [SampleTrees.sum, SampleTrees.nest, SampleTrees.memory, SampleTrees.calls] {
      let tree = try TraceText(abi: abi).tree(sample)
      let bytes = try LLVMTraceCompiler.object(of: tree, abi: abi, target: target)
      let object = try ELFObject(bytes)
      let layout = try ImageLayout(object)
      let image = try ImageLinker.link(object, layout, base: 0x1000) { _ in 0x4000 }
      #expect(object.machine == .aarch64)
      #expect(image.count == layout.size)
    }
  }
}
