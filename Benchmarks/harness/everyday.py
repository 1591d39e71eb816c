# Runs small programs, each around one everyday thing, under several engines, and prints a table of their best times.
import argparse
import glob
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, "everyday")
LIMIT = 120


def main():
    options = parse()
    engines = {"jitc": [options.binary, "run"], "interpreter": [options.binary, "run", "--jit", "off"], "pypy": ["/usr/bin/pypy3"], "python3.11": ["/usr/bin/python3.11"]}
    lines = ["| program | %s | jitc vs pypy | jitc vs python3.11 |" % " | ".join(engines), "|---|" + "---:|" * (len(engines) + 2)]
    differences = []
    for name in options.names:
        found = {engine: run(command, name) for engine, command in engines.items()}
        results = {result for result, _ in found.values() if result is not None}
        if len(results) > 1:
            differences.append(name)
        times = [found[engine][1] for engine in engines]
        lines.append("| %s | %s | %s | %s |" % (name, " | ".join(shown(time) for time in times), ratio(times[2], times[0]), ratio(times[3], times[0])))
        print("everyday: %s" % name, file=sys.stderr)
    lines += ["", "Best CPU time of a run in ms. " + ("Results differ: %s." % ", ".join(differences) if differences else "All results are equal.")]
    text = "\n".join(lines)
    print(text)
    if options.out:
        with open(os.path.join(ROOT, "results", options.out + ".md"), "w", encoding="utf-8") as file:
            file.write("# Everyday things in loops\n\n    scripts/everyday %s\n\n%s\n" % (" ".join(sys.argv[1:]), text))
    return 1 if differences else 0


def parse():
    names = sorted(os.path.splitext(os.path.basename(path))[0] for path in glob.glob(os.path.join(FOLDER, "*.toy")))
    parser = argparse.ArgumentParser(prog="scripts/everyday", description="Runs small programs, each around one everyday thing, under jitc, its interpreter, pypy3 and python3.11.")
    parser.add_argument("--only", metavar="A,B,C", help="names of programs (default: all)")
    parser.add_argument("--out", metavar="NAME", help="also write the table to Benchmarks/results/NAME.md")
    parser.add_argument("--list", action="store_true", help="print the names")
    parser.add_argument("--binary", default=os.environ.get("JITC_BINARY", ""), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.list:
        print("\n".join(names))
        sys.exit(0)
    options.names = options.only.split(",") if options.only else names
    unknown = [name for name in options.names if name not in names]
    if unknown:
        parser.error("no such program: %s (--list names them)" % ", ".join(unknown))
    return options


def run(command, name):
    """The result that a program prints and its time in ms; None for both when the engine cannot run it."""
    try:
        done = subprocess.run(command + [name + ".toy"], cwd=FOLDER, capture_output=True, text=True, timeout=LIMIT, env=dict(os.environ, PYTHONHASHSEED="0"))
        return (done.stdout, float(done.stderr.split()[-1])) if done.returncode == 0 else (None, None)
    except (OSError, subprocess.TimeoutExpired):
        return None, None


def shown(time):
    return "-" if time is None else "%.3f" % time


def ratio(theirs, ours):
    return "-" if not theirs or not ours else "%.2f" % (theirs / ours)


sys.exit(main())
