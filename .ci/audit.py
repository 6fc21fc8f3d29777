"""Fail if a pinned version has a known vulnerability: audit.py, run by a Python that has pip-audit.

pip-audit ends with status 1 both for a vulnerability and for a database that it cannot reach, and with 0 where a
mirror answers that it knows no package at all. So each database is first asked about a release whose
vulnerabilities were published long ago. The first that knows them decides; if there is none, that is said.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from itertools import zip_longest
from pathlib import Path
from textwrap import shorten

ROOT = Path(__file__).parents[1]
LISTS = ("binder/requirements.txt", ".ci/requirements.txt", ".ci/site-requirements.txt")
DATABASES = ("pypi", "osv")
VULNERABLE = "django==2.0"
COMMAND = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip"]
OUTPUT = ["--format=json", "--progress-spinner=off"]
NETWORK = re.compile(r"requests\.exceptions\.|ServiceError|Could not connect|not redirecting")
"""What pip-audit writes where a database does not answer, or not as it should."""


def read_pins(root=ROOT):
    """Return the lists' pins for all platforms and Pythons, in rounds that hold one version of a package each."""
    versions = {}
    for name in LISTS:
        for line in (root / name).read_text(encoding="utf-8").splitlines():
            pin = line.partition(";")[0].strip()
            if "==" in pin:
                versions.setdefault(pin.partition("==")[0], []).append(pin)
    return [[pin for pin in pins if pin] for pins in zip_longest(*versions.values())]


def ask(database, pins):
    """Return what a database says of each pin: a list of pip-audit's records."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pins.txt")
        path.write_text("\n".join(pins), encoding="utf-8")
        where = ["--vulnerability-service", database, "--requirement", path]
        command, variables = [*COMMAND, *OUTPUT, *where], os.environ | {"PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=variables)
    if done.stdout:
        return json.loads(done.stdout)["dependencies"]
    if NETWORK.search(done.stderr):
        raise ConnectionError(shorten(done.stderr.strip().splitlines()[-1], width=100))
    sys.exit(f"pip-audit failed:\n{done.stderr}")


def faults(records):
    """Return what is wrong with the pins, a line for each: its vulnerabilities, or that it is not known."""
    unknown = [f"{it['name']}: {it['skip_reason']}" for it in records if "skip_reason" in it]
    found = [(f"{it['name']} {it['version']}", each) for it in records for each in it.get("vulns", [])]
    return unknown + [f"{pin}: {it['id']}, mended in {' '.join(it['fix_versions']) or 'none'}" for pin, it in found]


def main():
    """Return what to say on the way out; None is success."""
    silent = []
    for database in DATABASES:
        try:
            if not ask(database, [VULNERABLE])[0].get("vulns"):  # which has been known for years
                raise ConnectionError(f"does not know that {VULNERABLE} is vulnerable")
            records = [record for pins in read_pins() for record in ask(database, pins)]
        except ConnectionError as error:
            silent.append(f"{database}: {error}")
            continue
        if wrong := faults(records):
            return "\n".join([f"{database} finds fault with the pins:", *wrong])
        print(f"The {len(records)} pins were audited with {database}: none has a known vulnerability")
        return None
    mark = "::warning::" if "GITHUB_ACTIONS" in os.environ else ""  # which GitHub shows on the job's page
    print(f"{mark}The pins were NOT audited, because no database could be reached ({'; '.join(silent)})")
    return None


if __name__ == "__main__":
    sys.exit(main())
