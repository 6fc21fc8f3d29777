"""A JupyterLab of its own and a headless Chromium for the tests in this folder."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import matplotlib
import nbformat
import pytest
from matplotlib import font_manager  # noqa: F401  (makes the font cache, see `_environment`)
from playwright.sync_api import Error, sync_playwright
from shipped import FOLDER, PATHS, ROOT, code_cells, is_folded, read

from .lab import Lab, Server

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--disable-gpu", "--disable-quic", "--disable-sync"]
NO_BROWSER = (
    "no Chromium for the browser tests: install one with your system's packages (Debian: apt install chromium) "
    "or with: python -m playwright install chromium"
)
BROKEN = ("Error displaying widget", "model not found", "Loading widget")
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},  # every cell is in the page, also below the fold
}
DESK = {"width": 1500, "height": 1000}
IMPORTS = "from nbhelpers.explore import *\nfrom nbhelpers.exercises import backpropagation as lesson"
FEW = ("explore_descent()", "explore_training(tolerance=3.3e-4, max_epochs=77)", "playground()")
PLAYER, STILL, TRAINER = range(len(FEW))


@pytest.fixture(scope="module", params=PATHS[::-1], ids=lambda path: path.stem)
def notebook(request):
    """Return the path of each notebook in turn, the last lesson first, because it takes longest."""
    return request.param


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    """Start JupyterLab on a copy of the notebooks."""
    with jupyter(tmp_path_factory.mktemp("jupyter"), "jupyterlab", "LabApp") as lab:
        yield lab


@contextmanager
def jupyter(home, module, app, notebooks=FOLDER, more=(), progress="off", **where):
    """Run JupyterLab, or another application, on a copy of the notebooks; all it reads and writes is in `home`.

    `more` are further command line options, `progress` says whether answers are stored, `where` goes to `Server`.
    """
    shutil.copytree(notebooks, home / "notebooks", ignore=shutil.ignore_patterns(".*", "*.json"))
    for name, value in SETTINGS.items():
        path = home / "config" / "lab" / "user-settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(value), encoding="utf-8")
    options = [
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0",  # a free one
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={home / 'notebooks'}",
        f"--{app}.expose_app_in_browser=True",  # `jupyterapp`, by which the tests run cells and ask the kernel
        *more,
    ]
    with (home / "server.log").open("wb") as log:
        command = [sys.executable, "-m", module, *options]
        environment = _environment(home) | {"NBHELPERS_PROGRESS": progress}
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield Server(_address(process, home), home / "server.log", **where)
        finally:
            process.terminate()  # the server stops its kernels
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()  # kernels end by themselves when their server is gone
                process.wait()


def _environment(home):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    places = {f"JUPYTER_{kind.upper()}_DIR": str(home / kind) for kind in ("config", "data", "runtime")}
    settings = {"JUPYTERLAB_SETTINGS_DIR": str(home / "config" / "lab" / "user-settings")}
    # in a new home Matplotlib would list all fonts anew, which takes seconds and may print a line
    fonts = {"MPLCONFIGDIR": matplotlib.get_cachedir()}
    return kept | places | settings | fonts | {"HOME": str(home)}


def _address(process, home, patience=120):
    """Wait until the server answers where it has written that it listens; return that address."""
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        try:
            info = home / "runtime" / f"jpserver-{process.pid}.json"
            address = f"http://127.0.0.1:{json.loads(info.read_text(encoding='utf-8'))['port']}"
            with urllib.request.urlopen(f"{address}/api", timeout=5):
                return address
        except (OSError, ValueError):  # not there, not whole, or not yet
            time.sleep(0.1)
    log = (home / "server.log").read_text(encoding="utf-8")
    pytest.fail(f"JupyterLab did not start:\n{log[-3000:]}")


@pytest.fixture(scope="package")
def browser():
    """Start Chromium. Ends with this folder: as long as it runs, asyncio sees a running loop in this thread."""
    with sync_playwright() as playwright:
        try:
            chromium = launch(playwright.chromium)
        except Error:
            if found():
                raise
            stop = pytest.fail if os.environ.get("CI") else pytest.skip
            stop(NO_BROWSER)
        yield chromium
        chromium.close()


def found():
    """Return the system's browser; None leaves it to Playwright, which takes its own."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def launch(chromium, *more):
    """Start a browser with these command line options besides those it needs."""
    return chromium.launch(executable_path=found(), args=[*ARGUMENTS, *more])


@contextmanager
def opened(browser, server, notebook):
    """Open a notebook, run all its cells, listen to its kernel; in the end shut that down.

    What was there before any cell ran is kept in `before`.
    """
    with browser.new_context(viewport=DESK) as context:
        page = context.new_page()
        try:
            lab = Lab(page, server, notebook)
            pictures = lab.pictures(committed_pictures(notebook, has_run=False))
            lab.before = {"pictures": pictures, "texts": lab.texts(), "errors": lab.page_errors()}
            lab.run_all()
            lab.listen()
        except BaseException:
            _screenshot(page, f"opening-{notebook.stem}")
            raise
        yield lab
        lab.shut_down()


@contextmanager
def opened_cells(browser, server, name, cells):
    """Open a notebook, new on this server, with these cells after one that imports what they need; run it."""
    notebook = nbformat.v4.new_notebook(metadata=read(PATHS[0]).metadata)
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in (IMPORTS, *cells)]
    path = server.home / "notebooks" / f"{name}.ipynb"
    nbformat.write(notebook, path)
    with opened(browser, server, path) as lab:
        yield lab


@pytest.fixture(scope="package")
def few_opened(browser, server):
    """Open a few demos of the lessons, for several files of tests, which leave them as they were."""
    with opened_cells(browser, server, "few", FEW) as lab:
        yield lab


@pytest.fixture
def few(few_opened):
    """Return them; assert that nothing went wrong behind a test's back."""
    yield few_opened
    assert not few_opened.complaints()


def committed_pictures(notebook, *, has_run=True):
    """Return how many pictures each code cell of a notebook file shows; what is folded only once it has run."""
    cells = code_cells(read(notebook))
    seen = [cell.outputs if has_run or not is_folded(cell) else [] for cell in cells]
    return [sum("image/png" in output.get("data", {}) for output in outputs) for outputs in seen]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of the page when a test fails."""
    report = yield
    lab = item.funcargs.get("lab") or item.funcargs.get("few")
    if report.failed and call.when == "call" and lab is not None:
        _screenshot(lab.page, item.name)
    return report


def _screenshot(page, name):
    page.screenshot(path=ROOT / "test-results" / f"{name}.png")
