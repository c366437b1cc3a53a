"""The last section as the slide that closes the deck: its message, two to four terms side by side, a callout, and the
sources.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.templates.deck.facts import Frame
from builder.typeset.plan import Part, Slide
from builder.typeset.planner import Planner
from builder.typeset.slide_drafts import SlideDraft
from builder.typeset.slide_slots import open_slots
from builder.typeset.slides.callouts import callouts_whole
from builder.typeset.slides.columns import plan_columns
from builder.typeset.slides.definitions import TermRows, term_rows
from builder.typeset.slides.drafting import Drafting
from builder.typeset.slides.items import Item
from builder.typeset.slides.source_list import sources_beside, sources_on_strip, strip
from builder.typeset.source_lines import empty

__all__ = ["closes", "conclusion", "names_sources"]

_ROLE, _WITH_SOURCES = "closing-columns", "closing-sources"
_CALLOUT_SIZES = (20.0, 18.0)
_GAP = 182_880


def conclusion(drafting: Drafting, items: Sequence[Item]) -> list[SlideDraft]:
    """Return the slide of a section whose content is two to four points with terms and at most one callout; nothing if
    the template has no layout for it, or if they do not fit. Without a callout, the strip may hold more sources.
    """
    planner, topic = drafting.planner, drafting.topic
    layout = planner.template.layouts[_ROLE]
    if (
        layout.substitute
        or not topic.stated
        or not 1 <= len(items) <= 2
        or drafting.headlines.step(topic.base, layout) is None
    ):
        return []
    rows = term_rows(items[0].units, len(planner.documents))
    if rows is None or not (len(items) == 1 or items[1].is_callout):
        return []
    if len(items) == 1 and sources_on_strip(planner, layout) is None:
        drafts = _with_many_sources(drafting, items[0], rows)
        if drafts:
            return drafts
    blocks = tuple(twins for item in items for twins in item.blocks)
    # The sources of the section are among those on the strip: it needs no line for them.
    scene = open_slots(planner, _ROLE, topic, tuple(empty() for _ in planner.documents))
    for size in _CALLOUT_SIZES if len(items) == 2 else (0.0,):
        room, below = scene.area, None
        if size:
            below = callouts_whole(planner, [items[1].callouts], scene.area, size)
            if below is None:
                continue
            height = below[0][0].frame.height
            foot = Frame(room.x, room.y + room.height - height, room.width, height)
            below = callouts_whole(planner, [items[1].callouts], foot, size)
            room = Frame(room.x, room.y, room.width, room.height - height - _GAP)
        columns = plan_columns(planner, rows, room) if room.height > 0 else None
        if columns is None:
            continue
        at_foot: Sequence[tuple[Part, ...]] = below or ((),) * len(columns)
        parts = [(part, *own, *line) for part, own, line in zip(columns, at_foot, strip(planner, layout), strict=True)]
        return [drafting.draft(scene, parts, drafting.credits(blocks), blocks)]
    return []


def _with_many_sources(drafting: Drafting, points: Item, rows: TermRows) -> list[SlideDraft]:
    """Return the slide with a strip of two columns of sources; nothing if they or the terms do not fit."""
    planner = drafting.planner
    layout = planner.template.layouts[_WITH_SOURCES]
    sources = None if layout.substitute else sources_beside(planner, layout)
    if sources is None:
        return []
    scene = open_slots(planner, _WITH_SOURCES, drafting.topic, tuple(empty() for _ in planner.documents))
    columns = plan_columns(planner, rows, scene.area)
    if columns is None:
        return []
    parts: list[tuple[Part, ...]] = [(part, *own) for part, own in zip(columns, sources, strict=True)]
    return [drafting.draft(scene, parts, drafting.credits(points.blocks), points.blocks)]


def closes(twins: Sequence[Slide]) -> bool:
    """Return True if a slide is one that closes the deck."""
    return twins[0].layout in (_ROLE, _WITH_SOURCES)


def names_sources(planner: Planner, twins: Sequence[Slide]) -> bool:
    """Return True if all sources are on such a slide, or if there are none."""
    layout = planner.template.layouts[twins[0].layout]
    on_slide = twins[0].layout == _WITH_SOURCES or sources_on_strip(planner, layout) is not None
    return not planner.documents[0].sources or on_slide
