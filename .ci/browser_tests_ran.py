"""Fail unless pytest's report (a JUnit XML file) says that the browser tests ran and none was skipped.

One may be, for one reason: where no Pyodide is at hand, no lesson of the static site can run.
"""

import sys
from xml.etree import ElementTree

MAY_BE_SKIPPED = ("test_a_lesson_runs_without_a_server", "NBHELPERS_PYODIDE names no folder with Pyodide")


def main(report):
    """Return what to say on the way out; None is success."""
    cases = ElementTree.parse(report).iter("testcase")
    # a whole module that is skipped has its name in `name` and nothing in `classname`
    names = {case: f"{case.get('classname')}.{case.get('name')}".lstrip(".") for case in cases}
    outcomes = [
        (case.get("name"), case.find("skipped")) for case in names if names[case].startswith("tests.browser")
    ]
    skipped = [(name, outcome.get("message")) for name, outcome in outcomes if outcome is not None]
    unexpected = [name for name, reason in skipped if (name.partition("[")[0], reason) != MAY_BE_SKIPPED]
    ran = len(outcomes) - len(skipped)
    if not ran:
        return "no browser test ran"
    if unexpected:
        return f"browser tests were skipped: {', '.join(unexpected)}"
    print(f"{ran} browser tests ran; {len(skipped)} skipped" + (f": {MAY_BE_SKIPPED[1]}" if skipped else ""))
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
