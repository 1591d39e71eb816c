// Interns identifiers so that equal names share one string.

/// A hash table from identifier bytes to strings.
final class NameTable {
  private struct Entry {
    var hash: UInt32
    var offset: UInt32
    var count: UInt32
  }

  private var slots: [Int32] = Array(repeating: -1, count: 256)
  private var entries: [Entry] = []
  private var strings: [String] = []
  private var storage: [UInt8] = []

  /// Returns the string of the bytes, normalized as Python does if they are not ASCII.
  func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if entries[index].hash == hash && matches(entries[index], bytes) { return strings[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return insert(bytes, hash: hash, slot: slot)
  }

  private func matches(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(entry.count) == bytes.count else { return false }
    let offset = Int(entry.offset)
    for index in 0..<bytes.count where storage[offset + index] != bytes[index] { return false }
    return true
  }

  private func insert(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt32, slot: Int) -> String {
    let text = normalizedIdentifier(bytes)
    slots[slot] = Int32(entries.count)
    entries.append(
      Entry(hash: hash, offset: UInt32(storage.count), count: UInt32(bytes.count)))
    storage.append(contentsOf: bytes)
    strings.append(text)
    if entries.count * 2 > slots.count { grow() }
    return text
  }

  private func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for (index, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}

/// Returns the identifier in the form in which Python compares it.
func normalizedIdentifier(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  let text = String(decoding: bytes, as: UTF8.self)
  if bytes.allSatisfy({ $0 < 0x80 }) { return text }
  var plain = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { appendPlainForm(of: scalar, to: &plain) }
  return String(plain)
}
