"""How many characters have room where space is fixed: headlines of slides, headers of tables, labels, names in charts.

The frames and the type are those of the planned slides, at the smallest size that the planner may choose; the
characters are of average width in the target language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from builder.exchange.layout import Layout, PassageFinder, places_of
from builder.exchange.letter_widths import average_width
from builder.language import base_language
from builder.source import Span
from builder.templates.deck.facts import DeckFacts
from builder.typeset.fit import title_steps
from builder.typeset.fonts import Face, Fonts
from builder.typeset.layout_slots import levels_of
from builder.typeset.measure import EMU, WIDTH_SPARE, inner
from builder.typeset.plan import ChartPart, HighlightsPart, Slide, TablePart
from builder.typeset.titles import MOST_LINES

__all__ = ["Room", "limits", "rooms"]

_STEP = 5
_FILLED = 0.95
"""Share of a line that words fill: it ends before a word that has no room."""
_COVER_LINES = 5
_NAME_LINES = 2
_HEADER_LINES = _LABEL_LINES = 2
"""Lines that a header of a table, and the label of a big number, may always take."""
_BAR_NAMES, _LEGEND = 0.38, 0.9
"""Share of a chart's width that the names beside bars may take, and the legend."""


class Room(Struct, frozen=True, gc=False):
    """The number of characters that have room for words, and the places of these in the author's files; a name in a
    chart has its `key` instead.
    """

    characters: float
    places: tuple[Span, ...] = ()
    key: str = ""


def limits(rooms: Iterable[Room], finder: PassageFinder) -> dict[str, int]:
    """Return the limit of each passage that has one, by key: a multiple of five. A text in several places has the
    smallest.
    """
    limits_found: dict[str, int] = {}
    for room in rooms:
        limit = max(_STEP, int(room.characters) // _STEP * _STEP)
        for key in (room.key,) if room.key else finder.keys_at(room.places):
            limits_found[key] = min(limits_found.get(key, limit), limit)
    return limits_found


def rooms(layout: Layout, target: str) -> Iterator[Room]:
    """Yield the room of the words of a layout whose space is fixed, in characters of the target language."""
    if layout.deck is not None and layout.facts is not None:
        measure = _RoomMeasure(layout.facts, target)
        for number, slide in enumerate(layout.deck.slides):
            yield from measure.of_slide(slide, cover=number == 0)


class _RoomMeasure:
    """Measures the space of the parts of slides, in characters of the target language."""

    def __init__(self, facts: DeckFacts, target: str):
        self._facts = facts
        self._target = base_language(target)
        self._fonts = Fonts()

    def of_slide(self, slide: Slide, *, cover: bool) -> Iterator[Room]:
        """Yield the room of the words on a slide that have a limit."""
        yield from self._of_title(slide, _COVER_LINES if cover else MOST_LINES)
        for part in slide.parts:
            if isinstance(part, TablePart):
                yield from self._of_headers(part, self._room_beside(slide, part))
            elif isinstance(part, HighlightsPart):
                yield from self._of_labels(part)
            elif isinstance(part, ChartPart):
                yield from self._of_names(part)

    def _of_title(self, slide: Slide, most_lines: int) -> Iterator[Room]:
        placeholder = self._facts.layouts[slide.layout].placeholders.get("title")
        if placeholder is None:
            return
        level = levels_of(placeholder, self._facts)[0]
        size = level.size * title_steps(level.size)[-1].factor
        width, height = inner(placeholder.frame, placeholder.insets)
        face = self._fonts.face(self._fonts.heading(level.font), level.bold, level.italic)
        lines = min(most_lines, max(1, int(height / ((level.line_spacing or 1.0) * face.line * size))))
        per_line = width / (average_width(face, self._target, caps=level.caps) * size * WIDTH_SPARE)
        yield Room(lines * per_line * (_FILLED if lines > 1 else 1), places_of(slide.title))

    def _room_beside(self, slide: Slide, part: TablePart) -> int:
        """Return by how much (EMU) a table may become wider: it is as wide as its words, on a slide of its own."""
        if len(slide.parts) > 1:
            return 0
        return max(0, self._facts.layouts[slide.layout].content.width - sum(part.widths))

    def _of_headers(self, part: TablePart, beside: int) -> Iterator[Room]:
        padding = part.insets[0] + part.insets[2]
        upright = part.insets[1] + part.insets[3]
        line = self._face(bold=True).line * part.size * EMU
        own = max(_HEADER_LINES * line, part.header_height - part.upper_height - upright)
        widths = [width + beside / len(part.widths) for width in part.widths]
        for column, width in zip(part.columns, widths, strict=True):
            yield Room(self._in_box(width - padding, own, part.size, bold=True), places_of((column,)))
        for group in part.header_groups:
            width = sum(widths[group.start : group.start + group.count])
            room = self._in_box(width - padding, part.upper_height - upright, part.size, bold=True)
            yield Room(room, places_of((group,)))

    def _of_labels(self, part: HighlightsPart) -> Iterator[Room]:
        value = self._face(bold=True).line * part.value_size * EMU
        prefix = self._face().line * part.label_size * EMU
        boxes = zip(part.items, part.labels, part.frames, part.insets, strict=True)
        for item, label, frame, (left, top, right, bottom) in boxes:
            left_over = frame.height - top - bottom - value - part.label_gap * EMU - (prefix if item.prefix else 0)
            height = max(left_over, _LABEL_LINES * self._face().line * part.label_size * EMU)
            yield Room(self._in_box(frame.width - left - right, height, part.label_size), places_of(label))

    def _of_names(self, part: ChartPart) -> Iterator[Room]:
        chart, width = part.chart, part.frame.width
        key = f"{chart.key}.chart"
        if chart.kind in ("pie", "doughnut") or chart.slices:
            category = self._in_line(width * _LEGEND / 2, part.size)
        elif chart.kind == "bar":
            category = _NAME_LINES * self._in_line(width * _BAR_NAMES, part.size)
        else:
            category = _NAME_LINES * self._in_line(width * _LEGEND / max(len(chart.categories), 1), part.size)
        series = self._in_line(width * _LEGEND / max(min(len(chart.series), 2), 1), part.size)
        for number in range(len(chart.categories)):
            yield Room(category, key=f"{key}.categories.{number}")
        for number in range(len(chart.series)):
            yield Room(series, key=f"{key}.series.{number}.name")

    def _in_box(self, width: float, height: float, size: float, *, bold: bool = False) -> float:
        """Return the characters in a box (EMU) of the deck's own font."""
        lines = max(1, round(height / (self._face(bold=bold).line * size * EMU)))
        return lines * self._in_line(width, size, bold=bold) * (_FILLED if lines > 1 else 1)

    def _in_line(self, width: float, size: float, *, bold: bool = False) -> float:
        per_em = average_width(self._face(bold=bold), self._target)
        return max(0.0, width) / (per_em * size * WIDTH_SPARE * EMU)

    def _face(self, *, bold: bool = False) -> Face:
        return self._fonts.face(self._facts.theme.minor_font, bold)
