// Holds the modules readline, resource, faulthandler, tracemalloc and gettext in Toy, as far as programs may rely on them anywhere.

/// The source of the module `readline`: input is read a line at a time, without editing.
let bundledReadline = #"""
_history = []
_state = {"completer": None, "delims": " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?", "length": -1}


def add_history(line):
    _history.append(line)


def clear_history():
    _history.clear()


def get_current_history_length():
    return len(_history)


def get_history_item(index):
    return _history[index - 1] if 0 < index <= len(_history) else None


def remove_history_item(pos):
    del _history[pos]


def replace_history_item(pos, line):
    _history[pos] = line


def read_history_file(filename="~/.history"):
    with open(filename) as f:
        _history.extend(line.rstrip("\n") for line in f)


def write_history_file(filename="~/.history"):
    with open(filename, "w") as f:
        f.writelines(line + "\n" for line in _history)


def get_history_length():
    return _state["length"]


def set_history_length(length):
    _state["length"] = length


def get_completer():
    return _state["completer"]


def set_completer(function=None):
    _state["completer"] = function


def get_completer_delims():
    return _state["delims"]


def set_completer_delims(string):
    _state["delims"] = string


def get_line_buffer():
    return ""


def get_begidx():
    return 0


get_endidx = get_begidx


def _nothing(*arguments):
    pass


parse_and_bind = read_init_file = insert_text = redisplay = set_auto_history = _nothing
set_startup_hook = set_pre_input_hook = set_completion_display_matches_hook = _nothing
"""#

/// The source of the module `resource`: limits are noted, not enforced.
let bundledResource = #"""
import os as _os
import sys as _sys

error = OSError
RLIM_INFINITY = -1
RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE = range(8)
RLIMIT_OFILE = RLIMIT_NOFILE
RLIMIT_MEMLOCK, RLIMIT_AS = 8, 9
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
_limits = {i: (RLIM_INFINITY, RLIM_INFINITY) for i in range(16)}
_limits[RLIMIT_STACK] = 8388608, RLIM_INFINITY
_limits[RLIMIT_NOFILE] = 1024, 1048576


def _known(resource):
    if resource not in _limits:
        raise ValueError("invalid resource specified")


def getrlimit(resource, /):
    _known(resource)
    return _limits[resource]


def setrlimit(resource, limits, /):
    _known(resource)
    soft, hard = limits
    largest = _limits[resource][1]
    if hard != RLIM_INFINITY and (soft == RLIM_INFINITY or soft > hard):
        raise ValueError("current limit exceeds maximum limit")
    if largest != RLIM_INFINITY and (hard == RLIM_INFINITY or hard > largest):
        raise ValueError("not allowed to raise maximum limit")
    _limits[resource] = soft, hard


def getpagesize():
    return 4096


class struct_rusage(tuple):
    _names = ("ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt", "ru_nswap",
              "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw")

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        raise AttributeError("'resource.struct_rusage' object has no attribute %r" % name)

    def __repr__(self):
        return "resource.struct_rusage(%s)" % ", ".join(["%s=%r" % pair for pair in zip(self._names, self)])


def getrusage(who, /):
    import time
    largest = 0
    try:
        with open("/proc/self/status") as f:
            for line in f:
                if line.startswith("VmHWM:"):
                    largest = int(line.split()[1])
    except OSError:
        pass
    used = time.process_time() if who != RUSAGE_CHILDREN else 0.0
    return struct_rusage((used, 0.0, largest if who != RUSAGE_CHILDREN else 0) + (0,) * 13)
"""#

/// The source of the module `faulthandler`.
let bundledFaulthandler = #"""
import sys as _sys

_state = {"enabled": False}


def enable(file=None, all_threads=True):
    _state["enabled"] = True


def disable():
    was = _state["enabled"]
    _state["enabled"] = False
    return was


def is_enabled():
    return _state["enabled"]


def dump_traceback(file=None, all_threads=True):
    frame = _sys._getframe(1)
    print("Current thread (most recent call first):", file=file or _sys.stderr)
    while frame is not None:
        print('  File "%s", line %d in %s' % (frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name), file=file or _sys.stderr)
        frame = frame.f_back


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    pass


def cancel_dump_traceback_later():
    pass


def register(signum, file=None, all_threads=True, chain=False):
    pass


def unregister(signum):
    return False
"""#

/// The source of the module `tracemalloc`: it counts nothing.
let bundledTracemalloc = #"""
_state = {"tracing": False, "limit": 1}


def start(nframe=1, /):
    _state["tracing"] = True
    _state["limit"] = nframe


def stop():
    _state["tracing"] = False


def is_tracing():
    return _state["tracing"]


def get_traced_memory():
    return (0, 0)


def get_tracemalloc_memory():
    return 0


def get_traceback_limit():
    return _state["limit"]


def get_object_traceback(obj, /):
    return None


def clear_traces():
    pass


def reset_peak():
    pass


class Filter:
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        self.inclusive, self.filename_pattern, self.lineno = inclusive, filename_pattern, lineno
        self.all_frames, self.domain = all_frames, domain


class Snapshot:
    traces = ()

    def statistics(self, key_type, cumulative=False):
        return []

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        return []

    def filter_traces(self, filters):
        return self


def take_snapshot():
    if not is_tracing():
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    return Snapshot()
"""#

/// The source of the module `gettext`: without catalogues of its own, messages stay as they are.
let bundledGettext = #"""
import os as _os

_domain = ["messages"]
_folders = {}


class NullTranslations:
    def __init__(self, fp=None):
        self._info = {}
        self._charset = None
        self._fallback = None

    def add_fallback(self, fallback):
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def gettext(self, message):
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context, message):
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.npgettext(context, msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

    def info(self):
        return self._info

    def charset(self):
        return self._charset

    def install(self, names=None):
        import builtins
        builtins.__dict__["_"] = self.gettext
        for name in set(names or ()) & {"gettext", "ngettext", "npgettext", "pgettext"}:
            builtins.__dict__[name] = getattr(self, name)


class GNUTranslations(NullTranslations):
    def __init__(self, fp=None):
        raise OSError(0, "Bad magic number", getattr(fp, "name", ""))


def find(domain, localedir=None, languages=None, all=False):
    return [] if all else None


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    if not fallback:
        raise FileNotFoundError(2, "No translation file found for domain", domain)
    return NullTranslations()


def install(domain, localedir=None, *, names=None):
    translation(domain, localedir, fallback=True).install(names)


def textdomain(domain=None):
    if domain is not None:
        _domain[0] = domain
    return _domain[0]


def bindtextdomain(domain, localedir=None):
    if localedir is not None:
        _folders[domain] = localedir
    return _folders.get(domain, "/usr/share/locale")


def gettext(message):
    return message


def dgettext(domain, message):
    return message


def ngettext(msgid1, msgid2, n):
    return msgid1 if n == 1 else msgid2


def dngettext(domain, msgid1, msgid2, n):
    return ngettext(msgid1, msgid2, n)


def pgettext(context, message):
    return message


def dpgettext(domain, context, message):
    return message


def npgettext(context, msgid1, msgid2, n):
    return ngettext(msgid1, msgid2, n)


def dnpgettext(domain, context, msgid1, msgid2, n):
    return ngettext(msgid1, msgid2, n)


Catalog = translation
"""#
