// Writes a tree's constants and assumptions as texts, and finds them again.

import TraceIR

extension RecordedTree {
  /// The constants and assumptions as texts without addresses.
  ///
  /// - Throws: `not cacheable`, with the constant, if one of them has no place outside this run.
  public func storedForm(_ locations: ValueLocations, _ vm: VM) throws(CompileRefusal) -> (constants: [String], assumptions: [String]) {
    var texts: [String] = []
    let held = assumedPlaces(locations)
    for (index, constant) in constants.enumerated() {
      guard let text = text(of: constant, held, locations, vm) else { throw refusal(tree.constants[index]) }
      texts.append(text)
    }
    var assumed: [String] = []
    for assumption in assumptions {
      switch assumption.subject {
      case .type(let address):
        guard let type = TypeRef(bitPattern: address), let place = locations.place(of: Value(type)) else { throw refusal("a class") }
        assumed.append("t \(place)\t\(vm.checkText(Value(type)))")
      case .global(let address):
        guard let cell = UnsafeMutablePointer<GlobalCell>(bitPattern: address), let place = locations.place(of: Value(cell)) else { throw refusal("a variable") }
        assumed.append("g \(place)\t\(vm.checkText(cell.pointee.value))")
      }
    }
    return (texts, assumed)
  }

  /// The variables that are assumed to hold a value, by value: other places may hold it by chance.
  private func assumedPlaces(_ locations: ValueLocations) -> [UInt64: String] {
    var result: [UInt64: String] = [:]
    for assumption in assumptions {
      guard case .global(let address) = assumption.subject, let cell = UnsafeMutablePointer<GlobalCell>(bitPattern: address),
        cell.pointee.value.raw == assumption.state, let place = locations.place(of: Value(cell))
      else { continue }
      result[assumption.state] = result[assumption.state] ?? "contents \(place)"
    }
    return result
  }

  private func refusal(_ what: String) -> CompileRefusal { CompileRefusal(reason: "not cacheable", detail: what) }

  private func text(of constant: TraceConstant, _ held: [UInt64: String], _ locations: ValueLocations, _ vm: VM) -> String? {
    func placed(_ letter: String, _ value: Value) -> String? {
      (held[value.raw] ?? locations.place(of: value)).map { "\(letter) \($0)\t\(vm.checkText(value))" }
    }
    switch constant {
    case .value(let value): return value.isReference ? placed("v", value) : "w \(value.raw)"
    case .type(let type): return placed("t", Value(type))
    case .code(let code): return placed("c", Value(code))
    case .global(let cell): return locations.place(of: Value(cell)).map { "g \($0)" }
    case .instruction(let code, let pc): return locations.place(of: Value(code)).map { "i \(pc) \($0)\t\(vm.checkText(Value(code)))" }
    case .layout(let layout):
      let names = layout.pointee.names.map { vm.swiftString(Value(bits: $0)) }
      guard !layout.pointee.isDictMode, !layout.pointee.isOwned, names.allSatisfy({ $0.isPlainName }) else { return nil }
      return "l " + (["\(layout.pointee.slotOffset)", "\(layout.pointee.inlineSlots)"] + names).joined(separator: " ")
    }
  }

  /// Fills a fresh tree with a stored one.
  ///
  /// - Returns: false, with the tree unusable, if a constant or an assumption is not (yet) as it was.
  public func restore(_ tree: TraceTree, constants: [String], assumptions: [String], _ vm: VM) -> Bool {
    guard constants.count == tree.constants.count else { return false }
    var restored: [TraceConstant] = []
    for text in constants {
      guard let constant = RecordedTree.constant(text, vm) else { return false }
      restored.append(constant)
    }
    guard tree.traces.allSatisfy({ $0.body.allSatisfy { RecordedTree.mayRun($0, restored, vm) } }) else { return false }
    for text in assumptions {
      guard let assumption = RecordedTree.assumption(text, vm) else { return false }
      assume(assumption)
    }
    adopt(tree, restored)
    return true
  }

  /// Whether a uop may be run as far as the variables go that it writes: nobody must take them to be constant any more.
  private static func mayRun(_ item: Instruction, _ constants: [TraceConstant], _ vm: VM) -> Bool {
    guard item.op == .storeGlobal, constants.indices.contains(Int(item.immediate)) else { return true }
    guard case .global(let cell) = constants[Int(item.immediate)] else { return false }
    return cell.pointee.writes >= vm.variableWrites
  }

  private static func constant(_ text: String, _ vm: VM) -> TraceConstant? {
    guard let letter = text.first, text.dropFirst().first == " " else { return nil }
    let rest = text.dropFirst(2)
    if letter == "w" { return UInt64(rest).map { .value(Value(bits: $0)) } }
    if letter == "l" { return layout(rest, vm).map { .layout($0) } }
    if letter == "i" {
      let parts = rest.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let pc = Int(parts[0]), let value = checked(parts[1], vm), value.isKind(.code) else { return nil }
      let code = value.object(CodeObject.self)
      return 0..<code.pointee.wordCount ~= pc ? .instruction(code, pc) : nil
    }
    guard let value = checked(rest, vm) else { return nil }
    switch letter {
    case "v": return .value(value)
    case "t": return value.isKind(.type) ? .type(value.object(TypeObject.self)) : nil
    case "c": return value.isKind(.code) ? .code(value.object(CodeObject.self)) : nil
    case "g": return value.isKind(.globalCell) ? .global(value.object(GlobalCell.self)) : nil
    default: return nil
    }
  }

  /// The value at a place, if it is what the text after the place says.
  private static func checked(_ text: Substring, _ vm: VM) -> Value? {
    let parts = text.split(separator: "\t", maxSplits: 1)
    guard let place = parts.first, let value = vm.value(at: place) else { return nil }
    return parts.count < 2 || vm.checkText(value) == parts[1] ? value : nil
  }

  private static func layout(_ text: Substring, _ vm: VM) -> LayoutRef? {
    let words = text.split(separator: " ")
    guard words.count >= 2, let offset = Int(words[0]), let inline = Int(words[1]), 16...4096 ~= offset, 0...4096 ~= inline else { return nil }
    var layout = vm.rootLayout(slotOffset: offset, inlineSlots: inline)
    for name in words.dropFirst(2) { layout = vm.layout(layout, adding: vm.runtime.intern(String(name))) }
    return layout
  }

  private static func assumption(_ text: String, _ vm: VM) -> Assumption? {
    let parts = text.dropFirst(2).split(separator: "\t", maxSplits: 1)
    guard parts.count == 2, let value = vm.value(at: parts[0]) else { return nil }
    switch text.first {
    case "t":
      guard value.isKind(.type), vm.checkText(value) == parts[1] else { return nil }
      let type = value.object(TypeObject.self)
      return Assumption(subject: .type(UInt(bitPattern: type)), state: type.pointee.version)
    case "g":
      guard value.isKind(.globalCell) else { return nil }
      let cell = value.object(GlobalCell.self)
      guard vm.checkText(cell.pointee.value) == parts[1] else { return nil }
      return Assumption(subject: .global(UInt(bitPattern: cell)), state: cell.pointee.value.raw)
    default: return nil
    }
  }
}
