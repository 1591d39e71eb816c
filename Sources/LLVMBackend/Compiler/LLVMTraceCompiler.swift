// Compiles trace trees with LLVM and loads what was compiled before.
import CLLVM
import Synchronization
import TraceIR

/// The compiler of trace trees. LLVM is loaded by the first `compile`; `load` needs none.
public final class LLVMTraceCompiler: TraceCompiler {
  private let options: BackendOptions
  /// What LLVM needs is made on first use and kept; the lock also keeps it on one thread at a time.
  private let tools = Mutex<Tools?>(nil)

  /// Makes a compiler; nothing is loaded yet.
  public init(options: BackendOptions = BackendOptions()) {
    self.options = options
  }

  /// Compiles an optimized tree for this processor.
  ///
  /// - Throws: a refusal whose reason is `BackendError.name`.
  public func compile(
    _ tree: TraceTree, abi: RuntimeABI
  ) throws(CompileRefusal) -> any CompiledTree {
    do throws(BackendError) {
      let bytes = try emit(tree, abi)
      let code = try link(bytes, abi)
      return NativeTree(code, objectBytes: bytes)
    } catch {
      throw CompileRefusal(error)
    }
  }

  /// Loads object bytes that an earlier `compile` of an equal tree made. The bytes are executed: the
  /// caller must know that they are unchanged.
  ///
  /// - Throws: a refusal whose reason is `BackendError.name`.
  public func load(
    object: [UInt8], tree: TraceTree, abi: RuntimeABI
  ) throws(CompileRefusal) -> any CompiledTree {
    do throws(BackendError) {
      let code = try ObjectLoader.load(
        object, entry: TreeLowering.entryName, helpers: abi.address(ofHelper:))
      return NativeTree(code, objectBytes: object)
    } catch {
      throw CompileRefusal(error)
    }
  }

  public func rest() { cllvm_rest() }

  private func emit(_ tree: TraceTree, _ abi: RuntimeABI) throws(BackendError) -> [UInt8] {
    try withTools { tools throws(BackendError) in try tools.emitter.object(tree, abi) }
  }

  private func link(_ bytes: [UInt8], _ abi: RuntimeABI) throws(BackendError) -> LoadedCode {
    let entry = TreeLowering.entryName
    switch options.linker {
    case .own: return try ObjectLoader.load(bytes, entry: entry, helpers: abi.address(ofHelper:))
    case .orc:
      return try withTools { tools throws(BackendError) in
        try tools.orc().load(bytes, entry: entry, helpers: abi.address(ofHelper:))
      }
    }
  }

  private func withTools<T: Sendable>(
    _ body: (Tools) throws(BackendError) -> T
  ) throws(BackendError) -> T {
    try tools.withLock { (tools: inout sending Tools?) throws(BackendError) -> T in
      if let tools { return try body(tools) }
      let made = try Tools(options)
      tools = made
      return try body(made)
    }
  }
}

/// What compilation keeps between trees.
private final class Tools {
  let emitter: TreeEmitter
  /// Made when code is linked by LLVM for the first time.
  private var loader: ORCLoader?

  init(_ options: BackendOptions) throws(BackendError) {
    emitter = try TreeEmitter(options, target: nil)
  }

  func orc() throws(BackendError) -> ORCLoader {
    if let loader { return loader }
    let made = try ORCLoader(LLVMLibrary.shared.get())
    loader = made
    return made
  }
}

extension CompileRefusal {
  init(_ error: BackendError) {
    self.init(reason: error.name, detail: error.detail)
  }
}

extension RuntimeABI {
  /// The address of the helper with a name, if there is one.
  func address(ofHelper name: String) -> UInt? {
    helperIndex(named: name).map { helpers[$0].address }
  }
}
