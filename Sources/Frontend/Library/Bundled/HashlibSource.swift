// Holds the module hashlib in Toy.

/// The source of the module `hashlib`.
let bundledHashlib = #"""
from _hashlib import blake2 as _blake2, derive as _derive, digest as _digest, shake as _shake

_SIZES = {"md5": (16, 64), "sha1": (20, 64), "sha224": (28, 64), "sha256": (32, 64), "sha384": (48, 128), "sha512": (64, 128),
          "sha3_224": (28, 144), "sha3_256": (32, 136), "sha3_384": (48, 104), "sha3_512": (64, 72)}
_SPONGES = {"shake_128": 168, "shake_256": 136}
algorithms_guaranteed = {*_SIZES, *_SPONGES, "blake2b", "blake2s"}
algorithms_available = set(algorithms_guaranteed)


class _Hash:
    def __init__(self, name, data=b""):
        self.name = name
        self.digest_size, self.block_size = _SIZES[name]
        self._data = bytearray()
        self.update(data)

    def update(self, data):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._data += data

    def digest(self):
        return _digest(self.name, bytes(self._data))

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return _Hash(self.name, self._data)

    def __repr__(self):
        return "<%s _hashlib.HASH object @ 0x%x>" % (self.name, id(self))


class _Sponge(_Hash):
    """A hash whose digests are as long as one likes."""

    def __init__(self, name, data=b""):
        self.name = name
        self.digest_size, self.block_size = 0, _SPONGES[name]
        self._data = bytearray()
        self.update(data)

    def digest(self, length):
        return _shake(self.block_size, bytes(self._data), length)

    def hexdigest(self, length):
        return self.digest(length).hex()

    def copy(self):
        return _Sponge(self.name, self._data)


class _Blake2(_Hash):
    def __new__(cls, data=b"", /, *, digest_size=None, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0,
                node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
        self = object.__new__(cls)
        size = cls.MAX_DIGEST_SIZE if digest_size is None else digest_size
        if not 1 <= size <= cls.MAX_DIGEST_SIZE:
            raise ValueError("digest_size must be between 1 and %d bytes" % cls.MAX_DIGEST_SIZE)
        for what, value, limit in (("key", key, cls.MAX_KEY_SIZE), ("salt", salt, cls.SALT_SIZE), ("person", person, cls.PERSON_SIZE)):
            if len(value) > limit:
                raise ValueError("maximum %s length is %d bytes" % (what, limit))
        self.digest_size = size
        self._key = bytes(key)
        offset = 8 if cls._wide else 6
        self._parameters = (
            bytes([size, len(key), fanout, depth]) + leaf_size.to_bytes(4, "little") + node_offset.to_bytes(offset, "little")
            + bytes([node_depth, inner_size]) + bytes(14 if cls._wide else 0)
            + bytes(salt).ljust(cls.SALT_SIZE, b"\0") + bytes(person).ljust(cls.PERSON_SIZE, b"\0"))
        self._data = bytearray()
        self.update(data)
        return self

    def __init__(self, *args, **keywords):
        pass

    def digest(self):
        return _blake2(self._wide, bytes(self._data), self._key, self._parameters, self.digest_size)

    def copy(self):
        result = object.__new__(type(self))
        result.__dict__.update(self.__dict__, _data=bytearray(self._data))
        return result

    def __repr__(self):
        return "<_blake2.%s object at 0x%x>" % (self.name, id(self))


class blake2b(_Blake2):
    name = "blake2b"
    block_size = 128
    _wide = True
    SALT_SIZE = PERSON_SIZE = 16
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 64


class blake2s(_Blake2):
    name = "blake2s"
    block_size = 64
    _wide = False
    SALT_SIZE = PERSON_SIZE = 8
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 32


for _class in (blake2b, blake2s):
    _class.__module__ = "_blake2"
del _class


def new(name, data=b"", **options):
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    found = name.lower().replace("-", "_")
    if found not in algorithms_available:
        found = found.replace("_", "")
    if found in _SIZES:
        return _Hash(found, data)
    if found in _SPONGES:
        return _Sponge(found, data)
    if found in ("blake2b", "blake2s"):
        return (blake2b if found == "blake2b" else blake2s)(data, **options)
    raise ValueError("unsupported hash type " + name)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    if isinstance(password, str) or isinstance(salt, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    name = new(hash_name).name
    size = _SIZES[name][0] if dklen is None else dklen
    if size < 1:
        raise ValueError("key length must be greater than 0.")
    return _derive(name, bytes(password), bytes(salt), iterations, size, _SIZES[name][1])


def file_digest(fileobj, digest, /, *, _bufsize=2**18):
    result = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        result.update(fileobj.getbuffer())
        return result
    while data := fileobj.read(_bufsize):
        result.update(data)
    return result


def _maker(name):
    def make(string=b"", *, usedforsecurity=True):
        return new(name, string)
    make.__name__ = make.__qualname__ = "openssl_" + name
    return make


md5, sha1, sha224 = _maker("md5"), _maker("sha1"), _maker("sha224")
sha256, sha384, sha512 = _maker("sha256"), _maker("sha384"), _maker("sha512")
sha3_224, sha3_256, sha3_384, sha3_512 = _maker("sha3_224"), _maker("sha3_256"), _maker("sha3_384"), _maker("sha3_512")
shake_128, shake_256 = _maker("shake_128"), _maker("shake_256")
"""#
