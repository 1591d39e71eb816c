// Holds the module ast in Toy.

/// The source of the module `ast`, up to its second part.
let bundledAst = #"""
from _ast import dump as _dump

PyCF_ALLOW_TOP_LEVEL_AWAIT, PyCF_ONLY_AST, PyCF_TYPE_COMMENTS = 0x2000, 0x400, 0x1000


class AST:
    _fields = _attributes = __match_args__ = ()

    def __init__(self, *args, **kwargs):
        if len(args) > len(self._fields):
            plural = "" if len(self._fields) == 1 else "s"
            raise TypeError("%s constructor takes at most %d positional argument%s" % (type(self).__name__, len(self._fields), plural))
        for name, value in zip(self._fields, args):
            if name in kwargs:
                raise TypeError("%s got multiple values for argument %r" % (type(self).__name__, name))
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)


_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")
# Each line: a class of nodes, then its kinds with their fields; those that may be missing have a question mark.
_GRAMMAR = """
mod: Module body type_ignores; Interactive body; Expression body; FunctionType argtypes returns
stmt+: FunctionDef name args body decorator_list returns? type_comment?
stmt+: AsyncFunctionDef name args body decorator_list returns? type_comment?; ClassDef name bases keywords body decorator_list
stmt+: Return value?; Delete targets; Assign targets value type_comment?; AugAssign target op value
stmt+: AnnAssign target annotation value? simple; For target iter body orelse type_comment?; AsyncFor target iter body orelse type_comment?
stmt+: While test body orelse; If test body orelse; With items body type_comment?; AsyncWith items body type_comment?
stmt+: Match subject cases; Raise exc? cause?; Try body handlers orelse finalbody; TryStar body handlers orelse finalbody
stmt+: Assert test msg?; Import names; ImportFrom module? names level?; Global names; Nonlocal names; Expr value; Pass; Break; Continue
expr+: BoolOp op values; NamedExpr target value; BinOp left op right; UnaryOp op operand; Lambda args body; IfExp test body orelse
expr+: Dict keys values; Set elts; ListComp elt generators; SetComp elt generators; DictComp key value generators
expr+: GeneratorExp elt generators; Await value; Yield value?; YieldFrom value; Compare left ops comparators
expr+: Call func args keywords; FormattedValue value conversion format_spec?; JoinedStr values; Constant value kind?
expr+: Attribute value attr ctx; Subscript value slice ctx; Starred value ctx; Name id ctx; List elts ctx; Tuple elts ctx
expr+: Slice lower? upper? step?
expr_context: Load; Store; Del
boolop: And; Or
operator: Add; Sub; Mult; MatMult; Div; Mod; Pow; LShift; RShift; BitOr; BitXor; BitAnd; FloorDiv
unaryop: Invert; Not; UAdd; USub
cmpop: Eq; NotEq; Lt; LtE; Gt; GtE; Is; IsNot; In; NotIn
excepthandler+: ExceptHandler type? name? body
pattern+: MatchValue value; MatchSingleton value; MatchSequence patterns; MatchMapping keys patterns rest?
pattern+: MatchClass cls patterns kwd_attrs kwd_patterns; MatchStar name?; MatchAs pattern? name?; MatchOr patterns
type_ignore: TypeIgnore lineno tag
AST: comprehension target iter ifs is_async
AST: arguments posonlyargs args vararg? kwonlyargs kw_defaults kwarg? defaults; withitem context_expr optional_vars?; match_case pattern guard? body
AST+: arg arg annotation? type_comment?; keyword arg? value; alias name asname?
"""


def _define():
    names = globals()
    for line in _GRAMMAR.strip().split("\n"):
        base, kinds = line.split(": ")
        place = _PLACE if base[-1] == "+" else ()
        base = base.rstrip("+")
        if base not in names:
            names[base] = type(base, (AST,), {"__module__": "ast", "_attributes": place, "_fields": ()})
        for kind in kinds.split("; "):
            name, *fields = kind.split()
            plain = tuple(field.rstrip("?") for field in fields)
            members = {"__module__": "ast", "_fields": plain, "__match_args__": plain, "_attributes": place}
            members.update((field[:-1], None) for field in fields if field[-1] == "?")
            if place:
                members.update(end_lineno=None, end_col_offset=None)
            names[name] = type(name, (names[base],), members)


_define()
_namespace = {name: value for name, value in globals().items() if isinstance(value, type) and issubclass(value, AST)}
_namespace.update(inf=float("inf"), nan=float("nan"), infj=complex(0, float("inf")), nanj=complex(0, float("nan")))


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None):
    if isinstance(source, AST):
        return source
    return eval(_dump(source, filename, mode), _namespace)


