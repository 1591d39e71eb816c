// Holds a tree of traces that a replay selected, with the counts of what ran in it.
import Frontend
import TraceIR

/// A place that a replayed trace covers.
struct ReplayPlace: Equatable {
  var code: Int
  var position: Int
  /// Frames above the one in which the tree is entered.
  var depth: Int
  var kinds: UInt16
}

/// A tree during a replay.
struct ReplayTree {
  let number: Int
  let name: String
  let code: Int
  let header: Int
  let latchEnd: Int
  var tree: TraceTree
  var journals: [Int: TraceJournal] = [:]
  /// What each trace covers.
  var places: [[ReplayPlace]] = []
  var begun: [Int] = []
  var taken: [Int: Int] = [:]
  var links: [Int: Int] = [:]
  var entries = 0
  /// Exits that were recorded or given up.
  var settled: Set<Int> = []
  /// How often exits were taken since they were last looked at.
  var hotness: [Int: Int] = [:]

  /// Adds a trace: each of its bytecodes can leave, and so can its end.
  mutating func add(_ places: [ReplayPlace], origins: [Origin], from exit: Int?, isLoop: Bool, journal: TraceJournal) {
    let first = tree.exitCount
    var trace = Trace(anchor: exit.map { .side(exit: $0) } ?? .root, origins: origins, end: .loop([]), endReason: journal.reason)
    for index in origins.indices {
      trace.exits.append(Exit(kind: .branch, snapshot: Snapshot(frames: [], slots: []), number: first + index))
      trace.body.append(Instruction(.guardTrue, [], exit: index, origin: index))
    }
    if !isLoop {
      trace.exits.append(Exit(kind: .end, snapshot: Snapshot(frames: [], slots: []), number: first + origins.count))
      trace.end = .exit(origins.count)
    }
    tree.traces.append(trace)
    self.places.append(places)
    begun.append(0)
    journals[tree.traces.count - 1] = journal
    guard let exit else { return }
    settled.insert(exit)
    for other in tree.traces.indices {
      for index in tree.traces[other].exits.indices where tree.traces[other].exits[index].number == exit {
        tree.traces[other].exits[index].sideTrace = tree.traces.count - 1
      }
    }
  }

  var profile: ExecutionProfile.Tree {
    ExecutionProfile.Tree(number: number, recorded: tree, journals: journals, begun: begun, taken: taken, links: links, entries: entries)
  }
}
