// Checks the option table: names, values, ranges.
import Testing

@testable import JIT

@Suite struct OptionTests {
  private func applied(_ option: EngineOption, _ text: String) throws -> EngineOptions {
    var options = EngineOptions()
    try options.apply(option, text)
    return options
  }

  @Test func valuesAreUnderstood() throws {
    #expect(try applied(.jit, "evaluator").jit == .evaluator)
    #expect(try applied(.compile, "sync").compile == .sync)
    #expect(try applied(.stats, "json").statistics == .json)
    #expect(try applied(.cache, "dir").cacheDirectory == "dir")
    #expect(try applied(.verbose, "").logLevel == 1)
    #expect(try applied(.logTraces, "3").logLevel == 3)
    #expect(try applied(.frontend, "adhoc").tunables.frontend == .adhoc)
    #expect(try applied(.threshold, "7").tunables[.loopThreshold] == 7)
    #expect(try applied(.threshold, "7").tunables[.exitThreshold] == 7)
    #expect(try applied(.heapLimit, "64M").heapLimit == 64 << 20)
    #expect(try applied(.collectEvery, "3").collectEvery == 3)
    #expect(try applied(.heapLimit, "2G").heapLimit == 2 << 30)
    #expect(try applied(.heapLimit, "2000000").heapLimit == 2_000_000)
    #expect(try applied(.set, "maximum-depth=4").tunables[.maximumDepth] == 4)
  }

  @Test(arguments: [
    (EngineOption.jit, "sometimes"), (.compile, ""), (.stats, "xml"), (.threshold, "many"), (.threshold, "0"),
    (.threshold, "65536"), (.heapLimit, "12X"), (.heapLimit, "-1M"), (.heapLimit, "1"), (.heapLimit, "99999999999G"),
    (.cache, ""), (.set, "maximum-depth"), (.set, "no-such=1"), (.set, "maximum-depth=0"), (.frontend, "pypy"), (.logTraces, "4"),
  ])
  func mistakesAreNamed(_ option: EngineOption, _ text: String) {
    var options = EngineOptions()
    #expect(throws: OptionError.self) { try options.apply(option, text) }
    #expect(options == EngineOptions())
  }

  @Test func constantsFollowFromTheInitialFitness() {
    var tunables = Tunables()
    tunables.frontend = .cpython315
    tunables[.initialFitness] = 5000
    #expect(tunables.fitness.executorQuality == 625)
    tunables[.executorQuality] = 1
    #expect(tunables.fitness.executorQuality == 1)
    #expect(tunables.fitness.closeLoopQuality == 4976)
  }

  @Test func tableIsComplete() {
    for option in EngineOption.allCases { #expect(option.info.sentence.hasSuffix(".") && !option.rawValue.contains("_")) }
    for tunable in Tunable.allCases {
      for frontend in EngineOptions.Frontend.allCases { #expect(tunable.info.range.contains(tunable.defaultValue(in: frontend)), "\(tunable)") }
      #expect(!tunable.info.sentence.isEmpty)
    }
    #expect(Set(Tunable.allCases.map(\.info.constant)).count == Tunable.allCases.count)
  }
}
