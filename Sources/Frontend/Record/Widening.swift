// Lets look-ups in a class take objects of several classes that find the same thing, where a copy for each would be recorded.

import TraceIR

/// What became of a check of an object's class that failed.
public enum Widening {
  /// The object finds something else, or what follows depends on its class.
  case impossible
  /// The check now takes the object's class too.
  case done
  /// The check takes the object's class since earlier; the code that runs does not know yet.
  case known
}

extension RecordedTree {
  /// Makes the check of a receiver's class, which left by an exit, take the class of the object that is there now, if the look-up behind
  /// the check finds the same in that class: a method that both inherit, say.
  ///
  /// With it go the other classes that inherit it, if they are few, and the later checks of the same value: what has come so far with
  /// such an object goes on to them.
  ///
  /// - Parameters:
  ///   - number: the exit. The interpreter goes on at the look-up.
  ///   - limit: the number of classes that a check may take.
  ///   - base: the registers of the innermost frame.
  public func widen(exit number: Int, upTo limit: Int, _ vm: VM, _ base: UnsafeMutablePointer<Value>) -> Widening {
    let code = base.code
    let pc = vm.pointee.pc - code.pointee.words
    guard let place = LookUp(code, pc) else { return .impossible }
    let object = base[place.register]
    guard object.isReference, object.isKind(.instance), let layout = object.object(ObjectHeader.self).pointee.layout else { return .impossible }
    let type = object.heapType
    guard !type.pointee.losesObjects else { return .impossible }
    var current = number
    // The checks that the object failed before are at the same place.
    while let index = tree.traces.firstIndex(where: { $0.exits.contains { $0.number == current } }),
      let check = ClassCheck(tree.traces[index], exit: current), LookUp(check, constants) == place
    {
      if case .layout(layout) = constants[check.layout] {
        if classes(check).contains(type) { return .known }
        if let wider = classes(with: type, check, place, upTo: limit, vm) {
          add(wider, to: index, check, vm)
          widenRest(of: index, behind: check, with: wider, upTo: limit, vm)
          return .done
        }
      }
      guard case .side(let parent) = tree.traces[index].anchor else { break }
      current = parent
    }
    return .impossible
  }

  private func classes(_ check: ClassCheck) -> [TypeRef] {
    check.classes.compactMap { if case .type(let type) = constants[$0] { type } else { nil } }
  }

  /// The classes that a check takes from now on beside those that it takes; nil if they do not find the same.
  private func classes(with type: TypeRef, _ check: ClassCheck, _ place: LookUp, upTo limit: Int, _ vm: VM) -> [TypeRef]? {
    let known = classes(check)
    guard let first = known.first, known.count < limit, vm.shares(place.name, first, type) else { return nil }
    let others = vm.heirs(of: place.name, in: type).filter { !known.contains($0) && $0 != type && !$0.pointee.losesObjects && vm.shares(place.name, first, $0) }
    return known.count + 1 + others.count <= limit ? [type] + others : [type]
  }

  /// Lets the checks of the same value behind a check take the same classes, where they find the same.
  private func widenRest(of index: Int, behind check: ClassCheck, with wider: [TypeRef], upTo limit: Int, _ vm: VM) {
    for exit in tree.traces[index].exits.map(\.number) {
      guard let other = ClassCheck(tree.traces[index], exit: exit), other.value == check.value, other.layout == check.layout, other.start > check.start,
        let place = LookUp(other, constants)
      else { continue }
      let known = classes(other)
      guard let first = known.first else { continue }
      let added = wider.filter { !known.contains($0) && vm.shares(place.name, first, $0) }
      if !added.isEmpty, known.count + added.count <= limit { add(added, to: index, other, vm) }
    }
  }

  private func add(_ types: [TypeRef], to index: Int, _ check: ClassCheck, _ vm: VM) {
    let exit = check.exit
    for type in types {
      assume(Assumption(subject: .type(UInt(bitPattern: type)), state: type.pointee.version))
      ClassCheck(tree.traces[index], exit: exit)?.add(self.index(of: .type(type), "class \(vm.typeName(type))"), to: &tree, trace: index)
    }
  }
}

/// A bytecode that looks a name up in an object's class.
private struct LookUp: Equatable {
  let name: Value
  /// The register that holds the object.
  let register: Int
  let pc: Int
  let code: UnsafeMutablePointer<CodeObject>

  init?(_ code: UnsafeMutablePointer<CodeObject>, _ pc: Int) {
    let word = code.pointee.words[pc]
    let op = Opcode(rawValue: UInt16(truncatingIfNeeded: word) & 255)
    guard op == .loadMethod || op == .loadAttribute else { return nil }
    (name, register) = (code.pointee.names[word.operandC], word.operandB)
    (self.pc, self.code) = (pc, code)
  }

