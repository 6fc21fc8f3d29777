"""A kernel, and what a front end does with it: run cells, move sliders, follow the state of every widget."""

import ast
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from jupyter_client.manager import start_new_kernel

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
PATIENCE = 120
"""Seconds within which the kernel has to answer."""

# Asked by a function of the kernel's own, as what is counted is there.
COUNT = """
def count_what_is_left():
    import asyncio, gc, tracemalloc
    import psutil
    from ipywidgets.widgets.widget import _instances
    from matplotlib.figure import Figure
    from nbhelpers.explore import runs
    from nbhelpers.explore.demo import Explorable
    from nbhelpers.figure import LOCK

    with LOCK:  # `alive` holds everything, and CPython finishes no tuple that another thread holds
        gc.collect()
        alive = gc.get_objects()
        coroutines = [one.get_coro() for one in alive if type(one) is asyncio.Task and not one.done()]
        return {
            "demos": sum(isinstance(one, Explorable) for one in _instances.values()),
            "figures": sum(type(one) is Figure for one in alive),
            "widgets": len(_instances),
            "tasks": sum(coroutine.cr_code.co_filename == runs.__file__ for coroutine in coroutines),
            "objects": len(alive),
            "traced": tracemalloc.get_traced_memory()[0],
            "resident": psutil.Process().memory_info().rss,
        }
"""


@contextmanager
def kernel(folder):
    """Start a kernel in a folder; return it, and the messages that reach and leave it, as a `FrontEnd`."""
    manager, client = start_new_kernel(PATIENCE, "python3", cwd=str(folder), stderr=subprocess.DEVNULL)
    try:
        yield FrontEnd(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


class FrontEnd:
    """What JupyterLab and a reader do, without a page.

    `models` holds the state of every widget that lives, by the id of its comm. It is made of the kernel's messages
    alone.
    """

    def __init__(self, client):
        self._client, self.models = client, {}
        self._subshell = self._make_subshell()
        self.execute(COUNT, silent=True, store_history=False)

    def run_all(self, notebook):
        """Run a notebook's code cells, each with its id, as JupyterLab sends it."""
        for cell in notebook.cells:
            if cell.cell_type == "code":
                self.execute(cell.source, cell.id)

    def execute(self, code, cell=None, **options):
        """Run code, as the cell with this id if one is given; return the reply's content."""
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, **options}
        return self._send("execute_request", content, {"cellId": cell} if cell else {})

    def ask(self, expression):
        """Return the value of an expression, which leaves no trace in the kernel's history."""
        asked = {"silent": True, "store_history": False, "user_expressions": {"value": expression}}
        answer = self.execute("", **asked)["user_expressions"]["value"]
        if answer["status"] != "ok":
            raise RuntimeError("\n".join(answer["traceback"]))
        return ast.literal_eval(answer["data"]["text/plain"])

    def count(self):
        """Return what lives in the kernel, by name: demos, figures, widgets, tasks of the package, …, bytes."""
        return self.ask("count_what_is_left()")

    def rest(self, seconds=PATIENCE):
        """Wait until nothing plays or trains any more; that something still does after so long is an error."""
        end = time.monotonic() + seconds
        while self.count()["tasks"]:
            if time.monotonic() > end:
                raise TimeoutError(f"something still plays or trains after {seconds} s")
            time.sleep(0.2)

    def find(self, **state):
        """Return the comm of each widget that has this state, in the order in which they were made."""
        return [comm for comm, model in self.models.items() if state.items() <= model.items()]

    def places(self):
        """Return every place of every slider and list: [(comm, the state that the page would send)]."""
        return [(comm, place) for comm, state in self.models.items() for place in places(state)]

    def move(self, comm, **state):
        """Change a widget as the page does, unless it is greyed out; return once the kernel is done with it."""
        if self.models[comm].get("disabled"):
            return
        data = {"method": "update", "state": state, "buffer_paths": []}
        self._send("comm_msg", {"comm_id": comm, "data": data}, subshell=self._subshell)
        self.models[comm].update(state)

    def press(self, comm):
        """Press a button."""
        data = {"method": "custom", "content": {"event": "click"}}
        self._send("comm_msg", {"comm_id": comm, "data": data}, subshell=self._subshell)

    def _make_subshell(self):
        """Ask for the thread in which the kernel answers widgets, where it has such; JupyterLab does so too."""
        info = self._reply(self._client.get_shell_msg, self._client.kernel_info())
        if "kernel subshells" not in info.get("supported_features", []):
            return None
        return self._control("create_subshell_request")["subshell_id"]

    def _control(self, kind, **content):
        request = self._client.session.msg(kind, content)
        self._client.control_channel.send(request)
        return self._reply(self._client.get_control_msg, request["header"]["msg_id"])

    def _send(self, kind, content, metadata=None, subshell=None):
        """Send a message, take in what the kernel says until it is done; return its reply, if it sends one."""
        message = self._client.session.msg(kind, content, metadata=metadata)
        if subshell:
            message["header"]["subshell_id"] = subshell
        self._client.shell_channel.send(message)
        asked = message["header"]["msg_id"]
        while not self._take_in(self._client.get_iopub_msg(timeout=PATIENCE), asked):
            pass
        return self._reply(self._client.get_shell_msg, asked) if kind == "execute_request" else None

    def _reply(self, get, asked):
        """Return the content of the reply to what was asked; an earlier question may have one that nobody read."""
        while (message := get(timeout=PATIENCE))["parent_header"].get("msg_id") != asked:
            pass
        return message["content"]

    def _take_in(self, message, asked):
        """Follow what the kernel says; return whether it is done with what was asked."""
        kind, content = message["msg_type"], message["content"]
        if kind == "error" or (kind == "stream" and content["name"] == "stderr"):
            raise RuntimeError(content.get("text") or "\n".join(content["traceback"]))
        if kind == "comm_open":
            self.models[content["comm_id"]] = content["data"]["state"]
        elif kind == "comm_close":
            del self.models[content["comm_id"]]
        elif kind == "comm_msg" and content["data"].get("method") == "update":
            self.models[content["comm_id"]].update(content["data"]["state"])
        mine = message["parent_header"].get("msg_id") == asked
        return mine and kind == "status" and content["execution_state"] == "idle"


def places(state):
    """Return what the page sends for each place of a slider or list, from its state; of another widget nothing."""
    return [{"at": at} for at in range(len(state["labels"]))] if state.get("kind") in ("slider", "list") else []
