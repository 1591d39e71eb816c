// Continues the module ast in Toy.

let bundledAstPart2 = #"""
# How tightly a place binds: an expression that binds less gets parentheses there.
(_NAMED, _TUPLE, _YIELD, _TEST, _OR, _AND, _NOT, _CMP, _BOR, _BXOR, _BAND, _SHIFT, _ARITH, _TERM, _FACTOR, _POWER, _AWAIT, _ATOM) = range(18)
_BINARY = {"Add": ("+", _ARITH), "Sub": ("-", _ARITH), "Mult": ("*", _TERM), "MatMult": ("@", _TERM), "Div": ("/", _TERM), "Mod": ("%", _TERM),
           "LShift": ("<<", _SHIFT), "RShift": (">>", _SHIFT), "BitOr": ("|", _BOR), "BitXor": ("^", _BXOR), "BitAnd": ("&", _BAND),
           "FloorDiv": ("//", _TERM), "Pow": ("**", _POWER)}
_UNARY = {"Invert": ("~", _FACTOR), "Not": ("not ", _NOT), "UAdd": ("+", _FACTOR), "USub": ("-", _FACTOR)}
_COMPARE = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in"}


def unparse(ast_obj):
    writer = _Writer()
    if isinstance(ast_obj, (stmt, mod)) or isinstance(ast_obj, list):
        writer.node(ast_obj)
        return "\n".join(writer.lines).lstrip("\n")
    if isinstance(ast_obj, expr):
        return writer.expr(ast_obj)
    return writer.other(ast_obj)




