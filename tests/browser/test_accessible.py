"""For readers who see no picture or little of it: names, words, colours that can be told, and a voice at rest."""

from importlib.resources import files

import pytest
from shipped import read

from nbhelpers.explorable.demo import REST

from .lab import EXECUTE
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

PICTURES = """pictures => pictures.map(picture => [picture.alt, picture.title]).filter(
    ([alt, title]) => alt.length < 20 || title && title !== alt)"""

# Everything that the voice says, and how often a sentence changed meanwhile.
LISTEN = """demo => {
    window.said = [];
    window.changes = 0;
    const voice = document.getElementById('nbhelpers-voice');
    window.ears?.forEach(ear => ear.disconnect());
    window.ears = [new MutationObserver(() => said.push(voice.textContent)), new MutationObserver(() => changes++)];
    ears[0].observe(voice, {subtree: true, childList: true, characterData: true});
    ears[1].observe(demo, {subtree: true, attributeFilter: ['src']});
}"""

DRAG = """async handle => {
    for (let i = 0; i < 30; i++) {
        const keys = {key: i % 10 < 5 ? 'ArrowRight' : 'ArrowLeft', bubbles: true, cancelable: true};
        handle.dispatchEvent(new KeyboardEvent('keydown', keys));
        await new Promise(resolve => setTimeout(resolve, 5));
    }
    handle.dispatchEvent(new KeyboardEvent('keydown', {key: 'End', bubbles: true, cancelable: true}));
    return said.length;
}"""

SET_REST = "import nbhelpers.explorable.demo; nbhelpers.explorable.demo.REST = {}"


@pytest.fixture(params=["Light", "Dark"])
def theme(request, lab):
    """Switch JupyterLab to a theme; leave it in the light one.

    Its splash screen has to be gone before the next switch, or JupyterLab fails to remove it.
    """

    def switch(name):
        lab.page.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: 'JupyterLab {name}'}})")
        shown = f"document.body.dataset.jpThemeLight === '{str(name == 'Light').lower()}'"
        lab.page.wait_for_function(f"{shown} && !document.getElementById('jupyterlab-splash')", timeout=30_000)

    switch(request.param)
    yield request.param
    switch("Light")


def test_axe_finds_nothing_but_what_is_jupyterlabs(lab, theme):
    if not lab.page.evaluate("'axe' in window"):
        lab.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = lab.page.evaluate(AXE, CELLS)
    known = [[part for part in each["classes"] if JUPYTERLABS.get(part) == each["id"]] for each in found]
    assert not [each for each, parts in zip(found, known, strict=True) if not parts]
    assert {part for parts in known for part in parts} == set(JUPYTERLABS)


def test_coloured_formulas_can_be_read(lab, notebook, theme):
    contrasts = [part.evaluate(CONTRAST) for part in lab.page.locator(FORMULAS).all()]
    assert bool(contrasts) == any(r"\color{" in cell.source for cell in read(notebook).cells)
    assert not [contrast for contrast in contrasts if contrast < 4.5]


def test_every_picture_says_what_it_shows(lab):
    for demo in lab.demos():
        demo.state()
    pictures = lab.page.locator(".jp-NotebookPanel .jp-OutputArea-output img")
    assert pictures.count()
    assert not pictures.evaluate_all(PICTURES)


def test_the_sentence_is_spoken_once_and_when_the_slider_rests(lab):
    assert lab.page.locator("#nbhelpers-voice[role=status]").count() == 1
    demo = lab.reset()[0]
    lab.page.evaluate(EXECUTE, SET_REST.format(1))  # so that a busy machine is not taken for a slider at rest
    before = demo.state()
    demo.output.evaluate(LISTEN)
    handle = demo.sliders()[0].handle
    handle.focus()
    assert handle.evaluate(DRAG) == 0
    after = demo.state(after=before)
    lab.page.wait_for_function("said.length > 0")
    lab.page.wait_for_timeout(1200)
    lab.page.evaluate(EXECUTE, SET_REST.format(REST))
    assert lab.page.evaluate("said") == [after.sentence]
    assert lab.page.evaluate("changes") > 2
    assert demo.output.locator("[aria-live]").get_attribute("aria-live") == "off"  # or it would be said twice


def test_run_all_is_silent_and_nothing_moves_unless_the_reader_starts_it(lab):
    lab.demos()[0].output.evaluate(LISTEN)
    lab.page.emulate_media(reduced_motion="reduce")
    lab.run_all()
    assert not lab.moves(seconds=2)
    assert lab.page.evaluate("said") == []
    lab.page.emulate_media(reduced_motion="no-preference")
    assert not lab.moves(seconds=1)
