// Declares the command `run` with the options of the engine's table.
import ArgumentParser
import JIT

/// The command `jitc run`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a program.",
    usage: "jitc run [<options>] FILE [ARGUMENT ...]",
    discussion: """
      Only the program writes to stdout; notes, traces and statistics go to stderr.

        jitc run -v Examples/sieve.toy
        jitc run --cache ~/.cache/jitc --stats=json Examples/bench.toy

      Tunables for --set:
      \(tunableTable)
      """)

  @Option(help: help(.jit), completion: completion(EngineOptions.JITMode.self)) var jit: String?
  @Option(help: help(.cache), completion: .directory) var cache: String?
  @Option(help: help(.threshold)) var threshold: String?
  @Option(help: help(.compile), completion: completion(EngineOptions.CompileMode.self)) var compile: String?
  @Flag(help: help(.deterministic)) var deterministic = false
  @Flag(name: [.customShort("v"), .long], help: help(.verbose)) var verbose = false
  @Option(defaultAsFlag: "text", help: help(.stats), completion: completion(EngineOptions.StatisticsFormat.self)) var stats: String?
  @Flag(help: help(.metrics)) var metrics = false
  @Option(help: help(.heapLimit)) var heapLimit: String?
  @Option(help: help(.collectEvery)) var collectEvery: String?
  @Option(help: help(.dumpTraces), completion: .file()) var dumpTraces: String?
  @Option(help: help(.graph), completion: .file()) var graph: String?
  @Option(help: help(.recordStream), completion: .file()) var recordStream: String?
  @Option(help: help(.frontend), completion: completion(EngineOptions.Frontend.self)) var frontend: String?
  @Option(help: help(.set)) var set: [String] = []
  @Option(help: help(.logTraces)) var logTraces: String?

  @Argument(help: ArgumentHelp("The program.", valueName: "FILE"), completion: .file(extensions: ["toy", "py"])) var file: String
  @Argument(parsing: .captureForPassthrough, help: ArgumentHelp("What the program finds in sys.argv.", valueName: "ARGUMENT"))
  var arguments: [String] = []

  func validate() throws {
    _ = try request()
  }

  func run() throws {
    try request().execute()
  }

  /// The texts given for an option, in order.
  private func texts(_ option: EngineOption) -> [String] {
    switch option {
    case .jit: [jit].compactMap { $0 }
    case .cache: [cache].compactMap { $0 }
    case .threshold: [threshold].compactMap { $0 }
    case .compile: [compile].compactMap { $0 }
    case .deterministic: deterministic ? [""] : []
    case .verbose: verbose ? [""] : []
    case .stats: [stats].compactMap { $0 }
    case .metrics: metrics ? [""] : []
    case .heapLimit: [heapLimit].compactMap { $0 }
    case .collectEvery: [collectEvery].compactMap { $0 }
    case .dumpTraces: [dumpTraces].compactMap { $0 }
    case .graph: [graph].compactMap { $0 }
    case .recordStream: [recordStream].compactMap { $0 }
    case .frontend: [frontend].compactMap { $0 }
    case .set: set
    case .logTraces: [logTraces].compactMap { $0 }
    }
  }

  private func request() throws -> RunRequest {
    var request = RunRequest(file: file, arguments: arguments)
    for option in EngineOption.allCases {
      for text in texts(option) {
        do throws(OptionError) {
          try request.options.apply(option, text)
        } catch {
          throw ValidationError("--\(option.rawValue): \(error.message)")
        }
      }
    }
    return request
  }
}

private func help(_ option: EngineOption) -> ArgumentHelp {
  let info = option.info
  let text = info.sentence + (info.defaultText.isEmpty ? "" : " (default: \(info.defaultText))")
  switch info.argument {
  case .none: return ArgumentHelp(text)
  case .required(let name), .optional(let name, _): return ArgumentHelp(text, valueName: name)
  }
}

private func completion<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> CompletionKind
where Choice.RawValue == String {
  .list(Choice.allCases.map(\.rawValue))
}

/// One line for each tunable.
private let tunableTable = Tunable.allCases.map { tunable in
  let name = tunable.rawValue + String(repeating: " ", count: max(1, 24 - tunable.rawValue.count))
  return "  \(name)\(tunable.info.sentence) (default: \(tunable.defaultText))"
}.joined(separator: "\n")
