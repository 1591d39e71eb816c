// Runs programs: the face of this module for whoever embeds it.
import CRuntime
import Frontend
import LLVMBackend
import TraceIR

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An engine that runs one program.
///
///     var options = EngineOptions()
///     options.jit = .off
///     let status = Engine(options: options).run(file: "hello.toy", arguments: [])
public final class Engine {
  public let options: EngineOptions
  public let statistics = Statistics()
  /// The values, heap and modules of the program; nil before it runs.
  public private(set) var runtime: Runtime?
  /// Whether the program ended because the user interrupted it.
  public private(set) var wasInterrupted = false
  /// The directory of traces and code; nil without one.
  let cache: TraceCache?
  /// The compiler of traces; nil when hot code is interpreted.
  private(set) var queue: CompileQueue?
  /// The program's text, for the cache's key.
  var source: [UInt8] { program?.source ?? [] }
  private var program: StartedProgram?
  /// Receives the text of each trace that is logged.
  public var log: (String) -> Void = { Console.write($0) }
  private var hasNotedLibrary = false
  /// What ran where, once the program has ended; nil unless `collectsMetrics`.
  public internal(set) var profile: ExecutionProfile?
  /// Called when the program has ended, before statistics are written: finishes dumps and cache files.
  var programEnded: (() -> Void)?

  /// Makes an engine. A cache directory that cannot be trusted is noted on stderr and not used.
  public init(options: EngineOptions = EngineOptions()) {
    self.options = options
    var cache: TraceCache?
    if let directory = options.cacheDirectory, options.jit != .off {
      do throws(CacheRefusal) {
        cache = try TraceCache(directory: directory)
      } catch {
        statistics.cacheRefusal = error
        Console.note("the cache directory '\(directory)' is not used: \(error)")
      }
    }
    self.cache = cache
  }

  /// Runs a program to its end. To be called once.
  ///
  /// - Parameters:
  ///   - file: the program's name; made absolute for `__file__` and tracebacks.
  ///   - arguments: what follows the program's name in `sys.argv`.
  /// - Returns: the exit status, see `ExitStatus`.
  public func run(file: String, arguments: [String]) -> Int32 {
    let source: [UInt8]
    do throws(SourceFileError) {
      source = try readSource(file)
    } catch {
      Console.note("cannot read '\(file)': \(error.reason)")
      return ExitStatus.noInput
    }
    let program = StartedProgram(name: file, file: absolute(file), folder: directory(of: file), arguments: arguments, source: source)
    return onLargeStack { low, top in self.run(program, stackLow: low, stackTop: top) } ?? ExitStatus.internalError
  }

  /// Runs the program of a stream again. To be called once, instead of `run`.
  ///
  /// - Returns: what the program met outside; nil if it could not be run.
  func replay(_ stream: ProgramStream) -> OuterWorld? {
    let status = onLargeStack { low, top in self.run(stream.program, stackLow: low, stackTop: top, tape: stream.tape) }
    return status == nil ? nil : runtime?.world
  }

  private func run(_ program: StartedProgram, stackLow: UInt, stackTop: UInt, tape: [UInt8]? = nil) -> Int32 {
    guard let runtime = Runtime() else {
      Console.note("cannot reserve address space for the heap")
      return ExitStatus.internalError
    }
    self.runtime = runtime
    self.program = program
    if let tape { runtime.world.replay(tape) } else if options.recordStream != nil { runtime.world.record() }
    if runtime.world.use != .direct { (runtime.output.world, runtime.errorOutput.world) = (runtime.world, runtime.world) }
    runtime.vm.pointee.nativeStackLimit = stackLow
    runtime.vm.pointee.nativeStackTop = stackTop
    runtime.arguments = [program.name] + program.arguments
    // What is recorded or replayed must not depend on the environment.
    let places = runtime.world.use == .direct ? getenv("PYTHONPATH").map { String(cString: $0) } ?? "" : ""
    runtime.searchPath = [program.folder] + places.split(separator: ":").map { absolute(String($0)) }
    runtime.output.isLineBuffered = isatty(1) != 0
    runtime.errorOutput.isLineBuffered = true
    runtime.installLibrary()
    if let limit = options.heapLimit { runtime.heap.limit = limit }
    if let count = options.collectEvery { runtime.heap.collectEvery = count }
    catchInterrupts(runtime.vm)
    startTracing(runtime)
    let end = runtime.runMain(program.source, file: program.file)
    let status = finish(end, runtime)
    report(runtime)
    return status
  }

