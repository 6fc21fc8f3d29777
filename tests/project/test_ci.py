"""What GitHub and Binder do is what the scripts in `.ci` do, on the same pins, on Pythons that pyproject admits."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from browser_tests_ran import MAY_BE_MISSING
from browser_tests_ran import main as report_on
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from shipped import PYPROJECT, ROOT


def text(path):
    """Return what stands in a file of the project."""
    return (ROOT / path).read_text(encoding="utf-8")


def workflow(name):
    """Return a workflow of GitHub's; YAML 1.1 reads its key `on` as True."""
    return yaml.safe_load(text(f".github/workflows/{name}.yml"))


PROJECT, RUN = PYPROJECT["project"], text(".ci/run")
EXTRA = PROJECT["optional-dependencies"]["test"]
ADMITTED = SpecifierSet(PROJECT["requires-python"])
CI, SITE = workflow("ci"), workflow("site")
PYTHONS = CI["jobs"]["run"]["strategy"]["matrix"]["python"]
BINDERS = text("binder/runtime.txt").strip().removeprefix("python-")
RUNTIME, TESTS, FOR_SITE = "binder/requirements.txt", ".ci/requirements.txt", ".ci/site-requirements.txt"


def commands(workflow):
    """Return what each job runs."""
    return {name: [it["run"] for it in job["steps"] if "run" in it] for name, job in workflow["jobs"].items()}


def given(job, action):
    """Return the inputs of a job's one step with this action."""
    (step,) = [step for step in job["steps"] if step.get("uses", "").startswith(f"actions/{action}@")]
    return step.get("with", {})


def test_github_runs_the_scripts_that_run_here_on_every_change_and_every_python():
    assert CI[True] == {"push": None, "pull_request": None}  # no filter on branches or paths
    assert commands(CI)["run"] == ["bash .ci/run"]
    install, run = commands(CI)["elsewhere"]
    assert f".venv/bin/{install.removeprefix('python -m ')} &&" in text("README.md")
    assert f"`{run}`" in text("CONTRIBUTING.md")
    systems = CI["jobs"]["elsewhere"]["strategy"]["matrix"]["system"]
    assert {system.partition("-")[0] for system in systems} == {"windows", "macos"}
    for job in CI["jobs"].values():  # no step is left out, and none may fail
        assert not any({"if", "continue-on-error"} & set(part) for part in [job, *job["steps"]])
    assert given(CI["jobs"]["run"], "setup-python") == {"python-version": "${{ matrix.python }}"}
    assert all(ADMITTED.contains(python) for python in PYTHONS)  # a number fails: 3.10 would be read as 3.1
    assert {PROJECT["requires-python"].removeprefix(">="), BINDERS} <= set(PYTHONS)
    newest, *_, last = re.search(r"^pythons=\(([^)]+)\)", RUN, re.MULTILINE)[1].split()
    assert newest == max(PYTHONS, key=Version)
    assert last == "3"  # so that one is always found


def test_what_a_section_leaves_out_is_there_and_what_is_ignored_is_named_with_its_reason():
    named = re.findall(r"(?<![\w/])(?:\.ci|tests|notebooks)(?:/[\w*.-]+)+", RUN)
    assert named
    assert [name for name in named if not list(ROOT.glob(name))] == []  # pytest ignores what is not there
    first, *exceptions = PYPROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"]
    assert first == "error"
    for exception in exceptions + re.findall(r"-W[ =](\S+)", RUN):
        assert re.fullmatch(r"ignore:[^:]*:\w+:(?!.*nbhelpers)[\w.*]*[a-z]{4,}\w*", exception)  # names a module
    for path in (ROOT / "nbhelpers").rglob("*.py"):
        for found in re.findall(r"# type: ignore.*", path.read_text(encoding="utf-8")):
            assert re.fullmatch(r"# type: ignore\[[\w, -]+\]  # \w+ .*", found), f"{path.name}: {found}"


def test_the_site_is_what_the_script_builds_published_from_the_default_branch_by_the_job_that_may():
    assert SITE[True] == {"push": None, "workflow_dispatch": None}
    build, publish = SITE["jobs"]["build"], SITE["jobs"]["publish"]
    assert build["if"] == "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"
    assert publish["needs"] == "build"  # and is skipped with it
    assert "if" not in publish
    assert commands(SITE) == {"build": ["python .ci/site"], "publish": []}
    assert ADMITTED.contains(given(build, "setup-python")["python-version"])
    folder = given(build, "upload-pages-artifact")["path"]
    assert f'DEFAULT = CI.parent / "{folder}"' in text(".ci/site")
    assert f"{folder}/" in text(".gitignore").splitlines()
    assert given(publish, "deploy-pages") == {}
    assert SITE["permissions"] == {"contents": "read"}
    assert "permissions" not in build
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert publish["environment"]["name"] == "github-pages"


