// Writes whole files.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes `bytes` to the file, replacing what it held; returns false if the system refuses.
func writeFile(_ path: String, _ bytes: [UInt8]) -> Bool {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { return false }
  var done = 0
  while done < bytes.count {
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, bytes.count - done) }
    if written < 0, errno == EINTR { continue }
    if written <= 0 { break }
    done += written
  }
  return close(descriptor) == 0 && done == bytes.count
}
