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

  private func bindGeneral(_ function: UnsafeMutablePointer<FunctionObject>, _ base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value) -> Bool {
    let code = function.pointee.code
    let unit = info(code).unit
    let parameters = unit.parameterCount
    let keywordOnly = unit.keywordOnlyCount
    let keywordCount = keywordNames.isNil ? 0 : tupleCount(keywordNames)
    let registers = code.pointee.argumentRegisters
    var bound = [Value](repeating: .nil, count: registers)
    for i in 0..<min(count, parameters) { bound[i] = base[i] }
    var extraPositional = Value.nil
    if unit.flags.contains(.variadic) {
      extraPositional = makeTuple(base + min(count, parameters), count: max(0, count - parameters))
      bound[parameters + keywordOnly] = extraPositional
    }
    var extraKeywords = Value.nil
    if unit.flags.contains(.keywordVariadic) {
      extraKeywords = makeDict()
      bound[registers - 1] = extraKeywords
    }
    for k in 0..<keywordCount {
      let keyword = tupleBase(keywordNames)[k]
      let value = base[count + k]
      guard bindKeyword(function, unit, keyword, value, &bound, extraKeywords) else { return false }
    }
    if count > parameters, extraPositional.isNil { return raiseTooManyPositional(function, unit, count, bound) }
    guard fillDefaults(function, unit, &bound) else { return false }
    for i in 0..<registers { base[i] = bound[i] }
    return true
  }

  private func bindKeyword(
    _ function: UnsafeMutablePointer<FunctionObject>, _ unit: CodeUnit, _ keyword: Value, _ value: Value, _ bound: inout [Value], _ extra: Value
  ) -> Bool {
    let total = unit.parameterCount + unit.keywordOnlyCount
    let text = swiftString(keyword)
    for i in unit.positionalOnlyCount..<max(total, unit.positionalOnlyCount) where unit.localNames[i] == text {
      if !bound[i].isNil {
        raise("TypeError", "\(swiftString(function.pointee.qualifiedName))() got multiple values for argument '\(text)'")
        return false
      }
      bound[i] = value
      return true
    }
    if !extra.isNil {
      dictSet(extra, keyword, value)
      return true
    }
    let name = swiftString(function.pointee.qualifiedName)
    if unit.localNames.prefix(unit.positionalOnlyCount).contains(text) {
      raise("TypeError", "\(name)() got some positional-only arguments passed as keyword arguments: '\(text)'")
    } else {
      raise("TypeError", "\(name)() got an unexpected keyword argument '\(text)'")
    }
    return false
  }

  private func fillDefaults(_ function: UnsafeMutablePointer<FunctionObject>, _ unit: CodeUnit, _ bound: inout [Value]) -> Bool {
    let parameters = unit.parameterCount
    let defaults = function.pointee.defaults
    let available = defaults.isKind(.tuple) ? tupleCount(defaults) : 0
    var missing: [String] = []
    for i in 0..<parameters where bound[i].isNil {
      let position = i - (parameters - available)
      if position >= 0 { bound[i] = tupleBase(defaults)[position] } else { missing.append(unit.localNames[i]) }
    }
    if !missing.isEmpty { return raiseMissing(function, missing, "positional") }
    let keywordDefaults = function.pointee.keywordDefaults
    for i in parameters..<(parameters + unit.keywordOnlyCount) where bound[i].isNil {
      if keywordDefaults.isKind(.dict) { bound[i] = dictGet(keywordDefaults, runtime.intern(unit.localNames[i])) }
      if bound[i].isNil { missing.append(unit.localNames[i]) }
    }
    return missing.isEmpty || raiseMissing(function, missing, "keyword-only")
  }

  private func raiseMissing(_ function: UnsafeMutablePointer<FunctionObject>, _ names: [String], _ what: String) -> Bool {
    let quoted = names.map { "'\($0)'" }
    let list: String
    switch quoted.count {
    case 1: list = quoted[0]
    case 2: list = "\(quoted[0]) and \(quoted[1])"
    default: list = quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
    }
    let plural = names.count == 1 ? "argument" : "arguments"
    raise("TypeError", "\(swiftString(function.pointee.qualifiedName))() missing \(names.count) required \(what) \(plural): \(list)")
    return false
  }

  private func raiseTooManyPositional(_ function: UnsafeMutablePointer<FunctionObject>, _ unit: CodeUnit, _ given: Int, _ bound: [Value]) -> Bool {
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
