"""The course as a static site: its first page, every lesson as it opens, and, with Pyodide at hand, as it runs."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urljoin, urlsplit
from zipfile import ZipFile

import pytest
from browser_tests_ran import MAY_BE_MISSING
from shipped import LESSONS, PATHS, ROOT, START, opening, read

from .conftest import DESK, SETTINGS, committed_pictures, launch
from .lab import PROBES, Lab, Server

PYODIDE = os.environ.get("NBHELPERS_PYODIDE")
PLACE = "course"  # below the root of its host, as where GitHub Pages puts it
KERNEL = "extensions/@jupyterlite/pyodide-kernel-extension/static"

# A picture in a text is first asked for beside the page, and then, once its own address is known, where it is.
NOT_BESIDE_THE_PAGE = "Failed to load resource: the server responded with a status of 404 (File not found)"
SEEN = "() => [...document.querySelectorAll('.jp-MarkdownOutput img')].every(picture => picture.naturalWidth > 0)"

IMPORTS = """
import anywidget, comm, ipywidgets, psygnal, psygnal._signal
for module in (anywidget, comm, ipywidgets, psygnal, psygnal._signal):
    print(module.__file__)
"""

FIRST_CELL = "jupyterapp.shell.currentWidget.content.model.sharedModel.getCell(0)"
SAVE = f"async text => {{ {FIRST_CELL}.setSource(text); await jupyterapp.shell.currentWidget.context.save(); }}"

ALL_THERE = "n => document.querySelectorAll('.jp-NotebookPanel .jp-CodeCell').length === n"


class Handler(SimpleHTTPRequestHandler):
    """Serves the site, and the icon that browsers ask the root of a host for."""

    def do_GET(self):
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_):
        pass


@contextmanager
def served(folder):
    """Serve a folder on a free port; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    server.handle_error = lambda *_: None  # a page that is closed breaks off what it was asking for
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Build the site."""
    folder = tmp_path_factory.mktemp("site") / PLACE
    done = subprocess.run([sys.executable, ROOT / ".ci/site", folder], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def site(folder):
    """Serve the site, with the settings that the tests' JupyterLab has."""
    settings = folder / "jupyter-lite.json"
    content = json.loads(settings.read_text(encoding="utf-8"))
    overrides = {f"@jupyterlab/{name.replace('/', ':')}": value for name, value in SETTINGS.items()}
    content["jupyter-config-data"] |= {"exposeAppInBrowser": True, "settingsOverrides": overrides}
    settings.write_text(json.dumps(content), encoding="utf-8")
    log = folder.with_name("log")
    log.touch()
    with served(folder.parent) as root:
        yield Server(f"{root}/{PLACE}", log, page="lab/index.html?path={path.name}")


