# Measures trace quality under several selection policies and prints tables.
import argparse
import json
import os
import statistics
import subprocess
import sys

import suite

WORKLOADS = ["gen_in_loop", "long_loop", "long_loop_with_calls", "long_loop_with_side_exits", "mid_loop", "mid_loop_with_calls",
             "mid_loop_with_side_exits", "short_branchy_loop", "short_loop", "short_loop_with_calls", "short_loop_with_side_exits"]
# Heading of a column and the metric's name in --stats=json.
COLUMNS = [("executors", "executors"), ("traces", "traces"), ("uops", "uops"), ("guards", "guards"), ("calls", "calls"), ("exits", "exits"),
           ("loops", "loops"), ("links", "links"), ("coverage", "coverage"), ("t90 bc", "t90_bytecodes"), ("t90 ms", "t90_ms"), ("cold", "cold_share"),
           ("short", "short_lived"), ("D", "duplication"), ("D'", "adjusted_duplication"), ("complete", "completion"),
           ("moves/1000", "transitions"), ("code bytes", "code_bytes"), ("rank", "fitness_correlation")]
# Bytecodes that a benchmark executes unless --runs says otherwise, and the bounds of its runs.
WORK = 40000000
FEWEST, MOST = 5, 5000
SHAPE = ["executors", "traces", "uops", "guards", "calls", "exits", "loops", "links"]


class Policy:
    """A frontend with changed constants, written NAME[,CONSTANT=VALUE...]."""

    def __init__(self, text):
        self.text = text
        name, *changes = text.split(",")
        self.options = ["--frontend", name]
        for change in changes:
            self.options += ["--set", change]


def main():
    options = parse()
    policies = [Policy(text) for text in options.compare or options.policies]
    rows = []
    for name in chosen(options):
        found = [measure(options.binary, name, policy, options) for policy in policies]
        rows.append((name, found))
        print("trace-quality: %s" % name, file=sys.stderr)
    print(heading(policies, rows, options))
    print(compared(rows) if options.compare else table(rows, policies) + summary(rows, policies))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({name: dict(zip([policy.text for policy in policies], found)) for name, found in rows}, file, indent=1)
    return 1 if any("error" in figures for _, found in rows for figures in found) else 0


