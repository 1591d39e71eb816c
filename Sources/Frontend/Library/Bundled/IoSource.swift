// Holds the module io in Toy.

/// The source of the module `io`.
let bundledIo = ioBasics + ioLayers

private let ioBasics = #"""
import sys as _sys
from _io import UnsupportedOperation, TextIOWrapper, open
from _operator import index as _index

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 8192


def _limit(size):
    if size is None:
        return -1
    try:
        return _index(size)
    except TypeError:
        raise TypeError("argument should be integer or None, not '%s'" % type(size).__name__) from None


def _buffer_of(data):
    try:
        return memoryview(data).cast("B") if type(data) is not bytes else data
    except TypeError:
        raise TypeError("a bytes-like object is required, not '%s'" % type(data).__name__) from None


class _StreamType(type):
    def __instancecheck__(cls, instance):
        return super().__instancecheck__(instance) or type(instance) is TextIOWrapper and cls.__name__ in ("IOBase", "TextIOBase")


class IOBase(metaclass=_StreamType):
    closed = False

    def __enter__(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file" + (self._dot if hasattr(self, "_dot") else "."))

    def close(self):
        self.closed = True

    def flush(self):
        self._check()

    def readable(self):
        self._check()
        return False

    writable = seekable = readable

    def seek(self, offset, whence=0):
        raise UnsupportedOperation("seek")

    def truncate(self, size=None):
        raise UnsupportedOperation("truncate")

    def tell(self):
        return self.seek(0, 1)

    def _can(self):
        self._check()
        return True

    def isatty(self):
        self._check()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def readline(self, size=-1):
        line = bytearray()
        size = _limit(size)
        while size < 0 or len(line) < size:
            c = self.read(1)
            if not c:
                break
            line += c
            if c == b"\n":
                break
        return bytes(line)

    def readlines(self, hint=-1):
        hint = _limit(hint)
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if 0 < hint <= total:
                break
        return lines

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    def readinto(self, target):
        raise UnsupportedOperation("readinto")

    def write(self, data):
        raise UnsupportedOperation("write")

    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        memory = bytearray(size)
        count = self.readinto(memory)
        return None if count is None else bytes(memory[:count])

    def readall(self):
        parts = []
        while part := self.read(DEFAULT_BUFFER_SIZE):
            parts.append(part)
        return b"".join(parts) if parts else part


class BufferedIOBase(IOBase):
    def read(self, size=-1):
        raise UnsupportedOperation("read")

    def read1(self, size=-1):
        raise UnsupportedOperation("read1")

    def write(self, data):
        raise UnsupportedOperation("write")

    def detach(self):
        raise UnsupportedOperation("detach")

    def readinto(self, target):
        data = self.read(len(target))
        target[:len(data)] = data
        return len(data)


class TextIOBase(IOBase):
    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1):
        raise UnsupportedOperation("read")

    def readline(self, size=-1):
        raise UnsupportedOperation("readline")

    def write(self, text):
        raise UnsupportedOperation("write")

    def detach(self):
        raise UnsupportedOperation("detach")


