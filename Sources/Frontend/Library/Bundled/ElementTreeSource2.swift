// Holds the second part of the module xml.etree.ElementTree in Toy: writing and parsing.

let bundledElementTreePart2 = #"""


_known_namespaces = {
    "http://www.w3.org/XML/1998/namespace": "xml", "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs", "http://www.w3.org/2001/XMLSchema-instance": "xsi", "http://purl.org/dc/elements/1.1/": "dc",
}


def register_namespace(prefix, uri):
    if _re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
    for known, name in list(_known_namespaces.items()):
        if known == uri or name == prefix:
            del _known_namespaces[known]
    _known_namespaces[uri] = prefix


def _namespaces(root, default):
    # The names as they are written, and the prefixes that they need.
    names, prefixes = {None: None}, {}
    if default:
        prefixes[default] = ""

    def add(name):
        text = name.text if isinstance(name, QName) else name
        if name in names:
            return
        if not isinstance(text, str):
            raise TypeError("cannot serialize %r (type %s)" % (name, type(name).__name__))
        if text[:1] == "{":
            uri, tag = text[1:].rsplit("}", 1)
            prefix = prefixes.get(uri)
            if prefix is None:
                prefix = _known_namespaces.get(uri) or "ns%d" % len(prefixes)
                if prefix != "xml":
                    prefixes[uri] = prefix
            names[name] = prefix + ":" + tag if prefix else tag
        else:
            if default:
                raise ValueError("cannot use non-qualified names with default_namespace option")
            names[name] = text

    for element in root.iter():
        if element.tag is not Comment and element.tag is not PI and element.tag is not None:
            add(element.tag)
        for key, value in element.items():
            add(key)
            if isinstance(value, QName):
                add(value)
        if isinstance(element.text, QName):
            add(element.text)
    return names, prefixes


_void = {"area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "link", "meta", "param", "source", "track", "wbr"}


def _serialize(write, element, names, namespaces, short, method):
    tag, text = element.tag, element.text
    if tag is Comment:
        write("<!--%s-->" % (text if method == "xml" else _escape(text)))
    elif tag is PI:
        write("<?%s?>" % (text if method == "xml" else _escape(text)))
    elif tag is None:
        if text:
            write(_escape(text))
        for child in element:
            _serialize(write, child, names, None, short, method)
    else:
        name = names[tag]
        write("<" + name)
        if namespaces:
            for uri, prefix in sorted(namespaces.items(), key=lambda item: item[1]):
                write(' xmlns%s="%s"' % (":" + prefix if prefix else "", _escape_attribute(uri, method)))
        for key, value in element.items():
            key = key.text if isinstance(key, QName) else key
            value = names[value] if isinstance(value, QName) else _escape_attribute(value, method)
            write(' %s="%s"' % (names[key], value))
        if method == "html":
            write(">")
            if text:
                write(text if name.lower() in ("script", "style") else _escape(text))
            for child in element:
                _serialize(write, child, names, None, short, method)
            if name.lower() not in _void:
                write("</" + name + ">")
        elif text or len(element) or not short:
            write(">")
            if text:
                write(names[text] if isinstance(text, QName) else _escape(text))
            for child in element:
                _serialize(write, child, names, None, short, method)
            write("</" + name + ">")
        else:
            write(" />")
    if element.tail:
        write(_escape(element.tail))


def _escape(text):
    try:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    except (TypeError, AttributeError):
        raise TypeError("cannot serialize %r (type %s)" % (text, type(text).__name__)) from None


def _escape_attribute(text, method):
    text = _escape(text).replace('"', "&quot;")
    if method == "html":
        return text.replace("&lt;", "<")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None, short_empty_elements=True):
    stream = _io.StringIO() if encoding == "unicode" else _io.BytesIO()
    ElementTree(element).write(
        stream, encoding, xml_declaration=xml_declaration, default_namespace=default_namespace, method=method,
        short_empty_elements=short_empty_elements)
    return stream.getvalue()


