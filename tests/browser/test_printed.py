"""A lesson as a page of HTML and on paper, where no widget moves: every picture and all the text, none cut off."""

import re

import pytest
from nbconvert import HTMLExporter
from shipped import read

from .conftest import NOTEBOOKS
from .test_notebooks import BROKEN, committed_pictures

pytestmark = pytest.mark.browser

A4 = {"width": 794, "height": 1123}
MARGIN = "10mm"

PICTURES = """async pictures => {
    await Promise.allSettled(pictures.map(picture => picture.decode()));
    return pictures.map(({naturalWidth, clientWidth}) => Math.min(naturalWidth, clientWidth));
}"""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_whole_on_the_page_and_on_paper(path, browser, tmp_path):
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
        reads_as_a_lesson(page, path)
        pdf = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), MARGIN))
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Subtype /Image") >= sum(committed_pictures(path))


def reads_as_a_lesson(page, path):
    text = page.locator("body").inner_text()
    assert not [words for words in (*BROKEN, "widget-view", "VBox(", "HBox(") if words in text]
    headings = [line for cell in read(path).cells for line in cell.source.splitlines() if re.match("#+ ", line)]
    shown = [heading.rstrip("¶") for heading in page.locator("h1, h2, h3, h4").all_inner_texts()]
    assert len(shown) == len(headings) > 1
    questions = [cell for cell in read(path).cells if "predict" in cell.metadata.get("tags", [])]
    assert text.count("Predict.") >= len(questions)
