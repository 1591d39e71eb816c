// Parses the header, the notes and the trees of a dump.

struct DumpParser {
  private var scanner: TextScanner
  private var trees: TreeParser
  private var dump = TraceDump()

  init(_ scanner: TextScanner, names: TextNames) {
    self.scanner = scanner
    self.trees = TreeParser(names: names)
  }

  mutating func parse() throws(TraceTextError) -> TraceDump {
    try header()
    while true {
      scanner.skipSpace()
      if scanner.isAtEnd { return dump }
      if scanner.accept("tree") { try tree() } else { try note() }
    }
  }

  private mutating func header() throws(TraceTextError) {
    guard scanner.base.starts(with: "jitc-trace ".utf8) else {
      throw scanner.error("expected the header line '\(TraceText.header)'")
    }
    scanner.position = 11
    let version = try scanner.integer()
    guard version == Int64(TraceText.version) else {
      throw scanner.error("version \(version) of the format is not supported", at: 11)
    }
    try scanner.endLine()
  }

  private mutating func note() throws(TraceTextError) {
    let start = scanner.position
    guard dump.trees.isEmpty else { throw scanner.error("expected 'tree'") }
    let key: String
    if scanner.peek == 0x22 {
      key = try scanner.quoted()
    } else {
      key = String(decoding: scanner.name(), as: UTF8.self)
      if key.isEmpty { throw scanner.error("expected a note or 'tree'", at: start) }
    }
    guard scanner.accept(UInt8(ascii: ":")) else { throw scanner.error("expected ':' after the key of a note") }
    scanner.skipBlanks()
    if scanner.peek == 0x22 {
      dump.metadata.append(TraceDump.Note(key: key, value: try scanner.quoted()))
      return try scanner.endLine()
    }
    let first = scanner.position
    scanner.skipLine()
    guard let value = String(validating: scanner.base[first..<scanner.position], as: UTF8.self) else {
      throw scanner.error("the note is not valid UTF-8", at: first)
    }
    dump.metadata.append(TraceDump.Note(key: key, value: value))
  }

  private mutating func tree() throws(TraceTextError) {
    scanner.skipBlanks()
    let start = scanner.position
    guard dump.trees.count < scanner.limits.trees else { throw scanner.error("the dump has too many trees") }
    if scanner.accept("missing") { return dump.trees.append(TraceDump.Entry()) }
    if scanner.peek == 0x22 { return dump.trees.append(TraceDump.Entry(recorded: try trees.parse(&scanner))) }
    let number = try scanner.smallInteger()
    let isOptimized = scanner.accept("optimized")
    if !isOptimized { try scanner.expect("recorded") }
    if isOptimized, number == dump.trees.count - 1, dump.trees[number].optimized == nil {
      dump.trees[number].optimized = try trees.parse(&scanner)
      return
    }
    guard number == dump.trees.count else { throw scanner.error("trees are numbered in order", at: start) }
    let tree = try trees.parse(&scanner)
    dump.trees.append(isOptimized ? TraceDump.Entry(optimized: tree) : TraceDump.Entry(recorded: tree))
  }
}
