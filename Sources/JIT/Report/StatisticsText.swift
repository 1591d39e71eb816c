// Writes statistics as one JSON object or as lines for people.

extension Statistics {
  /// One JSON object on one line, keys in a fixed order.
  public var json: String {
    var fields = counters.map { "\(quoted($0.name)): \($0.value)" }
    fields.insert("\"aborts\": \(object(aborts))", at: 6)
    fields.append("\"compile_ms\": \(milliseconds)")
    fields.append("\"ends\": \(object(ends))")
    fields.append("\"cache\": \(cacheJSON)")
    if let quality { fields.append("\"metrics\": \(quality.json)") }
    return "{" + fields.joined(separator: ", ") + "}\n"
  }

  /// One line for each counter.
  public var text: String {
    var lines = counters.map { line($0.name, "\($0.value)") }
    lines.append(line("compile_ms", milliseconds))
    for (reason, count) in aborts.sorted(by: ranked) { lines.append(line("abort", "\(count) \(reason)")) }
    for (reason, count) in ends.sorted(by: ranked) { lines.append(line("end", "\(count) \(reason)")) }
    if let cache {
      lines.append(line("cache", "\(cache.hits) hits, \(cache.installed) trees installed, \(cache.stored) stored"))
      for (miss, count) in misses(cache).sorted(by: ranked) { lines.append(line("cache miss", "\(count) \(miss)")) }
    }
    if let cacheRefusal { lines.append(line("cache", "not used: \(cacheRefusal)")) }
    return lines.joined(separator: "\n") + "\n" + (quality?.text ?? "")
  }

  private var counters: [(name: String, value: Int)] {
    [
      ("executors", executors), ("uops", uops), ("guards", guards), ("calls", calls), ("exits", exits), ("loops", loops),
      ("recorded", recorded), ("compiled", compiled), ("suspended", suspensions), ("widened", widenings), ("allocated_bytes", allocatedBytes), ("collections", collections),
      ("code_bytes", codeBytes),
    ]
  }

  private var milliseconds: String {
    let microseconds = compileNanoseconds / 1000
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
  }

  private var cacheJSON: String {
    guard let cache else {
      let reason = cacheRefusal.map { ", \"refused\": \(quoted($0.description))" } ?? ""
      return "{\"used\": false\(reason)}"
    }
    return "{\"used\": true, \"hits\": \(cache.hits), \"installed\": \(cache.installed), \"stored\": \(cache.stored), "
      + "\"unwritten\": \(cache.unwritten), \"misses\": \(object(misses(cache)))}"
  }

  private func misses(_ cache: CacheCounters) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: cache.misses.map { ($0.key.rawValue, $0.value) })
  }

  private func line(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, 16 - name.count)) + value
  }
}

private func ranked(_ one: (key: String, value: Int), _ other: (key: String, value: Int)) -> Bool {
  (-one.value, one.key) < (-other.value, other.key)
}

private func object(_ counts: [String: Int]) -> String {
  "{" + counts.sorted(by: ranked).map { "\(quoted($0.key)): \($0.value)" }.joined(separator: ", ") + "}"
}

/// A JSON string.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
