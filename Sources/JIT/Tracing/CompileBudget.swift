// Bounds what compiling may cost by how long the program has run.
import Frontend

/// What the program may spend on compiling.
///
/// Nobody knows how long a program will run: what it has run is the best guess at what is left. Compiling takes no more than a
/// share of that, and LLVM is not loaded before its loading would be a small part of it.
struct CompileBudget {
  /// Whether there are limits at all: code that is waited for, or kept for later runs, has none.
  var isLimited: Bool
  private let warmUp: Int
  private let warmUpStart: Int
  private let warmUpPlace: Int
  /// Whether the program has run long enough for LLVM to be loaded.
  private var isWarm = false
  private let share: Int
  private let lateShare: Int
  /// CPU time of finished jobs, in nanoseconds, LLVM's loading left out.
  private var spent = 0
  /// What the open jobs are expected to take, by executor.
  private var promised: [Int: Int] = [:]
  /// What compiling takes for each uop, in nanoseconds: a guess at first, then what was seen.
  private var costs: [CompileEffort: Int] = [.quick: 25_000, .thorough: 60_000]
  private var hasFinished = false

  /// For so long the first share holds, in nanoseconds, then the other one.
  private static let early = 1_000_000_000
  private static let millisecond = 1_000_000
  /// More hot places are not told apart.
  private static let mostPlaces = 1000

  init(_ tunables: FitnessTunables, isLimited: Bool) {
    self.isLimited = isLimited
    warmUp = tunables.warmUp * CompileBudget.millisecond
    warmUpStart = tunables.warmUpStart * CompileBudget.millisecond
    warmUpPlace = tunables.warmUpPlace * CompileBudget.millisecond
    share = tunables.compileShare
    lateShare = tunables.lateCompileShare
  }

  /// What compiling so many uops will take, in nanoseconds.
  func cost(_ uops: Int, _ effort: CompileEffort) -> Int { uops * (costs[effort] ?? 0) }

  /// A loop or function was found to be hot while there are so many of them.
  ///
  /// Of a program with few hot places each takes a large share of the time, and few traces are to come: both make the wait shorter.
  mutating func warm(by places: Int) {
    guard !isWarm else { return }
    let places = min(places, CompileBudget.mostPlaces)
    isWarm = threadNanoseconds() >= min(warmUpStart + places * places * warmUpPlace, warmUp)
  }

  /// Does not ask any more how long the program has run.
  mutating func endWarmUp() { isWarm = true }

  /// Whether it is still to be seen if anything is worth compiling.
  var isWarmingUp: Bool { isLimited && !isWarm }

  /// Whether the program, which is running on this thread, has run long enough for so many more uops to be compiled.
  func allows(_ uops: Int, _ effort: CompileEffort) -> Bool {
    guard isLimited else { return true }
    guard isWarm else { return false }
    if share == 0 { return true }
    let ran = threadNanoseconds()
    let limit = (min(ran, CompileBudget.early) * share + max(ran - CompileBudget.early, 0) * lateShare) / 100
    return spent + promised.values.reduce(0, +) + cost(uops, effort) <= limit
  }

  /// A job was submitted.
  mutating func promise(_ executor: Int, _ uops: Int, _ effort: CompileEffort) { promised[executor] = cost(uops, effort) }

  /// A job is done.
  mutating func account(_ result: CompileResult, uops: Int) {
    let expected = promised.removeValue(forKey: result.identifier) ?? 0
    guard hasFinished else {
      // The first one loads LLVM.
      hasFinished = true
      spent += expected
      return
    }
    spent += result.nanoseconds
    guard uops > 0, let old = costs[result.effort] else { return }
    costs[result.effort] = (3 * old + result.nanoseconds / uops) / 4
  }
}
