// Samples what entering an executor costs and how long its code then runs.
import CRuntime

/// Whether an executor is worth entering: code that is left at once costs more than it gains.
public struct Payoff {
  /// Ticks in the code, and on the way in and out, over the samples of a window.
  private var inside: UInt64 = 0
  private var around: UInt64 = 0
  private var samples = 0

  /// One in so many entries is a sample.
  public static let period = 64
  /// Samples of a window.
  private static let window = 64
  /// What the way in takes, and the samples themselves.
  private static let entryTicks: UInt64 = 60

  public init() {}

  /// The time on the counter that samples are taken by.
  @inline(__always)
  public static func now() -> UInt64 { crt_ticks() }

  /// Notes an entry: when the code was entered, when it was left, and when the interpreter's state was complete again.
  ///
  /// - Parameter gain: what the interpreter would take longer for the same work, as a percentage of the code's time.
  /// - Returns: at the end of a window, whether it paid; else nil.
  public mutating func note(_ entered: UInt64, _ left: UInt64, gain: UInt64) -> Bool? {
    inside &+= left &- entered
    around &+= crt_ticks() &- left &+ Payoff.entryTicks
    samples += 1
    guard samples == Payoff.window else { return nil }
    let pays = inside / 100 &* gain >= around
    self = Payoff()
    return pays
  }
}
