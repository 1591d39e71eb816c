// Compiles assignments, augmented and annotated assignments, unpacking and del.
import Syntax

extension FunctionCompiler {
  func assignment(_ assign: Stmt.Assign) throws(SyntaxDiagnostic) {
    if assign.targets.count == 1 {
      let target = assign.targets[0]
      if try exchange(target, assign.value) { return }
      if let register = localTarget(target) { return try value(assign.value, into: register) }
      let source = try operand(assign.value, before: [target])
      return try self.assign(target, from: source)
    }
    var source: Int
    if let register = localTarget(assign.targets[0]) {
      try value(assign.value, into: register)
      source = register
      // The first target's own register serves the others, unless one of them assigns it again.
      if assign.targets.dropFirst().contains(where: { $0.storesRegisterOf(assign.targets[0]) }) {
        source = allocate()
        emit(.move, source, register)
      }
    } else {
      source = try operand(assign.value, before: assign.targets)
      if assign.targets.contains(where: { $0.storesRegisterOf(assign.value) }) {
        let copy = allocate()
        emit(.move, copy, source)
        source = copy
      }
    }
    for target in assign.targets { try self.assign(target, from: source) }
  }

  /// Compiles `a, b = x, y` without a tuple; returns false if it has another form.
  private func exchange(_ target: Expr, _ source: Expr) throws(SyntaxDiagnostic) -> Bool {
    guard let targets = target.targetElements, case .tuple(let sources) = source.kind,
      targets.count == sources.elts.count, targets.count <= 16, !targets.isEmpty,
      !targets.contains(where: { $0.isStarred }), !sources.elts.contains(where: { $0.isStarred })
    else { return false }
    var registers: [Int] = []
    var stored: Set<Int> = []
    let areLocals = handler < 0 && targets.allSatisfy { localTarget($0) != nil }
    for (index, element) in sources.elts.enumerated() {
      let rest = Array(sources.elts[(index + 1)...])
      let later = rest + targets
      if areLocals, let local = localTarget(targets[index]), !registers.contains(local), !element.isName,
        rest.allSatisfy({ $0.isConstant })
      {
        try value(element, into: local)
        registers.append(local)
        stored.insert(local)
        continue
      }
      var register = try operand(element, before: later)
      if stored.contains(register) {
        let copy = allocate()
        emit(.move, copy, register)
        register = copy
      }
      registers.append(register)
      targets[index].collectRegisters(self, into: &stored)
    }
    for (element, register) in zip(targets, registers) { try assign(element, from: register) }
    return true
  }

