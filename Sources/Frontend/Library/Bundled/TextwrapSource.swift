// Holds the module textwrap in Toy.

/// The source of the module `textwrap`.
let bundledTextwrap = #"""
__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]


def _words(text):
    """Splits text into words and the spaces between them; words also end behind hyphens between letters."""
    chunks = []
    i, n = 0, len(text)
    while i < n:
        j = i
        if text[i] == " ":
            while j < n and text[j] == " ":
                j += 1
        else:
            while j < n and text[j] != " ":
                j += 1
                if (text[j - 1] == "-" and j - i > 1 and j < n and text[j - 2].isalpha() and text[j].isalpha()
                        and (j - i < 3 or text[j - 3].isalnum() or True)):
                    break
        chunks.append(text[i:j])
        i = j
    return chunks


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for c in "\t\n\v\f\r":
                text = text.replace(c, " ")
        if self.break_on_hyphens:
            return _words(text)
        chunks = []
        for chunk in _words(text):
            if chunks and chunk != "" and chunk[0] != " " and chunks[-1][0] != " ":
                chunks[-1] += chunk
            else:
                chunks.append(chunk)
        return chunks

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        lines = []
        chunks = self._chunks(text)[::-1]
        while chunks:
            line, length = [], 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                del chunks[-1]
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                space = 1 if width < 1 else width - length
                if self.break_long_words:
                    end = space
                    chunk = chunks[-1]
                    if self.break_on_hyphens and len(chunk) > space:
                        hyphen = chunk.rfind("-", 0, space)
                        if hyphen > 0 and any(c != "-" for c in chunk[:hyphen]):
                            end = hyphen + 1
                    line.append(chunk[:end])
                    chunks[-1] = chunk[end:]
                elif not line:
                    line.append(chunks.pop())
                length = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == "":
                length -= len(line[-1])
                del line[-1]
            if not line:
                continue
            last = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if self.max_lines is None or len(lines) + 1 < self.max_lines or last and length <= width:
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + "".join(line))
                    break
                length -= len(line[-1])
                del line[-1]
            else:
                if lines:
                    previous = lines[-1].rstrip()
                    if len(previous) + len(self.placeholder) <= self.width:
                        lines[-1] = previous + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    margin = None
    for line in lines:
        if not line:
            continue
        lead = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None or margin.startswith(lead):
            margin = lead
        elif not lead.startswith(margin):
            i = 0
            while i < min(len(margin), len(lead)) and margin[i] == lead[i]:
                i += 1
            margin = margin[:i]
    return "\n".join(line[len(margin):] if line else line for line in lines) if margin else "\n".join(lines)


def indent(text, prefix, predicate=None):
    return "".join(prefix + line if (predicate(line) if predicate is not None else line.strip()) else line
                   for line in text.splitlines(True))
"""#
