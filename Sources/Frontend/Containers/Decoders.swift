// Decodes bytes as strings.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The string that bytes mean in an encoding, or nil with an exception pending.
  public func decode(_ bytes: Value, _ encoding: String, _ errors: String) -> Value {
    guard let (codec, name) = TextCodec.named(encoding) else { return useOtherCodec(bytes, encoding, errors, "_decode_other") }
    let view = UnsafeBufferPointer(bytesView(bytes))
    switch codec {
    case .latin1: return makeString(latin1: view, isASCII: false)
    case .utf8, .ascii:
      if view.allSatisfy({ $0 < 128 }) { return makeString(ascii: view) }
    default: break
    }
    var decoder = TextDecoder(vm: self, source: bytes, name: name, errors: errors)
    let isDone: Bool
    switch codec {
    case .ascii: isDone = decoder.decodeASCII(view)
    case .utf16(let order): isDone = decoder.decodeUTF16(view, order)
    case .utf32(let order): isDone = decoder.decodeUTF32(view, order)
    case .unicodeEscape: isDone = decoder.decodeEscapes(view)
    case .rawUnicodeEscape: isDone = decoder.decodeRawEscapes(view)
    case .codePage(let page): isDone = decoder.decode(view, page)
    case .utf8Signature: isDone = decoder.decodeUTF8(view, from: view.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    default: isDone = decoder.decodeUTF8(view, from: 0)
    }
    return isDone ? decoder.text.make(self) : .nil
  }
}

/// One decoding: what came out so far, and what to do about errors.
struct TextDecoder {
  let vm: VM
  let source: Value
  var name: String
  let errors: String
  var text = TextBuilder()
  /// Where decoding goes on after an error was handled.
  var resumption = 0

  /// Applies the error handler to bytes `start..<stop`; false with an exception pending.
  mutating func handle(_ view: UnsafeBufferPointer<UInt8>, _ start: Int, _ stop: Int, _ reason: String) -> Bool {
    resumption = stop
    switch errors {
    case "ignore": return true
    case "replace":
      text.append(0xFFFD)
      return true
    case "backslashreplace":
      for i in start..<stop { vm.appendEscape(UInt32(view[i]), &text) }
      return true
    case "surrogateescape" where (start..<stop).allSatisfy({ view[$0] >= 128 }):
      for i in start..<stop { text.append(0xDC00 + UInt32(view[i])) }
      return true
    case "strict", "surrogateescape", "surrogatepass":
      let object = source.isKind(.bytes) ? source : vm.makeBytes(view)
      return vm.raiseUnicodeError("UnicodeDecodeError", name, object, start, stop, reason)
    default: break
    }
    let object = source.isKind(.bytes) ? source : vm.makeBytes(view)
    let error = vm.makeUnicodeError("UnicodeDecodeError", name, object, start, stop, reason)
    let answer = error.isNil ? .nil : vm.callErrorHandler(errors, error, view.count, isEncoding: false)
    guard let (replacement, position) = answer.isNil ? nil : vm.handlerAnswer(answer) else { return false }
    for i in 0..<vm.stringCount(replacement) { text.append(vm.codePoint(replacement, i)) }
    resumption = position
    return true
  }

  mutating func decodeASCII(_ view: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i < view.count {
      if view[i] < 128 {
        text.append(UInt32(view[i]))
        i += 1
      } else {
        if !handle(view, i, i + 1, "ordinal not in range(128)") { return false }
        i = resumption
      }
    }
    return true
  }

  mutating func decode(_ view: UnsafeBufferPointer<UInt8>, _ page: CodePage) -> Bool {
    var i = 0
    while i < view.count {
      if let character = page.character(of: view[i]) {
        text.append(character)
        i += 1
      } else {
        if !handle(view, i, i + 1, "character maps to <undefined>") { return false }
        i = resumption
      }
    }
    return true
  }

  mutating func decodeUTF8(_ view: UnsafeBufferPointer<UInt8>, from first: Int) -> Bool {
    var i = first
    while i < view.count {
      let lead = view[i]
      if lead < 0x80 {
        text.append(UInt32(lead))
        i += 1
        continue
      }
      let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
      if length == 0 {
        if !handle(view, i, i + 1, "invalid start byte") { return false }
        i = resumption
        continue
      }
      var good = 1
      while good < length, i + good < view.count, isContinuation(view[i + good], lead, good) { good += 1 }
      if good == length {
        var code = UInt32(lead) & (0x7F >> UInt32(length))
        for k in 1..<length { code = code << 6 | UInt32(view[i + k] & 0x3F) }
        text.append(code)
        i += length
        continue
      }
      if errors == "surrogatepass", lead == 0xED, i + 2 < view.count, view[i + 1] & 0xE0 == 0xA0, view[i + 2] & 0xC0 == 0x80 {
        text.append(0xD000 | UInt32(view[i + 1] & 0x3F) << 6 | UInt32(view[i + 2] & 0x3F))
        i += 3
        continue
      }
      let isCut = i + good == view.count
      if !handle(view, i, i + good, isCut ? "unexpected end of data" : "invalid continuation byte") { return false }
      i = resumption
    }
    return true
  }

