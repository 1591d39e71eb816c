// Keeps the objects whose finalizers are due, in the order in which they run.

/// A queue that gives up its memory when it is empty.
struct FinalizerQueue {
  private var objects: [Value] = []
  /// How many of them have been taken.
  private var taken = 0

  var isEmpty: Bool { objects.isEmpty }

  /// Those that are still due.
  var waiting: ArraySlice<Value> { objects[taken...] }

  mutating func append(_ object: Value) { objects.append(object) }

  /// Takes out the one that is due first.
  mutating func popFirst() -> Value? {
    guard taken < objects.count else { return nil }
    let first = objects[taken]
    taken += 1
    if taken == objects.count {
      objects = []
      taken = 0
    }
    return first
  }
}
