// Holds the module html.parser in Toy.

/// The source of the module `html.parser`.
let bundledHtmlParser = #"""
import re as _re
from html import unescape as _unescape

__all__ = ["HTMLParser"]

_tag = _re.compile(r"([a-zA-Z][^\t\n\r\f />\x00]*)(?:\s|/(?!>))*")
_attribute = _re.compile(
    r"""((?<=['"\t\n\r\f /])[^\t\n\r\f />][^\t\n\r\f /=>]*)(\s*=+\s*('[^']*'|"[^"]*"|(?!['"])[^>\s]*))?(?:\s|/(?!>))*""")
_whole_tag = _re.compile(
    r"""<[a-zA-Z][^\t\n\r\f />\x00]*(?:[\s/]*(?:(?<=['"\s/])[^\s/>][^\s/=>]*(?:\s*=+\s*(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*)\s*)?(?:\s|/(?!>))*)*)?\s*""",
    _re.S)


class HTMLParser:
    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata, self.lineno, self.offset = "", 1, 0
        self.lasttag, self.cdata_elem, self._start_text = "???", None, None

    def feed(self, data):
        self.rawdata += data
        self._go(False)

    def close(self):
        self._go(True)

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        return self._start_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def updatepos(self, i, j):
        if i < j:
            lines = self.rawdata.count("\n", i, j)
            self.lineno += lines
            if lines:
                self.offset = j - self.rawdata.rindex("\n", i, j) - 1
            else:
                self.offset += j - i
        return j

    def _give(self, i, j):
        if i < j:
            text = self.rawdata[i:j]
            self.handle_data(_unescape(text) if self.convert_charrefs and not self.cdata_elem else text)
        return self.updatepos(i, j)

    def _go(self, ends):
        raw, i = self.rawdata, 0
        while i < len(raw):
            if self.cdata_elem:
                found = _re.compile(r"</%s(?=[\t\n\r\f />])" % self.cdata_elem, _re.I).search(raw, i)
                if found is None:
                    if ends:
                        i = self._give(i, len(raw))
                    break
                j = found.start()
            elif self.convert_charrefs:
                j = raw.find("<", i)
                if j < 0:
                    # A reference may go on in what is fed next.
                    cut = raw.rfind("&", max(i, len(raw) - 34))
                    if not ends and cut >= 0 and not _re.compile(r"[\s;]").search(raw, cut):
                        break
                    j = len(raw)
            else:
                found = _re.compile("[&<]").search(raw, i)
                j = found.start() if found else len(raw)
            i = self._give(i, j)
            if i == len(raw):
                break
            k = self._markup(raw, i) if raw[i] == "<" else self._reference(raw, i, ends)
            if k < 0:
                if not ends:
                    break
                if raw[i] == "<":
                    k = raw.find(">", i + 1)
                    if k < 0:
                        k = raw.find("<", i + 1)
                        k = i + 1 if k < 0 else k
                    else:
                        k += 1
                    self._give(i, k)
                    i = k
                    continue
                k = len(raw)
                self.handle_data(raw[i:])
            i = self.updatepos(i, k)
        if ends and i < len(raw) and not self.cdata_elem:
            i = self._give(i, len(raw))
        self.rawdata = raw[i:]

    def _markup(self, raw, i):
        following = raw[i + 1:i + 2]
        if following.isalpha() and following.isascii():
            return self._start(raw, i)
        if following == "/":
            return self._end(raw, i)
        if raw.startswith("<!--", i):
            j = raw.find("-->", i + 4)
            if j < 0:
                return -1
            self.handle_comment(raw[i + 4:j])
            return j + 3
        if following == "?":
            j = raw.find(">", i + 2)
            if j < 0:
                return -1
            self.handle_pi(raw[i + 2:j])
            return j + 1
        if raw.startswith("<![", i):
            j = raw.find("]>" if raw[i + 3:i + 9] != "CDATA[" else "]]>", i + 3)
            if j < 0:
                return -1
            self.unknown_decl(raw[i + 3:j] if raw[i + 3:i + 9] != "CDATA[" else raw[i + 3:j])
            return raw.index(">", j) + 1
        if following == "!":
            j = raw.find(">", i + 2)
            if j < 0:
                return -1
            if raw[i:i + 9].lower() == "<!doctype":
                self.handle_decl(raw[i + 2:j])
            else:
                self.handle_comment(raw[i + 2:j])
            return j + 1
        if not following:
            return -1
        self.handle_data("<")
        return i + 1

    def _start(self, raw, i):
        k = _whole_tag.match(raw, i).end()
        if raw.startswith("/>", k):
            end = k + 2
        elif raw.startswith(">", k):
            end = k + 1
        else:
            j = raw.find(">", k)
            if j < 0:
                return -1
            end = j + 1
        self._start_text = text = raw[i:end]
        found = _tag.match(raw, i + 1)
        k, attributes = found.end(), []
        self.lasttag = tag = found.group(1).lower()
        while k < end:
            found = _attribute.match(raw, k)
            if not found:
                break
            name, rest, value = found.groups()
            if not rest:
                value = None
            elif value[:1] in ("'", '"') and value[:1] == value[-1:]:
                value = value[1:-1]
            attributes.append((name.lower(), _unescape(value) if value else value))
            k = found.end()
        ending = raw[k:end].strip()
        if ending not in (">", "/>"):
            self.handle_data(text)
            return end
        if ending == "/>":
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def _end(self, raw, i):
        j = raw.find(">", i + 1)
        if j < 0:
            return -1
        found = _re.compile(r"</\s*([a-zA-Z][^\t\n\r\f />\x00]*)").match(raw, i)
        if not found:
            if raw[i:i + 3] != "</>":
                self.handle_comment(raw[i + 2:j])
            return j + 1
        self.handle_endtag(found.group(1).lower())
        self.clear_cdata_mode()
        return j + 1

    def _reference(self, raw, i, ends):
        found = _re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+)(?=[^0-9a-fA-F])").match(raw, i)
        if found:
            self.handle_charref(found.group()[2:])
        else:
            found = _re.compile(r"&([a-zA-Z][-.a-zA-Z0-9]*)(?=[^a-zA-Z0-9])").match(raw, i)
            if not found:
                if _re.compile(r"&(#[xX]?[0-9a-fA-F]*|[a-zA-Z][-.a-zA-Z0-9]*)?$").match(raw, i):
                    return -1
                self.handle_data("&")
                return i + 1
            self.handle_entityref(found.group(1))
        return found.end() + raw.startswith(";", found.end())

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
"""#
