// Renders diagnostics as text for the terminal.

extension SyntaxDiagnostic {
  /// Returns what Python prints for the uncaught exception, with a line feed at the end.
  public func rendered() -> String {
    var text = ""
    if line > 0 {
      text += "  File \"\(filename)\", line \(line)\n"
      if let sourceLine { text += renderedSource(sourceLine) }
    }
    text += kind.rawValue
    if !message.isEmpty { text += ": " + message }
    return text + "\n"
  }

  /// The source line without its indentation, and the carets below it.
  private func renderedSource(_ sourceLine: String) -> String {
    let scalars = sourceLine.unicodeScalars
    let trimmed = scalars.drop { $0 == " " || $0 == "\t" || $0 == "\u{0C}" }
    var text = "    " + String(trimmed) + "\n"
    var start = column - 1
    // Of an error of several lines, the rest of the first one is marked.
    let end = endLine > line ? sourceLine.utf8.count + 1 : endColumn
    // Python marks a range only for the base class.
    let length = kind == .syntaxError && end > column ? end - column : 1
    start = min(start - (scalars.count - trimmed.count), String(trimmed).utf8.count)
    if start < 0 { return text }
    text += "    " + String(repeating: " ", count: start)
    return text + String(repeating: "^", count: length) + "\n"
  }
}

extension UnsupportedDiagnostic {
  /// Places the diagnostic at a range of the source text that was parsed.
  public init(construct: String, filename: String, range: SourceRange, source: [UInt8]) {
    let line = lineBytes(range.line, of: source)
    let columns = min(Int(range.column), line.count)
    let end = range.endLine == range.line ? min(Int(range.endColumn), line.count) : line.count
    let before = scalarCount(line.prefix(columns))
    self.init(
      construct: construct, filename: filename, line: Int(range.line), column: before + 1,
      length: max(1, scalarCount(line.prefix(end)) - before),
      sourceLine: String(decoding: line, as: UTF8.self))
  }

  /// Returns `file:line:column: construct is not supported yet`, the source line and a caret line.
  public func rendered() -> String {
    var text = "\(filename):\(line):\(column): \(construct) is not supported yet\n"
    guard let sourceLine else { return text }
    text += "    " + sourceLine + "\n    "
    // Tabs are kept, so that the caret stands below its place whatever the tab width is.
    for scalar in sourceLine.unicodeScalars.prefix(column - 1) {
      text += scalar == "\t" ? "\t" : " "
    }
    return text + String(repeating: "^", count: length) + "\n"
  }
}

/// Returns the bytes of a line, counted from 1, without its line end.
private func lineBytes(_ line: UInt32, of source: [UInt8]) -> ArraySlice<UInt8> {
  var rest = source[...]
  if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
  var current: UInt32 = 1
  while true {
    let text = rest.prefix { $0 != 0x0A && $0 != 0x0D }
    if current >= line { return text }
    rest = rest.dropFirst(text.count)
    if rest.isEmpty { return rest }
    rest = rest.dropFirst(rest.starts(with: [0x0D, 0x0A]) ? 2 : 1)
    current += 1
  }
}

func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
  bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
}
