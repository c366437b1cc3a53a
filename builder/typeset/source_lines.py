"""Sources of a slide's content: the source line at the foot, and the additions on the notes page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.tree.blocks import CalloutNode, HighlightsNode, PointNode, PointsNode, QuoteNode, TextNode, TimelineNode
from builder.tree.document import BlockLike
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.prose import Inlines, NoteRef, Paragraph, Prose, Run, plain
from builder.typeset.inlines import join, notes_in, notes_in_prose, text, without_notes
from builder.typeset.layout_slots import TextSlot
from builder.typeset.measure import inner
from builder.typeset.planner import Planner

__all__ = ["Credits", "block_notes", "credits_of", "notes_of", "source_line", "source_words"]

_BETWEEN, _AFTER_SENTENCE = " · ", " "
_SENTENCE_ENDS = (".", "!", "?", "…")


class Credits(Struct):
    """Sources, notes and credits of some blocks in one language, in order and each once."""

    sources: list[Inlines]
    credits: list[Inlines]
    remarks: list[Inlines]
    """Notes under tables and charts, which precede the sources if there is space."""
    footnotes: list[Prose]

    def add_source(self, short: Inlines) -> None:
        """Add a source if it has words and is not there yet."""
        if short and all(plain(short) != plain(source) for source in self.sources):
            self.sources.append(short)

    def add_credit(self, credit: Inlines) -> None:
        """Add the credit of a picture if it has words and is not there yet."""
        if credit and all(plain(credit) != plain(known) for known in self.credits):
            self.credits.append(credit)

    def merge(self, addition: Credits) -> None:
        """Add all of another's."""
        for source in addition.sources:
            self.add_source(source)
        for credit in addition.credits:
            self.add_credit(credit)
        self.remarks.extend(addition.remarks)
        self.footnotes.extend(addition.footnotes)


def empty() -> Credits:
    """Return no credits."""
    return Credits([], [], [], [])


def credits_of(planner: Planner, language: int, blocks: Sequence[BlockLike]) -> Credits:
    """Return the sources, notes and credits of the blocks on a slide; the deck's usual source if they name none."""
    credits = empty()
    for block in blocks:
        _add_named(planner, language, block, credits)
        notes_of(planner, language, block_notes(block), credits)
    usual = planner.documents[language].deck.source_id
    if usual and not credits.sources:
        credits.add_source(planner.source(language, usual))
    return credits


def notes_of(planner: Planner, language: int, notes: Iterator[NoteRef] | Sequence[NoteRef], credits: Credits) -> None:
    """Sort notes into sources (citations) and footnotes."""
    for note in notes:
        for source_id in note.sources:
            credits.add_source(planner.source(language, source_id))
        known = all(planner.source(language, source) for source in note.sources)
        if not note.sources or not known:
            credits.footnotes.append(note.blocks)


def _add_named(planner: Planner, language: int, block: BlockLike, credits: Credits) -> None:
    """Add the sources that a block names itself, the remark under it, the credit of a picture."""
    if isinstance(block, (TableNode, ChartNode, QuoteNode)):
        short = planner.source(language, block.source_id) if block.source_id else ()
        credits.add_source(short or without_notes(block.source))
    if isinstance(block, HighlightsNode):
        ids = [*block.sources, *(item.source_id for item in block.items if item.source_id)]
        for source_id in ids:
            credits.add_source(planner.source(language, source_id))
    if isinstance(block, (TableNode, ChartNode)):
        for part in block.note:
            if isinstance(part, Paragraph):
                credits.remarks.append(without_notes(part.inlines))
            else:
                credits.footnotes.append((part,))
    if isinstance(block, ImageNode):
        credits.add_credit(without_notes(block.credit))


def block_notes(block: BlockLike) -> Iterator[NoteRef]:
    """Return the notes in the text of a block, in reading order."""
    if isinstance(block, (TextNode, CalloutNode)):
        if isinstance(block, CalloutNode):
            yield from notes_in(block.title)
        yield from notes_in_prose(block.blocks)
    elif isinstance(block, PointsNode):
        yield from _point_notes(block.points)
    elif isinstance(block, TableNode):
        yield from notes_in(block.caption)
        for column in block.columns:
            yield from notes_in(column.header)
        for row in block.rows:
            for cell in row:
                yield from notes_in(cell.inlines)
        yield from notes_in_prose(block.note)
        yield from notes_in(block.source)
    else:
        yield from _other_notes(block)


def _other_notes(block: BlockLike) -> Iterator[NoteRef]:
    if isinstance(block, ChartNode):
        yield from notes_in(block.caption)
        yield from notes_in_prose(block.note)
        yield from notes_in(block.source)
    elif isinstance(block, HighlightsNode):
        for item in block.items:
            yield from notes_in(item.label)
    elif isinstance(block, TimelineNode):
        for event in block.events:
            yield from notes_in(event.title)
            yield from notes_in_prose(event.text)
    elif isinstance(block, QuoteNode):
        yield from notes_in_prose(block.blocks)
        yield from notes_in(block.attribution)
        yield from notes_in(block.source)
    elif isinstance(block, ImageNode):
        yield from notes_in(block.caption)
        yield from notes_in(block.credit)


def _point_notes(points: Sequence[PointNode]) -> Iterator[NoteRef]:
    for point in points:
        yield from notes_in(point.term)
        yield from notes_in(point.inlines)
        yield from _point_notes(point.points)


# --- Lines -----------------------------------------------------------------------------------------------------------


def source_words(planner: Planner, language: int, credits: Credits, *, remarks: bool = True) -> Inlines:
    """Return everything as one line: remarks, credits, sources, each kind with its label in bold."""
    labels = planner.documents[language].labels
    parts: list[Inlines] = []
    if remarks:
        label = text(labels.note, strong=True)
        parts.extend(remark if number else (*label, *remark) for number, remark in enumerate(credits.remarks))
    separator = text(labels.list_separator)
    for one, several, words in (
        (labels.credit, labels.credit_several, credits.credits),
        (labels.source, labels.source_several, credits.sources),
    ):
        if words:
            label = text(several if len(words) > 1 else one, strong=True)
            parts.append((*label, *join(words, separator)))
    line: Inlines = ()
    for part in parts:
        ended = plain(line).rstrip('\u00a0\u202f »”’"').endswith(_SENTENCE_ENDS)
        line = (*line, *text(_AFTER_SENTENCE if ended else _BETWEEN), *part) if line else part
    return line


def source_line(planner: Planner, language: int, credits: Credits, slot: TextSlot) -> tuple[Inlines, bool]:
    """Return the line for a slide's foot as far as it fits the slot, and True if it is complete."""
    for remarks in (True, False):
        line = source_words(planner, language, credits, remarks=remarks)
        if not line or _fits(planner, line, slot):
            return line, remarks or not credits.remarks
    fewer = Credits(list(credits.sources), list(credits.credits), [], [])
    while len(fewer.sources) + len(fewer.credits) > 1:
        (fewer.sources or fewer.credits).pop()
        line = (*source_words(planner, language, fewer), Run(" …", protected=True))
        if _fits(planner, line, slot):
            return line, False
    return (), False


def _fits(planner: Planner, line: Inlines, slot: TextSlot) -> bool:
    width, height = inner(slot.frame, slot.insets)
    level = slot.levels[0]
    words = planner.measured(line, level)
    spacing = level.exact_spacing or level.line_spacing * words.line * level.size
    most = max(1, int(height * 1.02 / spacing))
    return words.lines(width / (level.size * 1.03)) <= most
