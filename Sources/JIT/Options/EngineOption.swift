// Lists the options of a run, from which flags, help and documentation follow.
import Frontend

/// An option by name. The names are those of the command line, without dashes.
public enum EngineOption: String, CaseIterable, Sendable {
  case jit
  case cache
  case threshold
  case compile
  case deterministic
  case verbose
  case stats
  case metrics
  case heapLimit = "heap-limit"
  case collectEvery = "collect-every"
  case dumpTraces = "dump-traces"
  case graph
  case recordStream = "record-stream"
  case frontend
  case set
  case logTraces = "log-traces"

  /// What follows the option's name.
  public enum Argument: Sendable, Equatable {
    case none
    /// A value, described by a word such as `FILE`.
    case required(String)
    /// A value that may be left out, with what is meant then.
    case optional(String, otherwise: String)
  }

  /// One row of the table.
  public struct Info: Sendable {
    /// The short form, if there is one.
    public let letter: Character?
    public let argument: Argument
    /// The default in words, or an empty string.
    public let defaultText: String
    public let sentence: String
  }

  /// The table.
  public var info: Info {
    func row(_ argument: Argument, _ defaultText: String, _ sentence: String, letter: Character? = nil) -> Info {
      Info(letter: letter, argument: argument, defaultText: defaultText, sentence: sentence)
    }
    return switch self {
    case .jit: row(.required("MODE"), "llvm", "What runs hot code: off, evaluator or llvm.")
    case .cache: row(.required("DIR"), "", "Keep traces and machine code in DIR, and begin with what is there.")
    case .threshold:
      row(.required("N"), "\(Tunable.loopThreshold.defaultValue)", "Record loops that ran N times, and side exits sooner.")
    case .compile: row(.required("WHERE"), "background", "Compile on a thread of its own (background) or at once (sync).")
    case .deterministic: row(.none, "", "Install code at logical times: equal runs make equal traces, byte for byte.")
    case .verbose: row(.none, "", "Write one line to stderr for each trace: place, length, end reason, link.", letter: "v")
    case .stats: row(.optional("FORMAT", otherwise: "text"), "", "Write counters to stderr at the end: text or json. Traces are recorded at once.")
    case .metrics: row(.none, "", "Count what runs where, which is slower, and add the metrics of trace quality to the counters.")
    case .heapLimit: row(.required("BYTES"), "none", "Raise MemoryError beyond so many bytes of heap; K, M and G multiply.")
    case .collectEvery:
      row(.required("N"), "none", "Collect garbage at every Nth allocation and spoil what is freed, which is slow and finds faults.")
    case .dumpTraces: row(.required("FILE"), "", "Write all traces of the run to FILE, for emit-ir.")
    case .graph: row(.required("FILE"), "", "Draw all traces with fitness and counts into FILE, a .dot, .svg or .json; counts as --metrics does.")
    case .recordStream:
      row(.required("FILE"), "", "Write the program and all that it asks from outside to FILE, for replay and tune.")
    case .frontend: row(.required("NAME"), TraceFrontend.best.rawValue, "The rules by which traces are selected: cpython315, adhoc or best.")
    case .set: row(.required("NAME=VALUE"), "", "Change a tunable; may be given more than once.")
    case .logTraces: row(.required("LEVEL"), "0", "Write traces to stderr: 1 a line each, 2 every uop, 3 every check and charge of the policy. They are recorded at once.")
    }
  }
}

/// Why a value does not fit an option, in a sentence part such as `'many' is not a number`.
public struct OptionError: Error, Sendable, Equatable {
  public let message: String
}

extension EngineOptions {
  /// Gives `option` the value written as `text` (empty for an option without a value).
  ///
  /// - Throws: what is wrong with the text.
  public mutating func apply(_ option: EngineOption, _ text: String) throws(OptionError) {
    switch option {
    case .jit: jit = try choice(text)
    case .cache: cacheDirectory = try path(text)
    case .threshold:
      let value = try number(text, in: Tunable.loopThreshold.info.range)
      tunables[.loopThreshold] = value
      tunables[.exitThreshold] = min(value, tunables[.exitThreshold])
      tunables[.entryThreshold] = min(value * 2, Tunable.entryThreshold.info.range.upperBound)
      // Whoever says when loops are recorded does not want them to wait for anything else.
      (tunables[.warmUp], tunables[.compileShare]) = (0, 0)
    case .compile: compile = try choice(text)
    case .deterministic: isDeterministic = true
    case .verbose: logLevel = max(logLevel, 1)
    case .stats: statistics = try choice(text)
    case .metrics:
      collectsMetrics = true
      if statistics == .none { statistics = .text }
    case .heapLimit: heapLimit = try byteCount(text)
    case .collectEvery: collectEvery = try number(text, in: 1...1_000_000_000)
    case .dumpTraces: dumpTraces = try path(text)
    case .graph:
      guard GraphFormat(file: text) != nil else { throw OptionError(message: "'\(text)' does not end in .dot, .svg or .json") }
      graph = text
      collectsMetrics = true
    case .recordStream: recordStream = try path(text)
    case .frontend: tunables.frontend = try choice(text)
    case .set: try setTunable(text)
    case .logTraces: logLevel = try number(text, in: 0...3)
    }
  }

  private mutating func setTunable(_ text: String) throws(OptionError) {
    guard let sign = text.firstIndex(of: "=") else {
      throw OptionError(message: "'\(text)' is not of the form NAME=VALUE")
    }
    let name = String(text[..<sign])
    guard let tunable = Tunable(rawValue: name) else {
      let names = Tunable.allCases.map(\.rawValue).joined(separator: ", ")
      throw OptionError(message: "there is no tunable '\(name)'; there are \(names)")
    }
    tunables[tunable] = try number(String(text[text.index(after: sign)...]), in: tunable.info.range)
  }
}

private func choice<Choice: CaseIterable & RawRepresentable>(
  _ text: String
) throws(OptionError) -> Choice where Choice.RawValue == String {
  if let choice = Choice(rawValue: text) { return choice }
  let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
  throw OptionError(message: "'\(text)' is none of \(names)")
}

private func number(_ text: String, in range: ClosedRange<Int>) throws(OptionError) -> Int {
  guard let value = Int(text) else { throw OptionError(message: "'\(text)' is not a number") }
  guard range.contains(value) else {
    throw OptionError(message: "\(value) is not in \(range.lowerBound)...\(range.upperBound)")
  }
  return value
}

private func path(_ text: String) throws(OptionError) -> String {
  if text.isEmpty { throw OptionError(message: "the name is empty") }
  return text
}

/// The smallest heap with which the library can be set up.
private let smallestHeap = 1 << 20

private func byteCount(_ text: String) throws(OptionError) -> Int {
  let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30, "k": 10, "m": 20, "g": 30]
  let shift = text.last.flatMap { shifts[$0] } ?? 0
  guard let value = Int(shift == 0 ? text : String(text.dropLast())), value > 0, value <= Int.max >> shift else {
    throw OptionError(message: "'\(text)' is not a number of bytes")
  }
  guard value << shift >= smallestHeap else { throw OptionError(message: "a heap needs \(smallestHeap) bytes") }
  return value << shift
}
