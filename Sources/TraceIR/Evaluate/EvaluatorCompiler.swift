// Makes trees runnable without machine code: the engine's fallback and the oracle for the compiled form.

/// Evaluates optimized trees in plain Swift.
public final class EvaluatorCompiler: TraceCompiler {
  public init() {}

  /// Prepares a tree.
  ///
  /// - Throws: `invalid tree`, `missing helper`, `helper signature` (over 8 integer or 3 float operands), `exit buffer`
  ///   (more live values or tuple items than cells) or `too many values`.
  public func compile(_ tree: TraceTree, abi: RuntimeABI) throws(CompileRefusal) -> any CompiledTree {
    if let problem = TraceVerifier.problems(in: tree, abi: abi, form: .optimized).first {
      throw CompileRefusal(reason: "invalid tree", detail: problem.description)
    }
    var builder = EvaluatorBuilder(tree, abi: abi)
    return EvaluatedTree(try builder.build())
  }

  /// Always refuses (`no object code`): an evaluated tree has nothing that could be stored.
  public func load(object: [UInt8], tree: TraceTree, abi: RuntimeABI) throws(CompileRefusal) -> any CompiledTree {
    throw CompileRefusal(reason: "no object code", detail: "the evaluator makes no object files")
  }
}

/// A tree that the evaluator runs.
final class EvaluatedTree: CompiledTree {
  private let program: EvaluatorProgram

  init(_ program: EvaluatorProgram) { self.program = program }

  var entryAddress: UInt? { nil }
  var codeRange: Range<UInt> { 0..<0 }
  var objectBytes: [UInt8] { [] }

  func run(state: UnsafeMutableRawPointer, base: UnsafeMutableRawPointer, constants: UnsafeRawPointer) -> Int {
    program.steps.withUnsafeBufferPointer { steps in
      withStackCells(program.cellCount) { cells in
        EvaluatorMachine(program: program, steps: steps, cells: cells, state: state, base: base, constants: constants).run()
      }
    }
  }
}
