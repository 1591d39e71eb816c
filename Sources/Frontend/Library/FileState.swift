// Keeps the buffers of an open file and does its input and output.

import CRuntime

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How text is stored in a file.
enum TextEncoding {
  case utf8, latin1, ascii
}

/// An open file.
final class FileState {
  let world: OuterWorld
  let descriptor: Int32
  let isText: Bool
  let canRead: Bool
  let canWrite: Bool
  var encoding = TextEncoding.utf8
  /// The name of the encoding as the program wrote it.
  var encodingName = "utf-8"
  /// Bytes read ahead; `position` of them are used up.
  var input: [UInt8] = []
  var position = 0
  var output: [UInt8] = []
  /// The file of bytes below one of text, once the program has asked for it: what it has read ahead comes first.
  var layerBelow: FileState?
  /// The errno of the operation that failed last, or 0.
  var failure: Int32 = 0

  init(_ world: OuterWorld, descriptor: Int32, isText: Bool, canRead: Bool, canWrite: Bool) {
    self.world = world
    self.descriptor = descriptor
    self.isText = isText
    self.canRead = canRead
    self.canWrite = canWrite
  }

  /// Reads another piece of the file; returns false at its end or on failure.
  func fill() -> Bool {
    if position > 0 {
      input.removeFirst(position)
      position = 0
    }
    if let below = layerBelow, below.position < below.input.count {
      input += below.input[below.position...]
      below.position = below.input.count
      return true
    }
    let old = input.count
    let size = 1 << 16
    input.append(contentsOf: repeatElement(0, count: size))
    while true {
      let count = input.withUnsafeMutableBytes { world.read(descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[old...])) }
      if count < 0, errno == EINTR, crt_is_interrupted() == 0 { continue }
      if count < 0 { failure = errno }
      input.removeLast(size - max(count, 0))
      return count > 0
    }
  }

  /// Takes up to `limit` bytes, all for a negative limit.
  func read(_ limit: Int) -> [UInt8] {
    while limit < 0 || input.count - position < limit, fill() {}
    let count = limit < 0 ? input.count - position : min(limit, input.count - position)
    let result = Array(input[position..<(position + count)])
    position += count
    return result
  }

  /// Takes bytes up to and including a line feed, at most `limit` if that is not negative.
  func readLine(_ limit: Int = -1) -> [UInt8] {
    var searched = position
    while true {
      if let end = input[searched...].firstIndex(where: { $0 == 10 || ($0 == 13 && isText) }) {
        // A carriage return may be the first half of a line end.
        var place = end
        if input[end] == 13, end + 1 == input.count {
          let known = end - position
          if fill() {
            searched = position + known
            continue
          }
          place = position + known
        }
        var stop = place + 1
        if input[place] == 13, stop < input.count, input[stop] == 10 { stop += 1 }
        if limit >= 0 { stop = min(stop, position + limit) }
        let result = Array(input[position..<stop])
        position = stop
        return result
      }
      if limit >= 0, input.count - position >= limit { return read(limit) }
      let known = input.count - position
      if !fill() { return read(known) }
      searched = position + known
    }
  }

  func write(_ bytes: some Collection<UInt8>) {
    output.append(contentsOf: bytes)
    if output.count >= 1 << 16 { flush() }
  }

  /// Writes what is buffered.
  func flush() {
    var done = 0
    while done < output.count {
      let count = output.withUnsafeBytes { world.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[done...])) }
      if count < 0 {
        if errno == EINTR, crt_is_interrupted() == 0 { continue }
        failure = errno
        break
      }
      done += count
    }
    output.removeAll(keepingCapacity: true)
  }

  /// The place of the next byte.
  func tell() -> Int {
    flush()
    return place(0, SEEK_CUR) - (input.count - position)
  }

  /// Moves; returns the new place or -1.
  func seek(_ offset: Int, _ whence: Int32) -> Int {
    var offset = offset
    if whence == SEEK_CUR { offset -= input.count - position }
    flush()
    input.removeAll()
    position = 0
    let result = place(offset, whence)
    if result < 0 { failure = errno }
    return result
  }

  /// Moves in the file itself, apart from what is buffered.
  func place(_ offset: Int, _ whence: Int32) -> Int { world.number(.place) { Int(lseek(descriptor, off_t(offset), whence)) } }
}
