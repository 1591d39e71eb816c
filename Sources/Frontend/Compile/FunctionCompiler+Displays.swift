// Compiles displays: tuples, lists, sets, dicts and f-strings.
import Syntax

/// How many elements a display takes from registers at once.
private let displayChunk = 24

extension FunctionCompiler {
  /// Evaluates expressions into consecutive temporaries; returns the first.
  func consecutive(_ expressions: ArraySlice<Expr>) throws(SyntaxDiagnostic) -> Int {
    let base = allocate(expressions.count)
    // Each element may use temporaries above the ones that are filled already.
    let end = top
    for (offset, expression) in expressions.enumerated() {
      top = base + offset + 1
      try value(expression, into: base + offset)
    }
    top = end
    return base
  }

  /// Compiles a tuple, list or set display.
  func sequence(_ elements: [Expr], _ opcode: Opcode, into target: Int) throws(SyntaxDiagnostic) {
    // The detour over a constant decides the size of the table and so the order of the set's members.
    if opcode == .makeSet, elements.count > 2, let folded = foldedIterable(Expr(.set(elements), range)) {
      return extend(with: folded, .makeSet, into: target)
    }
    let firstStar = elements.firstIndex { $0.isStarred } ?? elements.count
    if firstStar == elements.count && (elements.count <= displayChunk || opcode == .makeTuple && elements.count < 256) {
      let base = try consecutive(elements[...])
      return emit(opcode, target, base, elements.count)
    }
    if opcode == .makeList, elements.count > displayChunk, let folded = foldedIterable(Expr(.list(.init(elts: elements, context: .load)), range)) {
      return extend(with: folded, .makeList, into: target)
    }
    let result = isTemporary(target) && opcode != .makeTuple ? target : allocate()
    let lead = min(firstStar, displayChunk)
    let mark = top
    let base = try consecutive(elements[..<lead])
    emit(opcode == .makeSet ? .makeSet : .makeList, result, base, lead)
    for element in elements[lead...] {
      top = mark
      if case .starred(let starred) = element.kind {
        let items = try operand(starred.value)
        emit(opcode == .makeSet ? .setUpdate : .listExtend, result, items)
      } else {
        let item = try operand(element)
        emit(opcode == .makeSet ? .setAdd : .listAppend, result, item)
      }
    }
    if opcode == .makeTuple {
      emit(.listToTuple, target, result)
    } else if result != target {
      emit(.move, target, result)
    }
  }

  private func extend(with folded: ConstantValue, _ opcode: Opcode, into target: Int) {
    let result = isTemporary(target) ? target : allocate()
    let items = allocate()
    emit(opcode, result, top, 0)
    load(folded, into: items)
    emit(opcode == .makeSet ? .setUpdate : .listExtend, result, items)
    if result != target { emit(.move, target, result) }
  }

  /// Compiles a dict display.
  func dictionary(_ dict: Expr.Dict, into target: Int) throws(SyntaxDiagnostic) {
    let plain = dict.keys.firstIndex { $0 == nil } ?? dict.keys.count
    let lead = min(plain, displayChunk / 2)
    let isWhole = lead == dict.keys.count
    let result = isTemporary(target) || isWhole ? target : allocate()
    let mark = top
    var pairs: [Expr] = []
    for (key, value) in zip(dict.keys, dict.values).prefix(lead) {
      if let key { pairs += [key, value] }
    }
    let base = try consecutive(pairs[...])
    emit(.makeDict, result, base, lead)
    for (key, item) in zip(dict.keys, dict.values).dropFirst(lead) {
      top = mark
      if let key {
        let keyRegister = try operand(key, before: [item])
        let itemRegister = try operand(item)
        emit(.dictSet, result, keyRegister, itemRegister)
      } else {
        let mapping = try operand(item)
        emit(.dictUpdate, result, mapping)
      }
    }
    if result != target { emit(.move, target, result) }
  }

  // MARK: Formatted strings

  /// Compiles an f-string.
  func joined(_ parts: [Expr], into target: Int) throws(SyntaxDiagnostic) {
    if parts.isEmpty { return load(.string([]), into: target) }
    if parts.count == 1 { return try value(parts[0], into: target) }
    if parts.count > 200 { return try joinedInHalves(parts, into: target) }
    let base = allocate(parts.count)
    let end = top
    for (offset, part) in parts.enumerated() {
      top = base + offset + 1
      try value(part, into: base + offset)
    }
    top = end
    emit(.joinStrings, target, base, parts.count)
  }

  private func joinedInHalves(_ parts: [Expr], into target: Int) throws(SyntaxDiagnostic) {
    let base = allocate(2)
    let middle = parts.count / 2
    try joined(Array(parts[..<middle]), into: base)
    try joined(Array(parts[middle...]), into: base + 1)
    emit(.joinStrings, target, base, 2)
  }

  /// Compiles one replacement field.
  func formatted(_ field: Expr.FormattedValue, into target: Int) throws(SyntaxDiagnostic) {
    var flags = 0
    switch field.conversion {
    case UInt8(ascii: "s"): flags = 1 << 13
    case UInt8(ascii: "r"): flags = 2 << 13
    case UInt8(ascii: "a"): flags = 3 << 13
    default: break
    }
    let source = try operand(field.value, before: field.formatSpec.map { [$0] } ?? [])
    if let spec = field.formatSpec {
      let register = try operand(spec)
      guard register < 0x1000 else { throw error("too many nested values in an f-string") }
      flags |= 0x1000 | register
    }
    emit(.formatValue, target, source, flags)
  }
}

extension Expr {
  var isStarred: Bool {
    if case .starred = kind { return true }
    return false
  }
}
