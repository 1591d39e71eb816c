// Translates snapshots: recorded values to optimized ones, boxes to what is in them, unmade objects to virtual ones.

/// The virtual objects of a snapshot under construction.
private struct SnapshotObjects {
  var list: [VirtualObject] = []
  /// For each virtual state its index in `list`.
  var indices: [Int: Int] = [:]
}

extension ForwardPass {
  /// A recorded snapshot in optimized values; header slots that it does not list keep the value they have at the header.
  mutating func lowered(_ snapshot: Snapshot) -> Snapshot {
    var objects = SnapshotObjects()
    var recordedObjects: [Int: Int] = [:]
    var slots: [Snapshot.Slot] = []
    slots.reserveCapacity(snapshot.slots.count + header.slots.count)
    for slot in snapshot.slots {
      let value = lowered(slot.value, snapshot, &objects, &recordedObjects)
      slots.append(Snapshot.Slot(offset: slot.offset, value: value))
    }
    for item in header.slots where item.cell == nil && !snapshot.slots.contains(where: { $0.offset == item.slot }) {
      slots.append(Snapshot.Slot(offset: item.slot, value: lowered(headerWord(item.slot), &objects)))
    }
    return Snapshot(frames: snapshot.frames, below: snapshot.below, slots: slots, virtuals: objects.list)
  }

  /// A snapshot of known words.
  mutating func lowered(_ slots: [(offset: Int, value: ValueID)], frames: [FrameDescription]) -> Snapshot {
    var objects = SnapshotObjects()
    var result: [Snapshot.Slot] = []
    for slot in slots { result.append(Snapshot.Slot(offset: slot.offset, value: lowered(slot.value, &objects))) }
    return Snapshot(frames: frames, slots: result, virtuals: objects.list)
  }

  private mutating func lowered(
    _ value: SnapshotValue, _ snapshot: Snapshot, _ objects: inout SnapshotObjects, _ known: inout [Int: Int]
  ) -> SnapshotValue {
    switch value {
    case .dead: return .dead
    case .value(let id): return lowered(optimized(id), &objects)
    case .virtual(let index):
      if let place = known[index] { return .virtual(place) }
      let object = snapshot.virtuals[index]
      let place = objects.list.count
      known[index] = place
      objects.list.append(VirtualObject(kind: object.kind, offsets: object.offsets, values: []))
      let values = object.values.map { lowered($0, snapshot, &objects, &known) }
      objects.list[place].values = values
      return .virtual(place)
    }
  }

  private mutating func lowered(_ id: ValueID, _ objects: inout SnapshotObjects) -> SnapshotValue {
    let id = canonical(id)
    let definition = values[id]
    switch definition.form {
    // Addresses stand for themselves only where an object's layout is.
    case .real: return .value(definition.type == .ptr && definition.op != .constPtr ? real(ref(id)) : id)
    case .virtual: return .virtual(add(Int(definition.a), &objects))
    case .lazy:
      switch definition.op {
      case .boxInt, .boxFloat, .boxBool: return lowered(inner(definition), &objects)
      case .ref where virtualIndex(word: id) != nil: return lowered(inner(definition), &objects)
      default: return .value(real(id))
      }
    }
  }

  private mutating func add(_ virtual: Int, _ objects: inout SnapshotObjects) -> Int {
    if let place = objects.indices[virtual] { return place }
    let state = virtuals[virtual]
    let kind: VirtualObject.Kind =
      switch state.kind {
      case .instance: .instance(template: Int(state.template))
      case .tuple: state.template < 0 ? .tuple : .record(template: Int(state.template))
      case .list: .list
      }
    let place = objects.list.count
    objects.indices[virtual] = place
    objects.list.append(VirtualObject(kind: kind, offsets: state.offsets.map { Int($0) }, values: []))
    var values: [SnapshotValue] = []
    for value in state.values { values.append(lowered(value, &objects)) }
    objects.list[place].values = values
    return place
  }
}
