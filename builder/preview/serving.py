"""Run the server on the loopback address until it is stopped."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Literal
from urllib.parse import quote

import uvicorn
from starlette.types import ASGIApp

from builder.diagnostics import UsageError
from builder.preview.application import Site, application
from builder.preview.events import Broadcast
from builder.preview.publication import PublicationPreview
from builder.preview.watching import Watch
from builder.preview.worker import JobQueue
from builder.templates.defaults import default_template

__all__ = ["PreviewServer", "loopback_sockets"]

_YOUNG_OBJECTS = 50_000
"""How many objects are made before garbage is collected by itself. A save makes fewer; workers collect after it."""
_KINDS: tuple[Literal["docx"], Literal["pptx"]] = ("docx", "pptx")


class _QuickServer(uvicorn.Server):
    """A server that ends its streams of events as soon as it is interrupted: they would keep it alive."""

    def __init__(self, app: ASGIApp, stopping: Callable[[], None], started: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            lifespan="on",
            ws="none",
            timeout_keep_alive=5,
        )
        super().__init__(config)
        self._stopping = stopping
        self._when_started = started

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End the streams, then the server."""
        self._stopping()
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self._when_started()


def loopback_sockets(port: int) -> list[socket.socket]:
    """Return sockets that listen on 127.0.0.1 and, where the machine has it, on ::1; port 0 stands for a free one.

    Raises UsageError if the port is taken.
    """
    first = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        _bind(first, ("127.0.0.1", port))
    except OSError as error:
        first.close()
        fix = "choose another one with --port, or leave it out"
        raise UsageError(f"port {port} cannot be used: {error.strerror or error} ({fix})") from None
    second = socket.socket(socket.AF_INET6, socket.SOCK_STREAM) if socket.has_ipv6 else None
    if second is None:
        return [first]
    try:
        second.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        _bind(second, ("::1", first.getsockname()[1]))
    except OSError:
        second.close()
        return [first]
    return [first, second]


def _bind(listening: socket.socket, address: tuple[str, int]) -> None:
    if sys.platform != "win32":  # there, it would let another program take the port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(address)
    listening.listen(100)


class PreviewServer:
    """Watches publications and serves their page until it is stopped.

    `paths` are the publications' files by name, `language` is that of the page, or "" for that of each browser;
    `started` gets the address of each publication when the server is ready. Raises UsageError if the port is taken.
    """

    def __init__(
        self,
        paths: Mapping[str, Path],
        *,
        port: int,
        token: str,
        editor: str,
        language: str,
        started: Callable[[Mapping[str, str]], None],
    ) -> None:
        self._sockets = loopback_sockets(port)
        base = f"http://127.0.0.1:{self._sockets[0].getsockname()[1]}/{token}"
        self.addresses = {name: f"{base}/{quote(name)}/" for name in paths}
        self._broadcast = Broadcast()
        self._worker = JobQueue("preview")
        self._layouts = JobQueue("layouts")
        self.previews = {
            name: PublicationPreview(path, name, self._broadcast.changed, self._layouts) for name, path in paths.items()
        }
        site = Site(previews=self.previews, broadcast=self._broadcast, token=token, editor=editor, language=language)
        self._server = _QuickServer(application(site), self._broadcast.close, lambda: started(self.addresses))

    def run(self) -> None:
        """Serve until the process is interrupted, or `stop` is called."""
        templates = list({default_template(kind).parent for kind in _KINDS})
        watches = []
        thresholds = gc.get_threshold()
        gc.set_threshold(_YOUNG_OBJECTS, *thresholds[1:])
        try:
            for preview in self.previews.values():
                watches.append(Watch(preview.path.parent, templates, self._saving(preview)))
            with suppress(KeyboardInterrupt):
                self._server.run(self._sockets)
        finally:
            gc.set_threshold(*thresholds)
            for watch in watches:
                watch.stop()
            self._worker.stop()
            self._layouts.stop()
            for listening in self._sockets:
                listening.close()

    def stop(self) -> None:
        """End the server; from any thread."""
        self._broadcast.close()
        self._server.should_exit = True

    def _saving(self, preview: PublicationPreview) -> Callable[[], None]:
        return lambda: self._worker.submit(preview.name, preview.read)
