// Holds the second part of the module enum in Toy: checks of enumerations.

let enumChecks = #"""


UNIQUE, CONTINUOUS, NAMED_FLAGS = "one name per value", "no skipped integer values", "multi-flag aliases may not contain unnamed flags"


def _check_continuous(cls, is_flag):
    values = {member.value for member in cls}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if is_flag:
        wanted = (1 << i for i in range(low.bit_length(), high.bit_length() - 1))
    else:
        wanted = range(low + 1, high)
    missing = [value for value in wanted if value not in values]
    if missing:
        text = "invalid %s %r: missing values %s" % ("flag" if is_flag else "enum", cls.__name__, ", ".join(map(str, missing)))
        raise ValueError(text[:256])


def _check_named(cls):
    known = [member.value for member in cls]
    names, lost = [], 0
    for name, alias in cls._member_map_.items():
        if name in cls._member_names_ or alias.value < 0:
            continue
        missed = [bit for bit in (1 << i for i in range(alias.value.bit_length())) if alias.value & bit and bit not in known]
        if missed:
            names.append(name)
            for bit in missed:
                lost |= bit
    if names:
        who = "alias %s is" % names[0] if len(names) == 1 else "aliases %s and %s are" % (", ".join(names[:-1]), names[-1])
        what = "value 0x%x" if lost & (lost - 1) == 0 else "combined values of 0x%x"
        raise ValueError("invalid Flag %r: %s missing %s [use enum.show_flag_values(value) for details]" % (cls.__name__, who, what % lost))


def verify(*checks):
    def check(enumeration):
        is_flag = issubclass(enumeration, Flag)
        for each in checks:
            if each is UNIQUE:
                aliases = ["%s -> %s" % (alias, m.name) for alias, m in enumeration.__members__.items() if alias != m.name]
                if aliases:
                    raise ValueError("aliases found in %r: %s" % (enumeration, ", ".join(aliases)))
            elif each is CONTINUOUS:
                _check_continuous(enumeration, is_flag)
            elif each is NAMED_FLAGS and is_flag:
                _check_named(enumeration)
        return enumeration
    return check


def global_enum(cls, update_str=False):
    import sys
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
"""#
