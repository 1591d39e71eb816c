// Names the places at which values can be found again in another run of the same program.

/// Stands between places of one value; no name in a place contains it.
private let placeSeparator: Character = "\u{1f}"

/// The places of all values that modules, classes and code objects hold.
///
/// A place is a few words: `module M`, `global M N`, `cell M N`, `known I`, `code M PATH`, `str HEX`, and after another
/// place's words `attr N`, `inner`, `closure I`, `default I`, `contents` and `constant I` in front of them. A value that
/// is in several places, and that looks like others, is written with all of them: only where they agree in another run is
/// it the same value.
public struct ValueLocations {
  private let vm: VM
  private var places: [UInt64: [String]] = [:]
  private var types: [(TypeRef, String)] = []

  /// Looks through the program as it is now.
  public init(_ vm: VM) {
    self.vm = vm
    for (index, type) in vm.knownTypes.enumerated() { note(Value(type), "known \(index)") }
    noteModules()
    while let (type, place) = types.popLast() { noteAttributes(type, place) }
    for info in vm.runtime.codeInfos {
      guard let code = info.code, info.moduleName.isPlainName else { continue }
      let place = "code \(info.moduleName) \(info.pathText)"
      note(Value(code), place)
      for i in 0..<code.pointee.constantCount { note(code.pointee.constants[i], "constant \(i) \(place)") }
    }
  }

  /// The place of a value, if it has one.
  func place(of value: Value) -> String? {
    if let known = places[value.raw] { return known.joined(separator: String(placeSeparator)) }
    guard value.isExactly(vm.types.str), value.object(StrObject.self).pointee.isInterned else { return nil }
    return "str " + vm.utf8(value).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
  }

  private mutating func note(_ value: Value, _ place: String) {
    guard value.isReference else { return }
    if let known = places[value.raw] {
      if !value.isToldByItsCheck, !known.contains(place) { places[value.raw] = known + [place] }
      return
    }
    places[value.raw] = [place]
    if value.isKind(.type) { types.append((value.object(TypeObject.self), place)) }
    if value.isKind(.staticMethod) || value.isKind(.classMethod) || value.isKind(.property) {
      note(value.object(RecordObject.self).pointee.field0, "inner " + place)
    }
    if value.isKind(.cell) { note(value.object(CellObject.self).pointee.value, "contents " + place) }
    guard value.isKind(.function) else { return }
    let function = value.object(FunctionObject.self)
    for (kind, tuple) in [("closure", function.pointee.closure), ("default", function.pointee.defaults)] where tuple.isKind(.tuple) {
      for (i, item) in vm.tupleItems(tuple).enumerated() { note(item, "\(kind) \(i) \(place)") }
    }
    var named: [(String, Value)] = []
    vm.forEachEntry(function.pointee.keywordDefaults) { named.append((vm.swiftString($0), $1)) }
    for (name, item) in named { note(item, "keyword \(name) \(place)") }
  }

  private mutating func noteModules() {
    var list: [(String, Value)] = []
    vm.forEachEntry(vm.runtime.modules) { name, module in
      if name.isKind(.str), module.isKind(.module), vm.swiftString(name).isPlainName { list.append((vm.swiftString(name), module)) }
    }
    var namesOfDicts: [UInt64: String] = [:]
    for (name, module) in list {
      note(module, "module " + name)
      let dict = module.object(ModuleObject.self).pointee.dict
      namesOfDicts[dict.raw] = name
      var entries: [(String, Value, Value)] = []
      vm.forEachEntry(dict) { key, value in
        if key.isKind(.str), vm.swiftString(key).isPlainName { entries.append((vm.swiftString(key), key, value)) }
      }
      for (key, keyValue, value) in entries {
        note(value, "global \(name) \(key)")
        if let cell = vm.globalCell(dict, keyValue) { note(Value(cell), "cell \(name) \(key)") }
      }
    }
    for (key, cell) in vm.runtime.forwardCells {
      let name = vm.swiftString(Value(bits: key.name))
      if let module = namesOfDicts[key.dict], name.isPlainName { note(Value(cell), "cell \(module) \(name)") }
    }
  }

  private mutating func noteAttributes(_ type: TypeRef, _ place: String) {
    var entries: [(String, Value)] = []
    vm.forEachEntry(type.pointee.dict) { key, value in
      if key.isKind(.str), vm.swiftString(key).isPlainName { entries.append((vm.swiftString(key), value)) }
    }
    for (key, value) in entries { note(value, "attr \(key) \(place)") }
  }
}

