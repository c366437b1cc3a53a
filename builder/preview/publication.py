"""A publication that is being watched: its state, and its views for the browsers that are open."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import BuildError, Diagnostic, UsageError
from builder.preview.pictures import Picture, Pictures
from builder.preview.state import Reading, State, findings_of, read
from builder.preview.views.compose import compose
from builder.preview.views.model import View
from builder.preview.words import words_in
from builder.preview.worker import Superseded
from builder.tree.exhibits import ImageNode

__all__ = ["Audience", "PublicationPreview", "ViewKind"]

ViewKind = Literal["text"]
VIEW_KINDS: tuple[ViewKind, ...] = ("text",)


class Audience(Struct, frozen=True):
    """A view in a language of the page: what one open browser tab shows."""

    view: ViewKind
    language: str


class PublicationPreview:
    """The state of one publication. `read` runs in the worker's thread, everything else in any."""

    def __init__(self, path: Path, name: str, changed: Callable[[], None]) -> None:
        self.path = path
        self.name = name
        self.pictures = Pictures()
        self._changed = changed
        self._lock = threading.Lock()
        self._state = State()
        self._revision = 0
        self._audiences: dict[Audience, int] = {}
        self._views: dict[Audience, View] = {}

    @property
    def revision(self) -> int:
        """Return the number of the present state: it grows with each change."""
        return self._revision

    @property
    def state(self) -> State:
        """Return the present state."""
        return self._state

    def join(self, audience: Audience) -> None:
        """Take note of a browser tab, so that its view is made as soon as there is a new state."""
        with self._lock:
            self._audiences[audience] = self._audiences.get(audience, 0) + 1

    def leave(self, audience: Audience) -> None:
        """Forget a browser tab that was closed."""
        with self._lock:
            self._audiences[audience] -= 1
            if not self._audiences[audience]:
                del self._audiences[audience]
                self._views.pop(audience, None)

    def view(self, audience: Audience) -> tuple[int, View]:
        """Return the number of the present state and its view, made now if it is not made yet."""
        with self._lock:
            view = self._views.get(audience)
            if view is None:
                view = self._views[audience] = self._compose(self._state, audience)
            return self._revision, view

    def read(self, superseded: Superseded) -> None:
        """Read the publication and show it; then check it and show the findings, unless it was saved again meanwhile.

        The findings of the state before stay beside their passages until the new ones are known.
        """
        try:
            reading = read(self.path)
        except Exception as error:
            self._show(replace(self._state, problems=_problems(error)))
            return
        self.pictures.renew(_pictures(reading))
        self._show(State(reading, self._state.findings))
        if superseded():
            return
        try:
            findings = findings_of(reading)
        except Exception as error:
            self._show(State(reading, self._state.findings, problems=_problems(error)))
            return
        self._show(State(reading, findings, checked=True))

    def _show(self, state: State) -> None:
        if state.problems and state.problems == self._state.problems and state.reading is self._state.reading:
            return  # the same mistakes as before
        with self._lock:
            self._state = state
            self._revision += 1
            self._views = {audience: self._compose(state, audience) for audience in self._audiences}
        self._changed()

    def _compose(self, state: State, audience: Audience) -> View:
        return compose(state, audience.view, self.name, words_in(audience.language), self._address)

    def _address(self, blob: bytes, media_type: str) -> str:
        return f"pictures/{self.pictures.number(blob, media_type)}"


def _problems(error: Exception) -> tuple[Diagnostic, ...]:
    """Return the mistakes of an author, or an error of the program as one, so that the page goes on living."""
    if isinstance(error, BuildError):
        return error.diagnostics
    if isinstance(error, UsageError | OSError):
        return BuildError(Diagnostic("cannot-read", str(error))).diagnostics
    message = f"the builder failed: {type(error).__name__}: {error}"
    return BuildError(Diagnostic("internal", message, hint="please report it")).diagnostics


def _pictures(reading: Reading) -> list[Picture]:
    return [
        Picture(node.blob, node.media_type) for row in reading.rows for node in row.nodes if isinstance(node, ImageNode)
    ]
