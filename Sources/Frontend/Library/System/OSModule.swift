// Makes `_os`, the native part of os and os.path.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func makeOSModule() -> Value {
    let os = makeModule("_os")
    let environment = vm.makeDict()
    for pair in world.texts(.environment, { Runtime.environment }) ?? [] {
      if let equals = pair.firstIndex(of: "=") {
        vm.dictSet(environment, vm.makeString(String(pair[..<equals])), vm.makeString(String(pair[pair.index(after: equals)...])))
      }
    }
    define(os, "environ", environment)
    define(os, "getcwd", 0, 0) { vm, _ in
      guard let path = vm.runtime.world.texts(.directory, { Runtime.currentDirectory })?.first else { return vm.raiseOSError(errno) }
      return vm.makeString(path)
    }
    define(os, "getppid", 0, 0) { vm, _ in Value(smallInt: vm.runtime.world.number(.process) { Int(getppid()) }) }
    define(os, "getpid", 0, 0) { vm, _ in Value(smallInt: vm.runtime.world.number(.process) { Int(getpid()) }) }
    define(os, "cpu_count", 0, 0) { vm, _ in
      Value(smallInt: vm.runtime.world.number(.process) { sysconf(Int32(_SC_NPROCESSORS_ONLN)) })
    }
    define(os, "urandom", 1, 1) { vm, args in
      guard let count = vm.index(args[0]), count >= 0 else { return vm.raise("ValueError", "negative argument not allowed") }
      return vm.makeBytes(vm.runtime.world.bytes(.random) { (0..<count).map { _ in UInt8.random(in: 0...255) } } ?? [])
    }
    // The kind of a path: 0 missing, 1 file, 2 directory, 3 other; and its size and time of change.
    define(os, "status", 1, 1) { vm, args in
      guard let path = vm.pathText(args[0]) else { return .nil }
      var status = stat()
      guard vm.runtime.world.status(path, &status) else { return vm.makeTuple([Value(smallInt: 0), Value(smallInt: 0), vm.makeFloat(0)]) }
      let kind = status.st_mode & S_IFMT == S_IFREG ? 1 : status.st_mode & S_IFMT == S_IFDIR ? 2 : 3
      return vm.makeTuple([Value(smallInt: kind), vm.makeInt(Int(status.st_size)), vm.makeFloat(Double(status.st_mtim.tv_sec))])
    }
    // Mode, inode, device, links, owner, group, size and the times of access, change of content and change of state.
    define(os, "stat", 1, 1) { vm, args in
      guard let path = vm.pathText(args[0]) else { return .nil }
      var status = stat()
      guard vm.runtime.world.status(path, &status) else { return vm.raiseOSError(errno, args[0]) }
      let numbers = [
        Int(status.st_mode), Int(status.st_ino), Int(status.st_dev), Int(status.st_nlink), Int(status.st_uid), Int(status.st_gid),
        Int(status.st_size),
      ]
      let times = [status.st_atim, status.st_mtim, status.st_ctim].map { vm.makeFloat(Double($0.tv_sec) + Double($0.tv_nsec) / 1e9) }
      return vm.makeTuple(numbers.map { vm.makeInt($0) } + times)
    }
    definePathOperations(os)
    defineDescriptorOperations(os)
    defineCommands(os)
    define(os, "listdir", 1, 1) { vm, args in vm.listDirectory(args[0]) }
    define(os, "putenv", 2, 2) { vm, args in
      guard let name = vm.pathText(args[0]), let value = vm.pathText(args[1]) else { return .nil }
      if vm.runtime.world.use != .replayed { setenv(name, value, 1) }
      return .none
    }
    define(os, "exit", 1, 1) { vm, args in
      vm.runtime.flushFiles()
      _exit(Int32(truncatingIfNeeded: vm.index(args[0]) ?? 1))
    }
    return os
  }

  private func definePathOperations(_ os: Value) {
    let operations: [(String, (String) -> Int32)] = [
      ("remove", { unlink($0) }), ("rmdir", { rmdir($0) }), ("chdir", { chdir($0) }), ("mkdir", { mkdir($0, 0o777) }),
    ]
    for (name, operation) in operations {
      define(os, name, 1, 1) { vm, args in
        guard let path = vm.pathText(args[0]) else { return .nil }
        return vm.runtime.world.number(.change) { Int(operation(path)) } == 0 ? .none : vm.raiseOSError(errno, args[0])
      }
    }
    define(os, "rename", 2, 2) { vm, args in
      guard let from = vm.pathText(args[0]), let to = vm.pathText(args[1]) else { return .nil }
      return vm.runtime.world.number(.change) { Int(rename(from, to)) } == 0 ? .none : vm.raiseOSError(errno, args[0], args[1])
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func listDirectory(_ value: Value) -> Value {
    guard let path = pathText(value) else { return .nil }
    guard let names = runtime.world.texts(.list, { Runtime.names(in: path) }) else { return raiseOSError(errno, value) }
    let list = makeList([])
    for name in names { listAppend(list, makeString(name)) }
    return list
  }
}

extension Runtime {
  /// The environment as `NAME=VALUE`.
  fileprivate static var environment: [String] {
    var pairs: [String] = []
    var entry = environ
    while let text = entry.pointee {
      pairs.append(String(cString: text))
      entry += 1
    }
    return pairs
  }

  fileprivate static var currentDirectory: [String]? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return [String(cString: path)]
  }

  /// What is in a directory; nil with errno set.
  fileprivate static func names(in path: String) -> [String]? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
