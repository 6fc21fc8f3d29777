"""Do the tests see an error? Break the package in one place at a time, and list what the tests let through.

Nothing is written: each mutant is a forked process (so not on Windows) that imports the broken source of one file
from memory and runs the tests that call the function in which it is broken.
"""

import argparse
import ast
import json
import os
import random
import signal
import sys
import threading
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

ROOT = Path(__file__).resolve().parents[2]
PACKAGE, TESTS = ROOT / "nbhelpers", ROOT / "tests"
LEFT_OUT = {"style", "exercises", "__init__", "environment", "cells", "server", "latex"}
"""Colours are judged by looking; exercises bring wrong answers of their own; the rest is Jupyter's, in a process of
its own."""

ELSEWHERE = {"subprocess", "benchmarks"}
"""What tests import that run their code in another process, where no mutant is."""

ALSO = {"views": {"explore"}, "figure": {"explore"}, "numerals": {"explore"}, "arguments": {"descent", "network"}}
"""Whose tests see more of a part than those that import it."""

LAST = {"test_states.py", "test_hostile_demos.py"}
"""Tests that take minutes, and are asked when all others have let a mutant through."""

KILLED = Counter()
"""How many mutants each file of tests has killed so far."""

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
    if not paths:
        sys.exit(f"no test imports {name}: name it in LEFT_OUT, or what imports it in ALSO")
    return sorted(paths, key=lambda path: (path.name in LAST, path.stat().st_size))


def in_a_fork(work, limit=3600):
    """Do something in a fork; return what it returns, and the seconds that it computed.

    If it ends early, or computes for longer than the limit and is killed, that is None.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            told = pipe.read()
        _, _, used = os.wait4(child, 0)
        return json.loads(told or "null"), used.ru_utime + used.ru_stime
    try:
        signal.setitimer(signal.ITIMER_PROF, limit)  # of its own time, not the clock's; then the process ends
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        told = json.dumps(work())
        os.write(writing, told.encode())
    finally:
        os._exit(0)


def passes(test):
    """Run a file of tests in this process."""
    return pytest.main([*OPTIONS, str(test)]) == 0


@cache
def as_it_is(test):
    """Run a file of tests on the package as it is; return whether they pass, the seconds, and what they ran.

    That is each function of the package that was called, by the name of its file and its first line.
    """
    called = set()

    def note(frame, *_):
        called.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

    def work():
        threading.settrace(note)
        sys.settrace(note)
        fine = passes(test)
        sys.settrace(None)
        return [fine, [place for place in called if place[0].startswith(str(PACKAGE))]]

    told, seconds = in_a_fork(work)
    fine, ran = told or (False, [])
    return fine, seconds, set(map(tuple, ran))


def functions(path):
    """Yield the first line of each function in a file, and the lines of its body."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min(each.lineno for each in (node, *node.decorator_list))
            yield first, range(node.body[0].lineno, node.end_lineno + 1)


def kills(test, path, mutant):
    """Say whether a file of tests calls the function that is broken, or any if none is, and then fails."""
    fine, seconds, ran = as_it_is(test)
    if not fine:
        sys.exit(f"{test.name} fails as it is")
    within = [first for first, body in functions(path) if mutant.line in body]
    if within and (str(path), max(within)) not in ran:
        return False

    def work():
        sys.meta_path.insert(0, Importer(path, mutant.source))
        return passes(test)

    survived, _ = in_a_fork(work, limit=10 + 3 * seconds)  # one that takes longer hangs
    return not survived


def killer(path, mutant):
    """Return a file of tests that kills a mutant, None if there is none; those that killed most are asked first."""
    tests = sorted(tests_of(part(path)), key=lambda test: -KILLED[test])
    found = next((test for test in tests if kills(test, path, mutant)), None)
    KILLED[found] += 1
    return found


def sample(found, share, least, seed):
    """Return a share of the mutants, and not fewer than the least."""
    size = min(len(found), max(least, round(share * len(found))))
    return sorted(random.Random(seed).sample(found, size))


def arguments():
    """Read the command line; what of it are places as a dict from a file's name to lines."""
    parser = argparse.ArgumentParser(prog="python tests/mutation", description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1, help="of each file's mutants that is tried")
    parser.add_argument("--least", type=int, default=10, help="mutants of a file that are tried, if it has so many")
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
        name, tried = path.relative_to(PACKAGE).as_posix(), sample(tried, wanted.share, wanted.least, wanted.seed)
        left = [mutant for mutant in tried if not killer(path, mutant)]
        counts = {"mutants": len(found), "tried": len(tried), "killed": len(tried) - len(left)}
        total.update(counts)
        print(f"| {name} | {' | '.join(map(str, counts.values()))} |", flush=True)
        for it in left:
            alive.append(f"{name}:{it.line}: {' '.join(it.old.split())} → {' '.join(it.new.split())}")
            print(alive[-1], file=sys.stderr, flush=True)  # at once: all files take hours
    print(f"| all | {' | '.join(map(str, total.values()))} |", "", *alive, sep="\n")


if __name__ == "__main__":
    main()
