// Counts what the interpreter executes and where compiled code is left, while a program runs.
import Frontend
import TraceIR

/// The counters of a run with `--metrics`. They belong to the thread that runs the program.
final class ProfileCollector {
  private(set) var interpreted = 0
  private(set) var places = InterpretedPlaces()
  private(set) var samples: [ExecutionProfile.Sample] = []
  private let start = monotonicNanoseconds()
  private var nextSample = 1 << 12
  private var events = 0
  /// Reads what compiled code has executed so far.
  var compiled: () -> Int = { 0 }

  /// An instruction is about to be interpreted.
  @inline(__always)
  func interpret(_ vm: VM, _ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) {
    interpreted += 1
    if interpreted % InterpretedPlaces.period == 0 { places.add(vm, pc, base) }
    tick()
  }

  /// Compiled code was left.
  @inline(__always)
  func leave() { tick() }

  private func tick() {
    events += 1
    if events >= nextSample { sample() }
  }

  /// Notes what was executed so far; ever more rarely, since each sample looks at all traces.
  func sample() {
    nextSample = events + max(1 << 12, events / 32)
    samples.append(
      ExecutionProfile.Sample(nanoseconds: monotonicNanoseconds() - start, interpreted: interpreted, compiled: compiled()))
  }
}
