// Holds the module gzip in Toy.

/// The source of the module `gzip`.
let bundledGzip = #"""
import io
import struct
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

READ, WRITE = 1, 2
_COMPRESS_LEVEL_FAST, _COMPRESS_LEVEL_TRADEOFF, _COMPRESS_LEVEL_BEST = 1, 6, 9


class BadGzipFile(OSError):
    pass


def _header(level, mtime, name=b""):
    extra = 2 if level == 9 else 4 if level == 1 else 0
    return struct.pack("<BBBBLBB", 0x1F, 0x8B, 8, 8 if name else 0, int(mtime) & 0xFFFFFFFF, extra, 255) + (name + b"\0" if name else b"")


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=None):
    if mtime == 0:
        return zlib.compress(data, level=compresslevel, wbits=31)
    tail = struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return _header(compresslevel, time.time() if mtime is None else mtime) + zlib.compress(data, level=compresslevel, wbits=-15) + tail


def decompress(data):
    members = []
    while True:
        start = _skip_header(data)
        if start is None:
            return b"".join(members)
        stream = zlib.decompressobj(wbits=-15)
        text = stream.decompress(data[start:])
        if not stream.eof or len(stream.unused_data) < 8:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        crc, size = struct.unpack("<II", stream.unused_data[:8])
        if crc != zlib.crc32(text):
            raise BadGzipFile("CRC check failed")
        if size != len(text) & 0xFFFFFFFF:
            raise BadGzipFile("Incorrect length of data produced")
        members.append(text)
        data = stream.unused_data[8:].lstrip(b"\0")


def _skip_header(data):
    # Where the compressed data starts; None when there is no further member.
    if data[:2] == b"":
        return None
    if data[:2] != b"\x1f\x8b":
        raise BadGzipFile("Not a gzipped file (%r)" % bytes(data[:2]))
    if len(data) < 10:
        raise EOFError("Compressed file ended before the end-of-stream marker was reached")
    method, flags = data[2], data[3]
    if method != 8:
        raise BadGzipFile("Unknown compression method")
    place = 10
    if flags & 4:
        place += 2 + struct.unpack_from("<H", data, place)[0]
    for flag in (8, 16):
        if flags & flag:
            place = data.index(b"\0", place) + 1
    return place + (2 if flags & 2 else 0)


class GzipFile(io.BufferedIOBase):
    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None, mtime=None):
        if mode and ("t" in mode or "U" in mode):
            raise ValueError("Invalid mode: {!r}".format(mode))
        mode = (mode or getattr(fileobj, "mode", "rb")) + ("" if "b" in (mode or "") else "b")
        self._own = None
        if fileobj is None:
            fileobj = self._own = io.open(filename, mode)
        if filename is None:
            filename = getattr(fileobj, "name", "")
            if not isinstance(filename, (str, bytes)):
                filename = ""
        self.name, self.fileobj = filename, fileobj
        if mode.startswith("r"):
            self.mode = READ
            self._reader = io.BytesIO(decompress(fileobj.read()))
        elif mode.startswith(("w", "a", "x")):
            self.mode, self._level, self._mtime = WRITE, compresslevel, mtime
            self._stream = zlib.compressobj(compresslevel, zlib.DEFLATED, -15, zlib.DEF_MEM_LEVEL, 0)
            self._crc, self._size = zlib.crc32(b""), 0
            self._begin()
        else:
            raise ValueError("Invalid mode: {!r}".format(mode))

    def _begin(self):
        name = self.name.encode("latin-1", "ignore") if isinstance(self.name, str) else self.name
        name = name.rpartition(b"/")[2]
        self.fileobj.write(_header(self._level, time.time() if self._mtime is None else self._mtime, name[:-3] if name.endswith(b".gz") else name))

    def _check(self, mode):
        if self.fileobj is None:
            raise ValueError("I/O operation on closed file")
        if self.mode != mode:
            raise OSError(9, "read() on write-only GzipFile object" if mode == READ else "write() on read-only GzipFile object")

    def write(self, data):
        self._check(WRITE)
        data = bytes(data)
        self._size += len(data)
        self._crc = zlib.crc32(data, self._crc)
        self.fileobj.write(self._stream.compress(data))
        return len(data)

    def read(self, size=-1):
        self._check(READ)
        return self._reader.read(size)

    def read1(self, size=-1):
        return self.read(size)

    def peek(self, n):
        self._check(READ)
        place = self._reader.tell()
        try:
            return self._reader.read(n)
        finally:
            self._reader.seek(place)

    def readline(self, size=-1):
        self._check(READ)
        return self._reader.readline(size)

    def seek(self, offset, whence=0):
        self._check(READ)
        return self._reader.seek(offset, whence)

    def tell(self):
        return self._reader.tell() if self.mode == READ else self._size

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    @property
    def closed(self):
        return self.fileobj is None

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        if self.mode == WRITE and self.fileobj is not None:
            self.fileobj.write(self._stream.flush(zlib_mode))
            self.fileobj.flush()

    def close(self):
        fileobj, self.fileobj = self.fileobj, None
        if fileobj is None:
            return
        if self.mode == WRITE:
            fileobj.write(self._stream.flush())
            fileobj.write(struct.pack("<LL", self._crc, self._size & 0xFFFFFFFF))
        if self._own is not None:
            self._own.close()


def open(filename, mode="rb", compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None, newline=None):
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % (mode,))
    elif encoding is not None or errors is not None or newline is not None:
        raise ValueError("Argument '%s' not supported in binary mode" % ("encoding" if encoding is not None else "errors" if errors is not None else "newline"))
    plain = mode.replace("t", "")
    if isinstance(filename, (str, bytes)) or hasattr(filename, "__fspath__"):
        file = GzipFile(filename, plain, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        file = GzipFile(None, plain, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    return io.TextIOWrapper(file, encoding, errors, newline) if "t" in mode else file
"""#
