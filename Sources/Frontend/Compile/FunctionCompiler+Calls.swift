// Compiles calls, method calls and zero-argument super.
import Syntax

extension FunctionCompiler {
  /// Registers of a call block below its first argument.
  static let callHeader = Opcode.frameHeader + 1

  /// Takes a call block for `count` arguments; its first register may be `target` if that is the top temporary.
  func allocateCall(_ count: Int, reusing target: Int = -1) -> Int {
    if target >= 0, isTemporary(target), target == top - 1 {
      _ = allocate(Self.callHeader + count - 1)
      return target
    }
    return allocate(Self.callHeader + count)
  }

  func call(_ call: Expr.Call, into target: Int) throws(SyntaxDiagnostic) {
    try refuseRepeatedKeywords(call.keywords)
    if call.args.contains(where: { $0.isStarred }) || call.keywords.contains(where: { $0.name == nil }) {
      return try spreadCall(call, into: target)
    }
    if let (cell, receiver) = try plainSuper(Expr(.call(call), range)) {
      return superObject(cell, receiver, into: target)
    }
    let count = call.args.count + call.keywords.count
    let place = range
    let block = allocateCall(count, reusing: target)
    let isMethod = try callee(call.function, block: block, hasKeywords: !call.keywords.isEmpty)
    try arguments(call.args + call.keywords.map { $0.value }, block: block)
    let callPlace = isMethod ? methodPlace(call.function, place) : place
    if call.keywords.isEmpty {
      emit(isMethod ? .callMethod : .call, target, block, count, at: callPlace)
    } else {
      let names = constant(.tuple(call.keywords.map { .string(Array(($0.name ?? "").utf8)) }))
      emit(.callKeywords, target, block, count, extra: UInt64(names), at: callPlace)
    }
  }

  /// Evaluates the callee into its block; returns whether it was prepared as a method.
  private func callee(_ function: Expr, block: Int, hasKeywords: Bool) throws(SyntaxDiagnostic) -> Bool {
    let end = top
    defer { top = end }
    if case .attribute(let attribute) = function.kind {
      top = block + 1
      let name = nameIndex(mangled(attribute.attr))
      let place = methodPlace(function, function.range)
      if let (cell, receiver) = try plainSuper(attribute.value) {
        top = end
        emit(.loadSuperMethod, block, cell, name, extra: UInt64(receiver), at: place)
      } else {
        let object = try operand(attribute.value, scratch: block)
        emit(.loadMethod, block, object, name, at: place)
      }
      return true
    }
    top = block + 1
    try value(function, into: block)
    if hasKeywords { emit(.unbound, block + Opcode.frameHeader) }
    return false
  }

  /// The place of an attribute access: from the name on, if that stands on a later line than the object.
  func methodPlace(_ function: Expr, _ place: SourceRange) -> SourceRange {
    guard case .attribute(let attribute) = function.kind, function.range.line != function.range.endLine else {
      return place
    }
    let length = UInt32(attribute.attr.unicodeScalars.count)
    var moved = place
    moved.line = function.range.endLine
    moved.column = function.range.endColumn >= length ? function.range.endColumn - length : 0
    return moved
  }

  private func arguments(_ arguments: [Expr], block: Int) throws(SyntaxDiagnostic) {
    let end = top
    for (index, argument) in arguments.enumerated() {
      let register = block + Self.callHeader + index
      top = register + 1
      try value(argument, into: register)
    }
    top = end
  }

  private func refuseRepeatedKeywords(_ keywords: [Keyword]) throws(SyntaxDiagnostic) {
    if keywords.isEmpty { return }
    var seen: Set<String> = []
    for keyword in keywords {
      guard let name = keyword.name else { continue }
      if name == "__debug__" { throw error("cannot assign to __debug__") }
      if !seen.insert(name).inserted { throw error("keyword argument repeated: \(name)", at: keyword.range) }
    }
  }

  // MARK: Star arguments

