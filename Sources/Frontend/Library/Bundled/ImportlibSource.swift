// Holds the module importlib in Toy.

/// The source of the module `importlib`.
let bundledImportlib = #"""
import sys as _sys
from types import ModuleType as _ModuleType

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__


def invalidate_caches():
    pass


def import_module(name, package=None):
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if level - 1 >= len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        base = ".".join(parts[:len(parts) - level + 1])
        name = f"{base}.{name[level:]}" if name[level:] else base
    __import__(name)
    return _sys.modules[name]


def reload(module):
    if not module or not isinstance(module, _ModuleType):
        raise TypeError("reload() argument must be a module")
    name = module.__name__
    if _sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    file = getattr(module, "__file__", None)
    if file is not None:
        with open(file, "rb") as source:
            code = compile(source.read(), file, "exec")
        exec(code, module.__dict__)
    return _sys.modules[name]
"""#
