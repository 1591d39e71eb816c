// Dispatches subscripts, membership, length and iteration over all types.

extension UnsafeMutablePointer where Pointee == VMState {
  /// `container[key]`: nil with an exception pending on failure.
  public func getItem(_ container: Value, _ key: Value) -> Value { raise("SystemError", "getItem") }

  /// `container[key] = value`: false with an exception pending on failure.
  public func setItem(_ container: Value, _ key: Value, _ value: Value) -> Bool { false }

  /// `del container[key]`: false with an exception pending on failure.
  public func deleteItem(_ container: Value, _ key: Value) -> Bool { false }

  /// `item in container`: 1, 0, or -1 with an exception pending.
  public func contains(_ container: Value, _ item: Value) -> Int { -1 }

  /// `len(value)`, or nil with an exception pending.
  public func length(_ value: Value) -> Int? { nil }

  /// `iter(value)`: nil with an exception pending on failure.
  public func getIterator(_ value: Value) -> Value { raise("SystemError", "iter") }

  /// The next item of an iterator: nil without exception when it is exhausted, nil with one on failure.
  public func next(_ iterator: Value) -> Value { raise("SystemError", "next") }

  /// A new list of an iterable's items, or nil with an exception pending.
  public func listFromIterable(_ iterable: Value) -> Value { raise("SystemError", "list") }

  /// Appends an iterable's items to a list; false with an exception pending on failure.
  public func listExtend(_ list: Value, _ iterable: Value) -> Bool { false }

  /// An empty set.
  public func makeSet() -> Value { raise("SystemError", "set") }

  /// Adds an item to a set; false with an exception pending when it cannot be hashed or compared.
  public func setAdd(_ set: Value, _ item: Value) -> Bool { false }

  /// Updates a dict from a mapping or an iterable of pairs; false with an exception pending on failure.
  public func dictUpdate(_ dict: Value, _ other: Value) -> Bool { false }

  /// Concatenates `count` strings.
  public func joinStrings(_ items: UnsafeMutablePointer<Value>, count: Int) -> Value { raise("SystemError", "join") }
}
