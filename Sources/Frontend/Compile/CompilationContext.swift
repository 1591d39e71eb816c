// Holds what all code units of one compilation share: file, options, scopes and error positions.
import Syntax

/// Identifies the scope that a node opens.
struct ScopeKey: Hashable {
  var range: SourceRange
  var kind: LexicalScope.Kind
}

/// The shared state of one compilation.
final class CompilationContext {
  let filename: String
  /// The source text, for the line that errors show.
  let source: [UInt8]
  /// Whether module-level names live in a separate namespace.
  let usesNamespace: Bool
  var hasFutureAnnotations = false
  /// The line of the last `from __future__ import` at the beginning of the module, or 0.
  var lastFutureLine: UInt32 = 0
  /// Whether `:=` occurs anywhere.
  var hasNamedTargets = false
  /// Whether expression statements of the module are printed.
  var isInteractive = false
  /// Whether calls of all functions are counted, not only of those that may call themselves.
  var entersAllFunctions = false
  /// Nodes may share a range inside f-strings; then they are told apart by their order.
  private var scopes: [ScopeKey: [LexicalScope]] = [:]
  private var cursors: [ScopeKey: Int] = [:]
  private var depth = 0

  /// Names that some scope declares global: the module's own code takes them for globals, too, even where it has a namespace.
  private(set) lazy var globalNames: Set<String> = {
    var names: Set<String> = []
    for scope in self.scopes.values.joined() {
      for (name, entry) in scope.names {
        if case .globalExplicit = entry.resolution { names.insert(name) }
      }
    }
    return names
  }()

  private let stackStart: UInt
  /// How much of the native stack, in bytes, the passes may take: unoptimized code needs more for each level.
  private static let stackLimit = 7 << 20

  /// The nesting that CPython accepts.
  static let depthLimit = 2990

  init(filename: String, source: [UInt8], usesNamespace: Bool) {
    self.filename = filename
    self.source = source
    self.usesNamespace = usesNamespace
    stackStart = Self.stackAddress()
  }

  func register(_ scope: LexicalScope, range: SourceRange) {
    scopes[ScopeKey(range: range, kind: scope.kind), default: []].append(scope)
  }

  /// Returns the scope that the node of this kind and range opened.
  func scope(_ kind: LexicalScope.Kind, range: SourceRange) -> LexicalScope {
    let key = ScopeKey(range: range, kind: kind)
    guard let found = scopes[key], !found.isEmpty else {
      preconditionFailure("the symbol table pass has not seen this scope")
    }
    if found.count == 1 { return found[0] }
    let cursor = cursors[key, default: 0]
    cursors[key] = cursor + 1
    return found[cursor % found.count]
  }

  /// Enters `levels` of nesting; throws RecursionError if that is too deep.
  func enter(_ levels: Int = 1) throws(SyntaxDiagnostic) {
    depth += levels
    if depth > Self.depthLimit || Int(bitPattern: stackStart &- Self.stackAddress()) > Self.stackLimit {
      throw SyntaxDiagnostic(
        kind: .recursionError, message: "maximum recursion depth exceeded during compilation",
        filename: filename, line: 0, column: 0)
    }
  }

  func leave(_ levels: Int = 1) { depth -= levels }

  @inline(never)
  private static func stackAddress() -> UInt {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
  }

  /// Makes a SyntaxError at a range; as in CPython its columns count bytes.
  ///
  /// - Parameter hasEnd: whether the error marks the end of the range too.
  func error(_ message: String, at range: SourceRange, hasEnd: Bool = true) -> SyntaxDiagnostic {
    let line = Int(range.line)
    var result = SyntaxDiagnostic(
      kind: .syntaxError, message: message, filename: filename, line: line, column: Int(range.column) + 1,
      endLine: hasEnd ? Int(range.endLine) : 0, endColumn: hasEnd ? Int(range.endColumn) + 1 : 0,
      sourceLine: sourceLine(line).map { String(decoding: $0, as: UTF8.self) })
    result.isFoundLate = true
    return result
  }

  private func sourceLine(_ number: Int) -> ArraySlice<UInt8>? {
    guard !source.isEmpty, number > 0 else { return nil }
    var start = 0
    for _ in 1..<max(number, 1) {
      guard let end = source[start...].firstIndex(of: 10) else { return nil }
      start = end + 1
    }
    let end = source[start...].firstIndex(of: 10) ?? source.endIndex
    let isDOS = end > start && source[end - 1] == 13
    return source[start..<(isDOS ? end - 1 : end)]
  }
}
