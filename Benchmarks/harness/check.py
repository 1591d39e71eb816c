# Compares what a program prints and computes under jitc with what it does under python3.11.
import os
import shutil
import tempfile

CHECKS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "checks")


def compare(name, program, arguments, ours, reference):
    """Returns None when both engines agree, else a sentence."""
    mine = ours.run(program, arguments, 0)
    theirs = reference.run(program, arguments, 0)
    if mine["stdout"] != theirs["stdout"]:
        return "the output differs: %s" % _first_difference(mine["stdout"], theirs["stdout"])
    for one, other in zip(mine["benchmarks"], theirs["benchmarks"]):
        if one["name"] != other["name"]:
            return "the benchmarks differ: %s, %s" % (one["name"], other["name"])
        if one["result"] != other["result"] and " at 0x" not in str(other["result"]):
            return "the result of %s differs: %s, %s" % (one["name"], one["result"], other["result"])
    return _compare_inner(name, program, ours, reference)


def _compare_inner(name, program, ours, reference):
    """Runs the check file of a program that returns nothing, beside an unmodified copy of the program."""
    check = os.path.join(CHECKS, name + ".py")
    if not os.path.exists(check):
        return None
    with tempfile.TemporaryDirectory(prefix="jitc-check-") as folder:
        shutil.copy(program, os.path.join(folder, "run_benchmark.py"))
        target = shutil.copy(check, os.path.join(folder, "check.py"))
        mine, theirs = ours.run(target, [], 0), reference.run(target, [], 0)
    if mine["benchmarks"][0]["result"] != theirs["benchmarks"][0]["result"]:
        return "its check computes %s, python3.11 %s" % (mine["benchmarks"][0]["result"], theirs["benchmarks"][0]["result"])
    return None


def _first_difference(mine, theirs):
    for number, (one, other) in enumerate(zip(mine.splitlines(), theirs.splitlines()), 1):
        if one != other:
            return "line %d: %r, %r" % (number, one[:80], other[:80])
    return "%d characters, %d" % (len(mine), len(theirs))
