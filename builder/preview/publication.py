"""A publication that is being watched: its state, and its views for the browsers that are open."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from builder.diagnostics import BuildError, Diagnostic, UsageError
from builder.office.libreoffice import LayoutStopped
from builder.preview.audience import Audience
from builder.preview.decks import Decks
from builder.preview.drawings import SlideDrawings
from builder.preview.pages import NO_PAGES, PreviewPages, make_pages, missing_program
from builder.preview.pictures import PictureFile, Pictures
from builder.preview.state import PreviewReading, State, findings_of, read
from builder.preview.views.compose import compose
from builder.preview.views.model import View
from builder.preview.views.slides import SlideBlocks
from builder.preview.views.text import TextBlocks
from builder.preview.words import words_in
from builder.preview.worker import JobQueue, Superseded
from builder.tree.exhibits import ImageNode

__all__ = ["PublicationPreview"]

_DELAY = 0.5
"""Seconds after the last save in which no real pages are made."""
_BREATH = 0.02
"""Seconds in which the words are sent, before the check takes the processor."""
_LOOK = 0.05
"""Seconds between two questions whether there is a newer save, while nothing is done."""


class _Superseded(Exception):
    """Ends a check whose findings nobody wants any more."""


class PublicationPreview:
    """The state of one publication. `read` runs in the worker's thread, real pages are made in that of `layouts`."""

    def __init__(self, path: Path, name: str, changed: Callable[[], None], layouts: JobQueue) -> None:
        self.path = path
        self.name = name
        self.pictures = Pictures()
        self.page_pictures = Pictures()
        self._changed = changed
        self._layouts = layouts
        self._lock = threading.Lock()
        self._state = State()
        self._pages = NO_PAGES
        self._saves = 0
        self._revision = 0
        self._audiences: dict[Audience, int] = {}
        self._views: dict[Audience, View] = {}
        self._texts: dict[str, TextBlocks] = {}
        self._slides: dict[str, SlideBlocks] = {}
        self._decks = Decks()
        self._drawings = SlideDrawings()

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
        if audience.view == "pages" and self._pages.status != "done":
            self._lay_out(0.0)

    def leave(self, audience: Audience) -> None:
        """Forget a browser tab that was closed."""
        with self._lock:
            self._audiences[audience] -= 1
            if not self._audiences[audience]:
                del self._audiences[audience]
                self._views.pop(audience, None)

    def ready(self, audience: Audience) -> tuple[int, View] | None:
        """Return what `view` returns if it is made already; never waits."""
        revision = self._revision  # first: a view may be newer than its number, but not older
        view = self._views.get(audience)
        return (revision, view) if view is not None else None

    def view(self, audience: Audience) -> tuple[int, View]:
        """Return the number of the present state and its view, made now if it is not made yet."""
        with self._lock:
            view = self._views.get(audience)
            if view is None:
                view = self._views[audience] = self._compose(self._state, audience)
            return self._revision, view

    # --- Text and findings, after a save ------------------------------------------------------------------------------

    def read(self, superseded: Superseded) -> None:
        """Read the publication and show it; then check it and show the findings, unless it was saved again meanwhile.

        The findings of the state before stay beside their passages until the new ones are known. Real pages that are
        being made are given up.
        """
        self._saves += 1
        try:
            self._read(superseded)
        except _Superseded:
            pass
        except Exception as error:
            problems = _problems(error)
            try:
                self._show(replace(self._state, problems=problems))
            except Exception:  # not even the last good state can be shown
                self._show(State(problems=problems))

    def _read(self, superseded: Superseded) -> None:
        reading = read(self.path, self._decks)
        self.pictures.renew(_pictures(reading))
        self._pages = replace(self._pages, status="waiting")
        self._show(State(reading, self._state.findings))
        time.sleep(_BREATH)

        def go_on() -> None:
            if superseded():
                raise _Superseded

        self._show(State(reading, findings_of(reading, go_on), checked=True))
        if any(audience.view == "pages" for audience in tuple(self._audiences)):
            self._lay_out(_DELAY)

    def _show(self, state: State) -> None:
        if state.problems and state.problems == self._state.problems and state.reading is self._state.reading:
            return  # the same mistakes as before
        with self._lock:
            # First the views: a state that cannot be shown does not replace one that can.
            self._views = {audience: self._compose(state, audience) for audience in self._audiences}
            self._state = state
            self._revision += 1
        self._changed()

    def _compose(self, state: State, audience: Audience) -> View:
        texts = self._texts.setdefault(audience.language, TextBlocks())
        slides = self._slides.setdefault(audience.language, SlideBlocks())
        words = words_in(audience.language)
        return compose(
            state, self._pages, audience.view, self.name, words, self._address, texts, slides, self._drawings
        )

    def _address(self, blob: bytes, media_type: str) -> str:
        return f"pictures/{self.pictures.number(blob, media_type)}"

    # --- Real pages ---------------------------------------------------------------------------------------------------

    def _lay_out(self, delay: float) -> None:
        due, saves = time.monotonic() + delay, self._saves
        self._layouts.submit(self.name, lambda superseded: self._make_pages(superseded, due, saves))

    def _make_pages(self, superseded: Superseded, due: float, saves: int) -> None:
        """Make the real pages of the present state, unless it is saved again, or nobody looks at them any more."""

        def unwanted() -> bool:
            watched = any(audience.view == "pages" for audience in tuple(self._audiences))
            return superseded() or self._saves != saves or not watched

        while time.monotonic() < due:
            if unwanted():
                return
            time.sleep(_LOOK)
        reading = self._state.reading
        if reading is None:
            return
        self._show_pages(replace(self._pages, status="running"))
        missing = missing_program()
        if missing is not None:
            self._show_pages(replace(self._pages, status="absent", missing=missing))
            return
        try:
            files = make_pages(reading, self.page_pictures, unwanted)
        except LayoutStopped:
            self._show_pages(replace(self._pages, status="waiting"))
        except Exception as error:
            message = "; ".join(str(problem) for problem in _problems(error))
            self._show_pages(replace(self._pages, status="failed", message=message))
        else:
            self._show_pages(PreviewPages("done", files))

    def _show_pages(self, pages: PreviewPages) -> None:
        with self._lock:
            self._pages = pages
            self._revision += 1
            for audience in self._audiences:
                if audience.view == "pages":
                    self._views[audience] = self._compose(self._state, audience)
        self._changed()


def _problems(error: Exception) -> tuple[Diagnostic, ...]:
    """Return the mistakes of an author, or an error of the program as one, so that the page goes on living."""
    if isinstance(error, BuildError):
        return error.diagnostics
    if isinstance(error, UsageError | OSError):
        return BuildError(Diagnostic("cannot-read", str(error))).diagnostics
    message = f"the builder failed: {type(error).__name__}: {error}"
    return BuildError(Diagnostic("internal", message, hint="please report it")).diagnostics


def _pictures(reading: PreviewReading) -> list[PictureFile]:
    return [
        PictureFile(node.blob, node.media_type)
        for row in reading.rows
        for node in row.nodes
        if isinstance(node, ImageNode)
    ]
