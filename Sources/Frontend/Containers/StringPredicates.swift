// Answers what kind of characters a string has.

extension Runtime {
  func installStringPredicates(_ type: TypeRef) {
    func all(_ name: String, _ test: @escaping (UInt32) -> Bool) {
      define(type, name, 0, 0) { vm, args in
        let count = vm.stringCount(args[0])
        for i in 0..<count where !test(vm.codePoint(args[0], i)) { return .false }
        return Value(count > 0)
      }
    }
    all("isalpha", CodePoints.isAlpha)
    all("isdecimal", CodePoints.isDecimal)
    all("isdigit", CodePoints.isDigit)
    all("isnumeric", CodePoints.isNumeric)
    all("isalnum") { CodePoints.isAlpha($0) || CodePoints.isNumeric($0) }
    all("isspace", CodePoints.isSpace)
    define(type, "isascii", 0, 0) { _, args in Value(args[0].object(StrObject.self).pointee.isASCII) }
    define(type, "isprintable", 0, 0) { vm, args in
      for i in 0..<vm.stringCount(args[0]) where !CodePoints.isPrintable(vm.codePoint(args[0], i)) { return .false }
      return .true
    }
    define(type, "isidentifier", 0, 0) { vm, args in Value(vm.isIdentifier(args[0])) }
    define(type, "isupper", 0, 0) { vm, args in
      vm.hasOnlyCase(args[0], CodePoints.isUpper) { CodePoints.isLower($0) || CodePoints.isTitle($0) }
    }
    define(type, "islower", 0, 0) { vm, args in
      vm.hasOnlyCase(args[0], CodePoints.isLower) { CodePoints.isUpper($0) || CodePoints.isTitle($0) }
    }
    define(type, "istitle", 0, 0) { vm, args in vm.isTitled(args[0]) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  func isIdentifier(_ string: Value) -> Bool {
    let count = stringCount(string)
    guard count > 0, CodePoints.startsIdentifier(codePoint(string, 0)) else { return false }
    for i in 1..<count where !CodePoints.continuesIdentifier(codePoint(string, i)) { return false }
    return true
  }

  /// Whether some character passes the first test and none the second.
  func hasOnlyCase(_ string: Value, _ wanted: (UInt32) -> Bool, _ unwanted: (UInt32) -> Bool) -> Value {
    var found = false
    for i in 0..<stringCount(string) {
      let code = codePoint(string, i)
      if wanted(code) { found = true } else if unwanted(code) { return .false }
    }
    return Value(found)
  }

  func isTitled(_ string: Value) -> Value {
    var found = false
    var wasCased = false
    for i in 0..<stringCount(string) {
      let code = codePoint(string, i)
      let isLower = CodePoints.isLower(code)
      let startsWord = CodePoints.isUpper(code) || CodePoints.isTitle(code)
      if startsWord && wasCased || isLower && !startsWord && !wasCased { return .false }
      wasCased = startsWord || isLower
      if wasCased { found = true }
    }
    return Value(found)
  }
}
