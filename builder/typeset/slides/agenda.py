"""The agenda as one or two tables, whose titles lead to their sections."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.prose import Inlines, plain
from builder.typeset.inlines import text
from builder.typeset.layout_slots import INCH
from builder.typeset.measure import EMU, WIDTH_SPARE, emu, words
from builder.typeset.plan import TERM_INSETS, AgendaPart, Part, Slide
from builder.typeset.planner import Planner
from builder.typeset.titles import headline

__all__ = ["agenda_tables", "with_slide_numbers"]

_MOST_IN_ONE, _MOST = 7, 20
_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
_LARGE_UP_TO = 4
"""Entries that may be in type of more than 24 points."""
_ENDS = round(0.72 * INCH), round(0.6 * INCH)
_ENDS_OF_HALF = round(0.55 * INCH), round(0.45 * INCH)
"""Widths of the columns of numbers and of slides, in a table over the whole width and in one of two."""
_HALF = 7 * INCH
"""EMU up to which a table is one of two."""
_HIGHEST = round(0.95 * INCH)
_HIGHEST_OF_FEW = round(1.2 * INCH)


def agenda_tables(planner: Planner, count: int, frames: Sequence[Frame]) -> list[tuple[Part, ...]] | None:
    """Return the tables of the first `count` sections in every language: over the whole width of two frames, or one in
    each of them; None if they do not fit or are too many.
    """
    if count > _MOST or len(frames) < 2:
        return None
    left, right = frames
    if count <= _MOST_IN_ONE:
        whole = Frame(left.x, left.y, right.x + right.width - left.x, left.height)
        groups = [(range(count), whole)]
    else:
        half = (count + 1) // 2
        groups = [(range(half), left), (range(half, count), right)]
    rows = max(len(group) for group, _ in groups)
    for size in _SIZES if count <= _LARGE_UP_TO else _SIZES[2:]:
        height = min(left.height // rows, _HIGHEST_OF_FEW if count <= _LARGE_UP_TO else _HIGHEST)
        if all(_fits(planner, group, frame, size, height) for group, frame in groups):
            return [
                tuple(_part(planner, language, group, frame, size, height) for group, frame in groups)
                for language in planner.languages
            ]
    return None


def with_slide_numbers(twins: Sequence[Slide], firsts: Sequence[int]) -> tuple[Slide, ...]:
    """Return a slide with the numbers of the first slides of sections, given by their indices (-1 for none). A slide
    without an agenda stays the same object: what is remembered of it is found at once.
    """
    if not any(isinstance(part, AgendaPart) for part in twins[0].parts):
        return tuple(twins)
    return tuple(
        replace(
            slide,
            parts=tuple(
                replace(part, slides=tuple(firsts[section] + 1 for section in part.sections))
                if isinstance(part, AgendaPart)
                else part
                for part in slide.parts
            ),
        )
        for slide in twins
    )


def _widths(frame: Frame) -> tuple[int, int, int]:
    number, slide = _ENDS_OF_HALF if frame.width < _HALF else _ENDS
    return number, frame.width - number - slide, slide


def _title(planner: Planner, language: int, section: int) -> Inlines:
    return headline(planner.documents[language].sections[section].title)


def _fits(planner: Planner, group: range, frame: Frame, size: float, height: int) -> bool:
    """Return True if every title is on at most two lines of its row, in every language."""
    left, top, right, bottom = TERM_INSETS
    room = (_widths(frame)[1] - left - right) / EMU / (size * WIDTH_SPARE)
    for language in planner.languages:
        for section in group:
            title = words(_title(planner, language, section), planner.fonts, planner.template.theme.minor_font)
            if title.longest > room or emu(title.lines(room) * title.line * size) + top + bottom > height:
                return False
    return True


def _part(planner: Planner, language: int, group: range, frame: Frame, size: float, height: int) -> AgendaPart:
    document = planner.documents[language]
    return AgendaPart(
        frame=Frame(frame.x, frame.y, frame.width, height * len(group)),
        numbers=tuple(document.sections[section].label for section in group),
        titles=tuple(_title(planner, language, section) or text(plain(document.title)) for section in group),
        sections=tuple(group),
        widths=_widths(frame),
        row_height=height,
        size=size,
    )
