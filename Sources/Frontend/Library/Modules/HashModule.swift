// Makes `_hashlib`: message digests over byte strings.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func makeHashModule() -> Value {
    let module = makeModule("_hashlib")
    define(module, "digest", 2, 2) { vm, args in
      guard args[0].isKind(.str), args[1].isReference, vm.isBytesLike(args[1]) else { return vm.raise("TypeError", "object supporting the buffer API required") }
      guard let digest = plainDigest(vm.swiftString(args[0])) else {
        return vm.raise("ValueError", "unsupported hash type \(vm.swiftString(args[0]))")
      }
      return vm.makeBytes(digest(Array(vm.bytesView(args[1]))))
    }
    define(module, "shake", 3, 3) { vm, args in
      guard let rate = vm.sizeArgument(args[0]), let count = vm.sizeArgument(args[2]) else { return .nil }
      return vm.makeBytes(keccakDigest(Array(vm.bytesView(args[1])), rate: rate, suffix: 0x1F, count: count))
    }
    // blake2(isWide, data, key, the bytes of the parameter block, size)
    define(module, "blake2", 5, 5) { vm, args in
      guard let count = vm.sizeArgument(args[4]) else { return .nil }
      let (data, key, parameters) = (Array(vm.bytesView(args[1])), Array(vm.bytesView(args[2])), Array(vm.bytesView(args[3])))
      let wide = Blake2<UInt64>(start: sha512Start, rotations: (32, 24, 16, 63), rounds: 12)
      let narrow = Blake2<UInt32>(start: sha256Start, rotations: (16, 12, 8, 7), rounds: 10)
      return vm.makeBytes(
        args[0].isTrue
          ? wide.digest(data, key: key, parameters: parameters, count: count)
          : narrow.digest(data, key: key, parameters: parameters, count: count))
    }
    // derive(name, password, salt, iterations, size, size of the hash's blocks): PBKDF2 (RFC 8018)
    define(module, "derive", 6, 6) { vm, args in
      guard let rounds = vm.sizeArgument(args[3]), let size = vm.sizeArgument(args[4]), let block = vm.sizeArgument(args[5]),
        let digest = plainDigest(vm.swiftString(args[0]))
      else { return vm.pointee.exception.isNil ? vm.raise("ValueError", "unsupported hash type \(vm.swiftString(args[0]))") : .nil }
      return vm.makeBytes(
        derivedKey(Array(vm.bytesView(args[1])), Array(vm.bytesView(args[2])), rounds: rounds, size: size, block: block, digest))
    }
    return module
  }
}

/// The digest without parameters of a name.
private func plainDigest(_ name: String) -> (([UInt8]) -> [UInt8])? {
  switch name {
  case "md5": return md5
  case "sha1": return sha1
  case "sha224": return { Array(narrowHash.digest($0, sha224Start).prefix(28)) }
  case "sha256": return { narrowHash.digest($0, sha256Start) }
  case "sha384": return { Array(wideHash.digest($0, sha384Start).prefix(48)) }
  case "sha512": return { wideHash.digest($0, sha512Start) }
  case "sha3_224": return { keccakDigest($0, rate: 144, suffix: 6, count: 28) }
  case "sha3_256": return { keccakDigest($0, rate: 136, suffix: 6, count: 32) }
  case "sha3_384": return { keccakDigest($0, rate: 104, suffix: 6, count: 48) }
  case "sha3_512": return { keccakDigest($0, rate: 72, suffix: 6, count: 64) }
  default: return nil
  }
}

private func derivedKey(
  _ password: [UInt8], _ salt: [UInt8], rounds: Int, size: Int, block: Int, _ digest: ([UInt8]) -> [UInt8]
) -> [UInt8] {
  var key = password.count > block ? digest(password) : password
  key += [UInt8](repeating: 0, count: block - key.count)
  let (inner, outer) = (key.map { $0 ^ 0x36 }, key.map { $0 ^ 0x5C })
  func code(_ message: [UInt8]) -> [UInt8] { digest(outer + digest(inner + message)) }
  var result: [UInt8] = []
  var number: UInt32 = 1
  while result.count < size {
    var last = code(salt + (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(24 - 8 * $0)) })
    var sum = last
    for _ in 1..<Swift.max(rounds, 1) {
      last = code(last)
      for i in sum.indices { sum[i] ^= last[i] }
    }
    result += sum
    number += 1
  }
  return Array(result.prefix(size))
}

