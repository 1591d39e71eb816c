// Encodes strings as bytes.

/// The encodings the runtime knows.
enum TextCodec {
  case utf8, utf8Signature, ascii, latin1
  case utf16(bigEndian: Bool?), utf32(bigEndian: Bool?)
  case unicodeEscape, rawUnicodeEscape
  case codePage(CodePage)

  /// The codec and its official name, by any of its spellings; nil for others.
  static func named(_ name: String) -> (TextCodec, String)? {
    var key = ""
    for character in name.lowercased() { key.append(character == "-" || character == " " ? "_" : character) }
    switch key {
    case "utf_8", "utf8", "u8", "utf", "cp65001", "utf8_ucs2": return (.utf8, "utf-8")
    case "utf_8_sig", "utf8_sig": return (.utf8Signature, "utf-8-sig")
    case "ascii", "us_ascii", "646", "ansi_x3.4_1968", "iso646_us": return (.ascii, "ascii")
    case "latin_1", "latin1", "latin", "l1", "iso_8859_1", "iso8859_1", "iso_8859_1_1987", "8859", "cp819", "iso8859": return (.latin1, "latin-1")
    case "utf_16", "utf16", "u16": return (.utf16(bigEndian: nil), "utf-16")
    case "utf_16_le", "utf_16le", "utf16_le": return (.utf16(bigEndian: false), "utf-16-le")
    case "utf_16_be", "utf_16be", "utf16_be": return (.utf16(bigEndian: true), "utf-16-be")
    case "utf_32", "utf32", "u32": return (.utf32(bigEndian: nil), "utf-32")
    case "utf_32_le", "utf_32le", "utf32_le": return (.utf32(bigEndian: false), "utf-32-le")
    case "utf_32_be", "utf_32be", "utf32_be": return (.utf32(bigEndian: true), "utf-32-be")
    case "unicode_escape": return (.unicodeEscape, "unicodeescape")
    case "raw_unicode_escape": return (.rawUnicodeEscape, "rawunicodeescape")
    default: return CodePage.named(key).map { (.codePage($0), "charmap") }
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The bytes of a string in an encoding, or nil with an exception pending.
  public func encode(_ string: Value, _ encoding: String, _ errors: String) -> Value {
    guard let (codec, name) = TextCodec.named(encoding) else { return useOtherCodec(string, encoding, errors, "_encode_other") }
    let object = string.object(StrObject.self)
    if object.pointee.isASCII {
      switch codec {
      case .utf8, .ascii, .latin1: return makeBytes(UnsafeBufferPointer(start: stringBytes(string), count: object.pointee.count))
      default: break
      }
    }
    var out: [UInt8] = []
    out.reserveCapacity(object.pointee.count * 2)
    if case .utf8Signature = codec { out += [0xEF, 0xBB, 0xBF] }
    if case .utf16(bigEndian: nil) = codec { out += [0xFF, 0xFE] }
    if case .utf32(bigEndian: nil) = codec { out += [0xFF, 0xFE, 0, 0] }
    var i = 0
    while i < object.pointee.count {
      let code = codePoint(string, i)
      if canEncode(code, codec) {
        put(code, codec, &out)
        i += 1
        continue
      }
      var stop = i + 1
      while stop < object.pointee.count, !canEncode(codePoint(string, stop), codec) { stop += 1 }
      guard handleUnencodable(string, i, &stop, codec, name, errors, &out) else { return .nil }
      i = stop
    }
    return makeBytes(out)
  }

  @inline(__always)
  private func canEncode(_ code: UInt32, _ codec: TextCodec) -> Bool {
    switch codec {
    case .ascii: return code < 128
    case .latin1: return code < 256
    case .unicodeEscape, .rawUnicodeEscape: return true
    case .codePage(let page): return page.byte(of: code) != nil
    default: return code & 0xFFFF_F800 != 0xD800
    }
  }

  private func put(_ code: UInt32, _ codec: TextCodec, _ out: inout [UInt8]) {
    switch codec {
    case .utf8, .utf8Signature: appendUTF8(code, to: &out)
    case .ascii, .latin1: out.append(UInt8(truncatingIfNeeded: code))
    case .utf16(let order):
      if code < 0x10000 { return putUnit(code, 2, order ?? false, &out) }
      putUnit(0xD800 + (code - 0x10000) >> 10, 2, order ?? false, &out)
      putUnit(0xDC00 + (code - 0x10000) & 0x3FF, 2, order ?? false, &out)
    case .utf32(let order): putUnit(code, 4, order ?? false, &out)
    case .codePage(let page): out.append(page.byte(of: code) ?? 63)
    case .unicodeEscape: appendLiteralEscape(code, &out)
    case .rawUnicodeEscape:
      if code < 256 { return out.append(UInt8(code)) }
      var text = TextBuilder()
      appendEscape(code, &text)
      out += text.narrow
    }
  }

  private func putUnit(_ unit: UInt32, _ size: Int, _ bigEndian: Bool, _ out: inout [UInt8]) {
    for k in 0..<size { out.append(UInt8(truncatingIfNeeded: unit >> UInt32(8 * (bigEndian ? size - 1 - k : k)))) }
  }

  /// Applies an error handler to a run of characters that cannot be encoded.
  private func handleUnencodable(
    _ string: Value, _ start: Int, _ stop: inout Int, _ codec: TextCodec, _ name: String, _ errors: String, _ out: inout [UInt8]
  ) -> Bool {
    var text = TextBuilder()
    for i in start..<stop {
      let code = codePoint(string, i)
      switch errors {
      case "ignore": continue
      case "replace": text.append(63)
      case "backslashreplace": appendEscape(code, &text)
      case "xmlcharrefreplace": text.append(text: "&#\(code);")
      case "namereplace":
        if let scalar = Unicode.Scalar(code), let title = scalar.properties.name {
          text.append(text: "\\N{\(title)}")
        } else {
          appendEscape(code, &text)
        }
      case "surrogateescape" where code >= 0xDC80 && code <= 0xDCFF: out.append(UInt8(code & 0xFF))
      case "surrogatepass" where code & 0xFFFF_F800 == 0xD800 && canPassSurrogates(codec): put(code, codec, &out)
      case "strict", "surrogateescape", "surrogatepass":
        let from = errors == "strict" ? start : i
        return raiseUnencodable(string, from, stop, codec, name)
      default: return useErrorHandler(string, start, &stop, codec, name, errors, &out)
      }
    }
    for byte in text.narrow { put(UInt32(byte), codec, &out) }
    return true
  }

  private func canPassSurrogates(_ codec: TextCodec) -> Bool {
    switch codec {
    case .ascii, .latin1, .codePage: return false
    default: return true
    }
  }

  private func raiseUnencodable(_ string: Value, _ start: Int, _ stop: Int, _ codec: TextCodec, _ name: String) -> Bool {
    let error = unencodable(string, start, stop, codec, name)
    if !error.isNil { raise(error) }
    return false
  }

  /// Lets a handler that the program registered replace characters `start..<stop`; `stop` becomes where encoding goes on.
  private func useErrorHandler(
    _ string: Value, _ start: Int, _ stop: inout Int, _ codec: TextCodec, _ name: String, _ errors: String, _ out: inout [UInt8]
  ) -> Bool {
    let error = unencodable(string, start, stop, codec, name)
    let answer = error.isNil ? .nil : callErrorHandler(errors, error, stringCount(string), isEncoding: true)
    guard let (replacement, position) = answer.isNil ? nil : handlerAnswer(answer) else { return false }
    if replacement.isKind(.bytes) {
      out += bytesView(replacement)
    } else {
      for i in 0..<stringCount(replacement) {
        guard canEncode(codePoint(replacement, i), codec) else {
          raise(error)
          return false
        }
        put(codePoint(replacement, i), codec, &out)
      }
    }
    stop = position
    return true
  }

  private func unencodable(_ string: Value, _ start: Int, _ stop: Int, _ codec: TextCodec, _ name: String) -> Value {
    var reason = "surrogates not allowed"
    if case .ascii = codec { reason = "ordinal not in range(128)" }
    if case .latin1 = codec { reason = "ordinal not in range(256)" }
    if case .codePage = codec { reason = "character maps to <undefined>" }
    return makeUnicodeError("UnicodeEncodeError", name, string, start, stop, reason)
  }

  /// Raises UnicodeEncodeError or UnicodeDecodeError with their five arguments; returns false.
  func raiseUnicodeError(_ type: String, _ encoding: String, _ object: Value, _ start: Int, _ stop: Int, _ reason: String) -> Bool {
    let exception = makeUnicodeError(type, encoding, object, start, stop, reason)
    if !exception.isNil { raise(exception) }
    return false
  }

  /// An UnicodeEncodeError or UnicodeDecodeError, or nil with an exception pending.
  func makeUnicodeError(_ type: String, _ encoding: String, _ object: Value, _ start: Int, _ stop: Int, _ reason: String) -> Value {
    guard let cls = runtime.exceptionTypes[type] else { return raise("ValueError", reason) }
    return call(Value(cls), [makeString(encoding), object, makeInt(start), makeInt(stop), makeString(reason)])
  }
}
