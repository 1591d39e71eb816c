// Checks the two forms in which statistics are written.
import Testing
import TraceIR

@testable import JIT

@Suite struct StatisticsTests {
  private func filled() -> Statistics {
    let statistics = Statistics()
    statistics.executors = 3
    statistics.abort("too long")
    statistics.abort("quote \" and\nline")
    statistics.abort("too long")
    statistics.compileNanoseconds = 12_034_567
    return statistics
  }

  @Test func jsonHasItsKeys() {
    let json = filled().json
    for key in [
      "executors", "uops", "guards", "calls", "exits", "loops", "aborts", "recorded", "compiled", "compile_ms",
      "allocated_bytes", "cache",
    ] {
      #expect(json.contains("\"\(key)\": "), "\(key)")
    }
    #expect(json.contains("\"aborts\": {\"too long\": 2, \"quote \\\" and\\u000aline\": 1}"))
    #expect(json.contains("\"compile_ms\": 12.034"))
    #expect(json.contains("\"cache\": {\"used\": false}"))
    #expect(json.hasPrefix("{") && json.hasSuffix("}\n"))
  }

  @Test func cacheCountersAreShown() {
    let statistics = filled()
    var counters = CacheCounters()
    counters.hits = 2
    counters.misses = [.digest: 1]
    statistics.cache = counters
    #expect(statistics.json.contains("\"hits\": 2"))
    #expect(statistics.json.contains("\"misses\": {\"digest\": 1}"))
    #expect(statistics.text.contains("1 digest"))
  }

  @Test func refusalsAreCountedByReason() {
    let statistics = Statistics()
    statistics.count(
      CompileResult(identifier: 1, optimized: nil, outcome: .failure(CompileRefusal(reason: "codegen")), nanoseconds: 5))
    #expect(statistics.aborts == ["codegen": 1])
    #expect(statistics.compiled == 0)
    #expect(statistics.compileNanoseconds == 5)
  }
}
