// Holds the module urllib in Toy.

/// The source of the module `urllib`.
let bundledUrllib = #"""
__all__ = ["parse"]
"""#
