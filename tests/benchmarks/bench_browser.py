"""How a slider feels in a real browser: each lesson's main demo beside other ways to show the same picture.

Run by hand, where ipympl and mpl-interactions are installed beside what the tests need:
``python tests/benchmarks/bench_browser.py [SETTING ...]``, with settings out of `SETTINGS`. Prints Markdown.
"""

import json
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import nbformat
import numpy as np
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(ROOT / ".ci")]

from browser.conftest import DESK, jupyter, launch  # noqa: E402  (found on the path set above, as are those below)
from browser.lab import Lab, Server  # noqa: E402
from browser.test_site import served  # noqa: E402
from contenders import MAIN  # noqa: E402
from link import slow_link  # noqa: E402
from machine import describe  # noqa: E402
from shipped import LESSONS  # noqa: E402

from nbhelpers import explore  # noqa: E402

KINDS = {"demo": "canvas", "ready_made": "img", "interact": "img", "ipympl": "canvas", "mpl_interactions": "canvas"}
"""Contender -> what its picture is in the page."""

DRAWN = ["demo", "ready_made"]
"""The demo and its floor: where the line is slow, the others only wait for longer."""

DELAY = 0.1
"""Seconds that the slow link takes, each way."""

MOVES, SECONDS = 60, 4
MEASURE = (HERE / "measure.js").read_text(encoding="utf-8")
HAS_SLIDER = "() => document.querySelector('.jp-OutputArea-output :is(.noUi-handle, [type=range])')"
OFF = "--ServerApp.jpserver_extensions={'nbhelpers.server': False}"
COLUMNS = ["latency, median", "p95", "pictures a second", "last picture", "kB a move"]


def write_notebooks(folder):
    """Write a notebook for each contender and each demo, and one for the label."""
    folder.mkdir()
    for name in ["label", *(f"{kind}-{demo}" for kind in KINDS for demo in MAIN)]:
        kind, _, demo = name.partition("-")
        backend = "widget" if kind in ("ipympl", "mpl_interactions") else "inline"
        source = f"%matplotlib {backend}\nimport sys\nsys.path.insert(0, {str(HERE)!r})\nimport contenders\n"
        source += f"contenders.{kind}({demo!r})" if demo else f"contenders.{kind}()"
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        notebook.metadata["language_info"] = {"name": "python"}
        nbformat.write(notebook, folder / f"{name}.ipynb")


class Bench:
    """A browser at a server, where each contender in turn is moved."""

    def __init__(self, browser, server, link=None):
        self._browser, self._server, self._link = browser, server, link

    @contextmanager
    def opened(self, notebook):
        """Open a notebook, run all cells, yield its page; then shut its kernel down."""
        with self._browser.new_context(viewport=DESK) as context:
            lab = Lab(context.new_page(), self._server, notebook)
            lab.page.evaluate("probe.runAll")
            lab.page.wait_for_function(HAS_SLIDER, timeout=120_000)
            lab.page.wait_for_timeout(1500)
            yield lab.page
            lab.shut_down()

    def measure(self, page, kind, label=""):
        """Return what `COLUMNS` names."""
        before = self._link.n_bytes if self._link else 0
        found = page.evaluate(MEASURE, [label, kind, MOVES, SECONDS])
        n_moves = MOVES + SECONDS * found["rate"]
        sent = (self._link.n_bytes - before) / n_moves / 1e3 if self._link else np.nan
        latency = np.percentile(found["latencies"], [50, 95])
        return [*latency, found["rate"], found["last"], sent]


def compare(bench, folder, kinds=None):
    """Print a row for the label and for each of these contenders with each demo."""
    with bench.opened(folder / "label.ipynb") as page:
        print_row("a label only", bench.measure(page, "label"))
    for demo, (moving, _) in MAIN.items():
        for kind in kinds or KINDS:
            with bench.opened(folder / f"{kind}-{demo}.ipynb") as page:
                label = label_of(demo, moving) if kind == "demo" else ""
                print_row(f"`{demo}`: {kind}", bench.measure(page, KINDS[kind], label))


def label_of(demo, name):
    """Return what stands before this control on the page."""
    return getattr(explore, demo)().controls[name].description


def print_row(title, numbers):
    """Print a row of the table."""
    cells = [f"{number:.1f}" if i == 2 else f"{number:.0f}" for i, number in enumerate(numbers)]
    print(f"| {title} | {' | '.join(cells)} |".replace("nan", "–"), flush=True)


def local(browser, home, folder, more=(), kinds=None):
    """Compare these contenders, or all, on this machine."""
    with jupyter(home, "jupyterlab", "LabApp", notebooks=folder, more=more) as server:
        compare(Bench(browser, server), folder, kinds)


def far(browser, home, folder):
    """Compare the demos and the floors over the slow link."""
    with (
        jupyter(home, "jupyterlab", "LabApp", notebooks=folder) as server,
        slow_link(int(server.address.rsplit(":", 1)[1]), DELAY) as link,
    ):
        bench = Bench(browser, replace(server, address=f"http://127.0.0.1:{link.port}"), link)
        compare(bench, folder, DRAWN)


def alone(browser, home, folder):
    """Measure the demos where the lessons run without a server, on the Pyodide that NBHELPERS_PYODIDE names."""
    site = home / "site"
    subprocess.run([sys.executable, ROOT / ".ci/site", site], check=True, stdout=subprocess.DEVNULL)
    settings = site / "jupyter-lite.json"
    content = json.loads(settings.read_text(encoding="utf-8"))
    content["jupyter-config-data"]["exposeAppInBrowser"] = True
    settings.write_text(json.dumps(content), encoding="utf-8")
    log = home / "log"
    log.touch()
    with served(site) as address:
        bench = Bench(browser, Server(address, log, page="lab/index.html?path={path.name}"))
        for path, (demo, (moving, _)) in zip(LESSONS, MAIN.items(), strict=True):
            if demo == "playground":  # as the lesson has it, a move begins a training, which draws on
                continue
            with bench.opened(path) as page:
                print_row(f"`{demo}`", bench.measure(page, "canvas", label_of(demo, moving)))


SETTINGS = {"on": local, "off": partial(local, more=[OFF], kinds=DRAWN), "far": far, "alone": alone}
"""With `nbhelpers.server`, without it, over the slow link with it, and in the browser alone."""


def main(settings):
    """Measure in each setting, print a table for each."""
    print(describe("numpy", "matplotlib", "ipywidgets", "jupyterlab", "ipympl", "mpl-interactions"), end="")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        print(f", Chromium {browser.version}")
        folder = Path(temporary) / "contenders"
        write_notebooks(folder)
        for name in settings or SETTINGS:
            home = Path(temporary) / name
            home.mkdir()
            print(f"\n{name}\n\n| ms | {' | '.join(COLUMNS)} |\n|---|{'--:|' * len(COLUMNS)}")
            SETTINGS[name](browser, home, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
