// Holds the module inspect in Toy.

/// The source of the module `inspect`.
let bundledInspect = [bundledInspectPart1, bundledInspectPart2, bundledInspectPart3].joined(separator: "\n")

private let bundledInspectPart1 = #"""
import sys
import types
from collections import namedtuple as _namedtuple

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, CO_NOFREE, CO_COROUTINE = 1, 2, 4, 8, 16, 32, 64, 128
CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 256, 512
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"

FullArgSpec = _namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def _has_flag(function, flag):
    while ismethod(function):
        function = function.__func__
    while hasattr(function, "func") and hasattr(function, "keywords"):
        function = function.func
    return isfunction(function) and bool(function.__code__.co_flags & flag)


def isgeneratorfunction(object):
    return _has_flag(object, CO_GENERATOR)


def iscoroutinefunction(object):
    return _has_flag(object, CO_COROUTINE)


def isasyncgenfunction(object):
    return _has_flag(object, CO_ASYNC_GENERATOR)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def getmembers(object, predicate=None):
    names = dir(object)
    results = []
    for name in names:
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            results.append((name, value))
    results.sort(key=lambda pair: pair[0])
    return results


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = sys.maxsize
    for line in lines[1:]:
        content = len(line.lstrip())
        if content:
            margin = min(margin, len(line) - content)
    if lines:
        lines[0] = lines[0].lstrip()
    if margin < sys.maxsize:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None and isclass(object):
        for base in object.__mro__:
            doc = base.__dict__.get("__doc__")
            if base is not type and doc is not None:
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def getmodulename(path):
    name = path.rsplit("/", 1)[-1]
    return name[:-3] if name.endswith(".py") else None


def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("%r is a built-in module" % object)
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        raise TypeError("%r is a built-in class" % object)
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        return object.__code__.co_filename
    raise TypeError(
        "module, class, method, function, traceback, frame, or code object was expected, got %s" % type(object).__name__)


getsourcefile = getfile


def getsourcelines(object):
    object = unwrap(object)
    try:
        with open(getfile(object)) as f:
            lines = f.read().splitlines(True)
    except OSError:
        raise OSError("could not get source code") from None
    if ismodule(object):
        return lines, 0
    if isclass(object):
        name = object.__name__
        start = next((i for i, line in enumerate(lines) if line.lstrip().startswith(("class " + name + ":", "class " + name + "("))), None)
    else:
        if ismethod(object):
            object = object.__func__
        start = object.__code__.co_firstlineno - 1
    if start is None:
        raise OSError("could not find class definition")
    return _block(lines[start:]), start + 1


def _block(lines):
    indent = len(lines[0]) - len(lines[0].lstrip())
    in_header = True
    depth = last = 0
    for i, line in enumerate(lines):
        text = line.strip()
        if in_header:
            code = text.split("#")[0].rstrip()
            depth += sum(code.count(c) for c in "([{") - sum(code.count(c) for c in ")]}")
            last = i + 1
            if depth <= 0 and not text.startswith("@"):
                in_header = False
            continue
        width = len(line) - len(line.lstrip())
        if not text or text.startswith("#") and width <= indent:
            continue
        if width <= indent and text[0] not in ")]}":
            break
        last = i + 1
    return lines[:last]


def getsource(object):
    return "".join(getsourcelines(object)[0])


def currentframe():
    try:
        return sys._getframe(1)
    except (ValueError, AttributeError):
        return None


class _empty:
    pass


class _void:
    pass


_empty.__name__ = _empty.__qualname__ = "_empty"


