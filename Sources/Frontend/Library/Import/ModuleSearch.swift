// Finds and loads modules by name.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Native modules that no file can replace, as in CPython.
private let builtInNames: Set<String> = ["sys", "builtins", "time", "gc", "itertools", "marshal", "errno", "atexit", "_thread"]

extension Runtime {
  /// The module of a dotted name, with all its parents, imported if need be; nil with an exception pending.
  func importPath(_ full: String) -> Value {
    var parent = Value.nil
    var prefix = ""
    for part in full.split(separator: ".", omittingEmptySubsequences: false) {
      let name = prefix.isEmpty ? String(part) : "\(prefix).\(part)"
      let key = intern(name)
      var module = vm.dictGet(modules, key)
      if module.isNil {
        module = load(name, parent: parent, parentName: prefix)
        if module.isNil { return .nil }
        if parent.isKind(.module) { vm.dictSet(parent.object(ModuleObject.self).pointee.dict, intern(String(part)), module) }
      } else if module.isNone {
        return raiseNotFound(name, "import of \(name) halted; None in sys.modules")
      }
      parent = module
      prefix = name
    }
    return parent
  }

  private func load(_ name: String, parent: Value, parentName: String) -> Value {
    if let factory = moduleFactories[name], builtInNames.contains(name) { return make(name, factory) }
    guard let places = searchPlaces(name, parent, parentName) else { return .nil }
    let last = String(name.split(separator: ".").last ?? "")
    for place in places {
      let base = place.isEmpty ? last : "\(place)/\(last)"
      for suffix in [".toy", ".py"] {
        if isFile("\(base)/__init__\(suffix)") { return loadFile("\(base)/__init__\(suffix)", name: name, package: base) }
      }
      for suffix in [".toy", ".py"] {
        if isFile(base + suffix) { return loadFile(base + suffix, name: name, package: nil) }
      }
    }
    if let factory = moduleFactories[name] { return make(name, factory) }
    if let source = bundledSources[name] { return loadSource(Array(source.utf8), file: "<frozen \(name)>", name: name, package: nil, isBundled: true) }
    let isStandard = standardLibraryNames.contains(name.split(separator: ".").first ?? "")
    _ = raiseNotFound(name, "No module named '\(name)'")
    if isStandard, vm.isPending("ModuleNotFoundError") { vm.setExceptionField(vm.pointee.exception, 3, .true) }
    return .nil
  }

  private func make(_ name: String, _ factory: (Runtime) -> Value) -> Value {
    let module = factory(self)
    if module.isNil { return .nil }
    if vm.dictGet(modules, intern(name)).isNil { vm.dictSet(modules, intern(name), module) }
    return module
  }

  /// Directories in which a module can be; nil with an exception pending when the parent is no package.
  private func searchPlaces(_ name: String, _ parent: Value, _ parentName: String) -> [String]? {
    func strings(_ value: Value) -> [String] {
      value.isKind(.list) ? vm.listItems(value).filter { $0.isKind(.str) }.map { vm.swiftString($0) } : []
    }
    if parentName.isEmpty {
      let sys = vm.dictGet(modules, intern("sys"))
      if sys.isKind(.module) { return strings(vm.dictGet(sys.object(ModuleObject.self).pointee.dict, vm.name(.path))) }
      return searchPath
    }
    let path = parent.isKind(.module) ? vm.dictGet(parent.object(ModuleObject.self).pointee.dict, vm.name(.__path__)) : .nil
    if !path.isNil { return strings(path) }
    if moduleFactories[name] != nil || bundledSources[name] != nil { return [] }
    _ = raiseNotFound(name, "No module named '\(name)'; '\(parentName)' is not a package")
    if standardLibraryNames.contains(name.split(separator: ".").first ?? ""), vm.isPending("ModuleNotFoundError") {
      vm.setExceptionField(vm.pointee.exception, 3, .true)
    }
    return nil
  }

  func raiseNotFound(_ name: String, _ message: String) -> Value {
    vm.raise("ModuleNotFoundError", message)
    if vm.isPending("ModuleNotFoundError") { vm.setExceptionField(vm.pointee.exception, 1, vm.makeString(name)) }
    return .nil
  }

  private func isFile(_ path: String) -> Bool {
    var status = stat()
    return world.status(path, &status) && status.st_mode & S_IFMT == S_IFREG
  }

  private func loadFile(_ path: String, name: String, package: String?) -> Value {
    guard let source = world.bytes(.file, { readWholeFile(path) }) else { return vm.raiseOSError(errno, vm.makeString(path)) }
    return loadSource(source, file: path, name: name, package: package)
  }

  /// Compiles and runs a module; on failure it is taken out of sys.modules again.
  private func loadSource(_ source: [UInt8], file: String, name: String, package: String?, isBundled: Bool = false) -> Value {
    let module = makeModule(name)
    let dict = module.object(ModuleObject.self).pointee.dict
    if !isBundled { vm.dictSet(dict, vm.name(.__file__), vm.makeString(file)) }
    let parent = name.split(separator: ".").dropLast().joined(separator: ".")
    vm.dictSet(dict, vm.name(.__package__), vm.makeString(package == nil ? parent : name))
    if let package { vm.dictSet(dict, vm.name(.__path__), vm.makeList([vm.makeString(package)])) }
    if isBundled, bundledSources.keys.contains(where: { $0.hasPrefix(name + ".") }) {
      vm.dictSet(dict, vm.name(.__package__), vm.makeString(name))
      vm.dictSet(dict, vm.name(.__path__), vm.makeList([]))
    }
    vm.dictSet(dict, vm.name(.__builtins__), builtins.object(ModuleObject.self).pointee.dict)
    let code = vm.compileText(source, filename: file, mode: .exec, globals: dict, usesNamespace: false)
    initializing.insert(name)
    defer { initializing.remove(name) }
    if code.isNil || vm.runCode(code, namespace: dict).isNil {
      let pending = vm.pointee.exception
      vm.pointee.exception = .nil
      _ = vm.dictDelete(modules, intern(name))
      vm.pointee.exception = pending
      return .nil
    }
    let result = vm.dictGet(modules, intern(name))
    return result.isNil ? module : result
  }
}

/// The content of a file; nil with errno set.
func readWholeFile(_ path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  return FileState(OuterWorld(), descriptor: descriptor, isText: false, canRead: true, canWrite: false).read(-1)
}
