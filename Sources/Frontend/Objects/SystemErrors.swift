// Turns errno values into OSError and its subclasses.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  /// The subclass of OSError for an error number.
  func osErrorType(_ number: Int) -> TypeRef {
    let name: String
    switch Int32(truncatingIfNeeded: number) {
    case EAGAIN, EALREADY, EINPROGRESS: name = "BlockingIOError"
    case EPIPE, ESHUTDOWN: name = "BrokenPipeError"
    case ECHILD: name = "ChildProcessError"
    case ECONNABORTED: name = "ConnectionAbortedError"
    case ECONNREFUSED: name = "ConnectionRefusedError"
    case ECONNRESET: name = "ConnectionResetError"
    case EEXIST: name = "FileExistsError"
    case ENOENT: name = "FileNotFoundError"
    case EISDIR: name = "IsADirectoryError"
    case ENOTDIR: name = "NotADirectoryError"
    case EINTR: name = "InterruptedError"
    case EACCES, EPERM: name = "PermissionError"
    case ESRCH: name = "ProcessLookupError"
    case ETIMEDOUT: name = "TimeoutError"
    default: name = "OSError"
    }
    return exceptionTypes[name] ?? vm.types.baseException
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Raises the OSError of an error number; `filename` is a value or nil.
  @discardableResult
  public func raiseOSError(_ number: Int32, _ filename: Value = .nil, _ second: Value = .nil) -> Value {
    if number == EINTR, raiseInterrupt() { return .nil }
    var arguments = [Value(smallInt: Int(number)), makeString(String(cString: strerror(number)))]
    if !filename.isNil { arguments.append(filename) }
    if !second.isNil { arguments += [.none, second] }
    return raise(makeException(runtime.osErrorType(Int(number)), makeTuple(arguments)))
  }
}
