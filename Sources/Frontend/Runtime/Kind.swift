// Names the native memory layouts that a class's instances can have.

/// What the memory of a heap object looks like. A subclass of a built-in type has its base's kind.
public enum Kind: UInt8, Sendable, CaseIterable {
  /// A plain instance: attribute slots only.
  case instance
  case int, float, complex, bool
  case str, bytes, byteArray, memoryView
  case list, tuple, dict, set, frozenSet, range, slice
  case none, notImplemented, ellipsis
  case type, function, builtin, boundMethod, property, staticMethod, classMethod, superObject
  case descriptor
  case module, code, cell, generator, exception, traceback, frame
  case iterator, dictView, mappingProxy, genericAlias, weakReference
  case file, native
  /// Memory owned by another object: list items, dict tables. Never seen by programs.
  case array, rawArray
  /// A module variable. Never seen by programs.
  case globalCell
}
