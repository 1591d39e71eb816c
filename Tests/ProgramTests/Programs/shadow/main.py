# Is run by PyperfTests: imports the pyperf beside it.
import pyperf

print(pyperf.NAME)
