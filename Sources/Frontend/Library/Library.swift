// Fills the builtins module and registers native modules.

extension Runtime {
  /// Gives every built-in class below another a docstring.
  private func documentTypes(_ base: TypeRef) {
    for value in vm.listItems(base.pointee.subclasses) {
      let type = value.object(TypeObject.self)
      let known = vm.dictGet(type.pointee.dict, vm.name(.__doc__))
      if type != vm.types.noneType, known.isNil || known.isNone {
        vm.dictSet(type.pointee.dict, vm.name(.__doc__), vm.makeString("Built-in class \(vm.typeName(type))."))
        vm.typeChanged(type)
      }
      documentTypes(type)
    }
  }

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
    documentTypes(vm.types.object)
  }
}
