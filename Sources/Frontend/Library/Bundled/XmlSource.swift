// Holds the packages xml and xml.etree in Toy.

/// The source of the module `xml`.
let bundledXml = #"""
__all__ = ["etree"]
"""#

/// The source of the module `xml.etree`.
let bundledXmlEtree = ""
