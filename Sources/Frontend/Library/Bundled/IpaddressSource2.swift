// Holds the second part of the module ipaddress in Toy: networks and interfaces.

let bundledIpaddressPart2 = #"""
def _split(address, cls):
    # The number of the address and the length of the prefix.
    bits = 32 if cls is IPv4Address else 128
    if isinstance(address, tuple):
        base, mask = address if len(address) > 1 else (address[0], bits)
    elif isinstance(address, (int, bytes)):
        base, mask = address, bits
    else:
        parts = str(address).split("/")
        if len(parts) > 2:
            raise AddressValueError("Only one '/' permitted in %r" % address)
        base, mask = parts if len(parts) > 1 else (parts[0], bits)
    return int(cls(base)), _prefix(mask, cls, bits)


def _prefix(mask, cls, bits):
    text = str(mask)
    if isinstance(mask, int) or text.isascii() and text.isdigit():
        if not 0 <= int(mask) <= bits:
            raise NetmaskValueError("%r is not a valid netmask" % (mask,) if isinstance(mask, str) else "%d is not a valid netmask" % mask)
        return int(mask)
    try:
        value = int(cls(mask)) if bits == 32 else -1
    except AddressValueError:
        value = -1
    full = (1 << bits) - 1
    if value >= 0:
        for number in (value ^ full, value):
            if number & number + 1 == 0:
                return bits - number.bit_length()
    raise NetmaskValueError("%r is not a valid netmask" % mask)


