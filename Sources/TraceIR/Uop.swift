// Declares every uop once: operands, result, effects, guard behaviour and meaning.

/// The micro-operations of a trace. See `Uop.info` for the table of their properties.
public enum Uop: UInt8, Sendable, CaseIterable {
  // Constants.
  case constInt, constFloat, constBool, constWord, constRef, constPtr
  // Live-ins.
  case slot
  // Guards on words.
  case guardInt, guardFloat, guardBool, guardReference, guardClass, guardIsWord, guardIsRef, guardNotNil
  // Guards on other things.
  case guardLayout, guardTrue, guardFalse, poll
  // Boxing and conversion.
  case boxInt, boxFloat, boxBool, ref, unref, address, intToFloat, boolToInt, floatToInt
  // Integer arithmetic.
  case addOvf, subOvf, mulOvf, negOvf, addInt, subInt, andInt, orInt, xorInt, notInt
  case shlOvf, shrInt, floorDivInt, floorModInt, trueDivInt
  case eqInt, neInt, ltInt, leInt, gtInt, geInt
  // Float arithmetic.
  case addFloat, subFloat, mulFloat, divFloat, negFloat, absFloat, sqrtFloat
  case eqFloat, neFloat, ltFloat, leFloat, gtFloat, geFloat
  // Truth values and identity.
  case notBool, sameWord
  // Memory.
  case loadField, storeField, loadSlot, storeSlot
  case loadItem, storeItem, loadItemInt, storeItemInt, loadItemFloat, storeItemFloat, loadByte, storeByte
  case loadGlobal, storeGlobal
  case loadStack, storeStack, frameAddress
  // Allocation.
  case newObject, newTuple, newList
  // Joins.
  case merge
  // Calls.
  case call
}

/// What may happen when a uop runs.
public enum UopKind: UInt8, Sendable {
  /// Computes its result from its operands only; may be moved, merged or dropped.
  case pure
  /// Leaves the trace by its exit when its condition does not hold; otherwise pure.
  case guardOnly
  /// Reads memory.
  case load
  /// Writes memory.
  case store
  /// Allocates; has no other effect. May collect.
  case allocation
  /// Runs a runtime helper: effects are the helper's.
  case call
}

/// One row of the uop table.
public struct UopInfo: Sendable {
  /// The spelling in textual traces.
  public let name: String
  /// The operand types; `nil` when the uop takes any number of words (tuples, lists, calls).
  public let operands: [IRType]?
  /// The result type; for loads of fields and calls the field or helper decides.
  public let result: IRType
  public let kind: UopKind
  /// Whether the uop owns an exit (a snapshot and an exit number).
  public let hasExit: Bool
  /// What the immediate means.
  public let immediate: UopImmediate
  /// Memory regions read by loads and written by stores.
  public let regions: Regions
  /// One sentence for the reference page.
  public let sentence: String
}

/// What the immediate operand of a uop means.
public enum UopImmediate: UInt8, Sendable {
  case none
  /// The value itself: an integer, the bits of a double, 0/1, or the bits of a word.
  case literal
  /// An index into the tree's constant table.
  case constant
  /// A signed frame-slot offset, in words, from the base of the frame in which the tree is entered.
  case frameSlot
  /// A `FieldID`.
  case field
  /// A byte offset from the start of an object.
  case byteOffset
  /// An index into the runtime ABI's helper table.
  case helper
}

extension Uop {
  /// The table row of this uop.
  public var info: UopInfo { Uop.table[Int(rawValue)] }

  static let table: [UopInfo] = Uop.allCases.map { $0.describe() }

