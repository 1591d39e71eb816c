// Holds the second part of the module io in Toy: buffers and text on top of other streams.

let ioLayers = #"""


class IncrementalNewlineDecoder:
    def __init__(self, decoder, translate, errors="strict"):
        self._decoder = decoder
        self._translate = translate
        self._seen = set()
        self._return = False

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final)
        if self._return and (text or final):
            text = "\r" + text
            self._return = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._return = True
        pairs = text.count("\r\n")
        if pairs:
            self._seen.add("\r\n")
        if text.count("\r") > pairs:
            self._seen.add("\r")
        if text.count("\n") > pairs:
            self._seen.add("\n")
        return text.replace("\r\n", "\n").replace("\r", "\n") if self._translate else text

    @property
    def newlines(self):
        kinds = tuple(kind for kind in ("\r", "\n", "\r\n") if kind in self._seen)
        return kinds if len(kinds) > 1 else kinds[0] if kinds else None

    def getstate(self):
        state, flag = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return state, flag << 1 | self._return

    def setstate(self, state):
        self._return = bool(state[1] & 1)
        if self._decoder is not None:
            self._decoder.setstate((state[0], state[1] >> 1))

    def reset(self):
        self._seen = set()
        self._return = False
        if self._decoder is not None:
            self._decoder.reset()


def _line_end(text, start, newline):
    if newline == "":
        feed = text.find("\n", start)
        limit = len(text) if feed < 0 else feed
        back = text.find("\r", start, limit)
        return min(len(text), limit + 1 if back < 0 or back + 1 == feed else back + 1)
    end = newline or "\n"
    place = text.find(end, start)
    return len(text) if place < 0 else place + len(end)


class _Layer(BufferedIOBase):
    readable = writable = IOBase._can

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self.raw = raw
        self._size = buffer_size

    @property
    def closed(self):
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def close(self):
        if not self.raw.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def detach(self):
        self.flush()
        raw = self.raw
        self.raw = None
        return raw

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def seekable(self):
        return self.raw.seekable()

    def tell(self):
        return self.raw.tell()


class BufferedReader(_Layer):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        super().__init__(raw, buffer_size)
        self._ahead = b""

    def writable(self):
        return False

    def _fill(self):
        data = self.raw.read(self._size)
        self._ahead += data or b""
        return bool(data)

    def _take(self, count):
        data = self._ahead[:count]
        self._ahead = self._ahead[count:]
        return data

    def read(self, size=-1):
        self._check()
        if size is None or size < 0:
            while self._fill():
                pass
            return self._take(len(self._ahead))
        while len(self._ahead) < size and self._fill():
            pass
        return self._take(size)

    def read1(self, size=-1):
        self._check()
        if not self._ahead:
            self._fill()
        return self._take(len(self._ahead) if size < 0 else size)

    def peek(self, size=0):
        self._check()
        if not self._ahead:
            self._fill()
        return self._ahead

    def readinto(self, target):
        data = self.read(len(target))
        target[:len(data)] = data
        return len(data)

    readinto1 = readinto

    def readline(self, size=-1):
        self._check()
        while b"\n" not in self._ahead and self._fill():
            pass
        stop = self._ahead.find(b"\n") + 1 or len(self._ahead)
        if size is not None and size >= 0:
            stop = min(stop, size)
        return self._take(stop)

    def tell(self):
        return self.raw.tell() - len(self._ahead)

    def seek(self, place, whence=0):
        if whence == 1:
            place -= len(self._ahead)
        self._ahead = b""
        return self.raw.seek(place, whence)

    def flush(self):
        self._check()


class BufferedWriter(_Layer):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        super().__init__(raw, buffer_size)
        self._waiting = bytearray()

    def readable(self):
        return False

    def write(self, data):
        if self.closed:
            raise ValueError("write to closed file")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        if len(self._waiting) + len(data) > self._size:
            self.flush()
            if len(data) > self._size:
                self.raw.write(data)
                return len(data)
        self._waiting += data
        return len(data)

    def flush(self):
        if self.closed:
            raise ValueError("flush of closed file")
        if self._waiting:
            data = bytes(self._waiting)
            self._waiting.clear()
            self.raw.write(data)

    def tell(self):
        return self.raw.tell() + len(self._waiting)

    def seek(self, place, whence=0):
        self.flush()
        return self.raw.seek(place, whence)

    def truncate(self, size=None):
        self.flush()
        return self.raw.truncate(size)


