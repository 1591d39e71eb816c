// Fills the builtins module and registers native modules.

extension Runtime {
  /// Makes `builtins` and the methods of built-in types; registers factories of native modules.
  public func installLibrary() {
    guard builtins.isNil else { return }
    installObject()
    installExceptions()
    builtins = makeModule("builtins")
    permanentRoots.append(builtins)
    installType()
    installNumbers()
    installContainers()
    installGenericAliases()
    installSuper()
    installFunctions()
    installCode()
    installDescriptors()
    installGenerators()
    installModuleType()
    installWeakReferences()
    registerModules()
    fillBuiltins()
  }
}
