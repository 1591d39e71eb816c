# Turns the samples of several processes into the figures of a table.
import math


def percentile(values, share):
    """Returns the value below which `share` (0...1) of the sorted values lie, interpolated."""
    ordered = sorted(values)
    position = (len(ordered) - 1) * share
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def median(values):
    """Returns the middle value."""
    return percentile(values, 0.5)


def geometric_mean(values):
    """Returns the geometric mean, or None of no values."""
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def of_benchmark(line):
    """Returns the per-iteration figures of one report line, in seconds."""
    per = [(cpu / loops / line["inner_loops"], wall / loops / line["inner_loops"])
           for loops, cpu, wall in line["samples"]]
    late = per[len(per) // 2:]
    return {
        "first_cpu": line["first_cpu"],
        "first_wall": line["first_wall"],
        "iteration_1": per[0][0],
        "steady_cpu": percentile([cpu for cpu, _ in late], 0.2),
        "steady_wall": percentile([wall for _, wall in late], 0.2),
        "median_cpu": median([cpu for cpu, _ in late]),
    }


def of_processes(runs):
    """Returns the lowest figure of each kind over several processes of one engine."""
    figures = {}
    for run in runs:
        # A file with several benchmarks counts as the sum of them.
        parts = [of_benchmark(line) for line in run["benchmarks"]]
        total = {key: sum(part[key] for part in parts) for key in ("iteration_1", "steady_cpu", "steady_wall", "median_cpu")}
        total["first_cpu"] = parts[0]["first_cpu"]
        total["first_wall"] = parts[0]["first_wall"]
        total["rss_mb"] = run["rss_mb"]
        for key, value in total.items():
            figures[key] = min(figures.get(key, value), value)
    return figures


def duration(seconds):
    """Returns a duration as text with three significant digits."""
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("us", 1e6), ("ns", 1e9)):
        if seconds * factor >= 1.0 or unit == "ns":
            return "%.3g %s" % (seconds * factor, unit)
    return ""
