// Holds the module collections.abc in Toy.

/// The source of the module `collections.abc`.
let bundledCollectionsAbc = #"""
from _collections_abc import *
from _collections_abc import __all__
"""#
