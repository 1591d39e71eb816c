// Writes expression nodes of a dump.

extension ASTDumper {
  mutating func write(_ expr: Expr) {
    let range = expr.range
    switch expr.kind {
    case .boolOp(let value):
      node("BoolOp", range) {
        $0.field("op") { $0.text += value.op == .and ? "And()" : "Or()" }
        $0.exprs("values", value.values)
      }
    case .namedExpr(let value):
      node("NamedExpr", range) {
        $0.expr("target", value.target)
        $0.expr("value", value.value)
      }
    case .binOp(let value):
      node("BinOp", range) {
        $0.expr("left", value.left)
        $0.field("op") { $0.text += operatorName(value.op) + "()" }
        $0.expr("right", value.right)
      }
    case .unaryOp(let value):
      node("UnaryOp", range) {
        $0.field("op") { $0.text += unaryName(value.op) + "()" }
        $0.expr("operand", value.operand)
      }
    case .lambda(let value):
      node("Lambda", range) {
        $0.arguments(value.args)
        $0.expr("body", value.body)
      }
    case .ifExp(let value):
      node("IfExp", range) {
        $0.expr("test", value.test)
        $0.expr("body", value.body)
        $0.expr("orelse", value.orelse)
      }
    case .compare(let value):
      node("Compare", range) {
        $0.expr("left", value.left)
        $0.list("ops", value.ops) { $0.text += compareName($1) + "()" }
        $0.exprs("comparators", value.comparators)
      }
    case .await(let value): node("Await", range) { $0.expr("value", value) }
    case .yield(let value): node("Yield", range) { $0.expr("value", value) }
    case .yieldFrom(let value): node("YieldFrom", range) { $0.expr("value", value) }
    case .call(let value):
      node("Call", range) {
        $0.expr("func", value.function)
        $0.exprs("args", value.args)
        $0.list("keywords", value.keywords) { $0.write($1) }
      }
    case .slice(let value):
      node("Slice", range) {
        $0.expr("lower", value.lower)
        $0.expr("upper", value.upper)
        $0.expr("step", value.step)
      }
    default: writeDisplayOrTarget(expr)
    }
  }

  private mutating func writeDisplayOrTarget(_ expr: Expr) {
    let range = expr.range
    switch expr.kind {
    case .dict(let value):
      node("Dict", range) {
        $0.optionalExprs("keys", value.keys)
        $0.exprs("values", value.values)
      }
    case .set(let elements): node("Set", range) { $0.exprs("elts", elements) }
    case .listComp(let value): comprehension("ListComp", range, value)
    case .setComp(let value): comprehension("SetComp", range, value)
    case .generatorExp(let value): comprehension("GeneratorExp", range, value)
    case .dictComp(let value):
      node("DictComp", range) {
        $0.expr("key", value.key)
        $0.expr("value", value.value)
        $0.generators(value.generators)
      }
    case .attribute(let value):
      node("Attribute", range) {
        $0.expr("value", value.value)
        $0.identifier("attr", value.attr)
        $0.context(value.context)
      }
    case .subscript(let value):
      node("Subscript", range) {
        $0.expr("value", value.value)
        $0.expr("slice", value.slice)
        $0.context(value.context)
      }
    case .starred(let value):
      node("Starred", range) {
        $0.expr("value", value.value)
        $0.context(value.context)
      }
    case .name(let value):
      node("Name", range) {
        $0.identifier("id", value.id)
        $0.context(value.context)
      }
    case .list(let value): elements("List", range, value)
    case .tuple(let value): elements("Tuple", range, value)
    default: writeLiteral(expr)
    }
  }

  private mutating func writeLiteral(_ expr: Expr) {
    let range = expr.range
    switch expr.kind {
    case .constant(let value):
      node("Constant", range) {
        $0.field("value") { $0.text += repr(value.value) }
        if value.hasUPrefix { $0.identifier("kind", "u") }
      }
    case .joinedStr(let values): node("JoinedStr", range) { $0.exprs("values", values) }
    case .formattedValue(let value):
      node("FormattedValue", range) {
        $0.expr("value", value.value)
        $0.integer("conversion", value.conversion.map { Int($0) } ?? -1)
        $0.expr("format_spec", value.formatSpec)
      }
    default: break
    }
  }

  private mutating func comprehension(_ name: String, _ range: SourceRange, _ value: Expr.Comp) {
    node(name, range) {
      $0.expr("elt", value.elt)
      $0.generators(value.generators)
    }
  }

  private mutating func elements(_ name: String, _ range: SourceRange, _ value: Expr.Elements) {
    node(name, range) {
      $0.exprs("elts", value.elts)
      $0.context(value.context)
    }
  }
}

/// Returns the name of an operator in Python's `ast`.
func operatorName(_ op: BinaryOperator) -> String {
  switch op {
  case .add: "Add"
  case .sub: "Sub"
  case .mult: "Mult"
  case .matMult: "MatMult"
  case .div: "Div"
  case .mod: "Mod"
  case .pow: "Pow"
  case .lShift: "LShift"
  case .rShift: "RShift"
  case .bitOr: "BitOr"
  case .bitXor: "BitXor"
  case .bitAnd: "BitAnd"
  case .floorDiv: "FloorDiv"
  }
}

private func unaryName(_ op: UnaryOperator) -> String {
  switch op {
  case .invert: "Invert"
  case .not: "Not"
  case .uAdd: "UAdd"
  case .uSub: "USub"
  }
}

private func compareName(_ op: CompareOperator) -> String {
  switch op {
  case .eq: "Eq"
  case .notEq: "NotEq"
  case .lt: "Lt"
  case .ltE: "LtE"
  case .gt: "Gt"
  case .gtE: "GtE"
  case .is: "Is"
  case .isNot: "IsNot"
  case .in: "In"
  case .notIn: "NotIn"
  }
}
