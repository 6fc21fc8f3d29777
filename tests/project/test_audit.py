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


NUMPY = max(pin for pin in pinned() if pin.startswith("numpy=="))  # the one for newer Pythons
GOOD = {"django": "OLD-1"}  # a database that works knows this one
MIRROR = {"unknown": "all"}  # has packages, and says of each that it does not know it


@pytest.fixture
def audit(tmp_path):
    """Return what runs the audit with what each database answers."""
    (tmp_path / "pip_audit.py").write_text(FAKE, encoding="utf-8")

    def run(pypi, osv="away", **variables):
        told = {"ANSWERS": json.dumps({"pypi": pypi, "osv": osv}), "ASKED": str(tmp_path / "asked.txt")}
        environment = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
        environment |= told | {"PYTHONPATH": str(tmp_path)} | variables
        command = [sys.executable, ROOT / ".ci/audit.py"]
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")

    return run


def test_every_pin_is_audited_for_every_python(audit, tmp_path):
    done = audit(GOOD)
    assert done.returncode == 0
    asked = [line.split()[1:] for line in (tmp_path / "asked.txt").read_text(encoding="utf-8").splitlines()]
    assert asked[0] == ["django==2.0"]
    assert {pin for pins in asked[1:] for pin in pins} == pinned()
    for pins in asked:
        assert len({pin.split("==")[0] for pin in pins}) == len(pins)  # pip-audit refuses two versions of one
    assert re.fullmatch(r"The \d+ pins were audited with pypi: none has a known vulnerability\n", done.stdout)


@pytest.mark.parametrize(("pypi", "osv"), [(GOOD, "away"), ("away", GOOD), (MIRROR, GOOD), ({}, GOOD)])
@pytest.mark.parametrize("pin", ["numpy", "pytest", "doit", NUMPY])
def test_a_vulnerable_pin_fails_whichever_database_knows_it(audit, pypi, osv, pin):
    pypi, osv = ({**answer, pin: "BAD-7"} if answer is GOOD else answer for answer in (pypi, osv))
    done = audit(pypi, osv)
    assert done.returncode == 1
    assert re.search(rf"^{pin.split('==')[0]} [\d.]+: BAD-7, mended in 9\.9$", done.stderr, re.MULTILINE)


@pytest.mark.parametrize("pypi", ["away", MIRROR, {}])
@pytest.mark.parametrize("osv", ["away", {}])
def test_where_no_database_can_be_reached_one_line_says_so(audit, pypi, osv):
    done = audit(pypi, osv)
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    assert line.startswith("The pins were NOT audited, because no database could be reached (pypi: ")
    reasons = {"away": "requests.exceptions.ConnectionError: no such host"}
    for answer in (pypi, osv):
        assert reasons.get(str(answer), "does not know that django==2.0 is vulnerable") in line


def test_on_github_the_line_is_a_warning(audit):
    assert audit("away", GITHUB_ACTIONS="true").stdout.startswith("::warning::The pins were NOT audited")


def test_a_pin_that_a_good_database_does_not_know_fails(audit):
    done = audit(GOOD | {"unknown": "numpy"})
    assert done.returncode == 1
    assert "numpy: not found" in done.stderr


@pytest.mark.parametrize("answers", [("broken", GOOD), ("away", "broken")])
def test_a_broken_pip_audit_is_not_taken_for_a_database_that_is_away(audit, answers):
    done = audit(*answers)
    assert done.returncode == 1
    assert "a mistake in pip-audit" in done.stderr
