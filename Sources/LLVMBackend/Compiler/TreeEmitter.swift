// Takes a tree through lowering, passes and code generation for one target.
import TraceIR

/// Whether LLVM's verifier sees every module. It takes a twentieth of the time of quick compiling, and finds mistakes of the lowering only.
#if DEBUG
  private let verifiesModules = true
#else
  private let verifiesModules = false
#endif

/// A code generator for trees. It belongs to one thread at a time.
final class TreeEmitter {
  private let library: LLVMLibrary
  private let machine: TargetMachine
  private let options: BackendOptions

  /// Makes a generator for `target`, or for the processor this process runs on.
  ///
  /// - Throws: `libraryUnavailable` or `unknownTarget`.
  init(_ options: BackendOptions, target: TargetDescription?) throws(BackendError) {
    library = try LLVMLibrary.shared.get()
    machine = try TargetMachine(
      library, target ?? .host(library), level: options.level, selectsFast: options.selectsFast)
    self.options = options
  }

  /// Lowers a tree and checks the result, without passes.
  ///
  /// - Throws: `invalidTree`, `unsupported` or `invalidModule`.
  func lower(_ tree: TraceTree, _ abi: RuntimeABI) throws(BackendError) -> IRModule {
    // LLVM's functions trust their arguments: a value of a wrong type could end the process.
    let problems = TraceVerifier.problems(in: tree, abi: abi, form: .optimized)
    if let problem = problems.first { throw .invalidTree("\(problem)") }
    let module = IRModule(name: tree.name, context: IRContext(library), machine: machine)
    try TreeLowering(tree, abi, module, options).lower()
    if verifiesModules || !options.lowersPlainly { try module.verify() }
    return module
  }

  func optimize(_ tree: TraceTree, _ abi: RuntimeABI) throws(BackendError) -> IRModule {
    let module = try lower(tree, abi)
    try options.passes.run(on: module, machine)
    return module
  }

  func object(_ tree: TraceTree, _ abi: RuntimeABI) throws(BackendError) -> [UInt8] {
    try machine.emitObject(optimize(tree, abi))
  }

  func assembly(_ tree: TraceTree, _ abi: RuntimeABI) throws(BackendError) -> String {
    try machine.emitAssembly(optimize(tree, abi))
  }
}
