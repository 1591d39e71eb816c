// Wraps LLVM's types, values, blocks and functions so that they cannot be mistaken for each other.
import CLLVM

/// An LLVM type.
struct LLType: Hashable {
  let ref: LLVMTypeRef
}

/// An LLVM value of any kind.
struct IRValue: Hashable {
  let ref: LLVMValueRef

  var type: LLType { LLType(ref: LLVMTypeOf(ref)) }
}

/// A basic block.
struct IRBlock: Hashable {
  let ref: LLVMBasicBlockRef

  /// Whether the block already ends in a branch or return.
  var isTerminated: Bool { LLVMGetBasicBlockTerminator(ref) != nil }
}

/// A function or function declaration with its type.
struct IRFunction: Hashable {
  let ref: LLVMValueRef
  let type: LLType

  var value: IRValue { IRValue(ref: ref) }

  func parameter(_ index: Int) -> IRValue {
    IRValue(ref: LLVMGetParam(ref, CUnsignedInt(index)))
  }
}

/// The types that trace code uses, made once per context.
struct LLTypes {
  let context: LLVMContextRef
  let i1, i8, i16, i32, i64, f64, ptr, void: LLType

  init(_ context: IRContext) {
    let ref = context.ref
    self.context = ref
    i1 = LLType(ref: LLVMInt1TypeInContext(ref))
    i8 = LLType(ref: LLVMInt8TypeInContext(ref))
    i16 = LLType(ref: LLVMInt16TypeInContext(ref))
    i32 = LLType(ref: LLVMInt32TypeInContext(ref))
    i64 = LLType(ref: LLVMInt64TypeInContext(ref))
    f64 = LLType(ref: LLVMDoubleTypeInContext(ref))
    ptr = LLType(ref: LLVMPointerTypeInContext(ref, 0))
    void = LLType(ref: LLVMVoidTypeInContext(ref))
  }

  func function(_ parameters: [LLType], returns result: LLType) -> LLType {
    var refs = parameters.map { Optional($0.ref) }
    return LLType(ref: LLVMFunctionType(result.ref, &refs, CUnsignedInt(refs.count), 0))
  }

  func structure(_ fields: [LLType]) -> LLType {
    var refs = fields.map { Optional($0.ref) }
    return LLType(ref: LLVMStructTypeInContext(context, &refs, CUnsignedInt(refs.count), 0))
  }

  func int(_ value: Int) -> IRValue { constant(i64, UInt64(bitPattern: Int64(value))) }
  func bool(_ value: Bool) -> IRValue { constant(i1, value ? 1 : 0) }
  func int32(_ value: Int32) -> IRValue { constant(i32, UInt64(UInt32(bitPattern: value))) }
  func double(_ value: Double) -> IRValue { IRValue(ref: LLVMConstReal(f64.ref, value)) }
  func null(_ type: LLType) -> IRValue { IRValue(ref: LLVMConstNull(type.ref)) }
  func poison(_ type: LLType) -> IRValue { IRValue(ref: LLVMGetPoison(type.ref)) }

  /// An integer constant of any integer type; bits above the type's width must be zero.
  func constant(_ type: LLType, _ bits: UInt64) -> IRValue {
    IRValue(ref: LLVMConstInt(type.ref, bits, 0))
  }
}
