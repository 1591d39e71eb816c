// Holds the module csv in Toy.

/// The source of the module `csv`.
let bundledCsv = #"""
import io as _io

__all__ = [
    "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab", "unix_dialect",
    "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "unregister_dialect", "DictReader",
    "DictWriter",
]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3
_limit = 131072


class Error(Exception):
    __module__ = "_csv"


class Dialect:
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    escapechar = None
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    quoting = QUOTE_ALL
    lineterminator = "\n"


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_OPTIONS = ("delimiter", "quotechar", "doublequote", "skipinitialspace", "lineterminator", "quoting", "escapechar", "strict")


def register_dialect(name, dialect=None, **options):
    _dialects[name] = _settings(dialect or excel, options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _settings(_dialects[name], {})


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None):
    global _limit
    old = _limit
    if limit is not None:
        _limit = limit
    return old


def _settings(dialect, options):
    if isinstance(dialect, str):
        if dialect not in _dialects:
            raise Error("unknown dialect")
        dialect = _dialects[dialect]
    made = Dialect()
    for name in _OPTIONS:
        setattr(made, name, options.pop(name) if name in options else getattr(dialect, name, getattr(Dialect, name)))
    if options:
        raise TypeError("'%s' is an invalid keyword argument for this function" % next(iter(options)))
    if not isinstance(made.delimiter, str):
        raise TypeError('"delimiter" must be string, not %s' % type(made.delimiter).__name__)
    if len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    if made.quotechar is None and made.quoting != QUOTE_NONE:
        raise TypeError("quotechar must be set if quoting enabled")
    return made


class reader:
    def __init__(self, iterable, dialect="excel", **options):
        self._lines = iter(iterable)
        self.dialect = _settings(dialect, options)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        delimiter, quote, escape, numeric = d.delimiter, d.quotechar, d.escapechar, d.quoting == QUOTE_NONNUMERIC
        fields, field = [], []
        state = "start"
        unquoted = True
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state in ("quoted", "escape-quoted") or field:
                    if d.strict:
                        raise Error("unexpected end of data") from None
                    break
                raise
            if not isinstance(line, str):
                raise Error("iterator should return strings, not %s (the file should be opened in text mode)" % type(line).__name__)
            self.line_num += 1
            ended = False
            if state == "start" and quote not in line and escape is None and not d.skipinitialspace and not numeric and "\0" not in line:
                body = line.rstrip("\r\n")
                return body.split(delimiter) if body else []
            for c in line:
                if state == "start" or state == "field-start":
                    if c in "\r\n":
                        if state == "field-start":
                            fields.append("")
                        state = "start"
                        ended = True
                        break
                    if c == quote and d.quoting != QUOTE_NONE:
                        state, unquoted = "quoted", False
                    elif escape is not None and c == escape:
                        state = "escape"
                    elif c == " " and d.skipinitialspace:
                        state = "field-start"
                    elif c == delimiter:
                        fields.append(self._value(field, unquoted and numeric and field))
                        field, state = [], "field-start"
                    else:
                        field.append(c)
                        state = "field"
                elif state == "field":
                    if c in "\r\n":
                        ended = True
                        break
                    if escape is not None and c == escape:
                        state = "escape"
                    elif c == delimiter:
                        fields.append(self._value(field, unquoted and numeric))
                        field, state, unquoted = [], "field-start", True
                    else:
                        field.append(c)
                elif state == "quoted":
                    if escape is not None and c == escape:
                        state = "escape-quoted"
                    elif c == quote:
                        state = "quote-in-quoted" if d.doublequote else "field"
                    else:
                        field.append(c)
                elif state == "quote-in-quoted":
                    if c == quote:
                        field.append(c)
                        state = "quoted"
                    elif c == delimiter:
                        fields.append("".join(field))
                        field, state, unquoted = [], "field-start", True
                    elif c in "\r\n":
                        ended = True
                        break
                    elif d.strict:
                        raise Error("'%s' expected after '%s'" % (delimiter, quote))
                    else:
                        field.append(c)
                        state = "field"
                else:
                    field.append(c)
                    state = "field" if state == "escape" else "quoted"
            if state == "quoted":
                continue
            if state == "escape-quoted":
                state = "quoted"
                continue
            if state == "escape":
                state = "field"
                continue
            break
        if state == "start" and not fields and not field and unquoted:
            return []
        if state == "start":
            return fields
        fields.append(self._value(field, unquoted and numeric and state == "field"))
        return fields

    def _value(self, field, as_number):
        text = "".join(field)
        return float(text) if as_number else text


class writer:
    def __init__(self, fileobj, dialect="excel", **options):
        self._write = fileobj.write
        self.dialect = _settings(dialect, options)

    def writerow(self, row):
        d = self.dialect
        out = []
        try:
            row = list(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        for value in row:
            quoted = d.quoting == QUOTE_ALL
            if value is None:
                text = ""
            elif isinstance(value, str):
                text = value
                quoted = quoted or d.quoting == QUOTE_NONNUMERIC
            else:
                text = str(value)
                if d.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float)):
                    quoted = True
            special = d.delimiter + "\r\n" + (d.quotechar or "") + (d.escapechar or "") + d.lineterminator
            if not quoted and d.quoting != QUOTE_NONE:
                quoted = any(c in special for c in text) or (not text and len(row) == 1) or (d.skipinitialspace and text.startswith(" "))
            if quoted:
                if d.doublequote:
                    text = text.replace(d.quotechar, d.quotechar * 2)
                elif d.quotechar in text:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    text = text.replace(d.quotechar, d.escapechar + d.quotechar)
                out.append(d.quotechar + text + d.quotechar)
            else:
                if d.quoting == QUOTE_NONE and any(c in special for c in text):
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    text = "".join(d.escapechar + c if c in special else c for c in text)
                out.append(text)
        return self._write(d.delimiter.join(out) + d.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect

    def __iter__(self):
        return self

    @property
    def line_num(self):
        return self.reader.line_num

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        result = dict(zip(names, row))
        if len(names) < len(row):
            result[self.restkey] = row[len(names):]
        elif len(names) > len(row):
            for name in names[len(row):]:
                result[name] = self.restval
        return result


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames, self.restval = fieldnames, restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, row):
        if self.extrasaction == "raise":
            wrong = row.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(x) for x in wrong]))
        return (row.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, row):
        return self.writer.writerow(self._row(row))

    def writerows(self, rows):
        return self.writer.writerows(map(self._row, rows))
"""#
