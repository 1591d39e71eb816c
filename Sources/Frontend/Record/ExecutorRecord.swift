// Keeps what entering and leaving an executor touches in raw memory.

/// The hot part of an executor: no reference counting, no exclusivity checks.
///
/// Invariant: `plans` and `constants` belong to the code at `entryAddress`; the memory is never freed, because code of an
/// earlier version may be running below.
public struct ExecutorRecord {
  /// Code of an executor: state, base of the frame, constant table; gives the number of the exit.
  public typealias Entry = @convention(c) (UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeRawPointer) -> Int

  public let number: Int
  /// Whether the code may be entered.
  public var isInstalled = false
  /// Address of the native code, or 0.
  public var entryAddress: UInt = 0
  /// The constant table that code reads.
  public var constants: UnsafeMutablePointer<UInt64>
  /// Words above the entry frame's base that are in use while the code runs: the registers of that frame. What else the code's frames
  /// hold is in the processor's registers; words that nobody writes would keep dead objects alive.
  public var extent = 0
  /// Registers from this one on hold nothing when the code is entered.
  public var firstDead = 0
  /// The frames that the code may push.
  public var depth: Int
  /// Whether the code never comes back to its header: exits that lead to it grow side traces as if it were not there.
  public var isPassage = false
  /// Entries since the code was installed.
  public var entries = 0
  /// How often exits were taken whose side traces are in no version yet, and how many times make a new version worth its price.
  public var waitingExits = 0
  public var waitingLimit = Int.max
  /// What entering the code costs and gains, by samples.
  public var payoff = Payoff()
  /// Which version the plans belong to, counted from 0.
  public var version = 0
  /// Plans by exit number.
  public var plans: UnsafeMutablePointer<UnsafeMutablePointer<DeoptPlan>?>
  public var planCount = 0

  /// Whether the frame must be one of a drained generator.
  public private(set) var isRestricted = false

  /// Restricts the code to frames of drained generators.
  public mutating func requireDrainedGenerator() { isRestricted = true }

  public init(number: Int, constants: UnsafeMutablePointer<UInt64>, depth: Int) {
    self.number = number
    self.constants = constants
    self.depth = depth
    plans = .allocate(capacity: 1)
  }
}

extension UnsafeMutablePointer where Pointee == ExecutorRecord {
  /// Makes the frame at `base` ready for the code: what is above it is free, and what earlier frames left in its registers is gone. The code
  /// does not write them, and they would keep dead objects alive.
  @inline(__always)
  public func prepare(_ base: UnsafeMutablePointer<Value>, _ vm: VM) {
    let extent = pointee.extent
    vm.pointee.top = base + extent
    var register = pointee.firstDead
    while register < extent {
      base[register] = .nil
      register &+= 1
    }
  }

  /// Whether the code is meant for a frame.
  @inline(__always)
  public func isMeant(for base: UnsafeMutablePointer<Value>) -> Bool { !pointee.isRestricted || base.isDrained }
}

extension UnsafeMutablePointer where Pointee == Value {
  /// Whether native code takes the items of the generator in a frame.
  public var isDrained: Bool { flags.contains(.sinks) }
}

/// An exit of one version of an executor's code.
///
/// While code runs, a newer version may be installed, whose exits find their values elsewhere.
public struct ExecutorExit {
  public let number: Int
  public let version: Int
  private let plans: UnsafeMutablePointer<UnsafeMutablePointer<DeoptPlan>?>
  private let planCount: Int

  /// Runs the code of an executor. `base` must be the frame its tree is entered in, with enough stack above.
  @inline(__always)
  public init(
    running code: ExecutorRecord.Entry, of record: UnsafeMutablePointer<ExecutorRecord>, _ vm: VM, _ base: UnsafeMutablePointer<Value>
  ) {
    (version, plans, planCount) = (record.pointee.version, record.pointee.plans, record.pointee.planCount)
    number = code(vm, base, record.pointee.constants)
  }

  /// As above, for code that is not native.
  public init(of record: UnsafeMutablePointer<ExecutorRecord>, running body: () -> Int) {
    (version, plans, planCount) = (record.pointee.version, record.pointee.plans, record.pointee.planCount)
    number = body()
  }

  /// What to do, unless the optimizer added the exit.
  @inline(__always)
  public var plan: UnsafeMutablePointer<DeoptPlan>? { 0..<planCount ~= number ? plans[number] : nil }
}
