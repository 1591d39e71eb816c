// Writes tracebacks in CPython's format.

/// Composes the text that an uncaught exception leaves on stderr.
struct TracebackText {
  let vm: VM
  var lines: [String] = []
  private var sources: [String: [[UInt8]]] = [:]
  private var seen: [Value] = []
  /// How many exception groups surround what is written.
  private var depth = 0
  /// Whether the lines of the innermost group are still to be closed.
  private var isOpen = false
  /// How many entries of each traceback are shown: the first ones or, if negative, the last ones.
  var limit: Int?
  /// Whether the module traceback asked for the text: where lines end with space it sets carets differently.
  var isForModule = false

  init(_ vm: VM) { self.vm = vm }

  /// The text of an exception with its causes and contexts.
  static func of(_ exception: Value, _ vm: VM) -> String {
    var text = TracebackText(vm)
    text.add(exception)
    return text.lines.joined()
  }

  /// Appends an exception with what led to it.
  mutating func add(_ exception: Value) {
    guard exception.isKind(.exception), !seen.contains(exception) else { return }
    add(exception, entries: exception.object(ExceptionObject.self).pointee.traceback, chain: true)
  }

  /// Appends an exception with the entries of the given traceback and, if wanted, with what led to it.
  mutating func add(_ exception: Value, entries: Value, chain: Bool) {
    guard exception.isKind(.exception) else { return }
    seen.append(exception)
    let object = exception.object(ExceptionObject.self)
    if !chain {
    } else if object.pointee.cause.isKind(.exception), !seen.contains(object.pointee.cause) {
      add(object.pointee.cause)
      emit("\nThe above exception was the direct cause of the following exception:\n\n")
    } else if !object.pointee.suppressContext, object.pointee.context.isKind(.exception), !seen.contains(object.pointee.context) {
      add(object.pointee.context)
      emit("\nDuring handling of the above exception, another exception occurred:\n\n")
    }
    if vm.runtime.exceptionFamily(exception.heapType) == .group, vm.exceptionField(exception, 1).isKind(.tuple) {
      return addGroup(exception, entries: entries, chain: chain)
    }
    if entries.isKind(.traceback), limit != 0 {
      emit("Traceback (most recent call last):\n")
      addEntries(entries)
    }
    addSummary(exception)
  }

  /// Appends a group: its own lines, then those of its members with a margin.
  private mutating func addGroup(_ group: Value, entries: Value, chain: Bool) {
    let (mostLevels, mostMembers) = (10, 15)
    if depth > mostLevels { return emit("... (max_group_depth is \(mostLevels))\n") }
    let isOutermost = depth == 0
    if isOutermost { depth = 1 }
    defer { if isOutermost { depth = 0 } }
    if entries.isKind(.traceback) {
      emit("Exception Group Traceback (most recent call last):\n", margin: isOutermost ? "+" : "|")
      addEntries(entries)
    }
    addSummary(group)
    let members = vm.tupleItems(vm.exceptionField(group, 1))
    let shown = min(members.count, mostMembers + 1)
    for i in 0..<shown {
      if i == shown - 1 { isOpen = true }
      let title = i < mostMembers ? "\(i + 1)" : "..."
      lines.append("\(indent)\(i == 0 ? "+-" : "  ")+---------------- \(title) ----------------\n")
      depth += 1
      if i < mostMembers {
        add(members[i], entries: members[i].object(ExceptionObject.self).pointee.traceback, chain: chain)
      } else {
        let rest = members.count - mostMembers
        emit("and \(rest) more exception\(rest == 1 ? "" : "s")\n")
      }
      if i == shown - 1, isOpen {
        lines.append("\(indent)+------------------------------------\n")
        isOpen = false
      }
      depth -= 1
    }
  }

  private var indent: String { String(repeating: "  ", count: depth) }

