// Prints trace trees and dumps as text, and reads them back.

/// The text format of traces; see Documentation/trace-format.md.
///
/// Printing and parsing are inverse: `parse(print(tree)) == tree`, for every tree whose value numbers are at least -1 and
/// whose indices and positions fit 32 bits.
public struct TraceText: Sendable {
  /// The version in the header line.
  public static let version = 1
  static let header = "jitc-trace \(version)"

  private let abi: RuntimeABI
  private let names: TextNames
  /// Whether printed lines get comments: places in the program, meanings of constants.
  public var comments = true
  public var limits = TraceTextLimits()

  /// A printer and parser for trees that name the fields and helpers of `abi`.
  public init(abi: RuntimeABI, comments: Bool = true) {
    self.abi = abi
    self.names = TextNames(abi)
    self.comments = comments
  }

  /// The text of one tree, header line included.
  public func print(_ tree: TraceTree) -> String { String(decoding: bytes(of: tree), as: UTF8.self) }

  /// The text of a dump, header line included.
  public func print(_ dump: TraceDump) -> String { String(decoding: bytes(of: dump), as: UTF8.self) }

  /// The text of one tree in UTF-8.
  public func bytes(of tree: TraceTree) -> [UInt8] {
    var writer = TextWriter()
    writer.string(TraceText.header)
    writer.newline()
    writer.tree(tree, label: "", abi: abi, names: names, comments: comments)
    return writer.bytes
  }

  /// The text of a dump in UTF-8.
  public func bytes(of dump: TraceDump) -> [UInt8] {
    var writer = TextWriter()
    writer.string(TraceText.header)
    writer.newline()
    for note in dump.metadata { writer.note(note) }
    for (index, entry) in dump.trees.enumerated() {
      if entry.recorded == nil, entry.optimized == nil { writer.text("tree missing\n") }
      if let tree = entry.recorded {
        writer.tree(tree, label: "\(index) recorded ", abi: abi, names: names, comments: comments)
      }
      if let tree = entry.optimized {
        writer.tree(tree, label: "\(index) optimized ", abi: abi, names: names, comments: comments)
      }
    }
    return writer.bytes
  }

  /// One line for each uop of a trace, as it stands in a printed tree.
  public func uops(of trace: Trace, constants: [String]) -> [String] {
    let context = InstructionContext(
      names: names, encoding: abi.encoding, constants: constants, origins: trace.origins, comments: comments)
    return trace.body.map { item in
      var writer = TextWriter()
      writer.instruction(item, context)
      return String(decoding: writer.bytes.dropLast(), as: UTF8.self)
    }
  }

  /// Reads a text that holds one tree.
  ///
  /// - Throws: where and why the text is not one. Nothing is checked beyond the form: see `TraceVerifier`.
  public func tree(_ bytes: [UInt8]) throws(TraceTextError) -> TraceTree {
    let dump = try self.dump(bytes)
    let trees = dump.trees.flatMap { [$0.recorded, $0.optimized].compactMap { $0 } }
    guard trees.count == 1 else {
      throw TraceTextError(line: 1, column: 1, message: "expected one tree, found \(trees.count)")
    }
    return trees[0]
  }

  /// Reads a text that holds one tree.
  public func tree(_ text: String) throws(TraceTextError) -> TraceTree { try tree(Array(text.utf8)) }

  /// Reads a dump. A tree without stage counts as recorded.
  ///
  /// - Throws: where and why the text is not one.
  public func dump(_ bytes: [UInt8]) throws(TraceTextError) -> TraceDump {
    guard bytes.count <= limits.bytes else {
      throw TraceTextError(line: 1, column: 1, message: "the text is longer than \(limits.bytes) bytes")
    }
    return try bytes.withUnsafeBufferPointer { buffer throws(TraceTextError) -> TraceDump in
      var parser = DumpParser(TextScanner(buffer, limits: limits), names: names)
      return try parser.parse()
    }
  }
}

extension TextWriter {
  fileprivate mutating func note(_ note: TraceDump.Note) {
    let key = Array(note.key.utf8)
    if let first = key.first, first.isNameStart, key.allSatisfy(\.isNamePart), note.key != "tree" {
      bytes.append(contentsOf: key)
    } else {
      quoted(note.key)
    }
    text(": ")
    let value = note.value.utf8
    let isPlain = value.first != 0x22 && value.first != 0x20 && value.last != 0x20 && value.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    if isPlain { string(note.value) } else { quoted(note.value) }
    newline()
  }
}
