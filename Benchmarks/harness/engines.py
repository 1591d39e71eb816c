# Starts one benchmark process under one engine, and reads what it reported.
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time

STANDIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "standin")
PYTHON = "/usr/bin/python3.11"
PYPY = "/usr/bin/pypy3"
PRIMING_RUNS = 2


class Failure(Exception):
    """Says why a process gave no figures."""


class Engine:
    """A way of running a program: name, command, and for jitc what happens to the cache."""

    def __init__(self, name, command, cache=None, peer=False):
        self.name = name
        self.command = command
        self.cache = cache
        self.peer = peer
        self._warm = {}

    def run(self, program, arguments, seconds):
        """Runs the program once; returns its report lines, standard output, peak memory and total CPU."""
        if self.cache is None:
            return self._start([], program, arguments, seconds)
        if self.cache == "cold":
            with tempfile.TemporaryDirectory(prefix="jitc-cold-") as folder:
                return self._start(["--cache", folder], program, arguments, seconds)
        return self._start(["--cache", self._primed(program, arguments, seconds)], program, arguments, seconds)

    def _primed(self, program, arguments, seconds):
        key = (program, tuple(arguments))
        if key not in self._warm:
            self._warm[key] = tempfile.mkdtemp(prefix="jitc-warm-")
            for _ in range(PRIMING_RUNS):
                self._start(["--cache", self._warm[key]], program, arguments, seconds)
        return self._warm[key]

    def close(self):
        """Removes the warm caches."""
        for folder in self._warm.values():
            shutil.rmtree(folder, ignore_errors=True)
        self._warm = {}

    def _start(self, options, program, arguments, seconds):
        with tempfile.TemporaryDirectory(prefix="jitc-bench-") as scratch:
            report = os.path.join(scratch, "report.jsonl")
            environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1",
                               JITC_BENCH_REPORT=report, JITC_BENCH_SECONDS=repr(seconds))
            environment.pop("PYTHONPATH", None)
            if self.peer:
                environment["PYTHONPATH"] = STANDIN
            command = self.command + options + [program] + arguments
            with open(os.path.join(scratch, "out"), "w+b") as out, open(os.path.join(scratch, "err"), "w+b") as err:
                environment["JITC_BENCH_START"] = repr(time.monotonic())
                child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                         env=environment, cwd=scratch)
                status, usage = _wait(child, 120 + 20 * seconds)
                out.seek(0)
                err.seek(0)
                text, errors = out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace")
            if status != 0:
                last = (errors.strip().splitlines() or ["no message"])[-1]
                raise Failure("status %d: %s" % (status, last[:160]))
            if not os.path.exists(report):
                raise Failure("no report was written")
            with open(report, encoding="utf-8") as file:
                lines = [json.loads(line) for line in file]
        return {"benchmarks": lines, "stdout": text, "rss_mb": usage.ru_maxrss / 1024.0,
                "cpu": usage.ru_utime + usage.ru_stime}


def _wait(child, limit):
    def expire(number, frame):
        child.kill()
    previous = signal.signal(signal.SIGALRM, expire)
    signal.alarm(int(limit))
    try:
        _, status, usage = os.wait4(child.pid, 0)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage


def make(names, binary, extra):
    """Returns the engines of the given names; exits on an unknown one, leaves out a peer that is not installed."""
    known = {
        "jitc": lambda: Engine("jitc", [binary, "run"] + extra),
        "jitc-cold": lambda: Engine("jitc-cold", [binary, "run"] + extra, cache="cold"),
        "jitc-warm": lambda: Engine("jitc-warm", [binary, "run"] + extra, cache="warm"),
        "jitc-nojit": lambda: Engine("jitc-nojit", [binary, "run", "--jit", "off"]),
        "cpython": lambda: Engine("cpython", [PYTHON], peer=True),
        "pypy": lambda: Engine("pypy", [PYPY], peer=True),
    }
    engines = []
    for name in names:
        if name not in known:
            raise SystemExit("bench: no such engine: %s (%s)" % (name, ", ".join(known)))
        engine = known[name]()
        if not os.access(engine.command[0], os.X_OK):
            print("bench: %s is left out: no %s" % (name, engine.command[0]), file=sys.stderr)
            continue
        engines.append(engine)
    return engines


def versions(engines):
    """Returns one line per engine: its path and what it says of its version."""
    lines, seen = [], set()
    for engine in engines:
        path = engine.command[0]
        if path in seen:
            continue
        seen.add(path)
        done = subprocess.run([path, "--version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        lines.append("%s: %s" % (os.path.basename(path), " ".join(done.stdout.split()) or "no version"))
    lines.append("machine: %s, %d CPUs, Linux %s" % (_processor(), os.cpu_count(), platform.release()))
    return lines


def _processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()
