// Compiles match statements.
import Syntax

/// What matching a pattern has captured so far, and where control goes on failure.
struct PatternState {
  var fail: Label
  var captures: [(name: String, register: Int)] = []
}

extension FunctionCompiler {
  func matchStatement(_ match: Stmt.Match) throws(SyntaxDiagnostic) {
    let subject = try fresh(match.subject)
    let end = makeLabel()
    for (index, item) in match.cases.enumerated() {
      let isLast = index == match.cases.count - 1
      if !isLast, item.guardExpr == nil, let problem = item.pattern.irrefutability {
        throw error("\(problem.text) makes remaining patterns unreachable", at: problem.place)
      }
      let mark = top
      let next = makeLabel()
      var state = PatternState(fail: next)
      try pattern(item.pattern, subject, &state)
      for capture in state.captures {
        try storeName(capture.name, from: capture.register, at: item.pattern.range)
      }
      top = mark
      if let test = item.guardExpr { try condition(test, jumpIf: false, to: next) }
      try statements(item.body)
      if !isLast { emit(.jump, target: end) }
      place(next)
    }
    place(end)
  }

  /// Emits the test of one pattern; temporaries stay taken until the case ends.
  func pattern(_ pattern: Pattern, _ subject: Int, _ state: inout PatternState) throws(SyntaxDiagnostic) {
    try context.enter()
    let outerRange = range
    range = pattern.range
    defer {
      context.leave()
      range = outerRange
    }
    switch pattern.kind {
    case .value(let value):
      if case .joinedStr = value.kind { throw error("patterns may only match literals and attribute lookups") }
      if let number = immediate(value) {
        emit(.jumpEqualImmediate, subject, number, target: state.fail)
      } else {
        let register = try operand(value)
        emit(.jumpEqual, subject, register, target: state.fail)
      }
    case .singleton(let constant):
      if case .none = constant { return emit(.jumpIfNone, subject, 0, target: state.fail) }
      let register = allocate()
      load(ConstantValue(constant), into: register)
      emit(.jumpSame, subject, register, target: state.fail)
    case .sequence(let patterns): try sequencePattern(patterns, subject, &state)
    case .mapping(let mapping): try mappingPattern(mapping, subject, &state)
    case .class(let match): try classPattern(match, subject, &state)
    case .star(let name): if let name { try capture(name, subject, &state) }
    case .as(let alias):
      if let inner = alias.pattern { try self.pattern(inner, subject, &state) }
      if let name = alias.name { try capture(name, subject, &state) }
    case .or(let alternatives): try orPattern(alternatives, subject, &state)
    }
  }

  private func capture(_ name: String, _ register: Int, _ state: inout PatternState) throws(SyntaxDiagnostic) {
    if name == "__debug__" { throw error("cannot assign to __debug__") }
    if state.captures.contains(where: { $0.name == name }) {
      throw error("multiple assignments to name '\(name)' in pattern")
    }
    state.captures.append((name, register))
  }

  // MARK: Sequences

  private func sequencePattern(
    _ patterns: [Pattern], _ subject: Int, _ state: inout PatternState
  ) throws(SyntaxDiagnostic) {
    let stars = patterns.indices.filter { patterns[$0].isStar }
    if stars.count > 1 { throw error("multiple starred names in sequence pattern") }
    let test = allocate()
    emit(.matchSequence, test, subject)
    emit(.jumpIf, test, 0, target: state.fail)
    let required = patterns.count - stars.count
    if stars.isEmpty || required > 0 {
      emit(.loadLength, test, subject)
      let jump: Opcode = stars.isEmpty ? .jumpEqualImmediate : .jumpGreaterEqualImmediate
      emit(jump, test, required, target: state.fail)
    }
    if patterns.allSatisfy({ $0.isWildcard }) { return }
    if let star = stars.first, patterns[star].isWildcard {
      return try subscriptPattern(patterns, star: star, length: test, subject, &state)
    }
    let base = allocate(patterns.count)
    if let star = stars.first {
      emit(.unpackRest, base, subject, star, extra: UInt64(patterns.count - star - 1))
    } else {
      emit(.unpack, base, subject, patterns.count)
    }
    for (offset, item) in patterns.enumerated() { try pattern(item, base + offset, &state) }
  }

  /// Matches `[a, *_, b]` without unpacking: items are fetched by index.
  private func subscriptPattern(
    _ patterns: [Pattern], star: Int, length: Int, _ subject: Int, _ state: inout PatternState
  ) throws(SyntaxDiagnostic) {
    for (index, item) in patterns.enumerated() where !item.isWildcard {
      let register = allocate()
      if index < star {
        load(.int(Int64(index)), into: register)
      } else {
        emit(.loadLength, register, subject)
        emit(.subtractImmediate, register, register, patterns.count - index)
      }
      emit(.loadItem, register, subject, register)
      try pattern(item, register, &state)
    }
  }

  // MARK: Mappings

