// Shows the trees of a dump at any stage of their compilation.
import Frontend
import LLVMBackend
import TraceIR

/// A trace dump that was read, to be shown.
public struct TraceInspection: Sendable {
  /// A form in which trees can be shown.
  public enum Stage: String, Sendable, CaseIterable {
    case recorded
    case optimized
    case llvm
    case llvmOptimized = "llvm-optimized"
    case asm
  }

  /// Why there is nothing to show.
  public struct Failure: Error, Sendable {
    /// Line and column in the dump, both from 1, if it is about a place in it.
    public let place: (line: Int, column: Int)?
    public let message: String

    init(place: (line: Int, column: Int)? = nil, message: String) {
      self.place = place
      self.message = message
    }
  }

  private let dump: TraceDump
  private let abi: RuntimeABI

  /// Reads a dump.
  ///
  /// - Throws: line, column and reason, if the bytes are not a dump.
  public init(_ bytes: [UInt8]) throws(Failure) {
    abi = Runtime.makeABI()
    do throws(TraceTextError) {
      dump = try TraceText(abi: abi).dump(bytes)
    } catch {
      throw Failure(place: (error.line, error.column), message: error.message)
    }
  }

  /// The number of trees in the dump; they are numbered from 0.
  public var count: Int { dump.trees.count }

  /// The text of all trees, or of one, at a stage.
  ///
  /// - Parameter target: the triple for which code is shown; nil means this processor.
  /// - Throws: if there is no such tree, or none can be taken to that stage.
  public func text(tree number: Int? = nil, stage: Stage, target: String? = nil) throws(Failure) -> String {
    if let number {
      guard dump.trees.indices.contains(number) else {
        throw Failure(message: "there is no trace \(number): the dump has \(count), numbered from 0")
      }
      do throws(CompileRefusal) {
        return try text(of: dump.trees[number], stage, target)
      } catch {
        throw Failure(message: "trace \(number): \(words(error))")
      }
    }
    switch stage {
    case .recorded: return TraceText(abi: abi).print(TraceDump(metadata: dump.metadata, trees: dump.trees.map { TraceDump.Entry(recorded: $0.recorded) }))
    default: return try allTrees(stage, target)
    }
  }

  private func allTrees(_ stage: Stage, _ target: String?) throws(Failure) -> String {
    let mark = stage == .optimized || stage == .asm ? "#" : ";"
    var parts: [String] = []
    var refusals: [String] = []
    for (number, entry) in dump.trees.enumerated() {
      do throws(CompileRefusal) {
        parts.append("\(mark) trace \(number)\n" + (try text(of: entry, stage, target)))
      } catch {
        refusals.append("trace \(number): \(words(error))")
        parts.append("\(mark) trace \(number): \(words(error))\n")
      }
    }
    if !refusals.isEmpty, refusals.count == dump.trees.count { throw Failure(message: refusals.joined(separator: "; ")) }
    return parts.joined(separator: "\n")
  }

  private func text(of entry: TraceDump.Entry, _ stage: Stage, _ target: String?) throws(CompileRefusal) -> String {
    switch stage {
    case .recorded:
      guard let tree = entry.recorded else { throw CompileRefusal(reason: "missing", detail: "the recorded form is not in the dump") }
      return TraceText(abi: abi).print(tree)
    case .optimized: return TraceText(abi: abi).print(try optimized(entry))
    case .llvm: return try code(entry, .lowered, target)
    case .llvmOptimized: return try code(entry, .optimized, target)
    case .asm: return try code(entry, .assembly, target)
    }
  }

  /// The optimized form: the dump's, else the optimizer's.
  private func optimized(_ entry: TraceDump.Entry) throws(CompileRefusal) -> TraceTree {
    if let tree = entry.optimized { return tree }
    guard let tree = entry.recorded else { throw CompileRefusal(reason: "missing", detail: "the tree is not in the dump") }
    return try optimize(tree, abi: abi, options: OptimizerOptions(verify: true))
  }

  private func code(_ entry: TraceDump.Entry, _ stage: CompilationStage, _ target: String?) throws(CompileRefusal) -> String {
    try LLVMTraceCompiler.text(
      of: try optimized(entry), abi: abi, stage: stage, target: target.map { TargetDescription(triple: $0) })
  }

  private func words(_ refusal: CompileRefusal) -> String {
    refusal.detail.isEmpty ? refusal.reason : "\(refusal.reason): \(refusal.detail)"
  }
}
