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
    browser = [
        case
        for case in cases
        if f"{case.get('classname')}.{case.get('name')}".lstrip(".").startswith("tests.browser")
    ]
    skipped = [case for case in browser if case.find("skipped") is not None]
    ran = len(browser) - len(skipped)
    unexpected = [case.get("name") for case in skipped if not may_be_skipped(case)]
    if not ran:
        return "no browser test ran"
    if unexpected:
        return f"browser tests were skipped: {', '.join(unexpected)}"
    said = f"; {len(skipped)} skipped: {MAY_BE_SKIPPED[1]}" if skipped else ", none was skipped"
    print(f"{ran} browser tests ran{said}")
    return None


def may_be_skipped(case):
    """Tell whether this is the one test, with any notebook, and the one reason."""
    test = case.get("name").partition("[")[0]
    return (test, case.find("skipped").get("message")) == MAY_BE_SKIPPED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
