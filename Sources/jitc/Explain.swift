// Declares the command `explain`, which says why traces ended where they did.
import ArgumentParser
import JIT

/// The command `jitc explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say why traces ended, and what would have closed or linked them.",
    usage: "jitc explain [--frontend <NAME>] [--set <NAME=VALUE>] [--threshold <N>] [--unchecked] FILE[:LINE] [ARGUMENT ...]",
    discussion: """
      Runs the program, without its output, and explains each trace, or those that cover LINE. What is suggested is tried \
      by running the program again, unless --unchecked is given.

        jitc explain Examples/bench.toy
        jitc explain --frontend cpython315 Benchmarks/workloads/long_loop.toy:8
      """)

  @OptionGroup var selection: SelectionOptions
  @Flag(help: "Do not run the program again to check suggestions.") var unchecked = false
  @Argument(help: ArgumentHelp("The program, and a line of it.", valueName: "FILE[:LINE]"), completion: .file(extensions: ["toy", "py"]))
  var place: String
  @Argument(parsing: .remaining, help: ArgumentHelp("What the program finds in sys.argv.", valueName: "ARGUMENT"))
  var arguments: [String] = []

  func validate() throws { _ = try selection.options() }

  func run() throws {
    var options = try selection.options()
    options.looksAhead = true
    let (file, line) = split(place)
    let program = SilentRun(file: file, arguments: arguments)
    do throws(SilentRun.Failure) {
      let first = try program.run(options)
      let explanation = TraceExplanation(
        first.profile, tunables: options.tunables, line: line,
        again: unchecked ? nil : { tunables in
          var changed = options
          changed.tunables = tunables
          do throws(SilentRun.Failure) { return try program.run(changed).profile } catch { return nil }
        })
      Console.printOutput(explanation.text)
    } catch {
      throw ExitCode(error.status)
    }
  }

  /// Takes a line number off the end of a file's name.
  private func split(_ place: String) -> (file: String, line: Int?) {
    guard let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...]), line > 0 else { return (place, nil) }
    return (String(place[..<colon]), line)
  }
}

/// The options that choose how traces are selected.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The rules by which traces are selected.", valueName: "NAME")) var frontend: String?
  @Option(help: ArgumentHelp("Change a tunable; may be given more than once.", valueName: "NAME=VALUE")) var set: [String] = []
  @Option(help: ArgumentHelp("Record loops that ran N times, and side exits sooner.", valueName: "N")) var threshold: String?

  /// The options of a run with these.
  func options() throws -> EngineOptions {
    var options = EngineOptions()
    do throws(OptionError) {
      if let frontend { try options.apply(.frontend, frontend) }
      if let threshold { try options.apply(.threshold, threshold) }
      for text in set { try options.apply(.set, text) }
    } catch {
      throw ValidationError(error.message)
    }
    return options
  }
}
