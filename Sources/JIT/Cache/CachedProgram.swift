// Declares what a cache file holds: the trace trees of one module and their machine code.

/// One trace tree as it is kept between runs. Nothing in it is an address.
public struct CachedTree: Sendable, Equatable {
  /// Display name of the tree.
  public var name: String
  /// The code object in which the tree is anchored: module, then the index in each enclosing unit's children.
  public var anchorPath: String
  /// Word position of the loop header in that code object.
  public var headerPC: Int
  /// The recorded tree as trace text.
  public var recorded: [UInt8]
  /// The optimized tree as trace text; empty when it was never optimized.
  public var optimized: [UInt8]
  /// What each constant of the tree stands for, in a form that finds it again.
  public var constants: [String]
  /// The relocatable object; empty when the tree was never compiled.
  public var object: [UInt8]
  /// Whatever else whoever installs the tree wants to know, by name.
  public var notes: [String: String]

  public init(
    name: String, anchorPath: String, headerPC: Int, recorded: [UInt8] = [], optimized: [UInt8] = [],
    constants: [String] = [], object: [UInt8] = [], notes: [String: String] = [:]
  ) {
    self.name = name
    self.anchorPath = anchorPath
    self.headerPC = headerPC
    self.recorded = recorded
    self.optimized = optimized
    self.constants = constants
    self.object = object
    self.notes = notes
  }
}

/// What is kept for one module source.
public struct CachedProgram: Sendable, Equatable {
  public var trees: [CachedTree]
  /// Notes on the whole, by name.
  public var notes: [String: String]

  public init(trees: [CachedTree] = [], notes: [String: String] = [:]) {
    self.trees = trees
    self.notes = notes
  }
}
