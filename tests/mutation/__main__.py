"""Do the tests see an error? Break the package in one place at a time, and list what the tests let through.

Nothing is written: each mutant is a forked process (so not on Windows) that imports the broken source of one file
from memory and runs the tests that import what the file belongs to.
"""

import argparse
import ast
import os
import random
import signal
import sys
from collections import Counter
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the matrices are small, and threads do not survive a fork
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # loading them would take longer than most tests

import hypothesis
import ipywidgets  # noqa: F401 (loaded once here, not once in each mutant)
import matplotlib.figure  # noqa: F401
import numpy  # noqa: F401
import pytest
import sympy  # noqa: F401
from breakage import mutants

ROOT = Path(__file__).parents[2]
PACKAGE, TESTS = ROOT / "nbhelpers", ROOT / "tests"
LEFT_OUT = {"style", "exercises", "environment", "cells", "server", "jupyter"}
"""Colours are judged by looking; exercises bring wrong answers of their own; the rest is Jupyter's, in a process of
its own."""

ELSEWHERE = {"subprocess", "nbclient", "frontend"}
"""What tests import that run their code in another process, where no mutant is."""

ALSO = {"views": {"explore"}, "figure": {"explore"}, "numerals": {"explore"}, "arguments": {"descent", "network"}}
"""Whose tests see more of a part than those that import it."""

OPTIONS = ["-xq", "-pno:cacheprovider", "-oaddopts=", "-Wignore::pytest.PytestAssertRewriteWarning"]


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


def part(path):
    """Return the part of the package that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def imported(path):
    """Return what a test imports, itself or by a module of the tests: parts of the package, and other modules."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            parent = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            names |= {f"{parent}{alias.name}" for alias in node.names}
    found = {name.removeprefix("nbhelpers.").partition(".")[0] for name in names}
    beside = [TESTS / f"{name}.py" for name in found]
    return found.union(*(imported(each) for each in beside if each.is_file() and each != path))


def tests_of(name):
    """Return the tests that import a part of the package, the shortest first."""
    wanted = {name} | ALSO.get(name, set())
    paths = [path for path in TESTS.glob("test_*.py") if imported(path) & wanted and not imported(path) & ELSEWHERE]
    return sorted(paths, key=lambda path: path.stat().st_size)


def passes(path, source, limit=3600):
    """Run a file's tests with that source in its place; return whether they pass, and the seconds computed.

    A process that computes for longer than the limit is killed.
    """
    child = os.fork()
    if child:
        _, status, used = os.wait4(child, 0)
        return os.waitstatus_to_exitcode(status) == 0, used.ru_utime + used.ru_stime
    signal.setitimer(signal.ITIMER_PROF, limit)  # of its own time, not the clock's; then the process ends
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    sys.meta_path.insert(0, Importer(path, source))
    os._exit(any(pytest.main([*OPTIONS, str(test)]) for test in tests_of(part(path))))


def sample(found, share, seed):
    """Return a share of the mutants, at least ten."""
    size = min(len(found), max(10, round(share * len(found))))
    return sorted(random.Random(seed).sample(found, size))


def survivors(path, tried):
    """Return the mutants that no test fails on; None where tests fail on the file as it is."""
    fine, seconds = passes(path, path.read_text(encoding="utf-8"))
    limit = 10 + 3 * seconds  # one that takes longer hangs
    return [it for it in tried if passes(path, it.source, limit)[0]] if fine else None


def arguments():
    """Read the command line; what of it are places as a dict from a file's name to lines."""
    parser = argparse.ArgumentParser(prog="python tests/mutation", description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1, help="of each file's mutants; at least ten are tried")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("places", nargs="*", help="network, backprop/shown.py or, with lines, gradcheck.py:7:9")
    wanted = parser.parse_args()
    wanted.places = {name: set(map(int, lines)) for name, *lines in (place.split(":") for place in wanted.places)}
    return wanted


def chosen(wanted):
    """Yield each file that may be broken, its mutants, and those to try."""
    for path in sorted(path for path in PACKAGE.rglob("*.py") if part(path) not in LEFT_OUT):
        name = path.relative_to(PACKAGE).as_posix()
        places = [lines for place, lines in wanted.places.items() if place in (name, part(path))]
        if wanted.places and not places:
            continue
        lines, found = set().union(*places), list(mutants(path.read_text(encoding="utf-8")))
        if found:
            yield path, found, [it for it in found if it.line in lines or not lines]


def main():
    """Try the mutants of each file; print a row of the table for each, and what survived."""
    wanted = arguments()
    how = {"derandomize": True, "deadline": None, "database": None, "max_examples": 20}
    phases = hypothesis.Phase.explicit, hypothesis.Phase.generate  # and none to find a simpler example
    hypothesis.settings.register_profile("mutants", phases=phases, **how)
    hypothesis.settings.load_profile("mutants")
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(TESTS)]
    total, alive = Counter(), []
    print("| file | mutants | tried | killed |\n|---|--:|--:|--:|", flush=True)
    for path, found, tried in chosen(wanted):
        name, tried = path.relative_to(PACKAGE).as_posix(), sample(tried, wanted.share, wanted.seed)
        left = survivors(path, tried)
        if left is None:
            print(f"| {name} | {len(found)} | its tests fail as it is | |", flush=True)
            continue
        counts = {"mutants": len(found), "tried": len(tried), "killed": len(tried) - len(left)}
        total.update(counts)
        print(f"| {name} | {' | '.join(map(str, counts.values()))} |", flush=True)
        for it in left:
            alive.append(f"{name}:{it.line}: {' '.join(it.old.split())} → {' '.join(it.new.split())}")
            print(alive[-1], file=sys.stderr, flush=True)  # at once: all files take hours
    print(f"| all | {' | '.join(map(str, total.values()))} |", "", *alive, sep="\n")


if __name__ == "__main__":
    main()
