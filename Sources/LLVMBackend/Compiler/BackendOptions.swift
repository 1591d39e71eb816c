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
  /// The passes for trees of more than `largeTree` uops.
  public var passesForLargeTrees: PassPipeline
  /// The number of uops above which a tree counts as large. What a pass costs for each uop grows with
  /// the number of exits in a loop.
  public var largeTree: Int
  /// The effort of code generation.
  public var level: CodegenLevel
  /// Whether instructions are selected in a simpler way, which takes a third less time and multiplies
  /// less cleverly.
  public var selectsFast: Bool
  public var linker: Linker
  /// Whether code counts how often each of its traces begins: in the words below the constant table, trace 0 nearest.
  public var countsTraces: Bool
  /// Whether instructions have debug locations whose line is the number of their uop, counted from 1 over entry, preheader
  /// and traces.
  public var marksUops: Bool

  public init(
    passes: PassPipeline = .standard, passesForLargeTrees: PassPipeline = .light, largeTree: Int = 400,
    level: CodegenLevel = .standard, selectsFast: Bool = false, linker: Linker = .orc,
    countsTraces: Bool = false, marksUops: Bool = false
  ) {
    self.passes = passes
    self.passesForLargeTrees = passesForLargeTrees
    self.largeTree = largeTree
    self.level = level
    self.selectsFast = selectsFast
    self.linker = linker
    self.countsTraces = countsTraces
    self.marksUops = marksUops
  }

  /// For code that will run long: the default.
  public static let thorough = BackendOptions()
  /// For a first version, in about half the time of `thorough`.
  public static let quick = BackendOptions(
    passes: .light, level: .less, selectsFast: true)
  /// For code at once, in about a tenth of the time of `thorough`.
  public static let instant = BackendOptions(
    passes: .empty, passesForLargeTrees: .empty, level: .none)
}
