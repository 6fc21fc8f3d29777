"""The audit of the pins, with a pip-audit that is told what to answer."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FAKE = '''
"""What pip-audit does, with what ANSWERS holds: database -> "away", "broken", or name -> its vulnerability."""
import json, os, pathlib, sys

options = sys.argv[1:]
database = options[options.index("--vulnerability-service") + 1]
pins = pathlib.Path(options[options.index("--requirement") + 1]).read_text(encoding="utf-8").split()
answer = json.loads(os.environ["ANSWERS"])[database]
if answer == "away":
    sys.exit("Traceback …" + chr(10) + "requests.exceptions.ConnectionError: no such host")
if answer == "broken":
    sys.exit("TypeError: a mistake in pip-audit")
records = []
for name, version in (pin.split("==") for pin in pins):
    known = [answer[it] for it in (name, f"{name}=={version}") if it in answer]
    vulns = [{"id": it, "fix_versions": ["9.9"], "aliases": [], "description": ""} for it in known]
    records.append({"name": name, "version": version, "vulns": vulns})
    if answer.get("unknown") in (name, "all"):
        records[-1] = {"name": name, "skip_reason": "not found"}
with open(os.environ["ASKED"], "a", encoding="utf-8") as log:
    print(database, *pins, file=log)
print(json.dumps({"dependencies": records, "fixes": []}))
sys.exit(any(record.get("vulns") for record in records))
'''


def pinned():
    """Return all pins of the three lists, without the markers."""
    lists = ("binder/requirements.txt", ".ci/requirements.txt", ".ci/site-requirements.txt")
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in lists)
    return set(re.findall(r"^([\w.-]+==[\w.]+)", text, re.MULTILINE))


GOOD = {"django": "OLD-1"}  # a database that works knows this one
MIRROR = {"unknown": "all"}  # has packages, and says of each that it does not know it
NUMPY = max(pin for pin in pinned() if pin.startswith("numpy=="))  # the one for newer Pythons
BAD = [GOOD | {pin: "BAD-7"} for pin in ("numpy", "pytest", "doit", NUMPY)]
FOUND = r"finds fault with the pins:\n\w+ [\d.]+: BAD-7, mended in 9\.9\n"
NOT = r"The pins were NOT audited, because no database could be reached \(pypi: {}; osv: {}\)\n"
IS_AWAY = r"requests\.exceptions\.ConnectionError: no such host"
IGNORANT = r"does not know that django==2\.0 is vulnerable"


def audit(folder, pypi, osv, **variables):
    """Run the audit with what each database answers; return what it did."""
    (folder / "pip_audit.py").write_text(FAKE, encoding="utf-8")
    told = {"ANSWERS": json.dumps({"pypi": pypi, "osv": osv}), "ASKED": str(folder / "asked.txt")}
    kept = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    command = [sys.executable, ROOT / ".ci/audit.py"]
    environment = kept | told | {"PYTHONPATH": str(folder)} | variables
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")


def test_every_pin_is_audited_for_every_python(tmp_path):
    done = audit(tmp_path, GOOD, "away")
    assert done.returncode == 0
    assert re.fullmatch(r"The \d+ pins were audited with pypi: none has a known vulnerability\n", done.stdout)
    asked = [line.split()[1:] for line in (tmp_path / "asked.txt").read_text(encoding="utf-8").splitlines()]
    assert asked[0] == ["django==2.0"]
    assert {pin for pins in asked[1:] for pin in pins} == pinned()
    for pins in asked:
        assert len({pin.split("==")[0] for pin in pins}) == len(pins)  # pip-audit refuses two versions of one


@pytest.mark.parametrize(
    ("pypi", "osv", "status", "said"),
    [
        *((bad, "away", 1, FOUND) for bad in BAD),  # a vulnerable pin fails, whichever database knows it
        *((other, BAD[0], 1, FOUND) for other in ("away", MIRROR, {})),
        (GOOD | {"unknown": "numpy"}, "away", 1, "numpy: not found"),  # by a database that is good
        ("broken", GOOD, 1, "a mistake in pip-audit"),  # which is not one that is away
        ("away", "broken", 1, "a mistake in pip-audit"),
        ("away", "away", 0, NOT.format(IS_AWAY, IS_AWAY)),
        (MIRROR, {}, 0, NOT.format(IGNORANT, IGNORANT)),
    ],
)
def test_what_a_database_says_decides_and_where_none_can_be_reached_one_line_says_so(
    tmp_path, pypi, osv, status, said
):
    done = audit(tmp_path, pypi, osv)
    assert done.returncode == status
    assert re.search(said, done.stderr if status else done.stdout)
    assert status or done.stdout.count("\n") == 1


def test_on_github_the_line_is_a_warning(tmp_path):
    done = audit(tmp_path, "away", "away", GITHUB_ACTIONS="true")
    assert done.stdout.startswith("::warning::The pins were NOT audited")
