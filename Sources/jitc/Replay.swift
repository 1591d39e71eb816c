// Declares the commands `replay` and `tune`, which select traces from recorded streams.
import ArgumentParser
import JIT

/// The command `jitc replay`.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a recorded program again, sealed from outside, and show which traces a policy selects.",
    usage: "jitc replay [--frontend <NAME>] [--set <NAME=VALUE>] [--log-traces <LEVEL>] STREAM",
    discussion: """
      A stream is what `jitc run --record-stream FILE` writes: the program with all that it read from files, clocks and the \
      environment. It executes the same instructions again, with the same values; its output is dropped, and no file is touched. The \
      traces are those of `jitc run --deterministic` with the same selection.

        jitc run --record-stream sieve.stream Examples/sieve.toy
        jitc replay --frontend cpython315 --set initial-fitness=1000 sieve.stream
      """)

  @OptionGroup var selection: SelectionOptions
  @Option(help: ArgumentHelp("1 a line for each trace, 2 its uops too, 3 every check and charge. (default: 1)", valueName: "LEVEL"))
  var logTraces = 1
  @Argument(help: ArgumentHelp("The stream.", valueName: "STREAM"), completion: .file()) var stream: String

  func validate() throws { _ = try selection.options() }

  func run() throws {
    let stream = try readStream(self.stream)
    var options = try selection.options()
    options.logLevel = logTraces
    var replay = StreamReplay(stream)
    replay.log = { Console.printOutput($0) }
    guard let outcome = replay.run(options) else { throw ExitCode(ExitStatus.internalError) }
    if !outcome.isFaithful { Console.note("the program went another way than when it was recorded") }
    let metrics = QualityMetrics(outcome.profile)
    Console.printOutput("stream: \(metrics.executed) bytecodes, \(stream.fileSize) bytes\n" + metrics.text)
  }
}

/// The command `jitc tune`.
struct Tune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Search the constants of a frontend over recorded streams.",
    usage: "jitc tune [--frontend <NAME>] [--set <NAME=VALUE>] [--rounds <N>] STREAM ...",
    discussion: """
      Every set of constants is replayed over all streams. Its cost is \(ConstantTuning.costModel). Printed are the sets that no \
      other beats in both cost and recorded bytecodes.

        jitc tune --frontend cpython315 sieve.stream list.stream
      """)

  @OptionGroup var selection: SelectionOptions
  @Option(help: ArgumentHelp("Passes over the constants.", valueName: "N")) var rounds = 2
  @Argument(help: ArgumentHelp("The streams.", valueName: "STREAM"), completion: .file()) var streams: [String]

  func validate() throws { _ = try selection.options() }

  func run() throws {
    var tuning = ConstantTuning(streams: try streams.map(readStream), tunables: try selection.options().tunables)
    do throws(StreamError) { try tuning.search(rounds: rounds) } catch { throw damaged(streams.joined(separator: ", "), error) }
    Console.printOutput(tuning.table)
  }
}

private func readStream(_ file: String) throws -> ProgramStream {
  let bytes: [UInt8]
  do throws(SourceFileError) {
    bytes = try readSource(file)
  } catch {
    Console.note("cannot read '\(file)': \(error.reason)")
    throw ExitCode(ExitStatus.noInput)
  }
  do throws(StreamError) { return try ProgramStream(bytes) } catch { throw damaged(file, error) }
}

private func damaged(_ file: String, _ error: StreamError) -> ExitCode {
  Console.write("\(file): \(error.message)\n")
  return ExitCode(ExitStatus.badData)
}
