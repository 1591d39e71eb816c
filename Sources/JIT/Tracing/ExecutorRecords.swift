// Holds the records of all executors where running them finds them.
import Frontend

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
