// Tests passes, emission and how errors of LLVM are reported.
import CLLVM
import Testing

@testable import LLVMBackend

@Suite struct EmissionTests {
  @Test func standardPipelineSimplifies() throws {
    let sample = try SampleCode()
    let types = sample.module.types
    let a = sample.function.parameter(0)
    let doubled = sample.builder.binary(.add, a, a)
    let again = sample.builder.binary(.add, a, a)
    sample.builder.returnValue(sample.builder.binary(.sub, doubled, again))
    #expect(sample.module.text.contains("sub i64"))
    try PassPipeline.standard.run(on: sample.module, sample.machine)
    #expect(sample.module.text.contains("ret i64 0"))
    #expect(types.i64 == a.type)
  }

  @Test func reportsAMalformedPipeline() throws {
    let sample = try SampleCode()
    sample.buildFloatArithmetic()
    do {
      try PassPipeline("no-such-pass").run(on: sample.module, sample.machine)
      Issue.record("a pass that does not exist was run")
    } catch {
      #expect(error.name == "passes")
    }
  }

  @Test func reportsAMalformedModule() throws {
    let sample = try SampleCode()
    do {
      try sample.module.verify()
      Issue.record("a block without an end was accepted")
    } catch {
      #expect(error.name == "invalid-module")
    }
  }

  /// More integer arguments than a tail call can hold in registers: LLVM's default is to end the process.
  @Test func reportsAnErrorOfTheCodeGenerator() throws {
    let sample = try SampleCode(TargetDescription(triple: "x86_64-pc-linux-gnu"))
    let (module, types) = (sample.module, sample.module.types)
    sample.builder.returnValue(types.int(0))
    let parameters = [LLType](repeating: types.i64, count: 16)
    let type = types.function(parameters, returns: types.void)
    let hop = module.function("hop", type)
    LLVMSetFunctionCallConv(hop.ref, 21)
    sample.builder.position(atEndOf: module.appendBlock("entry", to: hop))
    let arguments = (0..<16).map { hop.parameter($0) }
    let pointer = sample.builder.convert(.inttoptr, hop.parameter(0), to: types.ptr)
    let target = sample.builder.load(types.ptr, pointer)
    let call = sample.builder.call(target, type: type, arguments)
    LLVMSetInstructionCallConv(call.ref, 21)
    LLVMSetTailCallKind(call.ref, LLVMTailCallKindMustTail)
    sample.builder.returnVoid()
    do {
      _ = try sample.object()
      Issue.record("a call with too many arguments was compiled")
    } catch let error as BackendError {
      #expect(error.name == "codegen")
    }
  }

  @Test func emitsAssemblyForAnotherProcessor() throws {
    let sample = try SampleCode(TargetDescription(triple: "aarch64-unknown-linux-gnu"))
    sample.buildHelperCall()
    #expect(try sample.machine.emitAssembly(sample.module).contains("bl\thelper_add"))
  }

  @Test func emitsEqualObjectsForEqualModules() throws {
    let objects = try (0..<2).map { _ in
      let sample = try SampleCode()
      sample.buildJumpTable()
      return try sample.object()
    }
    #expect(objects[0] == objects[1])
  }
}