  /// Appends text, with the margin of a group's members if there is one.
  private mutating func emit(_ text: String, margin: String = "|") {
    guard depth > 0 else { return lines.append(text) }
    var rest = text[...]
    var result = ""
    while !rest.isEmpty {
      let end = rest.firstIndex(of: "\n").map { rest.index(after: $0) } ?? rest.endIndex
      result += "\(indent)\(margin) \(rest[..<end])"
      rest = rest[end...]
    }
    lines.append(result)
  }

  /// Appends the entries of a traceback; repeated ones are counted.
  mutating func addEntries(_ traceback: Value) {
    var previous = ""
    var repeats = 0
    for place in places(traceback) {
      let head = "  File \"\(place.file)\", line \(place.position.line), in \(place.name)\n"
      repeats = head == previous ? repeats + 1 : 0
      if repeats == 0 || head != previous { noteRepeats() }
      previous = head
      if repeats < 3 { addEntry(head, place.file, place.position) } else { hidden += 1 }
    }
    noteRepeats()
  }

  /// A frame that an exception passed through.
  struct Place {
    var file: String
    var name: String
    var position: PositionEntry
  }

  /// The places of a traceback that are to be shown.
  func places(_ traceback: Value) -> [Place] {
    var result: [Place] = []
    var entry = traceback
    while entry.isKind(.traceback) {
      let object = entry.object(TracebackObject.self)
      let code = object.pointee.code.object(CodeObject.self)
      let unit = vm.runtime.codeInfos[code.pointee.info].unit
      if !unit.filename.hasPrefix("<") || !vm.runtime.isBundled(unit.filename) {
        for frame in unit.frames(at: object.pointee.pc, position: vm.sourcePosition(code, object.pointee.pc)) {
          result.append(Place(file: unit.filename, name: frame.name, position: frame.position))
        }
      }
      entry = object.pointee.next
    }
    guard let limit else { return result }
    return limit < 0 ? result.suffix(-limit) : Array(result.prefix(limit))
  }

  private var hidden = 0

  private mutating func noteRepeats() {
    if hidden > 0 { emit("  [Previous line repeated \(hidden) more time\(hidden == 1 ? "" : "s")]\n") }
    hidden = 0
  }

  private mutating func addEntry(_ head: String, _ file: String, _ position: PositionEntry) {
    var entry = head
    defer { emit(entry) }
    guard let line = sourceLine(file, Int(position.line)) else { return }
    let indent = line.prefix { $0 == 32 || $0 == 9 || $0 == 12 }.count
    var trimmed = Array(line.dropFirst(indent))
    while let last = trimmed.last, last == 32 || last == 9 || last == 13 { trimmed.removeLast() }
    if trimmed.isEmpty { return }
    let space = isForModule ? line.filter { $0 != 13 }.count - indent - trimmed.count : 0
    entry += "    \(String(decoding: trimmed, as: UTF8.self))\n" + carets(trimmed, indent, position, space: space)
  }

  /// Appends one entry of what the module traceback extracted.
  mutating func addEntry(file: String, name: String, _ position: PositionEntry) {
    addEntry("  File \"\(file)\", line \(position.line), in \(name)\n", file, position)
  }

