// Passes a native's arguments on to another callable.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Calls with the arguments from number `start` on, keywords included, behind an optional first one.
  func callForwarding(_ callee: Value, _ args: Arguments, from start: Int = 1, prefix: Value = .nil) -> Value {
    let keywords = args.keywordNames.isNil ? 0 : tupleCount(args.keywordNames)
    let positional = Swift.max(args.count - start, 0)
    let block = pointee.top
    guard block + positional + keywords + 64 < pointee.stackLimit else {
      return raise("RecursionError", "maximum recursion depth exceeded")
    }
    let base = block + Opcode.frameHeader + 2
    base[-1] = .nil
    var count = 0
    if !prefix.isNil {
      base[0] = prefix
      count = 1
    }
    for i in 0..<positional { base[count + i] = args.base[start + i] }
    count += positional
    for i in 0..<keywords { base[count + i] = args.base[args.count + i] }
    pointee.top = base + count + keywords
    defer { pointee.top = block }
    return call(callee, base, count: count, keywordNames: keywords == 0 ? .nil : args.keywordNames)
  }

  /// The keyword arguments of a raw native call, as pairs.
  func keywordPairs(_ args: Arguments) -> [(Value, Value)] {
    guard !args.keywordNames.isNil else { return [] }
    return (0..<tupleCount(args.keywordNames)).map { (tupleBase(args.keywordNames)[$0], args.base[args.count + $0]) }
  }

  /// The value of one keyword argument of a raw native call, or nil.
  func keyword(_ args: Arguments, _ name: String) -> Value {
    for (key, value) in keywordPairs(args) where swiftString(key) == name { return value }
    return .nil
  }

  /// The global namespace of the running Toy code, or nil.
  func currentGlobals() -> Value {
    guard pointee.frame > pointee.stackBase + 16,
      let code = UnsafePointer<CodeObject>(bitPattern: UInt(pointee.frame[-4].raw))
    else { return .nil }
    return code.pointee.globals
  }
}
