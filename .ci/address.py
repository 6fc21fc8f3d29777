"""Put the repository's public address in: python3 .ci/address.py OWNER/REPOSITORY.

It stands under [project.urls] in pyproject.toml; the links of the README are made from it.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = ("pyproject.toml", "README.md")


def current(root=ROOT):
    """Return the owner and the name that are in force, from `[project.urls]`."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["urls"]["Repository"].removeprefix("https://github.com/").split("/")


def put_in(address, root=ROOT):
    """Replace owner and name wherever they stand together."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", address):
        sys.exit(f"expected OWNER/REPOSITORY, got {address!r}")
    (old_owner, old_name), (owner, name) = current(root), address.split("/")
    forms = {
        f"{old_owner}/{old_name}": f"{owner}/{name}",
        f"{old_owner}%2F{old_name}": f"{owner}%2F{name}",
        f"{old_owner}.github.io/{old_name}": f"{owner}.github.io/{name}",
        f"tree%2F{old_name}%2F": f"tree%2F{name}%2F",
    }
    for file in FILES:
        text = (root / file).read_text(encoding="utf-8")
        for old, new in forms.items():
            text = text.replace(old, new)
        (root / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    put_in(sys.argv[1])