class StringIO(TextIOBase):
    _dot = ""

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is None:
            initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not %s" % type(initial_value).__name__)
        if newline is not None and not isinstance(newline, str):
            raise TypeError("newline must be str or None, not %s" % type(newline).__name__)
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError("illegal newline value: %r" % (newline,))
        self._newline = newline
        self._decoder = IncrementalNewlineDecoder(None, True) if newline is None else None
        if initial_value and newline != "\n":
            initial_value = self._shown(initial_value)
        self._parts = [initial_value] if initial_value else []
        self._end = len(initial_value)
        self._position = 0
        self.line_buffering = False

    readable = writable = seekable = IOBase._can

    @property
    def newlines(self):
        return None if self._decoder is None else self._decoder.newlines

    def _shown(self, text):
        if self._decoder is not None:
            return self._decoder.decode(text, True)
        return text.replace("\n", self._newline) if self._newline else text

    def _text(self):
        parts = self._parts
        if len(parts) > 1:
            parts[:] = ["".join(parts)]
        return parts[0] if parts else ""

    def write(self, s):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if not isinstance(s, str):
            raise TypeError("string argument expected, got '%s'" % type(s).__name__)
        n = len(s)
        if self._newline != "\n":
            s = self._shown(s)
        if self._position == self._end:
            self._parts.append(s)
            self._end += len(s)
            self._position = self._end
            return n
        if s:
            text = self._text()
            place = self._position
            if place > self._end:
                text += "\0" * (place - self._end)
            text = text[:place] + s + text[place + len(s):]
            self._parts[:] = [text]
            self._end = len(text)
            self._position = place + len(s)
        return n

    def getvalue(self):
        self._check()
        return self._text()

    def read(self, size=-1):
        self._check()
        text = self._text()
        place = self._position
        if size is not None and size != -1:
            size = _limit(size)
        stop = self._end if size is None or size < 0 else min(self._end, place + size)
        self._position = max(place, stop)
        return text[place:stop]

    def readline(self, size=-1):
        self._check()
        text = self._text()
        place = self._position
        stop = _line_end(text, place, self._newline)
        if size is not None and size != -1:
            size = _limit(size)
            if size >= 0:
                stop = min(stop, place + size)
        self._position = max(place, stop)
        return text[place:stop]

    def seek(self, place, whence=0):
        self._check()
        place, whence = _index(place), _index(whence)
        if whence == 0:
            if place < 0:
                raise ValueError("Negative seek position %d" % place)
            self._position = place
        elif whence not in (1, 2):
            raise ValueError("Invalid whence (%d, should be 0, 1 or 2)" % whence)
        elif place != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._position = self._end
        return self._position

    def tell(self):
        self._check()
        return self._position

    def truncate(self, size=None):
        self._check()
        size = self._position if size is None else _limit(size)
        if size < 0:
            raise ValueError("Negative size value %d" % size)
        text = self._text()[:size]
        self._parts[:] = [text]
        self._end = len(text)
        return size


class BytesIO(BufferedIOBase):
    readable = writable = seekable = IOBase._can

    def __init__(self, initial_bytes=b""):
        self._buffer = bytearray(b"" if initial_bytes is None else _buffer_of(initial_bytes))
        self._position = 0

    def getvalue(self):
        self._check()
        return bytes(self._buffer)

    def getbuffer(self):
        self._check()
        return memoryview(self._buffer)

    def read(self, size=-1):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if size is not None and size != -1:
            size = _limit(size)
        buffer = self._buffer
        place = self._position
        stop = len(buffer) if size is None or size < 0 else min(len(buffer), place + size)
        if stop <= place:
            return b""
        self._position = stop
        return bytes(buffer[place:stop])

    read1 = read

    def readline(self, size=-1):
        self._check()
        size = _limit(size)
        place = self._position
        stop = self._buffer.find(b"\n", place) + 1 or len(self._buffer)
        if size >= 0:
            stop = min(stop, place + size)
        self._position = max(place, stop)
        return bytes(self._buffer[place:stop])

    def write(self, data):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if type(data) is not bytes:
            data = _buffer_of(data)
        buffer = self._buffer
        place = self._position
        n = len(data)
        if place == len(buffer):
            buffer += data
        else:
            if place > len(buffer):
                buffer += b"\0" * (place - len(buffer))
            buffer[place:place + n] = data
        self._position = place + n
        return n

    def seek(self, place, whence=0):
        self._check()
        place, whence = _index(place), _index(whence)
        if whence == 1:
            place += self._position
        elif whence == 2:
            place += len(self._buffer)
        elif whence != 0:
            raise ValueError("invalid whence (%i, should be 0, 1 or 2)" % whence)
        elif place < 0:
            raise ValueError("negative seek value %d" % place)
        self._position = max(0, place)
        return self._position

    def tell(self):
        self._check()
        return self._position

    def truncate(self, size=None):
        self._check()
        size = self._position if size is None else _limit(size)
        if size < 0:
            raise ValueError("negative size value %d" % size)
        del self._buffer[size:]
        return size

"""#
