// Runs the program on a thread with a stack that is large enough for deep recursion.
import CRuntime
import Frontend

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the program's thread is to do, and what came of it.
private final class Errand {
  let body: (UInt, UInt) -> Int32
  let size: Int
  /// Written before the thread starts.
  let stackLow = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: 1)
  var status: Int32?

  init(size: Int, _ body: @escaping (UInt, UInt) -> Int32) {
    self.size = size
    self.body = body
    stackLow.initialize(to: nil)
  }

  deinit { stackLow.deallocate() }

  func run() {
    let low = UInt(bitPattern: stackLow.pointee)
    status = body(low + reserve, low + UInt(size))
  }

  /// Runs on a new thread; returns 0 when that has ended, or the reason why there is none.
  func start() -> Int32 {
    let context = Unmanaged.passUnretained(self).toOpaque()
    return crt_run_on_stack(
      size, { context in context.map { Unmanaged<Errand>.fromOpaque($0).takeUnretainedValue().run() } }, context, stackLow)
  }
}

/// What natives may use below the limit at which the interpreter refuses to nest.
private let reserve: UInt = 4 << 20

/// Runs `body(lowest usable stack address, address above all of its frames)` on a thread of its own and waits for it.
///
/// - Returns: nil if the system refuses a thread.
func onLargeStack(_ body: @escaping (UInt, UInt) -> Int32) -> Int32? {
  // Only address space: pages that are never touched cost nothing.
  for shift in stride(from: 32, through: 26, by: -2) {
    let errand = Errand(size: 1 << shift, body)
    let failure = errand.start()
    if failure == 0 { return errand.status }
  }
  return nil
}

/// Makes SIGINT raise KeyboardInterrupt at the program's next safe point.
func catchInterrupts(_ vm: VM) {
  withUnsafeMutablePointer(to: &vm.pointee.poll) { poll in
    withUnsafeMutablePointer(to: &vm.pointee.interrupt) { interrupt in
      withUnsafeMutablePointer(to: &vm.pointee.frameLimit) { crt_install_signal_flags(interrupt, poll, $0) }
    }
  }
}