/// Pads a message to whole blocks as the Merkle-Damgard digests do.
private func padded(_ data: [UInt8], block: Int, lengthBytes: Int, isLittle: Bool) -> [UInt8] {
  var result = data + [0x80]
  while result.count % block != block - lengthBytes { result.append(0) }
  let bits = UInt64(data.count) * 8
  let length = (0..<lengthBytes).map { i in i < 8 ? UInt8(truncatingIfNeeded: bits >> UInt64(8 * i)) : 0 }
  return result + (isLittle ? length : length.reversed())
}

private func bytes(_ words: [UInt32], isLittle: Bool) -> [UInt8] {
  words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(isLittle ? 8 * $0 : 24 - 8 * $0)) } }
}

private func rotateLeft(_ x: UInt32, _ n: UInt32) -> UInt32 { x << n | x >> (32 - n) }

/// Words whose bits are the fractional parts of roots of primes or of sines, found by integer arithmetic.
private func primes(_ count: Int) -> [Int] {
  var found: [Int] = []
  var candidate = 2
  while found.count < count {
    if !found.contains(where: { candidate % $0 == 0 }) { found.append(candidate) }
    candidate += 1
  }
  return found
}

/// The first 64 bits of the fractional part of the `degree`-th root of a prime.
private func rootFraction(_ prime: Int, degree: Int) -> UInt64 {
  // Finds the largest r with r^degree <= prime * 2^(64 * degree) by bisection over 128-bit products.
  var low: (UInt64, UInt64) = (0, 0)
  for bit in stride(from: 66, through: 0, by: -1) {
    let candidate = setBit(low, bit)
    if powerAtMost(candidate, degree, prime) { low = candidate }
  }
  return low.1
}

private func setBit(_ value: (UInt64, UInt64), _ bit: Int) -> (UInt64, UInt64) {
  bit >= 64 ? (value.0 | 1 << UInt64(bit - 64), value.1) : (value.0, value.1 | 1 << UInt64(bit))
}

private func powerAtMost(_ value: (UInt64, UInt64), _ degree: Int, _ prime: Int) -> Bool {
  func multiply(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var result = [UInt64](repeating: 0, count: a.count + b.count)
    for i in 0..<a.count {
      var carry: UInt64 = 0
      for j in 0..<b.count {
        let (high, low) = a[i].multipliedFullWidth(by: b[j])
        let (s1, c1) = result[i + j].addingReportingOverflow(low)
        let (s2, c2) = s1.addingReportingOverflow(carry)
        result[i + j] = s2
        carry = high &+ (c1 ? 1 : 0) &+ (c2 ? 1 : 0)
      }
      result[i + b.count] = result[i + b.count] &+ carry
    }
    return result
  }
  let base = [value.1, value.0]
  var power = base
  for _ in 1..<degree { power = multiply(power, base) }
  var limit = [UInt64](repeating: 0, count: power.count)
  limit[degree] = UInt64(prime)
  for i in stride(from: power.count - 1, through: 0, by: -1) where power[i] != limit[i] { return power[i] < limit[i] }
  return true
}

private let sha512Words = primes(80).map { rootFraction($0, degree: 3) }
private let sha256Words = sha512Words.prefix(64).map { UInt32(truncatingIfNeeded: $0 >> 32) }
private let sha512Start = primes(8).map { rootFraction($0, degree: 2) }
private let sha256Start = sha512Start.map { UInt32(truncatingIfNeeded: $0 >> 32) }
private let sha384Start = primes(16).suffix(8).map { rootFraction($0, degree: 2) }
private let sha224Start = sha384Start.map { UInt32(truncatingIfNeeded: $0) }

private let sineWords = (1...64).map { UInt32((sin(Double($0)).magnitude * 4_294_967_296).rounded(.down)) }

/// MD5 (RFC 1321).
private func md5(_ data: [UInt8]) -> [UInt8] {
  let shifts: [[UInt32]] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
  let message = padded(data, block: 64, lengthBytes: 8, isLittle: true)
  var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
  for block in stride(from: 0, to: message.count, by: 64) {
    let words = (0..<16).map { i in (0..<4).reduce(UInt32(0)) { $0 | UInt32(message[block + 4 * i + $1]) << UInt32(8 * $1) } }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    for i in 0..<64 {
      let mix: UInt32
      let index: Int
      switch i / 16 {
      case 0: (mix, index) = (b & c | ~b & d, i)
      case 1: (mix, index) = (d & b | ~d & c, (5 * i + 1) % 16)
      case 2: (mix, index) = (b ^ c ^ d, (3 * i + 5) % 16)
      default: (mix, index) = (c ^ (b | ~d), 7 * i % 16)
      }
      let sum = a &+ mix &+ sineWords[i] &+ words[index]
      (a, d, c) = (d, c, b)
      b = b &+ rotateLeft(sum, shifts[i / 16][i % 4])
    }
    state = [state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d]
  }
  return bytes(state, isLittle: true)
}

