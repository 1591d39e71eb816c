// Runs the program's threads by turns, each on stacks of its own.

import CRuntime
import TraceIR

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The part of the engine's state that belongs to one thread of the program.
private struct StrandState {
  var exception = Value.nil
  var handled = Value.none
  var stackBase, stackLimit, frame, top: UnsafeMutablePointer<Value>
  var pc: UnsafeMutablePointer<UInt64>
  var depth = 0
  var nativeStackLimit, nativeStackTop: UInt
  var loopFrame: UInt = 0
  var recording: Int
  var isCallOpaque = false
  var nestsDelegate = false
  var sink: UnsafeMutablePointer<ItemSink>?
  var runsCompiled = false

  init(_ vm: VM) {
    (exception, handled) = (vm.pointee.exception, vm.pointee.handled)
    (stackBase, stackLimit) = (vm.pointee.stackBase, vm.pointee.stackLimit)
    (frame, top, pc, depth) = (vm.pointee.frame, vm.pointee.top, vm.pointee.pc, vm.pointee.depth)
    (nativeStackLimit, nativeStackTop, loopFrame) = (vm.pointee.nativeStackLimit, vm.pointee.nativeStackTop, vm.pointee.loopFrame)
    (recording, isCallOpaque, nestsDelegate) = (vm.pointee.recording, vm.pointee.isCallOpaque, vm.pointee.nestsDelegate)
    (sink, runsCompiled) = (vm.pointee.sink, vm.pointee.runsCompiled)
  }

  /// The state of a thread that begins with empty stacks.
  init(_ vm: VM, frames: UnsafeMutablePointer<Value>, count: Int, nativeStack: Range<UInt>) {
    self.init(vm)
    (exception, handled) = (.nil, .none)
    (stackBase, stackLimit) = (frames, frames + count - 4096)
    (frame, top, depth) = (frames + 16, frames + 64, 0)
    (nativeStackLimit, nativeStackTop, loopFrame) = (nativeStack.lowerBound + Strand.reserve, nativeStack.upperBound, 0)
    (recording, isCallOpaque, nestsDelegate) = (recording == 0 ? 0 : VMState.counting, false, false)
    (sink, runsCompiled) = (nil, false)
  }

  func restore(_ vm: VM) {
    (vm.pointee.exception, vm.pointee.handled) = (exception, handled)
    (vm.pointee.stackBase, vm.pointee.stackLimit) = (stackBase, stackLimit)
    vm.pointee.frameLimit = UnsafeMutableRawPointer(stackLimit)
    if vm.pointee.interrupt != 0 { vm.pointee.frameLimit = nil }
    (vm.pointee.frame, vm.pointee.top, vm.pointee.pc, vm.pointee.depth) = (frame, top, pc, depth)
    (vm.pointee.nativeStackLimit, vm.pointee.nativeStackTop, vm.pointee.loopFrame) = (nativeStackLimit, nativeStackTop, loopFrame)
    (vm.pointee.recording, vm.pointee.isCallOpaque, vm.pointee.nestsDelegate) = (recording, isCallOpaque, nestsDelegate)
    (vm.pointee.sink, vm.pointee.runsCompiled) = (sink, runsCompiled)
  }
}

/// One thread of the program. Only one of them runs at a time; the others wait at their gates.
final class Strand {
  static let nativeStackSize = 16 << 20
  /// What natives may use below the limit at which the interpreter refuses to nest.
  static let reserve: UInt = 4 << 20
  /// Words of the frame stack.
  static let frameWords = 1 << 20

  let number: Int
  private unowned let runtime: Runtime
  private let gate: UnsafeMutableRawPointer
  /// What it runs; nil for the program's first thread.
  private let function: Value
  /// While it waits: its state, and the parts of its stacks that are in use.
  private var state: StrandState?
  private var framesEnd: UnsafeMutablePointer<Value>?
  private var nativeStack: Range<UInt> = 0..<0
  private var successor: Strand?
  private var frames: UnsafeMutableRawPointer?

  init?(_ number: Int, _ runtime: Runtime, _ function: Value) {
    guard let gate = crt_make_gate() else { return nil }
    (self.number, self.runtime, self.gate, self.function) = (number, runtime, gate, function)
  }

  deinit { crt_free_gate(gate) }

  /// Lets another strand run until this one has its turn again.
  func pass(to other: Strand) {
    let vm = runtime.vm
    runtime.tracing?.abortRecording(vm)
    let state = StrandState(vm)
    (self.state, framesEnd, successor) = (state, runtime.stackTop, other)
    crt_with_spilled_registers(
      { context, low in
        guard let context, let low else { return }
        Unmanaged<Strand>.fromOpaque(context).takeUnretainedValue().wait(above: UInt(bitPattern: low))
      }, Unmanaged.passUnretained(self).toOpaque())
    self.state = nil
    state.restore(vm)
  }

  private func wait(above low: UInt) {
    nativeStack = low..<runtime.vm.pointee.nativeStackTop
    successor?.takeOver()
    crt_wait_at_gate(gate)
  }

