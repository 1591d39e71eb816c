# Returns the sums of the vectors that the benchmark's functions compute.
import pyperf
import run_benchmark as spectral


def check():
    u = [1] * 60
    values = []
    for _ in range(5):
        v = spectral.eval_AtA_times_u(u)
        u = spectral.eval_AtA_times_u(v)
        total = 0.0
        for item in u:
            total += item
        values.append(total)
    return values


pyperf.Runner().bench_func("check", check)
