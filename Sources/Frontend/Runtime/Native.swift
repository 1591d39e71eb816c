// Declares native functions: their arguments, their table and how modules and classes get them.

/// The arguments of a native call: positional ones, then the values of keyword arguments.
public struct Arguments {
  public let base: UnsafeMutablePointer<Value>
  /// Positional arguments, the receiver included.
  public let count: Int
  /// The tuple of keyword names, or nil when there are none.
  public let keywordNames: Value

  public init(base: UnsafeMutablePointer<Value>, count: Int, keywordNames: Value = .nil) {
    self.base = base
    self.count = count
    self.keywordNames = keywordNames
  }

  /// Positional argument `index`, which must be below `count`.
  @inlinable public subscript(index: Int) -> Value { base[index] }
  /// Positional argument `index`, or nil when there are fewer.
  @inlinable public func optional(_ index: Int) -> Value { index < count ? base[index] : .nil }
}

/// The body of a native function: returns nil with an exception pending when it fails.
public typealias NativeBody = (VM, Arguments) -> Value

/// A native function with its parameters.
public struct NativeEntry {
  public let body: NativeBody
  public let signature: Signature?
  /// The parameters of a signature, how many of them must be given, and how many may be given by position;
  /// `parameterCount` is -1 when calls cannot be bound by these numbers.
  let parameterCount: Int
  /// Whether there is a signature that leaves everything to the body.
  let isRaw: Bool
  let requiredCount: Int
  let positionalCount: Int

  init(body: @escaping NativeBody, signature: Signature?) {
    self.body = body
    self.signature = signature
    let required = signature?.isOptional.lastIndex(of: false).map { $0 + 1 } ?? 0
    positionalCount = signature?.positional ?? 0
    requiredCount = required
    isRaw = signature?.isRaw ?? false
    parameterCount = signature.map { $0.isRaw || required > $0.positional ? -1 : $0.names.count } ?? -1
  }
}

/// The parameters of a native that takes keyword arguments.
///
/// Written like a Python parameter list, for example `"iterable, /, *, key=, reverse="`; a name followed by `=` is
/// optional. The body sees one argument for each parameter in order, nil for those not given.
/// The text `"..."` is a raw signature: the body gets all arguments as they were passed, keywords included.
public struct Signature {
  /// Whether arguments are handed over as they were passed, with `Arguments.keywordNames`.
  public let isRaw: Bool
  public let names: [String]
  public let isOptional: [Bool]
  /// Parameters before `/`.
  public let positionalOnly: Int
  /// Parameters before `*`.
  public let positional: Int

  public init(_ text: String) {
    var names: [String] = []
    var optional: [Bool] = []
    var positionalOnly = 0
    var positional: Int?
    isRaw = text.hasSuffix("...")
    for part in text.split(separator: ",") {
      let item = part.drop { $0 == " " }
      switch item {
      case "...": break
      case "/": positionalOnly = names.count
      case "*": positional = names.count
      default:
        optional.append(item.hasSuffix("="))
        names.append(String(item.hasSuffix("=") ? item.dropLast() : item))
      }
    }
    self.names = names
    isOptional = optional
    self.positionalOnly = positionalOnly
    self.positional = positional ?? names.count
  }
}
