// Prints a code unit, one instruction a line.

extension CodeUnit {
  /// The instructions as text: `position opcode operands`, with targets as positions, then the handlers.
  ///
  /// - Parameter nested: whether the children follow, each under its qualified name.
  public func disassemble(nested: Bool = false) -> String {
    var text = "\(qualifiedName) (\(registerCount) registers)\n"
    var position = 0
    while position < words.count {
      guard let opcode = Opcode(rawValue: UInt16(truncatingIfNeeded: words[position])) else {
        text += "\(position): not an instruction\n"
        break
      }
      text += line(opcode, at: position) + "\n"
      position += opcode.info.length
    }
    for range in handlers {
      text += "handler \(range.start)..<\(range.end) -> \(range.target) r\(range.register)\n"
    }
    if nested { for child in children { text += "\n" + child.disassemble(nested: true) } }
    return text
  }

  /// The text of one instruction.
  public func line(_ opcode: Opcode, at position: Int) -> String {
    let word = words[position]
    let extra = opcode.info.length > 1 && position + 1 < words.count ? words[position + 1] : 0
    var text = "\(position): \(opcode)"
    let operands = describe(opcode, word, extra)
    if !operands.isEmpty { text += " " + operands.joined(separator: ", ") }
    if opcode.info.hasTarget {
      let target = position + Int(Int32(truncatingIfNeeded: extra))
      if opcode.hasPolarity { text += extra >> 32 & 1 == 1 ? " true" : " false" }
      text += " -> \(target)"
    }
    return text
  }

  private func register(_ number: Int) -> String {
    number < localNames.count ? localNames[number] : "r\(number)"
  }

  private func name(_ index: Int) -> String { index < names.count ? names[index] : "name\(index)" }

  private func describe(_ opcode: Opcode, _ word: UInt64, _ extra: UInt64) -> [String] {
    let a = register(word.operandA)
    let b = register(word.operandB)
    let c = register(word.operandC)
    switch opcode {
    case .nop, .enter, .end, .makeGenerator, .setupAnnotations, .jump, .jumpBack: return []
    case .loadConst: return [a, describeConstant(word.operandB)]
    case .loadInt: return [a, "\(word.signedB)"]
    case .loadNone, .loadTrue, .loadFalse, .makeCell, .reraise, .leaveHandler, .returnValue, .importStar,
      .printExpression: return [a]
    case .unbound: return word.operandC == 1 ? [a, "check"] : [a]
    case .loadGlobal, .storeGlobal, .storeName, .checkBound: return [a, name(word.operandB)]
    case .loadName: return [a, name(word.operandB)] + (word.operandC == 0 ? [] : [register(word.operandC - 1)])
    case .deleteGlobal, .deleteName: return [name(word.operandB)]
    case .loadCell: return [a, b]
    case .deleteCell: return [a]
    case .loadClosure: return [a, freeNames.indices.contains(word.operandB) ? freeNames[word.operandB] : "?"]
    case .addImmediate, .subtractImmediate, .addImmediateInPlace, .subtractImmediateInPlace:
      return [a, b, "\(word.signedC)"]
    case .jumpIf, .jumpIfNone: return [a, word.operandB == 1 ? "true" : "false"]
    case .jumpLessImmediate, .jumpLessEqualImmediate, .jumpGreaterImmediate, .jumpGreaterEqualImmediate,
      .jumpEqualImmediate, .jumpNotEqualImmediate: return [a, "\(word.signedB)"]
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual, .jumpSame,
      .forNext, .yieldFrom, .deleteItem, .listAppend, .listExtend, .setAdd, .setUpdate, .dictUpdate, .storeCell:
      return [a, b]
    case .loadAttribute, .storeAttribute, .loadMethod, .importFrom: return [a, b, name(word.operandC)]
    case .loadSuperMethod, .loadSuperAttribute: return [a, b, name(word.operandC), register(Int(extra & 0xFFFF))]
    case .deleteAttribute: return [a, name(word.operandC)]
    case .makeTuple, .makeList, .makeSet, .makeDict, .joinStrings, .call, .callMethod, .unpack:
      return [a, b, "\(word.operandC)"]
    case .callKeywords: return [a, b, "\(word.operandC)", describeConstant(Int(extra))]
    case .unpackRest: return [a, b, "\(word.operandC)", "\(extra)"]
    case .matchClass: return [a, b, c, describeConstant(Int(extra))]
    case .binaryInPlace:
      return [a, b, c, Opcode(rawValue: UInt16(truncatingIfNeeded: extra)).map { "\($0)" } ?? "?"]
    case .makeFunction: return [a, describeConstant(word.operandB), c, "\(extra)"]
    case .importName: return [a, name(word.operandB), c, "\(extra)"]
    case .loadAssertionError: return [a] + (word.operandB == 1 ? ["stop"] : [])
    case .raise: return [[a], [a, b], []][min(word.operandC, 2)]
    case .formatValue:
      let conversion = ["", "str", "repr", "ascii"][word.operandC >> 13 & 3]
      let spec = word.operandC & 0x1000 != 0 ? register(word.operandC & 0xFFF) : ""
      return [a, b] + [conversion, spec].filter { !$0.isEmpty }
    case .exitAsyncWith: return [a, b] + (word.operandC == 0 ? [] : [register(word.operandC - 1)])
    case .exitWith: return [b]
    case .makeIterator: return [a, b] + (word.operandC == 1 ? ["delegate"] : [])
    case .move, .loadClassCell, .negate, .positive, .invert, .not, .makeSlice, .listToTuple, .getIterator,
      .getAsyncIterator, .asyncNext, .callSpread, .buildClass, .yieldValue, .getAwaitable, .enterHandler,
      .enterWith, .enterAsyncWith, .matchSequence, .matchMapping, .loadLength: return [a, b]
    default: return [a, b, c]
    }
  }

  private func describeConstant(_ index: Int) -> String {
    guard constants.indices.contains(index) else { return "?" }
    return constants[index].text(children: children)
  }
}

extension Opcode {
  /// Whether bit 32 of word 1 says for which result of the comparison the jump is taken.
  public var hasPolarity: Bool {
    switch self {
    case .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual, .jumpEqual, .jumpNotEqual, .jumpSame,
      .jumpLessImmediate, .jumpLessEqualImmediate, .jumpGreaterImmediate, .jumpGreaterEqualImmediate,
      .jumpEqualImmediate, .jumpNotEqualImmediate: true
    default: false
    }
  }
}

extension ConstantValue {
  /// A short text for listings.
  func text(children: [CodeUnit]) -> String {
    func list(_ items: [ConstantValue]) -> String {
      items.map { $0.text(children: children) }.joined(separator: ", ")
    }
    switch self {
    case .none: return "None"
    case .ellipsis: return "..."
    case .bool(let value): return value ? "True" : "False"
    case .int(let value): return "\(value)"
    case .bigInt(let digits, let radix): return "\(String(decoding: digits, as: UTF8.self))@\(radix)"
    case .float(let bits): return "\(Double(bitPattern: bits))"
    case .complex(let real, let imaginary):
      return "(\(Double(bitPattern: real))+\(Double(bitPattern: imaginary))j)"
    case .string(let bytes): return "'\(String(decoding: bytes, as: UTF8.self))'"
    case .bytes(let bytes): return "b'\(String(decoding: bytes, as: UTF8.self))'"
    case .tuple(let items): return items.count == 1 ? "(\(list(items)),)" : "(\(list(items)))"
    case .frozenSet(let items): return "{\(list(items))}"
    case .code(let index): return "<\(children.indices.contains(index) ? children[index].name : "?")>"
    }
  }
}
