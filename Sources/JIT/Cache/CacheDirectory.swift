// Opens the cache's directory, after checking that nobody else can put files there, and reads and writes files in it.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open directory that belongs to us alone.
final class CacheDirectory: Sendable {
  private let descriptor: Int32

  /// Opens `path`; missing directories on the way are made, for us alone.
  ///
  /// - Throws: why the directory cannot be trusted. Whoever can write to it can make this process run their code.
  init(_ path: String) throws(CacheRefusal) {
    let path = trimmed(path)
    try makeDirectories(path)
    let opened = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else { throw refusal(of: path, errno) }
    do throws(CacheRefusal) {
      try check(opened, path)
    } catch {
      close(opened)
      throw error
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// The content of a file.
  ///
  /// - Throws: `absent`, `unreadable`, or what makes the file untrustworthy.
  func read(_ name: String) throws(CacheMiss) -> [UInt8] {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw errno == ENOENT ? .absent : errno == ELOOP ? .notAPlainFile : .unreadable }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else { throw .notAPlainFile }
    guard status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else { throw .foreign }
    guard status.st_size <= CacheFile.sizeLimit else { throw .tooLarge }
    return try readAll(file, Int(status.st_size))
  }

  /// Puts a file in place at once, as a whole. Returns whether it worked; nothing is left behind if not.
  func write(_ bytes: [UInt8], as name: String) -> Bool {
    var salt: UInt64 = 0
    guard getentropy(&salt, 8) == 0 else { return false }
    let temporary = "\(name).\(getpid()).\(salt)\(temporarySuffix)"
    let file = openat(descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    let isWritten = writeAll(file, bytes) && fsync(file) == 0
    guard close(file) == 0, isWritten, renameat(descriptor, temporary, descriptor, name) == 0 else {
      unlinkat(descriptor, temporary, 0)
      return false
    }
    fsync(descriptor)
    return true
  }

  /// Names, sizes and times of change of all files.
  func files() -> [(name: String, size: Int, changed: Int)] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return [] }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { closedir(stream) }
    var list: [(name: String, size: Int, changed: Int)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      list.append((name, Int(status.st_size), status.st_mtim.tv_sec))
    }
    return list
  }

  func remove(_ name: String) { unlinkat(descriptor, name, 0) }

  /// Marks a file as just used.
  func touch(_ name: String) { utimensat(descriptor, name, nil, AT_SYMLINK_NOFOLLOW) }
}

/// How names of files end that are not complete yet.
let temporarySuffix = ".part"

private func trimmed(_ path: String) -> String {
  var path = path[...]
  while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
  return String(path)
}

/// The folder that holds `path`.
private func parent(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : trimmed(String(path[..<slash]))
}

private func makeDirectories(_ path: String) throws(CacheRefusal) {
  var status = stat()
  if lstat(path, &status) == 0 { return }
  let folder = parent(of: path)
  if folder != path, lstat(folder, &status) != 0 { try makeDirectories(folder) }
  // Another process may have made it meanwhile.
  guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .cannotCreate(String(cString: strerror(errno))) }
}

private func refusal(of path: String, _ code: Int32) -> CacheRefusal {
  var status = stat()
  guard lstat(path, &status) == 0 else { return .cannotOpen(String(cString: strerror(code))) }
  if status.st_mode & S_IFMT == S_IFLNK { return .isALink }
  if status.st_mode & S_IFMT != S_IFDIR { return .notADirectory }
  return .cannotOpen(String(cString: strerror(code)))
}

/// Checks the open directory, and that nobody else can put another one in its place.
private func check(_ descriptor: Int32, _ path: String) throws(CacheRefusal) {
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(String(cString: strerror(errno))) }
  guard status.st_uid == geteuid() else { throw .foreignOwner }
  guard status.st_mode & 0o022 == 0 else { throw .writableByOthers }
  guard let resolved = realpath(path, nil) else { throw .cannotOpen(String(cString: strerror(errno))) }
  defer { free(resolved) }
  var folder = String(cString: resolved)
  while folder != "/" {
    folder = parent(of: folder)
    guard stat(folder, &status) == 0 else { throw .unsafeParent(folder) }
    let isSticky = status.st_mode & S_ISVTX != 0
    let isOurs = status.st_uid == geteuid()
    guard isOurs || status.st_uid == 0 else { throw .unsafeParent(folder) }
    // Many systems give every user a group of their own and new folders its write permission.
    let others: mode_t = isOurs ? 0o002 : 0o022
    guard isSticky || status.st_mode & others == 0 else { throw .unsafeParent(folder) }
  }
}

private func readAll(_ file: Int32, _ size: Int) throws(CacheMiss) -> [UInt8] {
  var done = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { buffer, count in
    while done < size {
      let got = read(file, buffer.baseAddress! + done, size - done)
      if got < 0, errno == EINTR { continue }
      if got <= 0 { break }
      done += got
    }
    count = done
  }
  guard done == size else { throw .unreadable }
  return bytes
}

private func writeAll(_ file: Int32, _ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let put = write(file, buffer.baseAddress! + done, buffer.count - done)
      if put < 0, errno == EINTR { continue }
      if put <= 0 { return false }
      done += put
    }
    return true
  }
}
