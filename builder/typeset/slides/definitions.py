"""Terms and their texts in two columns: a few points that all have a term, if that fits at full size."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.typeset.content_units import ContentUnit
from builder.typeset.layout_slots import TextSlot
from builder.typeset.measure import EMU, WIDTH_SPARE, inner, words
from builder.typeset.plan import SlideParagraph
from builder.typeset.planner import Planner
from builder.typeset.text_flow import fits_whole

__all__ = ["in_columns"]

_FEWEST, _MOST = 2, 7
_WIDEST = 0.4
"""The share of the text's width that the terms may take."""
_GAP = 24.0
"""Points between the widest term and the texts."""


def in_columns(planner: Planner, units: Sequence[ContentUnit], slot: TextSlot) -> list[ContentUnit]:
    """Return the units with their terms in a column as wide as the widest term of any language; unchanged if they are
    not all single points with a term, or would not fit the slot whole.
    """
    paragraphs = [paragraph for unit in units for own in unit.paragraphs for paragraph in own]
    if slot.size or not _FEWEST <= len(units) <= _MOST or len(paragraphs) != len(units) * len(planner.documents):
        return list(units)
    if not all(paragraph.lead and paragraph.level == 0 and paragraph.mark == "bullet" for paragraph in paragraphs):
        return list(units)
    column = max(_term_width(planner, paragraph, slot) for paragraph in paragraphs) + _GAP
    if column > inner(slot.frame, slot.insets)[0] * _WIDEST:
        return list(units)
    tab = round(column * EMU)
    in_column = [
        ContentUnit(
            tuple(tuple(replace(paragraph, mark="none", tab=tab) for paragraph in own) for own in unit.paragraphs),
            unit.keep,
        )
        for unit in units
    ]
    return in_column if fits_whole(planner, in_column, slot) else list(units)


def _term_width(planner: Planner, paragraph: SlideParagraph, slot: TextSlot) -> float:
    """Return the width of a term on one line, in points."""
    level = slot.levels[0]
    term = words(paragraph.inlines[: paragraph.lead], planner.fonts, level.font, bold=True)
    return term.natural() * level.size * WIDTH_SPARE
