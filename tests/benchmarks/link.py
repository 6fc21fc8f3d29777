"""A slow link: everything that a browser and a server say to each other arrives later, and is counted."""

import asyncio
import threading
from contextlib import contextmanager, suppress


class Link:
    """Forwards connections to a port of this machine, each way with a delay in seconds.

    It listens on `port`, and has carried `n_bytes` so far, both ways together.
    """

    def __init__(self, to, delay):
        self._to, self._delay, self.n_bytes = to, delay, 0

    async def serve(self, ready):
        """Listen until `close` is called; call `ready` once there is a port."""
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready()
        await self._closing.wait()
        server.close()

    def close(self):
        """End `serve`, from another thread."""
        self._loop.call_soon_threadsafe(self._closing.set)

    async def _connect(self, reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        await asyncio.gather(self._carry(reader, back), self._carry(there, writer))

    async def _carry(self, reader, writer):
        """Pass on what comes, each piece as long after it came; many may be on the way at once."""
        with suppress(OSError):  # the other end is gone
            while piece := await reader.read(1 << 16):
                self.n_bytes += len(piece)
                self._loop.call_later(self._delay, writer.write, piece)
        self._loop.call_later(self._delay, writer.close)


@contextmanager
def slow_link(to, delay):
    """Yield a `Link` to this port, in a thread of its own."""
    link, up = Link(to, delay), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(link.serve(up.set)))
    thread.start()
    up.wait()
    try:
        yield link
    finally:
        link.close()
        thread.join()
