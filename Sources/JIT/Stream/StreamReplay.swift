// Selects traces from a stream of instructions as the engine does while a program runs.
import Frontend
import TraceIR

/// A replay: a pure function of the stream and of the constants.
public final class StreamReplay {
  let tunables: FitnessTunables
  private let abi = Runtime.makeABI()
  var codes: [ReplayCode] = []
  var trees: [ReplayTree] = []
  var recording: ReplayRecording?
  /// Where in a tree the stream is; nil while it is interpreted.
  private var cursor: Cursor?
  /// Frames above that of the first instruction.
  private(set) var level = 0
  private var last: StreamedInstruction?
  private var interpreted = 0
  private var instructions = 0
  private var samples: [ExecutionProfile.Sample] = []
  private(set) var aborts: [String: Int] = [:]
  /// Receives the text of each trace, when logging is on.
  public var log: ((String) -> Void)?
  /// How much is logged: 1 a line, 2 every bytecode, 3 every check and charge.
  public var logLevel = 1

  private struct Cursor {
    var tree: Int
    var trace = 0
    /// The next of the trace's bytecodes.
    var index = 0
    var level: Int
  }

  public init(tunables: FitnessTunables) { self.tunables = tunables }

  /// Replays a whole stream.
  ///
  /// - Throws: where the stream is damaged.
  public func run(_ stream: InstructionStream) throws(StreamError) {
    try stream.forEach { instruction, codes in
      while self.codes.count < codes.count { self.codes.append(ReplayCode(code: codes[self.codes.count])) }
      execute(instruction)
    }
    if recording != nil { abandon("exception or return") }
  }

  /// What was selected, and what ran in it.
  public var profile: ExecutionProfile {
    var profile = ExecutionProfile()
    profile.trees = trees.map(\.profile)
    profile.interpreted = interpreted
    profile.budget = tunables.initialFitness
    profile.samples = samples
    profile.samples.append(sample)
    return profile
  }

  private var sample: ExecutionProfile.Sample {
    ExecutionProfile.Sample(nanoseconds: 0, interpreted: interpreted, compiled: instructions - interpreted)
  }

  // MARK: Instructions

  private func execute(_ instruction: StreamedInstruction) {
    let taken = settle(instruction)
    level += instruction.frameChange
    instructions += 1
    if instructions & 0xFFFF == 0 { samples.append(sample) }
    if cursor != nil, follow(instruction) {
      last = instruction
      return
    }
    interpret(instruction, taken)
    last = instruction
  }

  /// Completes the last instruction, now that it is known what comes after it: branch histories and loop counters, which only the
  /// interpreter keeps.
  private func settle(_ next: StreamedInstruction) -> Bool {
    guard let last else { return false }
    let op = codes[last.code].op(last.position)
    let taken = next.position != last.position + op.info.length
    recording?.settle(op: op, history: codes[last.code].histories[last.position] ?? 0, taken: taken, frameChange: next.frameChange)
    guard cursor == nil else { return taken }
    if op.recordsHistory { codes[last.code].histories[last.position] = (codes[last.code].histories[last.position] ?? 0) << 1 | (taken ? 1 : 0) }
    if op == .jumpBack, let header = codes[last.code].target(last.position) { countDown(last, header) }
    return taken
  }

  private func interpret(_ instruction: StreamedInstruction, _ taken: Bool) {
    interpreted += 1
    guard recording != nil else { return }
    switch recording?.observe(instruction, level: level, self) {
    case .goesOn, nil: break
    case .finished: finish()
    case .aborted(let reason): abandon(reason)
    }
  }

  // MARK: Loops

  private func countDown(_ jump: StreamedInstruction, _ header: Int) {
    if let number = codes[jump.code].executors[header] {
      // A recording goes on over the jump; otherwise the loop runs in its executor.
      if recording == nil { enter(number) }
      return
    }
    let left = codes[jump.code].counters[jump.position] ?? tunables.loopThreshold
    guard left <= 0 else {
      codes[jump.code].counters[jump.position] = left - 1
      return
    }
    codes[jump.code].counters[jump.position] = tunables.loopThreshold
    guard recording == nil else { return }
    codes[jump.code].attempts[header, default: 0] += 1
    recording = ReplayRecording(root: jump.code, header: header, level: level, self)
  }

