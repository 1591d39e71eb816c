// Names every reason for which the backend refuses to compile or load code.

/// A reason for which code was not compiled or not loaded. None of them is a fault of the user's
/// program: whoever receives one counts it and goes on without the code.
public enum BackendError: Error, Equatable, Sendable {
  /// libLLVM is not installed, or is not a complete LLVM 19.
  case libraryUnavailable(String)
  /// LLVM does not know the requested target.
  case unknownTarget(String)
  /// The tree breaks a rule of its form; a defect of whoever made it.
  case invalidTree(String)
  /// The generated module is malformed; a defect of the lowering.
  case invalidModule(String)
  /// The pass pipeline could not be parsed or run.
  case passes(String)
  /// LLVM reported an error while generating code, for example that it ran out of registers.
  case codegen(String)
  /// The object file is damaged or uses something that trace code never needs.
  case object(ObjectDefect)
  /// The code calls a helper that the runtime does not have.
  case undefinedHelper(String)
  /// ORC refused to link the object.
  case link(String)
  /// The operating system gave no executable memory.
  case outOfMemory
  /// The trace uses something that the lowering does not support.
  case unsupported(String)

  /// A short, stable name of the case for counters and logs.
  public var name: String {
    switch self {
    case .libraryUnavailable: "library-unavailable"
    case .unknownTarget: "unknown-target"
    case .invalidTree: "invalid-tree"
    case .invalidModule: "invalid-module"
    case .passes: "passes"
    case .codegen: "codegen"
    case .object(let defect): "object-\(defect.rawValue)"
    case .undefinedHelper: "undefined-helper"
    case .link: "link"
    case .outOfMemory: "out-of-memory"
    case .unsupported: "unsupported"
    }
  }

  /// What there is to say beyond the name.
  public var detail: String {
    switch self {
    case .libraryUnavailable(let text), .unknownTarget(let text), .invalidTree(let text),
      .invalidModule(let text), .passes(let text), .codegen(let text), .undefinedHelper(let text), .link(let text),
      .unsupported(let text):
      text
    case .object, .outOfMemory: ""
    }
  }
}

/// What is wrong with an object file.
public enum ObjectDefect: String, Error, Sendable {
  /// A header, table, section or string reaches past the end of the file.
  case truncated
  /// The file is not a 64-bit little-endian relocatable ELF object.
  case notAnObject = "not-an-object"
  /// The code is for another processor.
  case wrongMachine = "wrong-machine"
  /// A table has the wrong entry size, or an index in it is out of range.
  case malformedTable = "malformed-table"
  /// A section is writable, thread-local, zero-filled, over-aligned or too large.
  case unsupportedSection = "unsupported-section"
  /// A symbol is common, has an extended index or lies outside its section.
  case unsupportedSymbol = "unsupported-symbol"
  /// A relocation is of a kind that trace code never needs.
  case unsupportedRelocation = "unsupported-relocation"
  /// A relocation's place lies outside its section, or its value does not fit.
  case relocationOutOfRange = "relocation-out-of-range"
  /// The function asked for is not defined in the object.
  case noEntry = "no-entry"
}
