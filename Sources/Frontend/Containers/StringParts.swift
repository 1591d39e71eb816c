// Splits, strips and replaces in strings.

extension Runtime {
  func installStringParts(_ type: TypeRef) {
    for (name, backward) in [("split", false), ("rsplit", true)] {
      define(type, name, "sep=, maxsplit=") { vm, args in
        var limit = Int.max
        if !args[2].isNil {
          guard let given = vm.sizeArgument(args[2]) else { return .nil }
          if given >= 0 { limit = given }
        }
        if args[1].isNil || args[1].isNone {
          return backward ? vm.splitWordsBackward(args[0], limit) : vm.splitWords(args[0], limit)
        }
        guard args[1].isKind(.str) else { return vm.typeError("must be str or None, not \(vm.typeName(of: args[1]))") }
        if vm.stringCount(args[1]) == 0 { return vm.valueError("empty separator") }
        return backward ? vm.splitBackward(args[0], args[1], limit) : vm.split(args[0], args[1], limit)
      }
    }
    define(type, "splitlines", "keepends=") { vm, args in
      guard let keeps = args[1].isNil ? 0 : vm.index(args[1]) else { return .nil }
      return vm.splitLines(args[0], keeps != 0)
    }
    for (name, backward) in [("partition", false), ("rpartition", true)] {
      define(type, name, 1, 1) { vm, args in vm.partition(args[0], args[1], backward: backward) }
    }
    for (name, left, right) in [("strip", true, true), ("lstrip", true, false), ("rstrip", false, true)] {
      define(type, name, 0, 1) { vm, args in
        let set = args.optional(1)
        guard set.isNil || set.isNone || set.isKind(.str) else { return vm.typeError("\(name) arg must be None or str") }
        return vm.strip(args[0], set, left: left, right: right)
      }
    }
    define(type, "replace", 2, 3) { vm, args in
      guard vm.requireArgument(args[1], "replace() argument 1"), vm.requireArgument(args[2], "replace() argument 2") else { return .nil }
      var limit = Int.max
      if args.count > 3 {
        guard let given = vm.sizeArgument(args[3]) else { return .nil }
        if given >= 0 { limit = given }
      }
      return vm.replace(args[0], args[1], args[2], limit)
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  func split(_ string: Value, _ separator: Value, _ limit: Int) -> Value {
    if stringWidth(string) == 1, stringCount(separator) == 1, stringWidth(separator) == 1 { return splitAtByte(string, stringBytes(separator)[0], limit) }
    let list = makeList(capacity: 0)
    let count = stringCount(string)
    let gap = stringCount(separator)
    var start = 0
    var left = limit
    while left > 0 {
      let position = findString(string, separator, start, count)
      if position < 0 { break }
      listAppend(list, substring(string, start, position - start))
      start = position + gap
      left -= 1
    }
    listAppend(list, substring(string, start, count - start))
    return list
  }

  /// Splits at a character, into a list that need not grow.
  private func splitAtByte(_ string: Value, _ separator: UInt8, _ limit: Int) -> Value {
    let count = stringCount(string)
    let bytes = stringBytes(string)
    var pieces = 1
    for i in 0..<count where bytes[i] == separator { pieces += 1 }
    let list = makeList(capacity: limit < pieces ? limit + 1 : pieces)
    var start = 0
    var left = limit
    for i in 0..<count where bytes[i] == separator {
      if left == 0 { break }
      listAppend(list, substring(string, start, i - start))
      start = i + 1
      left -= 1
    }
    listAppend(list, substring(string, start, count - start))
    return list
  }

  func splitBackward(_ string: Value, _ separator: Value, _ limit: Int) -> Value {
    let list = makeList(capacity: 0)
    let gap = stringCount(separator)
    var stop = stringCount(string)
    var left = limit
    while left > 0 {
      let position = findStringBackward(string, separator, 0, stop)
      if position < 0 { break }
      listAppend(list, substring(string, position + gap, stop - position - gap))
      stop = position
      left -= 1
    }
    listAppend(list, substring(string, 0, stop))
    var items = sequenceItems(list)
    items.reverse()
    return list
  }

  func splitWords(_ string: Value, _ limit: Int) -> Value {
    let list = makeList(capacity: 0)
    let count = stringCount(string)
    if string.object(StrObject.self).pointee.isASCII, limit == Int.max {
      splitASCIIWords(string, into: list)
      return list
    }
    var i = 0
    var left = limit
    while true {
      while i < count, CodePoints.isSpace(codePoint(string, i)) { i += 1 }
      if i == count { return list }
      if left == 0 {
        listAppend(list, substring(string, i, count - i))
        return list
      }
      let start = i
      while i < count, !CodePoints.isSpace(codePoint(string, i)) { i += 1 }
      listAppend(list, substring(string, start, i - start))
      left -= 1
    }
  }

  private func splitASCIIWords(_ string: Value, into list: Value) {
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) || (byte >= 28 && byte <= 31) }
    let count = stringCount(string)
    let bytes = stringBytes(string)
    var i = 0
    while true {
      while i < count, isSpace(bytes[i]) { i += 1 }
      if i == count { return }
      let start = i
      while i < count, !isSpace(bytes[i]) { i += 1 }
      listAppend(list, substring(string, start, i - start))
    }
  }

  func splitWordsBackward(_ string: Value, _ limit: Int) -> Value {
    let list = makeList(capacity: 0)
    var i = stringCount(string)
    var left = limit
    while true {
      while i > 0, CodePoints.isSpace(codePoint(string, i - 1)) { i -= 1 }
      if i == 0 { break }
      if left == 0 {
        listAppend(list, substring(string, 0, i))
        break
      }
      let stop = i
      while i > 0, !CodePoints.isSpace(codePoint(string, i - 1)) { i -= 1 }
      listAppend(list, substring(string, i, stop - i))
      left -= 1
    }
    var items = sequenceItems(list)
    items.reverse()
    return list
  }

