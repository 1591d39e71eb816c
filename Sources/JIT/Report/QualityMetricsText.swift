// Writes the metrics of trace quality as lines and as JSON.

extension QualityMetrics {
  /// Names and values in a fixed order; nil where there is nothing to measure.
  public var figures: [(name: String, value: String?)] {
    [
      ("budget", "\(budget)"), ("executors", "\(executors)"), ("traces", "\(traces)"), ("uops", "\(uops)"), ("reference_uops", "\(referenceUops)"), ("guards", "\(guards)"), ("calls", "\(calls)"),
      ("exits", "\(exits)"), ("loops", "\(loops)"), ("links", "\(links)"), ("executed", "\(executed)"), ("coverage", fixed(coverage, 4)),
      ("t90_bytecodes", warmUp.map { "\($0.bytecodes)" }), ("t90_ms", warmUp.map { fixed(Double($0.nanoseconds) / 1e6, 1) }),
      ("cold_share", coldShare.map { fixed($0, 4) }), ("short_lived", shortLived.map { fixed($0, 4) }),
      ("duplication", duplication.map { fixed($0, 3) }), ("adjusted_duplication", adjustedDuplication.map { fixed($0, 3) }),
      ("completion", completion.map { fixed($0, 4) }), ("transitions", fixed(transitions, 3)), ("code_bytes", "\(codeBytes)"),
      ("fitness_correlation", fitnessCorrelation.map { fixed($0, 3) }),
    ]
  }

  /// One line for each metric.
  public var text: String {
    figures.map { name, value in "metric " + name + String(repeating: " ", count: max(1, 21 - name.count)) + (value ?? "-") + "\n" }.joined() + uncoveredText
  }

  /// A line for each place that most interpreted bytecodes are at.
  private var uncoveredText: String {
    uncovered.filter { $0.share >= 0.001 }.map { "interpreted \(fixed($0.share * 100, 1)) % \($0.name)\n" }.joined()
  }

  /// A JSON object.
  var json: String { "{" + figures.map { "\(quoted($0)): \($1 ?? "null")" }.joined(separator: ", ") + "}" }
}

/// A number with a fixed count of decimals.
func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite, abs(value) < 1e15 else { return "0" }
  var scale = 1
  for _ in 0..<decimals { scale *= 10 }
  let scaled = Int((abs(value) * Double(scale)).rounded())
  let fraction = String(scaled % scale)
  let digits = decimals == 0 ? "" : "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / scale)" + digits
}
