"""Short callouts as notes in the margin: which may be there, and how they are written (`w:framePr`, ECMA-376 part 1,
17.3.1.11). Lengths are twips.

A frame has its place from the paragraph that follows it, and is read before it. All paragraphs of a note have the same
frame and the same border: programs take them for one frame then.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.language import reads_right_to_left
from builder.tree.blocks import CalloutNode
from builder.tree.prose import Inlines, NoteRef, Paragraph, plain
from builder.writers.word.context import BriefContext
from builder.writers.word.flow import Block, FlowUnit, unit_end
from builder.writers.word.pagination.reading import MarginNote
from builder.writers.word.paragraphs import WordParagraph

__all__ = ["framed", "is_short", "margin_notes"]

_MOST_WORDS = 25
"""Words of a callout in the margin, with those of its title."""
_GUTTER = 340
"""6 mm: between the text and the margin column."""
_NARROWEST = 1700
"""30 mm: width of a column in which short notes can be read."""


def is_short(state: BriefContext, callout: CalloutNode) -> bool:
    """Return True if a callout may be in the margin: the template has a column and a style for it, and it has few words
    and no notes or lists.
    """
    if (
        not {f"margin_{callout.kind}", f"margin_{callout.kind}_title"} <= state.styles.keys()
        or _column(state) < _NARROWEST
    ):
        return False
    texts: list[Inlines] = [callout.own_title]
    for block in callout.blocks:
        if not isinstance(block, Paragraph):
            return False
        texts.append(block.inlines)
    noted = any(isinstance(inline, NoteRef) for inlines in texts for inline in inlines)
    return not noted and sum(len(plain(inlines).split()) for inlines in texts) <= _MOST_WORDS


def margin_notes(state: BriefContext) -> list[MarginNote]:
    """Return the callouts that may be in the margin, each with the text of its section beside which it may be: up to
    the next heading, exhibit or page break on either side.
    """
    blocks, units = state.flow.blocks, state.flow.units
    texts = frozenset((state.styles["body_text"], state.styles["lead"]))
    headings = frozenset(style for role, style in state.styles.items() if role.startswith("heading_"))
    notes = []
    for start, unit in enumerate(units):
        if unit is None or not unit.aside or (start and units[start - 1] is unit):
            continue
        end = unit_end(units, start)
        first, stop = start, end
        while first and not _parts(blocks[first - 1], units[first - 1], headings):
            first -= 1
        while stop < len(blocks) and not _parts(blocks[stop], units[stop], headings):
            stop += 1
        anchors = tuple(
            place
            for place in (*range(first, start), *range(end, stop))
            if units[place] is None and _is_text(blocks[place], texts)
        )
        notes.append(
            MarginNote(
                start=start,
                end=end,
                stop=stop,
                anchors=anchors,
                xml="".join(paragraph.xml() for paragraph in unit.aside),
                width=_column(state) / 20,
                free=(_column(state) + _GUTTER) / 20,
            )
        )
    return notes


def framed(state: BriefContext, paragraphs: Sequence[WordParagraph]) -> str:
    """Return the paragraphs of a note in the margin as XML."""
    width, page = _column(state), state.page
    left = page.left if reads_right_to_left(state.language) else page.left + page.text_width - width
    frame = f'<w:framePr w:w="{width}" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="{left}" w:y="1"/>'
    return "".join(replace(paragraph, frame=frame).xml() for paragraph in paragraphs)


def _column(state: BriefContext) -> int:
    """Return the width of the margin column, which is wider on wider paper."""
    aside = state.template.body_right
    return aside + state.page.text_width - state.template.page.text_width - _GUTTER if aside else 0


def _parts(block: Block, unit: FlowUnit | None, headings: frozenset[str]) -> bool:
    """Return True for what a note does not pass."""
    if unit is not None and unit.kind != "text":
        return True
    return isinstance(block, WordParagraph) and bool(block.style in headings or block.section or block.break_before)


def _is_text(block: Block, styles: frozenset[str]) -> bool:
    return isinstance(block, WordParagraph) and block.style in styles