def _source(tree, mode):
    """What `compile` compiles in place of a tree."""
    wanted = {"exec": Module, "eval": Expression, "single": Interactive}.get(mode, Module)
    if not isinstance(tree, wanted):
        raise TypeError("expected %s node, got %s" % (wanted.__name__, type(tree).__name__))
    return unparse(tree) + ("" if mode == "eval" else "\n")


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None):
    if not isinstance(node, AST):
        raise TypeError("expected AST, got %r" % node.__class__.__name__)
    if isinstance(indent, int):
        indent = " " * indent
    return _show(node, 0, annotate_fields, include_attributes, indent)[0]


def _show(node, level, names, attributes, indent):
    """The text of a node, and whether it is so simple that it may stay on a line with others."""
    level += 1
    start, between = ("", ", ") if indent is None else ("\n" + indent * level, ",\n" + indent * level)
    if isinstance(node, list):
        if not node:
            return "[]", True
        return "[" + start + between.join(_show(item, level, names, attributes, indent)[0] for item in node) + "]", False
    if not isinstance(node, AST):
        return repr(node), True
    parts, simple, named = [], True, names
    for field in node._fields + (node._attributes if attributes else ()):
        is_attribute = field in node._attributes and field not in node._fields
        if not hasattr(node, field) or getattr(node, field) is None and getattr(type(node), field, ...) is None:
            named = named or not is_attribute
            continue
        text, plain = _show(getattr(node, field), level, names, attributes, indent)
        simple = simple and plain
        parts.append(field + "=" + text if named or is_attribute else text)
    if simple and len(parts) <= 3:
        return "%s(%s)" % (type(node).__name__, ", ".join(parts)), not parts
    return "%s(%s%s)" % (type(node).__name__, start, between.join(parts)), False


def iter_fields(node):
    for field in node._fields:
        if hasattr(node, field):
            yield field, getattr(node, field)


def iter_child_nodes(node):
    for _, value in iter_fields(node):
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, AST):
                yield item


def walk(node):
    waiting = [node]
    for node in waiting:
        waiting.extend(iter_child_nodes(node))
        yield node


def copy_location(new_node, old_node):
    for name in _PLACE:
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            if value is not None or hasattr(old_node, name) and name.startswith("end_"):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    def fix(node, place):
        for i, name in enumerate(_PLACE):
            if name in node._attributes:
                missing = getattr(node, name, None) is None if name.startswith("end_") else not hasattr(node, name)
                if missing:
                    setattr(node, name, place[i])
                else:
                    place = place[:i] + (getattr(node, name),) + place[i + 1:]
        for child in iter_child_nodes(node):
            fix(child, place)
    fix(node, (1, 0, 1, 0))
    return node


def increment_lineno(node, n=1):
    for child in walk(node):
        if "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
        if getattr(child, "end_lineno", None) is not None:
            child.end_lineno += n
    return node


def get_docstring(node, clean=True):
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % node.__class__.__name__)
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    value = node.body[0].value
    if not (isinstance(value, Constant) and isinstance(value.value, str)):
        return None
    if clean:
        import inspect
        return inspect.cleandoc(value.value)
    return value.value


def get_source_segment(source, node, *, padded=False):
    if getattr(node, "end_lineno", None) is None or getattr(node, "end_col_offset", None) is None:
        return None
    lines = source.splitlines(keepends=True)[node.lineno - 1:node.end_lineno]
    lines[-1] = lines[-1].encode()[:node.end_col_offset].decode()
    first = lines[0].encode()
    padding = "".join(c if c in "\f\t" else " " for c in first[:node.col_offset].decode()) if padded else ""
    lines[0] = padding + first[node.col_offset:].decode()
    return "".join(lines)


def literal_eval(node_or_string):
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode="eval")
    return _literal(node_or_string.body if isinstance(node_or_string, Expression) else node_or_string)


def _malformed(node):
    line = getattr(node, "lineno", None)
    raise ValueError("malformed node or string%s: %r" % (" on line %d" % line if line else "", node))


def _number(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _number(node.operand) if isinstance(node.operand, Constant) else _malformed(node.operand)
        return +value if isinstance(node.op, UAdd) else -value
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, (Tuple, List, Set)):
        return (tuple if isinstance(node, Tuple) else list if isinstance(node, List) else set)(map(_literal, node.elts))
    if isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == "set" and not node.args and not node.keywords:
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return {_literal(key): _literal(value) for key, value in zip(node.keys, node.values)}
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _number(node.left), _number(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
    return _number(node)


class NodeVisitor:
    def visit(self, node):
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        for child in iter_child_nodes(node):
            self.visit(child)


class NodeTransformer(NodeVisitor):
    def generic_visit(self, node):
        for field, old in list(iter_fields(node)):
            if isinstance(old, list):
                new = []
                for item in old:
                    if isinstance(item, AST):
                        item = self.visit(item)
                        if item is None:
                            continue
                        if not isinstance(item, AST):
                            new.extend(item)
                            continue
                    new.append(item)
                old[:] = new
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, field)
                else:
                    setattr(node, field, new)
        return node


"""#
