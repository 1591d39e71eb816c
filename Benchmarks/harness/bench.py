# Runs pyperformance programs under several engines, interleaved, and writes the table.
import argparse
import json
import os
import shlex
import sys

import check
import engines as engine_module
import figures
import report
import suite

RESULTS = os.path.join(suite.ROOT, "results")


def main():
    options = parse()
    if options.list:
        print("\n".join(name + ("  (default)" if name in suite.DEFAULT else "") for name in suite.PROGRAMS))
        return 0
    names = suite.choose(options.only)
    folder = suite.fetch()
    engines = engine_module.make(options.engines.split(","), options.binary, shlex.split(options.jitc_args))
    try:
        runs, failures = measure(names, folder, engines, options)
        differences = compare_results(names, folder, engines)
    finally:
        for engine in engines:
            engine.close()
    results = {name: {engine: figures.of_processes(found) for engine, found in row.items()} for name, row in runs.items()}
    text = report.document(options.command, engine_module.versions(engines),
                           ["pyperformance %s, %g s of CPU a process, %d processes an engine, interleaved; PYTHONHASHSEED=0"
                            % (suite.VERSION, options.seconds, options.processes)],
                           names, [engine.name for engine in engines], results, failures, differences)
    store(options.out, text, runs)
    print(text)
    return 1 if failures or differences else 0


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Runs pyperformance programs under several engines and writes a table.")
    parser.add_argument("--only", help="comma-separated names, or all", metavar="A,B,C")
    parser.add_argument("--seconds", type=float, default=3.0, help="CPU seconds a process (default: 3)")
    parser.add_argument("--processes", type=int, default=2, help="processes an engine and program (default: 2)")
    parser.add_argument("--engines", default="jitc,jitc-cold,jitc-warm,jitc-nojit,cpython,pypy",
                        help="of jitc, jitc-cold, jitc-warm, jitc-nojit, cpython, pypy (default: all)")
    parser.add_argument("--out", default="latest", metavar="NAME", help="name of the stored table (default: latest)")
    parser.add_argument("--jitc-args", default="", help="options for jitc run, in one string")
    parser.add_argument("--list", action="store_true", help="print the names of the programs")
    parser.add_argument("--binary", default=os.environ.get("JITC_BINARY", ""), help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.command = "scripts/bench " + " ".join(shlex.quote(word) for word in sys.argv[1:])
    return options


def measure(names, folder, engines, options):
    """Runs everything; returns the runs by program and engine, and a list of (program, engine, reason)."""
    runs, failures = {}, []
    for name in names:
        row = runs[name] = {}
        for process in range(options.processes):
            for engine in engines:
                if any(failure[:2] == (name, engine.name) for failure in failures):
                    continue
                print("bench: %s %d/%d %s" % (name, process + 1, options.processes, engine.name), file=sys.stderr)
                try:
                    found = engine.run(suite.script(folder, name), suite.PROGRAMS[name][1], options.seconds)
                    row.setdefault(engine.name, []).append(found)
                except engine_module.Failure as failure:
                    failures.append((name, engine.name, str(failure)))
                    print("bench: %s" % failure, file=sys.stderr)
    return runs, failures


def compare_results(names, folder, engines):
    """Returns a list of (program, sentence) for each program whose results differ from python3.11's."""
    by_name = {engine.name: engine for engine in engines}
    reference = by_name.get("cpython")
    ours = next((engine for engine in engines if not engine.peer), None)
    if reference is None or ours is None:
        return []
    found = []
    for name in names:
        try:
            difference = check.compare(name, suite.script(folder, name), suite.PROGRAMS[name][1], ours, reference)
        except engine_module.Failure as failure:
            difference = "not compared, %s" % failure
        if difference:
            found.append((name, difference))
    return found


def store(name, text, runs):
    os.makedirs(RESULTS, exist_ok=True)
    with open(os.path.join(RESULTS, name + ".md"), "w", encoding="utf-8") as file:
        file.write(text)
    with open(os.path.join(RESULTS, name + ".json"), "w", encoding="utf-8") as file:
        json.dump(runs, file)


sys.exit(main())
