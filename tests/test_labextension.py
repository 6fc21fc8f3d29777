"""The part of the package that runs in the page: it is where JupyterLab looks for it, whole, and switched on."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbhelpers

ROOT = Path(__file__).parents[1]
SOURCE = Path(nbhelpers.__file__).parent / "labextension"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGE = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))


def test_it_says_what_the_project_says_and_is_installed_as_it_is_here():
    project = PROJECT["project"]
    assert [PACKAGE[name] for name in ("name", "version", "license")] == [
        project[name] for name in ("name", "version", "license")
    ]
    build = PACKAGE["jupyterlab"]["_build"]
    script = (SOURCE / build["load"]).read_text(encoding="utf-8")
    assert f"_JUPYTERLAB ??= {{}}).{PACKAGE['name']} =" in script  # where JupyterLab looks once it is loaded
    assert len(script.splitlines()) <= 200
    target = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]["nbhelpers/labextension"]
    installed = Path(sys.prefix, target)
    files = [path.relative_to(SOURCE) for path in SOURCE.rglob("*") if path.is_file()]
    assert files
    assert [file for file in files if (installed / file).read_bytes() != (SOURCE / file).read_bytes()] == []


def test_jupyterlab_has_it_switched_on():
    command = [sys.executable, "-m", "jupyter", "labextension", "list"]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stderr
    plain = re.sub(r"\x1b\[\d+m", "", said)
    assert f"nbhelpers v{PACKAGE['version']} enabled OK" in plain
