// Replaces matches of regular expressions by templates or by what functions return.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `pattern.sub` and `pattern.subn`.
  func substitute(
    _ types: RegexTypes, _ pattern: Value, _ replacement: Value, _ subject: Value, _ most: Int, isCounting: Bool
  ) -> Value {
    let isTemplate = replacement.isKind(.str) || replacement.isReference && isBytesLike(replacement)
    if !isTemplate, !isCallable(replacement) {
      return raise("TypeError", "decoding to str: need a bytes-like object, \(typeName(typeOf(replacement))) found")
    }
    let parts = isTemplate ? parseRegexTemplate(replacement, pattern) : .none
    if parts.isNil { return .nil }
    let pieces = makeList([])
    var end = 0
    var count = 0
    let isDone = eachMatch(pattern, subject, .nil, .nil) { machine in
      if most != 0, count >= most { return false }
      count += 1
      if machine.marks[0] > end { listAppend(pieces, regexSlice(subject, end, machine.marks[0])) }
      end = machine.marks[1]
      if isTemplate {
        appendTemplate(parts, to: pieces) { group in
          let (start, stop) = (machine.marks[group * 2], machine.marks[group * 2 + 1])
          return start < 0 || stop < 0 ? .none : regexSlice(subject, start, stop)
        }
        return true
      }
      return appendResult(call(replacement, makeMatch(types, pattern, subject, machine, 0)), to: pieces, subject)
    }
    if !isDone || !pointee.exception.isNil { return .nil }
    let total = subject.isKind(.str) ? stringCount(subject) : bytesView(subject).count
    var result = subject
    if count > 0 || !subject.isExactly(pointee.types.str) && !subject.isExactly(pointee.types.bytes) {
      listAppend(pieces, regexSlice(subject, end, total))
      result = joinPieces(pieces, isText: subject.isKind(.str))
    }
    if result.isNil || !isCounting { return result }
    return makeTuple([result, Value(smallInt: count)])
  }

  private func appendResult(_ result: Value, to pieces: Value, _ subject: Value) -> Bool {
    if result.isNil { return false }
    if result.isNone { return true }
    let fits = subject.isKind(.str) ? result.isKind(.str) : result.isReference && isBytesLike(result)
    guard fits else {
      let wanted = subject.isKind(.str) ? "str instance" : "a bytes-like object"
      raise("TypeError", "sequence item \(listCount(pieces)): expected \(wanted), \(typeName(typeOf(result))) found")
      return false
    }
    listAppend(pieces, result)
    return true
  }

  /// Appends what the parts of a template stand for; groups without a match stand for nothing.
  func appendTemplate(_ parts: Value, to pieces: Value, _ group: (Int) -> Value) {
    for i in 0..<listCount(parts) {
      let part = listItem(parts, i)
      let value = part.isSmallInt ? group(part.smallInt) : part
      if !value.isNone, !value.isNil { listAppend(pieces, value) }
    }
  }

  /// The pieces put together.
  func joinPieces(_ pieces: Value, isText: Bool) -> Value {
    isText ? joinIterable(pointee.emptyString, pieces) : joinBytes(makeBytes([]), pieces)
  }

  /// The parts of a template, a list of texts and numbers of groups; nil with an exception pending.
  func parseRegexTemplate(_ template: Value, _ pattern: Value) -> Value {
    guard let codes = regexSource(template) else {
      return raise("TypeError", "decoding to str: need a bytes-like object, \(typeName(typeOf(template))) found")
    }
    let object = pattern.object(NativeObject.self)
    let isText = template.isKind(.str)
    guard codes.contains(0x5C) else { return makeList(codes.isEmpty ? [] : [template]) }
    var names: [[UInt32]: Int] = [:]
    for (i, name) in listItems(object.pointee.value2).enumerated() where name.isKind(.str) {
      names[(0..<stringCount(name)).map { codePoint(name, $0) }] = i
    }
    let groups = regexProgram(pattern).groupCount
    var reader = RegexTemplateReader(codes: codes, names: names, groupCount: groups, isBytes: !isText)
    do {
      try reader.read()
    } catch {
      return raiseRegex(error, template, object.pointee.value3)
    }
    let parts = makeList([])
    for part in reader.parts {
      switch part {
      case .group(let number): listAppend(parts, Value(smallInt: number))
      case .text(let text): listAppend(parts, isText ? makeString(codePoints: text) : makeBytes(text.map { UInt8(truncatingIfNeeded: $0) }))
      }
    }
    return parts
  }
}
