// Replays a stream in a copy of the process and brings back the figures that tuning compares.
import CRuntime
import Frontend

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a replay cost.
struct ReplayFigures {
  var executed = 0
  var compiled = 0
  /// Bytecodes in all traces.
  var recorded = 0
  /// Moves between traces and to the interpreter.
  var moves = 0

  /// Replays a stream. A copy of the process does it, whose memory is gone afterwards.
  init?(replaying stream: ProgramStream, _ options: EngineOptions) {
    let errand = ReplayErrand(stream, options)
    let context = Unmanaged.passUnretained(errand).toOpaque()
    let length = crt_run_apart(
      { context, descriptor in
        guard let context else { return }
        Unmanaged<ReplayErrand>.fromOpaque(context).takeUnretainedValue().run(descriptor)
      }, context, &self, MemoryLayout<ReplayFigures>.size)
    guard length == MemoryLayout<ReplayFigures>.size, recorded >= 0 else { return nil }
  }

  fileprivate init(_ profile: ExecutionProfile) {
    let metrics = QualityMetrics(profile)
    (executed, compiled) = (metrics.executed, metrics.compiled)
    recorded = profile.trees.reduce(0) { $0 + $1.recorded.traces.reduce(0) { $0 + $1.origins.count } }
    moves = Int((metrics.transitions * Double(metrics.executed) / 1000).rounded())
  }
}

/// A replay to be made in a copy of the process.
private final class ReplayErrand {
  let stream: ProgramStream
  let options: EngineOptions

  init(_ stream: ProgramStream, _ options: EngineOptions) { (self.stream, self.options) = (stream, options) }

  func run(_ descriptor: Int32) {
    guard let outcome = StreamReplay(stream).run(options), outcome.isFaithful else { return }
    var figures = ReplayFigures(outcome.profile)
    _ = write(descriptor, &figures, MemoryLayout<ReplayFigures>.size)
  }
}
