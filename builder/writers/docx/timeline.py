"""Timelines: dates hang in the margin, what happened stands in the text, one event after the other."""

from __future__ import annotations

from builder.tree.nodes import EventNode, ItemList, Paragraph, TimelineNode
from builder.writers.docx.prose import Box, boxed_prose
from builder.writers.docx.writing import Writing
from builder.writers.docx.xml import paragraph, spacing

__all__ = ["write_timeline"]

_SPARE = 1.05
_AFTER = 200
"""Twips below the last event."""


def write_timeline(state: Writing, node: TimelineNode) -> None:
    """Each event: its date and title in one paragraph, then its text."""
    style = state.template.type["timeline_date"]
    face = state.fonts.face(style.font, style.bold)
    widest = max((face.width(event.date) for event in node.events), default=0.0)
    # Where a date is too long for the margin, all of them stand on a line of their own.
    between = "<w:tab/>" if widest * style.size * 20 * _SPARE < style.left - 100 else "<w:br/>"
    gap = state.flow.take_gap()
    for index, event in enumerate(node.events):
        _event(state, event, between, gap if index == 0 else 0, index == len(node.events) - 1)


def _event(state: Writing, event: EventNode, between: str, gap: int, last: bool) -> None:
    prose = [one for one in event.text if isinstance(one, (Paragraph, ItemList)) or one.text]
    date = state.inlines.words(event.date)
    joint = f"<w:r>{state.inlines.plain}{between}</w:r>"
    title = state.passage(f"{event.key}.title", event.title)
    space = spacing(gap or None, None if prose or not last else _AFTER)
    keep = bool(prose)
    state.flow.add(paragraph(state.styles["timeline_date"], date + joint + title, keep=keep, space=space), keep=keep)
    box = Box(state.styles["timeline_text"], state.template.type["timeline_text"].left)
    made = boxed_prose(state, tuple(prose), box)
    for index, one in enumerate(made):
        ends = index == len(made) - 1
        state.flow.add(one.xml(after=_AFTER if last and ends else None))
