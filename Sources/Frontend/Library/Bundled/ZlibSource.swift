// Holds the module zlib in Toy; its streams are those of libz.

/// The source of the module `zlib`.
let bundledZlib = #"""
import _zlib

if not _zlib.load():
    raise ImportError("libz.so.1 cannot be loaded", name="zlib")

MAX_WBITS, DEF_MEM_LEVEL, DEF_BUF_SIZE, DEFLATED = 15, 8, 16384, 8
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = 0, 1, 2, 3, 4
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = 0, 1, 2, 3, 4, 5, 6
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"

_messages = {-2: "inconsistent stream state", -3: "invalid input data", -5: "incomplete or truncated stream"}


class error(Exception):
    __module__ = "zlib"


def crc32(data, value=0, /):
    return _zlib.crc32(data, value & 0xFFFFFFFF)


def adler32(data, value=1, /):
    return _zlib.adler32(data, value & 0xFFFFFFFF)


def _failed(status, message, doing):
    text = message or _messages.get(status, "")
    raise error(f"Error {status} {doing}: {text}" if text else f"Error {status} {doing}")


def compress(data, /, level=-1, wbits=15):
    stream = _zlib.deflater(level, DEFLATED, wbits, DEF_MEM_LEVEL, 0)
    if stream < 0:
        raise error("Bad compression level")
    try:
        return _zlib.step(stream, data, Z_FINISH, 0)[1]
    finally:
        _zlib.close(stream)


def decompress(data, /, wbits=15, bufsize=16384):
    stream = _zlib.inflater(wbits)
    if stream < 0:
        _failed(stream, "", "while preparing to decompress data")
    try:
        status, output, _, message = _zlib.step(stream, data, Z_SYNC_FLUSH, 0)
    finally:
        _zlib.close(stream)
    if status != 1:
        if status in (0, -5):
            status, message = -5, ""
        _failed(status, message, "while decompressing data")
    return output


class Compress:
    def __init__(self, level, method, wbits, memLevel, strategy):
        self._stream = _zlib.deflater(level, method, wbits, memLevel, strategy)
        if self._stream < 0:
            raise ValueError("Invalid initialization option")

    def compress(self, data, /):
        return self._step(data, Z_NO_FLUSH, "while compressing data")

    def flush(self, mode=Z_FINISH, /):
        if mode == Z_NO_FLUSH:
            return b""
        result = self._step(b"", mode, "while flushing")
        if mode == Z_FINISH:
            _zlib.close(self._stream)
        return result

    def _step(self, data, mode, doing):
        status, output, _, message = _zlib.step(self._stream, data, mode, 0)
        if status < 0 and status != -5:
            _failed(status, message, doing)
        return output

    def __del__(self):
        _zlib.close(self._stream)


class Decompress:
    def __init__(self, wbits):
        self._stream = _zlib.inflater(wbits)
        if self._stream < 0:
            raise ValueError("Invalid initialization option")
        self.unused_data = self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, /, max_length=0):
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        if self.eof:
            self.unused_data += bytes(data)
            return b""
        status, output, taken, message = _zlib.step(self._stream, data, Z_SYNC_FLUSH, max_length)
        self.unconsumed_tail = b""
        if status == 1:
            self.eof = True
            self.unused_data = bytes(data[taken:])
        elif status < 0 and status != -5:
            _failed(status, message, "while decompressing data")
        else:
            self.unconsumed_tail = bytes(data[taken:])
        return output

    def flush(self, length=16384, /):
        if length <= 0:
            raise ValueError("length must be greater than zero")
        return self.decompress(self.unconsumed_tail) if self.unconsumed_tail else b""

    def __del__(self):
        _zlib.close(self._stream)


for _class in (Compress, Decompress):
    _class.__module__ = "zlib"


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY):
    return Compress(level, method, wbits, memLevel, strategy)


def decompressobj(wbits=MAX_WBITS):
    return Decompress(wbits)
"""#
