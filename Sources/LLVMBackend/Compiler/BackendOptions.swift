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
  public var linker: Linker

  public init(
    passes: PassPipeline = .standard, level: CodegenLevel = .standard, linker: Linker = .orc
  ) {
    self.passes = passes
    self.level = level
    self.linker = linker
  }
}
