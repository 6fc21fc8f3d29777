"""The workflows on GitHub do what the scripts in ``.ci`` do, with Pythons that pyproject admits."""

import os
import subprocess
import sys
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


@pytest.mark.parametrize("script", [".ci/run", ".ci/binder-replay", ".ci/snapshot", ".ci/lock", ".ci/site"])
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


@pytest.fixture(scope="module")
def site():
    return yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text())


def steps(job, action):
    """Return what each step of a job gives to this action."""
    return [step.get("with", {}) for step in job["steps"] if step.get("uses", "").startswith(f"actions/{action}@")]


def test_the_site_is_built_by_the_script_that_runs_here(site):
    commands = [step["run"] for job in site["jobs"].values() for step in job["steps"] if "run" in step]
    assert commands == ["python .ci/site"]
    (setup,) = steps(site["jobs"]["build"], "setup-python")
    assert SpecifierSet(PYPROJECT["project"]["requires-python"]).contains(setup["python-version"])


def test_what_is_published_is_what_the_script_writes(site):
    (upload,) = steps(site["jobs"]["build"], "upload-pages-artifact")
    assert f'DEFAULT = CI.parent / "{upload["path"]}"' in (ROOT / ".ci/site").read_text()
    assert f"{upload['path']}/" in (ROOT / ".gitignore").read_text().splitlines()
    assert steps(site["jobs"]["publish"], "deploy-pages") == [{}]


def test_the_site_is_published_from_the_default_branch_alone(site):
    assert site[True] == {"push": None, "workflow_dispatch": None}
    build, publish = site["jobs"]["build"], site["jobs"]["publish"]
    assert build["if"] == "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"
    assert publish["needs"] == "build"  # and is skipped with it
    assert "if" not in publish


def test_only_the_job_that_publishes_may_write(site):
    assert site["permissions"] == {"contents": "read"}
    assert "permissions" not in site["jobs"]["build"]
    assert site["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert site["jobs"]["publish"]["environment"]["name"] == "github-pages"


LACKING = "NBHELPERS_PYODIDE names no folder with Pyodide"


@pytest.mark.parametrize(
    ("test", "reason", "passes"),
    [
        ("test_a_lesson_runs_without_a_server[01]", LACKING, True),
        ("test_a_lesson_runs_without_a_server[01]", "no Chromium", False),
        ("test_a_lesson_opens_with_its_pictures[01]", LACKING, False),
    ],
)
def test_one_browser_test_may_be_skipped_for_one_reason(tmp_path, test, reason, passes):
    report = tmp_path / "junit.xml"
    case = '<testcase classname="tests.browser.test_site" name="{}">{}</testcase>'
    skipped = case.format(test, f'<skipped type="pytest.skip" message="{reason}">where</skipped>')
    report.write_text(f"<testsuites><testsuite>{case.format('test_run', '')}{skipped}</testsuite></testsuites>")
    done = subprocess.run([sys.executable, ROOT / ".ci/browser_tests_ran.py", report], capture_output=True)
    assert (done.returncode == 0) == passes
