// Reads the arguments of a run: options from the engine's table, the program, and what is for the program.
import JIT

/// A program to run, with options.
struct RunRequest {
  var options = EngineOptions()
  var file = ""
  var arguments: [String] = []

  /// What a command line asks for.
  enum Reading {
    case run(RunRequest)
    /// Anything that is not plainly a run, mistakes included, as arguments for ArgumentParser.
    case elsewhere([String])
  }

  /// Reads a command line. `run` may stand before, between or after the options, or not at all.
  static func read(_ arguments: [String]) -> Reading {
    var reader = RunReader(arguments)
    return reader.read()
  }

  /// Runs the program and ends the process with its status.
  func execute() -> Never {
    let engine = Engine(options: options)
    engine.exitProcess(engine.run(file: file, arguments: arguments))
  }
}

private struct RunReader {
  private let arguments: [String]
  private var position = 0
  private var request = RunRequest()
  /// Position of the word `run`, if it was seen.
  private var runPosition: Int?

  init(_ arguments: [String]) { self.arguments = arguments }

  mutating func read() -> RunRequest.Reading {
    while position < arguments.count {
      let argument = arguments[position]
      if argument == "--" {
        position += 1
        break
      }
      if argument.hasPrefix("-"), argument != "-" {
        guard readOption(argument) else { return elsewhere }
      } else if argument == "run", runPosition == nil {
        runPosition = position
        position += 1
      } else {
        break
      }
    }
    guard position < arguments.count else { return elsewhere }
    request.file = arguments[position]
    request.arguments = Array(arguments[(position + 1)...])
    if runPosition == nil, Jitc.subcommandNames.contains(request.file) { return elsewhere }
    return .run(request)
  }

  /// The command line with `run` in front, where ArgumentParser expects it.
  private var elsewhere: RunRequest.Reading {
    var words = arguments
    guard let first = words.first else { return .elsewhere(words) }
    let isForRoot = Jitc.subcommandNames.contains { words.contains($0) } || rootOptions.contains { first.hasPrefix($0) }
    if runPosition == nil, isForRoot { return .elsewhere(words) }
    if let runPosition { words.remove(at: runPosition) }
    return .elsewhere(["run"] + words)
  }

  /// Takes an option and its value; false if there is anything wrong with them.
  private mutating func readOption(_ argument: String) -> Bool {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let option = EngineOption.named(parts[0]) else { return false }
    position += 1
    var value = parts.count > 1 ? parts[1] : nil
    switch option.info.argument {
    case .none:
      if value != nil { return false }
    case .optional(_, let otherwise): value = value ?? otherwise
    case .required:
      if value == nil, position < arguments.count {
        value = arguments[position]
        position += 1
      }
      if value == nil { return false }
    }
    do throws(OptionError) {
      try request.options.apply(option, value ?? "")
      return true
    } catch {
      return false
    }
  }
}

private let rootOptions: [String] = ["--help", "-h", "--version", "--generate-completion-script", "--experimental-dump-help"]

extension EngineOption {
  /// The option that a flag such as `--cache` or `-v` means.
  static func named(_ flag: String) -> EngineOption? {
    if flag.hasPrefix("--") { return EngineOption(rawValue: String(flag.dropFirst(2))) }
    guard flag.count == 2, let letter = flag.last else { return nil }
    return allCases.first { $0.info.letter == letter }
  }
}