class BufferedRandom(BufferedWriter, BufferedReader):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        _Layer.__init__(self, raw, buffer_size)
        self._waiting = bytearray()
        self._ahead = b""

    def readable(self):
        return True

    def writable(self):
        return True

    def _fill(self):
        BufferedWriter.flush(self)
        return BufferedReader._fill(self)

    def write(self, data):
        if self._ahead:
            self.raw.seek(-len(self._ahead), 1)
            self._ahead = b""
        return BufferedWriter.write(self, data)

    def tell(self):
        return self.raw.tell() + len(self._waiting) - len(self._ahead)

    def seek(self, place, whence=0):
        BufferedWriter.flush(self)
        return BufferedReader.seek(self, place, whence)

    def flush(self):
        BufferedWriter.flush(self)


class _TextLayer(TextIOBase):
    mode = None

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline is not None and not isinstance(newline, str):
            raise TypeError("illegal newline type: %s" % type(newline).__name__)
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError("illegal newline value: %r" % (newline,))
        buffer.readable, buffer.writable, buffer.seekable
        self.buffer = buffer
        self.encoding = encoding or "UTF-8"
        self.errors = errors or "strict"
        "".encode(self.encoding)
        self.line_buffering = line_buffering
        self._newline = newline
        self._decoder = IncrementalNewlineDecoder(None, newline is None)
        self._text = None
        self._place = 0
        self._waiting = []

    @property
    def newlines(self):
        return self._decoder.newlines

    @property
    def closed(self):
        return self.buffer.closed

    @property
    def name(self):
        return self.buffer.name

    def _load(self):
        self._check()
        if not self.readable():
            raise UnsupportedOperation("not readable")
        self.flush()
        if self._text is None or self._place == len(self._text):
            text = self.buffer.read().decode(self.encoding, self.errors)
            self._text = self._decoder.decode(text, True) if self._newline is None or self._newline == "" else text
            self._place = 0
        return self._text

    def _take(self, stop):
        text = self._text[self._place:stop]
        self._place = stop
        return text

    def read(self, size=-1):
        end = len(self._load())
        return self._take(end if size is None or size < 0 else min(end, self._place + size))

    def readline(self, size=-1):
        text = self._load()
        start = self._place
        stop = _line_end(text, start, self._newline)
        if size is not None and size >= 0:
            stop = min(stop, start + size)
        return self._take(stop)

    def write(self, text):
        self._check()
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        if not self.writable():
            raise UnsupportedOperation("not writable")
        shown = text
        if self._newline in ("\r", "\r\n"):
            shown = text.replace("\n", self._newline)
        self._waiting.append(shown.encode(self.encoding, self.errors))
        if self.line_buffering and "\n" in text:
            self.flush()
        return len(text)

    def flush(self):
        self._check()
        if self._waiting:
            data = b"".join(self._waiting)
            self._waiting.clear()
            self.buffer.write(data)
            self.buffer.flush()

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def detach(self):
        self.flush()
        buffer = self.buffer
        self.buffer = None
        return buffer

    def seek(self, place, whence=0):
        self.flush()
        self._text = None
        return self.buffer.seek(place, whence)

    def tell(self):
        self.flush()
        ahead = "" if self._text is None else self._text[self._place:]
        return self.buffer.tell() - len(ahead.encode(self.encoding, self.errors))

    def truncate(self, size=None):
        self.flush()
        return self.buffer.truncate(size)

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def __repr__(self):
        parts = ["name=%r " % self.name] if hasattr(self.buffer, "name") else []
        if self.mode is not None:
            parts.append("mode=%r " % self.mode)
        return "<_io.TextIOWrapper %sencoding=%r>" % ("".join(parts), self.encoding)


class BufferedRWPair(BufferedIOBase):
    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        if not reader.readable():
            raise UnsupportedOperation('"reader" argument must be readable.')
        if not writer.writable():
            raise UnsupportedOperation('"writer" argument must be writable.')
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    @property
    def closed(self):
        return self.writer.closed

    def read(self, size=-1):
        return self.reader.read(size)

    def read1(self, size=-1):
        return self.reader.read1(size)

    def readinto(self, target):
        return self.reader.readinto(target)

    def readline(self, size=-1):
        return self.reader.readline(size)

    def peek(self, size=0):
        return self.reader.peek(size)

    def write(self, data):
        return self.writer.write(data)

    def flush(self):
        self.writer.flush()

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()


def _open_layer(file, mode, encoding, errors, newline):
    layer = _TextLayer(open(file, mode.replace("t", "") + "b"), encoding, errors, newline)
    layer.mode = mode
    return layer


_TextLayer.__name__ = _TextLayer.__qualname__ = "TextIOWrapper"
for _cls in (StringIO, BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair, _TextLayer, IncrementalNewlineDecoder):
    _cls.__module__ = "_io"
for _cls in (IOBase, RawIOBase, BufferedIOBase, TextIOBase):
    _cls.__module__ = "io"
"""#
