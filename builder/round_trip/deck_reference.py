"""The deck that a build makes of the source now: what a received deck is compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from builder.office.received import ReceivedFile
from builder.round_trip.deck_reader import read_deck_story
from builder.round_trip.deck_story import FileShape, FileSlide, SlideParagraphWords
from builder.round_trip.exhibits import Exhibit
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import PrintedParagraph, generated, printed, stretches_of
from builder.round_trip.story import Look
from builder.round_trip.table_pull import CellWords, printed_cells
from builder.tree.passage_words import cells_form, cells_words, form_check, words_check
from builder.tree.prose import SOFT_HYPHEN, plain
from builder.writers.powerpoint.anchors import DeckAnchors, DeckCells, DeckPassage, ShapePassages

__all__ = ["DeckReference", "ReferenceShape", "ReferenceSlide", "SlidePassage", "deck_reference", "feet_of", "kind_of"]

_AGENDA = "agenda"
"""Key of the slides that list the titles of sections: their words are generated."""
_KINDS = {"ctrTitle": "title", "obj": "body", "tbl": "body", "chart": "body", "subTitle": "subtitle"}


class SlidePassage(Struct, frozen=True, gc=False):
    """A paragraph of a slide or its notes: its key, "" for generated words, its tokens, the check of its words, the
    level of its list, and the check of its marks and links.
    """

    key: str
    printed: PrintedParagraph
    check: str
    level: int = 0
    form: str = ""


class ReferenceShape(Struct, frozen=True, gc=False):
    """A shape with text. A table of data has `cells`, with the number of rows of headers and of its first row."""

    identity: str
    kind: str
    is_table: bool
    passages: tuple[SlidePassage, ...]
    cells: tuple[tuple[CellWords, ...], ...] = ()
    headers: int = 0
    first_row: int = 0
    key: str = ""
    check: str = ""
    form: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The neutral forms of its words."""
        cells = tuple(key for row in self.cells for cell in row for key in cell.paragraph.keys)
        return cells or tuple(key for passage in self.passages for key in passage.printed.keys)


class ReferenceSlide(Struct, frozen=True, gc=False):
    """A slide: its key, its shapes in order, the paragraphs of its notes, and its exhibits."""

    key: str
    shapes: tuple[ReferenceShape, ...]
    notes: tuple[SlidePassage, ...]
    exhibits: tuple[Exhibit, ...] = ()
    feet: tuple[SlideParagraphWords, ...] = ()
    """The paragraphs of its footer."""


class DeckReference(Struct, frozen=True):
    """The slides of the deck, and its properties."""

    slides: tuple[ReferenceSlide, ...]
    formats: Counter[str]
    properties: dict[str, str]


def deck_reference(content: bytes, anchors: DeckAnchors, places: PassagePlaces) -> DeckReference:
    """Return a deck as written, with the passages of its words."""
    story = read_deck_story(ReceivedFile(Path("reference.pptx"), content))
    slides = []
    for listed, slide in zip(anchors.slides, story.slides, strict=True):
        by_identity = {shape.identity: shape for shape in slide.shapes if shape.identity}
        is_read = listed.key != _AGENDA
        shapes = [
            _shape(shape, by_identity[shape.identity], places, is_read)
            for shape in listed.shapes
            if shape.identity in by_identity and by_identity[shape.identity].placeholder != "ftr"
        ]
        # A shape of the list may be a picture or a chart; one with text may hold the number of the slide.
        notes = _passages(listed.notes, slide.notes, places, is_read)
        slides.append(ReferenceSlide(listed.key, tuple(shapes), notes, slide.exhibits, feet_of(slide)))
    return DeckReference(tuple(slides), story.formats, story.properties)


def feet_of(slide: FileSlide) -> tuple[SlideParagraphWords, ...]:
    """Return the paragraphs of a slide's footer that have words."""
    shapes = (shape for shape in slide.shapes if shape.placeholder == "ftr")
    return tuple(paragraph for shape in shapes for paragraph in shape.paragraphs if paragraph.text.strip())


def kind_of(placeholder: str) -> str:
    """Return the kind of a placeholder, alike for types that programs take for another."""
    return _KINDS.get(placeholder, placeholder)


def _shape(listed: ShapePassages, found: FileShape, places: PassagePlaces, is_read: bool) -> ReferenceShape:
    kind = kind_of(found.placeholder)
    if not isinstance(listed.passages, DeckCells):
        passages = _passages(listed.passages, found.paragraphs, places, is_read)
        return ReferenceShape(listed.identity, kind, found.grid is not None, passages, key=listed.key)
    part, first = listed.passages
    node = listed.passages.table

    def looks(row: int, number: int) -> list[tuple[str, Look]]:
        rows = found.grid.rows if found.grid is not None else ()
        cells = rows[row] if row < len(rows) else ()
        tokens = cells[number].tokens if number < len(cells) else ()
        return [(f" {token.text}" if token.spaced else token.text, token.look) for token in tokens]

    rows, headers = printed_cells(node, places, looks)
    check = words_check(cells_words(part.rows))
    cells = tuple(map(tuple, rows))
    return ReferenceShape(
        listed.identity, kind, True, (), cells, headers, first - part.repeated, part.key, check, cells_form(part.rows)
    )


def _passages(
    listed: Sequence[DeckPassage], found: Sequence[SlideParagraphWords], places: PassagePlaces, is_read: bool
) -> tuple[SlidePassage, ...]:
    """Return the paragraphs of a list, with the looks that the file gives their words."""
    passages = []
    for number, passage in enumerate(listed):
        in_file = found[number].pieces if len(found) == len(listed) else ()
        level = found[number].level if len(found) == len(listed) else 0
        words = plain(passage.inlines).replace(SOFT_HYPHEN, "")
        if passage.key and is_read:
            paragraph = printed(stretches_of(passage.inlines, places), in_file)
            passages.append(
                SlidePassage(passage.key, paragraph, words_check(words), level, form_check(passage.inlines))
            )
        else:
            paragraph = printed([generated(words)], in_file)
            passages.append(SlidePassage("", paragraph, words_check(words), level, form_check(passage.inlines)))
    return tuple(passages)
