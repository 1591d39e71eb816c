// Holds the first part of the module ipaddress in Toy: addresses.

/// The source of the module `ipaddress`.
let bundledIpaddress = #"""
import functools as _functools

__all__ = [
    "AddressValueError", "IPv4Address", "IPv4Interface", "IPv4Network", "IPv6Address", "IPv6Interface", "IPv6Network", "NetmaskValueError",
    "collapse_addresses", "get_mixed_type_key", "ip_address", "ip_interface", "ip_network", "summarize_address_range", "v4_int_to_packed",
    "v6_int_to_packed",
]


class AddressValueError(ValueError):
    pass


class NetmaskValueError(ValueError):
    pass


def _any(classes, address, what, *rest):
    for cls in classes:
        try:
            return cls(address, *rest)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError("%r does not appear to be an IPv4 or IPv6 %s" % (address, what))


def ip_address(address):
    return _any((IPv4Address, IPv6Address), address, "address")


def ip_network(address, strict=True):
    return _any((IPv4Network, IPv6Network), address, "network", strict)


def ip_interface(address):
    return _any((IPv4Interface, IPv6Interface), address, "interface")


def v4_int_to_packed(address):
    return address.to_bytes(4, "big")


def v6_int_to_packed(address):
    return address.to_bytes(16, "big")


