// Declares the dense form into which the evaluator brings a tree before it runs.

/// One uop with its operands resolved to cells of the value buffer; cell 0 stands for "none".
struct EvaluatorStep: Sendable {
  var op: Uop
  /// Whether a field is a single byte: a truth value.
  var isByte = false
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
  var result: Int32 = 0
  /// The index in `EvaluatorProgram.exits`, or -1.
  var exit: Int32 = -1
  /// A literal, byte offset, constant's byte offset, or the index of a list or call.
  var immediate: Int64 = 0
}

/// A straight piece of code.
struct EvaluatorSegment: Sendable {
  var steps: Range<Int>
  /// What follows the last step.
  var next: Next

  enum Next: Sendable {
    /// Copies cells to cells, all at once, and goes on with a segment.
    case jump(from: Range<Int>, to: Range<Int>, segment: Int)
    case exit(Int)
  }
}

/// An exit with the cells of its live values.
struct EvaluatorExit: Sendable {
  var number: Int
  /// The range of `EvaluatorProgram.cells` that holds the cells to store.
  var live: Range<Int>
  /// The segment of the side trace, or -1.
  var segment: Int
}

/// A call of a runtime helper.
struct EvaluatorCall: Sendable {
  var address: UInt
  var needsState: Bool
  var result: IRType
  /// Ranges of `EvaluatorProgram.cells`: operands passed as integers and as doubles.
  var integers: Range<Int>
  var doubles: Range<Int>
}

/// A helper that uops imply.
struct EvaluatorHelper: Sendable {
  var address: UInt = 0
  var needsState = false
}

/// A tree ready to be evaluated.
struct EvaluatorProgram: Sendable {
  var steps: [EvaluatorStep] = []
  /// Entry, preheader, then one for each trace.
  var segments: [EvaluatorSegment] = []
  var exits: [EvaluatorExit] = []
  var calls: [EvaluatorCall] = []
  /// Lists of cells that ranges elsewhere refer to.
  var cells: [Int32] = []
  /// How many value cells there are, scratch cells for parallel copies included.
  var cellCount = 1
  /// Where the scratch cells begin.
  var scratch = 0
  var encoding = ValueEncoding()
  var state = StateLayout()
  var classOffset = 0
  var layoutOffset = 0
  var boxInt = EvaluatorHelper()
  var boxFloat = EvaluatorHelper()
  var unboxInt = EvaluatorHelper()
  var unboxFloat = EvaluatorHelper()
  var newObject = EvaluatorHelper()
  var newTuple = EvaluatorHelper()
  var newList = EvaluatorHelper()
}
