// Checks that the cache's key changes with everything that matters and with nothing else.
import Frontend
import Testing
import TraceIR

@testable import JIT

@Suite struct CacheKeyTests {
  private let abi = Runtime.makeABI()
  private let environment = CacheEnvironment(build: "1", machine: "x86_64")

  private func key(
    _ source: String = "x = 1\n", module: String = "__main__", options: EngineOptions = EngineOptions(),
    abi: RuntimeABI? = nil, environment: CacheEnvironment? = nil
  ) -> CacheKey {
    CacheKey(
      source: Array(source.utf8), module: module, options: options, abi: abi ?? self.abi,
      environment: environment ?? self.environment)
  }

  @Test func equalInputsGiveEqualKeys() {
    var options = EngineOptions()
    options.logLevel = 3
    options.statistics = .json
    options.heapLimit = 1 << 30
    options.compile = .sync
    options.cacheDirectory = "/somewhere"
    #expect(key() == key(options: options))
    #expect(key().text.count == 64)
  }

  @Test func everythingThatMattersChangesTheKey() {
    var tuned = EngineOptions()
    tuned.tunables[.initialFitness] = 1000
    var evaluated = EngineOptions()
    evaluated.jit = .evaluator
    var otherABI = abi
    otherABI.fingerprint &+= 1
    let keys = [
      key(), key("x = 2\n"), key(module: "helper"), key(options: tuned), key(options: evaluated), key(abi: otherABI),
      key(environment: CacheEnvironment(build: "2", machine: "x86_64")),
      key(environment: CacheEnvironment(build: "1", machine: "aarch64")),
    ]
    #expect(Set(keys).count == keys.count)
  }

  @Test func theEnvironmentIsKnownWithoutLLVM() {
    #expect(!CacheEnvironment.current.build.isEmpty)
    #expect(CacheEnvironment.current == CacheEnvironment.current)
  }
}
