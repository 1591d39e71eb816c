// Builds the nodes of the diagnosing pass and raises its errors.

extension ErrorPass {
  /// Performs the action of a matched alternative; returns `noMatch` if the action refuses the match.
  func perform(
    _ alternative: GrammarTable.Alternative, mark: Int, start: Int
  ) throws(RaisedError) -> Int32 {
    switch table.actions[Int(alternative.action)] {
    case .collect:
      return onlyResult(mark: mark) ?? addNode(.sequence, first: start, childrenFrom: mark)
    case .label:
      return result(alternative.labelA, mark: mark)
    case .node(let kind):
      return addNode(kind, first: start, childrenFrom: mark)
    case .primary:
      let trailers = nodes[Int(result(1, mark: mark))].children
      return addNode(nodes[Int(childPool[Int(trailers.upperBound) - 1])].kind, first: start)
    case .strings: return try performStrings(start: start)
    case .real:
      try checkPart(start, isImaginary: false, "real number required in complex literal")
      return addNode(.literal, first: start)
    case .imaginary:
      try checkPart(start, isImaginary: true, "imaginary number required in complex literal")
      return addNode(.literal, first: start)
    case .report(let report):
      try perform(
        report, a: result(alternative.labelA, mark: mark),
        b: result(alternative.labelB, mark: mark))
      return ErrorPass.noMatch
    }
  }

  private func checkPart(
    _ index: Int, isImaginary: Bool, _ message: String
  ) throws(RaisedError) {
    let token = tokens[index]
    let last = text(of: token).last ?? 0
    let isRadix = text(of: token).count > 1 && text(of: token)[1] | 0x20 == UInt8(ascii: "x")
    let endsInJ = !isRadix && last | 0x20 == UInt8(ascii: "j")
    if endsInJ != isImaginary { throw error(at: token, message) }
  }

  private func performStrings(start: Int) throws(RaisedError) -> Int32 {
    let failure: StringFailure
    do throws(StringFailure) {
      let isFormat = try tokens.withUnsafeBufferPointer { buffer throws(StringFailure) in
        var joiner = StringJoiner(
          tokens: UnsafeBufferPointer(rebasing: buffer[start..<position]), base: source.base,
          names: NameTable())
        joiner.diagnosedFilename = source.filename
        if case .joinedStr = try joiner.join().kind { return true }
        return false
      }
      return addNode(isFormat ? .formatString : .literal, first: start)
    } catch {
      failure = error
    }
    switch failure {
    case .message(let message): throw errorAtLast(message)
    case .diagnostic(let diagnostic):
      throw RaisedError(
        kind: diagnostic.kind, message: diagnostic.message, line: 0, column: 0, endLine: 0,
        endColumn: 0, finished: diagnostic)
    }
  }

  // MARK: Reports

  private func perform(
    _ report: ErrorGrammar.Report, a: Int32, b: Int32
  ) throws(RaisedError) {
    let message = report.message
    switch report.place {
    case .at: throw error(from: a, to: a, expand(message, a))
    case .span: throw error(from: a, to: b, expand(message, a))
    case .from: throw errorToLast(from: a, message)
    case .last: throw errorAtLast(message)
    case .indent: throw errorAtLast(expand(message, a), kind: .indentationError)
    case .key:
      let last = tokens[Int(nodes[Int(a)].end) - 1].range
      let first = tokens[Int(nodes[Int(a)].first)].range
      throw RaisedError(
        message: message, line: Int(first.line), column: Int(last.endColumn),
        endLine: Int(last.endLine), endColumn: 0)
    case .legacy:
      if isLegacy(a) { throw error(from: a, to: b, expand(message, a)) }
    case .comma:
      if !isLegacy(a) && tokens[position - 1].level > 0 { throw error(from: a, to: b, message) }
    case .genexpInCall:
      let arguments = flatten(a).filter { !isKeyword($0) }
      if arguments.count > 1 {
        throw error(
          from: arguments[arguments.count - 1], to: b,
          "Generator expression must be parenthesized")
      }
    case .positionalAfterKeyword:
      let hasMapping = flatten(a).contains { nodes[Int($0)].kind == .mapping }
      throw errorAtLast(
        hasMapping
          ? "positional argument follows keyword argument unpacking"
          : "positional argument follows keyword argument")
    case .target:
      guard let target = invalidTarget(a, kind: message) else { return }
      let verb = message == "del" ? "delete" : "assign to"
      throw error(from: target, to: target, "cannot \(verb) \(nodes[Int(target)].kind.phrase)")
    }
  }