  /// Stores the value in `source` to a target.
  func assign(_ target: Expr, from source: Int) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    switch target.kind {
    case .name(let name): try storeName(name.id, from: source, at: target.range)
    case .attribute(let attribute):
      if attribute.attr == "__debug__" { throw error("cannot assign to __debug__", at: target.range) }
      let object = try operand(attribute.value)
      emit(
        .storeAttribute, object, source, nameIndex(mangled(attribute.attr)), at: methodPlace(target, target.range))
    case .subscript(let subscription):
      let object = try operand(subscription.value, before: [subscription.slice])
      let index = try operand(subscription.slice)
      emit(.storeItem, object, index, source, at: target.range)
    case .tuple(let elements), .list(let elements): try unpack(elements.elts, from: source, at: target.range)
    case .starred: throw error("starred assignment target must be in a list or tuple", at: target.range)
    default: break
    }
  }

  private func unpack(_ targets: [Expr], from source: Int, at place: SourceRange) throws(SyntaxDiagnostic) {
    let stars = targets.indices.filter { targets[$0].isStarred }
    if stars.count > 1 { throw error("multiple starred expressions in assignment", at: place) }
    if let star = stars.first, star >= 256 || targets.count - star > 1 << 20 {
      throw error("too many expressions in star-unpacking assignment", at: place)
    }
    if stars.isEmpty, let first = consecutiveLocals(targets) {
      return emit(.unpack, first, source, targets.count, at: place)
    }
    let base = allocate(targets.count)
    if let star = stars.first {
      emit(.unpackRest, base, source, star, extra: UInt64(targets.count - star - 1), at: place)
    } else {
      emit(.unpack, base, source, targets.count, at: place)
    }
    for (offset, target) in targets.enumerated() {
      if case .starred(let starred) = target.kind {
        try assign(starred.value, from: base + offset)
      } else {
        try assign(target, from: base + offset)
      }
    }
  }

  /// The first register, if the targets are locals in consecutive registers that may be written at once.
  private func consecutiveLocals(_ targets: [Expr]) -> Int? {
    // Within a try statement a failed unpacking must leave the locals as they were.
    guard handler < 0, let first = targets.first, let start = localTarget(first) else { return nil }
    for (offset, target) in targets.enumerated() where localTarget(target) != start + offset { return nil }
    return start
  }

  // MARK: Augmented assignment

  func augmentedAssignment(_ assign: Stmt.AugAssign) throws(SyntaxDiagnostic) {
    switch assign.target.kind {
    case .name(let name):
      if name.id == "__debug__" { throw error("cannot assign to __debug__", at: assign.target.range) }
      if let register = localTarget(assign.target) {
        let left = try operand(assign.target, before: [assign.value])
        return try updateInPlace(register, left, assign)
      }
      let register = allocate()
      loadName(name.id, into: register, at: assign.target.range)
      try updateInPlace(register, register, assign)
      try storeName(name.id, from: register, at: assign.target.range)
    case .attribute(let attribute):
      let object = try operand(attribute.value, before: [assign.value])
      let register = allocate()
      let name = nameIndex(mangled(attribute.attr))
      let place = methodPlace(assign.target, assign.target.range)
      emit(.loadAttribute, register, object, name, at: place)
      try updateInPlace(register, register, assign)
      emit(.storeAttribute, object, register, name, at: place)
    case .subscript(let subscription):
      let object = try operand(subscription.value, before: [subscription.slice, assign.value])
      let index = try keptKey(subscription.slice, before: [assign.value])
      let register = allocate()
      emit(.loadItem, register, object, index, at: assign.target.range)
      try updateInPlace(register, register, assign)
      emit(.storeItem, object, index, register, at: assign.target.range)
    default: break
    }
  }

  /// A key that is used twice. A slice is moved, as one that the next instruction uses is not made at all.
  private func keptKey(_ key: Expr, before later: [Expr]) throws(SyntaxDiagnostic) -> Int {
    let register = try operand(key, before: later)
    guard case .slice = key.kind else { return register }
    let kept = allocate()
    emit(.move, kept, register)
    return kept
  }

  private func updateInPlace(_ target: Int, _ left: Int, _ assign: Stmt.AugAssign) throws(SyntaxDiagnostic) {
    if assign.op == .add || assign.op == .sub, let number = immediate(assign.value) {
      return emit(assign.op == .add ? .addImmediateInPlace : .subtractImmediateInPlace, target, left, number)
    }
    let mark = top
    let right = try operand(assign.value)
    top = mark
    switch assign.op {
    case .add: emit(.addInPlace, target, left, right)
    case .sub: emit(.subtractInPlace, target, left, right)
    case .mult: emit(.multiplyInPlace, target, left, right)
    default: emit(.binaryInPlace, target, left, right, extra: UInt64(assign.op.opcode.rawValue))
    }
  }

  // MARK: Annotated assignment

  func annotatedAssignment(_ assign: Stmt.AnnAssign) throws(SyntaxDiagnostic) {
    if let value = assign.value {
      if let register = localTarget(assign.target) {
        try self.value(value, into: register)
      } else {
        let source = try operand(value, before: [assign.target])
        try self.assign(assign.target, from: source)
      }
    }
    let isEvaluated = scope.kind == .module || scope.kind == .classBody
    if case .name(let name) = assign.target.kind {
      if name.id == "__debug__" { throw error("cannot assign to __debug__", at: assign.target.range) }
      if assign.isSimple, isEvaluated { return try storeAnnotation(name.id, assign.annotation) }
    } else if assign.value == nil {
      try evaluateTarget(assign.target)
    }
    if isEvaluated, !assign.isSimple, !context.hasFutureAnnotations { try effect(assign.annotation) }
  }

  private func storeAnnotation(_ name: String, _ annotation: Expr) throws(SyntaxDiagnostic) {
    let source = try operand(annotationValue(annotation))
    let mapping = allocate()
    let index = nameIndex("__annotations__")
    let isNamespace = scope.kind == .classBody || context.usesNamespace
    emit(isNamespace ? .loadName : .loadGlobal, mapping, index)
    let key = allocate()
    load(.string(Array(mangled(name).utf8)), into: key)
    emit(.storeItem, mapping, key, source)
  }

  /// Evaluates the parts of a target that is annotated but not assigned.
  private func evaluateTarget(_ target: Expr) throws(SyntaxDiagnostic) {
    switch target.kind {
    case .attribute(let attribute): try effect(attribute.value)
    case .subscript(let subscription):
      try effect(subscription.value)
      try effect(subscription.slice)
    default: break
    }
  }

  // MARK: Deletion

  func delete(_ target: Expr) throws(SyntaxDiagnostic) {
    let mark = top
    defer { top = mark }
    switch target.kind {
    case .name(let name): try deleteName(name.id, at: target.range)
    case .attribute(let attribute):
      if attribute.attr == "__debug__" { throw error("cannot delete __debug__", at: target.range) }
      let object = try operand(attribute.value)
      emit(.deleteAttribute, object, 0, nameIndex(mangled(attribute.attr)), at: methodPlace(target, target.range))
    case .subscript(let subscription):
      let object = try operand(subscription.value, before: [subscription.slice])
      let index = try operand(subscription.slice)
      emit(.deleteItem, object, index, at: target.range)
    case .tuple(let elements), .list(let elements): for element in elements.elts { try delete(element) }
    default: break
    }
  }
}

extension Expr {
  var isName: Bool {
    if case .name = kind { return true }
    return false
  }

  var isConstant: Bool {
    if case .constant = kind { return true }
    return false
  }

  /// The elements of a tuple or list target.
  var targetElements: [Expr]? {
    switch kind {
    case .tuple(let elements), .list(let elements): elements.elts
    default: nil
    }
  }

  /// Collects the registers of the plain locals that assigning to this target changes.
  func collectRegisters(_ compiler: FunctionCompiler, into registers: inout Set<Int>) {
    if let register = compiler.localTarget(self) { registers.insert(register) }
    if case .starred(let starred) = kind { starred.value.collectRegisters(compiler, into: &registers) }
    for element in targetElements ?? [] { element.collectRegisters(compiler, into: &registers) }
  }

  /// Whether assigning to this target assigns the name `other` too.
  func storesRegisterOf(_ other: Expr) -> Bool {
    switch (kind, other.kind) {
    case (.name(let name), .name(let wanted)): return name.id == wanted.id
    case (.starred(let starred), _): return starred.value.storesRegisterOf(other)
    default: return (targetElements ?? []).contains { $0.storesRegisterOf(other) }
    }
  }
}
