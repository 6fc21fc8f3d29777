"""Fail unless pytest's report (a JUnit XML file) says that the browser tests ran and none was skipped.

Some may be, for one reason: where no Pyodide is at hand, no lesson of the static site can run.
"""

import sys
from xml.etree import ElementTree

MAY_BE_MISSING = "NBHELPERS_PYODIDE names no folder with Pyodide"
NEED_IT = "test_a_lesson_runs_without_a_server", "test_what_was_answered_is_there_after_a_reload"


def main(report):
    """Return what to say on the way out; None is success."""
    cases = ElementTree.parse(report).iter("testcase")
    # a whole module that is skipped has its name in `name` and nothing in `classname`
    names = {case: f"{case.get('classname')}.{case.get('name')}".lstrip(".") for case in cases}
    outcomes = [
        (case.get("name"), case.find("skipped")) for case in names if names[case].startswith("tests.browser")
    ]
    skipped = [(name, outcome.get("message")) for name, outcome in outcomes if outcome is not None]
    expected = [(name, MAY_BE_MISSING) for name in NEED_IT]
    unexpected = [name for name, reason in skipped if (name.partition("[")[0], reason) not in expected]
    ran = len(outcomes) - len(skipped)
    if not ran:
        return "no browser test ran"
    if unexpected:
        return f"browser tests were skipped: {', '.join(unexpected)}"
    print(f"{ran} browser tests ran; {len(skipped)} skipped" + (f": {MAY_BE_MISSING}" if skipped else ""))
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
