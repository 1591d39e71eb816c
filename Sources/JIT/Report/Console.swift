// Writes notes to stderr, and results of commands to stdout.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Notes to the user, apart from what programs write.
public enum Console {
  /// Writes text to stderr as it is; failure is ignored, there is nowhere to report it.
  public static func write(_ text: String) { put(text, 2) }

  /// Writes text to stdout, for commands whose result is text.
  public static func printOutput(_ text: String) { put(text, 1) }

  private static func put(_ text: String, _ descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let put = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if put < 0, errno == EINTR { continue }
        if put <= 0 { return }
        done += put
      }
    }
  }

  /// Writes one line, with the program's name in front.
  public static func note(_ message: String) { write("jitc: \(message)\n") }
}
