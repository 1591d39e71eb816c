// Tests how long a program runs before anything is compiled.
import Testing

@testable import Frontend
@testable import JIT

@Suite struct CompileBudgetTests {
  private func budget(most: Int, start: Int, place: Int) -> CompileBudget {
    var tunables = FitnessTunables(.best)
    (tunables.warmUp, tunables.warmUpStart, tunables.warmUpPlace) = (most, start, place)
    tunables.compileShare = 0
    return CompileBudget(tunables, isLimited: true)
  }

  /// This thread has run for less than a hundred seconds, and for more than nothing.
  private static let long = 100_000

  @Test func waitsLongerForEachHotPlace() {
    var few = budget(most: Self.long, start: 0, place: 0)
    few.warm(by: 3)
    #expect(few.allows(100, .quick))
    var many = budget(most: Self.long, start: 0, place: Self.long / 3)
    many.warm(by: 3)
    #expect(!many.allows(100, .quick) && many.isWarmingUp)
  }

  @Test func waitsNoLongerThanTheLimit() {
    var many = budget(most: 0, start: Self.long, place: Self.long)
    many.warm(by: 3)
    #expect(many.allows(100, .quick))
  }

  @Test func countsOfAllSizesAreUnderstood() {
    var many = budget(most: Self.long, start: Self.long, place: Self.long)
    many.warm(by: .max)
    #expect(many.isWarmingUp)
  }

  @Test(arguments: TraceFrontend.allCases) func frontendsHaveTheSameTimes(_ frontend: TraceFrontend) {
    for tunable in [Tunable.warmUp, .warmUpStart, .warmUpPlace, .compileShare, .lateCompileShare] {
      #expect(tunable.defaultValue(in: frontend) == tunable.defaultValue)
    }
  }

  @Test func doesNotWaitWhenTracesAreLookedAt() {
    var some = budget(most: Self.long, start: Self.long, place: 0)
    some.endWarmUp()
    #expect(some.allows(100, .quick) && !some.isWarmingUp)
  }

  @Test func neverCoolsDown() {
    var some = budget(most: Self.long, start: 0, place: Self.long)
    some.warm(by: 0)
    some.warm(by: 1)
    #expect(some.allows(100, .quick) && !some.isWarmingUp)
  }

  @Test func asksNothingOfCodeThatIsWaitedFor() {
    var tunables = FitnessTunables(.best)
    tunables.warmUp = Self.long
    #expect(CompileBudget(tunables, isLimited: false).allows(100, .quick))
  }
}