  /// Replaces `%n` by the kind, `%t` by the text and `%l` by the line of the node.
  private func expand(_ message: String, _ node: Int32) -> String {
    guard node >= 0, message.utf8.contains(UInt8(ascii: "%")) else { return message }
    var result = ""
    var isEscape = false
    for character in message {
      if isEscape {
        let token = tokens[Int(nodes[Int(node)].first)]
        switch character {
        case "n": result += nodes[Int(node)].kind.phrase
        case "t": result += String(decoding: text(of: token), as: UTF8.self)
        case "l": result += String(token.range.line)
        default: result.append(character)
        }
        isEscape = false
      } else if character == "%" {
        isEscape = true
      } else {
        result.append(character)
      }
    }
    return result
  }

  private func isLegacy(_ node: Int32) -> Bool {
    guard nodes[Int(node)].kind == .name else { return false }
    let word = String(decoding: text(of: tokens[Int(nodes[Int(node)].first)]), as: UTF8.self)
    return word == "print" || word == "exec"
  }

  private func isKeyword(_ node: Int32) -> Bool {
    nodes[Int(node)].kind == .keyword || nodes[Int(node)].kind == .mapping
  }

  /// Returns the expressions directly below a node, sequences opened and tokens left out.
  private func flatten(_ node: Int32) -> [Int32] {
    var result: [Int32] = []
    for index in nodes[Int(node)].children {
      let child = childPool[Int(index)]
      switch nodes[Int(child)].kind {
      case .token: break
      case .sequence: result += flatten(child)
      default: result.append(child)
      }
    }
    return result
  }

  /// Returns the first part of an expression that cannot be a target of the kind `star`, `for` or `del`.
  private func invalidTarget(_ node: Int32, kind: String) -> Int32? {
    switch nodes[Int(node)].kind {
    case .list, .tuple:
      for child in flatten(node) {
        if let invalid = invalidTarget(child, kind: kind) { return invalid }
      }
      return nil
    case .starred:
      if kind == "del" { return node }
      return flatten(node).first.flatMap { invalidTarget($0, kind: kind) }
    case .comparison:
      guard kind == "for" else { return node }
      let pairs = childPool[Int(nodes[Int(node)].children.lowerBound) + 1]
      guard tokens[Int(nodes[Int(pairs)].first)].kind == .kwIn else { return nil }
      return invalidTarget(childPool[Int(nodes[Int(node)].children.lowerBound)], kind: kind)
    case .name, .subscript, .attribute: return nil
    default: return node
    }
  }

  // MARK: Errors

  func error(at token: Token, _ message: String) -> RaisedError {
    let range = token.range
    return RaisedError(
      message: message, line: Int(range.line),
      column: token.hasColumn ? Int(range.column) + 1 : 0, endLine: Int(range.endLine),
      endColumn: token.hasColumn ? Int(range.endColumn) + 1 : 0)
  }

  private func error(from first: Int32, to last: Int32, _ message: String) -> RaisedError {
    let start = tokens[Int(nodes[Int(first)].first)].range
    let end = tokens[Int(nodes[Int(last)].end) - 1].range
    return RaisedError(
      message: message, line: Int(start.line), column: Int(start.column) + 1,
      endLine: Int(end.endLine), endColumn: Int(end.endColumn) + 1)
  }

  private func errorToLast(from first: Int32, _ message: String) -> RaisedError {
    var result = error(from: first, to: first, message)
    let last = tokens[fill - 1]
    result.endLine = Int(last.range.endLine)
    result.endColumn = Int(last.range.endColumn) + (last.kind == .newline ? 1 : 0)
    return result
  }

  /// An error at the last token that was read.
  func errorAtLast(_ message: String, kind: SyntaxDiagnostic.Kind = .syntaxError) -> RaisedError {
    let token = tokens[fill - 1]
    var result = error(at: token, message)
    result.kind = kind
    if !token.hasColumn {
      result.column = Int(token.start) >= source.lexer.endOffset ? 0 : Int(token.range.column)
      result.endColumn = -1
    }
    return result
  }
}
