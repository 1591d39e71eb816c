// Holds the module concurrent in Toy.

/// The source of the module `concurrent`.
let bundledConcurrent = #"""
__all__ = ["futures"]
"""#
