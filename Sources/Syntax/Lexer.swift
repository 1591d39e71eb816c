// Turns decoded source bytes into an array of tokens, following CPython's tokenizer.

/// A single pass over source text that ends with a line feed and some NUL bytes.
struct Lexer {
  /// The deepest bracket nesting that is accepted.
  static let maxBrackets = 200
  /// The deepest indentation that is accepted.
  static let maxIndents = 100

  let base: UnsafePointer<UInt8>
  /// Offset of the first NUL behind the text.
  let endOffset: Int

  var position = 0
  var line: Int
  /// Offset of the first byte of `line`; negative if the text starts within its first line.
  var lineStart: Int
  var tokens: [Token] = []
  var failure: LexFailure?

  var brackets: [OpenBracket] = []
  private var indents: [(column: Int, altColumn: Int)] = [(0, 0)]

  /// `line` and `column` say where the first byte stands in the file.
  init(base: UnsafePointer<UInt8>, endOffset: Int, line: Int, column: Int) {
    self.base = base
    self.endOffset = endOffset
    self.line = line
    lineStart = -column
  }

  @inline(__always)
  func peek(_ distance: Int = 0) -> UInt8 { base[position + distance] }

  @inline(__always)
  func hasClass(_ byte: UInt8, _ set: ByteClass) -> Bool { set.contains(byte) }

  /// Lexes to the end or to the first failure.
  mutating func run() {
    tokens.reserveCapacity(endOffset / 4 + 8)
    var atLineStart = true
    while failure == nil {
      var isBlank = false
      if atLineStart {
        atLineStart = false
        isBlank = readIndentation()
        if failure != nil { return }
      }
      while hasClass(base[position], .space) { position += 1 }
      let start = position
      if base[position] == UInt8(ascii: "#") {
        while base[position] != 0x0A { position += 1 }
      }
      let byte = base[position]
      if byte == 0x0A {
        if !isBlank && brackets.isEmpty { appendNewline(start: start) }
        atLineStart = true
        advanceLine()
      } else if position >= endOffset {
        finish()
        return
      } else {
        lexToken(byte)
      }
    }
  }

  /// Moves behind the line feed at `position`; the empty end of the text is not a line of its own.
  @inline(__always)
  mutating func advanceLine() {
    position += 1
    if position < endOffset {
      line += 1
      lineStart = position
    }
  }

  private mutating func lexToken(_ byte: UInt8) {
    if hasClass(byte, .identifierStart) {
      lexNameOrString()
    } else if hasClass(byte, .digit) {
      lexNumber()
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      lexString(start: position)
    } else if byte == UInt8(ascii: ".") && hasClass(peek(1), .digit) {
      lexNumber()
    } else if byte == UInt8(ascii: "\\") {
      lexContinuation()
    } else {
      lexOperator(byte)
    }
  }

  private mutating func lexContinuation() {
    position += 1
    guard base[position] == 0x0A else {
      position += 1
      let column = position - lineStart
      fail(
        .syntaxError, "unexpected character after line continuation character", column: column,
        endColumn: 0)
      return
    }
    advanceLine()
    if position >= endOffset { failAtEnd() }
  }

  private mutating func finish() {
    guard brackets.isEmpty else {
      failAtEnd()
      return
    }
    appendBare(.endMarker)
  }

  /// Appends a token that starts at `start` and ends at the current position, on one line.
  @inline(__always)
  mutating func append(_ kind: TokenKind, start: Int) {
    tokens.append(
      Token(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
        range: SourceRange(
          line: UInt32(truncatingIfNeeded: line),
          column: UInt32(truncatingIfNeeded: start - lineStart),
          endLine: UInt32(truncatingIfNeeded: line),
          endColumn: UInt32(truncatingIfNeeded: position - lineStart)),
        kind: kind, level: UInt8(truncatingIfNeeded: brackets.count)))
  }

  private mutating func appendNewline(start: Int) {
    append(.newline, start: start)
  }

  /// Takes back the line end that a source without a line feed at its end was given, or leaves it as
  /// a mark without column where it ends the statement.
  mutating func dropLineFeed(isEndOfStatement: Bool) {
    guard failure == nil, let index = tokens.lastIndex(where: { $0.kind == .newline }) else {
      return
    }
    if isEndOfStatement {
      tokens[index].start = UInt32(truncatingIfNeeded: endOffset)
      tokens[index].hasColumn = false
    } else {
      tokens.remove(at: index)
    }
  }

