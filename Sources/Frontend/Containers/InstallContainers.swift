// Defines the methods of all built-in containers.

extension Runtime {
  /// Gives str, bytes, list, tuple, dict, set, range, slice and the iterators their methods.
  func installContainers() {
    installIterators()
    installSlice()
    installLists()
    installDicts()
    installSets()
    installRange()
    installStrings()
    installBytes()
    installMemoryView()
  }
}
