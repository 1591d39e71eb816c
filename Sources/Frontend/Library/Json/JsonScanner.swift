// Reads JSON text into values.

/// What a scanner makes of objects, numbers and constants.
struct JsonHooks {
  /// The hooks and parsers that are the program's own; nil for the built-in ones.
  let object: Value
  let pairs: Value
  let float: Value
  let int: Value
  let constant: Value
  let isStrict: Bool

  init(_ vm: VM, _ scanner: UnsafeMutablePointer<NativeObject>) {
    let parts = vm.tupleBase(scanner.pointee.value0)
    object = parts[0].isNone ? .nil : parts[0]
    pairs = parts[1].isNone ? .nil : parts[1]
    float = parts[2] == Value(vm.types.float) ? .nil : parts[2]
    int = parts[3] == Value(vm.types.int) ? .nil : parts[3]
    constant = parts[4]
    isStrict = scanner.pointee.integer0 != 0
  }

  /// For strings alone.
  init(isStrict: Bool) {
    (object, pairs, float, int, constant) = (.nil, .nil, .nil, .nil, .nil)
    self.isStrict = isStrict
  }
}

/// What a scanner is asked for.
enum JsonPart {
  case value
  /// What follows a quote, up to the next one.
  case string
}

/// Reads values from one string whose code points are `Unit`s. All functions return nil with an exception pending on failure.
struct JsonScanner<Unit: FixedWidthInteger & UnsignedInteger> {
  let vm: VM
  let source: Value
  let text: UnsafePointer<Unit>
  let count: Int
  let hooks: JsonHooks
  /// Where the next value or the rest begins.
  var position: Int
  /// Keys that have been read, a list as open hash table: equal keys are one object.
  var keys: Value = .nil
  var keyCount = 0
  /// Keys and values of the objects that are being read, those of the innermost last.
  private var pending: Value = .nil

  init(_ vm: VM, _ source: Value, _ hooks: JsonHooks, at position: Int) {
    self.vm = vm
    self.source = source
    self.hooks = hooks
    self.position = position
    text = UnsafePointer(UnsafeRawPointer(vm.stringBytes(source)).assumingMemoryBound(to: Unit.self))
    count = vm.stringCount(source)
  }

  /// A part of a text and the position after it.
  static func read(_ part: JsonPart, _ vm: VM, _ source: Value, _ hooks: JsonHooks, at position: Int) -> Value {
    var scanner = JsonScanner(vm, source, hooks, at: position)
    let value = part == .value ? scanner.value() : scanner.string()
    return value.isNil ? .nil : vm.makeTuple([value, vm.makeInt(scanner.position)])
  }

  /// The character at the position plus `offset`; 0 beyond the end.
  @inline(__always)
  func at(_ offset: Int = 0) -> Unit { position + offset < count ? text[position + offset] : 0 }

  @inline(__always)
  mutating func skipSpace() {
    while position < count {
      let unit = text[position]
      guard unit == 32 || unit == 10 || unit == 13 || unit == 9 else { return }
      position += 1
    }
  }

  /// Raises StopIteration, which tells the decoder that there is no value at a place.
  func stop(at place: Int) -> Value { vm.raiseStopIteration(vm.makeInt(place)) }

  private func follows(_ word: StaticString) -> Bool {
    guard position + word.utf8CodeUnitCount <= count else { return false }
    for i in 0..<word.utf8CodeUnitCount where text[position + i] != Unit(word.utf8Start[i]) { return false }
    return true
  }

  /// The value at the position.
  mutating func value() -> Value {
    if position >= count { return stop(at: position) }
    switch text[position] {
    case 34:
      position += 1
      return string()
    case 123:
      guard vm.enterRecursion(" while decoding a JSON object from a unicode string") else { return .nil }
      defer { vm.leaveRecursion() }
      position += 1
      return object()
    case 91:
      guard vm.enterRecursion(" while decoding a JSON array from a unicode string") else { return .nil }
      defer { vm.leaveRecursion() }
      position += 1
      return array()
    case 110: if follows("null") { return take(4, .none) }
    case 116: if follows("true") { return take(4, .true) }
    case 102: if follows("false") { return take(5, .false) }
    case 78: if follows("NaN") { return constant("NaN") }
    case 73: if follows("Infinity") { return constant("Infinity") }
    case 45: if follows("-Infinity") { return constant("-Infinity") }
    default: break
    }
    return number()
  }

  private mutating func take(_ length: Int, _ value: Value) -> Value {
    position += length
    return value
  }

