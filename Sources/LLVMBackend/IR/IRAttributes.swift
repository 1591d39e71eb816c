// Attaches attributes and metadata to functions, calls and instructions.
import CLLVM

/// Where an attribute sits.
enum AttributePlace {
  case function, result, parameter(Int)

  var index: LLVMAttributeIndex {
    switch self {
    case .function: LLVMAttributeIndex(bitPattern: Int32(LLVMAttributeFunctionIndex))
    case .result: LLVMAttributeIndex(LLVMAttributeReturnIndex)
    case .parameter(let number): LLVMAttributeIndex(number + 1)
    }
  }
}

/// What a call may do to memory, in the encoding of LLVM's `memory` attribute: two bits (read, write)
/// for each of memory reached through arguments, memory that this module cannot reach, and the rest.
enum MemoryEffects {
  /// Touches nothing.
  case none
  /// Reads anything, writes nothing.
  case reading
  /// Touches only what this module cannot reach; keeps the call in place without hindering others.
  case invisible

  var bits: UInt64 {
    switch self {
    case .none: 0
    case .reading: 0b01_01_01
    case .invisible: 0b00_11_00
    }
  }
}

extension IRModule {
  func enumAttribute(_ name: String, _ value: UInt64 = 0) -> LLVMAttributeRef {
    let kind = name.utf8CString.withUnsafeBufferPointer {
      LLVMGetEnumAttributeKindForName($0.baseAddress, $0.count - 1)
    }
    return LLVMCreateEnumAttribute(context.ref, kind, value)
  }

  func stringAttribute(_ name: String, _ value: String = "") -> LLVMAttributeRef {
    LLVMCreateStringAttribute(
      context.ref, name, CUnsignedInt(name.utf8.count), value, CUnsignedInt(value.utf8.count))
  }

  func add(
    _ attribute: LLVMAttributeRef, to function: IRFunction, at place: AttributePlace = .function
  ) {
    LLVMAddAttributeAtIndex(function.ref, place.index, attribute)
  }

  func add(
    _ attribute: LLVMAttributeRef, toCall call: IRValue, at place: AttributePlace = .function
  ) {
    LLVMAddCallSiteAttribute(call.ref, place.index, attribute)
  }

  func string(_ text: String) -> LLVMMetadataRef {
    LLVMMDStringInContext2(context.ref, text, text.utf8.count)
  }

  func integer(_ value: Int) -> LLVMMetadataRef { LLVMValueAsMetadata(types.int(value).ref) }

  func integer32(_ value: Int32) -> LLVMMetadataRef { LLVMValueAsMetadata(types.int32(value).ref) }

  func node(_ operands: [LLVMMetadataRef]) -> LLVMMetadataRef {
    var refs = operands.map { Optional($0) }
    return LLVMMDNodeInContext2(context.ref, &refs, refs.count)
  }

  func metadataKind(_ name: String) -> CUnsignedInt {
    LLVMGetMDKindIDInContext(context.ref, name, CUnsignedInt(name.utf8.count))
  }

  func setMetadata(_ instruction: IRValue, _ kind: CUnsignedInt, _ node: LLVMMetadataRef) {
    LLVMSetMetadata(instruction.ref, kind, LLVMMetadataAsValue(context.ref, node))
  }
}