  /// The compiler's results since the last call, counted.
  func takeFinished() -> [CompileResult] {
    guard let queue, queue.hasFinished else { return [] }
    let results = queue.takeFinished()
    for result in results {
      statistics.count(result)
      guard case .failure(let refusal) = result.outcome, refusal.reason == "library-unavailable", !hasNotedLibrary else { continue }
      hasNotedLibrary = true
      Console.note("libLLVM 19 is missing (\(refusal.detail)); the program is only interpreted")
    }
    return results
  }

  /// Makes the compiler of traces: its results wake the interpreter at its next safe point.
  private func startTracing(_ runtime: Runtime) {
    guard options.jit != .off else { return }
    let isEvaluated = options.jit == .evaluator
    func compiler(_ effort: BackendOptions) -> LLVMTraceCompiler {
      var effort = effort
      effort.countsTraces = options.collectsMetrics
      return LLVMTraceCompiler(options: effort)
    }
    // How long code ran, which decides about better code, is no logical time.
    let wakes = !options.isDeterministic
    let quickCompiler = isEvaluated || !wakes ? nil : compiler(.instant)
    let poll = UInt(bitPattern: runtime.vm)
    queue = CompileQueue(
      compiler: isEvaluated ? EvaluatorCompiler() : compiler(.thorough), quickCompiler: quickCompiler, mode: options.compile
    ) {
      guard wakes else { return }
      UnsafeMutablePointer<VMState>(bitPattern: poll)?.pointee.poll = 1
    }
    runtime.vm.pointee.loopThreshold = options.tunables[.loopThreshold]
    runtime.vm.pointee.shortLoop = options.tunables[.shortLoop]
    runtime.vm.pointee.entryThreshold = options.tunables[.entryThreshold]
    runtime.vm.pointee.entersAllFunctions = options.tunables[.functionEntries] == FunctionEntries.all
    installTracing(runtime)
  }

  private func finish(_ end: ProgramEnd, _ runtime: Runtime) -> Int32 {
    var status = ExitStatus.success
    switch end {
    case .completed: break
    case .malformed(let text):
      Console.write(text)
      status = ExitStatus.uncaught
    case .unsupported(let text):
      Console.write(text)
      status = ExitStatus.badData
    case .raised where runtime.output.failure == EPIPE && runtime.vm.isPending("BrokenPipeError"):
      // Whoever read the output has enough of it: nothing to tell.
      status = ExitStatus.lostOutput
    case .raised:
      wasInterrupted = runtime.vm.isPending("KeyboardInterrupt")
      status = runtime.endAfterException()
      if wasInterrupted { status = ExitStatus.interrupted }
    }
    runtime.output.flush()
    runtime.errorOutput.flush()
    if runtime.output.failure != 0, status == ExitStatus.success { status = ExitStatus.lostOutput }
    return status
  }

  private func report(_ runtime: Runtime) {
    programEnded?()
    if let file = options.recordStream, let program {
      let stream = ProgramStream(program: program, tape: runtime.world.tape, written: runtime.world.written)
      if !writeFile(file, stream.bytes) { Console.note("cannot write '\(file)'") }
    }
    _ = takeFinished()
    statistics.allocatedBytes = runtime.heap.totalAllocated
    statistics.collections = runtime.heap.collections
    statistics.cache = cache?.counters
    statistics.quality = profile.map { QualityMetrics($0) }
    switch options.statistics {
    case .none: break
    case .text: Console.write(statistics.text)
    case .json: Console.write(statistics.json)
    }
  }
}
