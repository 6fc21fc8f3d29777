"""No file of the project says on which machine or from which registry it was made."""

import re
from pathlib import Path

from shipped import ROOT

IGNORED = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()} | {".git"}

# No line of this file is found by it: what a pattern matches is not what it is written as.
WHERE = re.compile(
    r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|anaconda\.org)|/simple/\b"
    r"|(?<![\w.~$}/-])/(home|root|Users|work|tmp|mnt|opt)/\w|\b[A-Z]:\\+Users\b"
)


def files(folder):
    """Yield the files that a clone would hold: all but what git ignores, by name."""
    for path in folder.iterdir():
        if not IGNORED & {path.name, f"*{path.suffix}"}:
            yield from files(path) if path.is_dir() else [path]


def test_no_file_says_where_it_was_made():
    found, read = [], set()
    for path in files(ROOT):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # not text
        read.add(path)
        found += [f"{path}:{n}: {it[0]}" for n, line in enumerate(lines, 1) if (it := WHERE.search(line))]
    assert found == []
    assert {ROOT / "pyproject.toml", ROOT / "binder/postBuild", Path(__file__)} <= read
