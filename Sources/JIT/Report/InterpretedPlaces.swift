// Finds where the interpreter still spends its bytecodes, by samples.
import Frontend

/// Where bytecodes were interpreted: places by how many samples fell on them.
///
/// Every so many bytecodes one is looked at: each place costs a look-up.
struct InterpretedPlaces {
  /// Prime, so that loops do not meet the same instruction each time.
  static let period = 61

  private struct Key: Hashable {
    let code: UInt
    let pc: Int
  }
  private struct Place {
    let name: String
    var samples = 0
  }

  private var places: [Key: Place] = [:]

  /// Notes the instruction at `pc` of the frame at `base`.
  mutating func add(_ vm: VM, _ pc: UnsafeMutablePointer<UInt64>, _ base: UnsafeMutablePointer<Value>) {
    let code = vm.codeObject(base)
    let position = pc - code.pointee.words
    let key = Key(code: UInt(bitPattern: code), pc: position)
    if places[key] == nil { places[key] = Place(name: InterpretedPlaces.name(vm, code, position)) }
    places[key]?.samples += 1
  }

  private static func name(_ vm: VM, _ code: UnsafeMutablePointer<CodeObject>, _ position: Int) -> String {
    let op = Opcode(rawValue: UInt16(truncatingIfNeeded: code.pointee.words[position]) & 255).map { "\($0)" } ?? "?"
    return "\(vm.swiftString(code.pointee.qualifiedName)):\(vm.lineNumber(code, position)) \(op)"
  }

  /// The places with the most samples first.
  var ranked: [(name: String, samples: Int)] {
    places.values.map { ($0.name, $0.samples) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}
