// Writes a syntax tree as text in the format of Python's `ast.dump`.

/// Returns `module` in the format of `ast.dump`, with positions if `includesPositions`.
public func dump(_ module: Module, includesPositions: Bool = false) -> String {
  var dumper = ASTDumper(includesPositions: includesPositions)
  dumper.write(module)
  return dumper.text
}

/// Accumulates the text of a dump.
struct ASTDumper {
  var text = ""
  let includesPositions: Bool
  /// Whether the node being written has a field already.
  private var needsComma = false

  init(includesPositions: Bool) {
    self.includesPositions = includesPositions
  }

  // MARK: Building blocks

  /// Writes `name(fields)`; with a range, the position fields follow.
  mutating func node(_ name: String, _ range: SourceRange? = nil, _ fields: (inout Self) -> Void) {
    let outer = needsComma
    needsComma = false
    text += name
    text += "("
    fields(&self)
    if includesPositions, let range {
      field("lineno") { $0.text += String(range.line) }
      field("col_offset") { $0.text += String(range.column) }
      field("end_lineno") { $0.text += String(range.endLine) }
      field("end_col_offset") { $0.text += String(range.endColumn) }
    }
    text += ")"
    needsComma = outer
  }

  mutating func field(_ name: String, _ value: (inout Self) -> Void) {
    if needsComma { text += ", " }
    text += name
    text += "="
    value(&self)
    needsComma = true
  }

  mutating func list<T>(_ name: String, _ items: [T], _ write: (inout Self, T) -> Void) {
    field(name) { dumper in
      dumper.text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { dumper.text += ", " }
        write(&dumper, item)
      }
      dumper.text += "]"
    }
  }

  mutating func expr(_ name: String, _ value: Expr?) {
    guard let value else { return }
    field(name) { $0.write(value) }
  }

  mutating func exprs(_ name: String, _ values: [Expr]) {
    list(name, values) { $0.write($1) }
  }

  mutating func optionalExprs(_ name: String, _ values: [Expr?]) {
    list(name, values) { dumper, value in
      if let value { dumper.write(value) } else { dumper.text += "None" }
    }
  }

  mutating func identifier(_ name: String, _ value: String?) {
    guard let value else { return }
    field(name) { $0.text += reprOfText(Array(value.utf8)) }
  }

  mutating func identifiers(_ name: String, _ values: [String]) {
    list(name, values) { $0.text += reprOfText(Array($1.utf8)) }
  }

  mutating func integer(_ name: String, _ value: Int) {
    field(name) { $0.text += String(value) }
  }

  mutating func context(_ value: ExprContext) {
    let name =
      switch value {
      case .load: "Load()"
      case .store: "Store()"
      case .del: "Del()"
      }
    field("ctx") { $0.text += name }
  }

  // MARK: Modules and shared parts

  mutating func write(_ module: Module) {
    switch module.mode {
    case .exec:
      node("Module") {
        $0.body("body", module.body)
        $0.list("type_ignores", [Expr]()) { $0.write($1) }
      }
    case .single:
      node("Interactive") { $0.body("body", module.body) }
    case .eval:
      node("Expression") { dumper in
        if case .expr(let value)? = module.body.first?.kind { dumper.expr("body", value) }
      }
    }
  }

  mutating func arguments(_ args: Arguments) {
    field("args") { dumper in
      dumper.node("arguments") {
        $0.list("posonlyargs", args.posOnlyArgs) { $0.write($1) }
        $0.list("args", args.args) { $0.write($1) }
        if let arg = args.varArg { $0.field("vararg") { $0.write(arg) } }
        $0.list("kwonlyargs", args.kwOnlyArgs) { $0.write($1) }
        $0.optionalExprs("kw_defaults", args.kwDefaults)
        if let arg = args.kwArg { $0.field("kwarg") { $0.write(arg) } }
        $0.exprs("defaults", args.defaults)
      }
    }
  }

  mutating func write(_ arg: Arg) {
    node("arg", arg.range) {
      $0.identifier("arg", arg.name)
      $0.expr("annotation", arg.annotation)
    }
  }

  mutating func write(_ keyword: Keyword) {
    node("keyword", keyword.range) {
      $0.identifier("arg", keyword.name)
      $0.expr("value", keyword.value)
    }
  }

  mutating func write(_ alias: Alias) {
    node("alias", alias.range) {
      $0.identifier("name", alias.name)
      $0.identifier("asname", alias.asName)
    }
  }

  mutating func generators(_ values: [Comprehension]) {
    list("generators", values) { dumper, clause in
      dumper.node("comprehension") {
        $0.expr("target", clause.target)
        $0.expr("iter", clause.iter)
        $0.exprs("ifs", clause.ifs)
        $0.integer("is_async", clause.isAsync ? 1 : 0)
      }
    }
  }
}
