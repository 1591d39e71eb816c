// Stands between a program and what is outside of it: asks, keeps the answers, or gives those that were kept.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is outside of a program: files, clocks, the environment.
///
/// While a program is replayed nothing is asked and nothing is changed: every question gets the answer that it got when the program
/// was recorded, output is dropped, and the program executes the same instructions with the same values again.
public final class OuterWorld {
  /// Where answers come from.
  public enum Use: Sendable { case direct, recorded, replayed }

  /// What is asked, or done.
  enum Question: Int {
    case clock = 1
    case sleep, random, environment, directory, process, status, change, list, open, close, read, write, place, terminal, file
  }

  public private(set) var use = Use.direct
  /// The questions and answers: numbers of variable length, and memory as it is.
  public private(set) var tape: [UInt8] = []
  private var position = 0
  /// Whether the program asked something else than when it was recorded, or more.
  public private(set) var hasDiverged = false
  /// What the program wrote to its standard streams: a checksum of each.
  public private(set) var written: [UInt64] = [OuterWorld.start, OuterWorld.start]
  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  /// Keeps all answers from now on.
  public func record() { use = .recorded }

  /// Gives the answers of a tape from now on.
  public func replay(_ tape: [UInt8]) {
    use = .replayed
    self.tape = tape
  }

  /// Whether all that was kept has been asked for.
  public var isUsedUp: Bool { position == tape.count }

  // MARK: Answers

  /// Asks for a number; a negative one is a failure with `errno`.
  func number(_ question: Question, _ ask: () -> Int) -> Int {
    switch use {
    case .direct: return ask()
    case .recorded:
      let answer = ask()
      let code = errno
      put(question.rawValue)
      put(answer)
      if answer < 0 { put(Int(code)) }
      errno = code
      return answer
    case .replayed:
      guard !hasDiverged, take() == question.rawValue, let answer = take() else { return diverge() }
      if answer < 0 { errno = Int32(truncatingIfNeeded: take() ?? Int(EIO)) }
      return answer
    }
  }

  /// Keeps or gives the memory that the last question filled.
  func carry(_ memory: UnsafeMutableRawBufferPointer) {
    switch use {
    case .direct: break
    case .recorded: tape.append(contentsOf: memory)
    case .replayed:
      guard !hasDiverged, position + memory.count <= tape.count else {
        _ = diverge()
        return
      }
      memory.copyBytes(from: tape[position..<(position + memory.count)])
      position += memory.count
    }
  }

  /// Asks for bytes; nil is a failure with `errno`.
  func bytes(_ question: Question, _ ask: () -> [UInt8]?) -> [UInt8]? {
    if use == .direct { return ask() }
    var answer: [UInt8]?
    let count = number(question) {
      answer = ask()
      return answer?.count ?? -1
    }
    guard count >= 0, use != .replayed || count <= tape.count - position else { return nil }
    var result = answer ?? [UInt8](repeating: 0, count: count)
    result.withUnsafeMutableBytes { carry($0) }
    return result
  }

  /// Asks for texts; nil is a failure with `errno`.
  func texts(_ question: Question, _ ask: () -> [String]?) -> [String]? {
    if use == .direct { return ask() }
    let joined = bytes(question) { ask().map { $0.flatMap { Array($0.utf8) + [0] } } }
    return joined.map { $0.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { String(decoding: $0, as: UTF8.self) } }
  }

  /// Reads from a file descriptor.
  func read(_ descriptor: Int32, _ memory: UnsafeMutableRawBufferPointer) -> Int {
    let count = number(.read) { Glibc.read(descriptor, memory.baseAddress, memory.count) }
    if count > 0 { carry(UnsafeMutableRawBufferPointer(rebasing: memory[..<min(count, memory.count)])) }
    return count
  }

  /// Writes to a file descriptor.
  func write(_ descriptor: Int32, _ memory: UnsafeRawBufferPointer) -> Int {
    guard 1...2 ~= descriptor, use != .direct else { return number(.write) { Glibc.write(descriptor, memory.baseAddress, memory.count) } }
    // How much a write takes at once says nothing about the program.
    let count = use == .replayed ? memory.count : Glibc.write(descriptor, memory.baseAddress, memory.count)
    for byte in memory.prefix(max(count, 0)) { written[Int(descriptor) - 1] = (written[Int(descriptor) - 1] ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return count
  }

  /// The state of a file; false is a failure with `errno`.
  func status(_ path: String, _ result: inout stat) -> Bool {
    let isKnown = number(.status) { Int(stat(path, &result)) } == 0
    if isKnown { withUnsafeMutableBytes(of: &result) { carry($0) } }
    return isKnown
  }

  // MARK: The tape

  private func diverge() -> Int {
    hasDiverged = true
    errno = EIO
    return -1
  }

  private func put(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
    while rest >= 0x80 {
      tape.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    tape.append(UInt8(rest))
  }

  private func take() -> Int? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < tape.count, shift < 64 {
      let byte = tape[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(value >> 1) ^ -Int(value & 1) }
      shift += 7
    }
    return nil
  }
}
