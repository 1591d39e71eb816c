// Makes the module struct.

/// A parsed format.
final class BinaryLayout {
  var items: [BinaryItem] = []
  var size = 0
  var isLittle = true

  /// Parses a format such as `">HI"`; nil and a message when it is wrong.
  static func parse(_ text: [UInt8]) -> (BinaryLayout?, String) {
    let layout = BinaryLayout()
    var rest = text[...]
    var isNative = true
    if let first = rest.first, [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "@")].contains(first) {
      rest = rest.dropFirst()
      isNative = first == UInt8(ascii: "@")
      layout.isLittle = first != UInt8(ascii: ">") && first != UInt8(ascii: "!")
    }
    while let first = rest.first {
      rest = rest.dropFirst()
      if first == 32 || (first >= 9 && first <= 13) { continue }
      var count = 1
      var code = first
      if first >= 48, first <= 57 {
        count = Int(first - 48)
        while let digit = rest.first, digit >= 48, digit <= 57 {
          guard count < 1 << 56 else { return (nil, "total struct size too long") }
          count = count * 10 + Int(digit - 48)
          rest = rest.dropFirst()
        }
        guard let next = rest.first else { return (nil, "repeat count given without format specifier") }
        code = next
        rest = rest.dropFirst()
      }
      guard let size = itemSize(code, isNative) else { return (nil, "bad char in struct format") }
      let isText = code == UInt8(ascii: "s") || code == UInt8(ascii: "p")
      let padding = isNative && size > 1 && !isText ? (size - layout.size % size) % size : 0
      guard count < (1 << 62) / size, layout.size < 1 << 62 else { return (nil, "total struct size too long") }
      layout.items.append(BinaryItem(code: code, size: isText ? count : size, count: isText ? 1 : count, padding: padding))
      layout.size += padding + size * count
    }
    return (layout, "")
  }

  static func itemSize(_ code: UInt8, _ isNative: Bool) -> Int? {
    switch Character(Unicode.Scalar(code)) {
    case "x", "c", "b", "B", "?", "s", "p": return 1
    case "h", "H", "e": return 2
    case "i", "I", "f": return 4
    case "l", "L": return isNative ? 8 : 4
    case "q", "Q", "d": return 8
    case "n", "N", "P": return isNative ? 8 : nil
    default: return nil
    }
  }

  /// How many values the format stands for.
  var valueCount: Int { items.reduce(0) { $0 + ($1.code == UInt8(ascii: "x") ? 0 : $1.count) } }
}

extension Runtime {
  func makeStructModule() -> Value {
    let module = makeModule("struct")
    let error = vm.call(Value(vm.types.type), [intern("error"), vm.makeTuple([Value(exceptionTypes["Exception"] ?? vm.types.baseException)]), vm.makeDict()])
    guard error.isKind(.type) else { return .nil }
    _ = vm.setTypeAttribute(error.object(TypeObject.self), vm.name(.__module__), intern("struct"))
    exceptionTypes["struct.error"] = error.object(TypeObject.self)
    define(module, "error", error)
    define(module, "calcsize", 1, 1) { vm, args in
      guard let layout = vm.binaryLayout(args[0]) else { return .nil }
      return Value(smallInt: layout.size)
    }
    define(module, "pack", 1, -1) { vm, args in
      guard let layout = vm.binaryLayout(args[0]) else { return .nil }
      return vm.pack(layout, args, from: 1)
    }
    define(module, "unpack", 2, 2) { vm, args in
      guard let layout = vm.binaryLayout(args[0]) else { return .nil }
      return vm.unpack(layout, args[1], offset: nil)
    }
    define(module, "unpack_from", "format, /, buffer, offset=") { vm, args in
      guard let layout = vm.binaryLayout(args[0]), let offset = args[2].isNil ? 0 : vm.index(args[2]) else { return .nil }
      return vm.unpack(layout, args[1], offset: offset)
    }
    define(module, "pack_into", 3, -1) { vm, args in
      guard let layout = vm.binaryLayout(args[0]) else { return .nil }
      return vm.packInto(layout, args, from: 1)
    }
    define(module, "iter_unpack", 2, 2) { vm, args in
      guard let layout = vm.binaryLayout(args[0]) else { return .nil }
      return vm.unpackAll(layout, args[1])
    }
    installStructType(module)
    return module
  }

