// Gives module variables cells with fixed addresses, so that code can hold on to them.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Writes a module variable and tells compiled code that assumed it constant.
  @inline(__always)
  public func storeGlobal(_ cell: UnsafeMutablePointer<GlobalCell>, _ value: Value) {
    cell.pointee.value = value
    if cell.pointee.writes < 1000 { cell.pointee.writes += 1 }
    if cell.pointee.isWatched { globalChanged(cell) }
  }

  @inline(never)
  private func globalChanged(_ cell: UnsafeMutablePointer<GlobalCell>) {
    cell.pointee.isWatched = false
    runtime.invalidate?(UnsafeMutableRawPointer(cell))
  }

  /// The cell for a key about to be inserted in a namespace: the one that code holds already, or a new one.
  func namespaceCell(_ dict: UnsafeMutablePointer<DictObject>, _ key: Value, _ value: Value) -> UnsafeMutablePointer<GlobalCell> {
    let forward = Runtime.ForwardKey(dict: Value(dict).raw, name: key.raw)
    if let cell = runtime.forwardCells.removeValue(forKey: forward) {
      storeGlobal(cell, value)
      return cell
    }
    return makeGlobalCell(key, value)
  }

  private func makeGlobalCell(_ name: Value, _ value: Value) -> UnsafeMutablePointer<GlobalCell> {
    let cell = allocate(GlobalCell.self, pointee.types.globalCell)
    cell.pointee.value = value
    cell.pointee.fallback = nil
    cell.pointee.name = name
    return cell
  }

  /// Empties the cell of a removed key and keeps it for code that holds it.
  func forgetCell(_ dict: UnsafeMutablePointer<DictObject>, _ entry: DictEntry) {
    let cell = entry.value.object(GlobalCell.self)
    storeGlobal(cell, .nil)
    if cell.pointee.fallback == nil { cell.pointee.fallback = builtinCell(entry.key, for: Value(dict)) }
    runtime.forwardCells[Runtime.ForwardKey(dict: Value(dict).raw, name: entry.key.raw)] = cell
  }

  /// The cell of a builtin name as code with these globals sees it: they may bring a `__builtins__` of their own.
  private func builtinCell(_ name: Value, for globals: Value) -> UnsafeMutablePointer<GlobalCell>? {
    let builtins = runtime.builtins
    guard !builtins.isNil else { return nil }
    var found = builtins.object(ModuleObject.self).pointee.dict
    let own = globals == found ? .nil : dictGet(globals, self.name(.__builtins__))
    if own.isKind(.dict), own != found {
      makeNamespace(own)
      found = own
    }
    let dict = found.object(DictObject.self)
    let position = dictFind(dict, string: name, hash: stringHash(name))
    return position < 0 ? nil : dict.pointee.entries.unsafelyUnwrapped[position].value.object(GlobalCell.self)
  }

  /// The cell that code in a module should hold for a name: the variable's, or an empty one that falls back to the
  /// builtin of that name. The name must be interned. `nil` when neither exists.
  public func globalCell(_ globals: Value, _ name: Value) -> UnsafeMutablePointer<GlobalCell>? {
    let dict = globals.object(DictObject.self)
    let position = dictFind(dict, string: name, hash: stringHash(name))
    if position >= 0 { return dict.pointee.entries.unsafelyUnwrapped[position].value.object(GlobalCell.self) }
    let key = Runtime.ForwardKey(dict: globals.raw, name: name.raw)
    if let cell = runtime.forwardCells[key] {
      if cell.pointee.fallback == nil { cell.pointee.fallback = builtinCell(name, for: globals) }
      return cell
    }
    guard let builtin = builtinCell(name, for: globals) else { return nil }
    let cell = makeGlobalCell(name, .nil)
    cell.pointee.fallback = builtin
    runtime.forwardCells[key] = cell
    return cell
  }

  /// The value of a global or builtin name, or nil.
  public func globalValue(_ globals: Value, _ name: Value) -> Value {
    guard let cell = globalCell(globals, name) else { return .nil }
    if !cell.pointee.value.isNil { return cell.pointee.value }
    return cell.pointee.fallback?.pointee.value ?? .nil
  }
}