  private func spreadCall(_ call: Expr.Call, into target: Int) throws(SyntaxDiagnostic) {
    let block = allocateCall(2, reusing: target)
    let end = top
    top = block + 1
    try value(call.function, into: block)
    let positional = block + Self.callHeader
    top = positional + 1
    try spreadPositional(call.args, into: positional)
    top = end
    try spreadKeywords(call.keywords, into: positional + 1, callee: block)
    emit(.callSpread, target, block)
  }

  /// Collects positional arguments; a lone `*iterable` is passed as it is.
  func spreadPositional(_ arguments: [Expr], into register: Int) throws(SyntaxDiagnostic) {
    if arguments.count == 1, case .starred(let starred) = arguments[0].kind {
      return try value(starred.value, into: register)
    }
    if arguments.isEmpty { return load(.tuple([]), into: register) }
    try sequence(arguments, arguments.contains { $0.isStarred } ? .makeList : .makeTuple, into: register)
  }

  /// Collects keyword arguments into a dict, or nil if there are none.
  func spreadKeywords(_ keywords: [Keyword], into register: Int, callee: Int) throws(SyntaxDiagnostic) {
    if keywords.isEmpty { return emit(.unbound, register) }
    let mark = top
    let lead = keywords.firstIndex { $0.name == nil } ?? keywords.count
    let base = allocate(2 * lead)
    let end = top
    for (index, keyword) in keywords[..<lead].enumerated() {
      load(.string(Array((keyword.name ?? "").utf8)), into: base + 2 * index)
      top = base + 2 * index + 2
      try value(keyword.value, into: base + 2 * index + 1)
    }
    top = end
    emit(.makeDict, register, base, lead)
    top = mark
    for keyword in keywords[lead...] {
      if let name = keyword.name {
        // A one-entry dict, so that a repeated name is found.
        let pair = allocate(2)
        load(.string(Array(name.utf8)), into: pair)
        try value(keyword.value, into: pair + 1)
        emit(.makeDict, pair, pair, 1)
        emit(.dictMerge, register, pair, callee)
      } else {
        let mapping = try operand(keyword.value)
        emit(.dictMerge, register, mapping, callee)
      }
      top = mark
    }
  }

  // MARK: super()

  /// If `expression` is `super()` in a method, returns the registers of the class cell and of the receiver.
  func plainSuper(_ expression: Expr) throws(SyntaxDiagnostic) -> (cell: Int, receiver: Int)? {
    guard case .call(let call) = expression.kind, call.args.isEmpty, call.keywords.isEmpty,
      case .name(let name) = call.function.kind, name.id == "super", isBuiltinSuper,
      unitScope.kind == .function, let first = unitScope.parameters.first,
      let register = unitScope.registers[first], let cell = freeRegisters["__class__"]
    else { return nil }
    // The general call tells that the receiver is gone.
    if unitScope.names[first]?.uses.contains(.deleted) == true { return nil }
    let positional = unit.parameterCount > 0 || unit.flags.contains(.variadic)
    guard positional, unit.parameterCount > 0 else { return nil }
    if unitScope.names[first]?.isCaptured == true {
      let receiver = allocate()
      emit(.loadCell, receiver, register, nameIndex(first), at: expression.range)
      return (cell, receiver)
    }
    emit(.checkBound, register, nameIndex(first), at: expression.range)
    return (cell, register)
  }

  /// Whether `super` means the builtin: no scope from here to the module binds it.
  private var isBuiltinSuper: Bool {
    var current: LexicalScope? = scope
    while let candidate = current {
      if let entry = candidate.names["super"], !entry.uses.isDisjoint(with: [.bound, .global, .nonlocal]) {
        return false
      }
      current = candidate.parent
    }
    return true
  }

  private func superObject(_ cell: Int, _ receiver: Int, into target: Int) {
    let block = allocateCall(2, reusing: target)
    emit(.loadGlobal, block, nameIndex("super"))
    emit(.loadCell, block + Self.callHeader, cell, nameIndex("__class__"))
    emit(.move, block + Self.callHeader + 1, receiver)
    emit(.call, target, block, 2)
  }
}
