// Finds the places in bytecode where branches join, and its loops.

/// Places that control reaches in several ways: by a jump forward and in another way, as the code behind an `if`, or by jumps back.
enum MergePoints {
  /// The word positions of the merge points of a code unit.
  static func find(_ words: [UInt64]) -> Set<Int> {
    var jumped: [Int: Int] = [:]
    var fallen: Set<Int> = []
    var position = 0
    while position < words.count, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: words[position]) & 255) {
      let next = position + op.info.length
      if op.info.hasTarget, position + 1 < words.count {
        let target = position + Int(Int32(truncatingIfNeeded: words[position + 1]))
        if target > position { jumped[target, default: 0] += 1 }
      }
      switch op {
      case .jump, .jumpBack, .jumpBackCompiled, .returnValue, .raise, .reraise, .end: break
      default: fallen.insert(next)
      }
      position = next
    }
    return Set(jumped.filter { $0.value > 1 || fallen.contains($0.key) }.keys)
  }

  /// Where control goes that leaves a loop of a code unit by a jump from its body.
  static func findLoopExits(_ words: [UInt64]) -> Set<Int> {
    let loops = findLoopEnds(words)
    var exits: Set<Int> = []
    var position = 0
    while position < words.count, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: words[position]) & 255) {
      if op.info.hasTarget, position + 1 < words.count {
        let target = position + Int(Int32(truncatingIfNeeded: words[position + 1]))
        if loops.contains(where: { $0.key <= position && position < $0.value && target >= $0.value }) { exits.insert(target) }
      }
      position += op.info.length
    }
    return exits
  }

  /// The heads of the loops of a code unit: for each the position behind its last jump back.
  static func findLoopEnds(_ words: [UInt64]) -> [Int: Int] {
    var loops: [Int: Int] = [:]
    var position = 0
    while position < words.count, let op = Opcode(rawValue: UInt16(truncatingIfNeeded: words[position]) & 255) {
      let next = position + op.info.length
      if op.uncompiled == .jumpBack { loops[position + Int(Int32(truncatingIfNeeded: words[position + 1])), default: 0] = next }
      position = next
    }
    return loops
  }
}
