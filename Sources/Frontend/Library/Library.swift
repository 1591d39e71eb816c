// Fills the builtins module and registers native modules.

extension Runtime {
  /// Makes `builtins` and the methods of built-in types; registers factories of native modules.
  public func installLibrary() {}
}
