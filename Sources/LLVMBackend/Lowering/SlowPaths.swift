// Makes the functions that stand between a tree and the helpers of its cold paths.
import CLLVM
import TraceIR

/// What a cold path asks of the runtime.
enum SlowPath {
  /// Makes a word of a number.
  case box
  /// Finds the number in a boxed word: {0 or 1, the number}.
  case unbox(LLType)
  /// Makes an object described by a word and returns its address.
  case make
  /// Makes a sequence of so many words in the exit buffer and returns its address.
  case makeSequence
}

extension TreeLowering {
  /// LLVM's number of the convention under which a callee preserves nearly all registers.
  private static let preserveAll: CUnsignedInt = 15

  /// Calls `helper` through a function that preserves all registers.
  ///
  /// A plain call in a cold path would make the register allocator move every float of the loop to
  /// the stack around it, and take half of its time to find out how. The fastest one keeps nothing in registers from block to
  /// block, and would hand such a call to the slower selection.
  func callSlowPath(
    _ path: SlowPath, _ helper: String, _ value: IRValue
  ) throws(BackendError) -> IRValue {
    if slowPaths[helper] == nil { slowPaths[helper] = try makeSlowPath(path, helper, value.type) }
    guard let function = slowPaths[helper] else { throw .undefinedHelper(helper) }
    let call = builder.call(function, [state, value])
    if !isPlain { LLVMSetInstructionCallConv(call.ref, Self.preserveAll) }
    module.add(module.enumAttribute("nounwind"), toCall: call)
    module.add(module.enumAttribute("willreturn"), toCall: call)
    // What it makes is new, and what it reads never changes; the scratch cell is nobody else's concern.
    switch path {
    case .box, .make: module.add(module.enumAttribute("memory", MemoryEffects.invisible.bits), toCall: call)
    case .unbox: module.add(module.enumAttribute("memory", MemoryEffects.none.bits), toCall: call)
    case .makeSequence: scopes.mark(call: call, touching: .nothing)
    }
    return call
  }

  private func makeSlowPath(
    _ path: SlowPath, _ helper: String, _ parameterType: LLType
  ) throws(BackendError) -> IRFunction {
    let result =
      switch path {
      case .box: types.i64
      case .unbox(let type): types.structure([types.i64, type])
      case .make, .makeSequence: types.ptr
      }
    let function = module.function("cold_" + helper, types.function([types.ptr, parameterType], returns: result))
    LLVMSetLinkage(function.ref, LLVMInternalLinkage)
    if !isPlain { LLVMSetFunctionCallConv(function.ref, Self.preserveAll) }
    module.add(module.enumAttribute("nounwind"), to: function)
    module.add(module.enumAttribute("noinline"), to: function)
    let interrupted = builder.block
    marks?.pause()
    builder.position(atEndOf: module.appendBlock("entry", to: function))
    let state = function.parameter(0)
    let parameter = function.parameter(1)
    let cells = builder.address(state, plus: abi.state.exitBufferOffset)
    let arguments = if case .makeSequence = path { [cells, parameter] } else { [parameter] }
    let answer = try callHelper(named: helper, arguments, state: state)
    switch path {
    case .box, .make, .makeSequence: builder.returnValue(answer)
    case .unbox(let type):
      let number = builder.load(type, builder.address(state, plus: abi.state.scratchOffset))
      let pair = builder.insert(answer, into: types.poison(result), 0)
      builder.returnValue(builder.insert(number, into: pair, 1))
    }
    builder.position(atEndOf: interrupted)
    marks?.resume()
    return function
  }
}
