// Pads strings and expands tabs.

extension Runtime {
  func installStringLayout(_ type: TypeRef) {
    for (name, side) in [("ljust", 0), ("rjust", 1), ("center", 2)] {
      define(type, name, 1, 2) { vm, args in
        guard let width = vm.sizeArgument(args[1]) else { return .nil }
        var fill: UInt32 = 32
        if args.count > 2 {
          guard args[2].isKind(.str) else {
            return vm.typeError("The fill character must be a unicode character, not \(vm.typeName(of: args[2]))")
          }
          if vm.stringCount(args[2]) != 1 { return vm.typeError("The fill character must be exactly one character long") }
          fill = vm.codePoint(args[2], 0)
        }
        guard width > vm.stringCount(args[0]) else { return vm.plainString(args[0]) }
        let padding = width - vm.stringCount(args[0])
        let left = side == 0 ? 0 : side == 1 ? padding : padding / 2 + (padding & width & 1)
        return vm.pad(args[0], left, padding - left, fill)
      }
    }
    define(type, "__format__", 1, 1) { vm, args in
      guard args[1].isKind(.str) else { return vm.raise("TypeError", "__format__() argument must be str, not \(vm.typeName(vm.typeOf(args[1])))") }
      return vm.stringCount(args[1]) == 0 ? vm.str(args[0]) : vm.formatString(args[0], args[1])
    }
    define(type, "zfill", 1, 1) { vm, args in
      guard let width = vm.sizeArgument(args[1]) else { return .nil }
      guard width > vm.stringCount(args[0]) else { return vm.plainString(args[0]) }
      let padding = width - vm.stringCount(args[0])
      let first = vm.stringCount(args[0]) > 0 ? vm.codePoint(args[0], 0) : 0
      guard first == 43 || first == 45 else { return vm.pad(args[0], padding, 0, 48) }
      let rest = vm.pad(vm.substring(args[0], 1, vm.stringCount(args[0]) - 1), padding, 0, 48)
      return rest.isNil ? .nil : vm.concatenateStrings(vm.makeCharacter(first), rest)
    }
    define(type, "expandtabs", "tabsize=") { vm, args in
      var size = 8
      if !args[1].isNil {
        guard let given = vm.sizeArgument(args[1]) else { return .nil }
        guard given <= Int(Int32.max) else { return vm.raise("OverflowError", "Python int too large to convert to C int") }
        size = given
      }
      return vm.expandTabs(args[0], size)
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// A string with `left` and `right` copies of a character around it.
  func pad(_ string: Value, _ left: Int, _ right: Int, _ fill: UInt32) -> Value {
    let count = stringCount(string)
    guard left < 1 << 40, right < 1 << 40, reserve(bytes: (left + right + count) * 4) else {
      return pointee.exception.isNil ? raise("MemoryError") : .nil
    }
    if fill < 128, string.object(StrObject.self).pointee.isASCII {
      let result = makeStringUninitialized(count: count + left + right, width: 1, isASCII: true)
      let bytes = stringBytes(result)
      bytes.update(repeating: UInt8(fill), count: left)
      (bytes + left).update(from: stringBytes(string), count: count)
      (bytes + left + count).update(repeating: UInt8(fill), count: right)
      return result
    }
    var text = TextBuilder(capacity: count + left + right)
    for _ in 0..<left { text.append(fill) }
    text.append(self, string)
    for _ in 0..<right { text.append(fill) }
    return text.make(self)
  }

  func expandTabs(_ string: Value, _ size: Int) -> Value {
    var text = TextBuilder()
    var column = 0
    for i in 0..<stringCount(string) {
      let code = codePoint(string, i)
      if code == 9 {
        guard size > 0 else { continue }
        let spaces = size - column % size
        for _ in 0..<spaces { text.append(32) }
        column += spaces
      } else {
        text.append(code)
        column = code == 10 || code == 13 ? 0 : column + 1
      }
    }
    return text.make(self)
  }
}
