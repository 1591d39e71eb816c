// Connects the interpreter's loop to recording and compiled code.

/// What the engine does when the interpreter meets something hot. Set once before a program runs.
public protocol TraceEngine: AnyObject {
  /// A loop's counter ran out. Returns whether recording began at the header.
  func loopIsHot(_ vm: VM, jump: UnsafeMutablePointer<UInt64>, header: UnsafeMutablePointer<UInt64>, base: UnsafeMutablePointer<Value>) -> Bool
  /// An instruction is about to be executed while recording. Returns whether recording goes on.
  func record(_ vm: VM, _ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) -> Bool
  /// An instruction is about to be executed while bytecodes are counted.
  func count(_ vm: VM, _ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>)
  /// An exception is pending while recording. Returns whether recording goes on where it is caught.
  func catches(_ vm: VM) -> Bool
  /// Recording ended because an exception unwound or the frame was left.
  func abortRecording(_ vm: VM)
  /// Runs executor `number` at its header; sets the state's frame and pc to where the interpreter goes on.
  /// Returns whether recording (of a side trace) began there.
  func run(_ vm: VM, executor number: Int, header: UnsafeMutablePointer<UInt64>, base: UnsafeMutablePointer<Value>) -> Bool
  /// Goes on behind an exit of an executor that compiled code entered, as `run` does.
  func leave(_ vm: VM, executor number: Int, exit: ExecutorExit, base: UnsafeMutablePointer<Value>) -> Bool
}

/// What the engine attaches to the header of a loop.
public protocol AttachedExecutor: AnyObject {
  var recorded: RecordedTree { get }
  /// Whether a trace ends where it begins, instead of going on through it.
  func isWorthEntering(_ tunables: FitnessTunables) -> Bool
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// These return the mask of opcodes for the next instructions: zero starts or continues recording.
  @inline(never)
  func loopIsHot(_ pc: UnsafeMutablePointer<UInt64>, _ header: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) -> Int {
    guard let engine = runtime.tracing else {
      pc.pointee |= 0xFFFF_FFFF_0000
      return plainMask
    }
    return mask(isRecording: engine.loopIsHot(self, jump: pc, header: header, base: r))
  }

  @inline(never)
  func recordInstruction(_ pc: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) -> Int {
    guard let engine = runtime.tracing else { return plainMask }
    guard pointee.recording != 0 else { return engine.record(self, pc, r) ? 0 : plainMask }
    engine.count(self, pc, r)
    if pointee.recording & VMState.countedRecording != 0, !engine.record(self, pc, r) { pointee.recording = VMState.counting }
    return 0
  }

  @inline(never)
  func runExecutor(_ number: Int, _ header: UnsafeMutablePointer<UInt64>, _ r: UnsafeMutablePointer<Value>) -> Int {
    guard let engine = runtime.tracing else {
      pointee.pc = header
      return plainMask
    }
    let outer = pointee.runsCompiled
    pointee.runsCompiled = true
    let isRecording = engine.run(self, executor: number, header: header, base: r)
    pointee.runsCompiled = outer
    return mask(isRecording: isRecording)
  }

  private func mask(isRecording: Bool) -> Int {
    if pointee.recording == 0 { return isRecording ? 0 : plainMask }
    if isRecording { pointee.recording |= VMState.countedRecording }
    return 0
  }

  /// Whether the recorder wants the call being made as one instruction.
  @inline(never)
  func takesCallAsOne() -> Bool {
    let isOne = pointee.isCallOpaque
    pointee.isCallOpaque = false
    return isOne
  }

  /// Whether the recorder wants the frame of what is delegated to above that of the generator which delegates.
  @inline(never)
  func nestsDelegate() -> Bool {
    let isNested = pointee.nestsDelegate
    pointee.nestsDelegate = false
    return isNested
  }

  /// Whether recording goes on at the handler of the pending exception.
  @inline(never)
  func catchesWhileRecording() -> Bool {
    guard pointee.recording == 0 || pointee.recording & VMState.countedRecording != 0 else { return false }
    return runtime.tracing?.catches(self) ?? false
  }

  @inline(never)
  func abortRecording() {
    if pointee.recording == VMState.counting { return }
    runtime.tracing?.abortRecording(self)
    pointee.recording &= ~VMState.countedRecording
  }
}
