// Runs the finalizers of objects that the program has let go of, where it can tell that they have not run yet.

extension UnsafeMutablePointer where Pointee == VMState {
  /// Calls the `__del__` of objects that nothing refers to any more, as reference counts would have done at once.
  ///
  /// To be called before output is written and after names are deleted. Only a collection tells what is referred to, so a program gets
  /// no more of them than its budget allows; later its finalizers run when the next collection finds them due.
  ///
  /// - Parameter arguments: those of the native that is running.
  @inline(__always)
  func finalizePromptly(_ arguments: Arguments) {
    if runtime.runsCodeOnRelease { collectPromptly(weight: 1) { $0.forgetDeadRegisters(arguments) } }
  }

  /// The same for an instruction at `pc` in the frame with registers `r`.
  func finalizePromptly(_ r: UnsafeMutablePointer<Value>, _ pc: UnsafeMutablePointer<UInt64>) {
    guard runtime.watchesReleases else { return }
    collectPromptly(weight: 1) { $0.forgetDeadRegisters(r, pc) }
  }

  /// Closes the files that nothing refers to any more.
  func releaseFilesPromptly(_ arguments: Arguments) { collectPromptly(weight: 1) { $0.forgetDeadRegisters(arguments) } }

  /// Notes that a weak reference was made: by the program, not by the library, which keeps many of its own.
  func watchReference(hasCallback: Bool) {
    let runtime = self.runtime
    if runtime.hasWatchedReferences, runtime.hasWatchedCallbacks || !hasCallback { return }
    let frame = pointee.frame
    guard frame > pointee.stackBase + 16, !runtime.isBundled(info(frame.code).unit.filename) else { return }
    runtime.hasWatchedReferences = true
    if hasCallback { runtime.hasWatchedCallbacks = true }
  }

  /// Lets a weak reference that is asked for its target forget it if nothing else refers to it.
  func releasePromptly(_ arguments: Arguments) {
    // Weak references are asked often by those that keep caches.
    if runtime.watchesReleases { collectPromptly(weight: 4) { $0.forgetDeadRegisters(arguments) } }
  }

  @inline(never)
  private func collectPromptly(weight: Int, _ forget: (VM) -> Bool) {
    let runtime = self.runtime
    guard runtime.heap.collectionDisabled == 0, !runtime.isFinalizing, !runtime.isRunningFinalizers, runtime.pendingFinalizers.isEmpty
    else { return }
    runtime.isFinalizing = true
    defer { runtime.isFinalizing = false }
    while runtime.releaseBudget > 0 {
      runtime.collectGarbage(onlyReleased: true, scansNativeStack: !forget(self))
      runtime.releaseBudget -= (runtime.heap.state.pointee.liveBytes + 1 << 20) * weight
      if runtime.pendingFinalizers.isEmpty { return }
      runFinalizers()
    }
  }
}

extension Runtime {
  /// Looking at many generators again and again counts as collecting does.
  private var holdsUnclosedGenerator: Bool {
    guard releaseBudget > 0 else { return false }
    releaseBudget -= closable.count * 32
    closable.removeAll { UnsafeMutablePointer<GeneratorObject>(bitPattern: $0).unsafelyUnwrapped.pointee.status == 3 }
    return closable.contains(where: isUnclosed)
  }

  /// Whether the generator at an address is suspended where closing it may run code of its function.
  func isUnclosed(_ address: UInt) -> Bool {
    let generator = UnsafeMutablePointer<GeneratorObject>(bitPattern: address).unsafelyUnwrapped
    guard generator.pointee.status == 1 || generator.pointee.status == 4 else { return false }
    let (code, position) = (generator.pointee.code, generator.pointee.pc)
    // Where it delegates, the next instruction is the one that does.
    return vm.findHandler(code, position - 1) != nil || vm.findHandler(code, position) != nil
  }

  /// Whether something is called when an object is released.
  var runsCodeOnRelease: Bool { !finalizable.isEmpty || hasWatchedCallbacks || !closable.isEmpty && holdsUnclosedGenerator }
  /// Whether a program can tell when its objects are released.
  var watchesReleases: Bool { runsCodeOnRelease || hasWatchedReferences }

  /// Marks what dead objects with finalizers or weak references hold: reference counts would keep that until they are gone, and for
  /// ever where it leads back to them.
  ///
  /// - Returns: generators from which what delegates to them was not marked: it refers to them, not they to it.
  func markWhatDeadObjectsHold() -> [UnsafeMutablePointer<GeneratorObject>] {
    let generators = closable.filter(isUnclosed)
    var targets = finalizable + generators
    for address in weakReferences where heap.isMarked(address) {
      let target = UnsafeMutablePointer<RecordObject>(bitPattern: address).unsafelyUnwrapped.pointee.field0
      if target.isReference { targets.append(UInt(target.raw &- 1)) }
    }
    let delegates = generators.filter { !heap.isMarked($0) }.flatMap(delegationChain)
    let ways = delegates.map { ($0.pointee.outer, $0.pointee.link) }
    for generator in delegates { (generator.pointee.outer, generator.pointee.link) = (.nil, .nil) }
    for address in targets where !heap.isMarked(address) {
      heap.marker.trace(address)
      drain()
    }
    // A generator may be in several chains: its first way is the real one.
    for (generator, way) in zip(delegates, ways).reversed() { (generator.pointee.outer, generator.pointee.link) = way }
    return delegates
  }

  /// The generator at an address and those that it delegates to, one through the other.
  private func delegationChain(_ address: UInt) -> [UnsafeMutablePointer<GeneratorObject>] {
    var chain = [UnsafeMutablePointer<GeneratorObject>(bitPattern: address).unsafelyUnwrapped]
    while let last = chain.last, last.pointee.delegate.isKind(.generator) {
      let inner = last.pointee.delegate.object(GeneratorObject.self)
      if chain.contains(inner) { break }
      chain.append(inner)
    }
    return chain
  }
}
