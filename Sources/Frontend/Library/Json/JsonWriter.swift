// Writes values as JSON text.

/// Writes one value and what it holds, as CPython's accelerator does: without indentation, into one string.
struct JsonWriter: ~Copyable {
  static let isASCII = 1
  static let isPlain = 2
  static let sortsKeys = 4
  static let skipsKeys = 8
  static let allowsNaN = 16

  private let vm: VM
  private let flags: Int
  /// The containers that are being written, to tell circles; unused without `checksCircles`.
  private var open: [UInt64] = []
  private let checksCircles: Bool
  private let fallback: Value
  private let encoder: Value
  private let keySeparator: Value
  private let itemSeparator: Value
  private var text = TextAssembler(capacity: 256)

  init(_ vm: VM, _ encoder: UnsafeMutablePointer<NativeObject>) {
    self.vm = vm
    flags = encoder.pointee.integer0
    let parts = vm.tupleBase(encoder.pointee.value0)
    checksCircles = !parts[0].isNone
    fallback = parts[1]
    self.encoder = parts[2]
    keySeparator = parts[4]
    itemSeparator = parts[5]
  }

  func finish() -> Value { text.finish(vm) }

  /// Writes any value; false with an exception pending on failure.
  mutating func write(_ value: Value) -> Bool {
    if value.isSmallInt { return write(int: value) }
    if value.isSmallFloat { return write(float: value.smallFloat) }
    guard value.isReference else {
      if value.isNone { text.append("null") } else if value.isTrue { text.append("true") } else { text.append("false") }
      return true
    }
    switch value.heapType.pointee.kind {
    case .str: return write(string: value)
    case .int: return write(int: value)
    case .float: return write(float: value.object(FloatObject.self).pointee.value)
    case .list, .tuple: return nested(value) { $0.write(items: value) }
    case .dict: return nested(value) { $0.write(dict: value) }
    default:
      return nested(value) { writer in
        guard writer.enter(value) else { return false }
        let replacement = writer.vm.call(writer.fallback, value)
        guard !replacement.isNil, writer.write(replacement) else { return false }
        writer.leave()
        return true
      }
    }
  }

  @inline(__always)
  private mutating func nested(_ value: Value, _ body: (inout JsonWriter) -> Bool) -> Bool {
    guard vm.enterRecursion(" while encoding a JSON object") else { return false }
    defer { vm.leaveRecursion() }
    return body(&self)
  }

  /// Notes a container as being written; false with ValueError pending if it is already.
  @inline(__always)
  private mutating func enter(_ value: Value) -> Bool {
    guard checksCircles else { return true }
    if open.contains(value.raw) { return refuse("Circular reference detected") }
    open.append(value.raw)
    return true
  }

  @inline(__always)
  private mutating func leave() { if checksCircles { open.removeLast() } }

  private func refuse(_ message: String) -> Bool {
    vm.raise("ValueError", message)
    return false
  }

  // MARK: Scalars

  private mutating func write(int value: Value) -> Bool { vm.append(int: value, radix: 10, to: &text) }

  private mutating func write(float value: Double) -> Bool {
    if value.isFinite {
      vm.append(reprOf: value, addsPoint: true, to: &text)
      return true
    }
    guard flags & JsonWriter.allowsNaN != 0 else { return refuse("Out of range float values are not JSON compliant") }
    if value.isNaN { text.append("NaN") } else if value > 0 { text.append("Infinity") } else { text.append("-Infinity") }
    return true
  }

  private mutating func write(string: Value) -> Bool {
    if flags & (JsonWriter.isASCII | JsonWriter.isPlain) != 0 {
      text.append(json: string, ensuresASCII: flags & JsonWriter.isASCII != 0, in: vm)
      return true
    }
    let quoted = vm.call(encoder, string)
    if quoted.isNil { return false }
    guard quoted.isKind(.str) else {
      vm.typeError("encoder() must return a string, not \(vm.typeName(of: quoted))")
      return false
    }
    text.append(quoted, in: vm)
    return true
  }

  // MARK: Containers

