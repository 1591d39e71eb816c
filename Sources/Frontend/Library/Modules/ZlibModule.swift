// Makes `_zlib`: checksums and streams of the C library libz, which is loaded when a program imports zlib.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func makeZlibModule() -> Value {
    let module = makeModule("_zlib")
    let streams = ZlibStreams()
    define(module, "load", 0, 0) { _, _ in Value(streams.library != nil) }
    for isAdler in [true, false] {
      define(module, isAdler ? "adler32" : "crc32", 2, 2) { vm, args in
        guard let library = streams.library, vm.requireBytes(args[0]), args[1].isSmallInt else { return vm.failure() }
        let start = UInt(truncatingIfNeeded: args[1].smallInt) & 0xFFFF_FFFF
        let view = vm.bytesView(args[0])
        // Without memory libz gives the checksum of nothing.
        guard let memory = view.baseAddress else { return Value(smallInt: Int(start)) }
        return Value(smallInt: Int((isAdler ? library.adler32 : library.crc32)(start, memory, view.count)))
      }
    }
    // The number of a new stream, or what libz says instead, which is negative.
    define(module, "deflater", 5, 5) { _, args in Value(smallInt: streams.open(deflating: (0..<5).map { Int32(truncatingIfNeeded: args[$0].smallInt) })) }
    define(module, "inflater", 1, 1) { _, args in Value(smallInt: streams.open(inflating: Int32(truncatingIfNeeded: args[0].smallInt))) }
    // What libz says, the output, how much of the input it took, and its message.
    define(module, "step", 4, 4) { vm, args in
      guard vm.requireBytes(args[1]) else { return .nil }
      let input = Array(vm.bytesView(args[1]))
      let step = streams.step(args[0].smallInt, input, flush: Int32(truncatingIfNeeded: args[2].smallInt), most: args[3].smallInt)
      return vm.makeTuple([Value(smallInt: Int(step.status)), vm.makeBytes(step.output), Value(smallInt: step.taken), vm.makeString(step.message)])
    }
    define(module, "close", 1, 1) { _, args in
      streams.close(args[0].smallInt)
      return .none
    }
    return module
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func failure() -> Value { pointee.exception.isNil ? raise("TypeError", "an integer is required") : .nil }
}

/// The functions of libz that are used.
private struct Zlib {
  typealias Stream = UnsafeMutableRawPointer
  typealias Checksum = @convention(c) (UInt, UnsafePointer<UInt8>, Int) -> UInt
  let crc32: Checksum
  let adler32: Checksum
  let deflateInit: @convention(c) (Stream, Int32, Int32, Int32, Int32, Int32, UnsafePointer<CChar>, Int32) -> Int32
  let inflateInit: @convention(c) (Stream, Int32, UnsafePointer<CChar>, Int32) -> Int32
  let deflate: @convention(c) (Stream, Int32) -> Int32
  let inflate: @convention(c) (Stream, Int32) -> Int32
  let deflateEnd: @convention(c) (Stream) -> Int32
  let inflateEnd: @convention(c) (Stream) -> Int32
  let version: @convention(c) () -> UnsafePointer<CChar>

  init?() {
    guard let library = dlopen("libz.so.1", RTLD_LAZY | RTLD_LOCAL) else { return nil }
    func find<T>(_ name: String, _ type: T.Type) -> T? { dlsym(library, name).map { unsafeBitCast($0, to: type) } }
    guard let crc32 = find("crc32_z", Checksum.self), let adler32 = find("adler32_z", Checksum.self),
      let deflateInit = find("deflateInit2_", type(of: self.deflateInit)), let inflateInit = find("inflateInit2_", type(of: self.inflateInit)),
      let deflate = find("deflate", type(of: self.deflate)), let inflate = find("inflate", type(of: self.inflate)),
      let deflateEnd = find("deflateEnd", type(of: self.deflateEnd)), let inflateEnd = find("inflateEnd", type(of: self.inflateEnd)),
      let version = find("zlibVersion", type(of: self.version))
    else { return nil }
    (self.crc32, self.adler32, self.version) = (crc32, adler32, version)
    (self.deflateInit, self.inflateInit) = (deflateInit, inflateInit)
    (self.deflate, self.inflate) = (deflate, inflate)
    (self.deflateEnd, self.inflateEnd) = (deflateEnd, inflateEnd)
  }
}

/// The `z_stream` of C, as far as it is set and read here.
private struct ZlibState {
  var nextIn: UnsafePointer<UInt8>?
  var availableIn: UInt32 = 0
  var totalIn: UInt = 0
  var nextOut: UnsafeMutablePointer<UInt8>?
  var availableOut: UInt32 = 0
  var totalOut: UInt = 0
  var message: UnsafePointer<CChar>?
  /// State, functions, kind of data, checksum and a word that is reserved.
  var rest: (UInt, UInt, UInt, UInt, UInt, UInt, UInt) = (0, 0, 0, 0, 0, 0, 0)
}

/// The open streams, by number.
private final class ZlibStreams {
  lazy var library = Zlib()
  private var states: [Int: (state: UnsafeMutablePointer<ZlibState>, isDeflating: Bool)] = [:]
  private var last = 0

  func open(deflating options: [Int32]) -> Int {
    open(isDeflating: true) { library, state in
      library.deflateInit(state, options[0], options[1], options[2], options[3], options[4], library.version(), Int32(MemoryLayout<ZlibState>.size))
    }
  }

  func open(inflating windowBits: Int32) -> Int {
    open(isDeflating: false) { library, state in
      library.inflateInit(state, windowBits, library.version(), Int32(MemoryLayout<ZlibState>.size))
    }
  }

  private func open(isDeflating: Bool, _ begin: (Zlib, Zlib.Stream) -> Int32) -> Int {
    guard let library else { return -1 }
    let state = UnsafeMutablePointer<ZlibState>.allocate(capacity: 1)
    state.initialize(to: ZlibState())
    let status = begin(library, state)
    guard status == 0 else {
      state.deallocate()
      return Int(status)
    }
    last += 1
    states[last] = (state, isDeflating)
    return last
  }

  /// Hands input to a stream and takes all output, `most` bytes at most unless that is 0.
  func step(_ number: Int, _ input: [UInt8], flush: Int32, most: Int) -> (status: Int32, output: [UInt8], taken: Int, message: String) {
    guard let library, let (state, isDeflating) = states[number] else { return (-2, [], 0, "") }
    var output: [UInt8] = []
    var status: Int32 = 0
    let size = 65536
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { buffer.deallocate() }
    let taken = input.withUnsafeBufferPointer { bytes in
      state.pointee.nextIn = bytes.baseAddress ?? UnsafePointer(buffer)
      state.pointee.availableIn = UInt32(bytes.count)
      repeat {
        let room = most > 0 ? min(size, most - output.count) : size
        state.pointee.nextOut = buffer
        state.pointee.availableOut = UInt32(room)
        status = isDeflating ? library.deflate(state, flush) : library.inflate(state, flush)
        output.append(contentsOf: UnsafeBufferPointer(start: buffer, count: room - Int(state.pointee.availableOut)))
      } while status == 0 && state.pointee.availableOut == 0 && (most == 0 || output.count < most)
      return bytes.count - Int(state.pointee.availableIn)
    }
    return (status, output, taken, state.pointee.message.map { String(cString: $0) } ?? "")
  }

  func close(_ number: Int) {
    guard let library, let (state, isDeflating) = states.removeValue(forKey: number) else { return }
    _ = isDeflating ? library.deflateEnd(state) : library.inflateEnd(state)
    state.deallocate()
  }
}
