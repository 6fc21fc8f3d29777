"""No file of the project says on which machine or from which registry it was made."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# No line of this file is found by them: what a pattern matches is not what it is written as.
REGISTRY = re.compile(r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|anaconda\.org)|/simple/\b")
MACHINE = re.compile(r"(?<![\w.~$}/-])/(home|root|Users|work|tmp|mnt|opt)/\w|\b[A-Z]:\\+Users\b")


def files():
    """Return the files a clone would hold; where git cannot say, all but what is ignored by name."""
    try:
        command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
        return sorted(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())
    except (OSError, subprocess.CalledProcessError):
        return walk()


def walk():
    """Return the files below the root without the folders that git ignores."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()} | {
        ".git"
    }
    found = []
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if not ignored & {name, f"*{Path(name).suffix}"}]
        found += [Path(folder) / name for name in names if name not in ignored]
    return sorted(found)


@pytest.mark.parametrize("kind", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_file_says_where_it_was_made(kind):
    found = []
    for path in files():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # not text
        found += [
            f"{path.relative_to(ROOT)}:{n}: {m[0]}" for n, line in enumerate(lines, 1) if (m := kind.search(line))
        ]
    assert found == []


def test_the_files_are_found_without_git_too():
    found = files()
    assert ROOT / "pyproject.toml" in found
    assert ROOT / "binder/postBuild" in found
    assert set(found) <= set(walk())
