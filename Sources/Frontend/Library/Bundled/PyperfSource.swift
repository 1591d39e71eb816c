// Holds the module pyperf in Toy.

/// The source of the module `pyperf`.
let bundledPyperf = #"""
# Stands in for pyperf in one process: the surface that pyperformance's files use, and the reporting protocol of Documentation/benchmarking.md.
import os
import sys
import time

_REPORT = os.environ.get("JITC_BENCH_REPORT")
_BUDGET = float(os.environ.get("JITC_BENCH_SECONDS") or "1")
_START = os.environ.get("JITC_BENCH_START")
_CALIBRATED = 0.025
_PLAIN = (int, float, bool, str, tuple, list)

_cpu = time.process_time
_wall = time.monotonic
_ticks = [0, 0.0, 0.0]


def _reporting_clock():
    """Returns process CPU time and adds up the wall time from each odd call of a sample to the even one after it."""
    now = _wall()
    _ticks[0] += 1
    if _ticks[0] % 2:
        _ticks[1] = now
    else:
        _ticks[2] += now - _ticks[1]
    return _cpu()


perf_counter = _reporting_clock if _REPORT else time.perf_counter


def python_implementation():
    """Returns the lower-case name of the implementation that runs this file."""
    return "jitc"


class _Namespace:
    pass


class _Option:
    def __init__(self, flags, action, type, default, nargs, choices, dest):
        self.flags = [flag for flag in flags if flag.startswith("-")]
        self.action = action
        self.type = type
        self.nargs = nargs
        self.choices = choices
        long_flags = [flag for flag in flags if flag.startswith("--")]
        name = (long_flags or list(flags))[0]
        self.dest = dest or name.lstrip("-").replace("-", "_")
        if default is None and action == "store_true":
            default = False
        if default is None and action == "store_false":
            default = True
        self.default = default

    def convert(self, text):
        value = self.type(text) if self.type else text
        if self.choices is not None and value not in self.choices:
            raise ValueError("invalid choice: %r" % text)
        return value


class _Parser:
    """A small argument parser, so that argparse's import is charged to no engine."""

    def __init__(self):
        self._named = {}
        self._positional = []

    def add_argument(self, *flags, action="store", type=None, default=None, nargs=None,
                     choices=None, dest=None, help=None, metavar=None, required=False):
        option = _Option(flags, action, type, default, nargs, choices, dest)
        if option.flags:
            for flag in option.flags:
                self._named[flag] = option
        else:
            self._positional.append(option)
        return option

    def add_mutually_exclusive_group(self, required=False):
        return self

    def add_argument_group(self, *titles):
        return self

    def parse_args(self, argv):
        result = _Namespace()
        for option in list(self._named.values()) + self._positional:
            setattr(result, option.dest, option.default)
        words, unknown = self._read_named(list(argv), result)
        for option in self._positional:
            if option.nargs in ("*", "+"):
                setattr(result, option.dest, [option.convert(word) for word in words])
                words = []
            elif words:
                setattr(result, option.dest, self._convert(option, words.pop(0)))
            elif option.nargs != "?":
                self._fail("the following arguments are required: %s" % option.dest)
        if unknown + words:
            self._fail("unrecognized arguments: %s" % " ".join(unknown + words))
        return result

    def _read_named(self, words, result):
        rest, unknown = [], []
        while words:
            word = words.pop(0)
            flag, joined, text = word.partition("=")
            option = self._named.get(flag)
            if option is None and word[:1] == "-" and word[:2] != "--" and word[:2] in self._named:
                option, joined, text = self._named[word[:2]], "=", word[2:]
            if option is None:
                (unknown if word[:1] == "-" and len(word) > 1 else rest).append(word)
            elif option.action == "store_true":
                setattr(result, option.dest, True)
            elif option.action == "store_false":
                setattr(result, option.dest, False)
            else:
                if not joined:
                    if not words:
                        self._fail("argument %s: expected one argument" % flag)
                    text = words.pop(0)
                setattr(result, option.dest, self._convert(option, text))
        return rest, unknown

    def _convert(self, option, text):
        try:
            return option.convert(text)
        except (ValueError, TypeError):
            self._fail("argument %s: invalid value: %r" % (option.dest, text))

    def _fail(self, message):
        name = os.path.basename(sys.argv[0])
        sys.stderr.write("usage: %s [OPTIONS]\n%s: error: %s\n" % (name, name, message))
        raise SystemExit(2)


