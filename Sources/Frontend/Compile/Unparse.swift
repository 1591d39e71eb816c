// Writes an expression as source text, as CPython does for postponed annotations.
import Syntax

/// How tightly an expression binds; lower levels need parentheses inside higher ones.
private enum Level: Int, Comparable {
  case tuple, test, or, and, not, compare, bitOr, bitXor, bitAnd, shift, arithmetic, term, factor, power, await, atom
  static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  var next: Level { Level(rawValue: rawValue + 1) ?? .atom }
}

extension Expr {
  /// The expression as text.
  var unparsed: String {
    var writer = ExpressionWriter()
    writer.write(self, .test)
    return writer.text
  }
}

private struct ExpressionWriter {
  var text = ""

  mutating func write(_ expression: Expr, _ level: Level) {
    switch expression.kind {
    case .name(let name): text += name.id
    case .constant(let constant): text += constant.value.unparsed
    case .attribute(let attribute):
      write(attribute.value, .atom)
      if case .constant(let constant) = attribute.value.kind, case .int = constant.value { text += " " }
      text += ".\(attribute.attr)"
    case .subscript(let item):
      write(item.value, .atom)
      text += "["
      write(item.slice, .tuple)
      text += "]"
    case .tuple(let elements): tuple(elements.elts, level)
    case .list(let elements): wrapped("[", elements.elts, "]")
    case .set(let elements): wrapped("{", elements, "}")
    case .call(let call): self.call(call)
    case .starred(let starred):
      text += "*"
      write(starred.value, .bitOr)
    case .binOp(let operation): binary(operation, level)
    case .unaryOp(let operation): unary(operation, level)
    case .boolOp(let operation):
      let own: Level = operation.op == .and ? .and : .or
      parenthesized(level > own) { writer in
        for (index, value) in operation.values.enumerated() {
          if index > 0 { writer.text += operation.op == .and ? " and " : " or " }
          writer.write(value, own.next)
        }
      }
    case .compare(let comparison): compare(comparison, level)
    default: rare(expression, level)
    }
  }

  private mutating func rare(_ expression: Expr, _ level: Level) {
    switch expression.kind {
    case .ifExp(let choice):
      parenthesized(level > .test) { writer in
        writer.write(choice.body, .or)
        writer.text += " if "
        writer.write(choice.test, .or)
        writer.text += " else "
        writer.write(choice.orelse, .test)
      }
    case .lambda(let lambda):
      parenthesized(level > .test) { writer in
        writer.text += "lambda"
        let parameters = writer.parameters(lambda.args)
        writer.text += parameters.isEmpty ? ": " : " \(parameters): "
        writer.write(lambda.body, .test)
      }
    case .dict(let dict): dictionary(dict)
    case .slice(let slice):
      if let lower = slice.lower { write(lower, .test) }
      text += ":"
      if let upper = slice.upper { write(upper, .test) }
      if let step = slice.step {
        text += ":"
        write(step, .test)
      }
    case .namedExpr(let named):
      parenthesized(level > .tuple) { writer in
        writer.write(named.target, .atom)
        writer.text += " := "
        writer.write(named.value, .atom)
      }
    case .listComp(let comp): comprehension("[", [comp.elt], comp.generators, "]")
    case .setComp(let comp): comprehension("{", [comp.elt], comp.generators, "}")
    case .generatorExp(let comp): comprehension("(", [comp.elt], comp.generators, ")")
    case .dictComp(let comp): comprehension("{", [comp.key, comp.value], comp.generators, "}")
    case .await(let value):
      parenthesized(level > .await) { writer in
        writer.text += "await "
        writer.write(value, .atom)
      }
    case .yield(let value):
      text += "(yield"
      if let value {
        text += " "
        write(value, .test)
      }
      text += ")"
    case .yieldFrom(let value):
      text += "(yield from "
      write(value, .test)
      text += ")"
    case .joinedStr(let parts): text += "f" + quoted(Array(parts.map { formatPart($0) }.joined().utf8))
    case .formattedValue: text += "f" + quoted(Array(formatPart(expression).utf8))
    default: break
    }
  }

  private mutating func parenthesized(_ isNeeded: Bool, _ body: (inout ExpressionWriter) -> Void) {
    if isNeeded { text += "(" }
    body(&self)
    if isNeeded { text += ")" }
  }

  private mutating func list(_ elements: [Expr]) {
    for (index, element) in elements.enumerated() {
      if index > 0 { text += ", " }
      write(element, .test)
    }
  }

  private mutating func wrapped(_ open: String, _ elements: [Expr], _ close: String) {
    text += open
    list(elements)
    text += close
  }

  private mutating func tuple(_ elements: [Expr], _ level: Level) {
    if elements.isEmpty {
      text += "()"
      return
    }
    parenthesized(level > .tuple) { writer in
      writer.list(elements)
      if elements.count == 1 { writer.text += "," }
    }
  }

