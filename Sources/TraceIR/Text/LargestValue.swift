// Finds the largest value number that a tree defines.

extension TraceTree {
  /// The largest value number that a uop or parameter defines, -1 if none does.
  public var largestValue: Int {
    var largest: Int32 = -1
    for parameter in outer + loop { largest = max(largest, parameter.result.index) }
    for item in entry { largest = max(largest, item.result.index) }
    for item in preheader { largest = max(largest, item.result.index) }
    for trace in traces {
      for parameter in trace.parameters { largest = max(largest, parameter.result.index) }
      for item in trace.body { largest = max(largest, item.result.index) }
    }
    return Int(largest)
  }
}
