// Holds the first part of the module xml.etree.ElementTree in Toy: elements, paths and trees.

/// The source of the module `xml.etree.ElementTree`.
let bundledElementTree = #"""
import io as _io
import re as _re
import sys as _sys

__all__ = [
    "Comment", "dump", "Element", "ElementTree", "fromstring", "fromstringlist", "indent", "iselement", "iterparse",
    "parse", "ParseError", "PI", "ProcessingInstruction", "QName", "SubElement", "tostring", "tostringlist", "TreeBuilder",
    "VERSION", "XML", "XMLID", "XMLParser", "register_namespace",
]
VERSION = "1.3.0"


class ParseError(SyntaxError):
    pass


def iselement(element):
    return hasattr(element, "tag")


class Element:
    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError("Element() argument 2 must be dict, not %s" % type(attrib).__name__)
        self.tag, self.attrib, self.text, self.tail = tag, {**attrib, **extra}, None, None
        self._children = []

    def __repr__(self):
        return "<Element %r at %#x>" % (self.tag, id(self))

    def makeelement(self, tag, attrib):
        return self.__class__(tag, attrib)

    def __copy__(self):
        other = self.makeelement(self.tag, self.attrib)
        other.text, other.tail = self.text, self.tail
        other[:] = self
        return other

    def __deepcopy__(self, memo):
        from copy import deepcopy
        other = self.makeelement(self.tag, deepcopy(self.attrib, memo))
        other.text, other.tail = self.text, self.tail
        other[:] = [deepcopy(child, memo) for child in self]
        return other

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        import warnings
        warnings.warn(
            "The behavior of this method will change in future versions.  Use specific 'len(elem)' or 'elem is not None' test instead.",
            FutureWarning, stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index):
        try:
            return self._children[index]
        except IndexError:
            raise IndexError("child index out of range") from None

    def __setitem__(self, index, element):
        if isinstance(index, slice):
            element = list(element)
            for e in element:
                self._check(e)
        else:
            self._check(element)
        try:
            self._children[index] = element
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def __delitem__(self, index):
        try:
            del self._children[index]
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def _check(self, e):
        if not isinstance(e, Element):
            raise TypeError("expected an Element, not %s" % type(e).__name__)

    def append(self, subelement):
        if not isinstance(subelement, Element):
            raise TypeError("append() argument must be xml.etree.ElementTree.Element, not %s" % type(subelement).__name__)
        self._children.append(subelement)

    def extend(self, elements):
        for element in elements:
            self._check(element)
            self._children.append(element)

    def insert(self, index, subelement):
        self._check(subelement)
        self._children.insert(index, subelement)

    def remove(self, subelement):
        for i, child in enumerate(self._children):
            if child is subelement:
                del self._children[i]
                return
        raise ValueError("Element.remove(x): element not found")

    def find(self, path, namespaces=None):
        return next(_select(self, path, namespaces), None)

    def findtext(self, path, default=None, namespaces=None):
        for element in _select(self, path, namespaces):
            return element.text or ""
        return default

    def findall(self, path, namespaces=None):
        return list(_select(self, path, namespaces))

    def iterfind(self, path, namespaces=None):
        return _select(self, path, namespaces)

    def clear(self):
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value):
        self.attrib[key] = value

    def keys(self):
        return list(self.attrib)

    def items(self):
        return list(self.attrib.items())

    def iter(self, tag=None):
        if tag == "*":
            tag = None
        if tag is None or self.tag == tag:
            yield self
        for child in self._children:
            yield from child.iter(tag)

    def itertext(self):
        if self.text:
            yield self.text
        for child in self:
            yield from child.itertext()
            if child.tail:
                yield child.tail


def SubElement(parent, tag, attrib={}, **extra):
    element = parent.makeelement(tag, {**attrib, **extra})
    parent.append(element)
    return element


def Comment(text=None):
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    element = Element(ProcessingInstruction)
    element.text = target
    if text:
        element.text += " " + text
    return element


PI = ProcessingInstruction


class QName:
    def __init__(self, text_or_uri, tag=None):
        self.text = "{%s}%s" % (text_or_uri, tag) if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return "<QName %r>" % (self.text,)

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == (other.text if isinstance(other, QName) else other)

    def __lt__(self, other):
        return self.text < (other.text if isinstance(other, QName) else other)


# Paths: a step takes the elements found so far to those that it selects.
_tokens = _re.compile(
    r"('[^']*'|\"[^\"]*\")|(::|//?|\.\.|\(\)|!=|[/.*:\[\]\(\)@=])|((?:\{[^}]+\})?[^/\[\]\(\)@!=\s]+)|\s+")


def _tokenize(path, namespaces):
    default = namespaces.get("") if namespaces else None
    after_attribute = False
    for quoted, operator, tag in _tokens.findall(path):
        if quoted:
            yield "'", quoted[1:-1]
        elif operator:
            after_attribute = operator == "@"
            yield operator, ""
        elif tag:
            if tag[0] != "{" and ":" in tag:
                prefix, name = tag.split(":", 1)
                try:
                    tag = "{%s}%s" % (namespaces[prefix], name)
                except (KeyError, TypeError):
                    raise SyntaxError("prefix %r not found in prefix map" % prefix) from None
            elif tag[0] != "{" and default and not after_attribute:
                tag = "{%s}%s" % (default, tag)
            after_attribute = False
            yield "", tag


