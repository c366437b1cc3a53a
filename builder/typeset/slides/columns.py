"""Terms and their texts side by side: what remains at the end of a deck."""

from __future__ import annotations

from collections.abc import Sequence

from builder.templates.deck.facts import Frame
from builder.tree.prose import Inlines
from builder.typeset.layout_slots import columns
from builder.typeset.measure import EMU, WIDTH_SPARE, emu, words
from builder.typeset.plan import BOX_GAP, COLUMN_GAP, COLUMN_RULE, ColumnsPart
from builder.typeset.planner import Planner
from builder.typeset.slides.definitions import TermRows

__all__ = ["plan_columns"]

_FEWEST, _MOST = 2, 4
_GUTTER = 228_600
_SIZES = ((30.0, 28.0), (28.0, 26.0), (26.0, 24.0), (24.0, 22.0), (22.0, 20.0))
"""Points of terms and texts, the largest first."""
_SPARE = 0.95


def plan_columns(planner: Planner, rows: TermRows, frame: Frame) -> tuple[ColumnsPart, ...] | None:
    """Place two to four terms side by side from the top of a frame, in the largest type that fits; None if they do not
    fit in every language.
    """
    if not _FEWEST <= len(rows.terms) <= _MOST:
        return None
    places = columns(frame, len(rows.terms), _GUTTER)
    for term_size, text_size in _SIZES:
        heights = [
            _height(planner, term, text, places[0].width, term_size, text_size)
            for terms, texts in zip(rows.terms, rows.texts, strict=True)
            for term, text in zip(terms, texts, strict=True)
        ]
        highest = None if None in heights else max(filter(None, heights))
        if highest is not None and highest <= frame.height:
            sized = tuple(Frame(place.x, place.y, place.width, highest) for place in places)
            return tuple(
                ColumnsPart(
                    frames=sized,
                    terms=tuple(row[n] for row in rows.terms),
                    texts=tuple(row[n] for row in rows.texts),
                    keys=tuple(row[n] for row in rows.keys),
                    term_size=term_size,
                    text_size=text_size,
                )
                for n in planner.languages
            )
    return None


def _height(
    planner: Planner, term: Inlines, text: Inlines, width: int, term_size: float, text_size: float
) -> int | None:
    """Return the height of a column; None if one of its words is wider than it."""
    parts: Sequence[tuple[Inlines, float, bool]] = ((term, term_size, True), (text, text_size, False))
    height = BOX_GAP
    for inlines, size, bold in parts:
        measured = words(inlines, planner.fonts, planner.template.theme.minor_font, bold=bold)
        room = width / EMU / (size * WIDTH_SPARE)
        if measured.longest > room:
            return None
        height += measured.lines(room) * measured.line * size
    return COLUMN_RULE + COLUMN_GAP + emu(height / _SPARE)