  private func installStructType(_ module: Value) {
    let type = makeType("Struct", module: "_struct", kind: .native)
    define(type, "__new__", "...") { vm, args in
      guard args.count == 2 else { return vm.raise("TypeError", "Struct() takes exactly one argument (\(args.count - 1) given)") }
      guard vm.binaryLayout(args[1]) != nil else { return .nil }
      return vm.makeNative(args[0].object(TypeObject.self), args[1])
    }
    define(type, "__init__", 0, 1) { _, _ in .none }
    func layout(_ vm: VM, _ value: Value) -> BinaryLayout? { vm.binaryLayout(value.object(NativeObject.self).pointee.value0) }
    define(type, "pack", 0, -1) { vm, args in
      guard let layout = layout(vm, args[0]) else { return .nil }
      return vm.pack(layout, args, from: 1)
    }
    define(type, "unpack", 1, 1) { vm, args in
      guard let layout = layout(vm, args[0]) else { return .nil }
      return vm.unpack(layout, args[1], offset: nil)
    }
    define(type, "unpack_from", "buffer, offset=") { vm, args in
      guard let layout = layout(vm, args[0]), let offset = args[2].isNil ? 0 : vm.index(args[2]) else { return .nil }
      return vm.unpack(layout, args[1], offset: offset)
    }
    define(type, "pack_into", 2, -1) { vm, args in
      guard let layout = layout(vm, args[0]) else { return .nil }
      return vm.packInto(layout, args, from: 1)
    }
    define(type, "iter_unpack", 1, 1) { vm, args in
      guard let layout = layout(vm, args[0]) else { return .nil }
      return vm.unpackAll(layout, args[1])
    }
    defineField(type, "format", \NativeObject.value0)
    defineProperty(type, "size", get: { vm, value in layout(vm, value).map { Value(smallInt: $0.size) } ?? .nil })
    define(module, "Struct", Value(type))
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  private func raiseStructError(_ message: String) {
    raise(runtime.exceptionTypes["struct.error"] ?? types.baseException, message: message)
  }

  /// The parsed form of a format, kept for the next time; nil with an exception pending.
  fileprivate func binaryLayout(_ format: Value) -> BinaryLayout? {
    let text: [UInt8]
    if format.isKind(.str) { text = utf8(format) } else if format.isKind(.bytes) { text = Array(bytesView(format)) } else {
      raise("TypeError", "Struct() argument 1 must be a str or bytes object, not \(typeName(typeOf(format)))")
      return nil
    }
    if let known = runtime.binaryLayouts[text] { return known }
    let (layout, message) = BinaryLayout.parse(text)
    guard let layout else {
      raiseStructError(message)
      return nil
    }
    runtime.binaryLayouts[text] = layout
    return layout
  }

  fileprivate func pack(_ layout: BinaryLayout, _ args: Arguments, from start: Int) -> Value {
    let result = makeBytesUninitialized(layout.size)
    return fill(layout, args, from: start, bytesBase(result), "pack") ? result : .nil
  }

  fileprivate func packInto(_ layout: BinaryLayout, _ args: Arguments, from start: Int) -> Value {
    guard args[start].isReference, isBytesLike(args[start]), let offset = index(args[start + 1]) else {
      if pointee.exception.isNil { raise("TypeError", "read-write bytes-like object expected") }
      return .nil
    }
    let isReadOnly = args[start].isKind(.bytes) || (args[start].isKind(.memoryView) && isReadOnlyView(args[start]))
    if isReadOnly { return raise("TypeError", "argument must be read-write bytes-like object, not \(typeName(typeOf(args[start])))") }
    let view = bytesView(args[start])
    guard let place = place(of: layout, at: offset, in: view.count, "pack_into", "packing", "no space to pack"), let base = view.baseAddress
    else { return .nil }
    return fill(layout, args, from: start + 2, base + place, "pack_into") ? .none : .nil
  }

  /// Where a structure begins in a buffer of `count` bytes; nil with an exception pending when there is no room for it.
  private func place(of layout: BinaryLayout, at offset: Int, in count: Int, _ function: String, _ verb: String, _ tooShort: String) -> Int? {
    if offset < 0, offset + layout.size > 0 {
      raiseStructError("\(tooShort) \(layout.size) bytes at offset \(offset)")
      return nil
    }
    if offset < 0, offset + count < 0 {
      raiseStructError("offset \(offset) out of range for \(count)-byte buffer")
      return nil
    }
    let place = offset < 0 ? offset + count : offset
    guard count - place >= layout.size else {
      let needed = UInt(place) + UInt(layout.size)
      raiseStructError("\(function) requires a buffer of at least \(needed) bytes for \(verb) \(layout.size) bytes at offset \(place) (actual buffer size is \(count))")
      return nil
    }
    return place
  }

  private func fill(_ layout: BinaryLayout, _ args: Arguments, from start: Int, _ target: UnsafeMutablePointer<UInt8>, _ what: String) -> Bool {
    guard args.count - start == layout.valueCount else {
      raiseStructError("\(what) expected \(layout.valueCount) items for packing (got \(args.count - start))")
      return false
    }
    var place = 0
    var next = start
    for i in 0..<layout.size { target[i] = 0 }
    for item in layout.items {
      place += item.padding
      switch item.code {
      case UInt8(ascii: "x"): place += item.count
      case UInt8(ascii: "s"), UInt8(ascii: "p"), UInt8(ascii: "c"):
        for _ in 0..<item.count {
          guard args[next].isReference, isBytesLike(args[next]) else {
            raiseStructError(item.code == UInt8(ascii: "c") ? "char format requires a bytes object of length 1" : "argument for 's' must be a bytes object")
            return false
          }
          let view = bytesView(args[next])
          if item.code == UInt8(ascii: "c"), view.count != 1 {
            raiseStructError("char format requires a bytes object of length 1")
            return false
          }
          // A Pascal string starts with its length.
          let head = item.code == UInt8(ascii: "p") && item.size > 0 ? 1 : 0
          let used = Swift.min(view.count, item.size - head)
          if head == 1 { target[place] = UInt8(Swift.min(used, 255)) }
          for i in 0..<used { target[place + head + i] = view[i] }
          place += item.size
          next += 1
        }
      default:
        for _ in 0..<item.count {
          guard storeNumber(args[next], item.code, size: item.size, isLittle: layout.isLittle, to: target + place, { raiseStructError($0) }) else { return false }
          place += item.size
          next += 1
        }
      }
    }
    return true
  }

  fileprivate func unpack(_ layout: BinaryLayout, _ buffer: Value, offset: Int?) -> Value {
    guard buffer.isReference, isBytesLike(buffer) else { return raise("TypeError", "a bytes-like object is required, not '\(typeName(typeOf(buffer)))'") }
    let view = bytesView(buffer)
    var start = 0
    if let offset {
      guard let place = place(of: layout, at: offset, in: view.count, "unpack_from", "unpacking", "not enough data to unpack") else { return .nil }
      start = place
    } else if view.count != layout.size {
      raiseStructError("unpack requires a buffer of \(layout.size) bytes")
      return .nil
    }
    guard let base = view.baseAddress else { return pointee.emptyTuple }
    return values(layout, base + start)
  }

  private func values(_ layout: BinaryLayout, _ base: UnsafeMutablePointer<UInt8>) -> Value {
    let count = layout.valueCount
    if count == 0 { return pointee.emptyTuple }
    let result = makeTupleUninitialized(count)
    var place = 0
    var next = 0
    for item in layout.items {
      place += item.padding
      if item.code == UInt8(ascii: "x") {
        place += item.count
        continue
      }
      for _ in 0..<item.count {
        let isText = item.code == UInt8(ascii: "s") || item.code == UInt8(ascii: "p") || item.code == UInt8(ascii: "c")
        if item.code == UInt8(ascii: "p"), item.size > 0 {
          let used = Swift.min(Int(base[place]), item.size - 1)
          tupleBase(result)[next] = makeBytes(UnsafeBufferPointer(start: base + place + 1, count: used))
          place += item.size
          next += 1
          continue
        }
        tupleBase(result)[next] =
          isText
          ? makeBytes(UnsafeBufferPointer(start: base + place, count: item.size))
          : loadNumber(item.code, size: item.size, isLittle: layout.isLittle, from: base + place)
        place += item.size
        next += 1
      }
    }
    return result
  }

  fileprivate func unpackAll(_ layout: BinaryLayout, _ buffer: Value) -> Value {
    guard buffer.isReference, isBytesLike(buffer) else { return raise("TypeError", "a bytes-like object is required, not '\(typeName(typeOf(buffer)))'") }
    let view = bytesView(buffer)
    guard layout.size > 0, view.count % layout.size == 0 else {
      raiseStructError("iterative unpacking requires a buffer of a multiple of \(layout.size) bytes")
      return .nil
    }
    let list = makeList([])
    guard let base = view.baseAddress else { return getIterator(list) }
    for place in stride(from: 0, to: view.count, by: layout.size) { listAppend(list, values(layout, base + place)) }
    return getIterator(list)
  }
}
