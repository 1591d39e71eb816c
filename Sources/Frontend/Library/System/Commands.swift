// Defines the functions of `_os` that start other programs and talk to them.

import CRuntime

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func defineCommands(_ os: Value) {
    // The arguments, the environment as a list of NAME=VALUE or None, the directory or None, three descriptors: the number of the process.
    define(os, "spawn", 4, 4) { vm, args in vm.spawn(args) }
    define(os, "waitpid", 2, 2) { vm, args in
      guard let child = vm.index(args[0]), let options = vm.index(args[1]) else { return .nil }
      var status: Int32 = 0
      while true {
        let ended = waitpid(pid_t(truncatingIfNeeded: child), &status, Int32(truncatingIfNeeded: options))
        if ended >= 0 { return vm.makeTuple([Value(smallInt: Int(ended)), Value(smallInt: Int(status))]) }
        guard errno == EINTR, vm.pointee.interrupt == 0 else { return vm.raiseOSError(errno) }
      }
    }
    define(os, "kill", 2, 2) { vm, args in
      guard let process = vm.index(args[0]), let signal = vm.index(args[1]) else { return .nil }
      return kill(pid_t(truncatingIfNeeded: process), Int32(truncatingIfNeeded: signal)) == 0 ? .none : vm.raiseOSError(errno)
    }
    // Descriptors to write to and to read from, -1 for none; what to write; seconds, negative for no limit: what was read, or None when
    // the time was over.
    define(os, "exchange", 5, 5) { vm, args in vm.exchange(args) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  private func texts(_ list: Value) -> [String]? {
    guard list.isKind(.list) else { return nil }
    var texts: [String] = []
    for item in listItems(list) {
      guard let text = pathText(item) else { return nil }
      texts.append(text)
    }
    return texts
  }

  fileprivate func spawn(_ args: Arguments) -> Value {
    guard runtime.world.use == .direct else { return raise("NotImplementedError", "other programs cannot be recorded") }
    guard let arguments = texts(args[0]), !arguments.isEmpty else { return pointee.exception.isNil ? raise("IndexError", "list index out of range") : .nil }
    let environment = args[1].isNone ? nil : texts(args[1])
    let directory = args[2].isNone ? nil : pathText(args[2])
    guard pointee.exception.isNil else { return .nil }
    runtime.flushFiles()
    let descriptors = tupleItems(args[3]).map { Int32(truncatingIfNeeded: $0.smallInt) }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = (environment ?? []).map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let error = words.withUnsafeMutableBufferPointer { words in
      variables.withUnsafeMutableBufferPointer { variables in
        crt_spawn(words.baseAddress, environment == nil ? nil : variables.baseAddress, directory, descriptors, &child)
      }
    }
    return error == 0 ? Value(smallInt: Int(child)) : raiseOSError(error, listItem(args[0], 0))
  }

  fileprivate func exchange(_ args: Arguments) -> Value {
    guard let input = index(args[0]), let output = index(args[1]), let errors = index(args[2]), let seconds = realNumber(args[4]) else { return .nil }
    var channels = [input, output, errors].map { pollfd(fd: Int32(truncatingIfNeeded: $0), events: Int16(POLLIN), revents: 0) }
    channels[0].events = Int16(POLLOUT)
    let text = args[3].isNone ? [] : Array(bytesView(args[3]))
    var written = 0
    var read: [[UInt8]] = [[], []]
    let end = seconds < 0 ? nil : Optional(monotonicSeconds() + seconds)
    while true {
      if channels[0].fd >= 0, written == text.count { finish(&channels[0]) }
      if channels.allSatisfy({ $0.fd < 0 }) { break }
      let wait = end.map { Int32(Swift.max(0, ($0 - monotonicSeconds()) * 1000).rounded(.up)) } ?? -1
      let ready = poll(&channels, 3, wait)
      if ready < 0, errno != EINTR { return raiseOSError(errno) }
      if pointee.interrupt != 0, raiseInterrupt() { return .nil }
      if ready == 0 { return .none }
      if ready < 0 { continue }
      if channels[0].revents != 0 {
        let count = text[written...].prefix(4096).withUnsafeBytes { write(channels[0].fd, $0.baseAddress, $0.count) }
        if count < 0 { finish(&channels[0]) } else { written += count }
      }
      for i in 1...2 where channels[i].revents != 0 { receive(&channels[i], &read[i - 1]) }
    }
    return makeTuple(read.map { makeBytes($0) })
  }

  private func receive(_ channel: inout pollfd, _ bytes: inout [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(channel.fd, &buffer, buffer.count)
    if count > 0 { bytes += buffer[..<count] } else { finish(&channel) }
  }

  private func finish(_ channel: inout pollfd) {
    close(channel.fd)
    channel.fd = -1
  }

  private func monotonicSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}
