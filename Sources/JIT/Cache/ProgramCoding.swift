// Turns cached programs into bytes and back, checking every length.

/// Appends numbers, byte strings and lists to bytes.
private struct Encoder {
  var bytes: [UInt8] = []

  mutating func number(_ value: Int) {
    let word = UInt64(bitPattern: Int64(value))
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
  }

  mutating func data(_ value: some Collection<UInt8>) {
    number(value.count)
    bytes.append(contentsOf: value)
  }

  mutating func text(_ value: String) { data(value.utf8) }

  mutating func notes(_ value: [String: String]) {
    number(value.count)
    for (key, note) in value.sorted(by: { $0.key < $1.key }) {
      text(key)
      text(note)
    }
  }
}

/// Reads what `Encoder` wrote.
private struct Decoder {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number() throws(CacheMiss) -> Int {
    guard rest.count >= 8 else { throw .payload }
    var word: UInt64 = 0
    for (i, byte) in rest.prefix(8).enumerated() { word |= UInt64(byte) << UInt64(8 * i) }
    rest = rest.dropFirst(8)
    return Int(Int64(bitPattern: word))
  }

  /// A number of elements, each of which takes at least `size` bytes.
  mutating func count(_ size: Int) throws(CacheMiss) -> Int {
    let value = try number()
    guard value >= 0, value <= rest.count / size else { throw .payload }
    return value
  }

  mutating func data() throws(CacheMiss) -> [UInt8] {
    let length = try count(1)
    defer { rest = rest.dropFirst(length) }
    return Array(rest.prefix(length))
  }

  mutating func text() throws(CacheMiss) -> String {
    guard let text = String(validating: try data(), as: UTF8.self) else { throw .payload }
    return text
  }

  mutating func notes() throws(CacheMiss) -> [String: String] {
    var notes: [String: String] = [:]
    for _ in 0..<(try count(16)) {
      let key = try text()
      notes[key] = try text()
    }
    return notes
  }
}

extension CachedProgram {
  /// The program as bytes; equal programs give equal bytes.
  var encoded: [UInt8] {
    var encoder = Encoder()
    encoder.notes(notes)
    encoder.number(trees.count)
    for tree in trees {
      encoder.text(tree.name)
      encoder.text(tree.anchorPath)
      encoder.number(tree.headerPC)
      encoder.data(tree.recorded)
      encoder.data(tree.optimized)
      encoder.number(tree.constants.count)
      for constant in tree.constants { encoder.text(constant) }
      encoder.data(tree.object)
      encoder.notes(tree.notes)
    }
    return encoder.bytes
  }

  /// Reads what `encoded` gave.
  ///
  /// - Throws: `payload` if the bytes are anything else.
  init(decoding bytes: [UInt8]) throws(CacheMiss) {
    var decoder = Decoder(bytes)
    notes = try decoder.notes()
    trees = []
    for _ in 0..<(try decoder.count(64)) { trees.append(try CachedTree(&decoder)) }
    guard decoder.isAtEnd else { throw .payload }
  }
}

extension CachedTree {
  fileprivate init(_ decoder: inout Decoder) throws(CacheMiss) {
    self.init(name: try decoder.text(), anchorPath: try decoder.text(), headerPC: try decoder.number())
    recorded = try decoder.data()
    optimized = try decoder.data()
    for _ in 0..<(try decoder.count(8)) { constants.append(try decoder.text()) }
    object = try decoder.data()
    notes = try decoder.notes()
  }
}
