// Defines the functions of `_os` that work on descriptors, links and rights.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  /// `open`, `read`, `write` and what else takes a descriptor.
  func defineDescriptorOperations(_ os: Value) {
    for (name, flag) in [
      ("O_RDONLY", O_RDONLY), ("O_WRONLY", O_WRONLY), ("O_RDWR", O_RDWR), ("O_CREAT", O_CREAT), ("O_EXCL", O_EXCL), ("O_TRUNC", O_TRUNC),
      ("O_APPEND", O_APPEND), ("O_NONBLOCK", O_NONBLOCK), ("O_CLOEXEC", O_CLOEXEC), ("WNOHANG", WNOHANG),
    ] { define(os, name, Value(smallInt: Int(flag))) }
    define(os, "open", 3, 3) { vm, args in
      guard let path = vm.pathText(args[0]), let flags = vm.index(args[1]), let mode = vm.index(args[2]) else { return .nil }
      let opened = vm.runtime.world.number(.open) { Int(open(path, Int32(truncatingIfNeeded: flags) | O_CLOEXEC, mode_t(truncatingIfNeeded: mode))) }
      return opened < 0 ? vm.raiseOSError(errno, args[0]) : Value(smallInt: opened)
    }
    define(os, "read", 2, 2) { vm, args in
      guard let descriptor = vm.index(args[0]), let size = vm.index(args[1]) else { return .nil }
      guard size >= 0 else { return vm.raiseOSError(EINVAL) }
      var bytes = [UInt8](repeating: 0, count: Swift.min(size, 1 << 30))
      let count = bytes.withUnsafeMutableBytes { vm.runtime.world.read(Int32(truncatingIfNeeded: descriptor), $0) }
      return count < 0 ? vm.raiseOSError(errno) : vm.makeBytes(Array(bytes[..<count]))
    }
    define(os, "write", 2, 2) { vm, args in
      guard let descriptor = vm.index(args[0]) else { return .nil }
      guard args[1].isKind(.bytes) || args[1].isKind(.byteArray) else {
        return vm.raise("TypeError", "a bytes-like object is required, not '\(vm.typeName(vm.typeOf(args[1])))'")
      }
      let bytes = Array(vm.bytesView(args[1]))
      // What the program printed comes first.
      vm.runtime.flushFiles()
      let count = vm.runtime.world.number(.write) { bytes.withUnsafeBytes { write(Int32(truncatingIfNeeded: descriptor), $0.baseAddress, $0.count) } }
      return count < 0 ? vm.raiseOSError(errno) : Value(smallInt: count)
    }
    define(os, "lseek", 3, 3) { vm, args in
      guard let descriptor = vm.index(args[0]), let place = vm.index(args[1]), let origin = vm.index(args[2]) else { return .nil }
      let reached = vm.runtime.world.number(.place) { lseek(Int32(truncatingIfNeeded: descriptor), place, Int32(truncatingIfNeeded: origin)) }
      return reached < 0 ? vm.raiseOSError(errno) : vm.makeInt(reached)
    }
    define(os, "pipe", 0, 0) { vm, _ in
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { return vm.raiseOSError(errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return vm.makeTuple(ends.map { Value(smallInt: Int($0)) })
    }
    defineOnDescriptor(os, "close") { close($0) }
    defineOnDescriptor(os, "fsync") { fsync($0) }
    defineOnDescriptor(os, "fchdir") { fchdir($0) }
    define(os, "isatty", 1, 1) { vm, args in
      guard let descriptor = vm.index(args[0]) else { return .nil }
      return Value(vm.runtime.world.number(.terminal) { Int(isatty(Int32(truncatingIfNeeded: descriptor))) } != 0)
    }
    define(os, "dup", 1, 1) { vm, args in
      guard let descriptor = vm.index(args[0]) else { return .nil }
      let copy = vm.runtime.world.number(.open) { Int(fcntl(Int32(truncatingIfNeeded: descriptor), F_DUPFD_CLOEXEC, 0)) }
      return copy < 0 ? vm.raiseOSError(errno) : Value(smallInt: copy)
    }
    defineLinks(os)
    defineIdentity(os)
  }

  private func defineOnDescriptor(_ os: Value, _ name: String, _ operation: @escaping (Int32) -> Int32) {
    define(os, name, 1, 1) { vm, args in
      guard let descriptor = vm.index(args[0]) else { return .nil }
      vm.runtime.flushFiles()
      return vm.runtime.world.number(.change) { Int(operation(Int32(truncatingIfNeeded: descriptor))) } == 0 ? .none : vm.raiseOSError(errno)
    }
  }

  private func defineLinks(_ os: Value) {
    for (name, operation) in [("link", { link($0, $1) }), ("symlink", { symlink($0, $1) })] as [(String, (String, String) -> Int32)] {
      define(os, name, 2, 2) { vm, args in
        guard let from = vm.pathText(args[0]), let to = vm.pathText(args[1]) else { return .nil }
        return vm.runtime.world.number(.change) { Int(operation(from, to)) } == 0 ? .none : vm.raiseOSError(errno, args[0], args[1])
      }
    }
    define(os, "readlink", 1, 1) { vm, args in
      guard let path = vm.pathText(args[0]) else { return .nil }
      let target = vm.runtime.world.texts(.list) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = readlink(path, &buffer, buffer.count)
        return count < 0 ? nil : [String(decoding: buffer[..<count], as: UTF8.self)]
      }
      guard let target = target?.first else { return vm.raiseOSError(errno, args[0]) }
      return vm.makeString(target)
    }
    for (name, operation) in [
      ("chmod", { chmod($0, mode_t(truncatingIfNeeded: $1)) }), ("truncate", { truncate($0, $1) }),
    ] as [(String, (String, Int) -> Int32)] {
      define(os, name, 2, 2) { vm, args in
        guard let path = vm.pathText(args[0]), let number = vm.index(args[1]) else { return .nil }
        return vm.runtime.world.number(.change) { Int(operation(path, number)) } == 0 ? .none : vm.raiseOSError(errno, args[0])
      }
    }
    define(os, "access", 2, 2) { vm, args in
      guard let path = vm.pathText(args[0]), let mode = vm.index(args[1]) else { return .nil }
      return Value(vm.runtime.world.number(.status) { Int(access(path, Int32(truncatingIfNeeded: mode))) } == 0)
    }
  }

  private func defineIdentity(_ os: Value) {
    for (name, ask) in [("getuid", { Int(getuid()) }), ("geteuid", { Int(geteuid()) }), ("getgid", { Int(getgid()) }), ("getegid", { Int(getegid()) })]
      as [(String, () -> Int)]
    {
      define(os, name, 0, 0) { vm, _ in Value(smallInt: vm.runtime.world.number(.process, ask)) }
    }
    define(os, "umask", 1, 1) { vm, args in
      guard let mask = vm.index(args[0]) else { return .nil }
      return Value(smallInt: vm.runtime.world.number(.change) { Int(umask(mode_t(truncatingIfNeeded: mask))) })
    }
    define(os, "strerror", 1, 1) { vm, args in
      guard let number = vm.index(args[0]) else { return .nil }
      return vm.makeString(String(cString: strerror(Int32(truncatingIfNeeded: number))))
    }
    define(os, "uname", 0, 0) { vm, _ in
      let names = vm.runtime.world.texts(.process) {
        var names = utsname()
        guard uname(&names) == 0 else { return nil }
        let size = MemoryLayout.size(ofValue: names.sysname)
        return withUnsafeBytes(of: &names) { bytes in
          (0..<5).map { part in String(decoding: bytes[(part * size)..<((part + 1) * size)].prefix { $0 != 0 }, as: UTF8.self) }
        }
      }
      return vm.makeTuple((names ?? []).map { vm.makeString($0) })
    }
    define(os, "unsetenv", 1, 1) { vm, args in
      guard let name = vm.pathText(args[0]) else { return .nil }
      if vm.runtime.world.use != .replayed { unsetenv(name) }
      return .none
    }
  }
}
