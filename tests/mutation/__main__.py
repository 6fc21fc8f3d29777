"""Do the tests see an error? Break the pure modules in one place at a time, and list what the tests let through.

Nothing is written: each mutant is a forked process (so not on Windows) that imports the broken source of one file
from memory and runs the tests of its module.
"""

import argparse
import os
import random
import signal
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the matrices are small, and threads do not survive a fork
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # loading them would take longer than most tests

import hypothesis
import numpy  # noqa: F401 (loaded once here, not once in each mutant)
import pytest
import sympy  # noqa: F401
from breakage import mutants

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "nbhelpers"
TESTS = {
    "arguments": "arguments refusals network_arguments descent",
    "gradcheck": "gradcheck refusals backprop traces",
    "descent": "descent plane refusals traces",
    "backprop": "backprop refusals traces",
    "network": "chain answers session network network_arguments race_refusals race network_training_changes "
    "network_training network_gradients traces",
    "activations": "activations activation_measures refusals traces activation_places",
    "datasets": "datasets refusals traces",
}
"""The tests of each module, the quickest first, without those of pictures and demos. What none of them sees, odd
arguments may. `style` is left out: colours and sizes are judged by looking."""

OPTIONS = ["-xq", "-pno:cacheprovider", "-oaddopts=", "-Wignore::pytest.PytestAssertRewriteWarning"]
LIMIT = 60
"""Seconds of computing that a mutant may take, many times what the tests take. One that takes longer is killed."""


class Importer:
    """Imports one file from the source given, instead of what stands in it."""

    def __init__(self, path, source):
        self.path, self.source = path, source
        self.name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    def find_spec(self, name, path, target=None):
        """Return how to import that file; None for any other."""
        loader = SourceFileLoader(name, str(self.path))
        loader.get_code = lambda name: compile(self.source, self.path, "exec")
        return spec_from_file_location(name, self.path, loader=loader) if name == self.name else None


def module(path):
    """Return the name that a file's tests are listed under."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def passes(path, source):
    """Run the tests of a file's module with that source in its place; say whether they pass."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    signal.setitimer(signal.ITIMER_PROF, LIMIT)  # of its own time, not the clock's; then the process ends
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    sys.meta_path.insert(0, Importer(path, source))
    tests = [[f"tests/test_{test}.py"] for test in TESTS[module(path)].split()]
    if module(path) != "network":  # whose odd arguments take half a minute
        tests.append(["tests/test_hostile_functions.py", f"-ktest_each_argument_odd[{module(path)}."])
    os._exit(any(pytest.main([*OPTIONS, *test]) for test in tests))


def sample(found, share, seed):
    """Return a share of the mutants, at least ten."""
    size = min(len(found), max(10, round(share * len(found))))
    return sorted(random.Random(seed).sample(found, size))


def arguments():
    """Read the command line; what of it are places as a dict from a file's name to lines."""
    parser = argparse.ArgumentParser(prog="python tests/mutation", description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1, help="of each file's mutants; at least ten are tried")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("places", nargs="*", help="such as descent/plane.py; with lines descent/plane.py:7:9")
    wanted = parser.parse_args()
    wanted.places = {name: set(map(int, lines)) for name, *lines in (place.split(":") for place in wanted.places)}
    return wanted


def main():
    """Try the mutants of each file; print a row of the table for each, and what survived."""
    wanted = arguments()
    how = {"derandomize": True, "deadline": None, "database": None, "max_examples": 20}
    phases = hypothesis.Phase.explicit, hypothesis.Phase.generate  # and none to find a simpler example
    hypothesis.settings.register_profile("mutants", phases=phases, **how)
    hypothesis.settings.load_profile("mutants")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    total, alive = [0, 0, 0], []
    print("| file | mutants | tried | killed |\n|---|--:|--:|--:|", flush=True)
    for path in sorted(path for path in PACKAGE.rglob("*.py") if module(path) in TESTS):
        name, source = path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")
        found, lines = list(mutants(source)), wanted.places.get(name)
        if not found or (wanted.places and lines is None):
            continue
        if not passes(path, source):
            print(f"| {name} | {len(found)} | its tests fail as it is | |", flush=True)
            continue
        tried = [it for it in found if it.line in lines] if lines else sample(found, wanted.share, wanted.seed)
        left = [mutant for mutant in tried if passes(path, mutant.source)]
        counts = len(found), len(tried), len(tried) - len(left)
        total = [sum(pair) for pair in zip(total, counts, strict=True)]
        print(f"| {name} | {' | '.join(map(str, counts))} |", flush=True)
        for it in left:
            alive.append(f"{name}:{it.line}: {' '.join(it.old.split())} → {' '.join(it.new.split())}")
            print(alive[-1], file=sys.stderr, flush=True)  # at once: all files take hours
    print(f"| all | {' | '.join(map(str, total))} |", "", *alive, sep="\n")


if __name__ == "__main__":
    main()
