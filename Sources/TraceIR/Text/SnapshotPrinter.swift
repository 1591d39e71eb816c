// Prints frames, snapshots and exits.

extension TextWriter {
  mutating func frame(_ frame: FrameDescription) {
    offset(Int64(frame.offset))
    text(" ")
    constant(frame.code)
    if frame.function != -1 {
      text(" function ")
      constant(frame.function)
    }
    text(" pc ")
    integer(frame.pc)
    if frame.flags != 0 {
      text(" flags ")
      integer(frame.flags)
    }
  }

  /// Prints the parts of a snapshot, each after a blank; empty ones are left out.
  mutating func snapshot(_ snapshot: Snapshot) {
    if snapshot.below != 0 {
      text(" below ")
      integer(snapshot.below)
    }
    if !snapshot.frames.isEmpty {
      text(" frames [")
      for (index, item) in snapshot.frames.enumerated() {
        if index > 0 { text(", ") }
        frame(item)
      }
      text("]")
    }
    if !snapshot.slots.isEmpty {
      text(" slots [")
      for (index, slot) in snapshot.slots.enumerated() {
        if index > 0 { text(", ") }
        offset(Int64(slot.offset))
        text(" ")
        snapshotValue(slot.value)
      }
      text("]")
    }
    if !snapshot.virtuals.isEmpty {
      text(" virtuals [")
      for (index, object) in snapshot.virtuals.enumerated() {
        if index > 0 { text(", ") }
        virtual(object)
      }
      text("]")
    }
  }

  /// Prints one exit on its own line.
  mutating func exit(_ exit: Exit, index: Int) {
    text("!")
    integer(index)
    text(" number ")
    integer(exit.number)
    text(" ")
    bytes.append(contentsOf: TextNames.kindText[Int(exit.kind.rawValue)])
    if exit.sideTrace != -1 {
      text(" -> trace ")
      integer(exit.sideTrace)
    }
    snapshot(exit.snapshot)
    newline()
  }

  private mutating func snapshotValue(_ item: SnapshotValue) {
    switch item {
    case .value(let id): value(id)
    case .virtual(let index):
      text("virtual ")
      integer(index)
    case .dead: text("dead")
    }
  }

  private mutating func virtual(_ object: VirtualObject) {
    switch object.kind {
    case .instance(let template):
      text("instance ")
      constant(template)
    case .tuple: text("tuple")
    case .record(let template):
      text("record ")
      constant(template)
    case .list: text("list")
    }
    text(" {")
    for index in 0..<max(object.offsets.count, object.values.count) {
      if index > 0 { text(", ") }
      if index < object.offsets.count { offset(Int64(object.offsets[index])) } else { text("?") }
      text(" ")
      if index < object.values.count { snapshotValue(object.values[index]) } else { text("?") }
    }
    text("}")
  }
}
