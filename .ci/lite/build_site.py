"""Build the course as a static site in which the lessons run in the browser alone: build_site.py NEW_FOLDER.

Python for the browser is Pyodide. The page fetches it from its public host, unless the environment variable
NBHELPERS_PYODIDE names a folder with it: then the site holds a copy, and asks no other host for anything.
"""

import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path
from shutil import copytree
from zipfile import ZIP_DEFLATED, ZipFile

import nbformat
from landing import write_landing_page

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOTEBOOKS = ROOT / "notebooks"
EXTENSION = ROOT / "nbhelpers" / "labextension"
VARIABLE = "NBHELPERS_PYODIDE"

KERNEL = "@jupyterlite/pyodide-kernel-extension"
FROM_PYODIDE = ("numpy", "matplotlib", "pillow", "typing-extensions", "ipython", "jedi", "micropip")
"""What Pyodide has of what the lessons and the kernel import; it adds what these depend on."""

FROM_HERE = ("ipywidgets", "comm", "anywidget", "psygnal")
"""What it has not, taken from the environment that builds: the versions that the tests run on."""

COMPILED = {".pyc", ".so", ".pyd"}

FROM_WORKER = "../../../../pypi"
"""The folder of the wheels, as seen from the kernel's worker script: Pyodide takes it from there."""


def main(site, pyodide):
    """Build the site in a folder that is new or empty."""
    if site.exists() and any(site.iterdir()):
        sys.exit(f"{site} is not empty")
    if pyodide:
        check_pyodide(pyodide)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_settings(work, make_wheels(work / "pypi"))
        if pyodide:
            copytree(pyodide, work / "static" / "pyodide")
        run_jupyter_lite(work, site)
    for notebook in (site / "files").glob("*.ipynb"):  # JupyterLite would show a comma before each line of a list
        notebook.write_text(json.dumps(nbformat.read(notebook, as_version=4)), encoding="utf-8")
    write_landing_page(site, NOTEBOOKS, ROOT / "README.md")


def check_pyodide(folder):
    """Stop unless the folder holds Pyodide and every package that the lessons need of it."""
    try:
        lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    except OSError as error:
        sys.exit(f"{VARIABLE}: no Pyodide in {folder} ({error})")
    names = set()
    wanted = list(FROM_PYODIDE)
    while wanted:
        name = wanted.pop().lower().replace("_", "-")
        if name not in names:
            names.add(name)
            wanted += lock.get(name, {"depends": []})["depends"]
    there = {name for name in names if name in lock and (folder / lock[name]["file_name"]).is_file()}
    if names != there:
        sys.exit(f"{VARIABLE}: {folder} lacks {', '.join(sorted(names - there))}")


def make_wheels(folder):
    """Build the project's wheel and pack those of `FROM_HERE`; return their names."""
    folder.mkdir()
    # not by pip, which would fetch the build backend anew
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for name in FROM_HERE:
        pack_installed(name, folder)
    return sorted(wheel.name for wheel in folder.iterdir())


def pack_installed(name, folder):
    """Pack an installed package into a wheel of pure Python, so that building needs no network.

    What is compiled is left out: psygnal, the one that has such, has the same in Python beside it.
    """
    installed = distribution(name)
    with ZipFile(folder / f"{name}-{installed.version}-py3-none-any.whl", "w", ZIP_DEFLATED) as wheel:
        for file in installed.files:
            if file.suffix not in COMPILED and ".." not in file.parts:
                wheel.write(file.locate(), file)


def write_settings(folder, wheels):
    """Have the kernel load all packages as it starts: a lesson imports them with no `%pip install` before."""
    packages = [*FROM_PYODIDE, *(f"{FROM_WORKER}/{wheel}" for wheel in wheels)]
    plugins = {f"{KERNEL}:kernel": {"loadPyodideOptions": {"packages": packages}}}
    settings = {"jupyter-lite-schema-version": 0, "jupyter-config-data": {"litePluginSettings": plugins}}
    (folder / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")


def run_jupyter_lite(folder, site):
    """Run `jupyter lite build` in a folder of its own, where it leaves its cache; show what it says if it fails."""
    options = [
        f"--config={HERE / 'jupyter_lite_config.json'}",
        f"--contents={NOTEBOOKS}",
        f"--LiteBuildConfig.federated_extensions={EXTENSION}",
        f"--output-dir={site.resolve()}",
    ]
    command = [sys.executable, "-m", "jupyterlite_core", "build", *options]
    done = subprocess.run(command, cwd=folder, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.exit(done.stdout)


if __name__ == "__main__":
    given = os.environ.get(VARIABLE)
    main(Path(sys.argv[1]), Path(given).resolve() if given else None)