def pins(path):
    """Return a list's pins, each one version, with no address and no extra: pip refuses these in constraints."""
    lines = text(path).splitlines()
    assert path == RUNTIME or lines.pop(0) == f"-c ../{RUNTIME}"  # everything runs on what Binder runs on
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", line)] == []
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("python", PYTHONS)
def test_each_dependency_is_pinned_once_for_each_python_within_its_range(python):
    here = {"sys_platform": "linux", "os_name": "posix", "implementation_name": "cpython"}
    here |= {"python_version": python, "python_full_version": f"{python}.9"}
    here |= {"platform_python_implementation": "CPython"}
    in_browser = text(".ci/lite/requirements.in").splitlines()
    runtime = PROJECT["dependencies"] + PYPROJECT["build-system"]["requires"]  # Binder builds the package too
    site = [line.partition(" #")[0] for line in in_browser if not line.startswith("#")]
    for added, wanted in ([], runtime), (pins(TESTS), EXTRA), (pins(FOR_SITE), site):
        found = [pin for pin in pins(RUNTIME) + added if pin.marker is None or pin.marker.evaluate(here)]
        versions = {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in found}
        assert len(versions) == len(found), "a package is pinned twice"
        for requirement in map(Requirement, wanted):
            assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_the_lists_repeat_nothing_and_binder_installs_the_package_alone_onto_its_pins():
    held = {pin.name for pin in pins(RUNTIME)}
    assert not held & {pin.name for path in (TESTS, FOR_SITE) for pin in pins(path)}
    brought = {"psutil", "pyyaml"}  # by the kernel and the server
    assert not held & {Requirement(each).name for each in EXTRA} - brought
    first, *lines = text("binder/postBuild").splitlines()
    assert first == "#!/usr/bin/env bash"
    installs = [line for line in lines if "install" in line and not line.startswith("#")]
    assert installs == ["pip install --no-deps --no-build-isolation ."]
    assert {'python -c "import matplotlib.font_manager"', "jupyter trust notebooks/*.ipynb"} <= set(lines)
    scripts = [path for path in (ROOT / ".ci").iterdir() if path.is_file() and not path.suffix]
    assert [path for path in [*scripts, ROOT / "binder/postBuild"] if not os.access(path, os.X_OK)] == []


@pytest.mark.parametrize(
    ("test", "reason", "passes"),
    [
        ("test_a_lesson_runs_without_a_server[01]", MAY_BE_MISSING, True),
        ("test_what_was_answered_is_there_after_a_reload", MAY_BE_MISSING, True),
        ("test_a_lesson_runs_without_a_server[01]", "no Chromium", False),
        ("test_a_lesson_opens_with_its_pictures[01]", MAY_BE_MISSING, False),
    ],
)
def test_a_browser_test_may_be_skipped_for_one_reason(tmp_path, test, reason, passes):
    case = '<testcase classname="tests.browser.test_site" name="{}">{}</testcase>'
    skipped = case.format(test, f'<skipped type="pytest.skip" message="{reason}">where</skipped>')
    suite = f"<testsuites><testsuite>{case.format('test_run', '')}{skipped}</testsuite></testsuites>"
    (tmp_path / "junit.xml").write_text(suite, encoding="utf-8")
    assert (report_on(tmp_path / "junit.xml") is None) == passes


@pytest.mark.skipif(os.name == "nt", reason="a script for Debian")
def test_the_first_python_that_runs_is_taken(tmp_path):
    here = f'"{sys.executable}" "$@"'
    commands = {"pyenv": f'echo "{tmp_path}/$2"', "python9.9": "exit 127"}  # such as pyenv's, of one not chosen
    commands |= {"python9.8": here, "python9.7": "echo too late", "9.6/bin/python3": here}  # which only pyenv knows
    for name, line in commands.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    path = {"PATH": os.pathsep.join([str(tmp_path), os.environ["PATH"]])}
    for versions in (["9.9", "9.5"], ["9.9", "9.8", "9.7"], ["9.6"]):
        asked = ["bash", ROOT / ".ci/find-python", *versions]
        done = subprocess.run(asked, env=os.environ | path, capture_output=True, encoding="utf-8")
        if "9.5" in versions:  # none is there
            assert (done.returncode, done.stdout) == (1, "")
            assert "9.9 9.5" in done.stderr
        else:
            assert Path(done.stdout.strip()).samefile(sys.executable)
