"""The server extension: on a server that is as expected, on others, and on the real one."""

import asyncio
import json
import logging
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.session import Session

from nbhelpers import server

SETTING = "kernel_websocket_connection_class"
LOG = logging.getLogger("a server")


class Connection:
    """A server's connection to a kernel: notes in which order it is used."""

    def __init__(self, fault=None):
        self.log, self.calls, self.fault = LOG, [], fault
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


@pytest.fixture(autouse=True)
def log(caplog):
    """Return what is logged: everything from notes on."""
    caplog.set_level("INFO")
    return caplog


def loaded(app):
    """Load the extension on a server; return what this then makes its connections with."""
    server._load_jupyter_server_extension(app)
    return app.web_app.settings[SETTING]


def served(settings):
    """Return a server with these settings."""
    return SimpleNamespace(web_app=SimpleNamespace(settings=settings), log=LOG)


@pytest.mark.parametrize("fault", [None, OSError("no socket")])
def test_the_delay_is_off_before_the_kernel_is_connected_which_it_is_even_if_the_delay_stays(fault, log):
    connection = loaded(served({SETTING: Connection}))(fault=fault)
    assert isinstance(connection, Connection)
    assert connection.connect() == "connected"
    assert connection.calls == ["set_nodelay(True)", "connect"]
    note, *warnings = log.records
    assert note.levelname == "INFO"
    assert note.getMessage().startswith("nbhelpers.server: ")
    assert [warning.levelname for warning in warnings] == ["WARNING"] * bool(fault)
    assert all("no socket" in warning.getMessage() for warning in warnings)


@pytest.mark.parametrize(
    ("moment", "told", "passed_on"),
    [
        (3600, ["comm_msg busy", "comm_msg idle", "comm_msg busy", "comm_msg idle"], [1, 3]),
        (0, ["comm_msg busy", "comm_msg idle", "wait"], [1]),
        (3600, ["comm_msg busy", "comm_msg comm_msg", "comm_msg idle"], [1, 2]),
        (3600, ["comm_msg busy", "comm_msg busy"], []),
        (3600, ["comm_msg busy", "execute_request busy", "execute_request idle"], [1, 2]),
        (0, ["comm_msg busy", "wait", "comm_msg comm_msg", "comm_msg idle"], [0, 2, 3]),
        (0, ["comm_msg busy", "disconnect", "wait"], ["disconnect"]),
    ],
)
def test_the_page_is_told_that_the_kernel_is_busy_only_if_it_is_so_for_more_than_a_moment(
    moment, told, passed_on, monkeypatch
):
    monkeypatch.setattr(server, "MOMENT", moment)
    connection = loaded(served({SETTING: Connection}))()
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
    assert connection.calls == [at if at == "disconnect" else messages[at] for at in passed_on]


def message(session, parent, what=""):
    """Return what a kernel sends of a message of this kind: its status, or another message."""
    is_status = what in ("busy", "idle")
    content = {"execution_state": what} if is_status else {"data": {"status": "busy"}}
    return session.serialize(session.msg("status" if is_status else what, content, session.msg(parent)))


ODD = [None, 42, "a.path.to.a.Class", lambda: Connection, {}, object(), bool, dict]


@pytest.mark.parametrize("settings", [*({SETTING: value} for value in ODD), {"other": 1}, None])
def test_a_server_that_is_not_as_expected_is_left_alone(settings, log):
    app = SimpleNamespace(log=LOG) if settings is None else served(dict(settings))
    server._load_jupyter_server_extension(app)
    assert settings is None or app.web_app.settings == settings
    (warning,) = log.records
    assert warning.levelname == "WARNING"
    assert "not active" in warning.getMessage()


# --- in a real server ------------------------------------------------------------------------------------------


SWITCHED = f"""
from jupyter_server.extension.serverextension import ServerExtensionApp
from jupyter_server.serverapp import ServerApp

def connection():
    app = ServerApp()
    app.initialize([], new_httpserver=False)
    return app.web_app.settings[{SETTING!r}]

with_it = connection()
# the command in the README; with --user it fails, because the extension is not enabled at that level
ServerExtensionApp.launch_instance(["disable", "nbhelpers.server"])
without = connection()
print(with_it.__name__, issubclass(with_it, without), without.__name__)
"""


def test_it_is_on_once_installed_until_it_is_switched_off(tmp_path):
    """In an environment whose files may be changed, with this one's packages and the extension's configuration."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path], check=True)
    paths = {"base": str(tmp_path), "platbase": str(tmp_path)}
    python = Path(sysconfig.get_path("scripts", "venv", paths)) / "python"
    here, there = sysconfig.get_path("purelib"), Path(sysconfig.get_path("purelib", "venv", paths))
    (there / "packages.pth").write_text(f"import site; site.addsitedir({here!r})\n", encoding="utf-8")
    configuration = "etc/jupyter/jupyter_server_config.d/nbhelpers.json"
    (tmp_path / configuration).parent.mkdir(parents=True)
    shutil.copy(Path(sys.prefix, configuration), tmp_path / configuration)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    kept |= {f"JUPYTER_{kind.upper()}_DIR": str(tmp_path / kind) for kind in ("config", "data", "runtime")}
    told = {"env": kept | {"HOME": str(tmp_path)}, "cwd": tmp_path, "encoding": "utf-8"}
    done = subprocess.run([python, "-c", SWITCHED], capture_output=True, **told)
    assert done.stdout.split() == ["ConnectionWithoutDelay", "True", "ZMQChannelsWebsocketConnection"], done.stderr


def test_the_real_server_has_what_the_extension_uses_and_its_configuration_names_it():
    from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
    from tornado.websocket import WebSocketHandler

    assert {"websocket_handler", "session"} <= set(ZMQChannelsWebsocketConnection.class_trait_names())
    assert callable(WebSocketHandler.set_nodelay)
    (point,) = server._jupyter_server_extension_points()
    config = json.loads(Path(server.__file__).with_name("jupyter_server_config.json").read_text(encoding="utf-8"))
    assert config == {"ServerApp": {"jpserver_extensions": {point["module"]: True}}}
