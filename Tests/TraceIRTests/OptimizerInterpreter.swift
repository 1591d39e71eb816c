// Interprets the little language of the optimizer's random tests.
import TraceIR

extension OptimizerMachine {
  /// Executes one instruction; returns the next position.
  func step(_ op: TestOp, at pc: Int) -> Int {
    let none = OptimizerMachine.encoding.noneWord
    switch op {
    case .constant(let d, let word): self[slot: d] = word
    case .move(let d, let a): self[slot: d] = self[slot: a]
    case .arithmetic(let op, let d, let a, let b): self[slot: d] = arithmetic(op, self[slot: a], self[slot: b]) ?? none
    case .compare(let op, let d, let a, let b): self[slot: d] = compare(op, self[slot: a], self[slot: b]) ?? none
    case .unless(let a, let target): return self[slot: a] == OptimizerMachine.encoding.trueWord ? pc + 1 : target
    case .unlessNone(let a, let target): return self[slot: a] == none ? pc + 1 : target
    case .same(let d, let a, let b): self[slot: d] = same(self[slot: a], self[slot: b])
    case .jump(let target): return target
    case .newPoint(let d): self[slot: d] = OptimizerMachine.newPoint(state)
    case .get(let d, let a, let offset): self[slot: d] = attribute(self[slot: a], offset) ?? none
    case .set(let a, let offset, let v):
      if kind(self[slot: a]) == .point { OptimizerMachine.setField(self[slot: a], offset, self[slot: v]) }
    case .tuple(let d, let a, let b): self[slot: d] = OptimizerMachine.newTuple(state, [self[slot: a], self[slot: b]])
    case .tupleItem(let d, let a, let index):
      self[slot: d] = kind(self[slot: a]) == .tuple ? OptimizerMachine.field(self[slot: a], 48 + 8 * index) : none
    case .list(let d, let a, let b): self[slot: d] = OptimizerMachine.newList(state, [self[slot: a], self[slot: b]])
    case .item(let d, let a, let i): self[slot: d] = place(self[slot: a], self[slot: i]).map { OptimizerMachine.field($0.array, $0.offset) } ?? none
    case .setItem(let a, let i, let v):
      if let place = place(self[slot: a], self[slot: i]) { OptimizerMachine.setField(place.array, place.offset, self[slot: v]) }
    case .append(let a, let v): if mayAppend(self[slot: a]) { OptimizerMachine.append(state, self[slot: a], self[slot: v]) }
    case .poke(let a): OptimizerMachine.poke(self[slot: a], state)
    case .mix(let d, let a, let b):
      if let x = float(self[slot: a]), let y = float(self[slot: b]) {
        self[slot: d] = OptimizerMachine.box(x * 0.5 - y, state)
      } else {
        self[slot: d] = none
      }
    case .halt: return -1
    }
    return pc + 1
  }

  func kind(_ word: UInt64) -> Kind? { OptimizerMachine.kind(word, state) }
  func int(_ word: UInt64) -> Int64? { OptimizerMachine.int(word, state) }
  func float(_ word: UInt64) -> Double? { OptimizerMachine.float(word, state) }

  /// Lists stay short, so that runs end.
  func mayAppend(_ word: UInt64) -> Bool { kind(word) == .list && OptimizerMachine.field(word, 16) < 40 }

  func attribute(_ word: UInt64, _ offset: Int) -> UInt64? {
    guard kind(word) == .point else { return nil }
    let value = OptimizerMachine.field(word, offset)
    return value == OptimizerMachine.encoding.nilWord ? nil : value
  }

  func place(_ list: UInt64, _ index: UInt64) -> (array: UInt64, offset: Int)? {
    guard kind(list) == .list, let index = int(index), index >= 0, index < Int64(OptimizerMachine.field(list, 16)) else { return nil }
    return (OptimizerMachine.field(list, 24) + OptimizerMachine.encoding.pointerTag, 8 * Int(index))
  }

  /// Numbers have no identity here; nil words and odd values are never equal to anything else.
  func same(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let isNumber = int(a) != nil || int(b) != nil || float(a) != nil || float(b) != nil
    return !isNumber && a == b ? OptimizerMachine.encoding.trueWord : OptimizerMachine.encoding.falseWord
  }

  static func floatOp(_ op: Uop) -> Uop? {
    switch op {
    case .addOvf: .addFloat
    case .subOvf: .subFloat
    case .mulOvf: .mulFloat
    case .ltInt: .ltFloat
    case .leInt: .leFloat
    case .gtInt: .gtFloat
    case .geInt: .geFloat
    case .eqInt: .eqFloat
    case .neInt: .neFloat
    default: nil
    }
  }

  func arithmetic(_ op: Uop, _ a: UInt64, _ b: UInt64) -> UInt64? {
    if let x = int(a), let y = int(b) {
      guard case .value(let bits) = ScalarSemantics.evaluate(op, UInt64(bitPattern: x), UInt64(bitPattern: y), encoding: Self.encoding) else { return nil }
      return Self.box(Int64(bitPattern: bits), state)
    }
    guard let op = Self.floatOp(op), let (x, y) = floats(a, b),
      case .value(let bits) = ScalarSemantics.evaluate(op, x.bitPattern, y.bitPattern, encoding: Self.encoding)
    else { return nil }
    return Self.box(Double(bitPattern: bits), state)
  }

  func compare(_ op: Uop, _ a: UInt64, _ b: UInt64) -> UInt64? {
    let result: ScalarResult
    if let x = int(a), let y = int(b) {
      result = ScalarSemantics.evaluate(op, UInt64(bitPattern: x), UInt64(bitPattern: y), encoding: Self.encoding)
    } else if let op = Self.floatOp(op), let (x, y) = floats(a, b) {
      result = ScalarSemantics.evaluate(op, x.bitPattern, y.bitPattern, encoding: Self.encoding)
    } else {
      return nil
    }
    guard case .value(let bits) = result else { return nil }
    return bits == 1 ? Self.encoding.trueWord : Self.encoding.falseWord
  }

  /// Two numbers as doubles, if at least one is a float.
  func floats(_ a: UInt64, _ b: UInt64) -> (Double, Double)? {
    guard float(a) != nil || float(b) != nil else { return nil }
    guard let x = float(a) ?? int(a).map({ Double($0) }), let y = float(b) ?? int(b).map({ Double($0) }) else { return nil }
    return (x, y)
  }

  /// The contents of all slots, objects numbered in order of discovery.
  func picture(slots: Range<Int>) -> String {
    var seen: [UInt64: Int] = [:]
    func show(_ word: UInt64) -> String {
      if let value = int(word) { return "\(value)" }
      if let value = float(word) { return value.isNaN ? "nan" : "\(value.bitPattern)f" }
      guard let kind = kind(word) else { return "w\(word)" }
      if let number = seen[word] { return "#\(number)" }
      seen[word] = seen.count
      let start = "\(kind)#\(seen.count - 1)"
      switch kind {
      case .point: return start + "{\([16, 24, 32].map { show(Self.field(word, $0)) }.joined(separator: " "))}"
      case .tuple: return start + "(\((0..<Int(Self.field(word, 40))).map { show(Self.field(word, 48 + 8 * $0)) }.joined(separator: " ")))"
      default:
        let array = Self.field(word, 24) + Self.encoding.pointerTag
        return start + "[\((0..<Int(Self.field(word, 16))).map { show(Self.field(array, 8 * $0)) }.joined(separator: " "))]"
      }
    }
    return slots.map { show(self[slot: $0]) }.joined(separator: "; ")
  }
}
