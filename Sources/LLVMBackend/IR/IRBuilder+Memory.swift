// Appends address arithmetic, loads and stores.
import CLLVM

extension IRBuilder {
  /// The address `offset` bytes after `base`.
  func address(_ base: IRValue, plus offset: Int, _ name: String = "") -> IRValue {
    offset == 0 ? base : address(base, plus: types.int(offset), name)
  }

  /// The address `offset` bytes after `base`; nothing is assumed about object bounds.
  func address(_ base: IRValue, plus offset: IRValue, _ name: String = "") -> IRValue {
    var indices: [LLVMValueRef?] = [offset.ref]
    return IRValue(ref: LLVMBuildGEP2(ref, types.i8.ref, base.ref, &indices, 1, name))
  }

  func load(_ type: LLType, _ address: IRValue, _ name: String = "") -> IRValue {
    IRValue(ref: LLVMBuildLoad2(ref, type.ref, address.ref, name))
  }

  @discardableResult
  func store(_ value: IRValue, to address: IRValue) -> IRValue {
    IRValue(ref: LLVMBuildStore(ref, value.ref, address.ref))
  }
}
