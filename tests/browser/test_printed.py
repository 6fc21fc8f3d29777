"""A lesson as a page of HTML and on paper, where no widget moves: every picture and all the text, none cut off."""

import re

import pytest
from nbconvert import HTMLExporter
from pypdf import PdfReader
from shipped import PATHS, START, code_cells, each_notebook, prose, read, tags, text_of
from test_copies import run

from .conftest import BROKEN, committed_pictures, found

A4 = {"width": 794, "height": 1123}

PICTURES = """async pictures => {
    await Promise.allSettled(pictures.map(picture => picture.decode()));
    return pictures.map(({naturalWidth, clientWidth}) => Math.min(naturalWidth, clientWidth));
}"""


@pytest.fixture(scope="module")
def handouts(tmp_path_factory):
    """Return the folder with the handouts."""
    if not found():
        pytest.skip("handouts are printed by the system's Chromium or Chrome, and there is none")
    folder = tmp_path_factory.mktemp("handouts")
    result = run("handout", folder)
    assert not result.returncode, result.stderr
    assert {path.name for path in folder.iterdir()} == {f"{path.stem}.pdf" for path in PATHS}
    return folder


@each_notebook
def test_it_is_whole_on_the_page(path, browser, tmp_path):
    page_file = tmp_path / f"{path.stem}.html"
    page_file.write_text(HTMLExporter().from_filename(path)[0], encoding="utf-8")
    with browser.new_context(viewport=A4, offline=True) as context:  # with no other file and no network
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(page_file.as_uri(), wait_until="domcontentloaded")
        shown = page.locator(".jp-OutputArea-output img").evaluate_all(PICTURES)
        assert len(shown) == sum(committed_pictures(path))
        assert not [width for width in shown if not 300 < width < A4["width"]]
        assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]
        text = page.locator("body").inner_text()
        assert not [words for words in (*BROKEN, "widget-view", "VBox(", "HBox(") if words in text]
        shown = [heading.rstrip("¶") for heading in page.locator("h1, h2, h3, h4").all_inner_texts()]
        assert shown == headings(read(path))
        assert text.count("Predict.") >= sum("predict" in tags(cell) for cell in read(path).cells)


@each_notebook
def test_a_handout_has_every_picture_every_line_and_every_sign(path, handouts):
    pdf = PdfReader(handouts / f"{path.stem}.pdf")
    pages = [page.extract_text() for page in pdf.pages]
    assert not [page for page in pages if set(page) & {"\0", "\ufffd"}]  # \0: a sign that no font has
    assert pdf.stream.getvalue().count(b"/Subtype /Image") >= sum(committed_pictures(path))
    kept = read(path)
    kept.cells = [cell for cell in kept.cells if not cell.source.startswith("<details>")]
    told = "\n".join([*(cell.source for cell in kept.cells), *map(text_of, code_cells(kept))])
    text = "".join("".join(pages).split())
    assert {sign for sign in told if not sign.isascii()} <= set(text)
    printed = "\n".join(f"{cell.source}\n{text_of(cell)}" for cell in code_cells(kept)).replace("  ( ) ", "")
    lines = [*headings(kept), *printed.splitlines()]
    assert not [line for line in lines if "".join(line.split()) not in text]
    assert not set(text) & {"$", "\\"} - set("".join(cell.source for cell in code_cells(kept)))  # formulas are set
    assert not [words for words in ("Hint 1", "Hint 3", "Solution") if words.replace(" ", "") in text]
    assert ("Furtherexercises" in text) == (path != START)


def headings(notebook):
    return re.findall("^#+ (.+)$", prose(notebook), re.MULTILINE)
