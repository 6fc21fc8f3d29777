"""Fail unless nbhelpers is installed here as a reader gets it: a copy in site-packages, with all its files.

Run by the Python that is to test it. With `--lowest` the oldest Python that pyproject.toml admits has to have the
lowest version that it admits of each dependency; a newer one may have none for it.
"""

import re
import sys
import sysconfig
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.version import Version

import nbhelpers

ROOT = Path(__file__).parents[1]
PACKAGE = "nbhelpers"


def unlike(source, target):
    """Return where a copy of a file or of a folder's files is missing or has other content."""
    paths = [source] if source.is_file() else sorted(path for path in source.rglob("*") if path.is_file())
    pairs = [(path, target / path.relative_to(source)) for path in paths if "__pycache__" not in path.parts]
    return [copy for path, copy in pairs if not copy.is_file() or path.read_bytes() != copy.read_bytes()]


def faults(project, package):
    """Return what is wrong with the package that is imported, each in a few words."""
    if package.parent != Path(sysconfig.get_path("purelib")):
        return [f"{package} is not in site-packages"]
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    places = {PACKAGE: package} | {source: Path(sys.prefix, target) for source, target in shared.items()}
    return [
        f"{path} is missing, or is another" for it, place in places.items() for path in unlike(ROOT / it, place)
    ]


def too_new(project):
    """Return the dependencies that are not there in the lowest version, where this Python has to have it."""
    if f">={sys.version_info.major}.{sys.version_info.minor}" != project["requires-python"]:
        return []
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    bounds = [re.fullmatch(r"([\w-]+)>=([\w.]+)", requirement).groups() for requirement in wanted]
    found = [(name, bound, version(name)) for name, bound in bounds]
    return [f"{name} is {here}, not {bound}" for name, bound, here in found if Version(here) != Version(bound)]


def main(options):
    """Return what to say on the way out; None is success."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    package = Path(nbhelpers.__file__).parent
    wrong = faults(project, package) + (too_new(project["project"]) if "--lowest" in options else [])
    if wrong:
        return "\n".join(["what is installed is not what is to be tested:", *wrong])
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "matplotlib", "ipywidgets", "jupyterlab"))
    print(f"nbhelpers from {package.parent.name} with {versions}, Python {sys.version.split()[0]}")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
