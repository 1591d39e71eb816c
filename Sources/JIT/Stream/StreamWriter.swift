// Records the stream of executed instructions while a program is interpreted.
import CZstd
import Frontend

/// Writes a stream. The program must be interpreted as long as it lasts: compiled code is not seen.
final class StreamWriter {
  private var output = StreamBytes()
  private var codes: [UInt: Int] = [:]
  /// What followed each instruction last time, by code object and position.
  private var successors: [[UInt64]] = []
  private var kinds: [[UInt16]] = []
  private var lastAddress: UInt = 0
  private var lastCode = 0
  private var lastPosition = -1
  private var lastBase: UnsafeMutablePointer<Value>?
  /// Instructions as predicted since the last event.
  private var run = 0
  private(set) var instructions = 0

  /// An instruction is about to be executed.
  func write(_ vm: VM, _ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) {
    let object = vm.codeObject(base)
    let address = UInt(bitPattern: object)
    let code = address == lastAddress ? currentCode : number(vm, object, address)
    let position = pc - object.pointee.words
    let change = lastBase.map { $0 == base ? 0 : base > $0 ? 1 : 2 } ?? 0
    let key = UInt64(code) << 34 | UInt64(position) << 2 | UInt64(change)
    instructions += 1
    if lastPosition >= 0, successors[lastCode][lastPosition] == key {
      run += 1
    } else {
      event(.next)
      output.number(code)
      output.number(position)
      output.number(change)
      if lastPosition >= 0 { successors[lastCode][lastPosition] = key }
    }
    let found = operandKinds(vm, pc, base)
    if kinds[code][position] != found {
      event(.kinds)
      output.number(Int(found))
      kinds[code][position] = found
    }
    (lastAddress, currentCode, lastCode, lastPosition, lastBase) = (address, code, code, position, base)
  }

  private var currentCode = 0

  private func event(_ kind: StreamEvent) {
    output.number(run << 2 | kind.rawValue)
    run = 0
  }

  private func number(_ vm: VM, _ object: UnsafeMutablePointer<CodeObject>, _ address: UInt) -> Int {
    if let known = codes[address] { return known }
    let unit = vm.info(object).unit
    codes[address] = successors.count
    successors.append([UInt64](repeating: .max, count: unit.words.count))
    kinds.append([UInt16](repeating: 0, count: unit.words.count))
    event(.code)
    output.text(unit.name)
    output.text(unit.qualifiedName)
    output.number(object.pointee.localCount)
    output.number(unit.words.count)
    for word in unit.words { output.number(Int(bitPattern: UInt(word))) }
    var position = 0
    while position < unit.words.count, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: unit.words[position])) {
      output.number(vm.lineNumber(object, position))
      position += op.info.length
    }
    return successors.count - 1
  }

  /// The kinds of the values in the operand registers that decide how an instruction is recorded.
  private func operandKinds(_ vm: VM, _ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) -> UInt16 {
    guard let op = Opcode(rawValue: UInt16(truncatingIfNeeded: pc.pointee) & 255) else { return 0 }
    var visitor = KindVisitor(vm: vm, base: base)
    op.visitRegisters(word0: pc.pointee, word1: op.info.length > 1 ? pc[1] : 0, &visitor)
    return visitor.kinds
  }

  /// The stream so far as a file.
  func file() -> [UInt8] {
    event(.end)
    let payload = output.bytes
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(payload.count))
    let size = ZSTD_compress(&packed, packed.count, payload, payload.count, 9)
    guard ZSTD_isError(size) == 0 else { return [] }
    var head = StreamBytes()
    head.bytes = Array(StreamEvent.header.utf8)
    head.number(payload.count)
    head.number(instructions)
    return head.bytes + packed.prefix(size)
  }
}

/// Collects four bits for each of the first four registers that an instruction reads.
private struct KindVisitor: RegisterVisitor {
  let vm: VM
  let base: UnsafeMutablePointer<Value>
  var kinds: UInt16 = 0
  private var count = 0

  init(vm: VM, base: UnsafeMutablePointer<Value>) { (self.vm, self.base) = (vm, base) }

  mutating func read(_ register: Int, count: Int) {
    for i in 0..<min(count, 2) where self.count < 4 {
      kinds |= UInt16(vm.streamKind(base[register + i])) << UInt16(self.count * 4)
      self.count += 1
    }
  }
  mutating func write(_ register: Int, count: Int) {}
  mutating func writeOnFallThrough(_ register: Int) {}
}
