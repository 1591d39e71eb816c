// Declares what the interpreter needs of the object model and the library; the owners move each function to its room.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `import name`, or the module that `from ... import` takes from (`fromList` is a tuple, else None).
  public func importModule(_ name: Value, level: Int, fromList: Value, globals: Value) -> Value {
    raise("ModuleNotFoundError", "No module named '\(swiftString(name))'")
  }

  /// `from module import name`.
  public func importFrom(_ module: Value, _ name: Value) -> Value { getAttribute(module, name) }

  /// `from module import *`.
  public func importStar(_ module: Value, into namespace: Value) -> Bool { false }

  /// Shows the value of an expression statement in interactive mode.
  public func displayHook(_ value: Value) -> Bool { true }
}
