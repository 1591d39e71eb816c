// Reads instruction streams.
import CZstd
import Frontend

/// Why a file is not a stream.
public struct StreamError: Error, Sendable {
  public let message: String
}

/// A stream in memory, to be read from its beginning as often as is wanted.
public struct InstructionStream: Sendable {
  private let payload: [UInt8]
  /// How many instructions were executed.
  public let count: Int
  /// The size of the file.
  public let fileSize: Int

  /// - Throws: what is wrong with the bytes.
  public init(_ file: [UInt8]) throws(StreamError) {
    let header = Array(StreamEvent.header.utf8)
    guard file.starts(with: header) else { throw StreamError(message: "this is not an instruction stream of this version") }
    var scanner = StreamScanner(file, at: header.count)
    guard let length = scanner.number(), let count = scanner.number(), length >= 0, count >= 0, length < 1 << 32 else {
      throw StreamError(message: "the head is damaged")
    }
    var payload = [UInt8](repeating: 0, count: length)
    let packed = Array(file[scanner.position...])
    let size = ZSTD_decompress(&payload, length, packed, packed.count)
    guard ZSTD_isError(size) == 0, size == length else { throw StreamError(message: "the events are damaged") }
    (self.payload, self.count, fileSize) = (payload, count, file.count)
  }

  /// Calls `body` for each instruction; `codes` grows as code objects are met.
  ///
  /// - Throws: where the events make no sense.
  func forEach(_ body: (_ instruction: StreamedInstruction, _ codes: [StreamedCode]) -> Void) throws(StreamError) {
    var player = StreamPlayer(payload)
    while let instruction = try player.next() { body(instruction, player.codes) }
  }
}

/// Reads numbers of variable length.
struct StreamScanner {
  let bytes: [UInt8]
  var position: Int

  init(_ bytes: [UInt8], at position: Int = 0) { (self.bytes, self.position) = (bytes, position) }

  mutating func number() -> Int? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(Int64(bitPattern: value)) }
      shift += 7
    }
    return nil
  }

  mutating func text() -> String? {
    guard let length = number(), length >= 0, length <= bytes.count - position else { return nil }
    defer { position += length }
    return String(decoding: bytes[position..<position + length], as: UTF8.self)
  }
}

/// Turns events back into instructions.
private struct StreamPlayer {
  private var scanner: StreamScanner
  private(set) var codes: [StreamedCode] = []
  private var successors: [[UInt64]] = []
  private var kinds: [[UInt16]] = []
  private var lastCode = 0
  private var lastPosition = -1
  private var run = 0
  private var pending: StreamEvent?

  init(_ bytes: [UInt8]) { scanner = StreamScanner(bytes) }

  mutating func next() throws(StreamError) -> StreamedInstruction? {
    if pending == nil { try readEvent() }
    while run == 0, pending == .code {
      try readCode()
      try readEvent()
    }
    guard let key = try successor() else { return nil }
    let code = Int(key >> 34)
    let position = Int(key >> 2 & 0xFFFF_FFFF)
    guard successors.indices.contains(code), successors[code].indices.contains(position) else { throw damaged }
    if lastPosition >= 0 { successors[lastCode][lastPosition] = key }
    (lastCode, lastPosition) = (code, position)
    if pending == nil { try readEvent() }
    if run == 0, pending == .kinds {
      guard let found = scanner.number() else { throw damaged }
      kinds[code][position] = UInt16(truncatingIfNeeded: found)
      pending = nil
    }
    let change = key & 3
    return StreamedInstruction(code: code, position: position, frameChange: change == 2 ? -1 : Int(change), kinds: kinds[code][position])
  }

  /// What the next instruction is: predicted, or told by an event.
  private mutating func successor() throws(StreamError) -> UInt64? {
    if run > 0 {
      guard lastPosition >= 0 else { throw damaged }
      run -= 1
      return successors[lastCode][lastPosition]
    }
    switch pending {
    case .next:
      guard let code = scanner.number(), let position = scanner.number(), let change = scanner.number(), code >= 0, position >= 0,
        (0...2).contains(change)
      else { throw damaged }
      pending = nil
      return UInt64(code) << 34 | UInt64(position) << 2 | UInt64(change)
    case .end: return nil
    default: throw damaged
    }
  }

  private mutating func readEvent() throws(StreamError) {
    guard let head = scanner.number(), head >= 0, let kind = StreamEvent(rawValue: head & 3) else { throw damaged }
    run = head >> 2
    pending = kind
  }

  private mutating func readCode() throws(StreamError) {
    guard let name = scanner.text(), let qualifiedName = scanner.text(), let locals = scanner.number(), let count = scanner.number(),
      count >= 0, count < 1 << 24
    else { throw damaged }
    var code = StreamedCode(name: name, qualifiedName: qualifiedName, localCount: locals, words: [], lines: [Int](repeating: 0, count: count))
    for _ in 0..<count {
      guard let word = scanner.number() else { throw damaged }
      code.words.append(UInt64(bitPattern: Int64(word)))
    }
    var position = 0
    while position < count, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: code.words[position])) {
      guard let line = scanner.number() else { throw damaged }
      code.lines[position] = line
      position += op.info.length
    }
    codes.append(code)
    successors.append([UInt64](repeating: .max, count: count))
    kinds.append([UInt16](repeating: 0, count: count))
    pending = nil
  }

  private var damaged: StreamError { StreamError(message: "the events are damaged at byte \(scanner.position)") }
}
