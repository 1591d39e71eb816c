// Runs a program for what can be learnt from it, without its output.
import Frontend

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs programs again and again with other options and gives their profiles.
public struct SilentRun {
  public var file: String
  public var arguments: [String]

  public init(file: String, arguments: [String] = []) {
    self.file = file
    self.arguments = arguments
  }

  /// Why there is no profile.
  public struct Failure: Error {
    public let status: Int32
  }

  /// Runs the program with counting, compiling at once; what it writes to stdout is dropped.
  ///
  /// - Throws: the status, if the program could not be run at all.
  public func run(_ options: EngineOptions) throws(Failure) -> (engine: Engine, profile: ExecutionProfile) {
    var options = options
    options.collectsMetrics = true
    options.compile = .sync
    options.statistics = .none
    let engine = Engine(options: options)
    let status = discardingOutput { engine.run(file: file, arguments: arguments) }
    guard let profile = engine.profile, ![ExitStatus.noInput, ExitStatus.badData, ExitStatus.internalError].contains(status) else {
      throw Failure(status: status)
    }
    return (engine, profile)
  }

  private func discardingOutput(_ body: () -> Int32) -> Int32 {
    let saved = dup(1)
    let nowhere = open("/dev/null", O_WRONLY)
    if nowhere >= 0 { dup2(nowhere, 1) }
    defer {
      if saved >= 0 {
        dup2(saved, 1)
        close(saved)
      }
      if nowhere >= 0 { close(nowhere) }
    }
    return body()
  }
}
