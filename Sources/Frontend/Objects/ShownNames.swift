// Gives classes the names that messages show: the module comes first for those that CPython writes in C.

extension UnsafeMutablePointer where Pointee == VMState {
  /// The name of a class as messages show it.
  public func typeName(_ type: TypeRef) -> String {
    let name = plainTypeName(type)
    let value = type.pointee.module
    guard value.isKind(.str) else { return name }
    let module = swiftString(value)
    if module == "builtins" || module == "__main__" { return name }
    guard type.pointee.isUser else { return "\(shownModules[module] ?? module).\(name)" }
    return namesInToy[module]?.contains(name) == true ? "\(shownModules[module] ?? module).\(name)" : name
  }

  /// Whether a class is shown without its module: one of the main program.
  func isShownAlone(_ type: TypeRef) -> Bool {
    let module = type.pointee.module
    let main: StaticString = "__main__"
    guard module.isKind(.str), stringCount(module) == main.utf8CodeUnitCount, stringWidth(module) == 1 else { return false }
    return main.withUTF8Buffer { text in text.indices.allSatisfy { stringBytes(module)[$0] == text[$0] } }
  }

  /// The name of a class alone.
  func plainTypeName(_ type: TypeRef) -> String { swiftString(type.pointee.name) }
}

/// Modules whose classes messages put into another one.
private let shownModules = ["io": "_io", "queue": "_queue", "contextvars": "_contextvars", "threading": "_thread", "csv": "_csv"]

/// Classes that are written in Toy here and in C there, by module.
private let namesInToy: [String: Set<String>] = [
  "collections": ["OrderedDict", "defaultdict"],
  "contextvars": ["Context", "ContextVar", "Token"],
  "csv": ["reader", "writer"],
  "datetime": ["date", "datetime", "time", "timedelta", "timezone", "tzinfo"],
  "decimal": ["Context", "Decimal"],
  "io": ["BytesIO", "StringIO"],
  "itertools": ["groupby"],
  "queue": ["SimpleQueue"],
  "threading": ["RLock"],
  "time": ["struct_time"],
]
