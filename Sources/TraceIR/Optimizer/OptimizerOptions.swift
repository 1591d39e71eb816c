// Names the optimizer's passes and the choices its caller makes.

/// The parts of the optimizer, each of which can be left out to find the one at fault.
public struct OptimizerPasses: OptionSet, Sendable, Hashable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Loop-carried ints, floats and truth values as machine values.
  public static let typedHeader = OptimizerPasses(rawValue: 1 << 0)
  /// Boxes made only where a word is needed; snapshots take unboxed values.
  public static let unboxing = OptimizerPasses(rawValue: 1 << 1)
  /// Guards that an earlier guard or the operand's origin makes true.
  public static let guards = OptimizerPasses(rawValue: 1 << 2)
  /// Constant folding and algebraic identities.
  public static let folding = OptimizerPasses(rawValue: 1 << 3)
  /// Integer ranges: comparisons decided, overflow checks dropped.
  public static let ranges = OptimizerPasses(rawValue: 1 << 4)
  /// Equal uops computed once.
  public static let merging = OptimizerPasses(rawValue: 1 << 5)
  /// Loads served from earlier loads and stores.
  public static let memory = OptimizerPasses(rawValue: 1 << 6)
  /// Objects that exist only in snapshots until they escape.
  public static let virtuals = OptimizerPasses(rawValue: 1 << 7)
  /// Invariant guards, loads and computations moved before the loop.
  public static let hoisting = OptimizerPasses(rawValue: 1 << 8)
  /// One overflow check for several sums with the same base.
  public static let overflowGroups = OptimizerPasses(rawValue: 1 << 9)
  /// Removal of what nothing needs.
  public static let deadCode = OptimizerPasses(rawValue: 1 << 10)

  /// Every pass.
  public static let all = OptimizerPasses(rawValue: (1 << 11) - 1)
  /// Only what makes a recorded tree executable.
  public static let none: OptimizerPasses = []
}

/// What the caller of `optimize` decides.
public struct OptimizerOptions: Sendable {
  public var passes: OptimizerPasses
  /// Guards that stay in the loop, and header slots that stay words: values of `OptimizedExit.origin`.
  public var dontHoist: Set<Int>
  /// Whether every pass's result is verified; a broken one is refused.
  public var verify: Bool

  public init(passes: OptimizerPasses = .all, dontHoist: Set<Int> = [], verify: Bool = OptimizerOptions.verifiesByDefault) {
    self.passes = passes
    self.dontHoist = dontHoist
    self.verify = verify
  }

  /// Debug builds verify.
  public static var verifiesByDefault: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}

/// The numbers of exits that the optimizer adds: entry exits (negative) and exits of jumps to the header (`latchBase` and up).
public enum OptimizedExit {
  /// Recorded exit numbers and slot origins are below it.
  public static let latchBase = 1 << 20
  static let slotBase = 1 << 19

  /// The number of an entry exit whose guard comes from a recorded exit or a slot.
  static func entryNumber(origin: Int) -> Int { -origin - 1 }

  /// The number of the exit of a check that a trace makes before it jumps to the header.
  static func latchNumber(origin: Int, trace: Int) -> Int { (trace + 1) * latchBase + origin }

  /// What stands for the recorded exit when the type of a header slot is a guess from a closing value.
  static func slotOrigin(_ slot: Int) -> Int { slotBase + (slot & (slotBase - 1)) }

  /// What to put in `OptimizerOptions.dontHoist` to keep an added exit from being taken again;
  /// `nil` for the number of a recorded exit.
  public static func origin(of number: Int) -> Int? {
    if number < 0 { return -number - 1 }
    return number >= latchBase ? number % latchBase : nil
  }
}