  private mutating func write(items sequence: Value) -> Bool {
    let list = sequence.heapType.pointee.isUser ? vm.listFromIterable(sequence) : sequence
    if list.isNil { return false }
    if vm.sequenceItems(list).count == 0 {
      text.append("[]")
      return true
    }
    guard enter(sequence) else { return false }
    text.append(ascii: 91)
    var i = 0
    while i < vm.sequenceItems(list).count {
      if i > 0 { text.append(itemSeparator, in: vm) }
      guard write(vm.sequenceItems(list)[i]) else { return false }
      i += 1
    }
    text.append(ascii: 93)
    leave()
    return true
  }

  private mutating func write(dict: Value) -> Bool {
    if vm.dictCount(dict) == 0 {
      text.append("{}")
      return true
    }
    guard enter(dict) else { return false }
    let items = vm.jsonItems(dict, areSorted: flags & JsonWriter.sortsKeys != 0)
    if items.isNil { return false }
    text.append(ascii: 123)
    var isFirst = true
    var i = 0
    while i < vm.listCount(items) {
      let key = vm.listItem(items, i)
      guard let isKept = write(key: key, isFirst: isFirst) else { return false }
      if isKept {
        isFirst = false
        text.append(keySeparator, in: vm)
        guard write(vm.listItem(items, i + 1)) else { return false }
      }
      i += 2
    }
    text.append(ascii: 125)
    leave()
    return true
  }

  /// Writes a key with the separator before it; false if it is skipped, nil with an exception pending on failure.
  private mutating func write(key: Value, isFirst: Bool) -> Bool? {
    let isText = key.isKind(.str)
    if !isText, !key.isSmallInt, !key.isSmallFloat, !key.isNone, !key.isBool, !key.isKind(.int), !key.isKind(.float) {
      if flags & JsonWriter.skipsKeys != 0 { return false }
      vm.typeError("keys must be str, int, float, bool or None, not \(vm.typeName(of: key))")
      return nil
    }
    if !isFirst { text.append(itemSeparator, in: vm) }
    if isText { return write(string: key) ? true : nil }
    text.append(ascii: 34)
    guard write(key) else { return nil }
    text.append(ascii: 34)
    return true
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The items of a dict as they are now, keys and values in turn in one list; nil with an exception pending on failure.
  fileprivate func jsonItems(_ dict: Value, areSorted: Bool) -> Value {
    if areSorted { return sortedJsonItems(dict) }
    if !hasOwnItems(dict) { return dictPairs(dict) }
    let method = getAttribute(dict, runtime.intern("items"))
    let view = method.isNil ? .nil : call(method)
    return view.isNil ? .nil : flattenPairs(listFromIterable(view))
  }

  private func dictPairs(_ dict: Value) -> Value {
    let object = dict.object(DictObject.self)
    let items = makeList(capacity: object.pointee.count * 2)
    for i in 0..<object.pointee.entryCount {
      let key = object.pointee.entries.unsafelyUnwrapped[i].key
      if key.isNil { continue }
      let value = dictValue(object, i)
      if value.isNil { continue }
      listAppend(items, key)
      listAppend(items, value)
    }
    return items
  }

  private func sortedJsonItems(_ dict: Value) -> Value {
    let method = getAttribute(dict, runtime.intern("items"))
    let view = method.isNil ? .nil : call(method)
    let pairs = view.isNil ? .nil : listFromIterable(view)
    if pairs.isNil || !listSort(pairs, key: .nil, reverse: false) { return .nil }
    return flattenPairs(pairs)
  }

  /// Whether a dict's class has a method `items` of its own.
  private func hasOwnItems(_ dict: Value) -> Bool {
    dict.heapType.pointee.isUser && !isNative(typeLookup(dict.heapType, runtime.intern("items")), for: .dict)
  }

  private func flattenPairs(_ pairs: Value) -> Value {
    if pairs.isNil { return .nil }
    let items = makeList(capacity: listCount(pairs) * 2)
    for i in 0..<listCount(pairs) {
      let pair = listItem(pairs, i)
      guard pair.isKind(.tuple), tupleCount(pair) == 2 else { return raise("ValueError", "items must return 2-tuples") }
      listAppend(items, tupleBase(pair)[0])
      listAppend(items, tupleBase(pair)[1])
    }
    return items
  }
}
