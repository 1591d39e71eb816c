// Makes `_random`: the Mersenne Twister behind random.

extension Runtime {
  func makeRandomModule() -> Value {
    let module = makeModule("_random")
    let type = makeType("Random", module: "_random", kind: .native)
    // The state: 624 words in the buffer, integer 0 the index of the next.
    define(type, "__new__", "...") { vm, args in
      let value = vm.makeNative(args[0].object(TypeObject.self))
      let words = vm.allocateBytes(MersenneTwister.size * 4)
      value.object(NativeObject.self).pointee.buffer = words
      let now = vm.runtime.world.clock(0)
      vm.withTwister(value) { $0.seed([UInt32(truncatingIfNeeded: now.tv_nsec), UInt32(truncatingIfNeeded: now.tv_sec)]) }
      return value
    }
    define(type, "__init__", "...") { _, _ in .none }
    define(type, "random", 0, 0) { vm, args in vm.makeFloat(vm.withTwister(args[0]) { $0.double() }) }
    define(type, "getrandbits", 1, 1) { vm, args in vm.randomBits(args[0], args[1]) }
    define(type, "_randbelow", 1, 1) { vm, args in vm.randomBelow(args[0], args[1]) }
    define(type, "seed", 0, 1) { vm, args in vm.seedTwister(args[0], args.optional(1)) ? .none : .nil }
    define(type, "getstate", 0, 0) { vm, args in
      let object = args[0].object(NativeObject.self)
      guard let buffer = object.pointee.buffer else { return .none }
      let words = buffer.assumingMemoryBound(to: UInt32.self)
      return vm.makeTuple((0..<MersenneTwister.size).map { Value(smallInt: Int(words[$0])) } + [Value(smallInt: object.pointee.integer0)])
    }
    define(type, "setstate", 1, 1) { vm, args in
      guard args[1].isKind(.tuple) else { return vm.raise("TypeError", "state vector must be a tuple") }
      guard vm.tupleCount(args[1]) == MersenneTwister.size + 1 else { return vm.raise("ValueError", "state vector is the wrong size") }
      let object = args[0].object(NativeObject.self)
      guard let buffer = object.pointee.buffer else { return .none }
      let words = buffer.assumingMemoryBound(to: UInt32.self)
      for i in 0..<MersenneTwister.size {
        guard let word = vm.index(vm.tupleBase(args[1])[i]) else { return .nil }
        words[i] = UInt32(truncatingIfNeeded: word)
      }
      guard let position = vm.index(vm.tupleBase(args[1])[MersenneTwister.size]) else { return .nil }
      guard position >= 0, position <= MersenneTwister.size else { return vm.raise("ValueError", "invalid state") }
      object.pointee.integer0 = position
      return .none
    }
    define(module, "Random", Value(type))
    return module
  }
}

/// The generator MT19937 of Matsumoto and Nishimura, over a state kept elsewhere.
struct MersenneTwister {
  static let size = 624
  let words: UnsafeMutablePointer<UInt32>
  var position: Int

  mutating func next() -> UInt32 {
    if position >= MersenneTwister.size { twist() }
    var y = words[position]
    position += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9D2C_5680
    y ^= (y << 15) & 0xEFC6_0000
    return y ^ (y >> 18)
  }

