// Makes a runtime ABI with plausible fields and named helpers for tests that do not run anything.
import TraceIR

enum TestABI {
  /// One field for each `FieldID`, eight bytes apart.
  static func fields() -> [FieldInfo] {
    FieldID.allCases.map { field in
      let type: IRType =
        switch field {
        case .objectClass, .objectLayout, .listItems: .ptr
        case .listCount, .listCapacity, .listKind, .tupleCount, .strLength, .rangeStart, .rangeStop, .rangeStep, .iteratorIndex, .iteratorLimit,
          .generatorPosition, .generatorStatus:
          .i64
        default: .word
        }
      let region: Regions =
        switch field {
        case .listCount, .listItems, .listCapacity, .listKind: .listShape
        case .cellValue: .cells
        case .iteratorSource, .iteratorIndex, .iteratorLimit, .generatorPosition, .generatorStatus: .iterators
        default: .slots
        }
      return FieldInfo(
        name: "\(field)", offset: 8 * Int(field.rawValue), type: type, region: region,
        isImmutable: field == .objectClass || field == .tupleCount)
    }
  }

  /// An ABI whose helpers have no address.
  static func make(helpers: [HelperInfo] = []) -> RuntimeABI {
    var state = StateLayout()
    state.scratchOffset = 8
    state.exitBufferOffset = 64
    state.exitBufferCount = 256
    let named = [
      HelperInfo(name: "rt_add", parameters: [.word, .word], result: .word, address: 0),
      HelperInfo(name: "rt_pow", parameters: [.f64, .f64], result: .f64, address: 0),
      HelperInfo(name: "rt_print", parameters: [.word], result: .none, address: 0),
      HelperInfo(name: "odd name!", parameters: [], result: .i1, address: 0),
    ]
    return RuntimeABI(fields: fields(), helpers: named + helpers, state: state, fingerprint: 1)
  }
}