  private func enter(_ number: Int) {
    trees[number].entries += 1
    trees[number].begun[0] += 1
    cursor = Cursor(tree: number, level: level)
  }

  // MARK: Compiled code

  /// Whether the instruction is executed in a tree; if not, the tree was left before it.
  private func follow(_ instruction: StreamedInstruction) -> Bool {
    while let at = cursor {
      let places = trees[at.tree].places[at.trace]
      if at.index == places.count {
        leaveEnd(at, instruction)
        continue
      }
      let place = places[at.index]
      if place.code == instruction.code, place.position == instruction.position, place.depth == level - at.level {
        if place.kinds == instruction.kinds {
          cursor?.index += 1
          return true
        }
        leave(at, exit: trees[at.tree].tree.traces[at.trace].exits[at.index].number, instruction)
      } else {
        leave(at, exit: trees[at.tree].tree.traces[at.trace].exits[max(at.index - 1, 0)].number, instruction)
      }
    }
    return false
  }

  private func leaveEnd(_ at: Cursor, _ instruction: StreamedInstruction) {
    let trace = trees[at.tree].tree.traces[at.trace]
    if case .exit(let index) = trace.end {
      leave(at, exit: trace.exits[index].number, instruction)
    } else {
      trees[at.tree].begun[0] += 1
      cursor?.trace = 0
      cursor?.index = 0
    }
  }

  /// Leaves by an exit: into its side trace, into another tree that begins there, or into the interpreter.
  private func leave(_ at: Cursor, exit number: Int, _ instruction: StreamedInstruction) {
    let exit = trees[at.tree].tree.traces[at.trace].exits.first { $0.number == number }
    if let side = exit?.sideTrace, side >= 0 {
      trees[at.tree].begun[side] += 1
      cursor?.trace = side
      cursor?.index = 0
      return
    }
    trees[at.tree].taken[number, default: 0] += 1
    cursor = nil
    if let other = codes[instruction.code].executors[instruction.position], other != at.tree {
      trees[at.tree].links[other, default: 0] += 1
      enter(other)
      return
    }
    guard recording == nil, !trees[at.tree].settled.contains(number) else { return }
    trees[at.tree].hotness[number, default: 0] += 1
    guard trees[at.tree].hotness[number, default: 0] >= min(tunables.exitThreshold, tunables.loopThreshold) else { return }
    trees[at.tree].hotness[number] = 0
    guard trees[at.tree].tree.traces.count < 100 else {
      trees[at.tree].settled.insert(number)
      return
    }
    recording = ReplayRecording(side: at.tree, exit: number, level: level - at.level, entryLevel: at.level, self)
  }

  // MARK: Recordings

  func logLast(of tree: ReplayTree) {
    guard let log, let trace = tree.tree.traces.last else { return }
    let number = tree.tree.traces.count - 1
    log(
      TraceLog(level: logLevel, abi: abi, hasUops: false).text(trace, number: number, tree: tree.tree, journal: tree.journals[number]))
  }


  private func finish() {
    guard let done = recording else { return }
    recording = nil
    done.addTrace(to: self)
    guard done.exit == nil else { return }
    codes[done.code].executors[done.header] = done.tree
  }

  private func abandon(_ reason: String) {
    guard let failed = recording else { return }
    recording = nil
    aborts[reason, default: 0] += 1
    if let exit = failed.exit {
      trees[failed.tree].hotness[exit] = -min(min(tunables.exitThreshold, tunables.loopThreshold) << 6, 1 << 20)
      return
    }
    if reason == Recorder.unlikely {
      codes[failed.code].putOffs[failed.header, default: 0] += 1
      codes[failed.code].attempts[failed.header, default: 1] -= 1
      codes[failed.code].setCounters(header: failed.header, 1)
      return
    }
    let count = codes[failed.code].attempts[failed.header] ?? 1
    let soon = reason == "left the loop" && count < 20
    codes[failed.code].setCounters(header: failed.header, soon ? 1 : min(max(tunables.loopThreshold, 16) << min(count, 10), 1 << 24))
  }
}