def _matches(tag, pattern):
    if pattern == "*":
        return True
    if not isinstance(tag, str):
        return False
    if pattern[:3] == "{*}":
        return tag == pattern[3:] or tag.endswith("}" + pattern[3:])
    if pattern[:2] == "{}":
        return tag == pattern[2:]
    if pattern[-2:] == "}*":
        return tag.startswith(pattern[:-1])
    return tag == pattern


def _select(root, path, namespaces=None):
    if path[-1:] == "/":
        path += "*"
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    tokens = list(_tokenize(path, namespaces))
    parents = {}
    found = [root]
    at = 0
    while at < len(tokens):
        operator, tag = tokens[at]
        at += 1
        if operator == "/":
            if at == len(tokens) or tokens[at][0] == "/":
                raise SyntaxError("invalid path")
        elif operator == "//":
            if at == len(tokens):
                raise SyntaxError("invalid path")
            operator, tag = tokens[at]
            at += 1
            if operator == "*":
                tag = "*"
            elif operator:
                raise SyntaxError("invalid descendant")
            found = _descendants(found, tag)
        elif operator == "..":
            if not parents:
                parents = {child: parent for parent in root.iter() for child in parent}
            found = _unique(parents[element] for element in found if element in parents)
        elif operator == "[":
            condition = []
            while True:
                if at == len(tokens):
                    raise SyntaxError("invalid predicate")
                token = tokens[at]
                at += 1
                if token[0] == "]":
                    break
                condition.append(token)
            found = _filtered(list(found), condition, root)
        elif operator == "*" or not operator:
            found = _children(found, tag or "*")
        elif operator != ".":
            raise SyntaxError("unsupported path syntax (%s)" % operator)
    return iter(found)


def _unique(elements):
    seen = set()
    for element in elements:
        if id(element) not in seen:
            seen.add(id(element))
            yield element


def _children(found, tag):
    for parent in found:
        for child in parent:
            if _matches(child.tag, tag):
                yield child


def _descendants(found, tag):
    for parent in found:
        for element in parent.iter():
            if element is not parent and _matches(element.tag, tag):
                yield element


def _filtered(found, condition, root):
    shape = "".join(operator or "-" for operator, _ in condition)
    values = [value for _, value in condition]
    if shape == "@-":
        return [e for e in found if e.get(values[1]) is not None]
    if shape == "@-='":
        return [e for e in found if e.get(values[1]) == values[3]]
    if shape == "@-!='":
        return [e for e in found if e.get(values[1]) not in (None, values[3])]
    if shape == "-" and not _re.match(r"-?\d+$", values[0]):
        return [e for e in found if e.find(values[0]) is not None]
    if shape in (".='", "-='", ".!='", "-!='") and not _re.match(r"-?\d+$", values[0]):
        equal, text = shape[1] == "=", values[2]
        if shape[0] == "-":
            return [e for e in found if any(("".join(c.itertext()) == text) == equal for c in e.findall(values[0]))]
        return [e for e in found if ("".join(e.itertext()) == text) == equal]
    if shape in ("-", "-()", "-()-"):
        if shape == "-":
            index = int(values[0]) - 1
            if index < 0:
                raise SyntaxError("XPath position >= 1 expected")
        else:
            if values[0] != "last":
                raise SyntaxError("unsupported function")
            index = -1
            if shape == "-()-":
                try:
                    index = int(values[2]) - 1
                except ValueError:
                    raise SyntaxError("unsupported expression") from None
                if index > -2:
                    raise SyntaxError("XPath offset from last() must be negative")
        parents = {child: parent for parent in root.iter() for child in parent}
        result = []
        for e in found:
            if e in parents:
                same = parents[e].findall(e.tag)
                if -len(same) <= index < len(same) and same[index] is e:
                    result.append(e)
        return result
    raise SyntaxError("invalid predicate")


class ElementTree:
    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        if hasattr(source, "read"):
            text = source.read()
        else:
            with open(source, "rb") as file:
                text = file.read()
        parser = parser or XMLParser()
        parser.feed(text)
        self._root = parser.close()
        return self._root

    def iter(self, tag=None):
        return self._root.iter(tag)

    def _path(self, path):
        return "." + path if path[:1] == "/" else path

    def find(self, path, namespaces=None):
        return self._root.find(self._path(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(self._path(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(self._path(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(self._path(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *, short_empty_elements=True):
        method = method or "xml"
        if method not in ("xml", "html", "text"):
            raise ValueError("unknown method %r" % method)
        name = (encoding or "us-ascii").lower()
        pieces = []
        if method == "xml" and (xml_declaration or xml_declaration is None and encoding and name not in ("utf-8", "us-ascii", "unicode")):
            pieces.append("<?xml version='1.0' encoding='%s'?>\n" % ("UTF-8" if name == "unicode" else encoding or "us-ascii"))
        if method == "text":
            pieces.extend(self._root.itertext())
        else:
            names, namespaces = _namespaces(self._root, default_namespace)
            _serialize(pieces.append, self._root, names, namespaces, short_empty_elements, method)
        text = "".join(pieces)
        if not hasattr(file_or_filename, "write"):
            with open(file_or_filename, "wb") as file:
                file.write(text.encode("utf-8" if name == "unicode" else name, "xmlcharrefreplace"))
        elif name == "unicode":
            file_or_filename.write(text)
        else:
            file_or_filename.write(text.encode(name, "xmlcharrefreplace"))
"""# + bundledElementTreePart2
