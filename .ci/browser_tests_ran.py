"""Fail unless pytest's report (a JUnit XML file) says that the browser tests ran and none was skipped."""

import sys
from xml.etree import ElementTree


def main(report):
    """Return what to say on the way out; None is success."""
    cases = ElementTree.parse(report).iter("testcase")
    # a whole module that is skipped has its name in `name` and nothing in `classname`
    browser = [
        case
        for case in cases
        if f"{case.get('classname')}.{case.get('name')}".lstrip(".").startswith("tests.browser")
    ]
    skipped = [case.get("name") for case in browser if case.find("skipped") is not None]
    if not browser:
        return "no browser test ran"
    if skipped:
        return f"browser tests were skipped: {', '.join(skipped)}"
    print(f"{len(browser)} browser tests ran, none was skipped")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