  private func describe() -> UopInfo {
    func row(
      _ operands: [IRType]?, _ result: IRType, _ kind: UopKind, exit: Bool = false,
      imm immediate: UopImmediate = .none, in regions: Regions = .nothing, _ sentence: String
    ) -> UopInfo {
      UopInfo(
        name: "\(self)", operands: operands, result: result, kind: kind, hasExit: exit,
        immediate: immediate, regions: regions, sentence: sentence)
    }
    let ii: [IRType] = [.i64, .i64]
    let ff: [IRType] = [.f64, .f64]
    switch self {
    case .constInt: return row([], .i64, .pure, imm: .literal, "An integer constant.")
    case .constFloat: return row([], .f64, .pure, imm: .literal, "A float constant, given by its bits.")
    case .constBool: return row([], .i1, .pure, imm: .literal, "A truth constant, 0 or 1.")
    case .constWord: return row([], .word, .pure, imm: .literal, "An immediate word (None, a truth value, nil, a small integer).")
    case .constRef: return row([], .word, .pure, imm: .constant, "A heap object of the constant table, as a word.")
    case .constPtr: return row([], .ptr, .pure, imm: .constant, "The raw address in an entry of the constant table (a layout).")
    case .slot: return row([], .word, .load, imm: .frameSlot, in: .stack, "The word in a frame slot when the trace is entered.")
    case .guardInt: return row([.word], .i64, .guardOnly, exit: true, "Unboxes an int of at most 64 bits (not a bool) or leaves.")
    case .guardFloat: return row([.word], .f64, .guardOnly, exit: true, "Unboxes a float or leaves.")
    case .guardBool: return row([.word], .i1, .guardOnly, exit: true, "Unboxes a truth value or leaves.")
    case .guardReference: return row([.word], .ptr, .guardOnly, exit: true, "The address of a heap object of any class, or leaves.")
    case .guardClass: return row([.word], .ptr, .guardOnly, exit: true, imm: .constant, "The address of a heap object whose class is the constant, or leaves.")
    case .guardIsWord: return row([.word], .none, .guardOnly, exit: true, imm: .literal, "Leaves unless the word equals the literal.")
    case .guardIsRef: return row([.word], .none, .guardOnly, exit: true, imm: .constant, "Leaves unless the word is the constant object.")
    case .guardNotNil: return row([.word], .none, .guardOnly, exit: true, "Leaves if the word is nil: a helper raised, or a name is unbound.")
    case .guardLayout: return row([.ptr], .none, .guardOnly, exit: true, imm: .constant, in: .slots, "Leaves unless the object's layout is the constant.")
    case .guardTrue: return row([.i1], .none, .guardOnly, exit: true, "Leaves unless the condition holds.")
    case .guardFalse: return row([.i1], .none, .guardOnly, exit: true, "Leaves if the condition holds.")
    case .poll: return row([], .none, .guardOnly, exit: true, in: .world, "Leaves when the runtime wants attention (signal, collection, invalidation).")
    case .boxInt: return row([.i64], .word, .pure, "The word for an integer; allocates when it is wider than an immediate.")
    case .boxFloat: return row([.f64], .word, .pure, "The word for a float; allocates when it has no immediate form.")
    case .boxBool: return row([.i1], .word, .pure, "The word True or False.")
    case .ref: return row([.ptr], .word, .pure, "The word for the object at an address.")
    case .unref: return row([.word], .ptr, .pure, "The address in a word known to be a reference.")
    case .address: return row([.ptr], .ptr, .pure, imm: .byteOffset, "The address some bytes into an object.")
    case .intToFloat: return row([.i64], .f64, .pure, "The nearest double.")
    case .boolToInt: return row([.i1], .i64, .pure, "0 or 1.")
    case .floatToInt: return row([.f64], .i64, .guardOnly, exit: true, "Truncates; leaves unless the result fits 63 bits.")
    case .addOvf: return row(ii, .i64, .guardOnly, exit: true, "Adds; leaves on overflow.")
    case .subOvf: return row(ii, .i64, .guardOnly, exit: true, "Subtracts; leaves on overflow.")
    case .mulOvf: return row(ii, .i64, .guardOnly, exit: true, "Multiplies; leaves on overflow.")
    case .negOvf: return row([.i64], .i64, .guardOnly, exit: true, "Negates; leaves on overflow.")
    case .addInt: return row(ii, .i64, .pure, "Adds; known not to overflow, or meant to wrap.")
    case .subInt: return row(ii, .i64, .pure, "Subtracts; known not to overflow, or meant to wrap.")
    case .andInt: return row(ii, .i64, .pure, "Bitwise and.")
    case .orInt: return row(ii, .i64, .pure, "Bitwise or.")
    case .xorInt: return row(ii, .i64, .pure, "Bitwise exclusive or.")
    case .notInt: return row([.i64], .i64, .pure, "Bitwise complement.")
    case .shlOvf: return row(ii, .i64, .guardOnly, exit: true, "Shifts left; leaves on overflow or a count outside 0...62.")
    case .shrInt: return row(ii, .i64, .guardOnly, exit: true, "Shifts right arithmetically, counts over 63 as 63; leaves on a negative count.")
    case .floorDivInt: return row(ii, .i64, .guardOnly, exit: true, "Floor division; leaves if the divisor is 0 or -1.")
    case .floorModInt: return row(ii, .i64, .guardOnly, exit: true, "Remainder with the divisor's sign; leaves if the divisor is 0 or -1.")
    case .trueDivInt: return row(ii, .f64, .guardOnly, exit: true, "Divides as doubles; leaves if the divisor is 0 or an operand exceeds 2^53 in magnitude.")
    case .eqInt: return row(ii, .i1, .pure, "Equal.")
    case .neInt: return row(ii, .i1, .pure, "Not equal.")
    case .ltInt: return row(ii, .i1, .pure, "Less.")
    case .leInt: return row(ii, .i1, .pure, "Less or equal.")
    case .gtInt: return row(ii, .i1, .pure, "Greater.")
    case .geInt: return row(ii, .i1, .pure, "Greater or equal.")
    case .addFloat: return row(ff, .f64, .pure, "Adds.")
    case .subFloat: return row(ff, .f64, .pure, "Subtracts.")
    case .mulFloat: return row(ff, .f64, .pure, "Multiplies.")
    case .divFloat: return row(ff, .f64, .guardOnly, exit: true, "Divides; leaves if the divisor is zero.")
    case .negFloat: return row([.f64], .f64, .pure, "Negates.")
    case .absFloat: return row([.f64], .f64, .pure, "The magnitude.")
    case .sqrtFloat: return row([.f64], .f64, .guardOnly, exit: true, "The square root; leaves unless the operand is at least zero.")
    case .eqFloat: return row(ff, .i1, .pure, "Equal (ordered).")
    case .neFloat: return row(ff, .i1, .pure, "Not equal (or unordered).")
    case .ltFloat: return row(ff, .i1, .pure, "Less (ordered).")
    case .leFloat: return row(ff, .i1, .pure, "Less or equal (ordered).")
    case .gtFloat: return row(ff, .i1, .pure, "Greater (ordered).")
    case .geFloat: return row(ff, .i1, .pure, "Greater or equal (ordered).")
    case .notBool: return row([.i1], .i1, .pure, "Negation.")
    case .sameWord: return row([.word, .word], .i1, .pure, "Whether two words are bit for bit equal.")
    case .loadField: return row([.ptr], .none, .load, imm: .field, "A named field; type and region come from the field.")
    case .storeField: return row(nil, .none, .store, imm: .field, "Writes a named field: object, value.")
    case .loadSlot: return row([.ptr], .word, .load, imm: .byteOffset, in: .slots, "An attribute slot of an instance.")
    case .storeSlot: return row([.ptr, .word], .none, .store, imm: .byteOffset, in: .slots, "Writes an attribute slot of an instance.")
    case .loadItem: return row([.ptr, .i64], .word, .load, in: .items, "Word number i of an array.")
    case .storeItem: return row([.ptr, .i64, .word], .none, .store, in: .items, "Writes word number i of an array.")
    case .loadItemInt: return row([.ptr, .i64], .i64, .load, in: .items, "Raw integer number i of an array.")
    case .storeItemInt: return row([.ptr, .i64, .i64], .none, .store, in: .items, "Writes raw integer number i of an array.")
    case .loadItemFloat: return row([.ptr, .i64], .f64, .load, in: .items, "Raw double number i of an array.")
    case .storeItemFloat: return row([.ptr, .i64, .f64], .none, .store, in: .items, "Writes raw double number i of an array.")
    case .loadByte: return row([.ptr, .i64], .i64, .load, in: .items, "Byte number i of an array, zero-extended.")
    case .storeByte: return row([.ptr, .i64, .i64], .none, .store, in: .items, "Writes byte number i of an array; the value is 0...255.")
    case .loadGlobal: return row([], .word, .load, imm: .constant, in: .globals, "The word in the variable cell named by the constant.")
    case .storeGlobal: return row([.word], .none, .store, imm: .constant, in: .globals, "Writes the variable cell named by the constant.")
    case .loadStack: return row([], .word, .load, imm: .frameSlot, in: .stack, "The word in a frame slot in memory now.")
    case .storeStack: return row([.word], .none, .store, imm: .frameSlot, in: .stack, "Writes a frame slot in memory.")
    case .frameAddress: return row([], .word, .pure, imm: .frameSlot, "The raw address of a frame slot, as frame headers hold it.")
    case .newObject: return row([], .ptr, .allocation, imm: .constant, "A new instance described by the constant (class and layout); slots are nil.")
    case .newTuple: return row(nil, .ptr, .allocation, "A new tuple of the operands.")
    case .newList: return row(nil, .ptr, .allocation, "A new list of the operands.")
    case .merge: return row([], .none, .guardOnly, exit: true, imm: .literal, "Recorded form only: a place where other traces may join; never leaves. 1: behind the loop region.")
    case .call: return row(nil, .none, .call, imm: .helper, "Calls a runtime helper; its row gives types and effects.")
    }
  }
}
