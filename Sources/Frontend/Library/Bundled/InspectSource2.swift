// Continues the module inspect in Toy.

let bundledInspectPart2 = #"""
def getfullargspec(func):
    sig = signature(func, follow_wrapped=False)
    args, varargs, varkw, kwonly, defaults, kwdefaults, notes = [], None, None, [], (), {}, {}
    if sig.return_annotation is not _empty:
        notes["return"] = sig.return_annotation
    for p in sig._parameters.values():
        if p.kind in (0, 1):
            args.append(p.name)
            if p.default is not _empty:
                defaults += (p.default,)
        elif p.kind == 2:
            varargs = p.name
        elif p.kind == 3:
            kwonly.append(p.name)
            if p.default is not _empty:
                kwdefaults[p.name] = p.default
        else:
            varkw = p.name
        if p.annotation is not _empty:
            notes[p.name] = p.annotation
    if ismethod(func):
        args.insert(0, "self")
    return FullArgSpec(args, varargs, varkw, defaults or None, kwonly, kwdefaults or None, notes)


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_frame is None:
        return GEN_CLOSED
    return GEN_SUSPENDED if getattr(generator, "gi_suspended", True) else GEN_CREATED


def getattr_static(obj, attr, default=_void):
    for space in [getattr(obj, "__dict__", {})] + [cls.__dict__ for cls in (obj if isclass(obj) else type(obj)).__mro__]:
        if attr in space:
            return space[attr]
    if default is _void:
        raise AttributeError(attr)
    return default
"""#
