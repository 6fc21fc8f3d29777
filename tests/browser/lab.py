"""A notebook open in JupyterLab: what a test presses, and what it reads back from the page."""

import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import demos
from shipped import code_cells, read

from nbhelpers import style

from .demo import PATIENCE, Demo

OUTPUT = ".jp-NotebookPanel .jp-OutputArea-output"
PROBES = Path(__file__).with_name("probes.js")
WIDGETS = "__import__('ipywidgets').widgets.widget._instances"
RUNS = f"sum(getattr(getattr(one, 'run', None), 'task', None) is not None for one in {WIDGETS}.values())"


@dataclass(frozen=True)
class Server:
    """A running JupyterLab or Notebook: its address, the file with its log, and where it shows a notebook."""

    address: str
    log: Path
    page: str = "lab/workspaces/{path.stem}/tree/{path.name}?reset"

    @property
    def home(self):
        """The folder of what it reads and writes."""
        return self.log.parent


class Lab:
    """One notebook in JupyterLab, opened and not yet run."""

    def __init__(self, page, server, notebook):
        self.page, self._server = page, server
        self.n_demos = sum(bool(demos.called(cell.source)) for cell in code_cells(read(notebook)))
        self._complaints, self._log_read = [], len(server.log.read_text(encoding="utf-8"))
        page.add_init_script(path=PROBES)
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: message.type == "error" and self._complaints.append(message.text))
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on("request", lambda request: self._note_address(request.url))
        page.on("websocket", lambda socket: self._note_address(socket.url.replace("ws:", "http:", 1)))
        self._chromium = page.context.new_cdp_session(page)  # for what no page can say or do itself
        page.goto(f"{server.address}/{server.page.format(path=notebook)}")
        page.locator(".jp-NotebookPanel .jp-CodeCell").first.wait_for()
        page.wait_for_function("probe.hasKernel")

    def _note_address(self, url):
        if not url.startswith((self._server.address, f"blob:{self._server.address}", "data:")):
            self._complaints.append(f"request to {url}")

    def complaints(self):
        """Return what must not happen and did since the last call.

        That is: errors on the console, requests that leave the machine, exceptions and warnings in the kernel, and
        exceptions in the server, but for those of writing to a page that was just closed.
        """
        log = self._server.log.read_text(encoding="utf-8")
        found = self._complaints + self.page.evaluate("probe.complained")
        raised = re.findall(r"Traceback.*?(?=Traceback|\Z)", log[self._log_read :], re.DOTALL)
        found += [text for text in raised if not re.search("(WebSocket|Stream)ClosedError", text)]
        self._complaints, self._log_read = [], len(log)
        return found

    def page_errors(self):
        """Return, and forget, what the console has said so far."""
        said, self._complaints = self._complaints, []
        return said

    def listen(self):
        """Count what the kernel complains of from now on; when a page opens, Jupyter itself prints lines there."""
        self.page.evaluate("probe.listen")

    def run_all(self):
        """Run every cell; wait until the last demo is at rest; keep their states."""
        self.page.evaluate("probe.runAll")
        self.page.wait_for_function("probe.allThere", arg=self.n_demos)
        self.states = [demo.state() for demo in self.demos()]

    def shut_down(self):
        """End the notebook's kernel."""
        self.page.evaluate("jupyterapp.shell.currentWidget?.sessionContext?.shutdown()")

    def ask(self, expression):
        """Return a number that the notebook's kernel computes."""
        return self.page.evaluate("probe.ask", expression)

    def widgets(self):
        """Return how many widgets live in the kernel."""
        return self.ask(f"len({WIDGETS})")

    def runs(self):
        """Return how many demos play or train in the kernel."""
        return self.ask(RUNS)

    def command(self, name, **options):
        """Give JupyterLab one of its commands, which may open a dialog; `done` waits for its end."""
        self.page.evaluate("probe.command", [name, options])

    def done(self):
        """Wait until the last command is carried out."""
        self.page.wait_for_function("() => window.isDone")

    def execute(self, code):
        """Run code in the notebook's kernel, beside its cells."""
        self.page.evaluate("probe.execute", code)

    def rest(self):
        """Wait until no demo plays or trains any more."""
        self.page.wait_for_function("async runs => await probe.ask(runs) === 0", arg=RUNS, polling=100)

    def let_runs_last(self, seconds, step=0.5):
        """Set how long a training takes at least, and a step; tests that only want the end need not watch it."""
        self.execute(f"from nbhelpers.explore import runs; runs.DURATION, runs.INTERVAL = {seconds}, {step}")

    def take_theme(self, name):
        """Switch to JupyterLab's theme "Light" or "Dark", and wait until every picture has its paper.

        JupyterLab's splash screen has to be gone before the next switch, or JupyterLab fails to remove it.
        """
        paper = style.PAPER if name == "Light" else style.DARK[style.PAPER]
        self.page.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: 'JupyterLab {name}'}})")
        self.page.wait_for_function("probe.hasTheme", arg=[name, paper])

    def texts(self, kind=""):
        """Return the text of each output, or of each of a kind of stream: "error", "stderr"."""
        selector = f'{OUTPUT}[data-mime-type="application/vnd.jupyter.{kind}"]' if kind else OUTPUT
        return self.page.locator(selector).all_inner_texts()

    def pictures(self, awaited=None):
        """Return how many pictures each code cell shows; one that the browser cannot read counts as none.

        Outputs come one after the other as a page opens: so many are waited for, for a while.
        """
        cells = self.page.locator(".jp-NotebookPanel .jp-CodeCell")
        end = time.monotonic() + (PATIENCE / 1000 if awaited else 0)
        while (shown := cells.evaluate_all("probe.countPictures")) != awaited and time.monotonic() < end:
            time.sleep(0.1)
        return shown

    def cell(self, place):
        """Return the cell at this place in the notebook, counting text cells too."""
        return self.page.locator(".jp-NotebookPanel .jp-Notebook-cell").nth(place)

    def output(self, place):
        """Return the output of this cell."""
        return self.cell(place).locator(".jp-OutputArea-output")

    def run_cell(self, place, source=None):
        """Run this cell, after typing another source in it if one is given."""
        self.cell(place).locator(".cm-content").click()
        if source is not None:
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.insert_text(source)
        self.page.evaluate("jupyterapp.commands.execute('notebook:run-cell')")  # which ends when the cell has
        self.page.mouse.move(0, 0)  # or what comes under it would light up

    def demos(self):
        """Return the demos on the page, from top to bottom."""
        outputs = self.page.locator(f"{OUTPUT}:has(.nbhelpers-figure)")
        return [Demo(self.page, outputs.nth(i)) for i in range(outputs.count())]

    def said(self):
        """Return what the page's own voice has said last, and then what that of each demo has."""
        return self.page.evaluate("probe.said")

    @contextmanager
    def resized(self, width, zoom=1):
        """Give the page this width for a while, and for each of its pixels so many of the screen as a zoom does."""
        size = self.page.viewport_size
        metrics = {"width": width, "height": size["height"], "deviceScaleFactor": zoom, "mobile": False}
        self._chromium.send("Emulation.setDeviceMetricsOverride", metrics)
        try:
            yield
        finally:
            self._chromium.send("Emulation.setDeviceMetricsOverride", metrics | {**size, "deviceScaleFactor": 1})

    def sticking_out(self):
        """Return what does not fit in its output."""
        return self.page.evaluate("probe.stickingOut")
