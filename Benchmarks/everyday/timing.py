# Runs a small program again and again; prints its result, and to stderr the best CPU time in milliseconds.
import sys
import time

SIZE = 200000
SECONDS = 1.5


def report(run):
    best = None
    end = time.process_time() + SECONDS
    while best is None or time.process_time() < end:
        start = time.process_time()
        result = run(SIZE)
        taken = time.process_time() - start
        best = taken if best is None else min(best, taken)
    print(result)
    print("%.4f" % (best * 1000), file=sys.stderr)