  func splitLines(_ string: Value, _ keepsEnds: Bool) -> Value {
    let list = makeList(capacity: 0)
    let count = stringCount(string)
    var start = 0
    while start < count {
      var stop = start
      while stop < count, !CodePoints.isLineBreak(codePoint(string, stop)) { stop += 1 }
      var next = stop
      if stop < count {
        next = stop + 1
        if codePoint(string, stop) == 13, next < count, codePoint(string, next) == 10 { next += 1 }
      }
      listAppend(list, substring(string, start, (keepsEnds ? next : stop) - start))
      start = next
    }
    return list
  }

  func partition(_ string: Value, _ separator: Value, backward: Bool) -> Value {
    guard requireString(separator) else { return .nil }
    let gap = stringCount(separator)
    if gap == 0 { return valueError("empty separator") }
    let count = stringCount(string)
    let position = backward ? findStringBackward(string, separator, 0, count) : findString(string, separator, 0, count)
    let empty = pointee.emptyString
    if position < 0 { return backward ? makeTuple([empty, empty, string]) : makeTuple([string, empty, empty]) }
    let head = substring(string, 0, position)
    let tail = substring(string, position + gap, count - position - gap)
    return makeTuple([head, separator, tail])
  }

  /// Strips white space (`set` nil or None) or the characters of a string.
  func strip(_ string: Value, _ set: Value, left: Bool, right: Bool) -> Value {
    let usesSpace = set.isNil || set.isNone
    func isStripped(_ code: UInt32) -> Bool {
      if usesSpace { return CodePoints.isSpace(code) }
      for k in 0..<stringCount(set) where codePoint(set, k) == code { return true }
      return false
    }
    var start = 0
    var stop = stringCount(string)
    if usesSpace, string.object(StrObject.self).pointee.isASCII {
      let bytes = stringBytes(string)
      func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) || (byte >= 28 && byte <= 31) }
      if left { while start < stop, isSpace(bytes[start]) { start += 1 } }
      if right { while stop > start, isSpace(bytes[stop - 1]) { stop -= 1 } }
      return substring(string, start, stop - start)
    }
    if left { while start < stop, isStripped(codePoint(string, start)) { start += 1 } }
    if right { while stop > start, isStripped(codePoint(string, stop - 1)) { stop -= 1 } }
    return substring(string, start, stop - start)
  }

  /// Replaces up to `limit` occurrences.
  func replace(_ string: Value, _ old: Value, _ new: Value, _ limit: Int) -> Value {
    let count = stringCount(string)
    let gap = stringCount(old)
    if limit == 0 || gap > count { return plainString(string) }
    if gap == 0 { return interleave(string, new, limit) }
    var position = findString(string, old, 0, count)
    if position < 0 { return plainString(string) }
    let isNarrow = string.object(StrObject.self).pointee.isASCII && new.object(StrObject.self).pointee.isASCII
    if isNarrow { return replaceNarrow(string, old, new, limit) }
    var text = TextBuilder(capacity: count)
    var start = 0
    var left = limit
    while position >= 0, left > 0 {
      text.append(self, string, start, position - start)
      text.append(self, new)
      start = position + gap
      left -= 1
      position = findString(string, old, start, count)
    }
    text.append(self, string, start, count - start)
    return text.make(self)
  }

  /// Replaces in an ASCII string by another, allocating once.
  private func replaceNarrow(_ string: Value, _ old: Value, _ new: Value, _ limit: Int) -> Value {
    let bytes = stringBytes(string)
    let count = stringCount(string)
    let gap = stringCount(old)
    let filler = stringCount(new)
    if gap == 1, filler == 1, limit >= count { return replaceBytes(string, stringBytes(old)[0], stringBytes(new)[0]) }
    let times = Swift.min(limit, countString(string, old, 0, count))
    let total = count + times * (filler - gap)
    if total == 0 { return pointee.emptyString }
    guard reserve(bytes: total) else { return .nil }
    let result = makeStringUninitialized(count: total, width: 1, isASCII: true)
    var target = stringBytes(result)
    var start = 0
    for _ in 0..<times {
      let position = findBytes(bytes, stringBytes(old), gap, start, count)
      target.update(from: bytes + start, count: position - start)
      target += position - start
      target.update(from: stringBytes(new), count: filler)
      target += filler
      start = position + gap
    }
    target.update(from: bytes + start, count: count - start)
    return total == 1 ? makeCharacter(codePoint(result, 0)) : result
  }

  /// Replaces one ASCII character by another wherever it stands.
  private func replaceBytes(_ string: Value, _ old: UInt8, _ new: UInt8) -> Value {
    let count = stringCount(string)
    if count == 1 { return makeCharacter(UInt32(new)) }
    guard reserve(bytes: count) else { return .nil }
    let result = makeStringUninitialized(count: count, width: 1, isASCII: true)
    let (source, target) = (stringBytes(string), stringBytes(result))
    for i in 0..<count { target[i] = source[i] == old ? new : source[i] }
    return result
  }

  private func interleave(_ string: Value, _ new: Value, _ limit: Int) -> Value {
    var text = TextBuilder()
    let count = stringCount(string)
    var left = limit
    for i in 0...count {
      if left > 0 {
        text.append(self, new)
        left -= 1
      }
      if i < count { text.append(codePoint(string, i)) }
    }
    return text.make(self)
  }
}
