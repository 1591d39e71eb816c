// Tests that trees which cannot be compiled are refused with a reason.
import Testing
import TraceIR

@testable import LLVMBackend

@Suite struct RefusalTests {
  private let abi = FakeRuntime.abi

  private func reason(
    _ tree: TraceTree, _ abi: RuntimeABI, options: BackendOptions = BackendOptions()
  ) -> String? {
    do {
      _ = try LLVMTraceCompiler(options: options).compile(tree, abi: abi)
      return nil
    } catch {
      return error.reason
    }
  }

  private func sample(_ text: String) throws -> TraceTree { try TraceText(abi: abi).tree(text) }

  @Test func refusesBrokenTrees() throws {
    var broken: [TraceTree] = []
    for text in [SampleTrees.sum, SampleTrees.nest, SampleTrees.memory, SampleTrees.calls] {
      let tree = try sample(text)
      #expect(reason(tree, abi) == nil)
      for index in tree.traces[0].body.indices {
        var copy = tree
        copy.traces[0].body[index].operands.append(ValueID(99_999))
        broken.append(copy)
      }
    }
    broken.append(TraceTree(name: "nothing"))
    for tree in broken { #expect(reason(tree, abi) == "invalid-tree") }
  }

  @Test func refusesMoreLiveValuesThanTheBufferHolds() throws {
    var small = abi
    small.state.exitBufferCount = 1
    #expect(reason(try sample(SampleTrees.sum), small) == "unsupported")
    #expect(reason(try sample(SampleTrees.calls), small) == "unsupported")
  }

  @Test func namesAHelperThatTheRuntimeLacks() throws {
    var poor = abi
    poor.helpers.removeAll { $0.name == RequiredHelper.unboxInt }
    #expect(reason(try TraceText(abi: poor).tree(SampleTrees.sum), poor) == "undefined-helper")
  }

  @Test func namesAHelperThatALaterRuntimeLacks() throws {
    let tree = try sample(SampleTrees.sum)
    let bytes = try LLVMTraceCompiler().compile(tree, abi: abi).objectBytes
    var poor = abi
    poor.helpers.removeAll { $0.name == RequiredHelper.unboxInt }
    do {
      _ = try LLVMTraceCompiler().load(object: bytes, tree: tree, abi: poor)
      Issue.record("code was loaded without a helper that it calls")
    } catch {
      #expect(error.reason == "undefined-helper")
      #expect(error.detail == RequiredHelper.unboxInt)
    }
  }

  @Test func reportsAMalformedPipeline() throws {
    let options = BackendOptions(passes: PassPipeline("loop-mssa(licm"))
    #expect(reason(try sample(SampleTrees.sum), abi, options: options) == "passes")
  }
}
