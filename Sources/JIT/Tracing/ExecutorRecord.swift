// Keeps what entering and leaving an executor touches in raw memory.
import Frontend
import TraceIR

/// The hot part of an executor: no reference counting, no exclusivity checks.
///
/// Invariant: `plans` and `constants` belong to the code at `entryAddress`; the memory is never freed, because code of an
/// earlier version may be running below.
struct ExecutorRecord {
  /// Whether the code may be entered.
  var isInstalled = false
  /// Address of the native code, or 0.
  var entryAddress: UInt = 0
  /// The constant table that code reads.
  var constants: UnsafeMutablePointer<UInt64>
  /// Words above the entry frame's base that the code may use.
  var extent = 0
  /// Entries since the code was installed.
  var entries = 0
  /// Plans by exit number.
  var plans: UnsafeMutablePointer<UnsafeMutablePointer<DeoptPlan>?>
  var planCount = 0
  /// Which version the plans belong to, counted from 0.
  var version = 0
}

/// The records of all executors, by number.
struct ExecutorRecords {
  private var base = UnsafeMutablePointer<UnsafeMutablePointer<ExecutorRecord>>.allocate(capacity: 64)
  private var capacity = 64
  private var count = 0

  subscript(number: Int) -> UnsafeMutablePointer<ExecutorRecord> {
    @inline(__always) get { base[number] }
  }

  mutating func append(_ record: UnsafeMutablePointer<ExecutorRecord>) {
    if count == capacity {
      capacity *= 2
      let larger = UnsafeMutablePointer<UnsafeMutablePointer<ExecutorRecord>>.allocate(capacity: capacity)
      larger.update(from: base, count: count)
      base.deallocate()
      base = larger
    }
    (base + count).initialize(to: record)
    count += 1
  }
}
