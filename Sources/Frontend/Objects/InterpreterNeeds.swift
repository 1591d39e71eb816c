// Declares what the interpreter needs of the object model and the library; the owners move each function to its room.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `ascii(value)`.
  public func ascii(_ value: Value) -> Value { repr(value) }

  /// `isinstance(value, cls)`: 1, 0, or -1 with an exception pending.
  public func isInstance(_ value: Value, _ cls: Value) -> Int {
    cls.isKind(.type) && isSubtype(typeOf(value), cls.object(TypeObject.self)) ? 1 : 0
  }

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

  /// Gives the pending exception its context (the handled exception), once, before it unwinds.
  public func prepareException() {}

  /// Adds a frame to the pending exception's traceback: `position` is the word position of the instruction.
  public func addTraceback(_ code: UnsafeMutablePointer<CodeObject>, _ position: Int) {}

  /// A bytes object.
  public func makeBytes(_ bytes: [UInt8]) -> Value { .nil }

  /// The source line of the instruction at a word position, or the code's first line.
  public func lineNumber(_ code: UnsafeMutablePointer<CodeObject>, _ position: Int) -> Int {
    let positions = info(code).unit.positions
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if Int(positions[middle].pc) <= position { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? Int(positions[low - 1].line) : info(code).unit.firstLine
  }
}