def tostringlist(element, encoding=None, method=None, **options):
    return [tostring(element, encoding, method, **options)]


def dump(elem):
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(_sys.stdout, encoding="unicode")
    tail = elem.getroot().tail
    if not tail or tail[-1] != "\n":
        _sys.stdout.write("\n")


def indent(tree, space="  ", level=0):
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError("Initial indentation level must be >= 0, got %s" % level)
    if not len(tree):
        return

    def go(element, line):
        inner = line + space
        if not element.text or not element.text.strip():
            element.text = inner
        for child in element:
            if len(child):
                go(child, inner)
            if not child.tail or not child.tail.strip():
                child.tail = inner
        if not child.tail.strip():
            child.tail = line

    go(tree, "\n" + level * space)


def parse(source, parser=None):
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def XML(text, parser=None):
    parser = parser or XMLParser()
    parser.feed(text)
    return parser.close()


fromstring = XML


def fromstringlist(sequence, parser=None):
    parser = parser or XMLParser()
    for text in sequence:
        parser.feed(text)
    return parser.close()


def XMLID(text, parser=None):
    tree = XML(text, parser)
    return tree, {e.get("id"): e for e in tree.iter() if e.get("id")}


def iterparse(source, events=None, parser=None):
    root = parse(source).getroot()
    events = events or ("end",)

    def go(element):
        if "start" in events:
            yield "start", element
        for child in element:
            yield from go(child)
        if "end" in events:
            yield "end", element

    return go(root)


class TreeBuilder:
    def __init__(self, element_factory=None, **options):
        self._factory = element_factory or Element
        self._data, self._open, self._last, self._root, self._is_tail = [], [], None, None, False

    def close(self):
        return self._root

    def _flush(self):
        if self._data:
            if self._last is not None:
                text = "".join(self._data)
                if self._is_tail:
                    self._last.tail = (self._last.tail or "") + text
                else:
                    self._last.text = (self._last.text or "") + text
            self._data = []

    def data(self, data):
        self._data.append(data)

    def start(self, tag, attrs):
        self._flush()
        self._last = element = self._factory(tag, attrs)
        if self._open:
            self._open[-1].append(element)
        elif self._root is None:
            self._root = element
        self._open.append(element)
        self._is_tail = False
        return element

    def end(self, tag):
        self._flush()
        self._last = self._open.pop()
        self._is_tail = True
        return self._last


