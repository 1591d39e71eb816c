// Declares what the verifier can find wrong with a tree, and where.

/// One broken rule of a trace tree.
public struct TraceProblem: Sendable, Equatable, CustomStringConvertible {
  /// The rule that is broken.
  public enum Kind: String, Sendable, CaseIterable {
    /// A uop has more or fewer operands than its row says.
    case operandCount
    /// An operand has another type than the uop's row, the field or the helper says.
    case operandType
    /// A value number is outside `0 ..< valueCount`.
    case valueRange
    /// A value that nothing defines is used.
    case undefinedValue
    /// A value is used where its definition has not always been executed.
    case notDominating
    /// A value is defined twice.
    case redefinition
    /// A uop that gives a value has no result, or one that gives none has a result.
    case result
    /// A uop that needs an exit has none, has one out of range, or a uop without exit names one.
    case exitIndex
    /// An exit with a side trace, or the exit at a trace's end, belongs to several uops.
    case sharedExit
    /// Two exits have the same number, or the sign does not fit the place of the exit.
    case exitNumber
    /// An immediate names a constant, field or helper that does not exist, or is no legal literal or offset.
    case immediate
    /// An origin index is out of range.
    case origin
    /// A frame names a constant that does not exist, or has a negative position.
    case frame
    /// A snapshot has no frames, or lists a slot twice.
    case snapshot
    /// A snapshot names a virtual object that does not exist, or one is malformed.
    case virtual
    /// The number of values that flow into parameters is not the number of parameters.
    case parameterCount
    /// A value that flows into a parameter has another type.
    case parameterType
    /// A side trace and the exit it continues do not name each other.
    case sideTraceLink
    /// A side trace comes before the trace that has its exit, or the root is not first.
    case traceOrder
    /// A trace's end does not exist in the tree's form, or its exit kind is not `end`, `link` or `returned`.
    case end
    /// Something belongs to the other form of trees.
    case form
    /// A recorded trace reads a frame slot twice.
    case repeatedSlot
  }

  /// Where the problem is.
  public enum Place: Sendable, Equatable, CustomStringConvertible {
    case tree
    case entry(Int)
    case preheader(Int)
    /// Instruction of a trace.
    case trace(Int, instruction: Int)
    /// The end of a trace.
    case end(trace: Int)
    /// An exit of a trace, or of the entry if the trace is `nil`.
    case exit(trace: Int?, exit: Int)
  
    public var description: String {
      switch self {
      case .tree: "tree"
      case .entry(let index): "entry instruction \(index)"
      case .preheader(let index): "preheader instruction \(index)"
      case .trace(let trace, let index): "trace \(trace) instruction \(index)"
      case .end(let trace): "trace \(trace) end"
      case .exit(let trace, let index): trace.map { "trace \($0) exit \(index)" } ?? "entry exit \(index)"
      }
    }
  }

  public let kind: Kind
  public let place: Place
  public let detail: String

  public init(kind: Kind, place: Place, detail: String) {
    self.kind = kind
    self.place = place
    self.detail = detail
  }

  public var description: String { "\(place): \(kind.rawValue): \(detail)" }
}
