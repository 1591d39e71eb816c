// Defines the helpers of the fake runtime.
import TraceIR

/// Helpers with the C convention, as the runtime has them.
enum FakeHelpers {
  private typealias State = UnsafeMutablePointer<UInt64>

  private static let boxInt: @convention(c) (State, Int64) -> UInt64 = {
    FakeObject.make(FakeObject.intClass, UInt64(bitPattern: $1))
  }
  private static let boxFloat: @convention(c) (State, Double) -> UInt64 = {
    FakeObject.make(FakeObject.floatClass, $1.bitPattern)
  }
  private static let unboxInt: @convention(c) (State, UInt64) -> Int = {
    unbox($0, $1, FakeObject.intClass)
  }
  private static let unboxFloat: @convention(c) (State, UInt64) -> Int = {
    unbox($0, $1, FakeObject.floatClass)
  }

  private static func unbox(_ state: State, _ word: UInt64, _ wanted: UInt64) -> Int {
    guard word & 7 == 1, let object = FakeObject.at(word)?.pointee, object.classWord == wanted
    else { return 0 }
    state[FakeRuntime.scratchOffset / 8] = object.payload
    return 1
  }

  private static let newObject: @convention(c) (State, UInt64) -> UInt = { UInt(FakeObject.make($1, 0)) - 1 }

  /// Makes an array of a count and words, for tuples and lists alike.
  private static let newSequence: @convention(c) (State, State, Int) -> UInt = { _, words, count in
    let array = UnsafeMutablePointer<UInt64>.allocate(capacity: count + 1)
    array[0] = UInt64(count)
    for index in 0..<count { array[index + 1] = words[index] }
    return UInt(bitPattern: array)
  }

  /// Counts its calls, and returns nil for the word None.
  private static let count: @convention(c) (State, UInt64) -> UInt64 = {
    $0[FakeRuntime.callCountOffset / 8] += 1
    return $1 == 0x05 ? 0x02 : $1
  }
  private static let pow: @convention(c) (Double, Double) -> Double = { $0 * 1000 + $1 }
  private static let isOdd: @convention(c) (Int64) -> Int = { Int($0 & 1) }

  static let all: [HelperInfo] = [
    info(RequiredHelper.boxInt, [.i64], .word, unsafeBitCast(boxInt, to: UInt.self)),
    info(RequiredHelper.boxFloat, [.f64], .word, unsafeBitCast(boxFloat, to: UInt.self)),
    info(RequiredHelper.unboxInt, [.word], .i64, unsafeBitCast(unboxInt, to: UInt.self), collects: false),
    info(RequiredHelper.unboxFloat, [.word], .i64, unsafeBitCast(unboxFloat, to: UInt.self), collects: false),
    info(RequiredHelper.newObject, [.word], .ptr, unsafeBitCast(newObject, to: UInt.self)),
    info(RequiredHelper.newTuple, [.ptr, .i64], .ptr, unsafeBitCast(newSequence, to: UInt.self)),
    info(RequiredHelper.newList, [.ptr, .i64], .ptr, unsafeBitCast(newSequence, to: UInt.self)),
    HelperInfo(name: "rt_count", parameters: [.word], result: .word, address: unsafeBitCast(count, to: UInt.self)),
    pure("pow", [.f64, .f64], .f64, unsafeBitCast(pow, to: UInt.self)),
    pure("rt_is_odd", [.i64], .i1, unsafeBitCast(isOdd, to: UInt.self)),
  ]

  private static func info(
    _ name: String, _ parameters: [IRType], _ result: IRType, _ address: UInt, collects: Bool = true
  ) -> HelperInfo {
    HelperInfo(
      name: name, parameters: parameters, result: result, reads: .nothing, writes: .nothing,
      mayRaise: false, mayCollect: collects, address: address)
  }

  private static func pure(
    _ name: String, _ parameters: [IRType], _ result: IRType, _ address: UInt
  ) -> HelperInfo {
    HelperInfo(
      name: name, parameters: parameters, result: result, reads: .nothing, writes: .nothing,
      mayRaise: false, mayCollect: false, needsState: false, isPure: true, address: address)
  }
}
