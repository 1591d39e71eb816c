// Defines the builtins that compute with numbers.

extension Runtime {
  /// Defines abs, divmod, pow, round, hex, oct, bin and sum.
  func defineNumberFunctions() {
    define(builtins, "abs", 1, 1) { vm, args in vm.absolute(args[0]) }
    define(builtins, "divmod", 2, 2) { vm, args in vm.divmod(args[0], args[1]) }
    define(builtins, "pow", "base, exp, mod=") { vm, args in vm.power(args[0], args[1], args[2]) }
    define(builtins, "round", "number, ndigits=") { vm, args in vm.round(args[0], args[1]) }
    define(builtins, "hex", 1, 1) { vm, args in vm.radixText(args[0], radix: 16, prefix: "0x") }
    define(builtins, "oct", 1, 1) { vm, args in vm.radixText(args[0], radix: 8, prefix: "0o") }
    define(builtins, "bin", 1, 1) { vm, args in vm.radixText(args[0], radix: 2, prefix: "0b") }
    define(builtins, "sum", "iterable, /, start=") { vm, args in vm.sum(args[0], args[1].isNil ? Value(smallInt: 0) : args[1]) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func radixText(_ value: Value, radix: Int, prefix: String) -> Value {
    let number = indexValue(value)
    if number.isNil { return .nil }
    let negative = sign(ofInt: number) < 0
    var text = TextAssembler()
    guard append(magnitudeOf: number, radix: radix, to: &text) else { return .nil }
    let digits = text.finish(self)
    return makeString(utf8: Array(((negative ? "-" : "") + prefix).utf8) + utf8(digits))
  }

  /// The sum of a range's numbers and another one; nil when that takes more than 64 bits on the way.
  private func sumOfRange(_ range: UnsafeMutablePointer<RangeObject>, _ start: Int) -> Value {
    guard range.pointee.start.isSmallInt, range.pointee.stop.isSmallInt, range.pointee.step.isSmallInt else { return .nil }
    let (first, stop, step) = (range.pointee.start.smallInt, range.pointee.stop.smallInt, range.pointee.step.smallInt)
    let distance = step > 0 ? stop - first : first - stop
    if distance <= 0 { return makeInt(start) }
    let count = (distance - 1) / abs(step) + 1
    let (ends, _) = (2 * first).addingReportingOverflow((count - 1) * step)
    // One of the two factors is even.
    let (factor, other) = count & 1 == 0 ? (count / 2, ends) : (count, ends / 2)
    let (product, isTooLarge) = factor.multipliedReportingOverflow(by: other)
    let (total, overflows) = product.addingReportingOverflow(start)
    return isTooLarge || overflows ? .nil : makeInt(total)
  }

  fileprivate func sum(_ iterable: Value, _ start: Value) -> Value {
    if start.isKind(.str) { return raise("TypeError", "sum() can't sum strings [use ''.join(seq) instead]") }
    if start.isKind(.bytes) { return raise("TypeError", "sum() can't sum bytes [use b''.join(seq) instead]") }
    if start.isKind(.byteArray) { return raise("TypeError", "sum() can't sum bytearray [use b''.join(seq) instead]") }
    if iterable.isExactly(pointee.types.range), start.isSmallInt {
      let total = sumOfRange(iterable.object(RangeObject.self), start.smallInt)
      if !total.isNil { return total }
    }
    let iterator = getIterator(iterable)
    if iterator.isNil { return .nil }
    var sink = ItemSink(.sum, start)
    return withUnsafeMutablePointer(to: &sink) { sink in
      while true {
        let item = next(iterator, into: sink)
        let total = sink.pointee.target
        if item.isNil { return pointee.exception.isNil ? total : .nil }
        if total.isSmallInt, item.isSmallInt {
          sink.pointee.target = makeInt(total.smallInt &+ item.smallInt)
        } else if total.isSmallFloat, item.isSmallFloat {
          sink.pointee.target = makeFloat(total.smallFloat + item.smallFloat)
        } else {
          sink.pointee.target = binary(.add, total, item)
          if sink.pointee.target.isNil { return .nil }
        }
      }
    }
  }
}
