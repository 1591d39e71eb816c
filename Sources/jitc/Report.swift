// Declares the command `report`, which writes a page about a program's traces.
import ArgumentParser
import JIT

/// The command `jitc report`.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a page that shows a program's traces from source to machine code.",
    usage: "jitc report [--frontend <NAME>] [--set <NAME=VALUE>] [--against <NAME>] -o <FILE.html> FILE [ARGUMENT ...]",
    discussion: """
      Runs the program, without its output, under one policy, and under another to compare with. The page needs no network. \
      FILE.html#L7 opens it with line 7 selected.

        jitc report Examples/sieve.toy -o sieve.html
        jitc report --frontend best --against adhoc Examples/sieve.toy -o sieve.html
      """)

  @OptionGroup var selection: SelectionOptions
  @Option(help: ArgumentHelp("The policy to compare with, or none. (default: cpython315)", valueName: "NAME")) var against: String?
  @Option(name: [.customShort("o"), .long], help: ArgumentHelp("The page.", valueName: "FILE.html"), completion: .file(extensions: ["html"]))
  var output: String
  @Argument(help: ArgumentHelp("The program.", valueName: "FILE"), completion: .file(extensions: ["toy", "py"])) var file: String
  @Argument(parsing: .remaining, help: ArgumentHelp("What the program finds in sys.argv.", valueName: "ARGUMENT"))
  var arguments: [String] = []

  func validate() throws { _ = try runs() }

  func run() throws {
    let program = SilentRun(file: file, arguments: arguments)
    var found: [ReportedRun] = []
    for options in try runs() {
      do throws(SilentRun.Failure) {
        let (engine, profile) = try program.run(options)
        found.append(ReportedRun(name: options.tunables.frontend.rawValue, engine: engine, profile: profile))
      } catch {
        throw ExitCode(error.status)
      }
    }
    let page = ReportPage(file: file, source: (try? readSource(file)) ?? [], runs: found)
    guard page.write(to: output) else {
      Console.note("cannot write '\(output)'")
      throw ExitCode(ExitStatus.internalError)
    }
  }

  /// The options of each run, the one shown in full first.
  private func runs() throws -> [EngineOptions] {
    let options = try selection.options()
    guard against != "none" else { return [options] }
    var other = EngineOptions()
    do throws(OptionError) {
      try other.apply(.frontend, against ?? "cpython315")
    } catch {
      throw ValidationError("--against: \(error.message)")
    }
    return [options, other]
  }
}
