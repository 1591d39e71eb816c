// Holds the module importlib.util in Toy.

/// The source of the module `importlib.util`.
let bundledImportlibUtil = #"""
import os as _os
import sys as _sys


class _Spec:
    def __init__(self, name, loader=None, *, origin=None, submodule_search_locations=None):
        self.name, self.loader, self.origin = name, loader, origin
        self.submodule_search_locations = submodule_search_locations
        self.cached = None
        self.has_location = origin is not None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition(".")[0]

    def __repr__(self):
        return f"ModuleSpec(name={self.name!r}, loader={self.loader!r}, origin={self.origin!r})"


class _Loader:
    def __init__(self, name, path):
        self.name, self.path = name, path

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        with open(self.path, "rb") as file:
            exec(compile(file.read(), self.path, "exec"), module.__dict__)


def resolve_name(name, package):
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name[level:]}" if name[level:] else parts[0]


def find_spec(name, package=None):
    full = resolve_name(name, package)
    if full in _sys.modules:
        module = _sys.modules[full]
        if module is None:
            return None
        return getattr(module, "__spec__", None) or _Spec(full, origin=getattr(module, "__file__", "built-in"))
    parent, _, last = full.rpartition(".")
    folders = __import__(parent, fromlist=["__path__"]).__path__ if parent else _sys.path
    for folder in folders:
        base = _os.path.join(folder, last)
        if _os.path.isfile(_os.path.join(base, "__init__.py")):
            path = _os.path.join(base, "__init__.py")
            return _Spec(full, _Loader(full, path), origin=path, submodule_search_locations=[base])
        if _os.path.isfile(base + ".py"):
            return _Spec(full, _Loader(full, base + ".py"), origin=base + ".py")
    if full.partition(".")[0] in _sys.stdlib_module_names:
        try:
            __import__(full)
        except ImportError:
            return None
        return _Spec(full, origin="built-in")
    return None


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    return _Spec(name, loader or _Loader(name, _os.fspath(location)), origin=_os.fspath(location),
                 submodule_search_locations=submodule_search_locations)


def module_from_spec(spec):
    from types import ModuleType
    module = ModuleType(spec.name)
    module.__spec__, module.__loader__, module.__package__ = spec, spec.loader, spec.parent
    if spec.origin is not None:
        module.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    return module
"""#
