// Implements printf-style formatting of str and bytes.

/// A conversion of a printf-style template.
struct PercentConversion {
  var isLeft = false
  var hasSign = false
  var hasBlank = false
  var isAlternate = false
  var hasZero = false
  /// -1 when absent.
  var width = -1
  /// -1 when absent.
  var precision = -1
  var type: UInt32 = 0
  /// Position of the type in the template.
  var position = 0
}

/// Walks over a printf-style template.
struct PercentFormatter: ~Copyable {
  let vm: VM
  let template: Value
  let isBytes: Bool
  let bytes: [UInt8]
  let end: Int
  let argument: Value
  /// How many items of a tuple of arguments were used.
  private var position = 0
  private let isMapping: Bool
  /// The only argument where there is no tuple: the right operand or what a key gave; nil when it was used.
  private var lone: Value
  var text: TextAssembler

  init(_ vm: VM, _ template: Value, _ argument: Value) {
    self.vm = vm
    self.template = template
    self.argument = argument
    isBytes = !template.isKind(.str)
    bytes = isBytes ? vm.bytesContent(template) ?? [] : []
    end = isBytes ? bytes.count : vm.stringCount(template)
    let isTuple = argument.isKind(.tuple)
    lone = isTuple ? .nil : argument
    let isText = isBytes ? vm.bytesContent(argument) != nil : argument.isKind(.str)
    isMapping = !isTuple && !isText && !vm.special(argument, .__getitem__).isNil
    text = TextAssembler(capacity: end + 32)
  }

  private func code(_ index: Int) -> UInt32 {
    if index >= end { return 0 }
    return isBytes ? UInt32(bytes[index]) : vm.codePoint(template, index)
  }

  /// Formats everything; false with an exception pending on failure.
  mutating func run() -> Bool {
    var i = 0
    while i < end {
      let literal = i
      while i < end, code(i) != 37 { i += 1 }
      if isBytes { text.append(ascii: bytes[literal..<i]) } else { text.append(template, from: literal, to: i, in: vm) }
      if i == end { break }
      i += 1
      if code(i) == 37, i < end {
        text.append(ascii: 37)
        i += 1
      } else {
        guard convert(&i) else { return false }
      }
    }
    let isUsedUp = argument.isKind(.tuple) ? position == vm.tupleCount(argument) : lone.isNil
    if !isUsedUp, !isMapping {
      return fail("TypeError", "not all arguments converted during \(isBytes ? "bytes" : "string") formatting")
    }
    return true
  }

  private func fail(_ type: String, _ message: String) -> Bool {
    vm.raise(type, message)
    return false
  }

  private mutating func convert(_ i: inout Int) -> Bool {
    var conversion = PercentConversion()
    if code(i) == 40, i < end {
      guard readKey(&i) else { return false }
    }
    readFlags(&i, &conversion)
    guard readWidth(&i, &conversion), readPrecision(&i, &conversion) else { return false }
    if i < end, code(i) == 104 || code(i) == 108 || code(i) == 76 { i += 1 }
    if i >= end { return fail("ValueError", "incomplete format") }
    conversion.type = code(i)
    conversion.position = i
    i += 1
    let value = nextArgument()
    if value.isNil { return false }
    return isBytes ? appendBytes(value, conversion) : append(value, conversion)
  }

  private mutating func readKey(_ i: inout Int) -> Bool {
    guard isMapping else { return fail("TypeError", "format requires a mapping") }
    i += 1
    let start = i
    var depth = 1
    while i < end {
      if code(i) == 41 { depth -= 1 } else if code(i) == 40 { depth += 1 }
      i += 1
      if depth == 0 { break }
    }
    if depth > 0 { return fail("ValueError", "incomplete format key") }
    let key = isBytes ? vm.makeBytes(Array(bytes[start..<(i - 1)])) : vm.substring(template, start..<(i - 1))
    lone = key.isNil ? .nil : vm.getItem(argument, key)
    return !lone.isNil
  }

  private func readFlags(_ i: inout Int, _ conversion: inout PercentConversion) {
    while i < end {
      switch code(i) {
      case 45: conversion.isLeft = true
      case 43: conversion.hasSign = true
      case 32: conversion.hasBlank = true
      case 35: conversion.isAlternate = true
      case 48: conversion.hasZero = true
      default: return
      }
      i += 1
    }
  }

  private mutating func nextArgument() -> Value {
    if argument.isKind(.tuple), position < vm.tupleCount(argument) {
      position += 1
      return vm.tupleBase(argument)[position - 1]
    }
    if lone.isNil { return vm.raise("TypeError", "not enough arguments for format string") }
    defer { lone = .nil }
    return lone
  }

  private mutating func readStar() -> Int? {
    let value = nextArgument()
    if value.isNil { return nil }
    guard vm.isInt(value) else {
      vm.raise("TypeError", "* wants int")
      return nil
    }
    guard let number = vm.intWord(value), number.magnitude <= UInt(Int32.max) else {
      vm.raise("OverflowError", "Python int too large to convert to C \(isBytes ? "ssize_t" : "int")")
      return nil
    }
    return number
  }

  private mutating func readWidth(_ i: inout Int, _ conversion: inout PercentConversion) -> Bool {
    if code(i) == 42, i < end {
      i += 1
      guard let width = readStar() else { return false }
      if width < 0 { conversion.isLeft = true }
      conversion.width = Swift.abs(width)
      return true
    }
    return readNumber(&i, &conversion.width, "width too big")
  }

  private mutating func readPrecision(_ i: inout Int, _ conversion: inout PercentConversion) -> Bool {
    guard code(i) == 46, i < end else { return true }
    i += 1
    conversion.precision = 0
    if code(i) == 42, i < end {
      i += 1
      guard let precision = readStar() else { return false }
      conversion.precision = Swift.max(precision, 0)
      return true
    }
    return readNumber(&i, &conversion.precision, isBytes ? "prec too big" : "precision too big")
  }

  private func readNumber(_ i: inout Int, _ number: inout Int, _ complaint: String) -> Bool {
    while i < end, code(i) >= 48, code(i) <= 57 {
      number = Swift.max(number, 0) &* 10 &+ Int(code(i) - 48)
      if number > 1 << 50 { return fail("ValueError", complaint) }
      i += 1
    }
    return true
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// `template % argument` for a str, bytes or bytearray template.
  public func formatPercent(_ template: Value, _ argument: Value) -> Value {
    let short = formatShortPercent(template, argument)
    if !short.isNil { return short }
    var formatter = PercentFormatter(self, template, argument)
    guard formatter.run() else { return .nil }
    if !formatter.isBytes { return formatter.text.finish(self) }
    let bytes = formatter.text.bytes()
    if template.isKind(.byteArray) { return bytes.withUnsafeBufferPointer { makeByteArray($0) } }
    return makeBytes(bytes)
  }
}