  /// Appends a token without width or column at the current position.
  mutating func appendBare(_ kind: TokenKind) {
    append(kind, start: position)
    tokens[tokens.count - 1].hasColumn = false
  }
}

// MARK: - Indentation

extension Lexer {
  /// Reads the white space of a new line and appends indents and dedents; returns whether the line is blank.
  private mutating func readIndentation() -> Bool {
    var column = 0
    var altColumn = 0
    var continued = 0
    while true {
      switch base[position] {
      case 0x20:
        column += 1
        altColumn += 1
      case 0x09:
        column = (column / 8 + 1) * 8
        altColumn += 1
      case 0x0C:
        column = 0
        altColumn = 0
      case UInt8(ascii: "\\"):
        continued = continued != 0 ? continued : column
        lexContinuation()
        if failure != nil {
          if position >= endOffset && brackets.isEmpty { failure?.column = 0 }
          return false
        }
        continue
      default:
        let byte = base[position]
        let isBlank = byte == UInt8(ascii: "#") || byte == 0x0A
        if !isBlank && brackets.isEmpty {
          applyIndentation(
            column: continued != 0 ? continued : column,
            altColumn: continued != 0 ? continued : altColumn)
        }
        return isBlank
      }
      position += 1
    }
  }

  private mutating func applyIndentation(column: Int, altColumn: Int) {
    let top = indents[indents.count - 1]
    if column == top.column {
      if altColumn != top.altColumn { failWithTabs() }
    } else if column > top.column {
      if indents.count >= Lexer.maxIndents {
        moveToLineEnd()
        fail(.indentationError, "too many levels of indentation", column: 1, endColumn: 0)
      } else if altColumn <= top.altColumn {
        failWithTabs()
      } else {
        indents.append((column, altColumn))
        appendBare(.indent)
      }
    } else {
      dedent(column: column, altColumn: altColumn)
    }
  }

  private mutating func dedent(column: Int, altColumn: Int) {
    let count = tokens.count
    while indents.count > 1 && column < indents[indents.count - 1].column {
      indents.removeLast()
      appendBare(.dedent)
    }
    let top = indents[indents.count - 1]
    if column != top.column {
      tokens.removeSubrange(count...)
      moveToLineEnd()
      fail(
        .indentationError, "unindent does not match any outer indentation level",
        column: position - lineStart, endColumn: -1)
    } else if altColumn != top.altColumn {
      tokens.removeSubrange(count...)
      failWithTabs()
    }
  }

  private mutating func failWithTabs() {
    moveToLineEnd()
    fail(
      .tabError, "inconsistent use of tabs and spaces in indentation", column: 1, endColumn: 0)
  }

  private mutating func moveToLineEnd() {
    while base[position] != 0x0A && position < endOffset { position += 1 }
    if position < endOffset { position += 1 }
  }
}

// MARK: - Failures

extension Lexer {
  /// Stops with an error that does not outrank earlier errors of the parser; columns are bytes from 1.
  mutating func fail(
    _ kind: SyntaxDiagnostic.Kind, _ message: String, column: Int, endColumn: Int
  ) {
    failure = LexFailure(
      kind: kind, message: message, line: line, column: column, endLine: line,
      endColumn: endColumn, columnIsBytes: true, outranksParser: false)
    appendBare(.error)
  }

  /// Stops with an error at the character before the current position.
  mutating func failHere(_ message: String) {
    let count = characterCount(
      UnsafeBufferPointer(
        start: base + max(lineStart, 0), count: position - max(lineStart, 0)))
    failInCharacters(message, column: count, endColumn: count)
  }

  /// Stops with an error whose columns are characters from 1.
  mutating func failInCharacters(_ message: String, column: Int, endColumn: Int) {
    failure = LexFailure(
      kind: .syntaxError, message: message, line: line, column: column, endLine: line,
      endColumn: endColumn, columnIsBytes: false, outranksParser: true)
    appendBare(.error)
  }

  /// Stops because the text ended inside brackets or behind a line continuation.
  private mutating func failAtEnd() {
    if let bracket = brackets.last {
      fail(
        .syntaxError, "'\(Character(Unicode.Scalar(bracket.character)))' was never closed",
        column: bracket.column + 1, endColumn: 0)
      failure?.line = bracket.line
      failure?.endLine = bracket.line
    } else {
      fail(
        .syntaxError, "unexpected EOF while parsing", column: position - lineStart, endColumn: -1)
    }
  }
}
