"""Every link leads somewhere, and those to the outside are made from the one public address."""

import re
import shutil
from urllib.parse import quote

import address
import pytest
from address import ROOT
from shipped import PATHS, opening, prose, read

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = sorted((ROOT / "docs/teaching").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("tests/*/README.md")), *GUIDES, *PATHS]
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:href|src)=\"([^\"]+)\"")
OWNER, NAME = address.current()


def page_text(path):
    """Return the text of a page."""
    return prose(read(path)) if path.suffix == ".ipynb" else path.read_text(encoding="utf-8")


def anchors(path):
    """Return what can be linked to within a page, as GitHub and JupyterLab name it."""
    headings = re.findall(r"^#+ (.+)$", page_text(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path):
    links = [one or other for one, other in LINK.findall(page_text(path))]
    assert len(links) >= (2 if path in GUIDES else path.suffix == ".ipynb")
    for link in links:
        target, _, anchor = link.partition("#")
        if target.startswith("https://"):
            assert re.fullmatch(r"https://[\w.-]+\.\w+(/\S*)?", target), link
            continue
        page = (path.parent / target) if target else path
        assert page.exists(), link
        assert not anchor or anchor in anchors(page), link


def test_the_readme_lists_each_lesson_with_its_links_all_made_of_the_one_address():
    for path in PATHS:
        binder = quote(f"lab/tree/notebooks/{path.name}", safe="")
        assert f"`https://mybinder.org/v2/gh/{OWNER}/{NAME}/HEAD?urlpath={binder}`" in README
        assert f"`https://{OWNER}.github.io/{NAME}/lab/index.html?path={path.name}`" in README
        title, question, time = opening(path)
        assert f"| [{title}](notebooks/{path.name}) | {question} | {time} |" in README
    found = re.findall(r"(?:github\.com|/gh)(?:/|%2F)([\w.-]+)(?:/|%2F)([\w.-]+?)(?=[/&`\s)]|$)", README)
    assert len(found) == len(PATHS) + 2
    found += re.findall(r"https://([\w-]+)\.github\.io/([\w.-]+)/", README)
    assert set(found) == {(OWNER, NAME)}


def test_another_address_is_put_in_everywhere_and_what_is_none_is_refused(tmp_path):
    for name in address.FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    address.put_in("someone/some-course", tmp_path)
    assert address.current(tmp_path) == ["someone", "some-course"]
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert OWNER not in text.replace(f".ci/address.py {OWNER}", "")
    assert "https://someone.github.io/some-course/lab" in text
    assert "github.com%2Fsomeone%2Fsome-course&urlpath=lab%2Ftree%2Fsome-course%2Fnotebooks" in text
    address.put_in(f"{OWNER}/{NAME}", tmp_path)
    for name in address.FILES:
        assert (tmp_path / name).read_text(encoding="utf-8") == (ROOT / name).read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match="expected OWNER/REPOSITORY"):
        address.put_in("not an address", tmp_path)
