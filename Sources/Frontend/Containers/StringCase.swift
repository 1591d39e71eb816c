// Changes the case of strings.

extension Runtime {
  func installStringCase(_ type: TypeRef) {
    define(type, "upper", 0, 0) { vm, args in vm.upper(args[0]) }
    define(type, "lower", 0, 0) { vm, args in vm.lower(args[0]) }
    define(type, "casefold", 0, 0) { vm, args in
      if args[0].object(StrObject.self).pointee.isASCII { return vm.lower(args[0]) }
      return vm.mapPoints(args[0]) { CodePoints.fold($1, $2) }
    }
    define(type, "swapcase", 0, 0) { vm, args in
      vm.mapPoints(args[0]) { position, code, emit in
        if CodePoints.isUpper(code) {
          vm.lowerInContext(args[0], position, emit)
        } else if CodePoints.isLower(code) {
          CodePoints.upper(code, emit)
        } else {
          emit(code)
        }
      }
    }
    define(type, "capitalize", 0, 0) { vm, args in
      vm.mapPoints(args[0]) { position, code, emit in
        if position == 0 { CodePoints.title(code, emit) } else { vm.lowerInContext(args[0], position, emit) }
      }
    }
    define(type, "title", 0, 0) { vm, args in
      var wasCased = false
      return vm.mapPoints(args[0]) { position, code, emit in
        if wasCased { vm.lowerInContext(args[0], position, emit) } else { CodePoints.title(code, emit) }
        wasCased = CodePoints.isCased(code)
      }
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Builds a string from what `map(position, code point, emit)` emits.
  func mapPoints(_ string: Value, _ map: (Int, UInt32, (UInt32) -> Void) -> Void) -> Value {
    var text = TextBuilder(capacity: stringCount(string))
    withoutActuallyEscaping(map) { map in
      for i in 0..<stringCount(string) { map(i, codePoint(string, i)) { text.append($0) } }
    }
    return text.make(self)
  }

  func upper(_ string: Value) -> Value {
    if string.object(StrObject.self).pointee.isASCII { return mapASCII(string) { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 } }
    return mapPoints(string) { CodePoints.upper($1, $2) }
  }

  func lower(_ string: Value) -> Value {
    if string.object(StrObject.self).pointee.isASCII { return mapASCII(string) { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 } }
    return mapPoints(string) { position, _, emit in lowerInContext(string, position, emit) }
  }

  @inline(__always)
  private func mapASCII(_ string: Value, _ map: (UInt8) -> UInt8) -> Value {
    let count = stringCount(string)
    let from = stringBytes(string)
    if count == 0 { return pointee.emptyString }
    if count == 1 { return pointee.characters[Int(map(from[0]))] }
    let result = makeStringUninitialized(count: count, width: 1, isASCII: true)
    let to = stringBytes(result)
    for i in 0..<count { to[i] = map(from[i]) }
    return result
  }

  /// The lower case of one character of a string; a capital sigma at the end of a word has a form of its own.
  func lowerInContext(_ string: Value, _ position: Int, _ emit: (UInt32) -> Void) {
    let code = codePoint(string, position)
    guard code == 0x3A3 else { return CodePoints.lower(code, emit) }
    var before = position - 1
    while before >= 0, CodePoints.isCaseIgnorable(codePoint(string, before)) { before -= 1 }
    var after = position + 1
    while after < stringCount(string), CodePoints.isCaseIgnorable(codePoint(string, after)) { after += 1 }
    let isFinal =
      before >= 0 && CodePoints.isCased(codePoint(string, before))
      && !(after < stringCount(string) && CodePoints.isCased(codePoint(string, after)))
    emit(isFinal ? 0x3C2 : 0x3C3)
  }
}