class _Writer:
    def __init__(self):
        self.lines = []
        self.depth = 0

    # Statements

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    def block(self, statements):
        self.depth += 1
        for statement in statements:
            self.node(statement)
        self.depth -= 1

    def documented(self, node):
        """Writes a body, its docstring with three quotes."""
        body = node.body
        if body and isinstance(body[0], Expr) and isinstance(body[0].value, Constant) and isinstance(body[0].value.value, str):
            self.line(self.docstring(body[0].value.value))
            body = body[1:]
        for statement in body:
            self.node(statement)

    def docstring(self, text):
        shown = "".join(c if c in "\n\t" or c.isprintable() and c != "\\" else repr(c)[1:-1] for c in text)
        for quote in sorted(('"""', "'''"), key=lambda quote: quote[0] == shown[-1:]):
            if quote not in shown:
                if shown[-1:] == quote[0]:
                    shown = shown[:-1] + "\\" + shown[-1]
                return quote + shown + quote
        return repr(text)

    def node(self, node):
        if isinstance(node, list):
            for item in node:
                self.node(item)
        else:
            getattr(self, "do_" + type(node).__name__)(node)

    def do_Module(self, node):
        self.documented(node)

    def do_Interactive(self, node):
        self.node(node.body)

    def do_Expression(self, node):
        self.line(self.expr(node.body))

    def do_FunctionDef(self, node, prefix=""):
        self.header(node)
        returns = " -> " + self.expr(node.returns) if node.returns else ""
        self.line(prefix + "def " + node.name + "(" + self.arguments(node.args) + ")" + returns + ":")
        self.depth += 1
        self.documented(node)
        self.depth -= 1

    def do_AsyncFunctionDef(self, node):
        self.do_FunctionDef(node, "async ")

    def header(self, node):
        self.lines.append("")
        for decorator in node.decorator_list:
            self.line("@" + self.expr(decorator))

    def do_ClassDef(self, node):
        self.header(node)
        bases = ", ".join([self.expr(base) for base in node.bases] + [self.other(keyword) for keyword in node.keywords])
        self.line("class " + node.name + ("(" + bases + ")" if bases else "") + ":")
        self.depth += 1
        self.documented(node)
        self.depth -= 1

    def do_Return(self, node):
        self.line("return" + (" " + self.expr(node.value) if node.value else ""))

    def do_Delete(self, node):
        self.line("del " + ", ".join(self.expr(target) for target in node.targets))

    def do_Assign(self, node):
        self.line("".join(self.expr(target, _TUPLE) + " = " for target in node.targets) + self.expr(node.value))

    def do_AugAssign(self, node):
        self.line(self.expr(node.target) + " " + _BINARY[type(node.op).__name__][0] + "= " + self.expr(node.value))

    def do_AnnAssign(self, node):
        target = self.expr(node.target)
        if not node.simple and isinstance(node.target, Name):
            target = "(" + target + ")"
        self.line(target + ": " + self.expr(node.annotation) + (" = " + self.expr(node.value) if node.value else ""))

    def do_For(self, node, prefix=""):
        self.line(prefix + "for " + self.expr(node.target, _TUPLE) + " in " + self.expr(node.iter) + ":")
        self.block(node.body)
        self.rest("else", node.orelse)

    def do_AsyncFor(self, node):
        self.do_For(node, "async ")

    def rest(self, word, body):
        if body:
            self.line(word + ":")
            self.block(body)

    def do_While(self, node):
        self.line("while " + self.expr(node.test) + ":")
        self.block(node.body)
        self.rest("else", node.orelse)

    def do_If(self, node):
        word = "if "
        while True:
            self.line(word + self.expr(node.test) + ":")
            self.block(node.body)
            if not (len(node.orelse) == 1 and isinstance(node.orelse[0], If)):
                break
            node, word = node.orelse[0], "elif "
        self.rest("else", node.orelse)

    def do_With(self, node, prefix=""):
        self.line(prefix + "with " + ", ".join(map(self.other, node.items)) + ":")
        self.block(node.body)

    def do_AsyncWith(self, node):
        self.do_With(node, "async ")

    def do_Match(self, node):
        self.line("match " + self.expr(node.subject) + ":")
        self.depth += 1
        for case in node.cases:
            self.line("case " + self.pattern(case.pattern) + (" if " + self.expr(case.guard) if case.guard else "") + ":")
            self.block(case.body)
        self.depth -= 1

    def do_Raise(self, node):
        self.line("raise" + (" " + self.expr(node.exc) if node.exc else "") + (" from " + self.expr(node.cause) if node.cause else ""))

    def do_Try(self, node, word="except"):
        self.line("try:")
        self.block(node.body)
        for handler in node.handlers:
            kind = " " + self.expr(handler.type) if handler.type else ""
            self.line(word + kind + (" as " + handler.name if handler.name else "") + ":")
            self.block(handler.body)
        self.rest("else", node.orelse)
        self.rest("finally", node.finalbody)

    def do_TryStar(self, node):
        self.do_Try(node, "except*")

    def do_Assert(self, node):
        self.line("assert " + self.expr(node.test) + (", " + self.expr(node.msg) if node.msg else ""))

    def do_Import(self, node):
        self.line("import " + ", ".join(map(self.other, node.names)))

    def do_ImportFrom(self, node):
        self.line("from " + "." * (node.level or 0) + (node.module or "") + " import " + ", ".join(map(self.other, node.names)))

    def do_Global(self, node):
        self.line("global " + ", ".join(node.names))

    def do_Nonlocal(self, node):
        self.line("nonlocal " + ", ".join(node.names))

    def do_Expr(self, node):
        self.line(self.expr(node.value, _YIELD))

    def do_Pass(self, node):
        self.line(type(node).__name__.lower())

    do_Break = do_Continue = do_Pass

    # Parts of statements and expressions

    def other(self, node):
        kind = type(node).__name__
        if kind == "alias":
            return node.name + (" as " + node.asname if node.asname else "")
        if kind == "withitem":
            return self.expr(node.context_expr) + (" as " + self.expr(node.optional_vars) if node.optional_vars else "")
        if kind == "keyword":
            return "**" + self.expr(node.value) if node.arg is None else node.arg + "=" + self.expr(node.value)
        if kind == "arg":
            return node.arg + (": " + self.expr(node.annotation) if node.annotation else "")
        if kind == "arguments":
            return self.arguments(node)
        if kind == "comprehension":
            tests = "".join(" if " + self.expr(test, _OR) for test in node.ifs)
            return (" async for " if node.is_async else " for ") + self.expr(node.target, _TUPLE) + " in " + self.expr(node.iter, _OR) + tests
        return self.pattern(node) if isinstance(node, pattern) else ""

    def arguments(self, node):
        plain = node.posonlyargs + node.args
        defaults = [None] * (len(plain) - len(node.defaults)) + node.defaults
        parts = []
        for i, (each, default) in enumerate(zip(plain, defaults), 1):
            parts.append(self.other(each) + ("=" + self.expr(default) if default else ""))
            if i == len(node.posonlyargs):
                parts.append("/")
        if node.vararg or node.kwonlyargs:
            parts.append("*" + (self.other(node.vararg) if node.vararg else ""))
        for each, default in zip(node.kwonlyargs, node.kw_defaults):
            parts.append(self.other(each) + ("=" + self.expr(default) if default else ""))
        if node.kwarg:
            parts.append("**" + self.other(node.kwarg))
        return ", ".join(parts)

    def pattern(self, node, place=_TEST):
        kind = type(node).__name__
        if kind == "MatchValue":
            return self.expr(node.value)
        if kind == "MatchSingleton":
            return repr(node.value)
        if kind == "MatchSequence":
            return "[" + ", ".join(map(self.pattern, node.patterns)) + "]"
        if kind == "MatchStar":
            return "*" + (node.name or "_")
        if kind == "MatchMapping":
            parts = [self.expr(key) + ": " + self.pattern(value) for key, value in zip(node.keys, node.patterns)]
            return "{" + ", ".join(parts + (["**" + node.rest] if node.rest else [])) + "}"
        if kind == "MatchClass":
            parts = [self.pattern(each) for each in node.patterns]
            parts += [name + "=" + self.pattern(value) for name, value in zip(node.kwd_attrs, node.kwd_patterns)]
            return self.expr(node.cls) + "(" + ", ".join(parts) + ")"
        if kind == "MatchAs":
            if node.name is None:
                return "_"
            if node.pattern is None:
                return node.name
            text = self.pattern(node.pattern, _BOR) + " as " + node.name
            return "(" + text + ")" if place > _TEST else text
        text = " | ".join(self.pattern(each, _BOR + 1) for each in node.patterns)
        return "(" + text + ")" if place > _BOR else text

    # Expressions

    def expr(self, node, place=_TEST):
        return getattr(self, "ex_" + type(node).__name__)(node, place)

    def enclosed(self, text, binds, place):
        return "(" + text + ")" if place > binds else text

    def ex_BoolOp(self, node, place):
        word, binds = (" and ", _AND) if isinstance(node.op, And) else (" or ", _OR)
        # Each operand binds a little more than the one before.
        return self.enclosed(word.join(self.expr(value, min(binds + i, _ATOM)) for i, value in enumerate(node.values, 1)), binds, place)

    def ex_NamedExpr(self, node, place):
        return self.enclosed(self.expr(node.target, _ATOM) + " := " + self.expr(node.value, _ATOM), _NAMED, place)

    def ex_BinOp(self, node, place):
        sign, binds = _BINARY[type(node.op).__name__]
        left, right = (binds + 1, binds) if sign == "**" else (binds, binds + 1)
        return self.enclosed(self.expr(node.left, left) + " " + sign + " " + self.expr(node.right, right), binds, place)

    def ex_UnaryOp(self, node, place):
        sign, binds = _UNARY[type(node.op).__name__]
        return self.enclosed(sign + self.expr(node.operand, binds), binds, place)

    def ex_Lambda(self, node, place):
        names = self.arguments(node.args)
        return self.enclosed("lambda" + (" " + names if names else "") + ": " + self.expr(node.body), _TEST, place)

    def ex_IfExp(self, node, place):
        text = self.expr(node.body, _TEST + 1) + " if " + self.expr(node.test, _TEST + 1) + " else " + self.expr(node.orelse)
        return self.enclosed(text, _TEST, place)

    def ex_Dict(self, node, place):
        return "{" + ", ".join("**" + self.expr(value, _BOR) if key is None else self.expr(key) + ": " + self.expr(value)
                               for key, value in zip(node.keys, node.values)) + "}"

    def ex_Set(self, node, place):
        return "{" + (", ".join(map(self.expr, node.elts)) if node.elts else "*()") + "}"

    def clauses(self, node):
        return "".join(map(self.other, node.generators))

    def ex_ListComp(self, node, place):
        return "[" + self.expr(node.elt) + self.clauses(node) + "]"

    def ex_SetComp(self, node, place):
        return "{" + self.expr(node.elt) + self.clauses(node) + "}"

    def ex_DictComp(self, node, place):
        return "{" + self.expr(node.key) + ": " + self.expr(node.value) + self.clauses(node) + "}"

    def ex_GeneratorExp(self, node, place):
        return "(" + self.expr(node.elt) + self.clauses(node) + ")"

    def ex_Await(self, node, place):
        return self.enclosed("await " + self.expr(node.value, _ATOM), _AWAIT, place)

    def ex_Yield(self, node, place):
        return self.enclosed("yield" + (" " + self.expr(node.value, _ATOM) if node.value else ""), _YIELD, place)

    def ex_YieldFrom(self, node, place):
        return self.enclosed("yield from " + self.expr(node.value, _ATOM), _YIELD, place)

    def ex_Compare(self, node, place):
        text = self.expr(node.left, _CMP + 1)
        for op, value in zip(node.ops, node.comparators):
            text += " " + _COMPARE[type(op).__name__] + " " + self.expr(value, _CMP + 1)
        return self.enclosed(text, _CMP, place)

    def ex_Call(self, node, place):
        return self.expr(node.func, _ATOM) + "(" + ", ".join([self.expr(arg) for arg in node.args] + list(map(self.other, node.keywords))) + ")"

    def ex_JoinedStr(self, node, place):
        parts = self.joined(node)
        avoided = "".join(text for text, is_field in parts if is_field)
        literal = "".join(text for text, is_field in parts if not is_field)
        quote, last = None, parts[-1][0][-1] if parts else ""
        for candidate in sorted(("'", '"', '"""', "'''"), key=lambda quote: quote[0] == last):
            if candidate in avoided or candidate in literal or len(candidate) == 1 and "\n" in literal + avoided:
                continue
            quote = candidate
            break
        if quote is None:
            quote = next(each for each in ("'", '"', "'''", '"""') if each not in avoided)
            parts = [(text if is_field else text.replace(quote[0], "\\" + quote[0]), is_field) for text, is_field in parts]
        return "f" + quote + "".join(text for text, _ in parts) + quote

    def joined(self, node):
        parts = []
        for value in node.values:
            if isinstance(value, Constant):
                text = value.value.replace("{", "{{").replace("}", "}}")
                text = "".join(c if c == "\n" or c.isprintable() and c != "\\" else repr(c)[1:-1] for c in text)
                parts.append((text.replace("\n", "\\n") if "\n" in text else text, False))
            else:
                parts.append((self.field(value), True))
        return parts

    def field(self, node):
        text = self.expr(node.value, _TEST + 1)
        text = "{" + (" " if text[0] == "{" else "") + text
        if node.conversion != -1:
            text += "!" + chr(node.conversion)
        if node.format_spec:
            text += ":" + "".join(part for part, _ in self.joined(node.format_spec))
        return text + "}"

    def ex_FormattedValue(self, node, place):
        return "f'" + self.field(node) + "'"

    def ex_Constant(self, node, place):
        return self.constant(node.value, node.kind)

    def constant(self, value, kind=None):
        if value is ...:
            return "..."
        if isinstance(value, tuple):
            return "(" + ", ".join(map(self.constant, value)) + ("," if len(value) == 1 else "") + ")"
        text = repr(value)
        if isinstance(value, (float, complex)):
            text = text.replace("inf", "1e309").replace("nan", "(1e309-1e309)")
        return "u" + text if kind == "u" else text

    def ex_Attribute(self, node, place):
        text = self.expr(node.value, _ATOM)
        return text + (" " if isinstance(node.value, Constant) and isinstance(node.value.value, int) else "") + "." + node.attr

    def ex_Subscript(self, node, place):
        index = node.slice
        if isinstance(index, Tuple) and index.elts:
            text = ", ".join(map(self.expr, index.elts)) + ("," if len(index.elts) == 1 else "")
        else:
            text = self.expr(index)
        return self.expr(node.value, _ATOM) + "[" + text + "]"

    def ex_Starred(self, node, place):
        return "*" + self.expr(node.value, _BOR)

    def ex_Name(self, node, place):
        return node.id

    def ex_List(self, node, place):
        return "[" + ", ".join(map(self.expr, node.elts)) + "]"

    def ex_Tuple(self, node, place):
        text = ", ".join(map(self.expr, node.elts)) + ("," if len(node.elts) == 1 else "")
        return self.enclosed(text, _TUPLE, place) if text else "()"

    def ex_Slice(self, node, place):
        text = (self.expr(node.lower) if node.lower else "") + ":" + (self.expr(node.upper) if node.upper else "")
        return text + (":" + self.expr(node.step) if node.step else "")
"""#
