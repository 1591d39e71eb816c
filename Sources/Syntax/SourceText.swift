// Decodes source bytes to UTF-8 with line feeds, honouring byte order mark and encoding declaration.

/// Source text in the form that the lexer reads.
struct SourceText {
  /// Number of NUL bytes behind the text.
  static let padding = 8

  /// UTF-8 text with line feeds only, one at its end unless it is empty, and the padding.
  private(set) var bytes: [UInt8]
  /// Whether the line feed at the end is not in the source.
  private(set) var addsLineFeed = false

  /// Offset of the first byte of padding.
  var endOffset: Int { bytes.count - SourceText.padding }

  /// Decodes `source`; throws if its encoding is unknown or its bytes do not fit it.
  init(_ source: [UInt8], filename: String) throws(SyntaxDiagnostic) {
    var text = source[...]
    let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
    if hasMark { text = text.dropFirst(3) }
    let declared = SourceText.declaredEncoding(text)
    let encoding = try SourceText.encoding(declared, hasMark: hasMark, filename: filename)
    if text.contains(0) { text = SourceText.withoutNulls(text)[...] }
    if encoding == .latin1 {
      bytes = SourceText.utf8(fromLatin1: text)
    } else {
      if let invalid = invalidUTF8(text, asciiOnly: encoding == .ascii) {
        throw SourceText.decodeFailure(
          invalid, in: text, encoding: encoding, isDeclared: declared != nil || hasMark,
          filename: filename)
      }
      bytes = []
      bytes.reserveCapacity(text.count + 1 + SourceText.padding)
      bytes.append(contentsOf: text)
    }
    normalizeLineEnds()
    if let last = bytes.last, last != 0x0A {
      bytes.append(0x0A)
      addsLineFeed = true
    }
    bytes.append(contentsOf: repeatElement(0, count: SourceText.padding))
  }

  /// Leaves out what CPython does not see of a file: a NUL byte hides the rest of its line, and the end of that line.
  private static func withoutNulls(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let null = rest.firstIndex(of: 0) {
      result += rest[..<null]
      rest = rest[null...]
      rest = rest.firstIndex { $0 == 0x0A || $0 == 0x0D }.map { rest[($0 + 1)...] } ?? []
      if rest.first == 0x0A, rest.startIndex > 0, text[rest.startIndex - 1] == 0x0D { rest = rest.dropFirst() }
    }
    result += rest
    return result
  }

  private static func failure(_ message: String, _ filename: String) -> SyntaxDiagnostic {
    SyntaxDiagnostic(
      kind: .syntaxError, message: message, filename: filename, line: 0, column: 0)
  }

  /// Replaces carriage returns, alone or before a line feed, by line feeds.
  private mutating func normalizeLineEnds() {
    guard var source = bytes.firstIndex(of: 0x0D) else { return }
    var target = source
    while source < bytes.count {
      var byte = bytes[source]
      source += 1
      if byte == 0x0D {
        byte = 0x0A
        if source < bytes.count && bytes[source] == 0x0A { source += 1 }
      }
      bytes[target] = byte
      target += 1
    }
    bytes.removeSubrange(target...)
  }

  private static func utf8(fromLatin1 text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count * 2)
    for byte in text { appendUTF8(UInt32(byte), to: &result) }
    return result
  }
}

// MARK: - Encoding declaration

extension SourceText {
  /// The encodings that are understood.
  enum Encoding {
    case utf8, latin1, ascii
  }

  private static func encoding(
    _ declared: String?, hasMark: Bool, filename: String
  ) throws(SyntaxDiagnostic) -> Encoding {
    guard let declared else { return .utf8 }
    let name = normalizedName(declared)
    if name == "utf-8" { return .utf8 }
    if hasMark {
      throw failure("encoding problem: \(name) with BOM", filename)
    }
    switch name {
    case "iso-8859-1": return .latin1
    case "ascii", "us-ascii", "646": return .ascii
    case "utf8", "u8", "utf", "utf-8-sig", "cp65001": return .utf8
    case "l1", "latin", "latin1", "iso8859-1", "8859", "cp819": return .latin1
    default: throw failure("encoding problem: \(declared)", filename)
    }
  }

  /// Folds letter case, underscores and the common spellings of two names.
  private static func normalizedName(_ name: String) -> String {
    let folded = String(
      decoding: name.utf8.map { byte in
        byte == UInt8(ascii: "_")
          ? UInt8(ascii: "-") : byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      }, as: UTF8.self)
    if folded == "utf-8" || folded.hasPrefix("utf-8-") { return "utf-8" }
    for latin in ["latin-1", "iso-8859-1", "iso-latin-1"]
    where folded == latin || folded.hasPrefix(latin + "-") {
      return "iso-8859-1"
    }
    return folded
  }

  /// Returns the encoding named in a comment on one of the first two lines.
  private static func declaredEncoding(_ text: ArraySlice<UInt8>) -> String? {
    var rest = text
    for _ in 0..<2 {
      let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
      switch declaration(inLine: line) {
      case .found(let name): return name
      case .code: return nil
      case .nothing: break
      }
      rest = rest.dropFirst(line.count)
      if rest.starts(with: [0x0D, 0x0A]) { rest = rest.dropFirst() }
      rest = rest.dropFirst()
    }
    return nil
  }

  private enum Declaration {
    case found(String)
    case nothing
    /// The line holds code, so the next line cannot declare an encoding.
    case code
  }

  private static func declaration(inLine line: ArraySlice<UInt8>) -> Declaration {
    let trimmed = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
    guard let first = trimmed.first else { return .nothing }
    guard first == UInt8(ascii: "#") else { return .code }
    let coding = Array("coding".utf8)
    var rest = trimmed
    while rest.count > coding.count {
      guard rest.starts(with: coding) else {
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(coding.count)
      guard let mark = rest.first, mark == UInt8(ascii: ":") || mark == UInt8(ascii: "=") else {
        continue
      }
      let name = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }.prefix(while: isNameByte)
      if !name.isEmpty { return .found(String(decoding: name, as: UTF8.self)) }
    }
    return .nothing
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      return true
    default:
      return false
    }
  }
}

// MARK: - Invalid bytes

extension SourceText {
  private static func decodeFailure(
    _ invalid: InvalidBytes, in text: ArraySlice<UInt8>, encoding: Encoding, isDeclared: Bool,
    filename: String
  ) -> SyntaxDiagnostic {
    let byte = text[text.startIndex + invalid.offset]
    let hex = String(byte, radix: 16)
    if !isDeclared {
      let line = text.prefix(invalid.offset).reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      return failure(
        "Non-UTF-8 code starting with '\\x\(hex)' in file \(filename) on line \(line), "
          + "but no encoding declared; see https://peps.python.org/pep-0263/ for details",
        filename)
    }
    let codec = encoding == .ascii ? "ascii" : "utf-8"
    let place =
      invalid.count == 1
      ? "byte 0x\(hex) in position \(invalid.offset)"
      : "bytes in position \(invalid.offset)-\(invalid.offset + invalid.count - 1)"
    return failure(
      "(unicode error) '\(codec)' codec can't decode \(place): \(invalid.reason)", filename)
  }
}
