"""The server extension: on a server that is as expected, on others, and on the real one."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import threading
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.session import Session

from nbhelpers import server

ROOT = Path(__file__).parents[1]
SETTING = "kernel_websocket_connection_class"


class Log:
    """Keeps what is logged, formatted, by level."""

    def __init__(self):
        self.lines = []

    def info(self, text, *values):
        self.lines.append(("info", text % values))

    def warning(self, text, *values):
        self.lines.append(("warning", text % values))


class Connection:
    """A server's connection to a kernel: notes in which order it is used."""

    def __init__(self, fault=None):
        self.log, self.calls, self.fault = Log(), [], fault
        self.websocket_handler = SimpleNamespace(set_nodelay=self._set_nodelay)
        self.session = Session(key=b"secret")

    def disconnect(self):
        self.calls.append("disconnect")

    def handle_outgoing_message(self, stream, message):
        self.calls.append(message)

    def _set_nodelay(self, on):
        self.calls.append(f"set_nodelay({on})")
        if self.fault:
            raise self.fault

    def connect(self):
        self.calls.append("connect")
        return "connected"


def load(**settings):
    """Load the extension on a server with these settings; return the server."""
    app = SimpleNamespace(web_app=SimpleNamespace(settings=settings), log=Log())
    server._load_jupyter_server_extension(app)
    return app


def test_the_delay_is_off_before_the_kernel_is_connected():
    app = load(**{SETTING: Connection})
    ((level, line),) = app.log.lines
    assert level == "info"
    assert re.fullmatch(r"nbhelpers\.server: .+", line)
    connection = app.web_app.settings[SETTING]()
    assert isinstance(connection, Connection)
    assert connection.connect() == "connected"
    assert connection.calls == ["set_nodelay(True)", "connect"]
    assert connection.log.lines == []


@pytest.mark.parametrize(
    ("moment", "told", "passed_on"),
    [
        (3600, ["comm_msg busy", "comm_msg idle", "comm_msg busy", "comm_msg idle"], [1, 3]),
        (0, ["comm_msg busy", "comm_msg idle", "wait"], [1]),
        (3600, ["comm_msg busy", "comm_msg comm_msg", "comm_msg idle"], [1, 2]),
        (3600, ["comm_msg busy", "comm_msg busy"], []),
        (3600, ["comm_msg busy", "execute_request busy", "execute_request idle"], [1, 2]),
        (0, ["comm_msg busy", "wait", "comm_msg comm_msg", "comm_msg idle"], [0, 2, 3]),
        (0, ["comm_msg busy", "disconnect", "wait"], []),
    ],
)
def test_the_page_is_told_that_the_kernel_is_busy_only_if_it_is_so_for_more_than_a_moment(
    moment, told, passed_on, monkeypatch
):
    monkeypatch.setattr(server, "MOMENT", moment)
    connection = load(**{SETTING: Connection}).web_app.settings[SETTING]()
    messages = [message(connection.session, *each.split()) for each in told]

    async def send():
        for each, one in zip(told, messages, strict=True):
            if each == "wait":
                await asyncio.sleep(0)
                await asyncio.sleep(0)
            elif each == "disconnect":
                connection.disconnect()
            else:
                connection.handle_outgoing_message("iopub", one)

    asyncio.run(send())
    assert [call for call in connection.calls if call != "disconnect"] == [messages[i] for i in passed_on]


def message(session, parent, what="", *_):
    """Return what a kernel sends of a message of this kind: its status, or another message."""
    is_status = what in ("busy", "idle")
    content = {"execution_state": what} if is_status else {"data": {"status": "busy"}}
    return session.serialize(session.msg("status" if is_status else what, content, session.msg(parent)))


@pytest.mark.parametrize("value", [None, 42, "a.path.to.a.Class", lambda: Connection, {}, object(), bool, dict])
def test_a_setting_that_is_no_connection_class_is_left_alone(value):
    is_left_alone(load(**{SETTING: value}), {SETTING: value})


def test_a_server_without_the_setting_is_left_alone_and_so_is_one_without_settings():
    is_left_alone(load(other=1), {"other": 1})
    app = SimpleNamespace(log=Log())
    server._load_jupyter_server_extension(app)
    assert [level for level, _ in app.log.lines] == ["warning"]


def is_left_alone(app, settings):
    assert app.web_app.settings == settings
    ((level, line),) = app.log.lines
    assert level == "warning"
    assert "not active" in line


def test_a_kernel_is_connected_even_if_the_delay_stays():
    connection = load(**{SETTING: Connection}).web_app.settings[SETTING](fault=OSError("no socket"))
    assert connection.connect() == "connected"
    assert connection.calls == ["set_nodelay(True)", "connect"]
    ((level, line),) = connection.log.lines
    assert level == "warning"
    assert "no socket" in line


def test_the_real_server_has_what_the_extension_uses_and_its_configuration_names_it():
    from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
    from tornado.websocket import WebSocketHandler

    for name in ("connect", "disconnect", "handle_outgoing_message"):
        assert callable(getattr(ZMQChannelsWebsocketConnection, name))
    assert {"websocket_handler", "session"} <= set(ZMQChannelsWebsocketConnection.class_trait_names())
    assert callable(WebSocketHandler.set_nodelay)
    (point,) = server._jupyter_server_extension_points()
    config = json.loads(Path(server.__file__).with_name("jupyter_server_config.json").read_text(encoding="utf-8"))
    assert config == {"ServerApp": {"jpserver_extensions": {point["module"]: True}}}
    assert point["module"] == server.__name__


# --- in a real server ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Make an environment whose files may be changed, with the packages of this one; return its Python.

    What pyproject.toml puts into an environment beside the package is copied too.
    """
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    paths = {"base": str(home), "platbase": str(home)}
    here, there = sysconfig.get_path("purelib"), Path(sysconfig.get_path("purelib", "venv", paths))
    (there / "packages.pth").write_text(f"import site; site.addsitedir({here!r})\n", encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for target in project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"].values():
        installed = Path(sys.prefix, target)
        (home / target).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if installed.is_dir() else shutil.copy)(installed, home / target)
    return Path(sysconfig.get_path("scripts", "venv", paths)) / "python"


def jupyter_server(python, *arguments):
    """Return the command that runs Jupyter's server, and the variables that keep it to its own folders."""
    home = python.parents[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    places = {f"JUPYTER_{kind.upper()}_DIR": str(home / kind) for kind in ("config", "data", "runtime")}
    return [python, "-m", "jupyter_server", *arguments], kept | places | {"HOME": str(home)}


def log_of_a_start(python):
    """Start a server, stop it as soon as it runs, and return the lines it logged about the extension."""
    options = ["--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0"]
    command, variables = jupyter_server(python, *options, f"--ServerApp.root_dir={python.parents[1]}")
    lines = []
    with subprocess.Popen(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        guard = threading.Timer(60, process.kill)  # a server that hangs would hang the tests
        guard.start()
        for line in process.stdout:
            lines.append(line)
            if "is running at" in line:
                process.terminate()
        guard.cancel()
    assert any("is running at" in line for line in lines), "".join(lines)
    return [line for line in lines if "nbhelpers.server: " in line]


def test_it_is_on_once_installed_until_it_is_switched_off(environment):
    assert len(log_of_a_start(environment)) == 1
    # the command in the README; with --user it fails, because the extension is not enabled at that level
    command, variables = jupyter_server(environment, "extension", "disable", "nbhelpers.server")
    subprocess.run(command, env=variables, capture_output=True, check=True)
    assert log_of_a_start(environment) == []
