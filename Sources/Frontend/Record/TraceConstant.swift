// Names what compiled code holds on to: classes, layouts, functions, variables and other objects.

import TraceIR

/// An entry of a tree's constant table.
public enum TraceConstant {
  /// Any heap object, as a tagged word.
  case value(Value)
  /// A class; also the template of its plain instances.
  case type(TypeRef)
  /// A layout, as a raw address.
  case layout(LayoutRef)
  case code(UnsafeMutablePointer<CodeObject>)
  /// The address of the value of a module variable's cell.
  case global(UnsafeMutablePointer<GlobalCell>)
  /// The address of an instruction, as frame headers hold it: code and position in words.
  case instruction(UnsafeMutablePointer<CodeObject>, Int)

  /// The word that compiled code loads.
  public var word: UInt64 {
    switch self {
    case .value(let value): value.raw
    case .type(let type): Value(type).raw
    case .layout(let layout): UInt64(UInt(bitPattern: layout))
    case .code(let code): Value(code).raw
    case .global(let cell):
      UInt64(UInt(bitPattern: UnsafeMutableRawPointer(cell) + (MemoryLayout<GlobalCell>.offset(of: \.value) ?? 0)))
    case .instruction(let code, let pc): UInt64(UInt(bitPattern: code.pointee.words + pc))
    }
  }

  /// The heap object that must stay alive as long as the code.
  var root: Value? {
    switch self {
    case .value(let value): value
    case .type(let type): Value(type)
    case .layout: nil
    case .code(let code), .instruction(let code, _): Value(code)
    case .global(let cell): Value(cell)
    }
  }
}

/// What a tree assumed to stay as it was when it was recorded.
public struct Assumption: Hashable {
  public enum Subject: Hashable {
    case type(UInt)
    case global(UInt)
  }
  public let subject: Subject
  /// The class's version, or the variable's value.
  public let state: UInt64
}
