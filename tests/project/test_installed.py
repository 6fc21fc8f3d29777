"""The check that what CI tests is the installed package, whole, with the versions that were asked for."""

import importlib.util
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci/installed.py"
HERE = f">={sys.version_info.major}.{sys.version_info.minor}"

spec = importlib.util.spec_from_file_location("installed", SCRIPT)
installed = importlib.util.module_from_spec(spec)
spec.loader.exec_module(installed)


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


def test_a_package_that_is_not_in_site_packages_fails(tmp_path):
    (tmp_path / "nbhelpers").mkdir()
    (tmp_path / "nbhelpers" / "__init__.py").touch()
    variables = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, SCRIPT], env=variables, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert f"{tmp_path / 'nbhelpers'} is not in site-packages" in done.stderr


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
