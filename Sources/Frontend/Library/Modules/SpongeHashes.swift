// Computes SHA-3 and BLAKE2 digests.

/// SHA-3 and SHAKE (FIPS 202).
///
/// - Parameters:
///   - rate: how many bytes a block has.
///   - suffix: the bits that end the message, with the first bit of its padding.
///   - count: how many bytes the digest has.
func keccakDigest(_ data: [UInt8], rate: Int, suffix: UInt8, count: Int) -> [UInt8] {
  var state = [UInt64](repeating: 0, count: 25)
  var message = data + [suffix]
  while message.count % rate != 0 { message.append(0) }
  message[message.count - 1] |= 0x80
  for block in stride(from: 0, to: message.count, by: rate) {
    for i in 0..<rate { state[i / 8] ^= UInt64(message[block + i]) << UInt64(8 * (i % 8)) }
    permute(&state)
  }
  var result: [UInt8] = []
  while true {
    for i in 0..<rate {
      if result.count == count { return result }
      result.append(UInt8(truncatingIfNeeded: state[i / 8] >> UInt64(8 * (i % 8))))
    }
    permute(&state)
  }
}

private func rotateLeft(_ x: UInt64, _ n: UInt64) -> UInt64 { n == 0 ? x : x << n | x >> (64 - n) }

/// The constants of the rounds: bits of a linear feedback shift register at the positions that are powers of two less one.
private let roundConstants: [UInt64] = {
  var register: UInt8 = 1
  return (0..<24).map { _ in
    var constant: UInt64 = 0
    for j in 0..<7 {
      if register & 1 != 0 { constant |= 1 << UInt64((1 << j) - 1) }
      register = register << 1 ^ (register >> 7 != 0 ? 0x71 : 0)
    }
    return constant
  }
}()

private func permute(_ a: inout [UInt64]) {
  for constant in roundConstants {
    let columns = (0..<5).map { x in stride(from: x, to: 25, by: 5).reduce(UInt64(0)) { $0 ^ a[$1] } }
    for x in 0..<5 {
      let mix = columns[(x + 4) % 5] ^ rotateLeft(columns[(x + 1) % 5], 1)
      for y in stride(from: 0, to: 25, by: 5) { a[x + y] ^= mix }
    }
    var (x, y, moved) = (1, 0, a[1])
    for step in 0..<24 {
      (x, y) = (y, (2 * x + 3 * y) % 5)
      let next = a[x + 5 * y]
      a[x + 5 * y] = rotateLeft(moved, UInt64((step + 1) * (step + 2) / 2 % 64))
      moved = next
    }
    for y in stride(from: 0, to: 25, by: 5) {
      let row = Array(a[y..<(y + 5)])
      for x in 0..<5 {
        let (next, second) = (row[(x + 1) % 5], row[(x + 2) % 5])
        a[y + x] = row[x] ^ (~next & second)
      }
    }
    a[0] ^= constant
  }
}

/// BLAKE2 (RFC 7693) over words of 64 bits (b) or 32 (s).
struct Blake2<Word: FixedWidthInteger & UnsignedInteger> {
  let start: [Word]
  let rotations: (Int, Int, Int, Int)
  let rounds: Int

  private var size: Int { Word.bitWidth / 8 }

  /// The digest of `count` bytes; `parameters` are the first bytes of the parameter block: sizes, salt and personal text.
  func digest(_ data: [UInt8], key: [UInt8], parameters: [UInt8], count: Int) -> [UInt8] {
    let block = 16 * size
    var state = start
    for i in 0..<8 { state[i] ^= word(parameters, i * size) }
    var message = key.isEmpty ? [] : key + [UInt8](repeating: 0, count: block - key.count)
    message += data
    let total = message.count
    while message.isEmpty || message.count % block != 0 { message.append(0) }
    for first in stride(from: 0, to: message.count, by: block) {
      let words = (0..<16).map { word(message, first + $0 * size) }
      compress(&state, words, Swift.min(first + block, total), isLast: first + block == message.count)
    }
    return Array(state.flatMap { word in (0..<size).map { UInt8(truncatingIfNeeded: word >> Word(8 * $0)) } }.prefix(count))
  }

  private func word(_ bytes: [UInt8], _ at: Int) -> Word { (0..<size).reduce(Word(0)) { $0 | Word(bytes[at + $1]) << Word(8 * $1) } }

  private func compress(_ state: inout [Word], _ words: [Word], _ count: Int, isLast: Bool) {
    var v = state + start
    v[12] ^= Word(truncatingIfNeeded: count)
    if isLast { v[14] = ~v[14] }
    func rotate(_ x: Word, _ n: Int) -> Word { x >> Word(n) | x << Word(Word.bitWidth - n) }
    func mix(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: Word, _ y: Word) {
      v[a] = v[a] &+ v[b] &+ x
      v[d] = rotate(v[d] ^ v[a], rotations.0)
      v[c] = v[c] &+ v[d]
      v[b] = rotate(v[b] ^ v[c], rotations.1)
      v[a] = v[a] &+ v[b] &+ y
      v[d] = rotate(v[d] ^ v[a], rotations.2)
      v[c] = v[c] &+ v[d]
      v[b] = rotate(v[b] ^ v[c], rotations.3)
    }
    for round in 0..<rounds {
      let order = blakeOrders[round % 10]
      for i in 0..<4 { mix(i, 4 + i, 8 + i, 12 + i, words[order[2 * i]], words[order[2 * i + 1]]) }
      for i in 0..<4 {
        mix(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4, words[order[8 + 2 * i]], words[order[9 + 2 * i]])
      }
    }
    for i in 0..<8 { state[i] ^= v[i] ^ v[i + 8] }
  }
}

private let blakeOrders: [[Int]] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
]