  /// Whether a byte may follow as number `position` of a sequence.
  @inline(__always)
  private func isContinuation(_ byte: UInt8, _ lead: UInt8, _ position: Int) -> Bool {
    guard byte & 0xC0 == 0x80 else { return false }
    guard position == 1 else { return true }
    switch lead {
    case 0xE0: return byte >= 0xA0
    case 0xED: return byte < 0xA0
    case 0xF0: return byte >= 0x90
    case 0xF4: return byte < 0x90
    default: return true
    }
  }

  private func unit(_ view: UnsafeBufferPointer<UInt8>, _ at: Int, _ size: Int, _ bigEndian: Bool) -> UInt32 {
    var result: UInt32 = 0
    for k in 0..<size { result = result << 8 | UInt32(view[at + (bigEndian ? k : size - 1 - k)]) }
    return result
  }

  mutating func decodeUTF16(_ view: UnsafeBufferPointer<UInt8>, _ order: Bool?) -> Bool {
    var bigEndian = order ?? false
    if order == nil { name = "utf-16-le" }
    var i = 0
    if order == nil, view.count >= 2 {
      let mark = unit(view, 0, 2, false)
      if mark == 0xFEFF || mark == 0xFFFE {
        bigEndian = mark == 0xFFFE
        if bigEndian { name = "utf-16-be" }
        i = 2
      }
    }
    while i < view.count {
      guard i + 2 <= view.count else { return handle(view, i, view.count, "truncated data") }
      let high = unit(view, i, 2, bigEndian)
      if high & 0xF800 != 0xD800 {
        text.append(high)
        i += 2
        continue
      }
      if errors == "surrogatepass", high >= 0xDC00 || i + 4 > view.count || unit(view, i + 2, 2, bigEndian) & 0xFC00 != 0xDC00 {
        text.append(high)
        i += 2
        continue
      }
      if high >= 0xDC00 {
        if !handle(view, i, i + 2, "illegal encoding") { return false }
        i = resumption
        continue
      }
      guard i + 4 <= view.count else { return handle(view, i, view.count, "unexpected end of data") }
      let low = unit(view, i + 2, 2, bigEndian)
      if low & 0xFC00 == 0xDC00 {
        text.append(0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF))
        i += 4
      } else {
        if !handle(view, i, i + 2, "illegal UTF-16 surrogate") { return false }
        i = resumption
      }
    }
    return true
  }

  mutating func decodeUTF32(_ view: UnsafeBufferPointer<UInt8>, _ order: Bool?) -> Bool {
    var bigEndian = order ?? false
    if order == nil { name = "utf-32-le" }
    var i = 0
    if order == nil, view.count >= 4 {
      let mark = unit(view, 0, 4, false)
      if mark == 0xFEFF || mark == 0xFFFE_0000 {
        bigEndian = mark != 0xFEFF
        if bigEndian { name = "utf-32-be" }
        i = 4
      }
    }
    while i < view.count {
      guard i + 4 <= view.count else { return handle(view, i, view.count, "truncated data") }
      let code = unit(view, i, 4, bigEndian)
      if code < 0x110000, code & 0xFFFF_F800 != 0xD800 || errors == "surrogatepass" {
        text.append(code)
      } else {
        let reason = code < 0x110000 ? "code point in surrogate code point range(0xd800, 0xe000)" : "code point not in range(0x110000)"
        if !handle(view, i, i + 4, reason) { return false }
      }
      i += 4
    }
    return true
  }

  /// Latin-1 in which `\uhhhh` and `\Uhhhhhhhh` stand for themselves only after an even number of backslashes.
  mutating func decodeRawEscapes(_ view: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i < view.count {
      guard view[i] == 92, i + 1 < view.count, view[i + 1] == 117 || view[i + 1] == 85 else {
        let isPair = view[i] == 92 && i + 1 < view.count
        text.append(UInt32(view[i]))
        if isPair { text.append(UInt32(view[i + 1])) }
        i += isPair ? 2 : 1
        continue
      }
      let digits = view[i + 1] == 117 ? 4 : 8
      var code: UInt32 = 0
      var k = 0
      while k < digits, i + 2 + k < view.count, let digit = hexValue(view[i + 2 + k]) {
        code = code << 4 | UInt32(digit)
        k += 1
      }
      if k < digits {
        if !handle(view, i, i + 2 + k, digits == 4 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape") { return false }
      } else if code >= 0x110000 {
        if !handle(view, i, i + 2 + k, "\\Uxxxxxxxx out of range") { return false }
      } else {
        text.append(code)
      }
      i += 2 + k
    }
    return true
  }
}

/// The value of a hexadecimal digit, or nil.
func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 48...57: return byte - 48
  case 65...70: return byte - 55
  case 97...102: return byte - 87
  default: return nil
  }
}
