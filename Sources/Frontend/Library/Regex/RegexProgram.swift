// Holds regular expressions ready to be matched.

/// A regular expression ready to be matched, in memory that machines read without asking anybody.
final class RegexProgram {
  /// Where a match may start.
  enum Start {
    case anywhere
    /// Where a character is that may be followed by the next one.
    case pair(RegexPairs)
    /// Where these characters are.
    case prefix(UnsafeMutableBufferPointer<UInt32>)
  }

  /// Truth values of 256 characters in turn; nil where nobody has asked yet.
  typealias Page = UnsafeMutablePointer<Bool>?

  let groupCount: Int
  let counterCount: Int
  let fold: RegexFold
  let start: Start
  /// Whether a match can only start at the start of the text.
  let isAnchored: Bool
  let code: UnsafeMutableBufferPointer<RegexInstruction>
  let tables: UnsafeMutablePointer<Bool>
  private let sets: UnsafeMutableBufferPointer<RegexSet>
  /// For each set, what it says about the characters below 65536.
  private let pages: UnsafeMutablePointer<Page>
  /// Memory of a machine that is at rest, for the next one.
  let spare: UnsafeMutablePointer<RegexMachine.Memory?>

  init(_ node: RegexNode, groupCount: Int, isASCII: Bool) {
    fold = RegexFold(isASCII: isASCII)
    let compiler = RegexCompiler(node, fold)
    self.groupCount = groupCount
    counterCount = compiler.counterCount
    start = compiler.start()
    isAnchored = node.isAnchored
    code = .allocate(capacity: compiler.instructions.count)
    _ = code.initialize(from: compiler.instructions)
    sets = .allocate(capacity: compiler.sets.count)
    _ = sets.initialize(from: compiler.sets)
    pages = .allocate(capacity: sets.count * 256 + 1)
    pages.initialize(repeating: nil, count: sets.count * 256)
    spare = .allocate(capacity: 1)
    spare.initialize(to: nil)
    tables = .allocate(capacity: compiler.beginnings.count * 256 + 1)
    for (i, beginning) in compiler.beginnings.enumerated() {
      for code in 0..<256 { (tables + (i * 256 + code)).initialize(to: beginning.contains(UInt32(code))) }
    }
  }

  deinit {
    switch start {
    case .anywhere: break
    case .pair(let pairs): pairs.deallocate()
    case .prefix(let prefix): prefix.deallocate()
    }
    for i in 0..<sets.count * 256 { pages[i]?.deallocate() }
    pages.deallocate()
    sets.deinitialize().deallocate()
    spare.pointee?.deallocate()
    spare.deallocate()
    tables.deallocate()
    code.deallocate()
  }

  /// Whether a set has a character that is not below 256.
  func isMember(_ set: Int, _ code: UInt32) -> Bool {
    guard code < 0x10000 else { return sets[set].contains(code) }
    let number = set << 8 | Int(code >> 8)
    guard let page = pages[number] else { return makePage(number, set, code) }
    return page[Int(code & 255)]
  }

  private func makePage(_ number: Int, _ set: Int, _ code: UInt32) -> Bool {
    let page = UnsafeMutablePointer<Bool>.allocate(capacity: 256)
    for low in UInt32(0)..<256 { (page + Int(low)).initialize(to: sets[set].contains(code & ~255 | low)) }
    pages[number] = page
    return page[Int(code & 255)]
  }
}
