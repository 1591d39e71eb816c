// Collects garbage: marks from the roots, precisely in objects and conservatively in stacks.

import CRuntime

extension Runtime {
  /// Runs a full collection.
  ///
  /// - Parameters:
  ///   - onlyReleased: leaves alone what dead objects with finalizers hold, and such objects in cycles.
  ///   - scansNativeStack: false when natives hold no values that are not in frames as well.
  public func collectGarbage(onlyReleased: Bool = false, scansNativeStack: Bool = true) {
    heap.collectionDisabled += 1
    heap.beginMarking()
    markRoots()
    if scansNativeStack { markNativeStack() }
    drain()
    let delegates = onlyReleased ? markWhatDeadObjectsHold() : []
    handleWeakReferences(delegates)
    heap.sweep()
    // Frames that come to lie there do not write all of their words: what these contain then would keep dead objects alive.
    if vm.pointee.nativeStackLimit > 0 { crt_clear_dead_stack(vm.pointee.nativeStackLimit) }
    nativeRootsEnd = 0
    heap.collectionDisabled -= 1
  }

  private func markNativeStack() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    crt_with_spilled_registers(
      { context, low in
        let runtime = Unmanaged<Runtime>.fromOpaque(context!).takeUnretainedValue()
        let top = runtime.vm.pointee.nativeStackTop
        // Below its frame address the loop saved registers of its caller.
        let end = max(Int(runtime.nativeRootsEnd) - 5 * MemoryLayout<UInt>.size, 0)
        if top != 0 { runtime.markNativeStack(max(UInt(bitPattern: low), UInt(end))..<top) }
      }, context)
  }

  /// Marks what the words of a native stack, and Swift arrays that they refer to, hold.
  func markNativeStack(_ stack: Range<UInt>) {
    let marker = heap.marker
    marker.pointee.markConservatively(from: stack.lowerBound, to: stack.upperBound)
    let frames = UInt(bitPattern: vm.pointee.stackBase)..<UInt(bitPattern: vm.pointee.stackLimit)
    let cells = heap.base..<heap.address(ofBlock: heap.blockCapacity)
    var arrays = HeldArrays(excludingHeap: cells, frames: frames, stack: stack)
    arrays.mark(from: stack.lowerBound, to: stack.upperBound, marker)
  }

  private func markRoots() {
    for value in permanentRoots { heap.mark(value) }
    for value in handles { heap.mark(value) }
    for value in pendingFinalizers.waiting { heap.mark(value) }
    for (_, cell) in forwardCells { heap.mark(cell) }
    for (_, type) in exceptionTypes { heap.mark(type) }
    for i in 0...internedMask where !internedTable[i].isNil { heap.mark(internedTable[i]) }
    for info in codeInfos { if let code = info.code { heap.mark(code) } }
    heap.mark(vm.pointee.exception)
    heap.mark(vm.pointee.handled)
    for type in [arrayType, unionType, binaryFileType, coroutineWrapperType] { heap.mark(type) }
    for (_, type) in structSequences { heap.mark(type) }
    heap.mark(modules)
    heap.mark(builtins)
    for i in 0..<vm.pointee.exitCells { heap.marker.pointee.markConservatively(UInt(truncatingIfNeeded: vm.pointee.exitBuffer[i])) }
    heap.marker.pointee.markConservatively(from: UInt(bitPattern: vm.pointee.stackBase), to: UInt(bitPattern: stackTop))
    for marker in rootMarkers { marker(heap) }
  }

  /// The end of the part of the frame stack that is in use.
  var stackTop: UnsafeMutablePointer<Value> {
    let frame = vm.pointee.frame
    var top = vm.pointee.top
    if frame > vm.pointee.stackBase + 16 {
      let code = UnsafePointer<CodeObject>(bitPattern: UInt(frame[-4].raw))
      if let code { top = max(top, frame + code.pointee.registerCount + 8) }
    }
    return top
  }

  func drain() {
    let marker = heap.marker
    // Objects lie all over the heap: each is prefetched and looked at a few objects later.
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: 8) { ring in
      ring.initialize(repeating: 0)
      var (position, waiting) = (0, 0)
      while true {
        let address = marker.pointee.pop() ?? 0
        if address == 0, waiting == 0 { return }
        if address != 0 {
          crt_prefetch(UnsafeRawPointer(bitPattern: address))
          waiting += 1
        }
        let due = ring[position]
        ring[position] = address
        position = (position + 1) & 7
        if due != 0 {
          waiting -= 1
          marker.trace(due)
        }
      }
    }
  }

  private func handleWeakReferences(_ delegates: [UnsafeMutablePointer<GeneratorObject>]) {
    var resurrected: [UInt] = []
    finalizable = finalizable.filter { address in
      if heap.isMarked(address) { return true }
      resurrected.append(address)
      return false
    }
    closable = closable.filter { address in
      if heap.isMarked(address) { return true }
      if isUnclosed(address) { resurrected.append(address) }
      return false
    }
    for address in releaseOrder(resurrected) {
      pendingFinalizers.append(Value(UnsafeMutableRawPointer(bitPattern: address)!))
      heap.mark(object: address)
    }
    let wasResurrected = Set(resurrected)
    if !plainReferences.isEmpty {
      plainReferences = plainReferences.filter { target, address in
        heap.isMarked(address) && heap.isMarked(target &- 1) && !wasResurrected.contains(target &- 1)
      }
    }
    weakReferences = weakReferences.filter { address in
      guard heap.isMarked(address) else { return false }
      let reference = UnsafeMutablePointer<RecordObject>(bitPattern: address)!
      let target = reference.pointee.field0
      guard target.isReference, !heap.isMarked(UInt(target.raw &- 1)) || wasResurrected.contains(UInt(target.raw &- 1)) else { return true }
      reference.pointee.field0 = .nil
      if !reference.pointee.field1.isNil, !reference.pointee.field1.isNone {
        pendingFinalizers.append(Value(reference))
      }
      return false
    }
    if !pendingFinalizers.isEmpty { vm.pointee.poll = 1 }
    for generator in delegates where heap.isMarked(UInt(bitPattern: generator)) {
      heap.mark(generator.pointee.outer)
      heap.mark(generator.pointee.link)
    }
    drain()
    if !openedFiles.isEmpty { closeReleasedFiles() }
  }
}
