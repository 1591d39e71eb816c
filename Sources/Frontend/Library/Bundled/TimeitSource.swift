// Holds the module timeit in Toy.

/// The source of the module `timeit`.
let bundledTimeit = #"""
import gc
import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        space = {} if globals is None else globals
        lines = ["def inner(_it, _timer):"]
        local = {}
        if isinstance(setup, str):
            lines += ["    " + line for line in setup.split("\n")]
        else:
            local["_setup"] = setup
            lines.append("    _setup()")
        lines += ["    _t0 = _timer()", "    for _i in _it:"]
        if isinstance(stmt, str):
            lines += ["        " + line for line in stmt.split("\n")]
        else:
            local["_stmt"] = stmt
            lines.append("        _stmt()")
        lines += ["        pass", "    _t1 = _timer()", "    return _t1 - _t0"]
        self.src = "\n".join(lines) + "\n"
        merged = dict(space)
        merged.update(local)
        exec(compile(self.src, "<timeit-src>", "exec"), merged)
        self.inner = merged["inner"]

    def timeit(self, number=default_number):
        return self.inner(itertools.repeat(None, number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        i = 1
        while True:
            for j in 1, 2, 5:
                number = i * j
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            i *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
"""#
