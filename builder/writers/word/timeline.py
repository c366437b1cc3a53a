"""Timelines: dates hang in the margin, texts are in the text column, one event after the other.

There is a rule above each event and one below the last, which separates the timeline from what follows.
"""

from __future__ import annotations

from msgspec.structs import replace

from builder.tree.blocks import EventNode, TimelineNode
from builder.tree.prose import ItemList, Paragraph
from builder.writers.word.context import BriefContext
from builder.writers.word.flow import AFTER_EXHIBIT
from builder.writers.word.paragraphs import WordParagraph
from builder.writers.word.prose import BoxStyle, boxed_prose

__all__ = ["write_timeline"]

_SPARE = 1.05
_TOGETHER = 6
"""Events of a timeline that stays on one page."""
_CLOSING = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="5" w:color="C9CED3"/></w:pBdr>'


def write_timeline(state: BriefContext, node: TimelineNode) -> None:
    """Write each event: its date and title in one paragraph, then its text."""
    style = state.template.type["timeline_date"]
    face = state.fonts.face(style.font, style.bold)
    widest = max((face.width(event.date) for event in node.events), default=0.0)
    # Where a date is too long for the margin, each of them takes a line of its own.
    between = "<w:tab/>" if widest * style.size * 20 * _SPARE < style.left - 100 else "<w:br/>"
    gap = state.flow.take_gap()
    count = len(node.events)
    for index, event in enumerate(node.events):
        # The first two events of a long timeline stay together, and its last two.
        bound = count <= _TOGETHER or index in (0, count - 2)
        _event(state, event, between, gap if index == 0 else 0, index == count - 1, bound)


def _event(state: BriefContext, event: EventNode, between: str, gap: int, last: bool, bound: bool) -> None:
    prose = [block for block in event.text if isinstance(block, (Paragraph, ItemList)) or block.text]
    date = state.inlines.words(event.date)
    joint = f"<w:r>{state.inlines.plain}{between}</w:r>"
    runs = date + joint + state.passage(f"{event.key}.title", event.title)
    style = state.styles["timeline_date"]
    ends = last and not prose
    keep = bool(prose) or (bound and not last)
    after = AFTER_EXHIBIT if ends else None
    rule = _CLOSING if ends else ""
    state.flow.add(WordParagraph(style, runs, keep=keep, borders=rule, before=gap or None, after=after))
    box = BoxStyle(state.styles["timeline_text"], state.template.type["timeline_text"].left)
    paragraphs = boxed_prose(state, tuple(prose), box)
    for index, paragraph in enumerate(paragraphs):
        final = index == len(paragraphs) - 1
        if last and final:
            state.flow.add(_closed(state, paragraph))
        else:
            keep = bound and not last if final else last
            state.flow.add(replace(paragraph, keep=keep or None))


def _closed(state: BriefContext, text: WordParagraph) -> WordParagraph:
    """Return the last paragraph, over the rule that ends the timeline. The rule is as wide as its paragraph: a plain
    paragraph hangs in the margin with a tab, for which a hanging indent is a stop, so its rule is as wide as those
    above.
    """
    closed = replace(text, borders=_CLOSING, after=AFTER_EXHIBIT)
    left = state.template.type["timeline_text"].left
    if text.numbering or text.indent or not left:
        return closed
    hanging = f'<w:ind w:left="{left}" w:hanging="{left}"/>'
    return replace(closed, runs=f"<w:r>{state.inlines.plain}<w:tab/></w:r>{text.runs}", indent=hanging)
