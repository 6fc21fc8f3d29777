"""The workflows on GitHub do what the scripts in ``.ci`` do, with Pythons that pyproject admits."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet
from packaging.version import Version

ROOT = Path(__file__).parents[1]
RUN = (ROOT / ".ci/run").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def workflow():
    return yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))


def commands(job):
    """Return what a job runs."""
    return [step["run"] for step in job["steps"] if "run" in step]


@pytest.fixture(scope="module")
def job(workflow):
    return workflow["jobs"]["run"]


def test_it_runs_on_every_push_and_pull_request(workflow):
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as a boolean
    assert triggers == {"push": None, "pull_request": None}  # no filter on branches or paths


def test_it_runs_the_script_that_runs_here_and_nothing_else(job):
    assert commands(job) == ["bash .ci/run"]


def test_on_windows_and_macos_it_runs_what_a_reader_is_told_to(workflow):
    job = workflow["jobs"]["elsewhere"]
    assert {system.partition("-")[0] for system in job["strategy"]["matrix"]["system"]} == {"windows", "macos"}
    install, run = commands(job)
    assert f".venv/bin/{install.removeprefix('python -m ')} &&" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`{run}`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_no_step_of_a_job_is_left_out_and_none_may_fail(workflow):
    for job in workflow["jobs"].values():
        assert not any({"if", "continue-on-error"} & set(part) for part in [job, *job["steps"]])


@pytest.mark.parametrize("script", ["run", "binder-replay", "find-python", "snapshot", "lock", "site"])
def test_scripts_are_executable(script):
    assert os.access(ROOT / ".ci" / script, os.X_OK)


def test_each_python_is_named_as_text_and_admitted_by_pyproject(job):
    pythons = job["strategy"]["matrix"]["python"]
    admitted = SpecifierSet(PYPROJECT["project"]["requires-python"])
    assert pythons
    assert all(isinstance(python, str) for python in pythons)  # 3.10 would be read as 3.1
    assert all(admitted.contains(python) for python in pythons)


def test_the_oldest_python_and_binders_are_among_them(job):
    pythons = job["strategy"]["matrix"]["python"]
    oldest = PYPROJECT["project"]["requires-python"].removeprefix(">=")
    binders = (ROOT / "binder/runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert {oldest, binders} <= set(pythons)


def test_the_newest_python_that_the_script_looks_for_is_the_newest_of_them(job):
    (line,) = (line for line in RUN.splitlines() if line.startswith("pythons="))
    first, *_, last = re.search(r"\((.+)\)", line)[1].split()
    assert first == max(job["strategy"]["matrix"]["python"], key=Version)
    assert last == "3"  # so that one is always found


def test_each_section_is_described_and_does_something():
    sections = re.search(r"^sections=\((.+)\)$", RUN, re.MULTILINE)[1].split()
    assert re.findall(r"^#   (\w+) ", RUN, re.MULTILINE) == sections
    assert {"preparation", *sections} == set(re.findall(r"^run_(\w+)\(\) \{$", RUN, re.MULTILINE))


def test_every_warning_is_an_error_but_those_that_another_package_causes():
    first, *exceptions = PYPROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"]
    assert first == "error"
    for exception in exceptions + re.findall(r"-W[ =](\S+)", RUN):
        assert re.fullmatch(r"ignore:[^:]*:\w+:(?!.*nbhelpers)[\w.*]*[a-z]{4,}\w*", exception)  # names a module


def test_each_job_sets_up_the_python_it_is_named_for(job):
    (setup,) = (step for step in job["steps"] if "setup-python" in step.get("uses", ""))
    assert setup["with"]["python-version"] == "${{ matrix.python }}"


@pytest.fixture(scope="module")
def site():
    return yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8"))


def steps(job, action):
    """Return what each step of a job gives to this action."""
    return [step.get("with", {}) for step in job["steps"] if step.get("uses", "").startswith(f"actions/{action}@")]


def test_the_site_is_built_by_the_script_that_runs_here(site):
    assert [line for job in site["jobs"].values() for line in commands(job)] == ["python .ci/site"]
    (setup,) = steps(site["jobs"]["build"], "setup-python")
    assert SpecifierSet(PYPROJECT["project"]["requires-python"]).contains(setup["python-version"])


def test_what_is_published_is_what_the_script_writes(site):
    (upload,) = steps(site["jobs"]["build"], "upload-pages-artifact")
    assert f'DEFAULT = CI.parent / "{upload["path"]}"' in (ROOT / ".ci/site").read_text(encoding="utf-8")
    assert f"{upload['path']}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
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
    report.write_text(
        f"<testsuites><testsuite>{case.format('test_run', '')}{skipped}</testsuite></testsuites>", encoding="utf-8"
    )
    done = subprocess.run([sys.executable, ROOT / ".ci/browser_tests_ran.py", report], capture_output=True)
    assert (done.returncode == 0) == passes


def find_python(folder, *versions):
    """Run the script where commands are looked for in this folder first; return what it did."""
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    command = ["bash", ROOT / ".ci/find-python", *versions]
    return subprocess.run(command, env=os.environ | {"PATH": path}, capture_output=True, encoding="utf-8")


def command(folder, name, line):
    """Put a command into a folder."""
    (folder / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="a script for Debian")
def test_the_first_python_that_runs_is_taken(tmp_path):
    command(tmp_path, "pyenv", "exit 1")
    command(tmp_path, "python9.9", "exit 127")  # such as pyenv's, of a Python that is not chosen
    command(tmp_path, "python9.8", f'"{sys.executable}" "$@"')
    command(tmp_path, "python9.7", "echo too late")
    found = find_python(tmp_path, "9.9", "9.8", "9.7")
    assert found.returncode == 0
    assert Path(found.stdout.strip()).samefile(sys.executable)


@pytest.mark.skipif(os.name == "nt", reason="a script for Debian")
def test_a_python_that_only_pyenv_knows_is_found(tmp_path):
    (tmp_path / "9.9" / "bin").mkdir(parents=True)
    command(tmp_path, "pyenv", f'echo "{tmp_path}/$2"')
    command(tmp_path / "9.9" / "bin", "python3", f'"{sys.executable}" "$@"')
    found = find_python(tmp_path, "9.9")
    assert found.returncode == 0
    assert Path(found.stdout.strip()).samefile(sys.executable)


@pytest.mark.skipif(os.name == "nt", reason="a script for Debian")
def test_where_there_is_none_the_script_says_so(tmp_path):
    command(tmp_path, "pyenv", "exit 1")
    found = find_python(tmp_path, "9.9", "9.8")
    assert (found.returncode, found.stdout) == (1, "")
    assert "9.9 9.8" in found.stderr
