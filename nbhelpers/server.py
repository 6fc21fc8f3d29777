"""A Jupyter server extension with which most sliders answer sooner.

The server's kernel websockets leave Nagle's algorithm on, which waits for an acknowledgement that the browser
delays: most small replies arrive 40 ms late. And a kernel says of each move that it is busy, then that it is idle
again; for each JupyterLab draws its toolbar anew, which takes longer than the picture. The extension swaps in a
connection class that turns the first off and does not pass the second on unless the kernel stays busy. Where the
server is not as expected it says so in its log and leaves everything as it was.
"""

import asyncio

MOMENT = 0.03
"""Seconds that a kernel may be busy with a message of a widget before the page is told."""


def _jupyter_server_extension_points():
    return [{"module": "nbhelpers.server"}]


def _load_jupyter_server_extension(app):
    try:
        connection = app.web_app.settings["kernel_websocket_connection_class"]
        app.web_app.settings["kernel_websocket_connection_class"] = _without_delay(connection)
    except Exception as error:
        app.log.warning("nbhelpers.server: not active, this server has no kernel connection class (%r)", error)
    else:
        app.log.info("nbhelpers.server: kernel messages are sent without delay, so sliders answer faster")


def _without_delay(connection):  # noqa: C901  (all methods of its class are counted)
    """Return a subclass of the server's connection class that sends each message at once, and none for nothing."""
    for name in ("connect", "disconnect", "handle_outgoing_message"):
        if not callable(getattr(connection, name, None)):
            raise TypeError(f"{connection!r} has no {name}()")

    class ConnectionWithoutDelay(connection):
        _busy = None  # the call that tells the page, once the moment is over

        def connect(self):
            try:
                self.websocket_handler.set_nodelay(True)
            except Exception as error:
                self.log.warning("nbhelpers.server: could not switch the delay off (%r)", error)
            return super().connect()

        def disconnect(self):
            self._forget()
            return super().disconnect()

        def handle_outgoing_message(self, stream, message):
            pass_on, status = super().handle_outgoing_message, self._status(message)
            if status:
                self._forget()
            if status == "busy":
                self._busy = asyncio.get_running_loop().call_later(MOMENT, pass_on, stream, message)
            else:
                pass_on(stream, message)

        def _forget(self):
            if self._busy:
                self._busy.cancel()

        def _status(self, message):
            """Return whether the kernel is "busy" or "idle", if the message says so of a widget's message."""
            _, (_, header, parent, _, content, *_) = self.session.feed_identities(message)
            if b'"comm_msg"' in parent and self.session.unpack(header)["msg_type"] == "status":
                return self.session.unpack(content)["execution_state"]
            return None

    return ConnectionWithoutDelay
