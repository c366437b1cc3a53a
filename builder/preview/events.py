"""Server-sent events: each open browser tab gets what has changed since what it shows."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress

import msgspec

from builder.preview.audience import Audience
from builder.preview.publication import PublicationPreview
from builder.preview.views.model import View, change

__all__ = ["Broadcast"]

_RETRY = 500
"""Milliseconds after which a browser asks again when the connection is lost."""
_SILENCE = 15.0
"""Seconds after which a comment is sent, so that a connection that is gone is noticed."""


class Broadcast:
    """Wakes the streams of all browsers when a state is new, and ends them when the server stops."""

    def __init__(self) -> None:
        self._start = secrets.token_hex(4)
        """Distinguishes the numbers of this server from those of one that ran before at the same address."""
        self._waiting: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def open(self) -> None:
        """Begin: called in the server's event loop."""
        self._loop = asyncio.get_running_loop()

    def changed(self) -> None:
        """Wake all streams; from any thread."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has just been closed
                loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """End all streams; from any thread, or a handler of signals."""
        self._closed = True
        self.changed()

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def stream(self, preview: PublicationPreview, audience: Audience, have: str) -> AsyncIterator[str]:
        """Yield the events of one browser tab; `have` is the id of the last one that it got, if any."""
        event = asyncio.Event()
        self._waiting.add(event)
        preview.join(audience)
        try:
            yield f"retry: {_RETRY}\n\n"
            shown: View | None = None
            while not self._closed:
                event.clear()
                ready = preview.ready(audience)
                revision, view = ready if ready is not None else await asyncio.to_thread(preview.view, audience)
                name = f"{self._start}-{revision}"
                if view is not shown and name != have:
                    yield f"id: {name}\ndata: {msgspec.json.encode(change(shown, view)).decode()}\n\n"
                shown = view
                try:
                    await asyncio.wait_for(event.wait(), _SILENCE)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            preview.leave(audience)
            self._waiting.discard(event)