  private mutating func call(_ call: Expr.Call) {
    write(call.function, .atom)
    if call.args.count == 1, call.keywords.isEmpty, case .generatorExp = call.args[0].kind {
      return write(call.args[0], .test)
    }
    text += "("
    list(call.args)
    for (index, keyword) in call.keywords.enumerated() {
      if index > 0 || !call.args.isEmpty { text += ", " }
      text += keyword.name.map { "\($0)=" } ?? "**"
      write(keyword.value, .test)
    }
    text += ")"
  }

  private mutating func binary(_ operation: Expr.BinOp, _ level: Level) {
    let (symbol, own) = operation.op.symbolAndLevel
    let isPower = operation.op == .pow
    parenthesized(level > own) { writer in
      writer.write(operation.left, isPower ? own.next : own)
      writer.text += isPower ? " ** " : " \(symbol) "
      writer.write(operation.right, isPower ? own : own.next)
    }
  }

  private mutating func unary(_ operation: Expr.UnaryOp, _ level: Level) {
    let own: Level = operation.op == .not ? .not : .factor
    parenthesized(level > own) { writer in
      switch operation.op {
      case .not: writer.text += "not "
      case .invert: writer.text += "~"
      case .uAdd: writer.text += "+"
      case .uSub: writer.text += "-"
      }
      writer.write(operation.operand, own)
    }
  }

  private mutating func compare(_ comparison: Expr.Compare, _ level: Level) {
    parenthesized(level > .compare) { writer in
      writer.write(comparison.left, Level.compare.next)
      for (op, right) in zip(comparison.ops, comparison.comparators) {
        writer.text += " \(op.symbol) "
        writer.write(right, Level.compare.next)
      }
    }
  }

  private mutating func dictionary(_ dict: Expr.Dict) {
    text += "{"
    for (index, (key, value)) in zip(dict.keys, dict.values).enumerated() {
      if index > 0 { text += ", " }
      if let key {
        write(key, .test)
        text += ": "
        write(value, .test)
      } else {
        text += "**"
        write(value, .bitOr)
      }
    }
    text += "}"
  }

  private mutating func comprehension(
    _ open: String, _ results: [Expr], _ generators: [Comprehension], _ close: String
  ) {
    text += open
    write(results[0], .test)
    if results.count > 1 {
      text += ": "
      write(results[1], .test)
    }
    for generator in generators {
      text += generator.isAsync ? " async for " : " for "
      write(generator.target, .tuple)
      text += " in "
      write(generator.iter, Level.test.next)
      for test in generator.ifs {
        text += " if "
        write(test, Level.test.next)
      }
    }
    text += close
  }

  private func parameters(_ arguments: Syntax.Arguments) -> String {
    var parts: [String] = []
    let positional = arguments.posOnlyArgs + arguments.args
    for (index, argument) in positional.enumerated() {
      let defaultIndex = index - (positional.count - arguments.defaults.count)
      parts.append(argument.name + (defaultIndex >= 0 ? "=\(arguments.defaults[defaultIndex].unparsed)" : ""))
      if index == arguments.posOnlyArgs.count - 1 { parts.append("/") }
    }
    if let varArg = arguments.varArg {
      parts.append("*\(varArg.name)")
    } else if !arguments.kwOnlyArgs.isEmpty {
      parts.append("*")
    }
    for (argument, value) in zip(arguments.kwOnlyArgs, arguments.kwDefaults) {
      parts.append(argument.name + (value.map { "=\($0.unparsed)" } ?? ""))
    }
    if let kwArg = arguments.kwArg { parts.append("**\(kwArg.name)") }
    return parts.joined(separator: ", ")
  }

  private func formatPart(_ part: Expr) -> String {
    switch part.kind {
    case .constant(let constant):
      guard case .str(let bytes) = constant.value else { return "" }
      return String(decoding: bytes, as: UTF8.self).map { $0 == "{" ? "{{" : $0 == "}" ? "}}" : "\($0)" }.joined()
    case .formattedValue(let field):
      var inner = ExpressionWriter()
      inner.write(field.value, Level.test.next)
      var result = inner.text.hasPrefix("{") ? "{ " : "{"
      result += inner.text
      if let conversion = field.conversion { result += "!" + String(UnicodeScalar(conversion)) }
      if let spec = field.formatSpec { result += ":" + formatPart(spec) }
      return result + "}"
    case .joinedStr(let parts): return parts.map { formatPart($0) }.joined()
    default: return ""
    }
  }
}

extension BinaryOperator {
  fileprivate var symbolAndLevel: (String, Level) {
    switch self {
    case .add: ("+", .arithmetic)
    case .sub: ("-", .arithmetic)
    case .mult: ("*", .term)
    case .matMult: ("@", .term)
    case .div: ("/", .term)
    case .mod: ("%", .term)
    case .pow: ("**", .power)
    case .lShift: ("<<", .shift)
    case .rShift: (">>", .shift)
    case .bitOr: ("|", .bitOr)
    case .bitXor: ("^", .bitXor)
    case .bitAnd: ("&", .bitAnd)
    case .floorDiv: ("//", .term)
    }
  }
}
