// Makes heap objects of the basic kinds.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeMutablePointer where Pointee == VMState {
  /// The engine's heap.
  var heap: Heap { pointee.runtimeReference._withUnsafeGuaranteedRef { $0.heap } }

  /// Zeroed memory of at least `size` bytes whose first word must be set before the next allocation.
  @inline(__always)
  func allocateCell(_ size: Int) -> UnsafeMutableRawPointer {
    let cell = (size &+ 15) & ~15
    if cell <= Heap.smallCell {
      let table = UnsafeMutableRawPointer(self) + (Runtime.allocatorsOffset &- MemoryLayout<Allocator>.stride)
      let allocator = (table + cell).assumingMemoryBound(to: Allocator.self)
      let cursor = allocator.pointee.cursor
      let next = cursor &+ UInt(bitPattern: cell)
      if next <= allocator.pointee.limit {
        allocator.pointee.cursor = next
        return UnsafeMutableRawPointer(bitPattern: cursor).unsafelyUnwrapped
      }
    }
    return heap.allocateSlow(size)
  }

  /// Zeroed memory for an object of a class, `extra` bytes longer than `T`; only the header is set.
  ///
  /// Zeroed value fields read as int 0: set every one before the object can be seen.
  @inline(__always)
  public func allocate<T>(_ type: T.Type, _ cls: TypeRef, extra: Int = 0) -> UnsafeMutablePointer<T> {
    let memory = allocateCell(MemoryLayout<T>.stride + extra)
    memory.assumingMemoryBound(to: ObjectHeader.self).pointee = ObjectHeader(type: cls, layout: nil)
    return memory.assumingMemoryBound(to: T.self)
  }

  /// Size in bytes of the fixed part of objects of a kind: attribute slots of subclasses' instances begin after it
  /// and the overflow word. Kinds with data of variable length (int, str, bytes, tuple) have no slots: instances of
  /// their subclasses keep a dict of attributes in place of the layout word.
  func nativeSize(_ kind: Kind) -> Int {
    switch kind {
    case .instance: return MemoryLayout<ObjectHeader>.stride
    case .float: return MemoryLayout<FloatObject>.stride
    case .complex: return MemoryLayout<ComplexObject>.stride
    case .list: return MemoryLayout<ListObject>.stride
    case .dict: return MemoryLayout<DictObject>.stride
    case .set, .frozenSet: return MemoryLayout<SetObject>.stride
    case .byteArray: return MemoryLayout<ByteArrayObject>.stride
    case .exception: return MemoryLayout<ExceptionObject>.stride
    case .iterator: return MemoryLayout<IteratorObject>.stride
    case .module: return MemoryLayout<ModuleObject>.stride
    case .property, .staticMethod, .classMethod, .superObject, .weakReference: return MemoryLayout<RecordObject>.stride
    case .type: return MemoryLayout<TypeObject>.stride
    case .native, .file: return MemoryLayout<NativeObject>.stride
    default: return MemoryLayout<ObjectHeader>.stride
    }
  }

  // MARK: Tuples

  /// A tuple whose items are int 0 until they are set.
  @inline(__always)
  public func makeTupleUninitialized(_ count: Int) -> Value {
    let tuple = allocate(TupleObject.self, pointee.types.tuple, extra: count * 8)
    tuple.pointee.count = count
    return Value(tuple)
  }

  public func makeTuple(_ items: [Value]) -> Value {
    if items.isEmpty { return pointee.emptyTuple }
    let tuple = withRoots(items) { makeTupleUninitialized(items.count) }
    let target = tupleBase(tuple)
    for i in 0..<items.count { target[i] = items[i] }
    return tuple
  }

  /// A tuple of words in memory that the collector scans (the frame stack).
  @inline(__always)
  public func makeTuple(_ items: UnsafeMutablePointer<Value>, count: Int) -> Value {
    if count == 0 { return pointee.emptyTuple }
    let tuple = makeTupleUninitialized(count)
    copyWords(tupleBase(tuple), items, count)
    return tuple
  }

  @inline(__always)
  public func tupleCount(_ tuple: Value) -> Int { tuple.object(TupleObject.self).pointee.count }

  /// The first item of a tuple.
  @inline(__always)
  public func tupleBase(_ tuple: Value) -> UnsafeMutablePointer<Value> {
    (tuple.address + MemoryLayout<TupleObject>.size).assumingMemoryBound(to: Value.self)
  }

  public func tupleItems(_ tuple: Value) -> [Value] {
    Array(UnsafeBufferPointer(start: tupleBase(tuple), count: tupleCount(tuple)))
  }

  // MARK: Lists

  public func makeList(_ items: [Value]) -> Value {
    withRoots(items) {
      let list = makeList(capacity: items.count)
      for item in items { listAppend(list, item) }
      return list
    }
  }

  /// An empty list with room for `capacity` items.
  public func makeList(capacity: Int) -> Value {
    let list = allocate(ListObject.self, pointee.types.list)
    if capacity > 0 { growList(list, to: capacity) }
    return Value(list)
  }

  /// A list of words in memory that the collector scans.
  @inline(__always)
  public func makeList(_ items: UnsafeMutablePointer<Value>, count: Int) -> Value {
    let list = allocate(ListObject.self, pointee.types.list)
    if count > 0 {
      let memory = allocateArray(count)
      list.pointee.items = memory
      list.pointee.capacity = count
      copyWords(memory, items, count)
      list.pointee.count = count
    }
    return Value(list)
  }

  @inline(__always)
  public func listCount(_ list: Value) -> Int { list.object(ListObject.self).pointee.count }

  /// Item `index`, which must be in range.
  @inline(__always)
  public func listItem(_ list: Value, _ index: Int) -> Value {
    list.object(ListObject.self).pointee.items.unsafelyUnwrapped[index]
  }

  /// Replaces item `index`, which must be in range.
  @inline(__always)
  public func listSetItem(_ list: Value, _ index: Int, _ value: Value) {
    list.object(ListObject.self).pointee.items.unsafelyUnwrapped[index] = value
  }

  @inline(__always)
  public func listAppend(_ list: Value, _ value: Value) {
    let object = list.object(ListObject.self)
    let count = object.pointee.count
    if count == object.pointee.capacity { growList(object, to: count + 1) }
    object.pointee.items.unsafelyUnwrapped[count] = value
    object.pointee.count = count + 1
  }

  /// The first room for `wanted` items or more that a list of CPython has when items are appended to it one by one.
  private func grownCapacity(_ wanted: Int) -> Int {
    var room = 4
    // What CPython's sizes are matters as long as somebody looks at them.
    while room < wanted, room < 10_000 { room = (room + 1 + (room + 1) >> 3 + 6) & ~3 }
    return max(room, wanted)
  }

  /// Makes room for at least `needed` items. The items past `count` are unspecified words.
  @inline(never)
  public func growList(_ list: UnsafeMutablePointer<ListObject>, to needed: Int) {
    let old = list.pointee.capacity
    guard needed > old else { return }
    let capacity = old == 0 ? max(needed, 4) : grownCapacity(max(needed, old + old / 2 + 4))
    let memory = allocateArray(capacity)
    if let items = list.pointee.items { copyWords(memory, items, list.pointee.count) }
    list.pointee.items = memory
    list.pointee.capacity = capacity
  }

  /// Memory for `count` values, owned by another object; zeroed.
  @inline(__always)
  public func allocateArray(_ count: Int) -> UnsafeMutablePointer<Value> {
    let array = allocate(ArrayObject.self, pointee.types.array, extra: count * 8)
    array.pointee.count = count
    return UnsafeMutableRawPointer(array + 1).assumingMemoryBound(to: Value.self)
  }

  /// Memory for `count` bytes that hold no references, or whose references their owner traces; zeroed.
  public func allocateBytes(_ count: Int) -> UnsafeMutableRawPointer {
    let array = allocate(ArrayObject.self, pointee.types.rawArray, extra: count)
    array.pointee.count = count
    return UnsafeMutableRawPointer(array + 1)
  }

  // MARK: Small objects

  @inline(__always)
  public func makeBoundMethod(_ function: Value, _ receiver: Value) -> Value {
    var type = pointee.types.boundMethod
    if function.isReference, function.heapType.pointee.kind == .builtin {
      type = function.heapType == pointee.types.wrapperDescriptor && !receiver.isKind(.type) ? pointee.types.methodWrapper : pointee.types.boundBuiltin
    }
    let method = allocate(BoundMethodObject.self, type)
    method.pointee.function = function
    method.pointee.receiver = receiver
    return Value(method)
  }

  public func makeCell(_ value: Value) -> Value {
    let cell = allocate(CellObject.self, pointee.types.cell)
    cell.pointee.value = value
    return Value(cell)
  }

  /// A small object of up to five values.
  public func makeRecord(_ type: TypeRef, _ a: Value = .nil, _ b: Value = .nil, _ c: Value = .nil, _ d: Value = .nil, _ e: Value = .nil) -> Value {
    let record = allocate(RecordObject.self, type)
    record.pointee.field0 = a
    record.pointee.field1 = b
    record.pointee.field2 = c
    record.pointee.field3 = d
    record.pointee.field4 = e
    return Value(record)
  }

  public func makeSlice(_ start: Value, _ stop: Value, _ step: Value) -> Value {
    let slice = allocate(SliceObject.self, pointee.types.slice)
    slice.pointee.start = start
    slice.pointee.stop = stop
    slice.pointee.step = step
    return Value(slice)
  }

  // MARK: Numbers

  /// The value of a double.
  @inline(__always)
  public func makeFloat(_ value: Double) -> Value {
    let word = Value.immediate(value)
    return word.isNil ? makeBoxedFloat(value) : word
  }

  @inline(never)
  public func makeBoxedFloat(_ value: Double) -> Value {
    let object = allocate(FloatObject.self, pointee.types.float)
    object.pointee.value = value
    return Value(object)
  }

  /// The value of a 64-bit integer.
  @inline(__always)
  public func makeInt(_ value: Int) -> Value {
    Value.fits(value) ? Value(smallInt: value) : makeBoxedInt(value)
  }

  @inline(never)
  public func makeBoxedInt(_ value: Int) -> Value {
    let object = allocate(IntObject.self, pointee.types.int, extra: 8)
    object.pointee.signedCount = value < 0 ? -1 : 1
    UnsafeMutableRawPointer(object + 1).assumingMemoryBound(to: UInt.self)[0] = value.magnitude
    return Value(object)
  }

  // MARK: Roots

  /// Keeps values alive while `body` runs, for values held in Swift collections only.
  @inline(__always)
  public func withRoots<Result>(_ values: [Value], _ body: () -> Result) -> Result {
    runtime.handles.append(contentsOf: values)
    defer { runtime.handles.removeLast(values.count) }
    return body()
  }

  /// Raises MemoryError and returns false when `bytes` more cannot be had.
  public func reserve(bytes: Int) -> Bool {
    if bytes < 1 << 20 { return true }
    if heap.hasRoom(for: bytes) { return true }
    _ = raise("MemoryError")
    return false
  }
}
