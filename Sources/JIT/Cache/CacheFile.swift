// Packs a program into the bytes of a cache file and unpacks it, checking everything on the way.
import CZstd

/// The format of cache files: a fixed header, then one zstd frame.
///
///     magic 8, version 4, zero 4, key 32, packed length 8, unpacked length 8, SHA-256 of the packed bytes 32,
///     first 16 bytes of the SHA-256 of all that
enum CacheFile {
  static let version: UInt32 = 1
  static let magic = Array("jitc\u{1}tr\n".utf8)
  static let headerSize = 8 + 4 + 4 + 32 + 8 + 8 + 32 + 16
  private static let checkedSize = headerSize - 16
  /// The most bytes a file, and what it unpacks to, may have.
  static let sizeLimit = 256 << 20

  /// The content of the file for `program`, or nil if it would be too large.
  static func bytes(of program: CachedProgram, key: CacheKey) -> [UInt8]? {
    let payload = program.encoded
    guard payload.count <= sizeLimit, let packed = pack(payload) else { return nil }
    let bytes = sealed(packed, length: payload.count, key: key)
    return bytes.count <= sizeLimit ? bytes : nil
  }

  /// Packed bytes behind a header that states their unpacked length.
  static func sealed(_ packed: [UInt8], length: Int, key: CacheKey) -> [UInt8] {
    var bytes = magic
    append(UInt64(version), to: &bytes)
    bytes += key.digest
    append(UInt64(packed.count), to: &bytes)
    append(UInt64(length), to: &bytes)
    bytes += SHA256.digest(packed)
    bytes += SHA256.digest(bytes).prefix(16)
    return bytes + packed
  }

  /// The program in a file's content.
  ///
  /// - Throws: what is wrong with the bytes.
  static func program(in bytes: [UInt8], key: CacheKey) throws(CacheMiss) -> CachedProgram {
    guard bytes.count >= headerSize else { throw .size }
    guard bytes.starts(with: magic) else { throw .magic }
    guard number(bytes, at: 8) == UInt64(version) else { throw .version }
    guard bytes[checkedSize..<headerSize].elementsEqual(SHA256.digest(bytes[..<checkedSize]).prefix(16)) else { throw .header }
    guard bytes[16..<48].elementsEqual(key.digest) else { throw .key }
    let packed = bytes[headerSize...]
    guard number(bytes, at: 48) == UInt64(packed.count) else { throw .size }
    let length = number(bytes, at: 56)
    guard length <= UInt64(sizeLimit) else { throw .tooLarge }
    guard bytes[64..<96].elementsEqual(SHA256.digest(packed)) else { throw .digest }
    return try CachedProgram(decoding: try unpack(packed, count: Int(length)))
  }

  private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift))) }
  }

  private static func number(_ bytes: [UInt8], at start: Int) -> UInt64 {
    bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func pack(_ payload: [UInt8]) -> [UInt8]? {
    guard let context = ZSTD_createCCtx() else { return nil }
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 3)
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    let bound = ZSTD_compressBound(payload.count)
    var size = 0
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      size = ZSTD_compress2(context, buffer.baseAddress, bound, payload, payload.count)
      count = ZSTD_isError(size) == 0 ? size : 0
    }
    return ZSTD_isError(size) == 0 ? packed : nil
  }

  /// Unpacks at most `count` bytes, which must then be all there is.
  private static func unpack(_ packed: ArraySlice<UInt8>, count: Int) throws(CacheMiss) -> [UInt8] {
    guard let context = ZSTD_createDCtx() else { throw .packing }
    defer { ZSTD_freeDCtx(context) }
    var isComplete = false
    let payload = [UInt8](unsafeUninitializedCapacity: max(count, 1)) { buffer, produced in
      packed.withUnsafeBytes { input in
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: buffer.baseAddress, size: count, pos: 0)
        var left = 1
        while left != 0, ZSTD_isError(left) == 0 {
          let before = (source.pos, target.pos)
          left = ZSTD_decompressStream(context, &target, &source)
          if left != 0, before == (source.pos, target.pos) { break }
        }
        produced = target.pos
        isComplete = left == 0 && target.pos == count && source.pos == input.count
      }
    }
    guard isComplete else { throw .packing }
    return payload
  }
}
