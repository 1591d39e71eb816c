// Parses what stands in parentheses in regular expressions.

extension RegexParser {
  /// Reads a group after its parenthesis; nil for comments and flags.
  mutating func group(_ start: Int, isFirst: Bool) throws(RegexFault) -> RegexNode? {
    guard take("?") else { return try capture(start, name: nil) }
    guard let code = peek() else { throw fault("unexpected end of pattern", position) }
    position += 1
    switch code {
    case 80: return try namedGroup(start)
    case 58: return try closed(start)
    case 35:
      while let next = peek() {
        position += 1
        if next == 41 { return nil }
      }
      throw fault("missing ), unterminated comment", start)
    case 61, 33: return .look(try closed(start), isBehind: false, isNegated: code == 33)
    case 60: return try lookbehind(start)
    case 40: return try conditional(start)
    case 62: return .atomic(try closed(start))
    case 45, 105, 76, 109, 115, 120, 97, 117: return try inlineFlags(start, code, isFirst: isFirst)
    default: throw fault("unknown extension ?\(regexText([code]))", position - 2)
    }
  }

  /// Reads alternatives and the closing parenthesis.
  private mutating func closed(_ start: Int) throws(RegexFault) -> RegexNode {
    let node = try alternatives()
    guard take(")") else { throw fault("missing ), unterminated subpattern", start) }
    // A repetition may follow a group that is one repetition itself.
    return .sequence([node])
  }

  private mutating func capture(_ start: Int, name: ArraySlice<UInt32>?) throws(RegexFault) -> RegexNode {
    groupCount += 1
    let number = groupCount
    if let name {
      if let known = groupNames.first(where: { $0.name[...] == name }) {
        throw fault(
          "redefinition of group name \(quoted(name)) as group \(number); was group \(known.number)", position - name.count - 1)
      }
      groupNames.append((Array(name), number))
    }
    openGroups.insert(number)
    let node = try closed(start)
    openGroups.remove(number)
    widths[number] = node.width(widths)
    return .group(number, node)
  }

  private mutating func namedGroup(_ start: Int) throws(RegexFault) -> RegexNode {
    if take("<") {
      let name = try groupName(until: ">")
      return try capture(start, name: name)
    }
    if take("=") {
      let place = position
      let name = try groupName(until: ")")
      guard let known = groupNames.first(where: { $0.name[...] == name }) else {
        throw fault("unknown group name \(quoted(name))", place)
      }
      if openGroups.contains(known.number) { throw fault("cannot refer to an open group", place) }
      try checkLookbehind(known.number, place)
      return .backreference(known.number, ignoresCase: flags.contains(.ignoreCase))
    }
    guard let code = peek() else { throw fault("unexpected end of pattern", position) }
    position += 1
    throw fault("unknown extension ?P\(regexText([code]))", position - 3)
  }

  func checkLookbehind(_ number: Int, _ place: Int) throws(RegexFault) {
    if lookbehindGroups >= 0, number >= lookbehindGroups {
      throw fault("cannot refer to group defined in the same lookbehind subpattern", place)
    }
  }

  /// Reads a name and what ends it.
  private mutating func groupName(until end: Unicode.Scalar) throws(RegexFault) -> ArraySlice<UInt32> {
    let name = try rawName(until: end)
    try check(name: name)
    return name
  }

  private mutating func rawName(until end: Unicode.Scalar) throws(RegexFault) -> ArraySlice<UInt32> {
    let start = position
    while let code = peek(), code != end.value { position += 1 }
    let name = source[start..<position]
    guard position < source.count else {
      throw name.isEmpty ? fault("missing group name", start) : fault("missing \(end), unterminated name", start)
    }
    if name.isEmpty { throw fault("missing group name", start) }
    position += 1
    return name
  }

  private func check(name: ArraySlice<UInt32>) throws(RegexFault) {
    let isName = CodePoints.startsIdentifier(name[name.startIndex]) && name.dropFirst().allSatisfy { CodePoints.continuesIdentifier($0) }
    if !isName || isBytes && name.contains(where: { $0 > 127 }) {
      throw fault("bad character in group name \(quoted(name))", name.startIndex)
    }
  }

  func quoted(_ name: ArraySlice<UInt32>) -> String { (isBytes ? "b'" : "'") + regexText(name) + "'" }