@_functools.total_ordering
class _Address:
    __slots__ = ("_ip", "__weakref__")

    def __init__(self, address):
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError("%d (< 0) is not permitted as an IPv%d address" % (address, self.version))
            if address >> self.max_prefixlen:
                raise AddressValueError(
                    "%d (>= 2**%d) is not permitted as an IPv%d address" % (address, self.max_prefixlen, self.version))
            self._ip = address
        elif isinstance(address, bytes):
            if len(address) * 8 != self.max_prefixlen:
                raise AddressValueError("%r (len %d != %d) is not permitted as an IPv%d address" % (
                    address, len(address), self.max_prefixlen // 8, self.version))
            self._ip = int.from_bytes(address, "big")
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError("Unexpected '/' in %r" % address)
            self._ip = self._parse(text)

    def __int__(self):
        return self._ip

    def __str__(self):
        return self._text(self._ip)

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, str(self))

    def __hash__(self):
        return hash(hex(self._ip))

    def __eq__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        return self._ip == other._ip and self.version == other.version

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if self.version != other.version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        return self._ip < other._ip

    def __add__(self, other):
        return self.__class__(int(self) + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self.__class__(int(self) - other) if isinstance(other, int) else NotImplemented

    def __format__(self, spec):
        if not spec or spec[-1] == "s":
            return format(str(self), spec)
        kind = spec[-1]
        if kind == "n":
            kind = "b" if self.version == 4 else "x"
        digits = {"b": 1, "x": 4, "X": 4}.get(kind)
        if digits is None:
            return format(str(self), spec)
        body = spec[:-1]
        size = self.max_prefixlen // digits
        prefix = "0" + kind.lower() if "#" in body else ""
        text = format(self._ip, kind).zfill(size)
        if "_" in body:
            text = "_".join(text[i:i + 4] for i in range(0, len(text), 4))
        return prefix + text

    def __reduce__(self):
        return self.__class__, (str(self),)

    @property
    def packed(self):
        return self._ip.to_bytes(self.max_prefixlen // 8, "big")

    @property
    def compressed(self):
        return str(self)

    @property
    def exploded(self):
        return str(self)

    def _in(self, *networks):
        return any(self in self._network(text) for text in networks)

    @property
    def is_loopback(self):
        return self._in(self._loopback)

    @property
    def is_multicast(self):
        return self._in(self._multicast)

    @property
    def is_link_local(self):
        return self._in(self._link_local)

    @property
    def is_unspecified(self):
        return self._ip == 0

    @property
    def is_reserved(self):
        return self._in(*self._reserved)

    @property
    def is_private(self):
        return self._in(*self._private)

    @property
    def is_global(self):
        return not self.is_private and not (self.version == 4 and self._in("100.64.0.0/10"))


class _V4:
    __slots__ = ()
    version = property(lambda self: 4)
    max_prefixlen = property(lambda self: 32)
    _loopback, _multicast, _link_local, _reserved = "127.0.0.0/8", "224.0.0.0/4", "169.254.0.0/16", ("240.0.0.0/4",)
    _private = (
        "0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/29", "192.0.0.170/31", "192.0.2.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "255.255.255.255/32",
    )

    @staticmethod
    def _parse(text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        octets = text.split(".")
        if len(octets) != 4:
            raise AddressValueError("Expected 4 octets in %r" % text)
        value = 0
        for octet in octets:
            if not octet:
                problem = "Empty octet not permitted"
            elif not (octet.isascii() and octet.isdigit()):
                problem = "Only decimal digits permitted in %r" % octet
            elif len(octet) > 3:
                problem = "At most 3 characters permitted in %r" % octet
            elif octet != "0" and octet[0] == "0":
                problem = "Leading zeros are not permitted in %r" % octet
            elif int(octet) > 255:
                problem = "Octet %d (> 255) not permitted" % int(octet)
            else:
                value = value << 8 | int(octet)
                continue
            raise AddressValueError("%s in %r" % (problem, text))
        return value

    @staticmethod
    def _text(value):
        return ".".join(map(str, value.to_bytes(4, "big")))


class _V6:
    __slots__ = ()
    version = property(lambda self: 6)
    max_prefixlen = property(lambda self: 128)
    _loopback, _multicast, _link_local = "::1/128", "ff00::/8", "fe80::/10"
    _reserved = (
        "::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3", "6000::/3", "8000::/3", "A000::/3", "C000::/3",
        "E000::/4", "F000::/5", "F800::/6", "FE00::/9",
    )
    _private = (
        "::1/128", "::/128", "::ffff:0:0/96", "100::/64", "2001::/23", "2001:2::/48", "2001:db8::/32", "2001:10::/28", "fc00::/7", "fe80::/10",
    )

    @staticmethod
    def _parse(text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        parts = text.split(":")
        if len(parts) < 3:
            raise AddressValueError("At least 3 parts expected in %r" % text)
        if "." in parts[-1]:
            try:
                last = _V4._parse(parts.pop())
            except AddressValueError as error:
                raise AddressValueError("%s in %r" % (error, text)) from None
            parts += ["%x" % (last >> 16), "%x" % (last & 0xFFFF)]
        if len(parts) > 9:
            raise AddressValueError("At most 8 colons permitted in %r" % text)
        gaps = [i for i in range(1, len(parts) - 1) if not parts[i]]
        if len(gaps) > 1:
            raise AddressValueError("At most one '::' permitted in %r" % text)
        if gaps:
            high, low = parts[:gaps[0]], parts[gaps[0] + 1:]
            if not parts[0]:
                high = high[1:]
                if high:
                    raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % text)
            if not parts[-1]:
                low = low[:-1]
                if low:
                    raise AddressValueError("Trailing ':' only permitted as part of '::' in %r" % text)
            if len(high) + len(low) > 7:
                raise AddressValueError("Expected at most 7 other parts with '::' in %r" % text)
            groups = high + ["0"] * (8 - len(high) - len(low)) + low
        else:
            if len(parts) != 8:
                raise AddressValueError("Exactly 8 parts expected without '::' in %r" % text)
            if not parts[0]:
                raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % text)
            if not parts[-1]:
                raise AddressValueError("Trailing ':' only permitted as part of '::' in %r" % text)
            groups = parts
        value = 0
        for group in groups:
            if not set(group) <= set("0123456789abcdefABCDEF"):
                raise AddressValueError("Only hex digits permitted in %r in %r" % (group, text))
            if len(group) > 4:
                raise AddressValueError("At most 4 characters permitted in %r in %r" % (group, text))
            value = value << 16 | int(group, 16)
        return value

    @staticmethod
    def _text(value):
        groups = ["%x" % (value >> shift & 0xFFFF) for shift in range(112, -16, -16)]
        best, length, start = -1, 1, None
        for i, group in enumerate(groups + [""]):
            if group == "0":
                start = i if start is None else start
            elif start is not None:
                if i - start > length:
                    best, length = start, i - start
                start = None
        if best < 0:
            return ":".join(groups)
        return ":".join(groups[:best]) + "::" + ":".join(groups[best + length:])


class IPv4Address(_V4, _Address):
    __slots__ = ()

    @staticmethod
    def _network(text):
        return IPv4Network(text)

    @property
    def reverse_pointer(self):
        return ".".join(reversed(str(self).split("."))) + ".in-addr.arpa"


class IPv6Address(_V6, _Address):
    __slots__ = ()

    @staticmethod
    def _network(text):
        return IPv6Network(text)

    @property
    def exploded(self):
        return ":".join("%04x" % (self._ip >> shift & 0xFFFF) for shift in range(112, -16, -16))

    @property
    def reverse_pointer(self):
        return ".".join(reversed(self.exploded.replace(":", ""))) + ".ip6.arpa"

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def is_site_local(self):
        return self._in("fec0::/10")


"""# + bundledIpaddressPart2
