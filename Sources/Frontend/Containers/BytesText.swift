// Treats bytes and bytearrays as ASCII text: case, padding, kinds of characters, translation.

extension Runtime {
  func installBytesText(_ type: TypeRef) {
    installBytesCase(type)
    installBytesPredicates(type)
    for (name, side) in [("ljust", 0), ("rjust", 1), ("center", 2)] {
      define(type, name, 1, 2) { vm, args in
        guard let width = vm.sizeArgument(args[1]) else { return .nil }
        var fill: UInt8 = 32
        if args.count > 2 {
          guard vm.isBytesLike(args[2]), vm.bytesView(args[2]).count == 1 else {
            return vm.typeError("\(name)() argument 2 must be a byte string of length 1, not \(vm.typeName(of: args[2]))")
          }
          fill = vm.bytesView(args[2])[0]
        }
        let count = vm.bytesView(args[0]).count
        let padding = width > count ? width - count : 0
        let left = side == 0 ? 0 : side == 1 ? padding : padding / 2 + (padding & width & 1)
        return vm.padBytes(args[0], left, padding - left, fill)
      }
    }
    define(type, "zfill", 1, 1) { vm, args in
      guard let width = vm.sizeArgument(args[1]) else { return .nil }
      var result = Array(vm.bytesView(args[0]))
      guard width > result.count else { return vm.subBytes(args[0], 0, result.count) }
      let padding = width - result.count
      guard padding < 1 << 40 else { return vm.raise("MemoryError") }
      guard vm.reserve(bytes: padding) else { return .nil }
      let isSigned = result.first == 43 || result.first == 45
      result.insert(contentsOf: repeatElement(48, count: padding), at: isSigned ? 1 : 0)
      return vm.makeBytes(like: args[0], result)
    }
    define(type, "expandtabs", "tabsize=") { vm, args in
      var size = 8
      if !args[1].isNil {
        guard let given = vm.sizeArgument(args[1]) else { return .nil }
        size = given
      }
      let expanded = vm.expandTabs(vm.makeString(latin1: UnsafeBufferPointer(vm.bytesView(args[0])), isASCII: false), size)
      return vm.makeBytes(like: args[0], UnsafeBufferPointer(start: vm.stringBytes(expanded), count: vm.stringCount(expanded)))
    }
    define(type, "translate", "table, /, delete=") { vm, args in vm.translateBytes(args[0], args[1], args[2]) }
  }

  private func installBytesCase(_ type: TypeRef) {
    func map(_ name: String, _ body: @escaping (UInt8, _ first: Bool, _ afterLetter: Bool) -> UInt8) {
      define(type, name, 0, 0) { vm, args in
        var result = Array(vm.bytesView(args[0]))
        var wasLetter = false
        for i in 0..<result.count {
          let byte = result[i]
          result[i] = body(byte, i == 0, wasLetter)
          wasLetter = (byte | 32) >= 97 && (byte | 32) <= 122
        }
        return vm.makeBytes(like: args[0], result)
      }
    }
    func upper(_ byte: UInt8) -> UInt8 { byte >= 97 && byte <= 122 ? byte - 32 : byte }
    func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }
    map("upper") { byte, _, _ in upper(byte) }
    map("lower") { byte, _, _ in lower(byte) }
    map("swapcase") { byte, _, _ in upper(byte) == byte ? lower(byte) : upper(byte) }
    map("capitalize") { byte, first, _ in first ? upper(byte) : lower(byte) }
    map("title") { byte, _, afterLetter in afterLetter ? lower(byte) : upper(byte) }
  }

  private func installBytesPredicates(_ type: TypeRef) {
    func all(_ name: String, emptyResult: Bool = false, _ test: @escaping (UInt8) -> Bool) {
      define(type, name, 0, 0) { vm, args in
        let view = vm.bytesView(args[0])
        return Value(view.count == 0 ? emptyResult : view.allSatisfy(test))
      }
    }
    func isUpper(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }
    func isLower(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
    func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    all("isalpha") { isUpper($0) || isLower($0) }
    all("isdigit") { isDigit($0) }
    all("isalnum") { isUpper($0) || isLower($0) || isDigit($0) }
    all("isspace") { $0 == 32 || ($0 >= 9 && $0 <= 13) }
    all("isascii", emptyResult: true) { $0 < 128 }
    define(type, "isupper", 0, 0) { vm, args in
      let view = vm.bytesView(args[0])
      return Value(view.contains(where: isUpper) && !view.contains(where: isLower))
    }
    define(type, "islower", 0, 0) { vm, args in
      let view = vm.bytesView(args[0])
      return Value(view.contains(where: isLower) && !view.contains(where: isUpper))
    }
    define(type, "istitle", 0, 0) { vm, args in
      vm.isTitled(vm.decode(args[0], "ascii", "replace"))
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  func padBytes(_ bytes: Value, _ left: Int, _ right: Int, _ fill: UInt8) -> Value {
    guard left < 1 << 40, right < 1 << 40, reserve(bytes: left + right) else { return pointee.exception.isNil ? raise("MemoryError") : .nil }
    let result = Array(repeating: fill, count: left) + Array(bytesView(bytes)) + Array(repeating: fill, count: right)
    return makeBytes(like: bytes, result)
  }

  func translateBytes(_ bytes: Value, _ table: Value, _ deleted: Value) -> Value {
    if !table.isNone {
      guard requireBytes(table) else { return .nil }
      if bytesView(table).count != 256 { return valueError("translation table must be 256 characters long") }
    }
    if !deleted.isNil { guard requireBytes(deleted) else { return .nil } }
    let removed = deleted.isNil ? UnsafeMutableBufferPointer(start: nil, count: 0) : bytesView(deleted)
    let map = table.isNone ? nil : bytesView(table).baseAddress
    var result: [UInt8] = []
    let view = bytesView(bytes)
    if removed.count == 0, let map {
      let made = makeBytes(like: bytes, UnsafeBufferPointer(view))
      if made.isNil { return .nil }
      let target = bytesView(made)
      for i in 0..<target.count { target[i] = map[Int(target[i])] }
      return made
    }
    result.reserveCapacity(view.count)
    for byte in view where removed.count == 0 || !removed.contains(byte) { result.append(map.map { $0[Int(byte)] } ?? byte) }
    return makeBytes(like: bytes, result)
  }
}