_markup = _re.compile(r"""<!--(?P<comment>.*?)-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?(?P<pi>.*?)\?>|<!DOCTYPE(?P<doctype>[^\[>]*(?:\[.*?\]\s*)?)>
|</(?P<end>[^\s<>]+)\s*>|<(?P<start>[^\s<>/!?=&\d.-][^\s<>/!?=&]*)(?P<attributes>(?:\s+[^\s<>/=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?P<closed>/?)>""", _re.S | _re.X)
_attribute = _re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_entity = _re.compile(r"&(#?[^;\s&]*)(;?)")
_entities = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class XMLParser:
    def __init__(self, *, target=None, encoding=None):
        self.target = target if target is not None else TreeBuilder()
        self.entity = {}
        self._text = []

    def feed(self, data):
        self._text.append(data)

    def _fail(self, what, code, position):
        before = self._source[:position]
        line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1)
        error = ParseError("%s: line %d, column %d" % (what, line, column))
        error.code, error.position = code, (line, column)
        raise error

    def _decode(self, data):
        if isinstance(data, str):
            return data
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        found = _re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)""", data)
        return data.decode(found.group(1).decode() if found else "utf-8").removeprefix("\ufeff")

    def _unescape(self, text, position, in_attribute=False):
        if in_attribute:
            text = _re.sub(r"[\t\n]", " ", text)

        def replace(match):
            name, end = match.groups()
            if not end or not name:
                self._fail("not well-formed (invalid token)", 4, position + match.end())
            if name[0] == "#":
                return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
            known = _entities.get(name) or self._declared.get(name) or self.entity.get(name)
            if known is None:
                self._fail("undefined entity", 11, position + match.start())
            return known

        return _entity.sub(replace, text) if "&" in text else text

    def close(self):
        parts = self._text
        source = self._decode(b"".join(parts) if parts and isinstance(parts[0], bytes) else "".join(parts))
        self._source = source = source.replace("\r\n", "\n").replace("\r", "\n")
        self._declared = {}
        target, spaces, open_tags, at, seen = self.target, [{"xml": "http://www.w3.org/XML/1998/namespace"}], [], 0, False
        while at < len(source):
            mark = source.find("<", at)
            text = source[at:] if mark < 0 else source[at:mark]
            if text:
                if open_tags:
                    if "]]>" in text:
                        self._fail("not well-formed (invalid token)", 4, at + text.index("]]>"))
                    target.data(self._unescape(text, at))
                elif text.strip():
                    place = at + len(text) - len(text.lstrip())
                    self._fail("junk after document element" if seen else "syntax error", 9 if seen else 2, place)
            if mark < 0:
                break
            found = _markup.match(source, mark)
            if found is None:
                self._broken(mark, open_tags)
            at = found.end()
            kind = found.lastgroup if found["start"] is None else "start"
            if kind == "cdata":
                target.data(found["cdata"])
            elif kind == "comment":
                if hasattr(target, "comment"):
                    target.comment(found["comment"])
            elif kind == "pi":
                if found["pi"][:4].lower() == "xml " and mark:
                    self._fail("XML or text declaration not at start of entity", 17, mark)
            elif kind == "doctype":
                for name, _, value in _re.findall(r"""<!ENTITY\s+(\S+)\s+(["'])(.*?)\2\s*>""", found["doctype"]):
                    self._declared[name] = value
            elif kind == "end":
                if not open_tags or open_tags[-1][0] != found["end"]:
                    self._fail("mismatched tag", 7, mark + 2)
                target.end(open_tags.pop()[1])
                spaces.pop()
            else:
                if seen and not open_tags:
                    self._fail("junk after document element", 9, mark)
                seen = True
                self._start(found, mark, spaces, open_tags)
        if not seen or open_tags:
            self._fail("no element found", 3, len(source))
        return target.close() if hasattr(target, "close") else None

    def _broken(self, mark, open_tags):
        rest = self._source[mark:]
        if ">" not in rest:
            self._fail("unclosed token", 5, mark)
        if rest[:4] == "<!--":
            self._fail("unclosed token", 5, mark)
        good = _re.match(r"""</?[^\s<>/!?=&\d.-][^\s<>/!?=&]*(?:\s+[^\s<>/=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?:[^\s<>/=]+(?:\s*=\s*(?:"[^"<]*|'[^'<]*)?)?)?""", rest)
        self._fail("not well-formed (invalid token)", 4, mark + (good.end() if good else 1))

    def _start(self, found, mark, spaces, open_tags):
        space, attributes = dict(spaces[-1]), {}
        for match in _attribute.finditer(found["attributes"]):
            name, value = match.group(1), match.group(2) if match.group(2) is not None else match.group(3)
            value = self._unescape(value, found.start("attributes") + match.start(), True)
            if name == "xmlns":
                space[""] = value
            elif name[:6] == "xmlns:":
                space[name[6:]] = value
            elif name in attributes:
                self._fail("duplicate attribute", 8, found.start("attributes") + match.start())
            else:
                attributes[name] = value
        tag = self._full(found["start"], space, mark, space.get(""))
        self.target.start(tag, {self._full(name, space, mark, None): value for name, value in attributes.items()})
        if found["closed"]:
            self.target.end(tag)
        else:
            spaces.append(space)
            open_tags.append((found["start"], tag))

    def _full(self, name, space, mark, default):
        prefix, colon, local = name.partition(":")
        if not colon:
            return "{%s}%s" % (default, name) if default else name
        if prefix not in space:
            self._fail("unbound prefix", 27, mark)
        return "{%s}%s" % (space[prefix], local)
"""#
