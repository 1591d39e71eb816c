// Hashes tuples as CPython does.

extension UnsafeMutablePointer where Pointee == VMState {
  /// CPython's hash of a tuple (a variant of xxHash), or nil with an exception pending.
  public func tupleHash(_ tuple: Value) -> Int? {
    let prime1: UInt = 11_400_714_785_074_694_791
    let prime2: UInt = 14_029_467_366_897_019_727
    let prime5: UInt = 2_870_177_450_012_600_261
    let count = tupleCount(tuple)
    var accumulator = prime5
    let items = tupleBase(tuple)
    for i in 0..<count {
      let item = items[i]
      var lane = 0
      if item.isSmallInt {
        lane = hash(ofSmallInt: item.smallInt)
      } else if item.isExactly(pointee.types.str) {
        lane = stringHash(item)
      } else {
        guard let other = hash(item) else { return nil }
        lane = other
      }
      accumulator = accumulator &+ UInt(bitPattern: lane) &* prime2
      accumulator = accumulator &<< 31 | accumulator &>> 33
      accumulator = accumulator &* prime1
    }
    accumulator = accumulator &+ (UInt(count) ^ (prime5 ^ 3_527_539))
    return accumulator == UInt.max ? 1_546_275_796 : Int(bitPattern: accumulator)
  }
}