  private func takeOver() {
    runtime.runningStrand = number
    crt_open_gate(gate)
  }

  /// Makes the thread; it runs when another strand passes to it. Returns whether the system had one.
  func start() -> Bool {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let memory = mmap(nil, (RuntimeABI.readableBelowStack + Strand.frameWords) * 8, PROT_READ | PROT_WRITE, flags, -1, 0)
    guard let memory, memory != MAP_FAILED else { return false }
    frames = memory
    let context = Unmanaged.passRetained(self)
    let error = crt_start_thread(
      Strand.nativeStackSize,
      { context, low, high in
        guard let context else { return }
        Unmanaged<Strand>.fromOpaque(context).takeRetainedValue().run(UInt(bitPattern: low)..<UInt(bitPattern: high))
      }, context.toOpaque())
    if error == 0 { return true }
    context.release()
    releaseFrames()
    return false
  }

  /// Runs the function on the new thread; the number that it returns is the strand which goes on then.
  private func run(_ nativeStack: Range<UInt>) {
    crt_wait_at_gate(gate)
    let vm = runtime.vm
    guard let frames else { return }
    let base = frames.assumingMemoryBound(to: Value.self) + RuntimeABI.readableBelowStack
    StrandState(vm, frames: base, count: Strand.frameWords, nativeStack: nativeStack).restore(vm)
    let result = vm.call(function)
    vm.pointee.exception = .nil
    runtime.strands[number] = nil
    if runtime.strands.count == 1 { crt_stop_ticking() }
    releaseFrames()
    (runtime.strands[result.isSmallInt ? result.smallInt : 0] ?? runtime.strands[0])?.takeOver()
  }

  private func releaseFrames() {
    if let frames { munmap(frames, (RuntimeABI.readableBelowStack + Strand.frameWords) * 8) }
    frames = nil
  }

  /// Marks what the strand holds while it waits.
  fileprivate func mark(_ heap: Heap) {
    heap.mark(function)
    guard let state, let framesEnd else { return }
    heap.mark(state.exception)
    heap.mark(state.handled)
    heap.marker.pointee.markConservatively(from: UInt(bitPattern: state.stackBase), to: UInt(bitPattern: framesEnd))
    runtime.markNativeStack(nativeStack)
  }
}

extension Runtime {
  /// Makes the module that `threading` is built on.
  func makeStrandsModule() -> Value {
    let module = makeModule("_strands")
    define(module, "spawn", 1, 1) { vm, args in
      let runtime = vm.runtime
      runtime.strandCount += 1
      guard let strand = Strand(runtime.strandCount, runtime, args[0]), strand.start() else { return vm.raise("RuntimeError", "can't start new thread") }
      runtime.strands[strand.number] = strand
      vm.startTicking()
      return Value(smallInt: strand.number)
    }
    define(module, "switch", 1, 1) { vm, args in
      guard args[0].isSmallInt, let next = vm.runtime.strands[args[0].smallInt], let running = vm.runtime.strands[vm.runtime.runningStrand] else {
        return vm.raise("ValueError", "no such thread")
      }
      if next !== running { running.pass(to: next) }
      return .none
    }
    define(module, "sleep", 1, 1) { vm, args in vm.sleep(args[0]) }
    define(module, "hooks", 2, 2) { vm, args in
      (vm.runtime.sleepHook, vm.runtime.turnHook) = (args[0], args[1])
      return .none
    }
    strands[0] = Strand(0, self, .nil)
    rootMarkers.append { [unowned self] heap in
      heap.mark(sleepHook)
      heap.mark(turnHook)
      for strand in strands.values { strand.mark(heap) }
    }
    return module
  }

  /// Lets the threads that the program started end, as `threading` does before exit functions run.
  func joinThreads() {
    guard !sleepHook.isNil else { return }
    let threading = vm.dictGet(modules, intern("threading"))
    let join = threading.isNil ? .nil : vm.getAttribute(threading, intern("_shutdown"))
    if join.isNil || vm.call(join).isNil { vm.pointee.exception = .nil }
    crt_stop_ticking()
    vm.pointee.isTurnOver = 0
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The time that a thread has for itself, in milliseconds.
  private static var turn: Int32 { 20 }

  fileprivate func startTicking() {
    // Replayed programs do the same again: they wait for no clock.
    guard runtime.world.use == .direct else { return }
    withUnsafeMutablePointer(to: &pointee.isTurnOver) { over in
      withUnsafeMutablePointer(to: &pointee.poll) { poll in _ = crt_start_ticking(over, poll, Self.turn) }
    }
  }

  /// Lets the other threads run, unless the library's own code is what runs; false with an exception pending.
  @inline(never)
  func passTurn() -> Bool {
    guard !runtime.turnHook.isNil, !runtime.isRunningFinalizers, runtime.heap.collectionDisabled == 0, frame > pointee.stackBase + 16,
      !runtime.isBundled(info(frame.code).unit.filename)
    else { return true }
    pointee.isTurnOver = 0
    return !call(runtime.turnHook).isNil
  }

  private var frame: UnsafeMutablePointer<Value> { pointee.frame }
}
