"""Anchors: a passage on a slide is found by its key after PowerPoint has opened, edited and saved the file.

Two things that are invisible and that PowerPoint keeps: each shape has the identity that PowerPoint itself assigns to
shapes (`a16:creationId`), here a GUID computed from its key; and one custom XML part of the presentation lists the keys
of the passages in each shape of each slide, paragraph by paragraph. Table columns and rows have such identities too
(`a16:colId`, `a16:rowId`). Names and alternative texts stay free for people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part

from builder.office.deck_package import DeckPackage
from builder.office.properties import property_words
from builder.office.xml import PROLOGUE, attribute, declare
from builder.tree.exhibits import TableNode
from builder.tree.passage_words import cells_form, cells_words, form_check, letters_check, words_check
from builder.tree.prose import SOFT_HYPHEN, Inlines, plain
from builder.typeset.plan import TablePart
from builder.typeset.shown_cells import cell_checks

__all__ = ["NAMESPACE", "DeckAnchors", "DeckCells", "DeckPassage", "ShapePassages", "SlidePassages", "guid", "number"]

NAMESPACE = "urn:bilingual-builder:anchors:1"
_STORE_ID = "{5D1F0C3A-8E64-4B7B-A3D2-6E0F9B1C7A52}"


def guid(key: str) -> str:
    """Return a GUID in Office's form that depends on `key` only (RFC 9562, version 8: custom)."""
    digest = hashlib.sha1(f"{NAMESPACE} {key}".encode(), usedforsecurity=False).hexdigest().upper()
    variant = "89AB"[int(digest[16], 16) & 3]
    return f"{{{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}}}"


def number(key: str) -> int:
    """Return a number of 31 bits, never 0, that depends on `key` only: identity of slides, table rows and columns."""
    digest = hashlib.sha1(f"{NAMESPACE} {key}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[:4], "big") & 0x7FFF_FFFF or 1


class DeckPassage(NamedTuple):
    """A paragraph of a shape or of a notes page: the key of its words, "" if no text of the author has them, and its
    inlines.
    """

    key: str
    inlines: Inlines


class DeckCells(NamedTuple):
    """The rows of a table on a slide; `first` is the number of the table's row that is the first one that is new."""

    part: TablePart
    first: int

    @property
    def table(self) -> TableNode:
        """The rows as a table of their own."""
        part = self.part
        return TableNode(
            span=part.columns[0].span,
            key=part.key,
            columns=part.columns,
            rows=part.rows,
            header_groups=part.header_groups,
            units_in_cells=True,
        )


class ShapePassages(Struct, frozen=True):
    """A shape, by its lasting identity, with its paragraphs in order, or with its cells. `alt` is the check of its
    alternative text, and `data` that of what a chart shows.
    """

    identity: str
    key: str
    passages: Sequence[DeckPassage] | DeckCells
    alt: str = ""
    data: str = ""


class SlidePassages(Struct):
    """A slide with its shapes and the paragraphs of its notes page."""

    slide_id: int
    key: str
    shapes: list[ShapePassages]
    notes: list[DeckPassage]
    xml: str = ""
    """Its element, if that is known."""

    def element(self) -> str:
        """Return the element of the slide."""
        return self.xml or _slide(self)


class DeckAnchors:
    """The list of slides, shapes and passages, written while the slides are."""

    def __init__(self) -> None:
        self.slides: list[SlidePassages] = []

    def add_slide(self, slide_id: int, key: str) -> None:
        """Begin a slide; shapes and notes that follow are on it."""
        self.slides.append(SlidePassages(slide_id, key, [], []))

    def add_shape(
        self, identity: str, key: str, passages: Sequence[DeckPassage] | DeckCells, alt: str = "", data: str = ""
    ) -> None:
        """Add a shape of the slide with its paragraphs, or with its cells. `alt` is its alternative text, `data` the
        check of what a chart shows.
        """
        check = words_check(alt) if alt else ""
        self.slides[-1].shapes.append(ShapePassages(identity, key, passages, check, data))

    def add_notes(self, passages: list[DeckPassage]) -> None:
        """Add the paragraphs of the slide's notes page."""
        self.slides[-1].notes.extend(passages)

    def put(self, package: DeckPackage, publication: str, language: str) -> None:
        """Add the list to the package, as a custom XML part of the presentation (ECMA-376 part 1, 22.5). Checks of the
        package's properties follow the slides.
        """
        checks = dict.fromkeys(map(letters_check, property_words(package.core_properties)))
        xml = (
            f'{PROLOGUE}<anchors xmlns="{NAMESPACE}" publication="{attribute(publication)}" '
            f'language="{attribute(language)}">'
            f"{''.join(slide.element() for slide in self.slides)}"
            f'<words c="{" ".join(checks)}"/></anchors>'
        )
        store = (
            f'{PROLOGUE}<ds:datastoreItem ds:itemID="{_STORE_ID}" {declare("ds")}><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        item = Part(package.next_partname("/customXml/item%d.xml"), CONTENT_TYPE.XML, package, xml.encode())
        name = package.next_partname("/customXml/itemProps%d.xml")
        item_properties = Part(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, package, store.encode())
        item.relate_to(item_properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        package.presentation.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _slide(slide: SlidePassages) -> str:
    """Return the element of a slide."""
    shapes = map(_shape, slide.shapes)
    notes = f"<notes>{''.join(map(_passage, slide.notes))}</notes>" if slide.notes else ""
    return f'<slide id="{slide.slide_id}" key="{attribute(slide.key)}">{"".join(shapes)}{notes}</slide>'


def _shape(shape: ShapePassages) -> str:
    """Return the element of a shape; that of a table has a check of all its cells, and one of each."""
    head = f'<shape id="{shape.identity}" key="{attribute(shape.key)}"'
    head += f' alt="{shape.alt}"' if shape.alt else ""
    head += f' d="{shape.data}"' if shape.data else ""
    if isinstance(shape.passages, DeckCells):
        rows = shape.passages.part.rows
        cells = cell_checks(shape.passages.table)
        return f'{head} c="{words_check(cells_words(rows))}"{_form(cells_form(rows))} w="{cells}"/>'
    return f"{head}>{''.join(map(_passage, shape.passages))}</shape>"


def _passage(passage: DeckPassage) -> str:
    """Return the element of a paragraph: its key and the check of its words as PowerPoint has them, and that of its
    marks and links if there are any.
    """
    words = plain(passage.inlines).replace(SOFT_HYPHEN, "")
    form = _form(form_check(passage.inlines))
    return f'<p key="{attribute(passage.key)}" c="{words_check(words)}"{form}/>'


def _form(check: str) -> str:
    return f' f="{check}"' if check else ""
