// Executes import statements.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `import name`, or the module that `from ... import` takes from (`fromList` is a tuple, else None).
  public func importModule(_ name: Value, level: Int, fromList: Value, globals: Value) -> Value {
    var full = swiftString(name)
    if level > 0 {
      guard let package = parentPackage(globals, level) else { return .nil }
      full = full.isEmpty ? package : "\(package).\(full)"
    } else if full.isEmpty {
      return raise("ValueError", "Empty module name")
    }
    let module = runtime.importPath(full)
    if module.isNil { return .nil }
    if fromList.isKind(.tuple) { return importListed(module, full, fromList) ? module : .nil }
    guard level == 0, let dot = full.firstIndex(of: ".") else { return module }
    return dictGet(runtime.modules, runtime.intern(String(full[..<dot])))
  }

  /// The package that a relative import starts from; nil with ImportError pending.
  private func parentPackage(_ globals: Value, _ level: Int) -> String? {
    func text(_ name: Name) -> String? {
      let value = globals.isNil ? Value.nil : dictGet(globals, self.name(name))
      return value.isKind(.str) ? swiftString(value) : nil
    }
    var package = text(.__package__) ?? ""
    if package.isEmpty, let own = text(.__name__) {
      let hasPath = !dictGet(globals, name(.__path__)).isNil
      package = hasPath ? own : own.split(separator: ".").dropLast().joined(separator: ".")
    }
    guard !package.isEmpty else {
      raise("ImportError", "attempted relative import with no known parent package")
      return nil
    }
    let parts = package.split(separator: ".")
    guard level - 1 < parts.count else {
      raise("ImportError", "attempted relative import beyond top-level package")
      return nil
    }
    return parts.dropLast(level - 1).joined(separator: ".")
  }

  /// Imports the submodules that a from-list names.
  private func importListed(_ module: Value, _ full: String, _ fromList: Value) -> Bool {
    guard module.isKind(.module) else { return true }
    let dict = module.object(ModuleObject.self).pointee.dict
    guard !dictGet(dict, name(.__path__)).isNil else { return true }
    var names = tupleItems(fromList)
    if names.count == 1, swiftString(names[0]) == "*" {
      let all = dictGet(dict, name(.__all__))
      if all.isNil { return true }
      let list = listFromIterable(all)
      if list.isNil { return false }
      names = listItems(list).filter { $0.isKind(.str) }
    }
    for item in names where dictGet(dict, runtime.intern(item)).isNil {
      let wanted = "\(full).\(swiftString(item))"
      if !runtime.importPath(wanted).isNil { continue }
      guard isPending("ModuleNotFoundError") else { return false }
      let missing = exceptionField(pointee.exception, 1)
      guard missing.isKind(.str), swiftString(missing) == wanted else { return false }
      pointee.exception = .nil
    }
    return true
  }

  /// `from module import name`.
  public func importFrom(_ module: Value, _ name: Value) -> Value {
    let found = findAttribute(module, name)
    if !found.isNil { return found }
    if !pointee.exception.isNil, !clearPending("AttributeError") { return .nil }
    let moduleName = findAttribute(module, self.name(.__name__))
    pointee.exception = .nil
    let shown = moduleName.isKind(.str) ? swiftString(moduleName) : "<unknown module name>"
    let submodule = dictGet(runtime.modules, runtime.intern("\(shown).\(swiftString(name))"))
    if !submodule.isNil { return submodule }
    let file = findAttribute(module, self.name(.__file__))
    pointee.exception = .nil
    let place = file.isKind(.str) ? swiftString(file) : runtime.standardPlace(shown) ?? "unknown location"
    let partial = runtime.initializing.contains(shown)
    raise(
      "ImportError",
      partial
        ? "cannot import name '\(swiftString(name))' from partially initialized module '\(shown)' (most likely due to a circular import) (\(place))"
        : "cannot import name '\(swiftString(name))' from '\(shown)' (\(place))")
    setExceptionField(pointee.exception, 1, makeString(shown))
    if file.isKind(.str) { setExceptionField(pointee.exception, 2, file) }
    return .nil
  }

  /// `from module import *`.
  public func importStar(_ module: Value, into namespace: Value) -> Bool {
    let all = findAttribute(module, name(.__all__))
    if !all.isNil {
      if typeLookup(typeOf(all), name(.__getitem__)).isNil {
        return fail("TypeError", "'\(typeName(typeOf(all)))' object does not support indexing")
      }
      let list = listFromIterable(all)
      if list.isNil { return false }
      for item in listItems(list) {
        guard item.isKind(.str) else {
          let own = findAttribute(module, name(.__name__))
          let owner = own.isKind(.str) ? swiftString(own) : "module"
          return fail("TypeError", "Item in \(owner).__all__ must be str, not \(typeName(typeOf(item)))")
        }
        let key = runtime.intern(exactString(item))
        let value = getAttribute(module, key)
        if value.isNil || !bindStar(namespace, key, value) { return false }
      }
      return true
    }
    if !pointee.exception.isNil { return false }
    guard module.isKind(.module) else { return true }
    let dict = module.object(ModuleObject.self).pointee.dict.object(DictObject.self)
    var i = 0
    while i < dict.pointee.entryCount {
      let key = dict.pointee.entries.unsafelyUnwrapped[i].key
      if key.isKind(.str), stringCount(key) == 0 || codePoint(key, 0) != 95 {
        let value = dictValue(dict, i)
        if !value.isNil, !bindStar(namespace, key, value) { return false }
      }
      i += 1
    }
    return true
  }

  private func bindStar(_ namespace: Value, _ key: Value, _ value: Value) -> Bool {
    guard namespace.isExactly(types.dict) else { return setItem(namespace, key, value) }
    dictSet(namespace, key, value)
    return true
  }

  /// Shows the value of an expression statement in interactive mode.
  public func displayHook(_ value: Value) -> Bool {
    if value.isNone { return true }
    let names = runtime.builtins.object(ModuleObject.self).pointee.dict
    let last = runtime.intern("_")
    dictSet(names, last, .none)
    let text = repr(value)
    if text.isNil { return false }
    let stream = currentStream(.stdout)
    if stream == runtime.standardOutput {
      guard writeStandard(text) else { return false }
      runtime.output.write(byte: 10)
    } else {
      let write = getAttribute(stream, name(.write))
      guard !write.isNil, !call(write, text).isNil, !call(write, pointee.characters[10]).isNil else { return false }
    }
    dictSet(names, last, value)
    return true
  }

  /// Shows a value through `sys.displayhook`, which a program may have replaced.
  func displayExpression(_ value: Value) -> Bool {
    let sys = dictGet(runtime.modules, runtime.intern("sys"))
    guard sys.isKind(.module) else { return displayHook(value) }
    let hook = dictGet(sys.object(ModuleObject.self).pointee.dict, runtime.intern("displayhook"))
    if hook.isNil { return fail("RuntimeError", "lost sys.displayhook") }
    return hook == runtime.defaultDisplayHook ? displayHook(value) : !call(hook, value).isNil
  }
}
