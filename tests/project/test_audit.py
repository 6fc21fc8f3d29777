"""The audit of the pins, with a pip-audit that is told what to answer."""

import json
import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import audit
import pytest
from shipped import ROOT

LISTS = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("*/*requirements.txt"))
PINS = set(re.findall(r"^([\w.-]+==[\w.]+)", LISTS, re.MULTILINE))

GOOD = {"django": "OLD-1"}  # a database that works knows this one
MIRROR = {"unknown": "all"}  # has packages, and says of each that it does not know it
AWAY, BROKEN = "requests.exceptions.ConnectionError: no such host", "TypeError: a mistake in pip-audit"
NUMPY = max(pin for pin in PINS if pin.startswith("numpy=="))  # the one for newer Pythons
BAD = [GOOD | {pin: "BAD-7"} for pin in ("numpy", "pytest", "doit", NUMPY)]

FOUND = r"\w+ finds fault with the pins:(\n\w+ [\d.]+: BAD-7, mended in 9\.9)+"
CLEAN = rf"The {len(PINS)} pins were audited with pypi: none has a known vulnerability"
NOT = r"The pins were NOT audited, because no database could be reached \(pypi: {0}; osv: {0}\)"
MARK = "::warning::"


def record(pin, known):
    """Return what pip-audit writes of a pin; `known` is name or pin -> its vulnerability."""
    name, version = pin.split("==")
    if known.get("unknown") in (name, "all"):
        return {"name": name, "skip_reason": "not found"}
    vulns = [{"id": known[it], "fix_versions": ["9.9"]} for it in (name, pin) if it in known]
    return {"name": name, "version": version, "vulns": vulns}


@pytest.mark.parametrize(
    ("pypi", "osv", "fails", "said"),
    [
        (GOOD, AWAY, False, CLEAN),
        *((bad, AWAY, True, FOUND) for bad in BAD),  # a vulnerable pin fails, whichever database knows it
        *((other, BAD[0], True, FOUND) for other in (AWAY, MIRROR, {})),
        (GOOD | {"unknown": "numpy"}, AWAY, True, r"[^\n]+(\nnumpy: not found)+"),  # by a database that is good
        (BROKEN, GOOD, True, rf"[^\n]+\n{BROKEN}"),  # which is not one that is away
        (AWAY, BROKEN, True, rf"[^\n]+\n{BROKEN}"),
        (AWAY, AWAY, False, NOT.format(re.escape(AWAY))),
        (MIRROR, {}, False, MARK + NOT.format(r"does not know that django==2\.0 is vulnerable")),
    ],
)
def test_every_pin_is_audited_and_where_none_can_be_one_line_says_so(pypi, osv, fails, said, monkeypatch, capsys):
    def pip_audit(command, **_):
        options = dict(pairwise(command))
        rounds.append(Path(options["--requirement"]).read_text(encoding="utf-8").split())
        answer = {"pypi": pypi, "osv": osv}[options["--vulnerability-service"]]
        if answer in (AWAY, BROKEN):
            return SimpleNamespace(stdout="", stderr=answer)
        return SimpleNamespace(stdout=json.dumps({"dependencies": [record(pin, answer) for pin in rounds[-1]]}))

    rounds = []
    monkeypatch.setattr(audit, "subprocess", SimpleNamespace(run=pip_audit))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    if said.startswith(MARK):
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    try:
        wrong = audit.main()
    except SystemExit as error:
        wrong = error.code
    assert bool(wrong) == fails
    assert re.fullmatch(said, (wrong or capsys.readouterr().out).rstrip("\n"))
    for pins in rounds:
        assert len({pin.split("==")[0] for pin in pins}) == len(pins)  # pip-audit refuses two versions of one
    if said == CLEAN:
        assert rounds[0] == ["django==2.0"]
        assert {pin for pins in rounds[1:] for pin in pins} == PINS
