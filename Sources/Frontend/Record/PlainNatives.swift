// Names the native functions that run no code of the program if their arguments are numbers and strings.

extension Runtime {
  /// `plain` for natives that only read their arguments, `changing` for those that change their receiver too, whatever it holds.
  func plainRole(_ builtin: UnsafeMutablePointer<BuiltinObject>, _ name: String) -> NativeRole {
    let types = vm.types
    switch builtin.pointee.owner {
    case Value(types.str): return plainMethods.ofStrings.contains(name) ? .plain : .other
    case Value(types.bytes): return plainMethods.ofBytes.contains(name) ? .plain : .other
    case Value(types.int): return name == "bit_length" || name == "bit_count" ? .plain : .other
    case Value(types.float): return name == "is_integer" ? .plain : .other
    case Value(types.dict): return name == "items" || name == "keys" || name == "values" || name == "copy" ? .plain : .other
    case Value(types.list): return name == "reverse" || name == "clear" ? .changing : name == "copy" ? .plain : .other
    case Value(types.set): return name == "add" ? .setAdd : name == "discard" ? .setDiscard : name == "remove" ? .setRemove : .other
    default: return isDeque(builtin.pointee.owner) ? dequeRole(name) : .other
    }
  }

  private func dequeRole(_ name: String) -> NativeRole {
    switch name {
    case "append": .dequeAppend
    case "appendleft": .dequeAppendLeft
    case "pop": .dequePop
    case "popleft": .dequePopLeft
    case "clear": .changing
    default: .other
    }
  }

  func isDeque(_ owner: Value) -> Bool {
    guard owner.isKind(.type) else { return false }
    let type = owner.object(TypeObject.self)
    return type.pointee.kind == .native && !type.pointee.isUser && vm.swiftString(type.pointee.name) == "deque"
  }
}

/// The methods of built-in classes that run no code of the program.
struct PlainMethods {
  let ofStrings: Set<String> = [
    "strip", "lstrip", "rstrip", "lower", "upper", "casefold", "swapcase", "capitalize", "title", "replace", "find", "rfind", "index", "rindex",
    "count", "startswith", "endswith", "split", "rsplit", "splitlines", "partition", "rpartition", "removeprefix", "removesuffix", "ljust", "rjust",
    "center", "zfill", "expandtabs", "join", "isalpha", "isdigit", "isalnum", "isdecimal", "isnumeric", "isspace", "isupper", "islower", "istitle",
    "isidentifier", "isprintable", "isascii",
  ]
  let ofBytes: Set<String> = ["strip", "lower", "upper", "find", "rfind", "count", "startswith", "endswith", "hex", "replace"]
  /// Those whose argument may be a list or tuple: what is no string in it raises.
  let takingSequences: Set<String> = ["join", "startswith", "endswith"]
}
