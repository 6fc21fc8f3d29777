"""A JupyterLab of its own and a headless Chromium for the tests in this folder."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import matplotlib
import nbformat
import pytest
from matplotlib import font_manager  # noqa: F401  (makes the font cache, see `_environment`)
from playwright.sync_api import Error, sync_playwright

from .lab import Lab, Server

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # Chromium's own sandbox needs rights that containers do not give
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_BROWSER = (
    "no Chromium for the browser tests: install one with your system's packages (Debian: apt install chromium) "
    "or with: python -m playwright install chromium"
)
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},  # every cell is in the page, also below the fold
}
FEW = ("explore_descent(", "explore_training(", "playground(")
PLAYER, STILL, TRAINER = range(len(FEW))
seconds = {}  # notebook -> how long its first Run All took, for the summary


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    """Start JupyterLab on a copy of the notebooks."""
    with jupyter(tmp_path_factory.mktemp("jupyter"), "jupyterlab", "LabApp") as lab:
        yield lab


@contextmanager
def jupyter(home, module, app, notebooks=NOTEBOOKS[0].parent, more=(), without=(), **where):
    """Run JupyterLab, or another application, on a copy of the notebooks; all it reads and writes is in `home`.

    `more` are further command line options, `without` extensions to switch off, `where` goes to `Server`.
    """
    shutil.copytree(notebooks, home / "notebooks", ignore=shutil.ignore_patterns(".*"))
    for name, value in SETTINGS.items():
        path = home / "config" / "lab" / "user-settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(value), encoding="utf-8")
    page_config = home / "config" / "labconfig" / "page_config.json"
    page_config.parent.mkdir(parents=True)
    page_config.write_text(json.dumps({"disabledExtensions": dict.fromkeys(without, True)}), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={home / 'notebooks'}",
        f"--{app}.expose_app_in_browser=True",  # `jupyterapp`, by which the tests run cells and ask the kernel
        *more,
    ]
    lab = Server(f"http://127.0.0.1:{port}", home / "server.log", **where)
    with lab.log.open("wb") as log:
        command = [sys.executable, "-m", module, *options]
        process = subprocess.Popen(command, env=_environment(home), stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_until_it_answers(process, lab)
            yield lab
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


def _wait_until_it_answers(process, lab, patience=60):
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{lab.address}/api", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{lab.log.read_text(encoding='utf-8')[-3000:]}")


@pytest.fixture(scope="package")
def browser():
    """Start Chromium. Ends with this folder: as long as it runs, asyncio sees a running loop in this thread."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)  # None: the one that Playwright installs
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        except Error:
            if found:
                raise
            stop = pytest.fail if os.environ.get("CI") else pytest.skip
            stop(NO_BROWSER)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package", params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    """Return the path of each notebook in turn."""
    return request.param


@pytest.fixture(scope="package")
def opened(notebook, browser, server):
    """Open a notebook and run all its cells, once for all tests; keep what was seen on the way."""
    with browser.new_context(viewport={"width": 1500, "height": 1000}) as context:
        page = context.new_page()
        try:
            lab = Lab(page, server, notebook)
            lab.before = {"pictures": lab.pictures(), "texts": lab.texts()}
            lab.seconds = seconds[notebook.name] = lab.run_all()
            lab.listen_to_kernel()
            lab.after = {"pictures": lab.pictures(), "widgets": lab.widgets()}
        except BaseException:
            _screenshot(page, f"opening-{notebook.stem}")
            raise
        yield lab


@pytest.fixture
def lab(opened):
    """Return the notebook, opened and run; see to it that nothing went wrong behind the test's back."""
    yield opened
    assert not opened.complaints()


@pytest.fixture(scope="module")
def few(request, browser, server):
    """Open a notebook with a few demos of the lessons, as committed, and run it; one for each file of tests."""
    path = server.log.parent / "notebooks" / f"{request.path.stem}.ipynb"
    lessons = [nbformat.read(path, as_version=4) for path in NOTEBOOKS]
    cells = [cell for lesson in lessons for cell in lesson.cells if cell.cell_type == "code"]
    notebook = nbformat.v4.new_notebook(metadata=lessons[0].metadata)
    names = ", ".join(name.rstrip("(") for name in FEW)
    firsts = [next(cell for cell in cells if cell.source.startswith(name)) for name in FEW]
    notebook.cells = [nbformat.v4.new_code_cell(f"from nbhelpers.explore import {names}"), *firsts]
    nbformat.write(notebook, path)
    with browser.new_context(viewport={"width": 1500, "height": 1000}) as context:
        lab = Lab(context.new_page(), server, path)
        lab.run_all()
        lab.listen_to_kernel()
        yield lab
        lab.command("kernelmenu:shutdown")
        lab.done()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of the page when a test fails."""
    report = yield
    lab = item.funcargs.get("lab")
    if report.failed and call.when == "call" and lab is not None:
        _screenshot(lab.page, item.name)
    return report


def _screenshot(page, name):
    page.screenshot(path=ROOT / "test-results" / f"{name}.png")


def pytest_terminal_summary(terminalreporter):
    for name, taken in seconds.items():
        terminalreporter.write_line(f"{name}: Run All took {taken:.1f} s")
