# Returns the energies and positions after a thousand steps.
import pyperf
import run_benchmark as nbody


def check():
    nbody.offset_momentum(nbody.BODIES["sun"])
    values = []
    for _ in range(5):
        nbody.advance(0.01, 200)
        values.append(nbody.report_energy())
    for position, velocity, mass in nbody.SYSTEM:
        values.append(position[0])
        values.append(velocity[2])
    return ["%r" % value for value in values][5:]


pyperf.Runner().bench_func("check", check)
