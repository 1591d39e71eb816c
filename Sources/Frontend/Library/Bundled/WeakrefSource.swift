// Holds the module weakref in Toy.

/// The source of the module `weakref`.
let bundledWeakref = #"""
from _weakref import ref, getweakrefcount, getweakrefs, proxy
from _collections_abc import MutableMapping, MutableSet

ReferenceType = ref


class WeakMethod:
    def __init__(self, method, callback=None):
        self._function = method.__func__
        self._self = ref(method.__self__)

    def __call__(self):
        receiver = self._self()
        return None if receiver is None else self._function.__get__(receiver)


class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        self._ref = ref(obj, self._run)
        self._call = (func, args, kwargs)
        self.atexit = True

    @property
    def alive(self):
        return self._call is not None

    def _run(self, reference):
        self()

    def __call__(self):
        if self._call is not None:
            func, args, kwargs = self._call
            self._call = None
            return func(*args, **kwargs)

    def detach(self):
        self._call = None


class WeakValueDictionary(MutableMapping):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = ref(value)

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter([key for key, value in self.data.items() if value() is not None])

    def __len__(self):
        return sum(1 for value in self.data.values() if value() is not None)

    def __contains__(self, key):
        return key in self.data and self.data[key]() is not None

    def __repr__(self):
        return "<WeakValueDictionary at 0x%x>" % id(self)


class WeakKeyDictionary(MutableMapping):
    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __iter__(self):
        for reference in list(self.data):
            key = reference()
            if key is not None:
                yield key

    def __len__(self):
        return sum(1 for reference in self.data if reference() is not None)

    def __contains__(self, key):
        return ref(key) in self.data


class WeakSet(MutableSet):
    def __init__(self, data=()):
        self.data = set()
        for item in data:
            self.add(item)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return sum(1 for reference in self.data if reference() is not None)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))
"""#
