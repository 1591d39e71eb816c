// Lists the ways in which every program is run.
import Foundation
import Testing

/// One set of options of `jitc run`.
enum Configuration: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case interpreter
  case evaluator
  case evaluatorEager
  case llvm
  case llvmEager
  case llvmBackground
  /// As CPython selects traces, with executors of all functions.
  case reference
  /// With many collections, so that values that nothing keeps alive are lost.
  case collecting

  var testDescription: String { rawValue }

  var options: [String] {
    switch self {
    case .interpreter: ["--jit", "off"]
    case .evaluator: ["--jit", "evaluator"]
    case .evaluatorEager: ["--jit", "evaluator", "--threshold", "1"]
    case .llvm: ["--jit", "llvm", "--compile", "sync"]
    case .llvmEager: ["--jit", "llvm", "--compile", "sync", "--threshold", "1"]
    case .llvmBackground: []
    case .reference: ["--deterministic", "--frontend", "cpython315", "--threshold", "37"]
    case .collecting: ["--threshold", "1", "--collect-every", "307"]
    }
  }
}

/// The release binary: what JITC_BINARY names, else the one in this package's build folder.
let binaryPath: String = {
  if let named = ProcessInfo.processInfo.environment["JITC_BINARY"], !named.isEmpty { return named }
  let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return package.appendingPathComponent(".build/release/jitc").path
}()

/// Limits how many programs run at once, so that none is slowed down into its time limit.
private let slots = DispatchSemaphore(value: 2)

/// Runs `jitc run OPTIONS NAME.toy` in the folder of the programs.
func runToy(_ program: ToyProgram, _ options: [String]) throws -> ChildResult {
  try runLimited([binaryPath, "run"] + options + [program.name + ".toy"])
}

/// Runs any command in the folder of the programs, when a slot is free.
func runLimited(_ command: [String]) throws -> ChildResult {
  slots.wait()
  defer { slots.signal() }
  return try runChild(
    command, in: ToyProgram.folder, environment: ["PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1"])
}
