// Holds the first part of the module enum in Toy: enumerations and flags.

/// The source of the module `enum`.
let bundledEnum = enumClasses + enumChecks

private let enumClasses = #"""
from types import MappingProxyType, DynamicClassAttribute

__all__ = ["EnumMeta", "EnumType", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "auto", "unique", "property", "member", "nonmember",
           "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "verify", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "ReprEnum",
           "global_enum"]

_property = property


class auto:
    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % self.value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class property(DynamicClassAttribute):
    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner.__name__

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            try:
                return ownerclass._member_map_[self.name]
            except KeyError:
                raise AttributeError("%r has no attribute %r" % (ownerclass, self.name)) from None
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum %r> cannot set attribute %r" % (getattr(self, "clsname", type(instance).__name__), self.name))
        return self.fset(instance, value)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == "__" == name[-2:] and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == "_" == name[-1] and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    mark = "_%s__" % cls_name
    return name.startswith(mark) and len(name) > len(mark) and (name[-1] != "_" or name[-2] != "_")


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


class _EnumDict(dict):
    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_", "_iter_member_by_value_",
                           "_iter_member_by_def_", "_boundary_", "_flag_mask_", "_all_bits_", "_singles_mask_"):
                raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % (key,))
            if key == "_generate_next_value_":
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                self._ignore = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                value = self._ignore
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value) and not isinstance(value, member):
            pass
        else:
            if isinstance(value, member):
                value = value.value
            elif isinstance(value, type):
                pass
            if key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            if isinstance(value, auto):
                if value.value is None:
                    value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
                value = value.value
            elif isinstance(value, tuple) and any(isinstance(item, auto) for item in value):
                items = []
                for item in value:
                    if isinstance(item, auto):
                        if item.value is None:
                            item.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
                        item = item.value
                    items.append(item)
                value = tuple(items)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        enum_dict = _EnumDict(cls)
        if "Enum" in globals() and bases:
            member_type, first_enum = metacls._get_mixins_(cls, bases)
            if first_enum is not None:
                enum_dict._generate = first_enum._generate_next_value_
        return enum_dict

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        names = list(classdict._member_names)
        for name in classdict._ignore:
            classdict.pop(name, None)
        namespace = dict(classdict)
        namespace.pop("_ignore_", None)
        values = [(name, namespace.pop(name)) for name in names]
        for name in names:
            if name == "mro":
                raise ValueError("invalid enum member name(s) %r" % name)
        if "Enum" not in globals():
            enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
            enum_class._member_names_, enum_class._member_map_, enum_class._value2member_map_ = [], {}, {}
            enum_class._member_type_ = object
            return enum_class
        order = namespace.pop("_order_", None)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        namespace["_member_type_"] = member_type
        generator = namespace.get("_generate_next_value_")
        if generator is not None and not isinstance(generator, staticmethod):
            namespace["_generate_next_value_"] = staticmethod(generator)
        user_new = namespace.get("__new__")
        if user_new is not None:
            namespace["__new_member__"] = user_new
            del namespace["__new__"]
        if boundary is not None:
            namespace["_boundary_"] = boundary
        hook_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        enum_class = hook_class
        is_flag = "Flag" in globals() and issubclass(enum_class, Flag)
        maker = enum_class.__dict__.get("__new_member__") or getattr(enum_class, "__new_member__", None)
        if isinstance(maker, staticmethod):
            maker = maker.__func__
        if is_flag:
            enum_class._flag_mask_ = 0
            enum_class._all_bits_ = 0
            enum_class._singles_mask_ = 0
        for name, value in values:
            args = value if isinstance(value, tuple) else (value,)
            if member_type is tuple:
                args = (args,)
            if maker is not None:
                new_member = maker(enum_class, *args)
                if not hasattr(new_member, "_value_"):
                    new_member._value_ = value if member_type is object else member_type(*args)
            elif member_type is object:
                new_member = object.__new__(enum_class)
                new_member._value_ = value
            else:
                make = member_type.__new__
                new_member = object.__new__(enum_class) if make is object.__new__ else make(enum_class, *args)
                if not hasattr(new_member, "_value_"):
                    try:
                        new_member._value_ = member_type(*args)
                    except Exception as exc:
                        error = TypeError("_value_ not set in __new__, unable to create it")
                        error.__cause__ = exc
                        raise error
            value = new_member._value_
            new_member._name_ = name
            new_member.__objclass__ = enum_class
            new_member._sort_order_ = len(enum_class._member_names_)
            new_member.__init__(*args)
            value = new_member._value_
            known = None
            try:
                known = enum_class._value2member_map_.get(value)
            except TypeError:
                for other in enum_class._member_map_.values():
                    if other._value_ == value:
                        known = other
                        break
            if known is not None:
                new_member = known
            else:
                single = True
                if is_flag and isinstance(value, int):
                    single = value > 0 and value & (value - 1) == 0
                    if value >= 0:
                        enum_class._flag_mask_ |= value
                        if single:
                            enum_class._singles_mask_ |= value
                        enum_class._all_bits_ = (1 << enum_class._flag_mask_.bit_length()) - 1
                if single:
                    enum_class._member_names_.append(name)
                try:
                    enum_class._value2member_map_[value] = new_member
                except TypeError:
                    enum_class._unhashable_values_.append(value)
            enum_class._member_map_[name] = new_member
            inherited = None
            for ancestor in enum_class.__mro__[1:]:
                if name in ancestor.__dict__:
                    inherited = ancestor.__dict__[name]
                    break
            if isinstance(inherited, property):
                descriptor = property(inherited.fget)
                descriptor.name = name
                type.__setattr__(enum_class, name, descriptor)
            else:
                type.__setattr__(enum_class, name, new_member)
        if is_flag:
            enum_class._member_names_.sort(key=lambda n: enum_class._member_map_[n]._value_)
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            if wanted != enum_class._member_names_:
                raise TypeError("member order does not match _order_:\n  %r\n  %r" % (enum_class._member_names_, wanted))
        type.__setattr__(enum_class, "__new__", Enum.__dict__["__new__"])
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name not in namespace:
                own = getattr(enum_class, name)
                if own is getattr(member_type, name, None) and own is not getattr(object, name, None):
                    if not ("ReprEnum" in globals() and ReprEnum in bases and name != "__repr__"):
                        enum_method = getattr(first_enum, name, None)
                        if enum_method is not None:
                            type.__setattr__(enum_class, name, enum_method)
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    @classmethod
    def _check_for_existing_members_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError("<enum %r> cannot extend %r" % (class_name, base))

    @classmethod
    def _get_mixins_(metacls, class_name, bases):
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        data_type = None
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        data_type = data_type or base._member_type_
                        break
                elif base.__module__ == "builtins" or "__new__" in base.__dict__ or "__init__" in base.__dict__:
                    data_type = data_type or candidate or base
                    break
                else:
                    candidate = candidate or base
        return data_type or object, first_enum

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and type is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            pairs, last = [], []
            for count, name in enumerate(names):
                value = namespace._generate(name, start, count, last[:])
                last.append(value)
                pairs.append((name, value))
        else:
            pairs = [(item, names[item]) if isinstance(item, str) else tuple(item) for item in names]
        for name, value in pairs:
            namespace[name] = value
        if module is not None:
            namespace["__module__"] = module
        else:
            import sys
            namespace["__module__"] = sys._getframe(2).f_globals.get("__name__", "__main__")
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (type(member).__qualname__, cls.__class__.__qualname__))
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        return ["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__", "__members__",
                "__module__", "__name__", "__qualname__"] + cls._member_names_

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if "Flag" in globals() and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        if not cls._member_map_:
            raise TypeError("%r has no members defined" % cls) from None
        error = None
        try:
            result = cls._missing_(value)
        except Exception as exc:
            error, result = exc, None
        if isinstance(result, cls):
            return result
        if "Flag" in globals() and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if result is None and error is None:
            raise invalid
        if error is None:
            error = TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, result))
        if not isinstance(error, ValueError):
            error.__context__ = invalid
        raise error

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        numbers = [value for value in last_values if isinstance(value, int)]
        if not numbers:
            return start
        try:
            return max(numbers) + 1 if isinstance(last_values[-1], int) else numbers[-1] + 1
        except TypeError:
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self._value_.__class__.__repr__
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, show(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        if self._member_type_ is not object:
            names.update(object.__dir__(self))
        for cls in type(self).__mro__:
            names.update(name for name in cls.__dict__ if name[0] != "_" and name not in self._member_map_)
        return list(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


class ReprEnum(Enum):
    pass


def _plain_str(kind):
    def __str__(self):
        return kind.__repr__(self) if kind is int else kind.__str__(self)
    return __str__


class IntEnum(int, ReprEnum):
    __str__ = _plain_str(int)

    def __format__(self, spec):
        return int.__format__(self, spec)

    __repr__ = Enum.__repr__
    __hash__ = Enum.__hash__
    __reduce_ex__ = Enum.__reduce_ex__


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if values and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        value = str(*values)
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    def __str__(self):
        return str.__str__(self._value_)

    def __format__(self, spec):
        return str.__format__(self, spec)

    __repr__ = Enum.__repr__
    __hash__ = Enum.__hash__
    __reduce_ex__ = Enum.__reduce_ex__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    _boundary_ = CONFORM
    _flag_mask_ = 0
    _all_bits_ = 0
    _singles_mask_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        return 2 ** last.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask, everything = cls._flag_mask_, cls._all_bits_
        negative = None
        if not ~everything <= value <= everything or value & (everything ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s" % (cls, value, _bin(value, width), _bin(mask, width)))
            if cls._boundary_ is CONFORM:
                value = value & mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value = max(everything + 1, 2 ** value.bit_length()) + value
        if value < 0:
            negative = value
            value = everything + 1 + value
            if cls._boundary_ is not KEEP:
                value &= mask
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        kind = cls._member_type_
        member = object.__new__(cls) if kind is object else kind.__new__(cls, value)
        member._value_ = value
        names = [m._name_ for m in cls._iter_bits(value)]
        rest = value & ~mask
        member._name_ = None
        if names:
            member._name_ = "|".join(names)
            if rest:
                member._name_ += "|%r" % rest
        member._sort_order_ = len(cls._member_names_)
        member.__objclass__ = cls
        return cls._value2member_map_.setdefault(value, member)

    @classmethod
    def _iter_bits(cls, value):
        bit = 1
        while bit <= value:
            if value & bit & cls._flag_mask_:
                known = cls._value2member_map_.get(bit)
                if known is not None:
                    yield known
            bit <<= 1

    def __iter__(self):
        return self._iter_bits(self._value_)

    def __len__(self):
        return bin(self._value_).count("1")

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return "<%s: %r>" % (name, self._value_)
        return "<%s.%s: %r>" % (name, self._name_, self._value_)

    def __str__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return "%s(%r)" % (name, self._value_)
        return "%s.%s" % (name, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        value = self._other(other)
        return value if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return value if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return value if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__
    __hash__ = Enum.__hash__


def _bin(value, width):
    text = bin(value if value >= 0 else (1 << width) + value)[2:].rjust(width, "0")
    return "0b%d %s" % (value < 0, text)


class IntFlag(int, ReprEnum, Flag):
    _boundary_ = KEEP
    __str__ = _plain_str(int)

    def __format__(self, spec):
        return int.__format__(self, spec)

    def __contains__(self, other):
        return Flag.__contains__(self, other)

    __repr__ = Flag.__repr__
    __or__, __and__, __xor__, __invert__ = Flag.__or__, Flag.__and__, Flag.__xor__, Flag.__invert__
    __ror__, __rand__, __rxor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __bool__ = Flag.__bool__
    __hash__ = Enum.__hash__
    __reduce_ex__ = Enum.__reduce_ex__


def unique(enumeration):
    duplicates = [(name, member._name_) for name, member in enumeration.__members__.items() if name != member._name_]
    if duplicates:
        raise ValueError("duplicate values found in %r: %s" % (enumeration, ", ".join("%s -> %s" % pair for pair in duplicates)))
    return enumeration
"""#