@pytest.fixture(scope="module")
def alone(browser):
    """Start a Chromium that reaches this machine and no other, whatever network there is."""
    chromium = launch(browser.browser_type, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def lab(notebook, alone, site):
    """Open a notebook in the site's JupyterLab."""
    with alone.new_context(viewport=DESK) as context:
        lab = Lab(context.new_page(), site, notebook)
        lab.listen()
        n_cells = sum(cell.cell_type == "code" for cell in read(notebook).cells)
        lab.page.wait_for_function(ALL_THERE, arg=n_cells)
        yield lab


def unexplained(lab, site, folder):
    """Return what went wrong, but for what the host of Pyodide, which cannot be reached, leads to."""
    host = site.address.removesuffix(PLACE)
    local = (f"request to {host}", f"request to blob:{host}")
    found = [text for text in lab.complaints() if not text.startswith(local)]
    if lab.page.locator(".jp-MarkdownOutput img").count():
        found = [text for text in found if text != NOT_BESIDE_THE_PAGE]
    if PYODIDE:
        return found
    schema = json.loads((folder / KERNEL / "schema/kernel.v0.schema.json").read_text(encoding="utf-8"))
    pyodide = schema["properties"]["pyodideUrl"]["default"]
    return [text for text in found if text not in {pyodide, f"request to {pyodide}"}]


def test_the_site_has_the_notebooks_the_extensions_and_every_wheel_that_its_kernel_loads(folder):
    there = sorted((folder / "files").glob("*.ipynb"))
    assert [(path.name, read(path)) for path in there] == [(path.name, read(path)) for path in PATHS]
    settings = json.loads((folder / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    loaded = {
        each["name"]: folder / "extensions" / each["name"] / each["load"]
        for each in settings["federated_extensions"]
    }
    assert {"nbhelpers", "anywidget", "@jupyter-widgets/jupyterlab-manager"} <= set(loaded)
    assert not [path for path in loaded.values() if not path.is_file()]
    source = ROOT / "nbhelpers/labextension"
    for path in filter(Path.is_file, source.rglob("*")):
        assert (folder / "extensions/nbhelpers" / path.relative_to(source)).read_bytes() == path.read_bytes()

    options = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    (worker, *_) = (folder / KERNEL).glob("*.worker.*.js")  # it resolves their addresses against its own
    named = [worker.parent / name for name in options["loadPyodideOptions"]["packages"] if "/" in name]
    wheels = {re.match(r"\w+", path.name)[0]: str(path.resolve(strict=True)) for path in named}
    assert set(wheels) == {"nbhelpers", "ipywidgets", "comm", "anywidget", "psygnal"}
    package = {path.relative_to(ROOT).as_posix() for path in (ROOT / "nbhelpers").rglob("*.[pj][ys]")}
    assert package <= set(ZipFile(wheels["nbhelpers"]).namelist())
    found = os.environ | {"PYTHONPATH": os.pathsep.join(wheels.values())}
    done = subprocess.run([sys.executable, "-c", IMPORTS], env=found, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    places = [line for line in done.stdout.splitlines() if line.startswith(tuple(wheels.values()))]
    assert len(places) == 5  # all from the wheels, where nothing compiled can be found
    assert all(place.endswith(".py") for place in places)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_first_page_leads_to_every_lesson_on_a_phone_by_day_and_by_night(theme, alone, site, folder):
    wrong = []
    with alone.new_context(viewport={"width": 360, "height": 740}, color_scheme=theme) as context:
        page = context.new_page()
        page.add_init_script(path=PROBES)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: request.url.startswith(site.address) or wrong.append(request.url))
        page.on("response", lambda response: response.ok or wrong.append(response.url))
        page.goto(f"{site.address}/")
        it_lists_every_lesson(page)
        its_links_and_pictures_lead_somewhere(page, folder)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", paper))) < 384) == (theme == "dark")
        for kind in ("h1", "h2", "main > p", ".question", ".time", "footer p"):
            assert page.locator(kind).first.evaluate("probe.contrast") >= 4.5, kind
        assert not page.locator("button:visible").count()  # nothing is kept yet
        assert page.evaluate("indexedDB.databases()") == []
    assert not wrong


def it_lists_every_lesson(page):
    addresses = [link.get_attribute("href") for link in page.locator("li a").all()]
    assert addresses == [f"lab/index.html?path={path.name}" for path in PATHS]
    assert page.locator("h2").all_inner_texts() == [opening(path)[0] for path in PATHS]
    for picture in page.locator("li img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("picture => picture.decode()")
        assert picture.evaluate("picture => picture.naturalWidth") > 0
        assert picture.get_attribute("alt")


def its_links_and_pictures_lead_somewhere(page, folder):
    parts = page.locator("[href], [src]").evaluate_all("parts => parts.map(part => part.href || part.src)")
    assert len(parts) >= 2 * len(PATHS)
    for address in parts:
        with urllib.request.urlopen(urljoin(page.url, address)) as answer:
            assert answer.status == 200
        for name in parse_qs(urlsplit(address).query).get("path", []):
            assert (folder / "files" / name).is_file()


def test_a_lesson_opens_with_its_pictures(lab, notebook, site, folder):
    committed = committed_pictures(notebook, has_run=False)
    assert lab.pictures(committed) == committed
    # saved text is a list of lines, to be joined without commas
    assert not [text for text in lab.texts() if "\n," in text]
    assert lab.page.locator("#nbhelpers-voice").count() == 1
    assert not lab.page.locator(".jp-RenderedImage img:not([alt])").count()
    lab.page.wait_for_function(SEEN)
    assert not lab.page.locator(".jp-Dialog").count()  # such as the question which kernel to take
    assert not unexplained(lab, site, folder)


def test_a_changed_lesson_opens_as_it_was_left_until_its_reader_wants_a_fresh_copy(alone, site):
    path = LESSONS[0]
    with alone.new_context() as context:

        def first_cell(save=None):
            """Open the lesson in a new tab, save it with another text if one is given, and return the text."""
            with context.new_page() as page:
                Lab(page, site, path)
                if save:
                    page.evaluate(SAVE, save)
                return page.evaluate(f"{FIRST_CELL}.getSource()")

        shipped, first_page = first_cell(), context.new_page()
        assert first_cell(save="My own") == first_cell() == "My own"
        first_page.goto(f"{site.address}/")
        button = first_page.locator("button:visible")
        assert button.get_attribute("value") == path.name
        first_page.once("dialog", lambda dialog: dialog.dismiss())
        button.click()
        assert first_cell() == "My own"
        first_page.once("dialog", lambda dialog: dialog.accept())
        button.click()
        button.wait_for(state="hidden")
        assert first_cell() == shipped == read(path).cells[0].source


@pytest.mark.skipif(not PYODIDE, reason=MAY_BE_MISSING)
def test_what_was_answered_is_there_after_a_reload(alone, site):
    asked = [cell.source for cell in read(START).cells].index("lesson.predict_larger_w()")
    with alone.new_context(viewport=DESK) as context:
        for button in ("Commit", "Answer again"):
            with context.new_page() as page:
                lab = Lab(page, site, START)
                lab.run_all()
                output = lab.output(asked)
                if button == "Commit":
                    output.locator("input[type=radio]").first.check()
                output.get_by_role("button", name=button).click()
                output.get_by_text("What happens:").wait_for(state="visible" if button == "Commit" else "hidden")


@pytest.mark.skipif(not PYODIDE, reason=MAY_BE_MISSING)
def test_a_lesson_runs_without_a_server(lab, notebook, site, folder):
    lab.run_all()
    assert not lab.texts("error")
    assert not lab.texts("stderr")
    assert lab.pictures() == committed_pictures(notebook)
    lab.page.context.set_offline(True)  # once it is there, a lesson needs no network
    for demo in lab.demos():
        drawn, call = demo.draws(), demo.output.locator("code").inner_text()
        demo.controls()[0].move()
        demo.output.locator("code", has_not_text=call).wait_for()  # one that trains would be long in coming to rest
        assert demo.draws() > drawn
    lab.page.context.set_offline(False)
    assert not unexplained(lab, site, folder)
