// Wraps LLVM's ORC; the only file that uses LLVM's unstable ORC interface.
import CLLVM
import Synchronization

/// Owns an LLJIT. ORC locks its session itself, so that rooms may be used and dropped on any thread.
final class ORCSession: @unchecked Sendable {
  fileprivate let jit: LLVMOrcLLJITRef
  fileprivate let execution: LLVMOrcExecutionSessionRef
  private let log = ORCLog()
  /// ORC cannot take a library out of a session from C, so cleared ones are used again.
  private let spare = Mutex<SpareLibraries>(SpareLibraries())

  init() throws(BackendError) {
    var created: LLVMOrcLLJITRef?
    if let message = takeError(LLVMOrcCreateLLJIT(&created, nil)) { throw .link(message) }
    guard let created, let execution = LLVMOrcLLJITGetExecutionSession(created) else {
      throw .link("no LLJIT")
    }
    jit = created
    self.execution = execution
    // Without a reporter ORC prints its errors.
    LLVMOrcExecutionSessionSetErrorReporter(
      execution,
      { context, error in
        let message = takeError(error) ?? ""
        guard let context else { return }
        Unmanaged<ORCLog>.fromOpaque(context).takeUnretainedValue().record(message)
      }, Unmanaged.passUnretained(log).toOpaque())
  }

  deinit {
    _ = takeError(LLVMOrcDisposeLLJIT(jit))
  }

  fileprivate func takeLibrary() -> LLVMOrcJITDylibRef {
    spare.withLock { spare in
      if let library = spare.refs.popLast() { return library.ref }
      spare.made += 1
      return LLVMOrcExecutionSessionCreateBareJITDylib(execution, "room\(spare.made)")
    }
  }

  fileprivate func giveBack(_ library: LLVMOrcJITDylibRef) {
    guard takeError(LLVMOrcJITDylibClear(library)) == nil else { return }
    let library = LibraryRef(ref: library)
    spare.withLock { $0.refs.append(library) }
  }

  fileprivate func takeReport() -> String { log.take() }
}

/// A reference that may cross threads, because ORC locks what is behind it.
private struct LibraryRef: @unchecked Sendable {
  let ref: LLVMOrcJITDylibRef
}

private struct SpareLibraries {
  var refs: [LibraryRef] = []
  var made = 0
}

/// What ORC reported besides the errors it returned.
private final class ORCLog: Sendable {
  private let messages = Mutex<[String]>([])

  func record(_ message: String) { messages.withLock { $0.append(message) } }

  func take() -> String {
    messages.withLock { messages in
      defer { messages.removeAll() }
      return messages.joined(separator: "; ")
    }
  }
}

/// The memory and symbols of one object.
final class ORCRoom: @unchecked Sendable {
  private let session: ORCSession
  private let library: LLVMOrcJITDylibRef

  init(_ session: ORCSession) {
    self.session = session
    library = session.takeLibrary()
  }

  deinit {
    session.giveBack(library)
  }

  /// Defines `name` as an address.
  func define(_ name: String, _ address: UInt) throws(BackendError) {
    let flags =
      UInt8(LLVMJITSymbolGenericFlagsExported.rawValue)
      | UInt8(LLVMJITSymbolGenericFlagsCallable.rawValue)
    var pair = LLVMOrcCSymbolMapPair(
      Name: LLVMOrcLLJITMangleAndIntern(session.jit, name),
      Sym: LLVMJITEvaluatedSymbol(
        Address: UInt64(address),
        Flags: LLVMJITSymbolFlags(GenericFlags: flags, TargetFlags: 0)))
    let unit = LLVMOrcAbsoluteSymbols(&pair, 1)
    guard let message = takeError(LLVMOrcJITDylibDefine(library, unit)) else { return }
    LLVMOrcDisposeMaterializationUnit(unit)
    throw .link(message)
  }

  /// Adds an object.
  func add(_ bytes: [UInt8]) throws(BackendError) {
    let buffer = bytes.withUnsafeBytes {
      LLVMCreateMemoryBufferWithMemoryRangeCopy($0.baseAddress, $0.count, "trace")
    }
    if let message = takeError(LLVMOrcLLJITAddObjectFile(session.jit, library, buffer)) {
      throw .link(message)
    }
  }

  /// Links what is needed to know the address of `name`.
  func address(of name: String) throws(BackendError) -> UInt {
    var order = LLVMOrcCJITDylibSearchOrderElement(
      JD: library, JDLookupFlags: LLVMOrcJITDylibLookupFlagsMatchAllSymbols)
    var symbol = LLVMOrcCLookupSetElement(
      Name: LLVMOrcLLJITMangleAndIntern(session.jit, name),
      LookupFlags: LLVMOrcSymbolLookupFlagsRequiredSymbol)
    let found = FoundAddress()
    // The session runs its tasks in place: the handler has been called when this returns.
    LLVMOrcExecutionSessionLookup(
      session.execution, LLVMOrcLookupKindStatic, &order, 1, &symbol, 1,
      { error, pairs, count, context in
        guard error == nil else { return LLVMConsumeError(error) }
        guard let pairs, count == 1, let context else { return }
        let found = Unmanaged<FoundAddress>.fromOpaque(context).takeUnretainedValue()
        found.address = UInt(pairs.pointee.Sym.Address)
      }, Unmanaged.passUnretained(found).toOpaque())
    guard let address = found.address else {
      throw .link("\(name) was not linked: \(session.takeReport())")
    }
    return address
  }
}

private final class FoundAddress {
  var address: UInt?
}
