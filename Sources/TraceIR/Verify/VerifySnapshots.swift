// Checks snapshots: their values, frames, slots and virtual objects.

extension TraceVerifier {
  /// Checks that all values of a snapshot are computed before `point`.
  mutating func checkValues(_ snapshot: Snapshot, at point: Point) {
    for slot in snapshot.slots {
      if case .value(let id) = slot.value { _ = use(id, at: point) }
    }
    for object in snapshot.virtuals {
      for value in object.values {
        if case .value(let id) = value { _ = use(id, at: point) }
      }
    }
  }

  /// Checks what does not depend on the place of a snapshot.
  mutating func checkShape(_ snapshot: Snapshot, _ place: TraceProblem.Place) {
    if snapshot.frames.isEmpty { report(.snapshot, place, "the snapshot has no frames") }
    for frame in snapshot.frames { check(frame, place) }
    if snapshot.below < 0 { report(.snapshot, place, "the snapshot goes \(snapshot.below) frames down") }
    var offsets: Set<Int> = []
    for slot in snapshot.slots {
      if !offsets.insert(slot.offset).inserted { report(.snapshot, place, "slot \(slot.offset) is listed twice") }
      checkVirtualIndex(slot.value, snapshot, place)
    }
    for (index, object) in snapshot.virtuals.enumerated() {
      if object.offsets.count != object.values.count {
        report(.virtual, place, "virtual \(index) has \(object.offsets.count) offsets and \(object.values.count) values")
      }
      if case .instance(let template) = object.kind, !tree.constants.indices.contains(template) {
        report(.virtual, place, "virtual \(index) names the missing constant $\(template)")
      }
      if Set(object.offsets).count != object.offsets.count || object.offsets.contains(where: { $0 < 0 }) {
        report(.virtual, place, "virtual \(index) has a repeated or negative offset")
      }
      for value in object.values { checkVirtualIndex(value, snapshot, place) }
    }
  }

  private mutating func checkVirtualIndex(_ value: SnapshotValue, _ snapshot: Snapshot, _ place: TraceProblem.Place) {
    if case .virtual(let index) = value, !snapshot.virtuals.indices.contains(index) {
      report(.virtual, place, "there is no virtual \(index)")
    }
  }
}
