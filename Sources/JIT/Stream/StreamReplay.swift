// Runs recorded programs again, sealed from what is outside, to see which traces a policy selects.
import Frontend

/// A replay of a stream.
///
/// The interpreter, the recorder, the optimizer and the compiler are those of a run, and so are all values: what the program asks from
/// outside is answered as it was when it was recorded, and what it writes is dropped. Code is installed at logical times. So the traces
/// are those of a run with `--deterministic`, under any policy.
public struct StreamReplay {
  public let stream: ProgramStream
  /// Receives the text of each trace, as far as `logLevel` of the options asks for it.
  public var log: ((String) -> Void)?

  public init(_ stream: ProgramStream) { self.stream = stream }

  /// What came of a replay.
  public struct Outcome {
    public var profile: ExecutionProfile
    /// Whether the program did what it did when it was recorded.
    public var isFaithful: Bool
  }

  /// Replays the stream; nil if there is no memory for it.
  public func run(_ options: EngineOptions) -> Outcome? {
    var options = options
    options.isDeterministic = true
    options.collectsMetrics = true
    options.statistics = .none
    let engine = Engine(options: options)
    if let log { engine.log = log }
    let world = engine.replay(stream)
    engine.endCompiling()
    guard let profile = engine.profile, let world else { return nil }
    return Outcome(profile: profile, isFaithful: !world.hasDiverged && world.isUsedUp && world.written == stream.written)
  }
}