  private func mappingPattern(
    _ mapping: Pattern.Mapping, _ subject: Int, _ state: inout PatternState
  ) throws(SyntaxDiagnostic) {
    let test = allocate()
    emit(.matchMapping, test, subject)
    emit(.jumpIf, test, 0, target: state.fail)
    let count = mapping.keys.count
    if count == 0 && mapping.rest == nil { return }
    if count > 0 {
      emit(.loadLength, test, subject)
      emit(.jumpGreaterEqualImmediate, test, count, target: state.fail)
    }
    try refuseRepeatedKeys(mapping.keys)
    let keys = allocate()
    try value(Expr(.tuple(.init(elts: mapping.keys, context: .load)), range), into: keys)
    let values = allocate()
    emit(.matchKeys, values, subject, keys)
    emit(.jumpIfNone, values, 1, target: state.fail)
    if count > 0 {
      let base = allocate(count)
      emit(.unpack, base, values, count)
      for (offset, item) in mapping.patterns.enumerated() { try pattern(item, base + offset, &state) }
    }
    if let rest = mapping.rest {
      let register = allocate()
      emit(.mappingRest, register, subject, keys)
      try capture(rest, register, &state)
    }
  }

  private func refuseRepeatedKeys(_ keys: [Expr]) throws(SyntaxDiagnostic) {
    var seen: Set<ConstantValue> = []
    for key in keys {
      if case .joinedStr = key.kind { throw error("mapping pattern keys may only match literals and attribute lookups") }
      guard let constant = constantValue(key)?.asKey, !seen.insert(constant).inserted else { continue }
      throw error("mapping pattern checks duplicate key (\(key.unparsed))")
    }
  }

  // MARK: Classes

  private func classPattern(
    _ match: Pattern.Class, _ subject: Int, _ state: inout PatternState
  ) throws(SyntaxDiagnostic) {
    for (index, name) in match.kwdAttrs.enumerated() where match.kwdAttrs[..<index].contains(name) {
      throw error("attribute name repeated in class pattern: \(name)", at: match.kwdPatterns[index].range)
    }
    let type = try operand(match.cls)
    let attributes = allocate()
    var description: [ConstantValue] = [.int(Int64(match.patterns.count))]
    description += match.kwdAttrs.map { .string(Array(mangled($0).utf8)) }
    emit(.matchClass, attributes, subject, type, extra: UInt64(constant(.tuple(description))))
    emit(.jumpIfNone, attributes, 1, target: state.fail)
    let patterns = match.patterns + match.kwdPatterns
    if patterns.isEmpty { return }
    let base = allocate(patterns.count)
    emit(.unpack, base, attributes, patterns.count)
    for (offset, item) in patterns.enumerated() { try pattern(item, base + offset, &state) }
  }

  // MARK: Alternatives

  private func orPattern(
    _ alternatives: [Pattern], _ subject: Int, _ state: inout PatternState
  ) throws(SyntaxDiagnostic) {
    let success = makeLabel()
    let outside = state
    var results: [(name: String, register: Int)] = []
    for (index, alternative) in alternatives.enumerated() {
      let isLast = index == alternatives.count - 1
      if !isLast, let problem = alternative.irrefutability {
        throw error("\(problem.text) makes remaining patterns unreachable", at: problem.place)
      }
      let next = makeLabel()
      var inner = PatternState(fail: next)
      try pattern(alternative, subject, &inner)
      if index == 0 {
        results = inner.captures.map { ($0.name, allocate()) }
      } else if Set(results.map { $0.name }) != Set(inner.captures.map { $0.name }) {
        throw error("alternative patterns bind different names", at: alternative.lastRange)
      }
      for result in results {
        guard let found = inner.captures.first(where: { $0.name == result.name }) else { continue }
        emit(.move, result.register, found.register)
      }
      emit(.jump, target: success)
      place(next)
    }
    emit(.jump, target: outside.fail)
    place(success)
    for result in results { try capture(result.name, result.register, &state) }
  }
}

extension Pattern {
  var isStar: Bool {
    if case .star = kind { return true }
    return false
  }

  var isWildcard: Bool {
    switch kind {
    case .star(let name): name == nil
    case .as(let alias): alias.pattern == nil && alias.name == nil
    default: false
    }
  }

  /// The place of the part that is compiled last.
  var lastRange: SourceRange {
    switch kind {
    case .sequence(let patterns), .or(let patterns): patterns.last?.lastRange ?? range
    case .mapping(let mapping): mapping.patterns.last?.lastRange ?? range
    case .class(let match): (match.kwdPatterns.last ?? match.patterns.last)?.lastRange ?? range
    case .as(let alias): alias.pattern?.lastRange ?? range
    default: range
    }
  }

  /// What makes the pattern match anything, for the error about patterns behind it; nil if it may fail.
  var irrefutability: (text: String, place: SourceRange)? {
    switch kind {
    case .as(let alias):
      if let inner = alias.pattern { return inner.irrefutability }
      return (alias.name.map { "name capture '\($0)'" } ?? "wildcard", range)
    case .or(let alternatives): return alternatives.last?.irrefutability
    default: return nil
    }
  }
}

extension ConstantValue {
  /// A value that is the same for all constants that are equal in Python.
  fileprivate var asKey: ConstantValue {
    switch self {
    case .bool(let truth): return .int(truth ? 1 : 0)
    case .float(let bits):
      guard let number = Int64(exactly: Double(bitPattern: bits)) else { return self }
      return .int(number)
    case .complex(let real, let imaginary): return Double(bitPattern: imaginary) == 0 ? ConstantValue.float(real).asKey : self
    default: return self
    }
  }
}
