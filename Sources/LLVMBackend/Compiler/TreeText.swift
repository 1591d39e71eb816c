// Shows what becomes of a tree: LLVM assembly before and after passes, and machine assembly.
import TraceIR

/// A stage of compilation that can be shown.
public enum CompilationStage: String, Sendable, CaseIterable {
  /// LLVM's language, as the lowering makes it.
  case lowered
  /// LLVM's language after the passes.
  case optimized
  /// The processor's language.
  case assembly
}

extension LLVMTraceCompiler {
  /// The text of an optimized tree at `stage`, for `target` or for this processor.
  ///
  /// - Throws: a refusal whose reason is `BackendError.name`.
  public static func text(
    of tree: TraceTree, abi: RuntimeABI, stage: CompilationStage,
    options: BackendOptions = BackendOptions(), target: TargetDescription? = nil
  ) throws(CompileRefusal) -> String {
    do throws(BackendError) {
      let emitter = try TreeEmitter(options, target: target)
      switch stage {
      case .lowered: return try emitter.lower(tree, abi).text
      case .optimized: return try emitter.optimize(tree, abi).text
      case .assembly: return try emitter.assembly(tree, abi)
      }
    } catch {
      throw CompileRefusal(error)
    }
  }

  /// The object bytes of an optimized tree for another processor.
  ///
  /// - Throws: a refusal whose reason is `BackendError.name`.
  public static func object(
    of tree: TraceTree, abi: RuntimeABI, options: BackendOptions = BackendOptions(),
    target: TargetDescription
  ) throws(CompileRefusal) -> [UInt8] {
    do throws(BackendError) {
      return try TreeEmitter(options, target: target).object(tree, abi)
    } catch {
      throw CompileRefusal(error)
    }
  }
}