def _add_options(parser, values, warmups, loops, min_time):
    for flags in (("--rigorous",), ("--fast",), ("--debug-single-value",), ("-v", "--verbose"), ("-q", "--quiet"),
                  ("--worker",), ("--calibrate-loops",), ("--recalibrate-loops",), ("--calibrate-warmups",),
                  ("--recalibrate-warmups",), ("-d", "--dump"), ("-m", "--metadata"), ("-g", "--hist"),
                  ("-t", "--stats"), ("--copy-env",), ("--no-locale",), ("--tracemalloc",), ("--track-memory",)):
        parser.add_argument(*flags, action="store_true")
    for flags in (("-p", "--processes"), ("--pipe",), ("--timeout",), ("--worker-task",), ("--affinity",),
                  ("--inherit-environ",), ("--python",), ("--compare-to",), ("--python-names",), ("--profile",),
                  ("--hook",), ("-o", "--output"), ("--append",)):
        parser.add_argument(*flags)
    parser.add_argument("-n", "--values", type=int, default=values)
    parser.add_argument("-w", "--warmups", type=int, default=warmups)
    parser.add_argument("-l", "--loops", type=int, default=loops)
    parser.add_argument("--min-time", type=float, default=min_time)


def _drive(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


class Runner:
    """Runs benchmark functions and reports what they took."""

    def __init__(self, values=None, processes=None, loops=0, min_time=0.1, metadata=None,
                 show_name=True, program_args=None, add_cmdline_args=None, warmups=None, **ignored):
        self.metadata = dict(metadata or {})
        self.args = None
        self._benchmarks = []
        self._earlier = None
        self.argparser = _Parser()
        _add_options(self.argparser, values or 10, 1 if warmups is None else warmups, loops, min_time)

    def parse_args(self, args=None):
        if self.args is not None:
            return self.args
        self.args = self.argparser.parse_args(sys.argv[1:] if args is None else args)
        if not _REPORT and self.args.output and os.path.exists(self.args.output):
            print("ERROR: The JSON file %r already exists" % self.args.output)
            raise SystemExit(1)
        return self.args

    def bench_func(self, name, func, *args, inner_loops=None, metadata=None):
        def sample(loops):
            c0, w0 = _cpu(), _wall()
            for _ in range(loops):
                value = func(*args)
            return _cpu() - c0, _wall() - w0, value
        return self._bench(name, sample, inner_loops or 1)

    def bench_async_func(self, name, func, *args, inner_loops=None, metadata=None, loop_factory=None):
        def sample(loops):
            c0, w0 = _cpu(), _wall()
            for _ in range(loops):
                value = _drive(func(*args))
            return _cpu() - c0, _wall() - w0, value
        return self._bench(name, sample, inner_loops or 1)

    def bench_time_func(self, name, func, *args, inner_loops=None, metadata=None):
        def sample(loops):
            _ticks[:] = [0, 0.0, 0.0]
            w0 = _wall()
            measured = func(loops, *args)
            around = _wall() - w0
            if _REPORT:
                return measured, (_ticks[2] if _ticks[0] > 1 else around), None
            return around, measured, None
        return self._bench(name, sample, inner_loops or 1)

    def _bench(self, name, sample, inner_loops):
        self.parse_args()
        if _REPORT:
            _report(name, sample, inner_loops)
        else:
            self._measure(name, sample, inner_loops)

    def _measure(self, name, sample, inner_loops):
        args = self.args
        begin = _wall()
        loops, values, warmups = 1, [], []

        def once():
            return max(sample(loops)[1], 1e-9) / (loops * inner_loops)

        if args.debug_single_value:
            values.append(once())
        else:
            if args.loops:
                loops = args.loops
            else:
                while True:
                    took = once()
                    warmups.append((loops, took))
                    if took * loops * inner_loops >= args.min_time:
                        break
                    loops *= 2
            for _ in range(args.warmups):
                warmups.append((loops, once()))
            for _ in range(3 if args.fast else 40 if args.rigorous else args.values):
                values.append(once())
        self._benchmarks.append(_benchmark(name, loops, inner_loops, values, warmups, _wall() - begin))
        print(_summary(name, values))
        self._store()

    def _store(self):
        target = self.args.output or self.args.append
        if not target:
            return
        import json
        if self._earlier is None:
            self._earlier = []
            if self.args.append and os.path.exists(target):
                with open(target, encoding="utf-8") as file:
                    self._earlier = json.load(file)["benchmarks"]
        common = {"python_implementation": python_implementation(), "unit": "second",
                  "python_version": "%d.%d.%d (64-bit)" % sys.version_info[:3],
                  "timer": "clock_gettime(CLOCK_MONOTONIC), resolution: 1.00 ns"}
        data = {"version": "1.0", "benchmarks": _merge(self._earlier, self._benchmarks), "metadata": dict(self.metadata, **common)}
        with open(target, "w", encoding="utf-8") as file:
            json.dump(data, file, sort_keys=True)
            file.write("\n")


def _benchmark(name, loops, inner_loops, values, warmups, duration):
    metadata = {"name": name, "loops": loops}
    if inner_loops != 1:
        metadata["inner_loops"] = inner_loops
    date = time.strftime("%Y-%m-%d %H:%M:%S.000000")
    run = {"values": values, "metadata": {"date": date, "duration": duration}}
    if warmups:
        run["warmups"] = warmups
    return {"metadata": metadata, "runs": [run]}


def _merge(earlier, benchmarks):
    merged = [dict(benchmark) for benchmark in earlier]
    for benchmark in benchmarks:
        for other in merged:
            if other["metadata"]["name"] == benchmark["metadata"]["name"]:
                other["runs"] = other["runs"] + benchmark["runs"]
                break
        else:
            merged.append(benchmark)
    return merged


def _summary(name, values):
    mean = sum(values) / len(values)
    if len(values) == 1:
        return "%s: %s" % (name, _durations(mean)[0])
    deviation = (sum((value - mean) ** 2 for value in values) / (len(values) - 1)) ** 0.5
    return "%s: Mean +- std dev: %s +- %s" % ((name,) + _durations(mean, deviation))


def _durations(*seconds):
    exponent = next((i for i in range(2, -9, -1) if seconds[0] >= 10.0 ** i), -9)
    thousands = -(exponent // 3) if exponent < 0 else 0
    unit = ("sec", "ms", "us", "ns")[thousands]
    return tuple("%.*f %s" % (2 - exponent % 3, value * 1000.0 ** thousands, unit) for value in seconds)


def _report(name, sample, inner_loops):
    loops, samples = 1, []
    begin = _cpu()
    while True:
        cpu, wall, value = sample(loops)
        if not samples:
            first_cpu = _cpu()
            first_wall = _wall() - float(_START) if _START else None
            result = repr(value)[:200] if type(value) in _PLAIN else None
        samples.append((loops, cpu, wall))
        if _cpu() - begin >= _BUDGET:
            break
        if cpu < _CALIBRATED:
            loops *= 2
    import json
    line = {"name": name, "inner_loops": inner_loops, "first_cpu": first_cpu, "first_wall": first_wall,
            "result": result, "samples": samples}
    with open(_REPORT, "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
"""#
