// Holds the module platform in Toy.

/// The source of the module `platform`.
let bundledPlatform = #"""
import sys


def _first_line(path):
    try:
        with open(path) as f:
            return f.readline().strip()
    except OSError:
        return ""


def system():
    return "Linux"


def node():
    return _first_line("/proc/sys/kernel/hostname")


def release():
    return _first_line("/proc/sys/kernel/osrelease")


def version():
    return _first_line("/proc/sys/kernel/version")


def machine():
    return "x86_64"


def processor():
    return ""


def architecture(executable=None, bits="", linkage=""):
    return "64bit", "ELF"


def python_version():
    return "%d.%d.%d" % sys.version_info[:3]


def python_version_tuple():
    return tuple(python_version().split("."))


def python_implementation():
    return "CPython"


def python_compiler():
    return "GCC 12.2.0"


def platform(aliased=False, terse=False):
    return "Linux-%s-%s-with-glibc2.36" % (release(), machine())


def libc_ver():
    return "glibc", "2.36"


def uname():
    from collections import namedtuple
    return namedtuple("uname_result", "system node release version machine")(system(), node(), release(), version(), machine())
"""#
