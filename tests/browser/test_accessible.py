"""For readers who see no picture or little of it: names, words, colours that can be told, and a voice at rest."""

from importlib.resources import files

import pytest
from shipped import read

from nbhelpers import style

from .test_site import CONTRAST

pytestmark = pytest.mark.browser

CELLS = ".jp-NotebookPanel .jp-Cell"

JUPYTERLABS = {
    ".cm-content": "aria-input-field-name",  # the editor of a code cell has no name
    ".jp-collapseHeadingButton": "button-name",  # the button that folds the cells below a heading has none
}
"""What JupyterLab itself does wrong in a notebook's cells: the part of the page and axe's rule."""

AXE = """async cells => {
    jupyterapp.shell.currentWidget.content.activeCellIndex = 0;  // a heading, with its button to fold
    const rules = {resultTypes: ['violations'], iframes: false};
    const {violations} = await axe.run({include: [[cells]]}, rules);
    return violations.filter(({impact}) => ['serious', 'critical'].includes(impact)).flatMap(
        ({id, nodes}) => nodes.map(({target}) => [id, document.querySelector(target[0])]).map(([id, part]) =>
            ({id, classes: [...part.classList].map(name => `.${name}`), html: part.outerHTML.slice(0, 300)})));
}"""

FORMULAS = '.jp-NotebookPanel mjx-container [style*="color:"]'

# All that a demo's voice says, and how long nothing had been drawn before it did.
LISTEN = """demo => {
    const canvas = demo.querySelector('canvas'), voice = demo.querySelector('.nbhelpers-figure [role="status"]');
    window.said = [];
    window.ear?.disconnect();
    window.ear = new MutationObserver(() => said.push([voice.textContent, performance.now() - canvas.drawn]));
    ear.observe(voice, {subtree: true, childList: true, characterData: true});
}"""

DRAG = """async range => {
    const start = Number(range.value), move = value => {
        range.value = value;
        range.dispatchEvent(new Event('input', {bubbles: true}));
    };
    for (let i = 0; i < 30; i++) {
        move(start + (i % 10 < 5 ? i % 5 : 5 - i % 5));
        await new Promise(resolve => setTimeout(resolve, 5));
    }
    move(range.max);
}"""


@pytest.fixture(params=["Light", "Dark"])
def theme(request, lab):
    """Switch JupyterLab to a theme; leave it in the light one."""
    lab.take_theme(request.param)
    yield request.param
    lab.take_theme("Light")


def test_it_can_be_read_by_day_and_by_night(lab, notebook, theme):
    assert lab.papers() == [style.DARK[style.PAPER] if theme == "Dark" else style.PAPER]
    contrasts = [part.evaluate(CONTRAST) for part in lab.page.locator(FORMULAS).all()]
    assert bool(contrasts) == any(r"\color{" in cell.source for cell in read(notebook).cells)
    assert not [contrast for contrast in contrasts if contrast < 4.5]
    for demo in lab.demos():
        demo.state()  # which has words for what it shows
    pictures = lab.page.locator(f"{CELLS} .jp-OutputArea-output img:not(.nbhelpers-still)")
    alts = pictures.evaluate_all("all => all.map(({alt}) => alt)")
    assert not [alt for alt in alts if len(alt) < 20]

    if not lab.page.evaluate("'axe' in window"):
        lab.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = lab.page.evaluate(AXE, CELLS)
    known = [[part for part in each["classes"] if JUPYTERLABS.get(part) == each["id"]] for each in found]
    assert not [each for each, parts in zip(found, known, strict=True) if not parts]
    assert {part for parts in known for part in parts} == set(JUPYTERLABS)


def test_the_sentence_is_spoken_when_the_slider_rests_and_only_then(lab):
    demo = lab.reset()[0]
    before = demo.state()
    demo.output.evaluate(LISTEN)
    handle = demo.sliders()[0].handle
    handle.focus()
    handle.evaluate(DRAG)
    after = demo.state(after=before)
    said = lab.page.evaluate("said")
    assert said[-1][0] == after.sentence
    assert not [quiet for _, quiet in said if quiet < 195]  # a busy machine may take a pause for a rest
    assert len(said) < after.draws - before.draws
