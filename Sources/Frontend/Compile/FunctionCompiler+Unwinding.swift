// Compiles leaving statements early: what return, break and continue must run on their way out.
import Syntax

extension OpenBlock {
  /// Whether leaving the block takes instructions.
  var needsCode: Bool {
    switch kind {
    case .loop, .attempt: false
    default: true
    }
  }
}

extension FunctionCompiler {
  /// Opens a block of a statement; there are as many of them within another as CPython's compiler takes.
  func open(_ block: OpenBlock) throws(SyntaxDiagnostic) {
    guard blocks.count < 20 else { throw error("too many statically nested blocks") }
    blocks.append(block)
  }

  /// Emits what leaving all blocks from `depth` on takes, then `exit`, and restores the state.
  func unwind(to depth: Int, exit: () throws(SyntaxDiagnostic) -> Void) throws(SyntaxDiagnostic) {
    let savedBlocks = blocks
    let savedHandler = handler
    let mark = top
    defer {
      blocks = savedBlocks
      handler = savedHandler
      top = mark
    }
    while blocks.count > depth, let block = blocks.popLast() {
      // What leaving a block runs is covered by the handler around the block.
      handler = block.outerHandler
      try leave(block)
    }
    try exit()
  }

  func exceptStarError() -> SyntaxDiagnostic { error("'break', 'continue' and 'return' cannot appear in an except* block") }

  private func leave(_ block: OpenBlock) throws(SyntaxDiagnostic) {
    switch block.kind {
    case .loop, .attempt: break
    case .finally(let body): try statements(body)
    case .with(let exit, let isAsync, let place): exitContext(exit, isAsync: isAsync, at: place)
    case .handler(let saved): emit(.leaveHandler, saved)
    case .named(let name): try unbindName(name)
    case .group:
      throw exceptStarError()
    }
  }

  /// Leaves a with statement without an exception.
  func exitContext(_ exit: Int, isAsync: Bool, at place: SourceRange) {
    if isAsync {
      let mark = top
      let awaited = allocate(2)
      emit(.exitAsyncWith, awaited, exit, at: place)
      awaitValue(awaited, iterator: awaited, into: awaited + 1)
      top = mark
    } else {
      emit(.exitWith, 0, exit, at: place)
    }
  }
}
