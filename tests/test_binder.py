"""What Binder installs, and that CI tests the same."""

import os
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
PYTHONS = ["3.11", "3.13", "3.14"]
FIRST_LINE = "-c ../binder/requirements.txt"  # the tests run on what Binder runs on


def pins(path):
    """Return the requirements of a pin list, one for each line."""
    return [
        Requirement(line) for line in (ROOT / path).read_text(encoding="utf-8").splitlines() if line != FIRST_LINE
    ]


def version(requirement):
    """Return the version that a pin names."""
    (pin,) = requirement.specifier
    assert pin.operator == "=="
    return pin.version


def chosen(requirements, python):
    """Return name -> version of what these pins choose on Linux with this Python."""
    here = {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": "linux",
        "os_name": "posix",
    }
    here |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    found = [r for r in requirements if r.marker is None or r.marker.evaluate(here)]
    versions = {canonicalize_name(r.name): version(r) for r in found}
    assert len(versions) == len(found), "a package is pinned twice"
    return versions


@pytest.mark.parametrize("path", ["binder/requirements.txt", ".ci/requirements.txt"])
def test_a_list_holds_pins_and_nothing_else(path):
    found = pins(path)
    assert found
    for requirement in found:
        assert version(requirement)
        assert requirement.url is None
        assert not requirement.extras  # pip refuses them in a list of constraints


def test_the_tests_add_to_what_binder_has_and_repeat_nothing():
    assert (ROOT / ".ci/requirements.txt").read_text(encoding="utf-8").splitlines()[0] == FIRST_LINE
    runtime, added = pins("binder/requirements.txt"), pins(".ci/requirements.txt")
    assert not {r.name for r in runtime} & {r.name for r in added}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("extra", [None, "test"])
def test_each_dependency_is_pinned_within_its_range(python, extra):
    runtime = PROJECT["dependencies"] + PYPROJECT["build-system"]["requires"]  # Binder builds the package too
    wanted = PROJECT["optional-dependencies"][extra] if extra else runtime
    pinned = chosen(pins("binder/requirements.txt") + (pins(".ci/requirements.txt") if extra else []), python)
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement


def test_binder_installs_nothing_that_only_the_tests_use():
    runtime = {canonicalize_name(r.name) for r in pins("binder/requirements.txt")}
    assert not runtime & {"pytest", "nbval", "hypothesis", "sympy", "playwright", "ruff"}


def test_binders_python_is_admitted_by_pyproject():
    name, _, python = (ROOT / "binder/runtime.txt").read_text(encoding="utf-8").strip().partition("-")
    assert name == "python"
    assert SpecifierSet(PROJECT["requires-python"]).contains(python)
    assert python in PYTHONS


def test_post_build_is_executable_and_installs_the_package_alone():
    script = ROOT / "binder/postBuild"
    assert os.access(script, os.X_OK)
    commands = script.read_text(encoding="utf-8").splitlines()
    assert commands[0] == "#!/usr/bin/env bash"
    assert [line for line in commands if "install" in line and not line.startswith("#")] == [
        "pip install --no-deps --no-build-isolation ."
    ]
    assert 'python -c "import matplotlib.font_manager"' in commands
    assert "jupyter trust notebooks/*.ipynb" in commands
