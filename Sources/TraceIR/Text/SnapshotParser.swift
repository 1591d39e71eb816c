// Parses frames, snapshots and exits.

extension TextScanner {
  mutating func frame() throws(TraceTextError) -> FrameDescription {
    let offset = try smallInteger()
    var frame = FrameDescription(offset: offset, code: try index(UInt8(ascii: "$")), function: -1, pc: 0, flags: 0)
    if accept("function") { frame.function = try index(UInt8(ascii: "$")) }
    try expect("pc")
    frame.pc = try smallInteger()
    if accept("flags") { frame.flags = Int(try integer()) }
    return frame
  }

  /// The parts of a snapshot; each may be absent.
  mutating func snapshot() throws(TraceTextError) -> Snapshot {
    var snapshot = Snapshot(frames: [], slots: [])
    if accept("below") { snapshot.below = try smallInteger() }
    if accept("frames") {
      try expect(UInt8(ascii: "["))
      try list(until: UInt8(ascii: "]"), isCommaSeparated: true) { scanner, _ throws(TraceTextError) in
        snapshot.frames.append(try scanner.frame())
      }
    }
    if accept("slots") {
      try expect(UInt8(ascii: "["))
      try list(until: UInt8(ascii: "]"), isCommaSeparated: true) { scanner, _ throws(TraceTextError) in
        let offset = try scanner.smallInteger()
        snapshot.slots.append(Snapshot.Slot(offset: offset, value: try scanner.snapshotValue()))
      }
    }
    if accept("virtuals") {
      try expect(UInt8(ascii: "["))
      try list(until: UInt8(ascii: "]"), isCommaSeparated: true) { scanner, _ throws(TraceTextError) in
        snapshot.virtuals.append(try scanner.virtual())
      }
    }
    return snapshot
  }

  /// One exit, its label included.
  mutating func exit(_ label: Int) throws(TraceTextError) -> Exit {
    try self.label(UInt8(ascii: "!"), label)
    try expect("number")
    let number = try smallInteger()
    skipBlanks()
    let start = position
    guard let kind = TextNames.kinds.find(name()).flatMap({ ExitKind(rawValue: UInt8($0)) }) else {
      throw error("expected the kind of the exit", at: start)
    }
    var sideTrace = -1
    skipSpace()
    if accept(UInt8(ascii: "-")) {
      try expect(UInt8(ascii: ">"))
      try expect("trace")
      sideTrace = try smallInteger()
    }
    return Exit(kind: kind, snapshot: try snapshot(), number: number, sideTrace: sideTrace)
  }

  private mutating func snapshotValue() throws(TraceTextError) -> SnapshotValue {
    skipBlanks()
    if peek == UInt8(ascii: "%") { return .value(try value()) }
    if accept("dead") { return .dead }
    if accept("virtual") { return .virtual(try smallInteger()) }
    throw error("expected a value, 'dead' or 'virtual'")
  }

  private mutating func virtual() throws(TraceTextError) -> VirtualObject {
    let kind: VirtualObject.Kind
    if accept("instance") {
      kind = .instance(template: try index(UInt8(ascii: "$")))
    } else if accept("tuple") {
      kind = .tuple
    } else if accept("record") {
      kind = .record(template: try index(UInt8(ascii: "$")))
    } else if accept("list") {
      kind = .list
    } else {
      throw error("expected 'instance', 'tuple', 'record' or 'list'")
    }
    var object = VirtualObject(kind: kind, offsets: [], values: [])
    try expect(UInt8(ascii: "{"))
    try list(until: UInt8(ascii: "}"), isCommaSeparated: true) { scanner, _ throws(TraceTextError) in
      if !scanner.accept(UInt8(ascii: "?")) { object.offsets.append(try scanner.smallInteger()) }
      scanner.skipBlanks()
      if !scanner.accept(UInt8(ascii: "?")) { object.values.append(try scanner.snapshotValue()) }
    }
    return object
  }
}
