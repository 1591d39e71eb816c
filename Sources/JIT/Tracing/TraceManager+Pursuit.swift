// Follows the interpreter out of a loop that was just closed inside a tree, to record the way on from there.
import Frontend
import TraceIR

/// A loop inside a tree that the interpreter goes round without being recorded.
struct Pursuit {
  let executor: Executor
  let exits: [InnerLoopExit]
  let code: UnsafeMutablePointer<CodeObject>
  /// The frame that runs the loop.
  let frame: UnsafeMutablePointer<Value>
  /// How many loops in a row were followed before this one.
  let depth: Int
  /// Instructions seen so far.
  var steps = 0
  static let limit = 10_000
  /// Loops in a row beyond so many are left to their hot exits: each of them has a tree in which it comes first.
  static let longest = 4
}

extension TraceManager {
  /// Waits for the end of the loop by which a trace ended, if it ended by one.
  func beginPursuit(_ executor: Executor, _ recorder: Recorder) {
    let depth = pursued
    pursued = 0
    let exits = recorder.innerLoopExits.filter { exit in recorder.innerLoopExits.count { $0.pc == exit.pc } == 1 }
    guard !exits.isEmpty, depth < Pursuit.longest, !isFull(executor) else { return }
    pursuit = Pursuit(executor: executor, exits: exits, code: recorder.currentCode, frame: recorder.currentBase, depth: depth)
  }

  /// Sees an instruction before the interpreter executes it: where the loop is left, a side trace begins.
  func pursue(_ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) -> Bool {
    guard let pursuit, pursuit.steps < Pursuit.limit, base >= pursuit.frame, pursuit.executor.state != .dead else {
      endPursuit()
      return false
    }
    self.pursuit?.steps += 1
    guard base == pursuit.frame, vm.codeObject(base) == pursuit.code else { return true }
    let position = pc - pursuit.code.pointee.words
    guard let exit = pursuit.exits.first(where: { $0.pc == position && (!$0.isHead || vm.isLastIteration(base, pc)) }) else { return true }
    self.pursuit = nil
    pursued = pursuit.depth + 1
    recordingExecutor = pursuit.executor
    recorder = Recorder(vm: vm, tree: pursuit.executor.recorded, exit: exit.number, tunables: tunables, base: base)
    return record(vm, pc, base)
  }

  /// Goes on without the way behind the loop.
  func endPursuit() {
    guard let executor = pursuit?.executor else { return }
    pursuit = nil
    if executor.state != .dead, !executor.isCompiling, mayCompile(executor) { compile(executor) }
  }
}
