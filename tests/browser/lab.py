"""A notebook open in JupyterLab: what a test presses, and what it reads back from the page."""

import json
import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .demo import COUNT_DRAWS, PATIENCE, Demo

OUTPUT = ".jp-NotebookPanel .jp-OutputArea-output"

# Everything that sticks out of its output at the right, also where the demo's own frame hides it.
STICKING_OUT = """outputs => outputs.flatMap(output => {
    const edge = output.getBoundingClientRect().right + 4;
    const parts = [...output.querySelectorAll('img, canvas, button, select, code, p, .nbhelpers-control')];
    const out = parts.filter(part => part.getBoundingClientRect().right > edge);
    return output.scrollWidth > output.clientWidth + 4 ? [output, ...out] : out;
}).map(part => `${part.tagName} ${part.className} ${part.innerText || ''}`.slice(0, 120))"""

# The panels follow the window a few frames later.
SETTLED = """async outputs => {
    for (let still = 0, last = ''; still < 10; still++) {
        await new Promise(requestAnimationFrame);
        const now = [innerWidth, ...outputs.map(({clientWidth}) => clientWidth)].join();
        if (now !== last) [last, still] = [now, 0];
    }
}"""

# What moves or speaks in the outputs: a canvas that is drawn on, and a picture, a shape or a voice that changes.
MOVES = """async ([outputs, milliseconds]) => {
    const all = [...document.querySelectorAll(outputs)];
    const within = what => all.flatMap(output => [...output.querySelectorAll(what)]);
    const look = () => [...within('canvas').map(({draws}) => draws), ...within('img, [style]').map(part =>
        `${part.tagName} ${part.className} ${part.src} ${part.style.cssText}`), ...[...within('[role="status"]'),
        document.getElementById('nbhelpers-voice')].map(({textContent}) => textContent)];
    const before = look();
    await new Promise(resolve => setTimeout(resolve, milliseconds));
    return look().filter((part, i) => part !== before[i]);
}"""

VOICES = """() => [document.getElementById('nbhelpers-voice'), ...document.querySelectorAll(
    '.nbhelpers-figure [role="status"]')].map(({textContent}) => textContent)"""

# A picture that the browser cannot read counts as none, and so does a canvas on which nothing is drawn.
COUNT_PICTURES = """cells => Promise.all(cells.map(async cell => {
    const pictures = [...cell.querySelectorAll('.jp-OutputArea-output img:not(.nbhelpers-still)')];
    await Promise.allSettled(pictures.map(picture => picture.decode()));
    const canvases = [...cell.querySelectorAll('.jp-OutputArea-output canvas')];
    return [...pictures.filter(({naturalWidth}) => naturalWidth), ...canvases.filter(({draws}) => draws)].length;
}))"""

# An exception in a control's callback reaches neither the page nor the server's log, only this channel.
LISTEN_TO_KERNEL = """() => {
    window.kernelComplaints = [];
    jupyterapp.shell.currentWidget.sessionContext.session.kernel.iopubMessage.connect((_, message) => {
        const {text, name, traceback} = message.content;
        if (traceback || name === 'stderr') kernelComplaints.push(text || traceback.join('\\n'));
    });
}"""

PAPERS = """canvases => [...new Set(canvases.map(canvas => '#' + [...canvas.getContext('2d').getImageData(
    1, 1, 1, 1).data].slice(0, 3).map(part => part.toString(16).padStart(2, '0')).join('')))]"""

HAS_KERNEL = "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel"

RUN_ALL = """async () => {
    await jupyterapp.shell.currentWidget.sessionContext.ready;
    await jupyterapp.commands.execute('notebook:run-all-cells');
}"""

COUNT = """async expression => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const request = {code: '', silent: true, store_history: false, user_expressions: {expression}};
    const reply = await kernel.requestExecute(request).done;
    return Number(reply.content.user_expressions.expression.data['text/plain']);
}"""

WIDGETS = "__import__('ipywidgets').widgets.widget._instances"

COMMAND = """([name, options]) => {
    window.isDone = false;
    jupyterapp.commands.execute(name, options).finally(() => { window.isDone = true; });
}"""

RUNS = f"sum(getattr(getattr(one, 'run', None), 'task', None) is not None for one in {WIDGETS}.values())"


ALL_THERE = """n => [...document.querySelectorAll('.jp-OutputArea-output .nbhelpers-figure canvas')].filter(
    ({draws}) => draws).length === n"""

EXECUTE = """async code => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    await kernel.requestExecute({code, silent: true, store_history: false}).done;
}"""


@dataclass(frozen=True)
class Server:
    """A running JupyterLab or Notebook: its address, the file with its log, and where it shows a notebook."""

    address: str
    log: Path
    page: str = "lab/workspaces/{path.stem}/tree/{path.name}?reset"


