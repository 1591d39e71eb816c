// Holds what module inspect tells of frames, closures and classes, in Toy.

let bundledInspectPart3 = #"""
def _context(filename, lineno, context):
    import linecache
    if context <= 0:
        return None, None
    lines = linecache.getlines(filename)
    if not lines:
        return None, None
    start = max(0, min(lineno - 1 - context // 2, len(lines) - context))
    return lines[start:start + context], lineno - 1 - start


_Traceback = _namedtuple("_Traceback", "filename lineno function code_context index")
_FrameInfo = _namedtuple("_FrameInfo", ("frame",) + _Traceback._fields)


class Traceback(_Traceback):
    positions = None

    def __repr__(self):
        return "Traceback(filename=%r, lineno=%r, function=%r, code_context=%r, index=%r, positions=%r)" % (*self, self.positions)


class FrameInfo(_FrameInfo):
    positions = None

    def __repr__(self):
        return "FrameInfo(frame=%r, filename=%r, lineno=%r, function=%r, code_context=%r, index=%r, positions=%r)" % (*self, self.positions)


def getframeinfo(frame, context=1):
    lineno = frame.f_lineno
    if istraceback(frame):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    if not isframe(frame):
        raise TypeError("%r is not a frame or traceback object" % (frame,))
    filename = frame.f_code.co_filename
    return Traceback(filename, lineno, frame.f_code.co_name, *_context(filename, lineno, context))


def getouterframes(frame, context=1):
    frames = []
    while frame:
        frames.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return frames


def getinnerframes(tb, context=1):
    frames = []
    while tb:
        filename, code = tb.tb_frame.f_code.co_filename, tb.tb_frame.f_code
        frames.append(FrameInfo(tb.tb_frame, filename, tb.tb_lineno, code.co_name, *_context(filename, tb.tb_lineno, context)))
        tb = tb.tb_next
    return frames


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    error = sys.exc_info()[1]
    return getinnerframes(error.__traceback__ if error is not None else None, context)


def getcomments(object):
    lines, number = getsourcelines(object)
    file = getfile(object)
    import linecache
    lines = linecache.getlines(file)
    at, found = number - 2, []
    indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    while at >= 0 and lines[at].lstrip()[:1] == "#" and len(lines[at]) - len(lines[at].lstrip()) == indent:
        found.insert(0, lines[at].expandtabs().lstrip())
        at -= 1
    return "".join(found) or None


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    if ismethod(func):
        return {next(iter(func.__func__.__code__.co_varnames)): func.__self__, **bound.arguments}
    return dict(bound.arguments)


ClosureVars = _namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getclosurevars(func):
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("%r is not a Python function" % (func,))
    import builtins
    code, space = func.__code__, func.__globals__
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__ or ())}
    found, built, unbound = {}, {}, set()
    for name in code.co_names:
        if name in space:
            found[name] = space[name]
        elif hasattr(builtins, name):
            built[name] = getattr(builtins, name)
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found, built, unbound)


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return "CORO_RUNNING"
    if coroutine.cr_frame is None:
        return "CORO_CLOSED"
    return "CORO_SUSPENDED" if coroutine.cr_suspended else "CORO_CREATED"


def walktree(classes, children, parent):
    results = []
    for cls in sorted(classes, key=lambda c: (c.__module__, c.__name__)):
        results.append((cls, cls.__bases__))
        if cls in children:
            results.append(walktree(children[cls], children, cls))
    return results


def getclasstree(classes, unique=False):
    children, roots = {}, []
    for cls in classes:
        for parent in cls.__bases__:
            if cls not in children.setdefault(parent, []):
                children[parent].append(cls)
            if unique and parent in classes:
                break
        if not cls.__bases__ and cls not in roots:
            roots.append(cls)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if not (isclass(obj) or ismodule(obj) or callable(obj)):
        raise TypeError("%r is not a module, class, or callable." % (obj,))
    found = dict((obj.__dict__.get("__annotations__") if isclass(obj) else getattr(obj, "__annotations__", None)) or {})
    if eval_str:
        space = globals
        if space is None:
            space = vars(sys.modules[obj.__module__]) if isclass(obj) else obj.__dict__ if ismodule(obj) else getattr(obj, "__globals__", {})
        found = {name: eval(value, space, locals) if isinstance(value, str) else value for name, value in found.items()}
    return found


def isgetsetdescriptor(object):
    return isinstance(object, type(type(getcomments).__dict__["__code__"]))


def ismemberdescriptor(object):
    import types
    return isinstance(object, types.MemberDescriptorType)


def ismethodwrapper(object):
    import types
    return isinstance(object, types.MethodWrapperType)
"""#
