// Tells LLVM which memory accesses and calls cannot touch each other.
import CLLVM
import TraceIR

/// A part of memory that no access to another part touches.
enum MemoryPart: Int, CaseIterable {
  case slots, listShape, tables, globals, cells, iterators, stack
  /// Array elements by kind: one array's storage holds one kind only.
  case words, integers, doubles, bytes
  /// What never changes after an object was made; no helper writes it as long as the object lives.
  case frozen
  /// The tree's constant table, which is not written while the tree runs.
  case constants
  /// The state block: exit buffer, scratch cell, poll word.
  case state

  /// The parts that a region covers.
  static func covered(by regions: Regions) -> [MemoryPart] {
    let table: [(Regions, [MemoryPart])] = [
      (.slots, [.slots]), (.items, [.words, .integers, .doubles, .bytes]),
      (.listShape, [.listShape]), (.tables, [.tables]), (.globals, [.globals]), (.cells, [.cells]),
      (.iterators, [.iterators]), (.stack, [.stack]),
    ]
    return table.flatMap { regions.contains($0.0) ? $0.1 : [] }
  }

  /// The part in which a field lies.
  static func of(_ field: FieldInfo) -> MemoryPart {
    field.isImmutable ? .frozen : covered(by: field.region).first ?? .frozen
  }
}

/// The alias metadata of one module.
final class AliasScopes {
  private let module: IRModule
  private let isSilent: Bool
  private let scopes: [LLVMMetadataRef]
  private let scopeKind, noaliasKind, invariantKind: CUnsignedInt
  private var callLists: [UInt16: LLVMMetadataRef] = [:]
  private var accessLists: [MemoryPart: (LLVMMetadataRef, LLVMMetadataRef)] = [:]

  /// Makes the metadata, or none if there will be no passes to read it.
  init(_ module: IRModule, isSilent: Bool) {
    self.module = module
    self.isSilent = isSilent
    let domain = module.node([module.string("runtime")])
    scopes = isSilent ? [] : MemoryPart.allCases.map { module.node([module.string("\($0)"), domain]) }
    scopeKind = module.metadataKind("alias.scope")
    noaliasKind = module.metadataKind("noalias")
    invariantKind = module.metadataKind("invariant.load")
  }

  /// Marks a load or store as one of `part`.
  func mark(_ access: IRValue, _ part: MemoryPart) {
    if isSilent { return }
    let (own, others) = lists(of: part)
    module.setMetadata(access, scopeKind, own)
    module.setMetadata(access, noaliasKind, others)
  }

  /// Marks a load as one whose value is the same whenever it is done.
  func markInvariant(_ load: IRValue) {
    if isSilent { return }
    module.setMetadata(load, invariantKind, module.node([]))
  }

  /// Marks a call as one that touches only `regions`, apart from the state block.
  func mark(call: IRValue, touching regions: Regions) {
    if isSilent { return }
    let list = callLists[regions.rawValue] ?? makeList(except: MemoryPart.covered(by: regions) + [.state])
    callLists[regions.rawValue] = list
    module.setMetadata(call, noaliasKind, list)
  }

  private func lists(of part: MemoryPart) -> (LLVMMetadataRef, LLVMMetadataRef) {
    if let lists = accessLists[part] { return lists }
    let lists = (module.node([scopes[part.rawValue]]), makeList(except: [part]))
    accessLists[part] = lists
    return lists
  }

  private func makeList(except parts: [MemoryPart]) -> LLVMMetadataRef {
    module.node(MemoryPart.allCases.filter { !parts.contains($0) }.map { scopes[$0.rawValue] })
  }
}