  private mutating func lookbehind(_ start: Int) throws(RegexFault) -> RegexNode {
    guard let code = peek() else { throw fault("unexpected end of pattern", position) }
    position += 1
    guard code == 61 || code == 33 else { throw fault("unknown extension ?<\(regexText([code]))", position - 3) }
    let outer = lookbehindGroups
    if outer < 0 { lookbehindGroups = groupCount + 1 }
    let node = try closed(start)
    lookbehindGroups = outer
    let width = node.width(widths)
    if width.least != width.most { throw RegexFault(message: "look-behind requires fixed-width pattern", position: -1) }
    return .look(node, isBehind: true, isNegated: code == 33)
  }

  private mutating func conditional(_ start: Int) throws(RegexFault) -> RegexNode {
    let place = position
    let name = try rawName(until: ")")
    let number: Int
    if name.allSatisfy({ $0 >= 48 && $0 <= 57 }), let value = Int(regexText(name)) {
      if value == 0 { throw fault("bad group number", place) }
      if value >= 100 { throw fault("invalid group reference \(value)", place) }
      number = value
      if number > groupCount { conditions.append((number, place)) }
    } else {
      try check(name: name)
      guard let known = groupNames.first(where: { $0.name[...] == name }) else {
        throw fault("unknown group name \(quoted(name))", place)
      }
      number = known.number
    }
    try checkLookbehind(number, place)
    let yes = try sequence(isFirst: false)
    let no = take("|") ? try sequence(isFirst: false) : .empty
    if isNext("|") { throw fault("conditional backref with more than two branches", position) }
    guard take(")") else { throw fault("missing ), unterminated subpattern", start) }
    return .conditional(number, yes, no)
  }

  private mutating func inlineFlags(_ start: Int, _ first: UInt32, isFirst: Bool) throws(RegexFault) -> RegexNode? {
    var added: RegexFlags = []
    var removed: RegexFlags = []
    var code = first
    if code != 45 {
      while true {
        guard let flag = try flag(code) else { break }
        added.insert(flag)
        guard let next = peek() else { throw fault("missing -, : or )", position) }
        position += 1
        code = next
        if code == 41 || code == 45 || code == 58 { break }
        if try self.flag(code) == nil {
          throw fault(CodePoints.isAlpha(code) ? "unknown flag" : "missing -, : or )", position - 1)
        }
      }
    }
    if code == 41 { return try globalFlags(added, start, isFirst: isFirst) }
    if !added.isDisjoint(with: [.debug]) { throw fault("bad inline flags: cannot turn on global flag", position - 1) }
    if code == 45 { removed = try removedFlags() }
    if !added.isDisjoint(with: removed) { throw fault("bad inline flags: flag turned on and off", position - 1) }
    let outer = flags
    if !added.isDisjoint(with: .kinds) { flags.subtract(.kinds) }
    flags.formUnion(added)
    flags.subtract(removed)
    let node = try closed(start)
    flags = outer
    return node
  }

  private mutating func removedFlags() throws(RegexFault) -> RegexFlags {
    var removed: RegexFlags = []
    guard var code = peek() else { throw fault("missing flag", position) }
    position += 1
    if try flag(code) == nil { throw fault(CodePoints.isAlpha(code) ? "unknown flag" : "missing flag", position - 1) }
    while true {
      guard let flag = try flag(code) else { throw fault(CodePoints.isAlpha(code) ? "unknown flag" : "missing :", position - 1) }
      if RegexFlags.kinds.contains(flag) {
        throw fault("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", position)
      }
      removed.insert(flag)
      guard let next = peek() else { throw fault("missing :", position) }
      position += 1
      if next == 58 { return removed }
      code = next
    }
  }

  private mutating func globalFlags(_ added: RegexFlags, _ start: Int, isFirst: Bool) throws(RegexFault) -> RegexNode? {
    guard isFirst else { throw fault("global flags not at the start of the expression", start) }
    if added.contains(.unicode) { asksForUnicode = true }
    if added.contains(.ascii), !asksForUnicode { flags.remove(.unicode) }
    flags.formUnion(added)
    try checkFlags()
    return nil
  }

  private func flag(_ code: UInt32) throws(RegexFault) -> RegexFlags? {
    switch code {
    case 105: return .ignoreCase
    case 109: return .multiline
    case 115: return .dotAll
    case 120: return .verbose
    case 97: return .ascii
    case 76:
      if !isBytes { throw fault("bad inline flags: cannot use 'L' flag with a str pattern", position) }
      return .locale
    case 117:
      if isBytes { throw fault("bad inline flags: cannot use 'u' flag with a bytes pattern", position) }
      return .unicode
    default: return nil
    }
  }
}
