// Reads templates of replacements: text, escapes and references to groups.

/// Reads one template.
struct RegexTemplateReader {
  enum Part {
    case text([UInt32])
    case group(Int)
  }

  let codes: [UInt32]
  let names: [[UInt32]: Int]
  let groupCount: Int
  let isBytes: Bool
  private(set) var parts: [Part] = []
  private var pending: [UInt32] = []
  private var position = 0

  init(codes: [UInt32], names: [[UInt32]: Int], groupCount: Int, isBytes: Bool) {
    self.codes = codes
    self.names = names
    self.groupCount = groupCount
    self.isBytes = isBytes
  }

  mutating func read() throws(RegexFault) {
    while position < codes.count {
      let code = codes[position]
      position += 1
      if code == 0x5C { try escape(position - 1) } else { pending.append(code) }
    }
    flush()
  }

  private mutating func flush() {
    if !pending.isEmpty { parts.append(.text(pending)) }
    pending = []
  }

  private func fault(_ message: String, _ place: Int) -> RegexFault { RegexFault(message: message, position: place) }

  private func digit(_ offset: Int = 0) -> UInt32? {
    guard position + offset < codes.count, codes[position + offset] >= 48, codes[position + offset] <= 57 else { return nil }
    return codes[position + offset] - 48
  }

  private mutating func escape(_ start: Int) throws(RegexFault) {
    guard position < codes.count else { throw fault("bad escape (end of pattern)", start) }
    let code = codes[position]
    position += 1
    switch code {
    case 103: try namedReference()
    case 48:
      var value: UInt32 = 0
      for _ in 0..<2 {
        guard let next = digit(), next < 8 else { break }
        value = value * 8 + next
        position += 1
      }
      pending.append(value)
    case 49...57: try numberedReference(code - 48, start)
    case 97: pending.append(7)
    case 98: pending.append(8)
    case 102: pending.append(12)
    case 110: pending.append(10)
    case 114: pending.append(13)
    case 116: pending.append(9)
    case 118: pending.append(11)
    case 0x5C: pending.append(0x5C)
    case _ where (code | 32) >= 97 && (code | 32) <= 122: throw fault("bad escape \\\(regexText([code]))", start)
    default: pending += [0x5C, code]
    }
  }

  private mutating func numberedReference(_ first: UInt32, _ start: Int) throws(RegexFault) {
    var number = Int(first)
    if let second = digit() {
      if first < 8, second < 8, let third = digit(1), third < 8 {
        position += 2
        let value = first * 64 + second * 8 + third
        if value > 255 { throw fault("octal escape value \(regexText(codes[start..<position])) outside of range 0-0o377", start) }
        pending.append(value)
        return
      }
      position += 1
      number = number * 10 + Int(second)
    }
    try refer(number, start + 1)
  }

  private mutating func refer(_ number: Int, _ place: Int) throws(RegexFault) {
    if number > groupCount { throw fault("invalid group reference \(number)", place) }
    flush()
    parts.append(.group(number))
  }

  private mutating func namedReference() throws(RegexFault) {
    guard position < codes.count, codes[position] == 60 else { throw fault("missing <", position) }
    position += 1
    let start = position
    while position < codes.count, codes[position] != 62 { position += 1 }
    let name = codes[start..<position]
    guard position < codes.count else {
      throw name.isEmpty ? fault("missing group name", start) : fault("missing >, unterminated name", start)
    }
    if name.isEmpty { throw fault("missing group name", start) }
    position += 1
    if name.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int(regexText(name)) { return try refer(number, start) }
    guard CodePoints.startsIdentifier(name[start]), name.dropFirst().allSatisfy({ CodePoints.continuesIdentifier($0) }) else {
      throw fault("bad character in group name \(isBytes ? "b" : "")'\(regexText(name))'", start)
    }
    guard let number = names[Array(name)] else {
      throw RegexFault(message: "unknown group name '\(regexText(name))'", position: -1, exception: "IndexError")
    }
    try refer(number, start)
  }
}