  private mutating func constant(_ word: StaticString) -> Value {
    position += word.utf8CodeUnitCount
    return vm.call(hooks.constant, vm.makeString(ascii: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)))
  }

  private mutating func array() -> Value {
    let list = vm.makeList(capacity: 0)
    skipSpace()
    if at() == 93 { return take(1, list) }
    while true {
      let item = value()
      if item.isNil { return .nil }
      vm.listAppend(list, item)
      skipSpace()
      let unit = at()
      if unit == 93 { return take(1, list) }
      guard unit == 44 else { return vm.raiseJson("Expecting ',' delimiter", source, position) }
      position += 1
      skipSpace()
    }
  }

  private mutating func object() -> Value {
    if pending.isNil { pending = vm.makeList(capacity: 64) }
    let mark = vm.listCount(pending)
    skipSpace()
    if at() == 125 {
      position += 1
      return finish(mark)
    }
    while true {
      guard at() == 34 else { return vm.raiseJson("Expecting property name enclosed in double quotes", source, position) }
      position += 1
      let name = key()
      if name.isNil { return .nil }
      skipSpace()
      guard at() == 58 else { return vm.raiseJson("Expecting ':' delimiter", source, position) }
      position += 1
      skipSpace()
      vm.listAppend(pending, name)
      let item = value()
      if item.isNil { return .nil }
      vm.listAppend(pending, item)
      skipSpace()
      let unit = at()
      position += 1
      if unit == 125 { return finish(mark) }
      guard unit == 44 else { return vm.raiseJson("Expecting ',' delimiter", source, position - 1) }
      skipSpace()
    }
  }

  /// Makes what the program wants of the object whose pairs begin at `mark`.
  private func finish(_ mark: Int) -> Value {
    let result = hooks.pairs.isNil ? dict(mark) : pairs(mark)
    pending.object(ListObject.self).pointee.count = mark
    if !hooks.pairs.isNil { return vm.call(hooks.pairs, result) }
    return hooks.object.isNil ? result : vm.call(hooks.object, result)
  }

  private func dict(_ mark: Int) -> Value {
    let dict = vm.makeDict()
    let count = (vm.listCount(pending) - mark) / 2
    if count > 0 { vm.dictResize(dict.object(DictObject.self), capacity: count) }
    let items = vm.sequenceItems(pending)
    for i in 0..<count { vm.dictSet(dict, items[mark + i * 2], items[mark + i * 2 + 1]) }
    return dict
  }

  private func pairs(_ mark: Int) -> Value {
    let count = (vm.listCount(pending) - mark) / 2
    let list = vm.makeList(capacity: count)
    for i in 0..<count {
      let pair = vm.makeTupleUninitialized(2)
      copyWords(vm.tupleBase(pair), vm.sequenceItems(pending).baseAddress.unsafelyUnwrapped + (mark + i * 2), 2)
      vm.listAppend(list, pair)
    }
    return list
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Calls a scanner: the value at a position, and the position after it.
  func jsonScan(_ scanner: UnsafeMutablePointer<NativeObject>, _ source: Value, _ start: Int) -> Value {
    if start < 0 { return valueError("idx cannot be negative") }
    return readJson(.value, source, JsonHooks(self, scanner), at: start)
  }

  /// A part of JSON text and the position after it.
  func readJson(_ part: JsonPart, _ source: Value, _ hooks: JsonHooks, at start: Int) -> Value {
    switch stringWidth(source) {
    case 1: return JsonScanner<UInt8>.read(part, self, source, hooks, at: start)
    case 2: return JsonScanner<UInt16>.read(part, self, source, hooks, at: start)
    default: return JsonScanner<UInt32>.read(part, self, source, hooks, at: start)
    }
  }

  /// Raises JSONDecodeError for a place in the text.
  func raiseJson(_ message: String, _ source: Value, _ place: Int) -> Value {
    let decoder = runtime.importPath("json.decoder")
    let type = decoder.isNil ? .nil : getAttribute(decoder, runtime.intern("JSONDecodeError"))
    if type.isNil { return .nil }
    let exception = call(type, [makeString(message), source, makeInt(place)])
    return exception.isNil ? .nil : raise(exception)
  }

  /// The first position from `start` on that is not JSON's white space.
  func jsonSpaceEnd(_ source: Value, _ start: Int) -> Int {
    var place = start
    while place < stringCount(source), [32, 9, 10, 13].contains(codePoint(source, place)) { place += 1 }
    return place
  }
}
