// Loads object bytes through LLVM's ORC; the only file that uses LLVM's unstable ORC interface.
import CLLVM
import Synchronization

/// A just-in-time linker that holds the code compiled in this process.
public final class ORCLoader: Sendable {
  private let session: ORCSession
  /// The helpers already defined in the session.
  private let defined = Mutex<Set<String>>([])

  /// Starts a session, which takes about a millisecond.
  ///
  /// - Throws: `link` with ORC's words.
  public init(_ library: LLVMLibrary) throws(BackendError) {
    session = try ORCSession()
  }

  /// Loads `bytes` and finds the function `entry` in them, whose name must be new to this loader.
  ///
  /// - Throws: `object`, `undefinedHelper`, or `link` with ORC's words.
  public func load(
    _ bytes: [UInt8], entry: String, helpers: HelperResolver
  ) throws(BackendError) -> LoadedCode {
    let function: (section: ELFSection, offset: Int)
    let names: [String]
    do throws(ObjectDefect) {
      let object = try ELFObject(bytes)
      let place = try object.function(entry)
      function = (object.sections[place.section], place.offset)
      names = object.undefinedNames
    } catch {
      throw .object(error)
    }
    try define(names, helpers)
    let tracker = try session.add(bytes)
    let address = try session.address(of: entry)
    let start = address - UInt(function.offset)
    return LoadedCode(
      entry: address, addressRange: start..<(start + UInt(function.section.contents.count)),
      storage: tracker)
  }

  private func define(_ names: [String], _ helpers: HelperResolver) throws(BackendError) {
    for name in names {
      guard let address = helpers(name) else { throw .undefinedHelper(name) }
      let isNew = defined.withLock { $0.insert(name).inserted }
      if isNew { try session.define(name, address) }
    }
  }
}

/// Owns an LLJIT. ORC locks its session itself, so that a tracker may be dropped on any thread.
private final class ORCSession: @unchecked Sendable {
  private let jit: LLVMOrcLLJITRef

  init() throws(BackendError) {
    var created: LLVMOrcLLJITRef?
    if let message = takeError(LLVMOrcCreateLLJIT(&created, nil)) { throw .link(message) }
    guard let created else { throw .link("no LLJIT") }
    jit = created
    // Errors come back from the calls; ORC would also print them.
    let session = LLVMOrcLLJITGetExecutionSession(jit)
    LLVMOrcExecutionSessionSetErrorReporter(session, { _, error in LLVMConsumeError(error) }, nil)
  }

  deinit {
    _ = takeError(LLVMOrcDisposeLLJIT(jit))
  }

  /// Defines `name` as an address.
  func define(_ name: String, _ address: UInt) throws(BackendError) {
    let flags = UInt8(LLVMJITSymbolGenericFlagsExported.rawValue)
      | UInt8(LLVMJITSymbolGenericFlagsCallable.rawValue)
    var pair = LLVMOrcCSymbolMapPair(
      Name: LLVMOrcLLJITMangleAndIntern(jit, name),
      Sym: LLVMJITEvaluatedSymbol(
        Address: UInt64(address),
        Flags: LLVMJITSymbolFlags(GenericFlags: flags, TargetFlags: 0)))
    let unit = LLVMOrcAbsoluteSymbols(&pair, 1)
    guard let message = takeError(LLVMOrcJITDylibDefine(LLVMOrcLLJITGetMainJITDylib(jit), unit))
    else { return }
    LLVMOrcDisposeMaterializationUnit(unit)
    throw .link(message)
  }

  /// Adds an object and returns what holds its memory.
  func add(_ bytes: [UInt8]) throws(BackendError) -> ORCTracker {
    let library = LLVMOrcLLJITGetMainJITDylib(jit)
    guard let tracker = LLVMOrcJITDylibCreateResourceTracker(library) else {
      throw .link("no resource tracker")
    }
    let owner = ORCTracker(tracker, session: self)
    let buffer = bytes.withUnsafeBytes {
      LLVMCreateMemoryBufferWithMemoryRangeCopy($0.baseAddress, $0.count, "trace")
    }
    if let message = takeError(LLVMOrcLLJITAddObjectFileWithRT(jit, tracker, buffer)) {
      throw .link(message)
    }
    return owner
  }

  /// Links what is needed to know the address of `name`.
  func address(of name: String) throws(BackendError) -> UInt {
    var address: LLVMOrcExecutorAddress = 0
    if let message = takeError(LLVMOrcLLJITLookup(jit, &address, name)) { throw .link(message) }
    return UInt(address)
  }
}

/// Owns the memory of one object; keeps its session alive.
private final class ORCTracker: @unchecked Sendable {
  private let ref: LLVMOrcResourceTrackerRef
  private let session: ORCSession

  init(_ ref: LLVMOrcResourceTrackerRef, session: ORCSession) {
    self.ref = ref
    self.session = session
  }

  deinit {
    LLVMConsumeError(LLVMOrcResourceTrackerRemove(ref))
    LLVMOrcReleaseResourceTracker(ref)
  }
}