class _ParameterKind(int):
    _labels = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")
    _texts = ("positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword")

    def __repr__(self):
        return "<_ParameterKind.%s: %d>" % (self.name, int(self))

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self._labels[self]

    @property
    def value(self):
        return int(self)

    @property
    def description(self):
        return self._texts[self]


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = map(_ParameterKind, range(5))

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            kind = [self.POSITIONAL_ONLY, self.POSITIONAL_OR_KEYWORD, self.VAR_POSITIONAL, self.KEYWORD_ONLY, self.VAR_KEYWORD][kind]
        except (IndexError, TypeError):
            raise ValueError("value %r is not a valid Parameter.kind" % (kind,)) from None
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a %s" % type(name).__name__)
        if not name.isidentifier():
            raise ValueError("%r is not a valid parameter name" % name)
        if default is not _empty and kind in (2, 4):
            raise ValueError("%s parameters cannot have default values" % kind.description)
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        return type(self)(
            self.name if name is _void else name, self.kind if kind is _void else kind,
            default=self.default if default is _void else default, annotation=self.annotation if annotation is _void else annotation)

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ": " + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (" = " if self.annotation is not _empty else "=") + repr(self.default)
        if self.kind == 2:
            return "*" + text
        return "**" + text if self.kind == 4 else text

    def __repr__(self):
        return '<Parameter "%s">' % self

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self.name, self.kind, self.default, self.annotation) == (other.name, other.kind, other.default, other.annotation)

    def __hash__(self):
        return hash((self.name, self.kind))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        out = []
        for name, p in self.signature.parameters.items():
            if p.kind in (3, 4) or name not in self.arguments:
                break
            if p.kind == 2:
                out.extend(self.arguments[name])
            else:
                out.append(self.arguments[name])
        return tuple(out)

    @property
    def kwargs(self):
        out = {}
        started = False
        for name, p in self.signature.parameters.items():
            if not started and (p.kind in (3, 4) or name not in self.arguments):
                started = True
            if not started or name not in self.arguments or p.kind == 2:
                continue
            if p.kind == 4:
                out.update(self.arguments[name])
            else:
                out[name] = self.arguments[name]
        return out

    def apply_defaults(self):
        full = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                full[name] = self.arguments[name]
            elif p.default is not _empty:
                full[name] = p.default
            elif p.kind == 2:
                full[name] = ()
            elif p.kind == 4:
                full[name] = {}
        self.arguments = full

    def __repr__(self):
        return "<BoundArguments (%s)>" % ", ".join("%s=%r" % pair for pair in self.arguments.items())


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self._parameters = {}
        top, has_default = -1, False
        for p in parameters or ():
            if p.kind < top:
                raise ValueError("wrong parameter order: %s parameter before %s parameter" % (last.description, p.kind.description))
            if p.kind in (0, 1):
                if p.default is not _empty:
                    has_default = True
                elif has_default and p.kind == top:
                    raise ValueError("non-default argument follows default argument")
            top, last = p.kind, p.kind
            if p.name in self._parameters:
                raise ValueError("duplicate parameter name: %r" % p.name)
            self._parameters[p.name] = p
        self.return_annotation = return_annotation

    @property
    def parameters(self):
        return types.MappingProxyType(self._parameters)

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj)

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(
            self._parameters.values() if parameters is _void else parameters,
            return_annotation=self.return_annotation if return_annotation is _void else return_annotation)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return list(self._parameters.values()) == list(other._parameters.values()) and self.return_annotation == other.return_annotation

    def __str__(self):
        out = []
        positional_only = keyword_marked = False
        for p in self._parameters.values():
            if p.kind == 0:
                positional_only = True
            elif positional_only:
                out.append("/")
                positional_only = False
            if p.kind == 2:
                keyword_marked = True
            elif p.kind == 3 and not keyword_marked:
                out.append("*")
                keyword_marked = True
            out.append(str(p))
        if positional_only:
            out.append("/")
        text = "(%s)" % ", ".join(out)
        if self.return_annotation is not _empty:
            text += " -> " + formatannotation(self.return_annotation)
        return text

    def __repr__(self):
        return "<Signature %s>" % self

    def bind(self, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        kwargs = dict(kwargs)
        args = list(args)
        found = {}
        for name, p in self._parameters.items():
            if p.kind == 2:
                if args:
                    found[name] = tuple(args)
                args = []
            elif p.kind == 4:
                if kwargs:
                    found[name] = kwargs
                kwargs = {}
            elif p.kind != 3 and args:
                if name in kwargs and p.kind != 0:
                    raise TypeError("multiple values for argument %r" % name)
                found[name] = args.pop(0)
            elif name in kwargs and p.kind != 0:
                found[name] = kwargs.pop(name)
            elif p.default is _empty and not partial:
                raise TypeError("missing a required argument: %r" % name)
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError("got an unexpected keyword argument %r" % next(iter(kwargs)))
        return BoundArguments(self, found)


def _of_function(function):
    code = function.__code__
    names = code.co_varnames
    positional, keyword_only = code.co_argcount, code.co_kwonlyargcount
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    notes = function.__annotations__
    out = []
    for i in range(positional):
        at = i - (positional - len(defaults))
        out.append(Parameter(
            names[i], 0 if i < code.co_posonlyargcount else 1, default=defaults[at] if at >= 0 else _empty,
            annotation=notes.get(names[i], _empty)))
    at = positional + keyword_only
    if code.co_flags & CO_VARARGS:
        out.append(Parameter(names[at], 2, annotation=notes.get(names[at], _empty)))
        at += 1
    for name in names[positional:positional + keyword_only]:
        out.append(Parameter(name, 3, default=keyword_defaults.get(name, _empty), annotation=notes.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        out.append(Parameter(names[at], 4, annotation=notes.get(names[at], _empty)))
    return Signature(out, return_annotation=notes.get("return", _empty))


_builtin_signatures = """abs(x, /)|aiter(async_iterable, /)|all(iterable, /)|any(iterable, /)|ascii(obj, /)|bin(number, /)|callable(obj, /)|chr(i, /)
compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)|delattr(obj, name, /)|divmod(x, y, /)
eval(source, globals=None, locals=None, /)|exec(source, globals=None, locals=None, /, *, closure=None)|format(value, format_spec='', /)
globals()|hasattr(obj, name, /)|hash(obj, /)|hex(number, /)|id(obj, /)|input(prompt='', /)|isinstance(obj, class_or_tuple, /)
issubclass(cls, class_or_tuple, /)|len(obj, /)|locals()|oct(number, /)
open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)|ord(c, /)|pow(base, exp, mod=None)
print(*args, sep=' ', end='\\n', file=None, flush=False)|repr(obj, /)|round(number, ndigits=None)|setattr(obj, name, value, /)
sorted(iterable, /, *, key=None, reverse=False)|sum(iterable, /, start=0)|list(iterable=(), /)|tuple(iterable=(), /)|object()
property(fget=None, fset=None, fdel=None, doc=None)|enumerate(iterable, start=0)|float(x=0, /)|complex(real=0, imag=0)
str.join(self, iterable, /)|str.split(self, /, sep=None, maxsplit=-1)|list.append(self, object, /)|list.pop(self, index=-1, /)
list.sort(self, /, *, key=None, reverse=False)|str.replace(self, old, new, count=-1, /)|dict.get(self, key, default=None, /)"""


def _of_builtin(obj, name, shown):
    for line in _builtin_signatures.replace("\n", "|").split("|"):
        if line.startswith(name + "("):
            space = {}
            exec("def f%s: pass" % line[len(name):], space)
            found = _of_function(space["f"])
            values = list(found._parameters.values())
            if values and values[0].name == "self" and not isinstance(obj, types.MethodDescriptorType):
                values = values[1:]
            return Signature(values)
    raise ValueError("no signature found for " + shown)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError("%r is not a callable object" % (obj,))
    if ismethod(obj):
        inner = signature(obj.__func__)
        return inner.replace(parameters=list(inner._parameters.values())[1:])
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__"))
    known = getattr(obj, "__signature__", None)
    if isinstance(known, Signature):
        return known
    if isfunction(obj):
        return _of_function(obj)
    if hasattr(obj, "func") and hasattr(obj, "keywords") and hasattr(obj, "args"):
        inner = signature(obj.func)
        rest = list(inner._parameters.values())[len(obj.args):]
        out = []
        only = False
        for p in rest:
            if p.name in obj.keywords:
                p = p.replace(default=obj.keywords[p.name], kind=3 if p.kind == 1 else p.kind)
                only = True
            elif only and p.kind == 1:
                p = p.replace(kind=3)
            out.append(p)
        return inner.replace(parameters=out)
    if isclass(obj):
        for name in ("__new__", "__init__"):
            method = getattr(obj, name, None)
            if isfunction(method):
                inner = _of_function(unwrap(method))
                return Signature(list(inner._parameters.values())[1:])
        if any(cls.__module__ not in ("builtins",) for cls in obj.__mro__) and obj.__new__ is object.__new__ and obj.__init__ is object.__init__:
            return Signature([])
        return _of_builtin(obj, obj.__name__, "builtin type %r" % (obj,))
    method = getattr(type(obj), "__call__", None)
    if isfunction(method):
        inner = _of_function(method)
        return inner.replace(parameters=list(inner._parameters.values())[1:])
    name = getattr(obj, "__qualname__", "")
    return _of_builtin(obj, name, "builtin %r" % (obj,))


"""#
