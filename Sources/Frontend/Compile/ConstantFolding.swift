// Computes constant expressions at compile time, within CPython's limits.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Syntax

extension ConstantValue {
  /// The value of a literal.
  init(_ literal: Constant) {
    switch literal {
    case .none: self = .none
    case .true: self = .bool(true)
    case .false: self = .bool(false)
    case .ellipsis: self = .ellipsis
    case .int(.small(let value)): self = .int(value)
    case .int(.big(let digits, let radix)): self = .bigInt(digits: digits, radix: Int(radix))
    case .float(let value): self = .float(value.bitPattern)
    case .imaginary(let value): self = .complex(real: 0, imaginary: value.bitPattern)
    case .str(let bytes): self = .string(bytes)
    case .bytes(let bytes): self = .bytes(bytes)
    }
  }

  /// Its truth, if that is known.
  var truth: Bool? {
    switch self {
    case .none: false
    case .ellipsis: true
    case .bool(let value): value
    case .int(let value): value != 0
    case .bigInt: true
    case .float(let bits): Double(bitPattern: bits) != 0
    case .string(let bytes), .bytes(let bytes): !bytes.isEmpty
    case .tuple(let items), .frozenSet(let items): !items.isEmpty
    case .complex, .code: nil
    }
  }
}

/// Returns the value of `expression` if it consists of literals only.
func constantValue(_ expression: Expr) -> ConstantValue? {
  switch expression.kind {
  case .constant(let constant): return ConstantValue(constant.value)
  case .name(let name): return name.id == "__debug__" && name.context == .load ? .bool(true) : nil
  case .unaryOp(let operation):
    guard let value = constantValue(operation.operand) else { return nil }
    return foldUnary(operation.op, value)
  case .tuple(let elements) where elements.context == .load:
    var items: [ConstantValue] = []
    for element in elements.elts {
      guard let item = constantValue(element) else { return nil }
      items.append(item)
    }
    return .tuple(items)
  case .binOp:
    var spine: [Expr.BinOp] = []
    var node = expression
    while case .binOp(let operation) = node.kind {
      spine.append(operation)
      node = operation.left
    }
    guard var value = constantValue(node) else { return nil }
    for operation in spine.reversed() {
      guard let right = constantValue(operation.right), let next = foldBinary(operation.op, value, right)
      else { return nil }
      value = next
    }
    return value
  default: return nil
  }
}

func foldUnary(_ op: UnaryOperator, _ value: ConstantValue) -> ConstantValue? {
  switch (op, value) {
  case (.not, _): return value.truth.map { .bool(!$0) }
  case (.uSub, .int(let number)): return number == .min ? nil : .int(-number)
  case (.uSub, .float(let bits)): return .float((-Double(bitPattern: bits)).bitPattern)
  case (.uSub, .complex(let real, let imaginary)):
    return .complex(
      real: (-Double(bitPattern: real)).bitPattern, imaginary: (-Double(bitPattern: imaginary)).bitPattern)
  case (.uAdd, .int), (.uAdd, .float), (.uAdd, .complex), (.uAdd, .bigInt): return value
  case (.invert, .int(let number)): return .int(~number)
  default: return nil
  }
}

func foldBinary(_ op: BinaryOperator, _ left: ConstantValue, _ right: ConstantValue) -> ConstantValue? {
  switch (left, right) {
  case (.int(let a), .int(let b)): return foldIntegers(op, a, b)
  case (.string(let a), .string(let b)): return op == .add ? .string(a + b) : nil
  case (.bytes(let a), .bytes(let b)): return op == .add ? .bytes(a + b) : nil
  case (.string(let bytes), .int(let count)), (.int(let count), .string(let bytes)):
    guard op == .mult, let repeated = repeatItems(bytes, count, limit: 4096) else { return nil }
    return .string(repeated)
  case (.bytes(let bytes), .int(let count)), (.int(let count), .bytes(let bytes)):
    guard op == .mult, let repeated = repeatItems(bytes, count, limit: 4096) else { return nil }
    return .bytes(repeated)
  case (.tuple(let items), .int(let count)), (.int(let count), .tuple(let items)):
    guard op == .mult, let repeated = repeatItems(items, count, limit: 256) else { return nil }
    return .tuple(repeated)
  case (.tuple(let a), .tuple(let b)): return op == .add ? .tuple(a + b) : nil
  case (.bigInt, .int(let b)):
    guard let a = wide(left) else { return nil }
    return foldWide(op, a, Int128(b))
  default:
    guard let a = doubleOperand(left, right), let b = doubleOperand(right, left) else { return nil }
    return foldDoubles(op, a, b)
  }
}

