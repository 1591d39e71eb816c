// Starts a program, collects what it writes, and ends it when it takes too long.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a finished program left behind.
struct ChildResult: Sendable {
  var stdout: String
  var stderr: String
  /// The exit status, or 128 plus the number of the signal that ended it.
  var status: Int32
  var timedOut: Bool

  /// The last line of stderr that is not empty.
  var lastErrorLine: String {
    stderr.split(separator: "\n").last.map(String.init) ?? ""
  }
}

/// Says which step of starting a program failed.
struct SpawnError: Error, CustomStringConvertible {
  var description: String
}

/// Runs `command` in `directory` with empty standard input, for at most `seconds`.
func runChild(
  _ command: [String], in directory: String, environment: [String] = [], seconds: Int = 60
) throws -> ChildResult {
  let output = try makePipe()
  let errors = try makePipe()
  defer {
    close(output.read)
    close(errors.read)
  }
  let child: pid_t
  do {
    defer {
      close(output.write)
      close(errors.write)
    }
    child = try spawn(command, directory, environment, stdout: output.write, stderr: errors.write)
  }
  var texts: [[UInt8]] = [[], []]
  let timedOut = !collect(from: [output.read, errors.read], into: &texts, seconds: seconds)
  if timedOut { kill(child, SIGKILL) }
  var raw: Int32 = 0
  while waitpid(child, &raw, 0) < 0 && errno == EINTR {}
  let signal = raw & 0x7f
  return ChildResult(
    stdout: String(decoding: texts[0], as: UTF8.self), stderr: String(decoding: texts[1], as: UTF8.self),
    status: signal == 0 ? (raw >> 8) & 0xff : 128 + signal, timedOut: timedOut)
}

/// Opens a pipe whose ends no other child inherits.
private func makePipe() throws -> (read: Int32, write: Int32) {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { throw SpawnError(description: "pipe: \(errno)") }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return (ends[0], ends[1])
}

private func spawn(
  _ command: [String], _ directory: String, _ environment: [String], stdout: Int32, stderr: Int32
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, stdout, 1)
  posix_spawn_file_actions_adddup2(&actions, stderr, 2)
  // The shell changes the folder: the portable part of posix_spawn cannot.
  let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory]
  var arguments: [UnsafeMutablePointer<CChar>?] = (shell + command).map { strdup($0) }
  var variables: [UnsafeMutablePointer<CChar>?] = (inheritedEnvironment() + environment).map { strdup($0) }
  defer { (arguments + variables).forEach { free($0) } }
  arguments.append(nil)
  variables.append(nil)
  var child: pid_t = 0
  let failure = posix_spawn(&child, shell[0], &actions, nil, arguments, variables)
  guard failure == 0 else { throw SpawnError(description: "cannot start \(command[0]): error \(failure)") }
  return child
}

private func inheritedEnvironment() -> [String] {
  let names: [String] = ["PATH", "HOME", "TMPDIR"]
  return names.compactMap { name in
    guard let value = getenv(name) else { return nil }
    return "\(name)=\(String(cString: value))"
  }
}

/// Reads both pipes until they close; false when `seconds` were over before.
private func collect(from pipes: [Int32], into texts: inout [[UInt8]], seconds: Int) -> Bool {
  var open = pipes.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  let deadline = time(nil) + seconds
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while open.contains(where: { $0.fd >= 0 }) {
    let left = deadline - time(nil)
    if left < 0 { return false }
    guard poll(&open, nfds_t(open.count), Int32(left) * 1000 + 500) > 0 else { continue }
    for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
      let count = read(open[index].fd, &buffer, buffer.count)
      if count > 0 {
        texts[index].append(contentsOf: buffer[..<count])
      } else if count == 0 || errno != EINTR {
        open[index].fd = -1
      }
    }
  }
  return true
}
