// Declares what the bytecode compiler hands to the runtime: code not yet bound to heap objects.

/// A constant as the compiler sees it.
public enum ConstantValue: Sendable, Hashable {
  case none, ellipsis
  case bool(Bool)
  case int(Int64)
  /// Digits of an integer that needs more than 64 bits, as ASCII, in base 10, 16, 8 or 2.
  case bigInt(digits: [UInt8], radix: Int)
  /// The bits of a double, so that -0.0 and nan are kept apart.
  case float(UInt64)
  case complex(real: UInt64, imaginary: UInt64)
  /// UTF-8, with lone surrogates in their three-byte form.
  case string([UInt8])
  case bytes([UInt8])
  case tuple([ConstantValue])
  case frozenSet([ConstantValue])
  /// An index into `CodeUnit.children`.
  case code(Int)
}

/// A range of bytecode covered by an exception handler.
public struct HandlerRange: Sendable {
  /// Word positions: `start..<end` is covered.
  public var start: Int
  public var end: Int
  /// Where control goes, with the exception in `register`.
  public var target: Int
  public var register: Int
  public init(start: Int, end: Int, target: Int, register: Int) {
    self.start = start
    self.end = end
    self.target = target
    self.register = register
  }
}

/// A source position of an instruction.
public struct PositionEntry: Sendable {
  /// Word position of the instruction; entries are sorted, each holds up to the next.
  public var pc: Int32
  public var line: Int32
  public var column: Int32
  public var endLine: Int32
  public var endColumn: Int32
  public init(pc: Int32, line: Int32, column: Int32, endLine: Int32, endColumn: Int32) {
    self.pc = pc
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }
}

/// Code of a comprehension that is compiled in place; tracebacks show it as a frame of its own.
public struct InlinedRange: Sendable {
  /// Word positions: `start..<end` is the comprehension's own code.
  public var start: Int
  public var end: Int
  /// Such as `<listcomp>`.
  public var name: String
  /// Where the comprehension stands.
  public var position: PositionEntry
  public init(start: Int, end: Int, name: String, position: PositionEntry) {
    self.start = start
    self.end = end
    self.name = name
    self.position = position
  }
}

/// Properties of a code unit.
public struct CodeFlags: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
  public static let variadic = CodeFlags(rawValue: 1)
  public static let keywordVariadic = CodeFlags(rawValue: 2)
  public static let generator = CodeFlags(rawValue: 4)
  public static let coroutine = CodeFlags(rawValue: 8)
  public static let asyncGenerator = CodeFlags(rawValue: 16)
  /// Names are looked up in a namespace dict (modules run by exec, class bodies).
  public static let usesNamespace = CodeFlags(rawValue: 32)
  public static let module = CodeFlags(rawValue: 64)
  public static let classBody = CodeFlags(rawValue: 128)
  public static let nested = CodeFlags(rawValue: 256)
  /// Generators of this code can be awaited: what `types.coroutine` does.
  public static let iterableCoroutine = CodeFlags(rawValue: 512)
  /// The code calls, by its usual name, a function that may look at frames.
  public static let looksAtFrame = CodeFlags(rawValue: 1024)
  /// The code makes classes or sets attributes named `__init__`.
  public static let changesInit = CodeFlags(rawValue: 2048)
}

/// The compiled form of a module, class body, function, lambda or generator expression.
public final class CodeUnit: @unchecked Sendable {
  public var name = ""
  public var qualifiedName = ""
  public var filename = ""
  public var firstLine = 1
  public var words: [UInt64] = []
  public var constants: [ConstantValue] = []
  /// Attribute, global and namespace names, UTF-8.
  public var names: [String] = []
  /// Names of registers `0..<localNames.count`, in order: parameters first.
  public var localNames: [String] = []
  /// Names of the closure's cells, in order of `loadClosure`.
  public var freeNames: [String] = []
  /// Names of locals kept in cells.
  public var cellNames: [String] = []
  public var registerCount = 0
  public var positionalOnlyCount = 0
  /// Positional parameters, the positional-only ones included.
  public var parameterCount = 0
  public var keywordOnlyCount = 0
  public var flags: CodeFlags = []
  public var handlers: [HandlerRange] = []
  public var positions: [PositionEntry] = []
  /// Comprehensions compiled in place, the outer ones before those inside them.
  public var inlinedRanges: [InlinedRange] = []
  public var children: [CodeUnit] = []
  /// For class bodies: how many distinct attributes of `self` their methods assign.
  public var instanceAttributes: [String] = []
  /// The documentation string, if there is one.
  public var documentation: [UInt8]?

  public init() {}

  /// A copy of another unit; the two share their children.
  public init(copying other: CodeUnit) {
    (name, qualifiedName, filename, firstLine) = (other.name, other.qualifiedName, other.filename, other.firstLine)
    (words, constants, names, localNames) = (other.words, other.constants, other.names, other.localNames)
    (freeNames, cellNames, registerCount) = (other.freeNames, other.cellNames, other.registerCount)
    (positionalOnlyCount, parameterCount, keywordOnlyCount) = (other.positionalOnlyCount, other.parameterCount, other.keywordOnlyCount)
    (flags, handlers, positions, inlinedRanges) = (other.flags, other.handlers, other.positions, other.inlinedRanges)
    (children, instanceAttributes, documentation) = (other.children, other.instanceAttributes, other.documentation)
  }

  /// The frames that a traceback shows for the instruction at word `pc`, the outermost first: this code's own, then
  /// those of the comprehensions around the instruction. `position` is that of the instruction.
  public func frames(at pc: Int, position: PositionEntry) -> [(name: String, position: PositionEntry)] {
    var frames: [(name: String, position: PositionEntry)] = []
    var name = self.name
    for range in inlinedRanges where range.start <= pc && pc < range.end {
      frames.append((name, range.position))
      name = range.name
    }
    frames.append((name, position))
    return frames
  }
}
