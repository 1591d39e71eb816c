// Holds a recorded run: the program, and every answer that it got from outside.
import CZstd
import Frontend

/// Why a file is not a stream.
public struct StreamError: Error, Sendable {
  public let message: String
}

/// A recorded run, from which the same instructions can be executed again.
public struct ProgramStream: Sendable, Equatable {
  /// The program as it was started.
  var program: StartedProgram
  /// What it asked from outside, and the answers.
  var tape: [UInt8]
  /// Checksums of what it wrote to its standard streams.
  var written: [UInt64]
  /// The size of the file.
  public internal(set) var fileSize = 0

  private static let header = Array("jitc-stream 2\n".utf8)

  init(program: StartedProgram, tape: [UInt8], written: [UInt64]) { (self.program, self.tape, self.written) = (program, tape, written) }

  /// Reads a file.
  ///
  /// - Throws: what is wrong with the bytes.
  public init(_ file: [UInt8]) throws(StreamError) {
    guard file.starts(with: ProgramStream.header) else { throw StreamError(message: "this is not a stream of this version") }
    var head = StreamScanner(file, at: ProgramStream.header.count)
    guard let length = head.number(), length >= 0, length < 1 << 32 else { throw StreamError(message: "the head is damaged") }
    var payload = [UInt8](repeating: 0, count: length)
    let packed = Array(file[head.position...])
    let size = ZSTD_decompress(&payload, length, packed, packed.count)
    guard ZSTD_isError(size) == 0, size == length else { throw StreamError(message: "the content is damaged") }
    var scanner = StreamScanner(payload)
    guard let name = scanner.text(), let file = scanner.text(), let folder = scanner.text(), let count = scanner.number(), count >= 0 else {
      throw StreamError(message: "the content is damaged")
    }
    var arguments: [String] = []
    while arguments.count < count, let argument = scanner.text() { arguments.append(argument) }
    guard arguments.count == count, let source = scanner.block(), let tape = scanner.block(), let first = scanner.number(),
      let second = scanner.number(), scanner.position == payload.count
    else { throw StreamError(message: "the content is damaged") }
    program = StartedProgram(name: name, file: file, folder: folder, arguments: arguments, source: source)
    self.tape = tape
    written = [first, second].map { UInt64(bitPattern: Int64($0)) }
    fileSize = head.position + packed.count
  }

  /// The stream as a file.
  var bytes: [UInt8] {
    var payload = StreamBytes()
    for text in [program.name, program.file, program.folder] { payload.text(text) }
    payload.number(program.arguments.count)
    for argument in program.arguments { payload.text(argument) }
    payload.block(program.source)
    payload.block(tape)
    for sum in written { payload.number(Int(Int64(bitPattern: sum))) }
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(payload.bytes.count))
    let size = ZSTD_compress(&packed, packed.count, payload.bytes, payload.bytes.count, 9)
    guard ZSTD_isError(size) == 0 else { return [] }
    var head = StreamBytes()
    head.bytes = ProgramStream.header
    head.number(payload.bytes.count)
    return head.bytes + packed.prefix(size)
  }
}

/// Appends numbers of variable length.
struct StreamBytes {
  var bytes: [UInt8] = []

  mutating func number(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func block(_ block: [UInt8]) {
    number(block.count)
    bytes.append(contentsOf: block)
  }

  mutating func text(_ value: String) { block(Array(value.utf8)) }
}

/// Reads what `StreamBytes` wrote.
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

  mutating func block() -> [UInt8]? {
    guard let count = number(), count >= 0, count <= bytes.count - position else { return nil }
    position += count
    return Array(bytes[(position - count)..<position])
  }

  mutating func text() -> String? { block().map { String(decoding: $0, as: UTF8.self) } }
}