  private mutating func twist() {
    let n = MersenneTwister.size
    func mix(_ i: Int, _ j: Int, _ k: Int) {
      let y = (words[i] & 0x8000_0000) | (words[j] & 0x7FFF_FFFF)
      words[i] = words[k] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    for i in 0..<(n - 397) { mix(i, i + 1, i + 397) }
    for i in (n - 397)..<(n - 1) { mix(i, i + 1, i + 397 - n) }
    mix(n - 1, 0, 396)
    position = 0
  }

  private mutating func initialize(_ seed: UInt32) {
    words[0] = seed
    for i in 1..<MersenneTwister.size {
      words[i] = 1_812_433_253 &* (words[i - 1] ^ (words[i - 1] >> 30)) &+ UInt32(i)
    }
    position = MersenneTwister.size
  }

  /// Seeds from an array of words.
  mutating func seed(_ key: [UInt32]) {
    let n = MersenneTwister.size
    initialize(19_650_218)
    var i = 1
    var j = 0
    for _ in 0..<max(n, key.count) {
      words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
      i += 1
      j += 1
      if i >= n {
        words[0] = words[n - 1]
        i = 1
      }
      if j >= key.count { j = 0 }
    }
    for _ in 0..<(n - 1) {
      words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i >= n {
        words[0] = words[n - 1]
        i = 1
      }
    }
    words[0] = 0x8000_0000
  }

  /// A double in [0, 1) with 53 random bits.
  mutating func double() -> Double {
    let a = next() >> 5
    let b = next() >> 6
    return (Double(a) * 67_108_864.0 + Double(b)) * (1.0 / 9_007_199_254_740_992.0)
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  @inline(__always)
  fileprivate func withTwister<Result>(_ value: Value, _ body: (inout MersenneTwister) -> Result) -> Result {
    let object = value.object(NativeObject.self)
    var twister = MersenneTwister(
      words: object.pointee.buffer.unsafelyUnwrapped.assumingMemoryBound(to: UInt32.self), position: object.pointee.integer0)
    let result = body(&twister)
    object.pointee.integer0 = twister.position
    return result
  }

  fileprivate func randomBits(_ generator: Value, _ count: Value) -> Value {
    guard let bits = index(count) else { return .nil }
    if bits < 0 { return raise("ValueError", "number of bits must be non-negative") }
    return makeRandom(generator, bits)
  }

  private func makeRandom(_ generator: Value, _ bits: Int) -> Value {
    if bits == 0 { return Value(smallInt: 0) }
    if bits <= 32 { return Value(smallInt: Int(withTwister(generator) { $0.next() } >> UInt32(32 - bits))) }
    let count = (bits + 31) / 32
    var limbs = [UInt](repeating: 0, count: (count + 1) / 2)
    withTwister(generator) { twister in
      var left = bits
      for i in 0..<count {
        var word = twister.next()
        if left < 32 { word >>= UInt32(32 - left) }
        left -= 32
        limbs[i / 2] |= UInt(word) << UInt(32 * (i % 2))
      }
    }
    if limbs.count == 1, limbs[0] <= UInt(Int.max) { return makeInt(Int(limbs[0])) }
    while limbs.count > 1, limbs.last == 0 { limbs.removeLast() }
    return limbs.withUnsafeBufferPointer { makeInt(limbs: $0.baseAddress.unsafelyUnwrapped, count: $0.count, isNegative: false) }
  }

  /// A random int below a positive limit: draws as many bits as the limit has until the result is below it.
  fileprivate func randomBelow(_ generator: Value, _ limit: Value) -> Value {
    if limit.isSmallInt, limit.smallInt > 0, limit.smallInt < 1 << 32 {
      let n = limit.smallInt
      let shift = UInt32(32 - (Int.bitWidth - n.leadingZeroBitCount))
      return withTwister(generator) { twister in
        while true {
          let word = Int(twister.next() >> shift)
          if word < n { return Value(smallInt: word) }
        }
      }
    }
    guard isInt(limit) else { return raise("TypeError", "an integer is required") }
    let bits = bitLength(limit)
    while true {
      let candidate = makeRandom(generator, bits)
      let less = isLess(candidate, limit)
      if less != 0 { return less < 0 ? .nil : candidate }
    }
  }

  /// `seed(n)`: an int's magnitude in 32-bit words; other values by their hash.
  fileprivate func seedTwister(_ generator: Value, _ seed: Value) -> Bool {
    var key: [UInt32] = []
    if seed.isNil || seed.isNone {
      let now = runtime.world.clock(0)
      key = [UInt32(truncatingIfNeeded: now.tv_nsec), UInt32(truncatingIfNeeded: now.tv_sec)]
    } else if isInt(seed) {
      withLimbs(seed) { limbs, count, _ in
        for i in 0..<count {
          key.append(UInt32(truncatingIfNeeded: limbs[i]))
          key.append(UInt32(truncatingIfNeeded: limbs[i] >> 32))
        }
      }
    } else {
      guard let hash = hash(seed) else { return false }
      key = [UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32)]
    }
    while key.count > 1, key.last == 0 { key.removeLast() }
    if key.isEmpty { key = [0] }
    withTwister(generator) { $0.seed(key) }
    return true
  }
}
