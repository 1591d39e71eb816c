// Makes `_binascii`: conversions between bytes and text, and checksums, over raw memory.

extension Runtime {
  func makeBinasciiModule() -> Value {
    let module = makeModule("_binascii")
    define(module, "encode64", 2, 2) { vm, args in vm.onBytes(args) { vm.encode64($0, newline: args[1] == .true) } }
    define(module, "decode64", 2, 2) { vm, args in vm.onBytes(args) { vm.decode64($0, isStrict: args[1] == .true) } }
    define(module, "decode16", 1, 1) { vm, args in vm.onBytes(args) { vm.decode16($0) } }
    define(module, "crc32", 2, 2) { vm, args in
      vm.onBytes(args) { Value(smallInt: Int(crc32($0, UInt32(truncatingIfNeeded: args[1].isSmallInt ? args[1].smallInt : 0)))) }
    }
    define(module, "crc_hqx", 2, 2) { vm, args in
      vm.onBytes(args) { Value(smallInt: Int(crc16($0, UInt16(truncatingIfNeeded: args[1].isSmallInt ? args[1].smallInt : 0)))) }
    }
    return module
  }
}

/// What is not a digit in a table of values of characters.
private let noDigit: UInt8 = 255

private let digits64: [UInt8] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

private let values64: [UInt8] = {
  var values = [UInt8](repeating: noDigit, count: 256)
  for (value, digit) in digits64.enumerated() { values[Int(digit)] = UInt8(value) }
  return values
}()

private let values16: [UInt8] = {
  var values = [UInt8](repeating: noDigit, count: 256)
  for (value, digit) in "0123456789abcdef".utf8.enumerated() { values[Int(digit)] = UInt8(value) }
  for (value, digit) in "ABCDEF".utf8.enumerated() { values[Int(digit)] = UInt8(10 + value) }
  return values
}()

private let crcTable: [UInt32] = (0..<256).map { number in
  (0..<8).reduce(UInt32(number)) { value, _ in value & 1 != 0 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
}

private func crc32(_ data: UnsafeMutableBufferPointer<UInt8>, _ start: UInt32) -> UInt32 {
  crcTable.withUnsafeBufferPointer { table in
    var crc = ~start
    for byte in data { crc = table[Int((crc ^ UInt32(byte)) & 255)] ^ crc >> 8 }
    return ~crc
  }
}

private func crc16(_ data: UnsafeMutableBufferPointer<UInt8>, _ start: UInt16) -> UInt16 {
  var crc = start
  for byte in data {
    crc ^= UInt16(byte) << 8
    for _ in 0..<8 { crc = crc & 0x8000 != 0 ? crc << 1 ^ 0x1021 : crc << 1 }
  }
  return crc
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func onBytes(_ args: Arguments, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Value) -> Value {
    guard args[0].isReference, isBytesLike(args[0]) else { return raise("TypeError", "a bytes-like object is required, not '\(typeName(of: args[0]))'") }
    return body(bytesView(args[0]))
  }

  fileprivate func encode64(_ data: UnsafeMutableBufferPointer<UInt8>, newline: Bool) -> Value {
    let count = (data.count + 2) / 3 * 4 + (newline ? 1 : 0)
    guard reserve(bytes: count) else { return .nil }
    let result = makeBytesUninitialized(count)
    let out = bytesBase(result)
    digits64.withUnsafeBufferPointer { digits in
      func group(_ number: Int, _ at: Int) {
        for k in 0..<4 { out[at + k] = digits[number >> (18 - 6 * k) & 63] }
      }
      var (from, to) = (0, 0)
      while from + 3 <= data.count {
        group(Int(data[from]) << 16 | Int(data[from + 1]) << 8 | Int(data[from + 2]), to)
        from += 3
        to += 4
      }
      if from < data.count {
        let isLast = from + 1 == data.count
        group(Int(data[from]) << 16 | (isLast ? 0 : Int(data[from + 1]) << 8), to)
        out[to + 3] = UInt8(ascii: "=")
        if isLast { out[to + 2] = UInt8(ascii: "=") }
      }
    }
    if newline { out[count - 1] = UInt8(ascii: "\n") }
    return result
  }

  /// The decoded bytes; a text that tells what is wrong, or how many digits there were if that is one too many.
  fileprivate func decode64(_ data: UnsafeMutableBufferPointer<UInt8>, isStrict: Bool) -> Value {
    if isStrict, data.first == UInt8(ascii: "=") { return makeString("Leading padding not allowed") }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: data.count / 4 * 3 + 3)
    defer { buffer.deallocate() }
    var (count, position, bits, pads, isPadded) = (0, 0, 0, 0, false)
    let problem: String? = values64.withUnsafeBufferPointer { values in
      for (index, character) in data.enumerated() {
        if character == UInt8(ascii: "=") {
          isPadded = true
          if position < 2 { continue }
          pads += 1
          if position + pads < 4 { continue }
          position = 0
          return isStrict && index + 1 < data.count ? "Excess data after padding" : nil
        }
        let value = values[Int(character)]
        if value == noDigit {
          if isStrict { return "Only base64 data is allowed" }
          continue
        }
        if isStrict, isPadded { return "Discontinuous padding not allowed" }
        pads = 0
        bits = bits << 6 & 0xFFFF | Int(value)
        if position > 0 {
          buffer[count] = UInt8(truncatingIfNeeded: bits >> (6 - 2 * position))
          count += 1
        }
        position = (position + 1) & 3
      }
      return position > 1 ? "Incorrect padding" : nil
    }
    if let problem { return makeString(problem) }
    if position == 1 { return Value(smallInt: count / 3 * 4 + 1) }
    return makeBytes(UnsafeBufferPointer(rebasing: buffer[..<count]))
  }

  /// The bytes behind hexadecimal digits, of which there is an even number; None if others are among them.
  fileprivate func decode16(_ data: UnsafeMutableBufferPointer<UInt8>) -> Value {
    let result = makeBytesUninitialized(data.count / 2)
    let out = bytesBase(result)
    let isGood = values16.withUnsafeBufferPointer { values in
      for i in 0..<data.count / 2 {
        let (high, low) = (values[Int(data[2 * i])], values[Int(data[2 * i + 1])])
        if high == noDigit || low == noDigit { return false }
        out[i] = high << 4 | low
      }
      return true
    }
    return isGood ? result : .none
  }
}