  /// The line of carets below a line of source; empty if there is none. `space` is what the line has at its end and the text has not.
  private func carets(_ text: [UInt8], _ indent: Int, _ position: PositionEntry, space: Int) -> String {
    guard position.column >= 0 else { return "" }
    let start = max(Int(position.column) - indent, 0)
    let end = position.endLine == position.line ? min(Int(position.endColumn) - indent, text.count) : text.count
    guard start < end else { return "" }
    func width(_ range: Range<Int>) -> Int { text[range].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
    var marks = String(repeating: "^", count: width(start..<end))
    let anchor = position.endLine == position.line ? caretAnchor(Array(text[start..<end])) : nil
    if start == 0, end == text.count, anchor == nil { return "" }
    if let anchor {
      let left = width(start..<(start + anchor.lowerBound))
      let middle = width((start + anchor.lowerBound)..<(start + anchor.upperBound))
      marks =
        String(repeating: "~", count: left) + String(repeating: "^", count: middle)
        + String(repeating: "~", count: width((start + anchor.upperBound)..<end))
    }
    if position.endLine != position.line { marks += String(repeating: "^", count: space) }
    return "    " + String(repeating: " ", count: Swift.max(width(0..<start) - space, 0)) + marks + "\n"
  }

  /// A line of a file without its line end, counted from 1.
  private mutating func sourceLine(_ file: String, _ number: Int) -> [UInt8]? {
    if sources[file] == nil {
      let bytes = file.hasPrefix("<") ? [] : vm.runtime.world.bytes(.file) { readWholeFile(file) } ?? []
      sources[file] = bytes.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    }
    guard let lines = sources[file], number > 0, number <= lines.count else { return nil }
    return lines[number - 1]
  }

  /// A line of a file without the space around it; empty when it cannot be read.
  mutating func strippedLine(_ file: String, _ number: Int) -> String {
    let line = sourceLine(file, number) ?? []
    let start = line.prefix { $0 == 32 || $0 == 9 }.count
    return String(decoding: line.dropFirst(start).filter { $0 != 13 }, as: UTF8.self)
  }

  /// Appends the last lines: class, text and notes of an exception.
  mutating func addSummary(_ exception: Value) {
    let pending = vm.pointee.exception
    vm.pointee.exception = .nil
    defer { vm.pointee.exception = pending }
    let type = exception.heapType
    let module = vm.typeModule(type)
    var name = vm.swiftString(type.pointee.qualifiedName)
    if module.isKind(.str), !["builtins", "__main__"].contains(vm.swiftString(module)) { name = "\(vm.swiftString(module)).\(name)" }
    var text = vm.str(exception)
    if vm.runtime.exceptionFamily(type) == .syntaxError, !vm.exceptionField(exception, 2).isNil { text = addSyntaxPlace(exception) }
    if text.isNil {
      vm.pointee.exception = .nil
      emit("\(name): <exception str() failed>\n")
    } else {
      emit(vm.stringCount(text) == 0 ? "\(name)\n" : "\(name): \(vm.swiftString(text))\n")
    }
    let notes = exception.object(ExceptionObject.self).pointee.notes
    guard notes.isKind(.list) else { return }
    for note in vm.listItems(notes) {
      let shown = vm.str(note)
      if shown.isNil {
        vm.pointee.exception = .nil
      } else {
        for line in vm.swiftString(shown).split(separator: "\n", omittingEmptySubsequences: false) { emit("\(line)\n") }
      }
    }
  }

  /// Appends file, line and caret of a SyntaxError; returns its message.
  private mutating func addSyntaxPlace(_ exception: Value) -> Value {
    func field(_ index: Int) -> Value { vm.exceptionField(exception, index) }
    let file = field(1).isKind(.str) ? vm.swiftString(field(1)) : "<string>"
    if field(2).isSmallInt { emit("  File \"\(file)\", line \(field(2).smallInt)\n") }
    if field(4).isKind(.str) {
      let raw = vm.swiftString(field(4))
      let line = String(raw.prefix { $0 != "\n" })
      let trimmed = String(line.drop { $0 == " " || $0 == "\t" || $0 == "\u{0C}" })
      emit("    \(trimmed)\n")
      if field(3).isSmallInt, field(3).smallInt > 0 {
        let start = field(3).smallInt - 1 - (line.unicodeScalars.count - trimmed.unicodeScalars.count)
        var end = field(6).isSmallInt && field(5) == field(2) ? field(6).smallInt - 1 - (line.unicodeScalars.count - trimmed.unicodeScalars.count) : start + 1
        if end <= start { end = start + 1 }
        if start >= 0 {
          emit("    " + String(repeating: " ", count: start) + String(repeating: "^", count: end - start) + "\n")
        }
      }
    }
    return field(0).isNil ? vm.pointee.emptyString : vm.str(field(0))
  }
}
