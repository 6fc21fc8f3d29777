"""The workflow on GitHub does what ``.ci/run`` does, on every push, with Pythons that pyproject admits."""

import os
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def workflow():
    return yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())


@pytest.fixture(scope="module")
def job(workflow):
    (job,) = workflow["jobs"].values()
    return job


def test_it_runs_on_every_push_and_pull_request(workflow):
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as a boolean
    assert triggers == {"push": None, "pull_request": None}  # no filter on branches or paths


def test_it_runs_the_script_that_runs_here_and_nothing_else(job):
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands == ["bash .ci/run"]
    assert "if" not in job
    assert not any("if" in step or "continue-on-error" in step for step in job["steps"])


@pytest.mark.parametrize("script", [".ci/run", ".ci/binder-replay", ".ci/snapshot", ".ci/lock"])
def test_scripts_are_executable(script):
    assert os.access(ROOT / script, os.X_OK)


def test_each_python_is_named_as_text_and_admitted_by_pyproject(job):
    pythons = job["strategy"]["matrix"]["python"]
    admitted = SpecifierSet(PYPROJECT["project"]["requires-python"])
    assert pythons
    assert all(isinstance(python, str) for python in pythons)  # 3.10 would be read as 3.1
    assert all(admitted.contains(python) for python in pythons)


def test_the_oldest_python_and_binders_are_among_them(job):
    pythons = job["strategy"]["matrix"]["python"]
    oldest = PYPROJECT["project"]["requires-python"].removeprefix(">=")
    binders = (ROOT / "binder/runtime.txt").read_text().strip().removeprefix("python-")
    assert {oldest, binders} <= set(pythons)


def test_each_job_sets_up_the_python_it_is_named_for(job):
    (setup,) = (step for step in job["steps"] if "setup-python" in step.get("uses", ""))
    assert setup["with"]["python-version"] == "${{ matrix.python }}"
