// Keeps arrays from being resized while views look at their memory.

/// Views of arrays whose memory could move or shrink, and these arrays.
struct Exports {
  /// Addresses of views, which the collector forgets when they die.
  var views: [UInt] = []
  /// Words of arrays that had a view at some time.
  private var arrays: Set<UInt64> = []

  mutating func note(_ view: Value, of array: Value) {
    views.append(UInt(view.raw &- 1))
    arrays.insert(array.raw)
  }

  @inline(__always)
  func mayHold(_ array: Value) -> Bool { !arrays.isEmpty && arrays.contains(array.raw) }

  mutating func forget(_ array: Value) { arrays.remove(array.raw) }

  /// Whether a view that was not released looks at an array.
  func holds(_ array: Value) -> Bool {
    views.contains { UnsafeMutablePointer<RecordObject>(bitPattern: $0).unsafelyUnwrapped.pointee.field0 == array }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Whether no view looks at an array's memory; BufferError is pending if the program certainly has one that does.
  ///
  /// - Parameter arguments: those of the native that is running, if it is one that the program called.
  @inline(__always)
  func isResizable(_ array: Value, _ arguments: Arguments? = nil) -> Bool {
    !runtime.exports.mayHold(array) || isUnseen(array, arguments)
  }

  @inline(never)
  private func isUnseen(_ array: Value, _ arguments: Arguments?) -> Bool {
    if runtime.exports.holds(array) {
      // Only a collection tells whether the program still has the view, and only if no remains of values keep it.
      guard let arguments, runtime.heap.collectionDisabled == 0, forgetDeadRegisters(arguments) else { return true }
      withRoots([array]) { runtime.collectGarbage(onlyReleased: true, scansNativeStack: false) }
    }
    if runtime.exports.holds(array) {
      return fail(
        "BufferError",
        array.isKind(.byteArray) ? "Existing exports of data: object cannot be re-sized" : "cannot resize an array that is exporting buffers")
    }
    runtime.exports.forget(array)
    return true
  }
}
