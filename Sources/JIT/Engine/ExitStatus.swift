// Names the exit statuses and ends the process with one.
import CRuntime

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The statuses with which a run ends, beside those that the program itself chooses.
public enum ExitStatus {
  public static let success: Int32 = 0
  /// An uncaught exception, or a source that is not Python.
  public static let uncaught: Int32 = 1
  /// A mistake in the command line.
  public static let usage: Int32 = 64
  /// Python that is not Toy yet, or a damaged trace dump.
  public static let badData: Int32 = 65
  /// The input file is missing or cannot be read.
  public static let noInput: Int32 = 66
  public static let internalError: Int32 = 70
  /// The program's last output could not be written.
  public static let lostOutput: Int32 = 120
  /// The user interrupted the program.
  public static let interrupted: Int32 = 130
}

extension Engine {
  /// Ends the process at once, without waiting for the compile thread. A program that was interrupted ends by
  /// SIGINT, so that a shell stops its script too.
  public func exitProcess(_ status: Int32) -> Never {
    if wasInterrupted { crt_die_by_interrupt() }
    _exit(status)
  }
}
