// Collects what can be chosen about compilation.

/// How trees are compiled and loaded.
public struct BackendOptions: Sendable, Hashable {
  /// Which linker makes fresh code executable.
  public enum Linker: String, Sendable, CaseIterable {
    /// LLVM's ORC.
    case orc
    /// The loader of this module, which cached code always goes through.
    case own
  }

  /// The passes that run before code generation.
  public var passes: PassPipeline
  /// The effort of code generation.
  public var level: CodegenLevel
  /// Whether instructions are selected one by one, which takes a fifth of the time that LLVM's usual way of
  /// matching patterns takes, and does not make slower traces.
  public var selectsFast: Bool
  public var linker: Linker
  /// Whether code counts how often each of its traces begins: in the words below the constant table, trace 0 nearest.
  public var countsTraces: Bool
  /// Whether the tree is lowered to what the fastest selection handles without its slow ways, and to nothing that only passes
  /// would look at.
  public var lowersPlainly: Bool
  /// Whether instructions have debug locations whose line is the number of their uop, counted from 1 over entry, preheader
  /// and traces.
  public var marksUops: Bool

  public init(
    passes: PassPipeline = .standard, level: CodegenLevel = .less, selectsFast: Bool = true, linker: Linker = .own,
    lowersPlainly: Bool = false, countsTraces: Bool = false, marksUops: Bool = false
  ) {
    self.passes = passes
    self.level = level
    self.selectsFast = selectsFast
    self.linker = linker
    self.lowersPlainly = lowersPlainly
    self.countsTraces = countsTraces
    self.marksUops = marksUops
  }

  /// For code that will run long: the default.
  public static let thorough = BackendOptions()
  /// For code at once, in about a fifth of the time of `thorough`; it runs at half the speed.
  public static let instant = BackendOptions(passes: .empty, level: .none, lowersPlainly: true)
}
