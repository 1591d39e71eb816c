// Binds call arguments to a function's parameters.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Rearranges the arguments at `base` into the function's parameter registers.
  ///
  /// - Returns: false with TypeError pending when they do not fit.
  @inline(__always)
  func bindArguments(_ function: UnsafeMutablePointer<FunctionObject>, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value) -> Bool {
    let code = function.pointee.code
    if code.pointee.isSimple, count == code.pointee.parameterCount, keywordNames.isNil { return true }
    return bindArgumentsSlow(function, base, count: count, keywordNames: keywordNames)
  }

  @inline(never)
  private func bindArgumentsSlow(_ function: UnsafeMutablePointer<FunctionObject>, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value) -> Bool {
    let code = function.pointee.code
    let parameters = code.pointee.parameterCount
    if code.pointee.isSimple, keywordNames.isNil, count < parameters, function.pointee.defaults.isKind(.tuple) {
      let defaults = function.pointee.defaults
      let available = tupleCount(defaults)
      if parameters - count <= available {
        for i in count..<parameters { base[i] = tupleBase(defaults)[i - (parameters - available)] }
        return true
      }
    }
    return bindGeneral(function, base, count: count, keywordNames: keywordNames)
  }

  /// Binds all kinds of parameters. The stack above the arguments is free: it holds the registers until all are bound.
  private func bindGeneral(_ function: UnsafeMutablePointer<FunctionObject>, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value) -> Bool {
    let code = function.pointee.code
    let parameters = code.pointee.parameterCount
    let keywordCount = keywordNames.isNil ? 0 : tupleCount(keywordNames)
    let registers = code.pointee.argumentRegisters
    let bound = base + (count + keywordCount)
    for i in 0..<registers { bound[i] = i < count && i < parameters ? base[i] : .nil }
    let flags = CodeFlags(rawValue: code.pointee.flags)
    var extraPositional = Value.nil
    if flags.contains(.variadic) {
      let surplus = Swift.max(0, count - parameters)
      extraPositional = makeTuple(base + (count - surplus), count: surplus)
      bound[parameters + code.pointee.keywordOnlyCount] = extraPositional
    }
    var extraKeywords = Value.nil
    if flags.contains(.keywordVariadic) {
      extraKeywords = makeDict()
      bound[registers - 1] = extraKeywords
    }
    for k in 0..<keywordCount {
      guard bindKeyword(function, tupleBase(keywordNames)[k], base[count + k], bound, extraKeywords, keywordNames) else { return false }
    }
    if count > parameters, extraPositional.isNil { return raiseTooManyPositional(function, info(code).unit, count, bound) }
    guard fillDefaults(function, bound) else { return false }
    for i in 0..<registers { base[i] = bound[i] }
    return true
  }

  /// The register of the parameter that a keyword argument may name, or -1.
  @inline(__always)
  private func parameter(_ code: UnsafeMutablePointer<CodeObject>, named keyword: Value) -> Int {
    let total = code.pointee.parameterCount + code.pointee.keywordOnlyCount
    let names = code.pointee.parameterNames
    var i = code.pointee.positionalOnlyCount
    while i < total {
      if names[i] == keyword { return i }
      i += 1
    }
    if keyword.object(StrObject.self).pointee.isInterned { return -1 }
    i = code.pointee.positionalOnlyCount
    while i < total {
      if stringsEqual(names[i], keyword) { return i }
      i += 1
    }
    return -1
  }

  private func bindKeyword(
    _ function: UnsafeMutablePointer<FunctionObject>, _ keyword: Value, _ value: Value, _ bound: UnsafeMutablePointer<Value>, _ extra: Value,
    _ keywordNames: Value
  ) -> Bool {
    let position = parameter(function.pointee.code, named: keyword)
    if position >= 0 {
      if !bound[position].isNil {
        raise("TypeError", "\(swiftString(function.pointee.qualifiedName))() got multiple values for argument '\(swiftString(keyword))'")
        return false
      }
      bound[position] = value
      return true
    }
    if !extra.isNil {
      dictSet(extra, keyword, value)
      return true
    }
    return raiseUnexpectedKeyword(function, swiftString(keyword), keywordNames)
  }

  private func raiseUnexpectedKeyword(_ function: UnsafeMutablePointer<FunctionObject>, _ text: String, _ keywordNames: Value) -> Bool {
    let unit = info(function.pointee.code).unit
    let name = swiftString(function.pointee.qualifiedName)
    if unit.localNames.prefix(unit.positionalOnlyCount).contains(text) {
      let given = tupleItems(keywordNames).map { swiftString($0) }
      let wrong = unit.localNames.prefix(unit.positionalOnlyCount).filter { given.contains($0) }.joined(separator: ", ")
      raise("TypeError", "\(name)() got some positional-only arguments passed as keyword arguments: '\(wrong)'")
    } else {
      raise("TypeError", "\(name)() got an unexpected keyword argument '\(text)'")
    }
    return false
  }

  private func fillDefaults(_ function: UnsafeMutablePointer<FunctionObject>, _ bound: UnsafeMutablePointer<Value>) -> Bool {
    let code = function.pointee.code
    let parameters = code.pointee.parameterCount
    let defaults = function.pointee.defaults
    let available = defaults.isKind(.tuple) ? tupleCount(defaults) : 0
    var missing = 0
    for i in 0..<parameters where bound[i].isNil {
      let position = i - (parameters - available)
      if position >= 0 { bound[i] = tupleBase(defaults)[position] } else { missing += 1 }
    }
    if missing > 0 { return raiseMissing(function, 0..<parameters, bound, "positional") }
    let keywordDefaults = function.pointee.keywordDefaults
    let keywordOnly = parameters..<(parameters + code.pointee.keywordOnlyCount)
    for i in keywordOnly where bound[i].isNil {
      if keywordDefaults.isKind(.dict) { bound[i] = dictGet(keywordDefaults, code.pointee.parameterNames[i]) }
      if bound[i].isNil { missing += 1 }
    }
    return missing == 0 || raiseMissing(function, keywordOnly, bound, "keyword-only")
  }

  private func raiseMissing(
    _ function: UnsafeMutablePointer<FunctionObject>, _ registers: Range<Int>, _ bound: UnsafeMutablePointer<Value>, _ what: String
  ) -> Bool {
    let names = info(function.pointee.code).unit.localNames
    let quoted = registers.filter { bound[$0].isNil }.map { "'\(names[$0])'" }
    let list: String
    switch quoted.count {
    case 1: list = quoted[0]
    case 2: list = "\(quoted[0]) and \(quoted[1])"
    default: list = quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
    }
    let plural = quoted.count == 1 ? "argument" : "arguments"
    raise("TypeError", "\(swiftString(function.pointee.qualifiedName))() missing \(quoted.count) required \(what) \(plural): \(list)")
    return false
  }

  private func raiseTooManyPositional(_ function: UnsafeMutablePointer<FunctionObject>, _ unit: CodeUnit, _ given: Int, _ bound: UnsafeMutablePointer<Value>) -> Bool {
    let parameters = unit.parameterCount
    let defaults = function.pointee.defaults.isKind(.tuple) ? tupleCount(function.pointee.defaults) : 0
    var keywordGiven = 0
    for i in parameters..<(parameters + unit.keywordOnlyCount) where !bound[i].isNil { keywordGiven += 1 }
    let takes = defaults > 0 ? "from \(parameters - defaults) to \(parameters)" : "\(parameters)"
    let plural = parameters == 1 && defaults == 0 ? "" : "s"
    var were = "\(given) \(given == 1 && keywordGiven == 0 ? "was" : "were") given"
    if keywordGiven > 0 {
      were =
        "\(given) positional argument\(given == 1 ? "" : "s") (and \(keywordGiven) keyword-only argument\(keywordGiven == 1 ? "" : "s")) were given"
    }
    raise("TypeError", "\(swiftString(function.pointee.qualifiedName))() takes \(takes) positional argument\(plural) but \(were)")
    return false
  }
}
