// Runs a function on a thread of its own with a stack large enough for deep recursion.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the new thread runs; only one of the two threads uses it at a time.
private final class Job {
  let run: () -> Void
  init(_ run: @escaping () -> Void) { self.run = run }
}

/// Calls `body` on a thread with `size` bytes of stack and waits for it; if there can be no such
/// thread, calls it on the current one.
func withLargeStack<Result>(size: Int, _ body: () -> Result) -> Result {
  var result: Result?
  withoutActuallyEscaping(body) { body in
    let job = Job { result = body() }
    if !runOnThread(job, stackSize: size) { job.run() }
  }
  guard let result else { return body() }
  return result
}

/// Returns false if the thread could not be started.
private func runOnThread(_ job: Job, stackSize: Int) -> Bool {
  var attributes = pthread_attr_t()
  guard pthread_attr_init(&attributes) == 0 else { return false }
  defer { pthread_attr_destroy(&attributes) }
  guard pthread_attr_setstacksize(&attributes, stackSize) == 0 else { return false }
  let context = Unmanaged.passRetained(job)
  #if canImport(Glibc)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { context in
        if let context { Unmanaged<Job>.fromOpaque(context).takeUnretainedValue().run() }
        return nil
      }, context.toOpaque())
  #else
    var created: pthread_t?
    let status = pthread_create(
      &created, &attributes,
      { context in
        Unmanaged<Job>.fromOpaque(context).takeUnretainedValue().run()
        return nil
      }, context.toOpaque())
    guard let thread = created else {
      context.release()
      return false
    }
  #endif
  defer { context.release() }
  guard status == 0 else { return false }
  pthread_join(thread, nil)
  return true
}
