"""The check that what CI tests is the installed package, whole, with the versions that were asked for."""

import json
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import installed
import pytest
from shipped import PYPROJECT

SHARED = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
HERE = f">={sys.version_info.major}.{sys.version_info.minor}"


def test_a_whole_copy_passes_and_a_missing_or_other_file_is_named(tmp_path):
    source, copy = tmp_path / "source", tmp_path / "copy"
    for name in ("a.py", "data/digits.npz", "__pycache__/a.pyc"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(name, encoding="utf-8")
    shutil.copytree(source, copy)
    shutil.rmtree(copy / "__pycache__")  # whatever Python has compiled
    assert installed.unlike(source, copy) == installed.unlike(source / "a.py", copy / "a.py") == []
    for name in ("a.py", "data/digits.npz"):
        for spoil in (lambda path: path.write_text("another", encoding="utf-8"), Path.unlink):
            spoil(copy / name)
            assert installed.unlike(source, copy) == installed.unlike(source / name, copy / name) == [copy / name]
        shutil.copy(source / name, copy / name)


def test_a_package_that_is_not_in_site_packages_is_a_fault(tmp_path):
    assert installed.faults(PYPROJECT, tmp_path) == [f"{tmp_path} is not in site-packages"]


def test_what_is_for_jupyter_is_installed_as_it_is_here_and_the_labextension_says_what_the_project_says():
    for source, target in SHARED.items():
        assert installed.unlike(installed.ROOT / source, Path(sys.prefix, target)) == []
    folder = installed.ROOT / "nbhelpers/labextension"
    assert SHARED["nbhelpers/labextension"] == "share/jupyter/labextensions/nbhelpers"  # where JupyterLab looks
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    for name in ("name", "version", "license"):
        assert package[name] == PYPROJECT["project"][name]
    script = (folder / package["jupyterlab"]["_build"]["load"]).read_text(encoding="utf-8")
    assert f"_JUPYTERLAB ??= {{}}).{package['name']} =" in script  # and where, once it is loaded


@pytest.mark.parametrize(
    ("python", "bound", "says"),
    [
        (HERE, version("numpy"), []),
        (HERE, "0.1", [f"numpy is {version('numpy')}, not 0.1"]),
        (">=3.1", "0.1", []),  # a newer Python than the oldest
    ],
)
def test_the_lowest_versions_are_there_on_the_oldest_python(python, bound, says):
    project = {"dependencies": [f"numpy>={bound}"], "optional-dependencies": {"test": []}}
    assert installed.too_new(project | {"requires-python": python}) == says