class Lab:
    """One notebook in JupyterLab, opened and not yet run."""

    def __init__(self, page, server, notebook):
        self.page, self._server = page, server
        self.n_demos = _count_demos(notebook)
        self._complaints, self._log_read = [], 0
        page.add_init_script(COUNT_DRAWS)
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: message.type == "error" and self._complaints.append(message.text))
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on("request", lambda request: self._note_address(request.url))
        page.on("websocket", lambda socket: self._note_address(socket.url.replace("ws:", "http:", 1)))
        page.goto(f"{server.address}/{server.page.format(path=notebook)}", timeout=60_000)
        page.locator(".jp-NotebookPanel .jp-CodeCell").first.wait_for(timeout=60_000)
        page.wait_for_function(HAS_KERNEL, timeout=60_000)

    def _note_address(self, url):
        if not url.startswith((self._server.address, f"blob:{self._server.address}", "data:")):
            self._complaints.append(f"request to {url}")

    def complaints(self):
        """Return what must not happen and did since the last call.

        That is: errors on the console, requests that leave the machine, exceptions and warnings in the kernel, and
        exceptions in the server.
        """
        log = self._server.log.read_text(encoding="utf-8")
        found = self._complaints + self.page.evaluate("kernelComplaints.splice(0)")
        found += re.findall(r"Traceback.*?(?=Traceback|\Z)", log[self._log_read :], re.DOTALL)
        self._complaints, self._log_read = [], len(log)
        return found

    def page_errors(self):
        """Return, and forget, what the console has said so far."""
        said, self._complaints = self._complaints, []
        return said

    def listen_to_kernel(self):
        """Count what the kernel complains of from now on; when a page opens, Jupyter itself prints lines there."""
        self.page.evaluate(LISTEN_TO_KERNEL)

    def run_all(self):
        """Run every cell; return the seconds it took until the last demo was at rest."""
        start = time.perf_counter()
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function(ALL_THERE, arg=self.n_demos, timeout=60_000)
        self._calls = [demo.state().call for demo in self.demos()]
        return time.perf_counter() - start

    def widgets(self):
        """Return how many widgets live in the notebook's kernel."""
        return self.page.evaluate(COUNT, f"len({WIDGETS})")

    def runs(self):
        """Return how many demos play or train in the notebook's kernel."""
        return self.page.evaluate(COUNT, RUNS)

    def command(self, name, **options):
        """Give JupyterLab one of its commands, which may open a dialog; `done` waits for its end."""
        self.page.evaluate(COMMAND, [name, options])

    def done(self):
        """Wait until the last command is carried out."""
        self.page.wait_for_function("() => window.isDone", timeout=60_000)

    def let_runs_last(self, seconds):
        """Set how long a demo that runs takes at least; tests that only want its end need not watch it."""
        self.page.evaluate(EXECUTE, f"from nbhelpers.explore import runs; runs.DURATION = {seconds}")

    def take_theme(self, name):
        """Switch to JupyterLab's theme "Light" or "Dark".

        Its splash screen has to be gone before the next switch, or JupyterLab fails to remove it.
        """
        self.page.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: 'JupyterLab {name}'}})")
        shown = f"document.body.dataset.jpThemeLight === '{str(name == 'Light').lower()}'"
        self.page.wait_for_function(f"{shown} && !document.getElementById('jupyterlab-splash')", timeout=30_000)

    def papers(self):
        """Return the colours that the canvases have in their corners."""
        return self.page.locator(f"{OUTPUT} canvas").evaluate_all(PAPERS)

    def texts(self, kind=""):
        """Return the text of each output, or of each of a kind of stream: "error", "stderr"."""
        selector = f'{OUTPUT}[data-mime-type="application/vnd.jupyter.{kind}"]' if kind else OUTPUT
        return self.page.locator(selector).all_inner_texts()

    def pictures(self):
        """Return how many pictures each code cell shows; one that the browser cannot read counts as none."""
        return self.page.locator(".jp-NotebookPanel .jp-CodeCell").evaluate_all(COUNT_PICTURES)

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
        self.page.keyboard.press("Control+Enter")

    def demos(self):
        """Return the demos on the page, from top to bottom."""
        outputs = self.page.locator(f"{OUTPUT}:has(.nbhelpers-figure)")
        return [Demo(self.page, outputs.nth(i)) for i in range(outputs.count())]

    def reset(self):
        """Bring every demo back to the state its cell made; return the demos."""
        demos = self.demos()
        for demo in demos:
            demo.press("Reset")
        for demo, call in zip(demos, self._calls, strict=True):
            demo.at(call)
        return demos

    def moves(self, seconds):
        """Return what changes in the outputs while nobody touches anything."""
        return self.page.evaluate(MOVES, [OUTPUT, 1000 * seconds])

    def said(self):
        """Return what the page's own voice has said last, and then what that of each demo has."""
        return self.page.evaluate(VOICES)

    @contextmanager
    def resized(self, width, zoom=1):
        """Give the page this width for a while, and for each of its pixels so many of the screen as a zoom does."""
        size = self.page.viewport_size
        metrics = {"width": width, "height": size["height"], "deviceScaleFactor": zoom, "mobile": False}
        session = self.page.context.new_cdp_session(self.page)
        session.send("Emulation.setDeviceMetricsOverride", metrics)
        self.page.locator(OUTPUT).evaluate_all(SETTLED)
        yield
        session.send("Emulation.setDeviceMetricsOverride", metrics | {**size, "deviceScaleFactor": 1})
        self.page.locator(OUTPUT).evaluate_all(SETTLED)

    def sticking_out(self):
        """Return what does not fit in its output."""
        return self.page.locator(OUTPUT).evaluate_all(STICKING_OUT)


def _count_demos(notebook):
    """Count the outputs of a notebook, as it is committed, that hold a widget and its picture."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    return sum({"application/vnd.jupyter.widget-view+json", "image/png"} <= set(data) for data in outputs)
