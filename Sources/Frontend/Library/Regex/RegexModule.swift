// Makes `_sre`: compiles regular expressions and raises their errors.

extension Runtime {
  func makeRegexModule() -> Value {
    let module = makeModule("_sre")
    let pattern = makeType("Pattern", module: "re", kind: .native, isBase: false)
    let match = makeType("Match", module: "re", kind: .native, isBase: false)
    pattern.pointee.hasLayout = false
    match.pointee.hasLayout = false
    let types = RegexTypes(pattern: pattern, match: match)
    define(module, "Pattern", Value(pattern))
    define(module, "Match", Value(match))
    permanentRoots.append(Value(pattern))
    permanentRoots.append(Value(match))
    installPatternMethods(types, module)
    installMatchMethods(types)
    define(module, "compile", 3, 3) { vm, args in vm.compileRegex(args[0], vm.index(args[1]) ?? 0, args[2], types) }
    return module
  }
}

/// The classes of compiled expressions and of their matches.
struct RegexTypes {
  let pattern: TypeRef
  let match: TypeRef
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The code points or bytes of a pattern or template; nil if it is neither str nor bytes-like.
  func regexSource(_ value: Value) -> [UInt32]? {
    if value.isKind(.str) { return (0..<stringCount(value)).map { codePoint(value, $0) } }
    if value.isReference, isBytesLike(value) { return bytesView(value).map { UInt32($0) } }
    return nil
  }

  /// Compiles an expression: a Pattern; nil with an exception pending. `errorClass` is the class to raise.
  ///
  /// A Pattern keeps in value 0 the source, in 1 the numbers of named groups, in 2 the names of all groups, in 3 the
  /// class of errors; in integer 0 the address of its program, in integer 1 the flags.
  fileprivate func compileRegex(_ source: Value, _ flags: Int, _ errorClass: Value, _ types: RegexTypes) -> Value {
    guard let codes = regexSource(source) else { return raise("TypeError", "first argument must be string or compiled pattern") }
    var parser = RegexParser(codes, isBytes: !source.isKind(.str), flags: RegexFlags(rawValue: flags))
    var address = 0
    do {
      let node = try parser.parse()
      let program = RegexProgram(node, groupCount: parser.groupCount, isASCII: parser.isASCII)
      runtime.regexPrograms.append(program)
      address = Int(bitPattern: Unmanaged.passUnretained(program).toOpaque())
    } catch {
      return raiseRegex(error, source, errorClass)
    }
    let names = makeDict()
    let byNumber = makeList(Array(repeating: .none, count: parser.groupCount + 1))
    for (name, number) in parser.groupNames {
      let text = makeString(codePoints: name)
      dictSet(names, text, Value(smallInt: number))
      listSetItem(byNumber, number, text)
    }
    let pattern = makeNative(types.pattern, source, names)
    let object = pattern.object(NativeObject.self)
    object.pointee.value2 = byNumber
    object.pointee.value3 = errorClass
    object.pointee.integer0 = address
    object.pointee.integer1 = parser.flags.rawValue
    return pattern
  }

  /// The program of a Pattern; the engine keeps it alive.
  @inline(__always)
  func regexProgram(_ pattern: Value) -> RegexProgram {
    let address = UnsafeRawPointer(bitPattern: pattern.object(NativeObject.self).pointee.integer0).unsafelyUnwrapped
    return Unmanaged<RegexProgram>.fromOpaque(address)._withUnsafeGuaranteedRef { $0 }
  }

  /// Raises what is wrong with a pattern or template.
  func raiseRegex(_ fault: RegexFault, _ source: Value, _ errorClass: Value) -> Value {
    if let name = fault.exception { return raise(name, fault.message) }
    let exception = call(errorClass, [makeString(fault.message), source, fault.position < 0 ? .none : Value(smallInt: fault.position)])
    return exception.isNil ? .nil : raise(exception)
  }

  /// Runs `body` on a machine for a subject; nil with TypeError pending if it is no text of the pattern's sort.
  func withRegexMachine(
    _ pattern: Value, _ subject: Value, _ first: Value = .nil, _ last: Value = .nil, _ body: (inout RegexMachine, Int) -> Value
  ) -> Value {
    let object = pattern.object(NativeObject.self)
    let isText = object.pointee.value0.isKind(.str)
    let base: UnsafeRawPointer
    let count: Int
    var width = 1
    if subject.isKind(.str) {
      if !isText { return raise("TypeError", "cannot use a bytes pattern on a string-like object") }
      base = UnsafeRawPointer(stringBytes(subject))
      count = stringCount(subject)
      width = stringWidth(subject)
    } else if subject.isReference, isBytesLike(subject) {
      if isText { return raise("TypeError", "cannot use a string pattern on a bytes-like object") }
      let view = bytesView(subject)
      count = view.count
      base = view.baseAddress.map { UnsafeRawPointer($0) } ?? UnsafeRawPointer(self)
    } else {
      return raise("TypeError", "expected string or bytes-like object, got '\(typeName(typeOf(subject)))'")
    }
    guard let start = first.isNil ? 0 : index(first), let stop = last.isNil ? count : index(last) else { return .nil }
    let end = Swift.min(Swift.max(stop, 0), count)
    var machine = RegexMachine(regexProgram(pattern), RegexText(base: base, width: width), end: end, self)
    defer { machine.release() }
    let result = body(&machine, Swift.min(Swift.max(start, 0), count))
    if machine.wasStopped, raiseInterrupt() { return .nil }
    return result
  }

  /// A part of a subject: str, or bytes for anything bytes-like.
  func regexSlice(_ subject: Value, _ start: Int, _ end: Int) -> Value {
    if subject.isKind(.str) {
      if start == 0, end == stringCount(subject), subject.isExactly(pointee.types.str) { return subject }
      return start >= end ? pointee.emptyString : substring(subject, start, end - start)
    }
    let view = bytesView(subject)
    if start == 0, end == view.count, subject.isExactly(pointee.types.bytes) { return subject }
    return start >= end ? makeBytes([]) : makeBytes(UnsafeBufferPointer(rebasing: view[start..<end]))
  }
}
