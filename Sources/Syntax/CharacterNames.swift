// Finds Unicode scalars by name for the escape `\N{...}`.

/// Returns the value of the scalar that has the given name or alias, letter case ignored; nil if there is none.
public func scalar(named bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
  let name = String(decoding: bytes, as: UTF8.self).uppercased()
  // The planes that have names, most likely first; the rest is unassigned or private.
  let ranges: [ClosedRange<UInt32>] = [
    0x20...0x33FF, 0xA000...0xABFF, 0xF900...0xFFFD, 0x10000...0x1FBFF, 0x3400...0x9FFF,
    0xAC00...0xD7FF, 0x16000...0x18FFF, 0x20000...0x323AF, 0xE0001...0xE01EF,
  ]
  for range in ranges {
    for value in range {
      guard let properties = Unicode.Scalar(value)?.properties else { continue }
      if properties.name == name || properties.nameAlias == name { return value }
    }
  }
  return controlAliases[name]
}

/// Names of control characters, which have no name of their own.
private let controlAliases: [String: UInt32] = [
  "NULL": 0, "NUL": 0, "BELL": 0x1F514, "ALERT": 7, "BEL": 7, "BACKSPACE": 8, "BS": 8,
  "CHARACTER TABULATION": 9, "HORIZONTAL TABULATION": 9, "TAB": 9, "HT": 9, "LINE FEED": 10,
  "NEW LINE": 10, "END OF LINE": 10, "LF": 10, "NL": 10, "EOL": 10, "LINE TABULATION": 11,
  "VERTICAL TABULATION": 11, "VT": 11, "FORM FEED": 12, "FF": 12, "CARRIAGE RETURN": 13,
  "CR": 13, "ESCAPE": 27, "ESC": 27, "SPACE": 32, "SP": 32, "DELETE": 127, "DEL": 127,
  "NEXT LINE": 133, "NEL": 133, "NBSP": 160, "NO-BREAK SPACE": 160, "SOFT HYPHEN": 173,
  "SHY": 173, "ZWSP": 0x200B, "ZWNJ": 0x200C, "ZWJ": 0x200D, "LRM": 0x200E, "RLM": 0x200F,
  "BYTE ORDER MARK": 0xFEFF, "BOM": 0xFEFF, "ZWNBSP": 0xFEFF,
]