extension Value {
  /// Whether a value that has the same check text can stand for this one.
  fileprivate var isToldByItsCheck: Bool {
    guard isReference else { return true }
    guard !heapType.pointee.isUser || heapType.pointee.kind == .type else { return false }
    switch heapType.pointee.kind {
    case .type, .code, .builtin, .module, .str, .int, .float, .bytes: return true
    case .function: return !object(FunctionObject.self).pointee.closure.isKind(.tuple)
    default: return false
    }
  }
}

extension String {
  /// Whether the name can stand in a place: not empty, no spaces or controls.
  var isPlainName: Bool { !isEmpty && utf8.allSatisfy { $0 > 0x20 } }
}

extension CodeInfo {
  /// The position of the code in its module as a word, `0` for the module's own.
  public var pathText: String { "0" + path.map { ".\($0)" }.joined() }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// The classes the runtime refers to by name, in order of their declaration.
  fileprivate var knownTypes: [TypeRef] {
    withUnsafeBytes(of: &pointee.types) { Array($0.bindMemory(to: TypeRef.self)) }
  }

  /// The value that is at all of some places, if there is one now.
  func value(at places: Substring) -> Value? {
    var found: Value?
    for place in places.split(separator: placeSeparator) {
      guard let value = value(atOne: place), found == nil || found == value else { return nil }
      found = value
    }
    return found
  }

  private func value(atOne place: Substring) -> Value? {
    let parts = place.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let rest = parts[1]
    switch parts[0] {
    case "known": return Int(rest).flatMap { knownTypes.indices.contains($0) ? Value(knownTypes[$0]) : nil }
    case "module": return existing(dictGet(runtime.modules, runtime.intern(String(rest))))
    case "inner": return value(atOne: rest).flatMap { $0.isReference ? existing($0.object(RecordObject.self).pointee.field0) : nil }
    case "contents": return value(atOne: rest).flatMap(contents)
    case "str": return string(rest)
    case "code": return code(rest)
    default: break
    }
    let words = rest.split(separator: " ", maxSplits: 1)
    guard words.count == 2 else { return nil }
    switch parts[0] {
    case "global": return namespace(words[0]).flatMap { existing(dictGet($0, runtime.intern(String(words[1])))) }
    case "cell": return namespace(words[0]).flatMap { globalCell($0, runtime.intern(String(words[1]))) }.map { Value($0) }
    case "attr":
      guard let type = value(atOne: words[1]), type.isKind(.type) else { return nil }
      return existing(dictGet(type.object(TypeObject.self).pointee.dict, runtime.intern(String(words[0]))))
    case "keyword":
      guard let value = value(atOne: words[1]), value.isKind(.function) else { return nil }
      return existing(dictGet(value.object(FunctionObject.self).pointee.keywordDefaults, runtime.intern(String(words[0]))))
    case "closure", "default":
      guard let index = Int(words[0]), let value = value(atOne: words[1]), value.isKind(.function) else { return nil }
      let function = value.object(FunctionObject.self)
      let tuple = parts[0] == "closure" ? function.pointee.closure : function.pointee.defaults
      return tuple.isKind(.tuple) && 0..<tupleCount(tuple) ~= index ? tupleBase(tuple)[index] : nil
    case "constant":
      guard let index = Int(words[0]), let code = value(atOne: words[1]), code.isKind(.code),
        0..<code.object(CodeObject.self).pointee.constantCount ~= index
      else { return nil }
      return code.object(CodeObject.self).pointee.constants[index]
    default: return nil
    }
  }

  private func contents(of cell: Value) -> Value? {
    if cell.isKind(.cell) { return existing(cell.object(CellObject.self).pointee.value) }
    return cell.isKind(.globalCell) ? existing(cell.object(GlobalCell.self).pointee.value) : nil
  }

  private func existing(_ value: Value) -> Value? { value.isNil ? nil : value }

  private func namespace(_ module: Substring) -> Value? {
    let value = dictGet(runtime.modules, runtime.intern(String(module)))
    return value.isKind(.module) ? value.object(ModuleObject.self).pointee.dict : nil
  }

  private func string(_ digits: Substring) -> Value? {
    var bytes: [UInt8] = []
    var rest = digits[...]
    while rest.count >= 2 {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return runtime.intern(makeString(utf8: bytes))
  }

  private func code(_ words: Substring) -> Value? {
    let parts = words.split(separator: " ")
    guard parts.count == 2 else { return nil }
    let info = runtime.codeInfos.first { $0.code != nil && $0.moduleName == parts[0] && $0.pathText == parts[1] }
    return info?.code.map { Value($0) }
  }
}