private func repeatItems<Item>(_ items: [Item], _ count: Int64, limit: Int) -> [Item]? {
  let times = Int(max(count, 0))
  let (total, overflow) = items.count.multipliedReportingOverflow(by: times)
  guard !overflow, total <= limit else { return nil }
  return [[Item]](repeating: items, count: times).flatMap { $0 }
}

/// The double to calculate with; nil unless one of the two operands is a float.
private func doubleOperand(_ value: ConstantValue, _ other: ConstantValue) -> Double? {
  switch (value, other) {
  case (.float(let bits), .float), (.float(let bits), .int): return Double(bitPattern: bits)
  case (.int(let number), .float): return Double(exactly: number)
  default: return nil
  }
}

private func foldDoubles(_ op: BinaryOperator, _ a: Double, _ b: Double) -> ConstantValue? {
  switch op {
  case .add: return .float((a + b).bitPattern)
  case .sub: return .float((a - b).bitPattern)
  case .mult: return .float((a * b).bitPattern)
  case .div: return b == 0 ? nil : .float((a / b).bitPattern)
  case .pow:
    guard a > 0, a.isFinite, b.isFinite else { return nil }
    let result = pow(a, b)
    return result.isFinite ? .float(result.bitPattern) : nil
  default: return nil
  }
}

private func foldIntegers(_ op: BinaryOperator, _ a: Int64, _ b: Int64) -> ConstantValue? {
  switch op {
  case .div:
    guard b != 0, let x = Double(exactly: a), let y = Double(exactly: b) else { return nil }
    return .float((x / y).bitPattern)
  case .floorDiv, .mod:
    guard b != 0, !(a == .min && b == -1) else { return nil }
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    let isOff = remainder != 0 && (remainder < 0) != (b < 0)
    return .int(op == .mod ? (isOff ? remainder + b : remainder) : (isOff ? quotient - 1 : quotient))
  case .bitAnd: return .int(a & b)
  case .bitOr: return .int(a | b)
  case .bitXor: return .int(a ^ b)
  case .rShift: return b < 0 ? nil : .int(b > 63 ? (a < 0 ? -1 : 0) : a >> b)
  default: return foldWide(op, Int128(a), Int128(b))
  }
}

private func foldWide(_ op: BinaryOperator, _ a: Int128, _ b: Int128) -> ConstantValue? {
  switch op {
  case .add:
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : narrow(sum)
  case .sub:
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? nil : narrow(difference)
  case .mult:
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : narrow(product)
  case .lShift:
    guard (0...126).contains(b) else { return nil }
    let shifted = a << b
    return shifted >> b == a ? narrow(shifted) : nil
  case .pow:
    guard (0...126).contains(b) else { return nil }
    var result: Int128 = 1
    for _ in 0..<Int(b) {
      let (product, overflow) = result.multipliedReportingOverflow(by: a)
      if overflow { return nil }
      result = product
    }
    return narrow(result)
  default: return nil
  }
}

private func wide(_ value: ConstantValue) -> Int128? {
  guard case .bigInt(let digits, let radix) = value else { return nil }
  return Int128(String(decoding: digits, as: UTF8.self), radix: radix)
}

private func narrow(_ value: Int128) -> ConstantValue? {
  if let small = Int64(exactly: value) { return .int(small) }
  return value < 0 ? nil : .bigInt(digits: Array(String(value).utf8), radix: 10)
}
