// Makes the cold blocks in which a tree stores its live values and returns an exit's number.
import TraceIR

/// The exit blocks of one function.
///
/// Exits with the same live values share one block, which receives the exit's number by a phi: a tree
/// may have hundreds of exits, and what LLVM takes for the stores of each would dominate its time.
final class ExitBlocks {
  private struct Shared {
    let block: IRBlock
    let number: IRValue
  }

  private var blocks: [[ValueID]: Shared] = [:]

  /// The block that leaves the tree by `exit`, entered from `source`.
  ///
  /// - Throws: `unsupported` if there are more live values than the exit buffer has cells.
  func block(
    for exit: Exit, from source: IRBlock, _ lowering: TreeLowering
  ) throws(BackendError) -> IRBlock {
    let live = exit.snapshot.liveValues
    let shared: Shared
    if let known = blocks[live] {
      shared = known
    } else {
      shared = try make(live, lowering)
      blocks[live] = shared
    }
    let number = lowering.types.int(exit.number)
    lowering.builder.addIncoming(shared.number, number, from: source)
    return shared.block
  }

  private func make(_ live: [ValueID], _ lowering: TreeLowering) throws(BackendError) -> Shared {
    guard live.count <= lowering.abi.state.exitBufferCount else {
      throw .unsupported("an exit with \(live.count) live values")
    }
    let builder = lowering.builder
    let interrupted = builder.block
    let block = lowering.makeBlock("exit")
    builder.position(atEndOf: block)
    let number = builder.phi(lowering.types.i64, "number")
    for (index, id) in live.enumerated() {
      let cell = lowering.exitCell(index)
      lowering.scopes.mark(builder.store(try lowering.stored(id), to: cell), .state)
    }
    builder.returnValue(number)
    builder.position(atEndOf: interrupted)
    return Shared(block: block, number: number)
  }
}
