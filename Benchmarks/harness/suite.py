# Names the benchmark programs, and fetches them from PyPI into an ignored folder.
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

VERSION = "1.14.0"
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Name of the row: (folder without "bm_", arguments of the program).
PROGRAMS = {
    "nbody": ("nbody", []),
    "fannkuch": ("fannkuch", []),
    "spectral_norm": ("spectral_norm", []),
    "float": ("float", []),
    "richards": ("richards", []),
    "richards_super": ("richards_super", []),
    "unpack_sequence": ("unpack_sequence", []),
    "gc_traversal": ("gc_traversal", []),
    "gc_collect": ("gc_collect", []),
    "barnes_hut": ("barnes_hut", []),
    "deltablue": ("deltablue", []),
    "raytrace": ("raytrace", []),
    "chaos": ("chaos", []),
    "go": ("go", []),
    "nqueens": ("nqueens", []),
    "generators": ("generators", []),
    "coroutines": ("coroutines", []),
    "async_generators": ("async_generators", []),
    "pidigits": ("pidigits", []),
    "meteor_contest": ("meteor_contest", []),
    "hexiom": ("hexiom", []),
    "scimark_sor": ("scimark", ["sor"]),
    "scimark_sparse_mat_mult": ("scimark", ["sparse_mat_mult"]),
    "scimark_monte_carlo": ("scimark", ["monte_carlo"]),
    "scimark_lu": ("scimark", ["lu"]),
    "scimark_fft": ("scimark", ["fft"]),
    "pyflate": ("pyflate", []),
    "json_dumps": ("json_dumps", []),
    "json_loads": ("json_loads", []),
    "regex_compile": ("regex_compile", []),
    "regex_v8": ("regex_v8", []),
    "regex_effbot": ("regex_effbot", []),
    "regex_dna": ("regex_dna", []),
    "base64": ("base64", []),
    "bpe_tokeniser": ("bpe_tokeniser", []),
    "pickle_pure_python": ("pickle", ["--pure-python", "pickle"]),
    "unpickle_pure_python": ("pickle", ["--pure-python", "unpickle"]),
    "deepcopy": ("deepcopy", []),
    "comprehensions": ("comprehensions", []),
    "telco": ("telco", []),
    "mdp": ("mdp", []),
    "xml_etree_generate": ("xml_etree", ["generate"]),
}

# What runs when nothing else is asked for.
DEFAULT = ["nbody", "fannkuch", "spectral_norm", "float", "richards", "richards_super",
           "unpack_sequence", "gc_traversal", "gc_collect", "barnes_hut"]


def choose(text):
    """Returns the names that a comma-separated list (or "all", or nothing) stands for; exits when one is unknown."""
    if not text:
        return list(DEFAULT)
    if text == "all":
        return list(PROGRAMS)
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in PROGRAMS]
    if unknown:
        sys.exit("bench: no such program: %s (scripts/bench --list names them)" % ", ".join(unknown))
    return names


def script(folder, name):
    """Returns the path of a program's file in the fetched folder."""
    return os.path.join(folder, "bm_" + PROGRAMS[name][0], "run_benchmark.py")


def fetch():
    """Returns the folder of the bm_* directories, fetched first when it is not there."""
    target = os.path.join(ROOT, ".pyperformance", VERSION)
    if not os.path.isdir(target):
        print("bench: fetching pyperformance %s from PyPI" % VERSION, file=sys.stderr)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with tempfile.TemporaryDirectory(dir=os.path.dirname(target)) as scratch:
            _download(scratch)
            with zipfile.ZipFile(glob.glob(os.path.join(scratch, "pyperformance-*.whl"))[0]) as wheel:
                wheel.extractall(os.path.join(scratch, "unpacked"))
            os.rename(os.path.join(scratch, "unpacked", "pyperformance", "data-files", "benchmarks"), target)
    return target


def _download(folder):
    request = ["download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:",
               "--dest", folder, "pyperformance==" + VERSION]
    last = "no pip found; install it: apt-get install python3-pip"
    for python in ("/usr/bin/python3", "/usr/bin/python3.11", shutil.which("python3")):
        if not python or not os.path.exists(python):
            continue
        if subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode != 0:
            continue
        done = subprocess.run([python, "-m", "pip"] + request, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode == 0:
            return
        last = done.stdout.strip()
    sys.exit("bench: cannot fetch pyperformance: " + last)
