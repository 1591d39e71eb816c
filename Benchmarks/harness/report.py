# Writes the figures as a markdown document of several tables.
from figures import duration, geometric_mean

TABLES = [
    ("Steady state, CPU per iteration", "steady_cpu"),
    ("Steady state, wall per iteration", "steady_wall"),
    ("Median of the second half, CPU per iteration", "median_cpu"),
    ("First iteration in a fresh process, CPU", "first_cpu"),
    ("First iteration in a fresh process, wall", "first_wall"),
    ("The first iteration alone, CPU", "iteration_1"),
]
PEERS = ("cpython", "pypy")


def document(command, versions, settings, names, engines, results, failures, differences):
    """Returns the whole document as text."""
    lines = ["# Benchmark results", "", "    " + command, ""]
    lines += ["- " + line for line in versions + settings] + [""]
    for title, key in TABLES:
        lines += _table(title, key, names, engines, results)
    lines += _warm_check(names, engines, results)
    lines += _memory(names, engines, results)
    if failures:
        lines += ["## What did not run", ""] + ["- %s under %s: %s" % item for item in failures] + [""]
    lines += ["## Results compared with python3.11", ""]
    lines += ["- %s: %s" % item for item in differences] or ["No difference."]
    return "\n".join(lines) + "\n"


def _ratio_columns(engines):
    ours = [engine for engine in engines if engine not in PEERS]
    return [(engine, peer) for engine in ours for peer in PEERS if peer in engines] or \
        [("pypy", "cpython")] * (set(PEERS) <= set(engines))


def _table(title, key, names, engines, results):
    ratios = _ratio_columns(engines)
    heads = ["program"] + list(engines) + ["%s vs %s" % pair for pair in ratios]
    lines = ["## " + title, "", _row(heads), _row(["---"] + ["---:"] * (len(heads) - 1))]
    collected = {pair: [] for pair in ratios}
    for name in names:
        row = results.get(name, {})
        cells = [name] + [duration(row[engine][key]) if engine in row else "-" for engine in engines]
        for pair in ratios:
            engine, peer = pair
            if engine in row and peer in row and row[engine][key] > 0:
                ratio = row[peer][key] / row[engine][key]
                collected[pair].append(ratio)
                cells.append("%.2f" % ratio)
            else:
                cells.append("-")
        lines.append(_row(cells))
    means = [geometric_mean(collected[pair]) for pair in ratios]
    cells = ["**geometric mean**"] + [""] * len(engines) + ["**%.2f**" % mean if mean else "-" for mean in means]
    return lines + [_row(cells), ""]


def _warm_check(names, engines, results):
    if "jitc-warm" not in engines:
        return []
    lines = ["## Warm start: the first iteration against a steady one, CPU", "",
             _row(["program", "iteration 1", "steady", "1.2 x steady + 15 ms", "within"]),
             _row(["---", "---:", "---:", "---:", "---"])]
    for name in names:
        figures = results.get(name, {}).get("jitc-warm")
        if figures:
            limit = 1.2 * figures["steady_cpu"] + 0.015
            lines.append(_row([name, duration(figures["iteration_1"]), duration(figures["steady_cpu"]),
                               duration(limit), "yes" if figures["iteration_1"] <= limit else "no"]))
    return lines + [""]


def _memory(names, engines, results):
    lines = ["## Peak resident memory, MB", "", _row(["program"] + list(engines)),
             _row(["---"] + ["---:"] * len(engines))]
    for name in names:
        row = results.get(name, {})
        lines.append(_row([name] + ["%.0f" % row[engine]["rss_mb"] if engine in row else "-" for engine in engines]))
    return lines + [""]


def _row(cells):
    return "| " + " | ".join(cells) + " |"