/// SHA-1 (FIPS 180).
private func sha1(_ data: [UInt8]) -> [UInt8] {
  let message = padded(data, block: 64, lengthBytes: 8, isLittle: false)
  var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
  for block in stride(from: 0, to: message.count, by: 64) {
    var words = (0..<16).map { i in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(message[block + 4 * i + $1]) } }
    for i in 16..<80 { words.append(rotateLeft(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1)) }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for i in 0..<80 {
      let (mix, constant): (UInt32, UInt32)
      switch i / 20 {
      case 0: (mix, constant) = (b & c | ~b & d, 0x5A82_7999)
      case 1: (mix, constant) = (b ^ c ^ d, 0x6ED9_EBA1)
      case 2: (mix, constant) = (b & c | b & d | c & d, 0x8F1B_BCDC)
      default: (mix, constant) = (b ^ c ^ d, 0xCA62_C1D6)
      }
      let sum = rotateLeft(a, 5) &+ mix &+ e &+ constant &+ words[i]
      (e, d, c, b, a) = (d, c, rotateLeft(b, 30), a, sum)
    }
    state = [state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d, state[4] &+ e]
  }
  return bytes(state, isLittle: false)
}

/// SHA-2 (FIPS 180) over words of 32 or 64 bits: its constants, and how far its functions rotate; the last distance of an
/// `extend` is a shift.
private struct SecureHash<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  let constants: [Word]
  let extend0: (Word, Word, Word)
  let extend1: (Word, Word, Word)
  let mix0: (Word, Word, Word)
  let mix1: (Word, Word, Word)

  private var size: Int { Word.bitWidth / 8 }

  func digest(_ data: [UInt8], _ start: [Word]) -> [UInt8] {
    let message = padded(data, block: 16 * size, lengthBytes: 2 * size, isLittle: false)
    var state = start
    for block in stride(from: 0, to: message.count, by: 16 * size) { add(schedule(message, block), to: &state) }
    return state.flatMap { word in (1...size).map { UInt8(truncatingIfNeeded: word >> Word(Word.bitWidth - 8 * $0)) } }
  }

  private func schedule(_ message: [UInt8], _ block: Int) -> [Word] {
    var words = (0..<16).map { i in (0..<size).reduce(Word(0)) { $0 << 8 | Word(message[block + size * i + $1]) } }
    for i in 16..<constants.count {
      words.append(words[i - 16] &+ extension0(words[i - 15]) &+ words[i - 7] &+ extension1(words[i - 2]))
    }
    return words
  }

  private func add(_ words: [Word], to state: inout [Word]) {
    var v = state
    for i in 0..<constants.count {
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let t1 = v[7] &+ rotated(v[4], mix1) &+ choice &+ constants[i] &+ words[i]
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      v = [t1 &+ rotated(v[0], mix0) &+ majority, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
    }
    for i in 0..<8 { state[i] = state[i] &+ v[i] }
  }

  private func rotate(_ x: Word, _ n: Word) -> Word { x >> n | x << (Word(Word.bitWidth) - n) }

  private func rotated(_ x: Word, _ by: (Word, Word, Word)) -> Word { rotate(x, by.0) ^ rotate(x, by.1) ^ rotate(x, by.2) }

  private func extension0(_ x: Word) -> Word { rotate(x, extend0.0) ^ rotate(x, extend0.1) ^ x >> extend0.2 }

  private func extension1(_ x: Word) -> Word { rotate(x, extend1.0) ^ rotate(x, extend1.1) ^ x >> extend1.2 }
}

private let narrowHash = SecureHash<UInt32>(
  constants: Array(sha256Words), extend0: (7, 18, 3), extend1: (17, 19, 10), mix0: (2, 13, 22), mix1: (6, 11, 25))

private let wideHash = SecureHash<UInt64>(
  constants: sha512Words, extend0: (1, 8, 7), extend1: (19, 61, 6), mix0: (28, 34, 39), mix1: (14, 18, 41))
