// Holds the module contextvars in Toy.

/// The source of the module `contextvars`.
let bundledContextvars = #"""
__all__ = ["Context", "ContextVar", "Token", "copy_context"]

_missing = object()


class Token:
    MISSING = "<Token.MISSING>"

    def __init__(self, var, old):
        self.var, self._old, self._used = var, old, False

    @property
    def old_value(self):
        return Token.MISSING if self._old is _missing else self._old


class Context:
    def __init__(self):
        self._values = {}

    def run(self, callable, *args, **kwargs):
        global _current
        outer, _current = _current, self
        try:
            return callable(*args, **kwargs)
        finally:
            _current = outer

    def copy(self):
        made = Context()
        made._values = dict(self._values)
        return made

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def get(self, var, default=None):
        return self._values.get(var, default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


_current = Context()


def copy_context():
    return _current.copy()


class ContextVar:
    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name, self._default = name, default

    def get(self, default=_missing):
        value = _current._values.get(self, _missing)
        if value is not _missing:
            return value
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value):
        token = Token(self, _current._values.get(self, _missing))
        _current._values[self] = value
        return token

    def reset(self, token):
        if token._used:
            raise RuntimeError("%r has already been used once" % token)
        token._used = True
        if token._old is _missing:
            del _current._values[self]
        else:
            _current._values[self] = token._old

    def __repr__(self):
        default = "" if self._default is _missing else " default=%r" % (self._default,)
        return "<ContextVar name=%r%s at 0x%x>" % (self.name, default, id(self))
"""#