@_functools.total_ordering
class _Network:
    def __init__(self, address, strict=True):
        value, self._prefixlen = _split(address, self._address_class)
        size = self.max_prefixlen - self._prefixlen
        base = value >> size << size
        if base != value:
            if strict:
                raise ValueError("%s has host bits set" % (
                    "%s/%d" % (self._address_class(value), self._prefixlen) if isinstance(address, tuple) else address))
        self.network_address = self._address_class(base)
        self.netmask = self._address_class((1 << self.max_prefixlen) - (1 << size))

    prefixlen = property(lambda self: self._prefixlen)
    num_addresses = property(lambda self: 1 << self.max_prefixlen - self._prefixlen)
    hostmask = property(lambda self: self._address_class(self.num_addresses - 1))
    broadcast_address = property(lambda self: self[-1])
    with_prefixlen = property(lambda self: "%s/%d" % (self.network_address, self._prefixlen))
    with_netmask = property(lambda self: "%s/%s" % (self.network_address, self.netmask))
    with_hostmask = property(lambda self: "%s/%s" % (self.network_address, self.hostmask))
    compressed = property(lambda self: str(self))
    exploded = property(lambda self: "%s/%d" % (self.network_address.exploded, self._prefixlen))

    def __str__(self):
        return self.with_prefixlen

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, str(self))

    def __hash__(self):
        return hash(int(self.network_address) ^ int(self.netmask))

    def __eq__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        return self.version == other.version and self.network_address == other.network_address and self._prefixlen == other._prefixlen

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        if self.version != other.version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        return (self.network_address, self.netmask) < (other.network_address, other.netmask)

    def __iter__(self):
        first = int(self.network_address)
        return map(self._address_class, range(first, first + self.num_addresses))

    def __getitem__(self, n):
        if not -self.num_addresses <= n < self.num_addresses:
            raise IndexError("address out of range")
        return self._address_class(int(self.network_address) + n % self.num_addresses)

    def __contains__(self, other):
        if isinstance(other, _Network) or self.version != other.version:
            return False
        return other._ip >> self.max_prefixlen - self._prefixlen == int(self.network_address) >> self.max_prefixlen - self._prefixlen

    def hosts(self):
        first, count = int(self.network_address), self.num_addresses
        if count <= 2:
            return [self._address_class(first + i) for i in range(count)]
        return map(self._address_class, range(first + 1, first + count - (self.version == 4)))

    def overlaps(self, other):
        return self.network_address in other or other.network_address in self

    def _within(self, other):
        if self.version != other.version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        return self._prefixlen >= other._prefixlen and self.network_address in other

    def subnet_of(self, other):
        return self._within(other)

    def supernet_of(self, other):
        return other._within(self)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == self.max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        length = self._prefixlen + prefixlen_diff
        if length > self.max_prefixlen:
            raise ValueError("prefix length diff %d is invalid for netblock %s" % (length, self))
        first = int(self.network_address)
        for base in range(first, first + self.num_addresses, 1 << self.max_prefixlen - length):
            yield type(self)((base, length))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError("new prefix must be shorter")
            prefixlen_diff = self._prefixlen - new_prefix
        length = self._prefixlen - prefixlen_diff
        if length < 0:
            raise ValueError("current prefixlen is %d, cannot have a prefixlen_diff of %d" % (self._prefixlen, prefixlen_diff))
        return type(self)((int(self.network_address), length), strict=False)

    def address_exclude(self, other):
        if not other.subnet_of(self):
            raise ValueError("%s not contained in %s" % (other, self))
        if other == self:
            return
        low, high = self.subnets()
        while low != other and high != other:
            if other.subnet_of(low):
                yield high
                low, high = low.subnets()
            else:
                yield low
                low, high = high.subnets()
        yield high if low == other else low

    def _both(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    is_private = property(lambda self: self._both("is_private"))
    is_global = property(lambda self: self._both("is_global"))
    is_multicast = property(lambda self: self._both("is_multicast"))
    is_loopback = property(lambda self: self._both("is_loopback"))
    is_link_local = property(lambda self: self._both("is_link_local"))
    is_reserved = property(lambda self: self._both("is_reserved"))
    is_unspecified = property(lambda self: self._both("is_unspecified"))


class IPv4Network(_V4, _Network):
    _address_class = IPv4Address


class IPv6Network(_V6, _Network):
    _address_class = IPv6Address


class _Interface:
    def __init__(self, address):
        value, prefix = _split(address, self._address_class)
        super().__init__(value)
        self.network = self._network_class((value, prefix), strict=False)
        self.netmask, self.hostmask = self.network.netmask, self.network.hostmask

    ip = property(lambda self: self._address_class(self._ip))
    with_prefixlen = property(lambda self: "%s/%d" % (self.ip, self.network.prefixlen))
    with_netmask = property(lambda self: "%s/%s" % (self.ip, self.netmask))
    with_hostmask = property(lambda self: "%s/%s" % (self.ip, self.hostmask))

    def __str__(self):
        return "%s/%d" % (self.ip, self.network.prefixlen)

    def __hash__(self):
        return hash((self._ip, self.network.prefixlen, int(self.network.network_address)))

    def __eq__(self, other):
        same = _Address.__eq__(self, other)
        if same is NotImplemented or not same:
            return same
        return self.network == getattr(other, "network", None)

    def __lt__(self, other):
        if not isinstance(other, _Interface):
            return NotImplemented
        return (self.network, self._ip) < (other.network, other._ip)


class IPv4Interface(_Interface, IPv4Address):
    _address_class, _network_class = IPv4Address, IPv4Network


class IPv6Interface(_Interface, IPv6Address):
    _address_class, _network_class = IPv6Address, IPv6Network


def summarize_address_range(first, last):
    if not isinstance(first, _Address) or not isinstance(last, _Address):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError("%s and %s are not of the same version" % (first, last))
    if first > last:
        raise ValueError("last IP address must be greater than first")
    cls, low, high = IPv4Network if first.version == 4 else IPv6Network, first._ip, last._ip
    while low <= high:
        size = min((low & -low).bit_length() - 1 if low else first.max_prefixlen, (high - low + 1).bit_length() - 1)
        yield cls((low, first.max_prefixlen - size))
        low += 1 << size


def collapse_addresses(addresses):
    networks = []
    for address in addresses:
        if isinstance(address, _Address):
            address = (IPv4Network if address.version == 4 else IPv6Network)(address._ip)
        networks.append(address)
    for one, other in zip(networks, networks[1:]):
        if one.version != other.version:
            raise TypeError("%s and %s are not of the same version" % (other, one))
    merged = []
    for network in sorted(networks):
        if merged and network.subnet_of(merged[-1]):
            continue
        merged.append(network)
        while len(merged) > 1 and merged[-2]._prefixlen == merged[-1]._prefixlen and merged[-2].supernet() == merged[-1].supernet():
            last = merged.pop()
            merged[-1] = last.supernet()
    return iter(merged)


def get_mixed_type_key(obj):
    if isinstance(obj, _Network):
        return obj.version, obj.network_address, obj.netmask
    if isinstance(obj, _Address):
        return obj.version, obj
    return NotImplemented
"""#