  /// The bytecode to which a check belongs.
  init?(_ check: ClassCheck, _ constants: [TraceConstant]) {
    guard let place = check.place, case .code(let code) = constants[place.code] else { return nil }
    self.init(code, place.pc)
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether two classes find the same by a name, so that nothing depends on which of them it is.
  fileprivate func shares(_ name: Value, _ one: TypeRef, _ other: TypeRef) -> Bool {
    guard other.pointee.isUser, !other.pointee.customGet, other.pointee.hasLayout, variableAttribute(other, name) == nil else { return false }
    let found = typeLookup(one, name)
    return isShared(found) && typeLookup(other, name) == found
  }

  /// The classes with instances like those of `type` that inherit what it finds by a name.
  fileprivate func heirs(of name: Value, in type: TypeRef) -> [TypeRef] {
    let order = type.pointee.mro
    guard let position = (0..<tupleCount(order)).first(where: { !dictGet(tupleBase(order)[$0].object(TypeObject.self).pointee.dict, name).isNil })
    else { return [] }
    var found: [TypeRef] = []
    var next = [tupleBase(order)[position].object(TypeObject.self)]
    while let current = next.popLast(), found.count < 32 {
      if !found.contains(current), current.pointee.rootLayout == type.pointee.rootLayout { found.append(current) }
      next += listItems(current.pointee.subclasses).map { $0.object(TypeObject.self) }
    }
    return found
  }

  /// Whether what a class attribute gives does not depend on the class that it was looked up in.
  fileprivate func isShared(_ attribute: Value) -> Bool {
    guard attribute.isReference else { return !attribute.isNil }
    switch attribute.heapType.pointee.kind {
    case .function, .int, .float, .str, .tuple: return true
    default: return false
    }
  }
}

/// A check that an object is of one class, or of one of several, followed by one of its layout.
private struct ClassCheck {
  /// Where the check is in its trace's body, up to and including the uop that leaves.
  private let range: ClosedRange<Int>
  /// Constant indices of the classes, and of the layout.
  let classes: [Int]
  let layout: Int
  /// The number of the exit by which it leaves, and the frame in which.
  let exit: Int
  let place: FrameDescription?
  /// The word that is checked.
  let value: ValueID
  var start: Int { range.lowerBound }

  /// The check that leaves by an exit.
  init?(_ trace: Trace, exit number: Int) {
    guard let index = trace.exits.firstIndex(where: { $0.number == number && $0.kind == .type }), let last = trace.body.firstIndex(where: { $0.exit == Int32(index) }),
      last + 1 < trace.body.count, trace.body[last + 1].op == .guardLayout
    else { return nil }
    layout = Int(trace.body[last + 1].immediate)
    let address = trace.body[last + 1].operands[0]
    (exit, place) = (number, trace.exits[index].snapshot.frames.last)
    if trace.body[last].op == .guardClass {
      guard trace.body[last].result == address else { return nil }
      range = last...last
      value = trace.body[last].operands[0]
      classes = [Int(trace.body[last].immediate)]
      return
    }
    guard trace.body[last].op == .guardTrue, let first = trace.body[..<last].lastIndex(where: { $0.result == address }),
      trace.body[first].op == .guardReference, trace.body[first + 1].op == .loadField,
      trace.body[first + 1].immediate == Int64(FieldID.objectClass.rawValue)
    else { return nil }
    range = first...last
    value = trace.body[first].operands[0]
    classes = trace.body[range].filter { $0.op == .constRef }.map { Int($0.immediate) }
  }

  /// Takes one more class.
  func add(_ constant: Int, to tree: inout TraceTree, trace: Int) {
    var body = tree.traces[trace].body
    let origin = Int(body[range.lowerBound].origin)
    var added: [Instruction] = []
    func emit(_ op: Uop, _ operands: [ValueID] = [], _ immediate: Int = 0) -> ValueID {
      let result = ValueID(tree.valueCount)
      tree.valueCount += 1
      added.append(Instruction(op, result: result, operands, immediate: Int64(immediate), origin: origin))
      return result
    }
    func test(_ word: ValueID, _ constant: Int) -> ValueID { emit(.boolToInt, [emit(.sameWord, [word, emit(.constRef, [], constant)])]) }
    if range.count == 1 {
      // One class: the object's address first, by an exit of its own, then the classes.
      var exit = tree.traces[trace].exits[Int(body[range.lowerBound].exit)]
      exit.number = tree.exitCount
      exit.sideTrace = -1
      tree.traces[trace].exits.append(exit)
      let address = body[range.lowerBound].result
      let reference = Instruction(
        .guardReference, result: address, body[range.lowerBound].operands, exit: tree.traces[trace].exits.count - 1, origin: origin)
      let found = emit(.loadField, [address], Int(FieldID.objectClass.rawValue))
      let word = emit(.ref, [found])
      let either = emit(.orInt, [test(word, classes[0]), test(word, constant)])
      let isOne = emit(.neInt, [either, emit(.constInt)])
      let guarded = Instruction(.guardTrue, [isOne], exit: Int(body[range.lowerBound].exit), origin: origin)
      body.replaceSubrange(range, with: [reference] + added + [guarded])
    } else if let sum = body[range].lastIndex(where: { $0.op == .neInt }), let word = body[range].first(where: { $0.op == .ref })?.result {
      let either = emit(.orInt, [body[sum].operands[0], test(word, constant)])
      body[sum].operands[0] = either
      body.insert(contentsOf: added, at: sum)
    }
    tree.traces[trace].body = body
  }
}
