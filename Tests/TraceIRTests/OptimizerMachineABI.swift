// Declares the helpers of the optimizer tests' runtime.
import TraceIR

extension OptimizerMachine {
  private static func address<F>(_ function: F) -> UInt { unsafeBitCast(function, to: UInt.self) }

  static func makeABI() -> RuntimeABI {
    var state = StateLayout()
    state.scratchOffset = scratch
    state.exitBufferOffset = exitBuffer
    state.exitBufferCount = 512
    return RuntimeABI(fields: TestABI.fields(), helpers: helpers(), state: state, fingerprint: 2)
  }

  static func helper(_ name: String) -> Int64 { Int64(abi.helperIndex(named: name) ?? -1) }

  private typealias State = UnsafeMutableRawPointer

  private static func helpers() -> [HelperInfo] {
    let boxInt: @convention(c) (State, Int64) -> UInt64 = { OptimizerMachine.box($1, $0) }
    let boxFloat: @convention(c) (State, Double) -> UInt64 = { OptimizerMachine.box($1, $0) }
    let unboxInt: @convention(c) (State, UInt64) -> Int64 = { state, word in
      guard let value = OptimizerMachine.int(word, state) else { return 0 }
      state.storeBytes(of: value, toByteOffset: OptimizerMachine.scratch, as: Int64.self)
      return 1
    }
    let unboxFloat: @convention(c) (State, UInt64) -> Int64 = { state, word in
      guard let value = OptimizerMachine.float(word, state) else { return 0 }
      state.storeBytes(of: value, toByteOffset: OptimizerMachine.scratch, as: Double.self)
      return 1
    }
    let newObject: @convention(c) (State, UInt64) -> UInt64 = { state, _ in OptimizerMachine.newPoint(state) - 1 }
    let newTuple: @convention(c) (State, UnsafePointer<UInt64>, Int64) -> UInt64 = { state, words, count in
      OptimizerMachine.newTuple(state, (0..<Int(count)).map { words[$0] }) - 1
    }
    let newList: @convention(c) (State, UnsafePointer<UInt64>, Int64) -> UInt64 = { state, words, count in
      OptimizerMachine.newList(state, (0..<Int(count)).map { words[$0] }) - 1
    }
    let append: @convention(c) (State, UInt64, UInt64) -> UInt64 = { state, list, item in
      OptimizerMachine.append(state, list, item)
      return OptimizerMachine.encoding.noneWord
    }
    let poke: @convention(c) (State, UInt64) -> UInt64 = { state, word in
      OptimizerMachine.poke(word, state)
      return OptimizerMachine.encoding.noneWord
    }
    let mix: @convention(c) (Double, Double) -> Double = { $0 * 0.5 - $1 }
    func helper(
      _ name: String, _ parameters: [IRType], _ result: IRType, writes: Regions = .nothing, state: Bool = true,
      isPure: Bool = false, _ address: UInt
    ) -> HelperInfo {
      HelperInfo(
        name: name, parameters: parameters, result: result, writes: writes, mayRaise: false, needsState: state,
        isPure: isPure, address: address)
    }
    return [
      helper(RequiredHelper.boxInt, [.i64], .word, address(boxInt)),
      helper(RequiredHelper.boxFloat, [.f64], .word, address(boxFloat)),
      helper(RequiredHelper.unboxInt, [.word], .i64, address(unboxInt)),
      helper(RequiredHelper.unboxFloat, [.word], .i64, address(unboxFloat)),
      helper(RequiredHelper.newObject, [.word], .ptr, address(newObject)),
      helper(RequiredHelper.newTuple, [.ptr, .i64], .ptr, address(newTuple)),
      helper(RequiredHelper.newList, [.ptr, .i64], .ptr, address(newList)),
      helper("t_append", [.word, .word], .word, writes: [.items, .listShape], address(append)),
      helper("t_poke", [.word], .word, writes: .everything, address(poke)),
      helper("t_mix", [.f64, .f64], .f64, state: false, isPure: true, address(mix)),
    ]
  }
}
