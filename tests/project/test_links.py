"""Every link leads somewhere, and those to the outside are made from the one public address."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from shipped import PATHS, opening, prose, read

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = sorted((ROOT / "docs/teaching").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("tests/*/README.md")), *GUIDES, *PATHS]
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:href|src)=\"([^\"]+)\"")

spec = importlib.util.spec_from_file_location("address", ROOT / ".ci/address.py")
address = importlib.util.module_from_spec(spec)
spec.loader.exec_module(address)
OWNER, NAME = address.current()


def text_of(path):
    """Return the text of a page."""
    return prose(read(path)) if path.suffix == ".ipynb" else path.read_text(encoding="utf-8")


def anchors(path):
    """Return what can be linked to within a page, as GitHub and JupyterLab name it."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path):
    links = [one or other for one, other in LINK.findall(text_of(path))]
    assert len(links) >= (2 if path in GUIDES else path.suffix == ".ipynb")
    for link in links:
        target, _, anchor = link.partition("#")
        if target.startswith("https://"):
            assert re.fullmatch(r"https://[\w.-]+\.\w+(/\S*)?", target), link
            continue
        page = (path.parent / target) if target else path
        assert page.exists(), link
        if anchor:
            assert anchor in anchors(page), link


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_lesson_has_its_links(path):
    binder = quote(f"lab/tree/notebooks/{path.name}", safe="")
    assert f"`https://mybinder.org/v2/gh/{OWNER}/{NAME}/HEAD?urlpath={binder}`" in README
    assert f"`https://{OWNER}.github.io/{NAME}/lab/index.html?path={path.name}`" in README
    title, question, time = opening(path)
    assert f"| [{title}](notebooks/{path.name}) | {question} | {time} |" in README


def test_every_address_of_the_repository_is_the_one_of_the_project():
    found = re.findall(r"(?:github\.com|/gh)(?:/|%2F)([\w.-]+)(?:/|%2F)([\w.-]+?)(?=[/&`\s)]|$)", README)
    assert len(found) == len(PATHS) + 2
    assert set(found) == {(OWNER, NAME)}
    assert set(re.findall(r"https://([\w-]+)\.github\.io/([\w.-]+)/", README)) == {(OWNER, NAME)}


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
    command = [sys.executable, ROOT / ".ci/address.py", "not an address"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode
    assert "expected OWNER/REPOSITORY" in result.stderr
