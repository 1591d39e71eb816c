// Tells by two characters whether a regular expression may match at a place.

/// Which characters may begin a match, and which may follow them.
struct RegexPairs {
  /// Characters that may be the first, and those that may then be the second; nil where there need not be a second.
  typealias Branch = (first: RegexBeginning, second: RegexBeginning?)

  /// For each character below 256: 0 if it begins no match, 1 if anything or nothing may follow, else a row of `rows`.
  private let kinds: UnsafeMutablePointer<UInt8>
  private let rows: UnsafeMutablePointer<Bool>

  init(_ first: RegexBeginning, _ branches: [Branch]) {
    kinds = .allocate(capacity: 256)
    var seconds: [RegexBeginning] = []
    for code in UInt32(0)..<256 { kinds[Int(code)] = RegexPairs.kind(code, first, branches, &seconds) }
    rows = .allocate(capacity: (seconds.count + 2) * 256)
    for (i, second) in seconds.enumerated() {
      for code in UInt32(0)..<256 { rows[(i + 2) * 256 + Int(code)] = second.contains(code) }
    }
  }

  private static func kind(_ code: UInt32, _ first: RegexBeginning, _ branches: [Branch], _ seconds: inout [RegexBeginning]) -> UInt8 {
    guard first.contains(code) else { return 0 }
    var second = RegexBeginning()
    for branch in branches where branch.first.contains(code) {
      guard let next = branch.second else { return 1 }
      second.add(next)
    }
    if let known = seconds.firstIndex(of: second) { return UInt8(known + 2) }
    guard seconds.count < 200 else { return 1 }
    seconds.append(second)
    return UInt8(seconds.count + 1)
  }

  func deallocate() {
    kinds.deallocate()
    rows.deallocate()
  }

  /// The first position from `start` on, before `end`, where a match may begin, or -1.
  @inline(__always)
  func find<Unit: RegexUnit>(_ text: UnsafePointer<Unit>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end {
      let code = text[at].code
      if code > 255 { return at }
      let kind = Int(kinds[Int(code)])
      if kind != 0, kind == 1 || at + 1 < end && text[at + 1].isIn(rows + kind << 8) { return at }
      at += 1
    }
    return -1
  }
}
