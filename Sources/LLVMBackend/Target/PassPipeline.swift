// Runs LLVM's middle-end passes over a module.
import CLLVM

/// A list of passes in LLVM's textual form, such as `early-cse<memssa>,gvn`.
public struct PassPipeline: Hashable, Sendable {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  /// No passes at all.
  public static let empty = PassPipeline("")

  /// What trace code profits from: it is typed, simplified and hoisted before LLVM sees it.
  public static let standard = PassPipeline("early-cse<memssa>,instcombine<no-verify-fixpoint>,simplifycfg")

  /// Runs the passes.
  ///
  /// - Throws: `passes` if the text is not a pipeline, or if a pass reports an error.
  func run(on module: IRModule, _ machine: TargetMachine) throws(BackendError) {
    guard !text.isEmpty else { return }
    let options = LLVMCreatePassBuilderOptions()
    defer { LLVMDisposePassBuilderOptions(options) }
    if let message = takeError(LLVMRunPasses(module.ref, text, machine.ref, options)) {
      throw .passes(message)
    }
    let errors = module.context.takeErrors()
    guard errors.isEmpty else { throw .passes(errors.joined(separator: "; ")) }
  }
}