def parse():
    parser = argparse.ArgumentParser(prog="scripts/trace-quality", description="Prints the metrics of trace quality; Documentation/trace-quality.md says what they mean.")
    parser.add_argument("--only", metavar="A,B,C", help="names of workloads and pyperformance programs (default: the workloads and richards)")
    parser.add_argument("--all", action="store_true", help="every workload and every pyperformance program")
    parser.add_argument("--policy", action="append", dest="policies", metavar="NAME[,CONSTANT=VALUE...]", help="a column group; may be given more than once (default: cpython315 and best)")
    parser.add_argument("--compare", nargs=2, metavar=("A", "B"), help="print 'A -> B' for the shape of the traces")
    parser.add_argument("--iterations", type=int, default=100000, help="iterations of the workloads (default: 100000)")
    parser.add_argument("--runs", type=int, default=0, help="runs of each pyperformance benchmark (default: as many as execute %d million bytecodes, %d to %d)" % (WORK // 1000000, FEWEST, MOST))
    parser.add_argument("--seconds", type=int, default=300, help="limit for one program (default: 300)")
    parser.add_argument("--json", metavar="FILE", help="also write all figures to FILE")
    parser.add_argument("--list", action="store_true", help="print the names")
    parser.add_argument("--binary", default=os.environ.get("JITC_BINARY", ""), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.list:
        print("\n".join(WORKLOADS + list(suite.PROGRAMS)))
        sys.exit(0)
    options.policies = options.policies or ["cpython315", "best"]
    return options


def chosen(options):
    if options.only:
        names = [name.strip() for name in options.only.split(",")]
        unknown = [name for name in names if name not in WORKLOADS and name not in suite.PROGRAMS]
        if unknown:
            sys.exit("trace-quality: no such program: %s (--list names them)" % ", ".join(unknown))
        return names
    return WORKLOADS + (list(suite.PROGRAMS) if options.all else ["richards"])


def command(name, runs, options):
    """The program's file and its arguments."""
    if name in WORKLOADS:
        return [os.path.join(suite.ROOT, "workloads", name + ".toy"), str(options.iterations)]
    folder = suite.fetch()
    return [suite.script(folder, name)] + suite.PROGRAMS[name][1] + ["--worker", "-w", "0", "-n", str(runs), "-l", "1"]


def measure(binary, name, policy, options):
    """The metrics of a program under a policy, or why there are none."""
    if name in WORKLOADS or options.runs:
        return execute(binary, command(name, options.runs, options), policy, options)
    first = execute(binary, command(name, 1, options), policy, options)
    if "error" in first:
        return first
    runs = min(max(WORK // max(first["executed"], 1), FEWEST), MOST)
    return dict(execute(binary, command(name, runs, options), policy, options), runs=runs)


def execute(binary, words, policy, options):
    """The metrics of one process, or why there are none."""
    environment = dict(os.environ, PYTHONHASHSEED="0")
    try:
        done = subprocess.run([binary, "run", "--compile", "sync", "--metrics", "--stats=json"] + policy.options + words,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=options.seconds, env=environment)
    except subprocess.TimeoutExpired:
        return {"error": "longer than %d s" % options.seconds}
    for line in reversed(done.stderr.splitlines()):
        if line.startswith("{"):
            metrics = json.loads(line).get("metrics")
            if done.returncode == 0 and metrics:
                return metrics
    last = [line for line in done.stderr.splitlines() if line and not line.startswith("{")][-1:] or ["no message"]
    return {"error": "status %d: %s" % (done.returncode, last[0])}


def budget(index, rows):
    """The initial fitness that the runs of a policy reported."""
    return ", ".join(sorted({str(found[index]["budget"]) for _, found in rows if "budget" in found[index]})) or "unknown"


def heading(policies, rows, options):
    lines = ["Budget (initial fitness): " + ", ".join("`%s` %s" % (policy.text, budget(index, rows)) for index, policy in enumerate(policies))]
    work = "%d times" % options.runs if options.runs else "until they executed %d million bytecodes (%d to %d times)" % (WORK // 1000000, FEWEST, MOST)
    lines.append("Workloads run %d iterations, benchmarks %s; compiled at once." % (options.iterations, work))
    return "\n".join(lines) + "\n"


def table(rows, policies):
    lines = ["| workload | policy | " + " | ".join(column for column, _ in COLUMNS) + " |",
             "|---|---|" + "---:|" * len(COLUMNS)]
    for name, found in rows:
        for policy, figures in zip(policies, found):
            if "error" in figures:
                lines.append("| %s | %s | %s |" % (name, policy.text, figures["error"].replace("|", "/")) + " |" * (len(COLUMNS) - 1))
                continue
            cells = ["-" if figures[key] is None else str(figures[key]) for _, key in COLUMNS]
            lines.append("| %s | %s | %s |" % (name, policy.text, " | ".join(cells)))
    return "\n".join(lines)


def summary(rows, policies):
    """Medians and extremes over the benchmarks, which is what goals are stated in."""
    lines = []
    for index, policy in enumerate(policies):
        found = [figures[index] for name, figures in rows if name not in WORKLOADS and "error" not in figures[index] and figures[index]["traces"]]
        if len(found) < 2:
            continue
        cells = []
        for heading, key, worst in (("coverage", "coverage", min), ("short-lived", "short_lived", max), ("D'", "adjusted_duplication", max), ("cold", "cold_share", max)):
            values = sorted(figures[key] for figures in found if figures[key] is not None)
            cells.append("%s median %.3f, worst %.3f" % (heading, statistics.median(values), worst(values)))
        lines.append("- `%s`, %d benchmarks that have traces: %s" % (policy.text, len(found), "; ".join(cells)))
    return "\n\n" + "\n".join(lines) if lines else ""


def compared(rows):
    """One number where nothing changed, else 'before -> after'."""
    lines = ["| workload | " + " | ".join(SHAPE) + " |", "|---|" + "---|" * len(SHAPE)]
    for name, (before, after) in rows:
        if "error" in before or "error" in after:
            lines.append("| %s | %s |" % (name, (before.get("error") or after.get("error")).replace("|", "/")) + " |" * (len(SHAPE) - 1))
            continue
        cells = [str(before[key]) if before[key] == after[key] else "%s -> %s" % (before[key], after[key]) for key in SHAPE]
        lines.append("| %s | %s |" % (name, " | ".join(cells)))
    return "\n".join(lines)


sys.exit(main())
