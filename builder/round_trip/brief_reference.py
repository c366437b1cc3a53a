"""The brief that a build makes of the source now: what a received brief is compared with.

It is written and read back, so that everything the writer adds (labels, numbers, separators, looks) is known exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from builder.office.received import ReceivedFile
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import PrintedParagraph, PrintedStretch, generated, printed, stretches_of
from builder.round_trip.story import FileParagraph, Story
from builder.round_trip.word_reader import read_story
from builder.source_edits.origins import without_repetition
from builder.tree.passage_words import letters_check
from builder.tree.prose import Inlines
from builder.writers.word.anchors import Anchor, BriefAnchors

__all__ = ["AnchoredWords", "BriefReference", "ReferenceParagraph", "brief_reference"]


class AnchoredWords(Struct, frozen=True, gc=False):
    """An anchor of a paragraph: its entry in the list, and its tokens, from `first` to `end`."""

    anchor: Anchor
    first: int
    end: int


class ReferenceParagraph(Struct, frozen=True, gc=False):
    """A paragraph of the brief: its tokens, and the anchors in it. `check` is that of its letters; `others` are the
    keys of anchors around words that no text of the source has, such as the date.
    """

    printed: PrintedParagraph
    anchors: tuple[AnchoredWords, ...]
    style: str
    generated: bool
    in_table: bool
    check: str = ""
    others: tuple[str, ...] = ()
    listed: bool | None = None


class BriefReference(Struct, frozen=True):
    """The paragraphs of the brief in order, with its story and the key of each table by its index in the story. The
    parts of a table have its key.
    """

    paragraphs: tuple[ReferenceParagraph, ...]
    story: Story
    anchors: dict[str, Anchor]
    """Each anchor by the name of its bookmark."""
    table_keys: dict[int, str]


def brief_reference(content: bytes, anchors: BriefAnchors, places: PassagePlaces) -> BriefReference:
    """Return a brief as written, with the passages of its words."""
    story = read_story(ReceivedFile(Path("reference.docx"), content))
    by_name = {anchor.name: anchor for anchor in anchors.anchors}
    paragraphs = tuple(_paragraph(paragraph, by_name, anchors.inlines, places) for paragraph in story.paragraphs)
    tables = {
        number: without_repetition(by_name[name].key)
        for number, table in enumerate(story.tables)
        for name in table.anchors
        if name in by_name and by_name[name].key not in anchors.inlines
    }
    return BriefReference(paragraphs, story, by_name, tables)


def _paragraph(
    paragraph: FileParagraph, by_name: dict[str, Anchor], inlines: dict[str, Inlines], places: PassagePlaces
) -> ReferenceParagraph:
    text = "".join(piece.text for piece in paragraph.pieces)
    starts = [0]
    for piece in paragraph.pieces:
        starts.append(starts[-1] + len(piece.text))
    stretches: list[PrintedStretch] = []
    extents: list[tuple[Anchor, int, int]] = []
    at = 0
    for name, piece_number in paragraph.anchors:
        anchor = by_name.get(name)
        if anchor is None or anchor.key not in inlines or starts[piece_number] < at:
            continue
        start = starts[piece_number]
        own = list(_located(text, start, stretches_of(inlines[anchor.key], places)))
        stretches += [generated(text[at:start]), *own]
        at = start + sum(len(stretch.text) for stretch in own)
        extents.append((anchor, start, at))
    stretches.append(generated(text[at:]))
    result = printed(stretches, [(piece.text, piece.look) for piece in paragraph.pieces])
    positions = [token.start for token in result.tokens]
    anchored = tuple(
        AnchoredWords(anchor, _first_from(positions, start), _first_from(positions, end))
        for anchor, start, end in extents
    )
    return ReferenceParagraph(
        result,
        anchored,
        paragraph.style.lower(),
        paragraph.generated,
        paragraph.in_table,
        letters_check(text),
        tuple(
            by_name[name].key for name, _ in paragraph.anchors if name in by_name and by_name[name].key not in inlines
        ),
        paragraph.listed,
    )


def _first_from(positions: Sequence[int], offset: int) -> int:
    """Return the number of the first token at an offset or after it."""
    from bisect import bisect_left

    return bisect_left(positions, offset)


def _located(text: str, start: int, stretches: Sequence[PrintedStretch]) -> Iterator[PrintedStretch]:
    """Yield stretches with the words that the file has for them: a reference may be printed in another form there."""
    at = start
    for number, stretch in enumerate(stretches):
        if text.startswith(stretch.text, at):
            yield stretch
            at += len(stretch.text)
            continue
        following = stretches[number + 1].text if number + 1 < len(stretches) else ""
        end = text.find(following, at) if following else len(text)
        if stretch.kind != "reference" or end < 0:
            return
        yield PrintedStretch(text[at:end], stretch.owner, stretch.kind, stretch.name, stretch.look)
        at = end
