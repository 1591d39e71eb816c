# Is run by PyperfTests: uses the whole surface of pyperf.
import pyperf


def work(n):
    total = 0
    for i in range(n):
        total += i * i
    return total


def timed(loops, n):
    started = pyperf.perf_counter()
    for _ in range(loops):
        work(n)
    return pyperf.perf_counter() - started


def add_cmdline_args(cmd, args):
    cmd.extend(("--size", str(args.size)))


if __name__ == "__main__":
    runner = pyperf.Runner(add_cmdline_args=add_cmdline_args)
    runner.metadata["description"] = "a small benchmark"
    runner.argparser.add_argument("--size", type=int, default=200, help="how much work")
    runner.argparser.add_argument("--kind", choices=["plain", "odd"], default="plain")
    runner.argparser.add_argument("--flag", action="store_true")
    runner.argparser.add_argument("benchmark", nargs="?")
    args = runner.parse_args()
    print(args.size, args.kind, args.flag, args.benchmark)
    runner.bench_func("work", work, args.size)
    runner.bench_time_func("timed", timed, args.size, inner_loops=2)
