"""What the layout of a publication says about its units: where readers see them, and how many characters have room.

It takes most of the time of an export and nothing but plain data goes into it and comes out, so that another process
can do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from msgspec import Struct

from builder.content.model.publication import Publication
from builder.exchange.layout import Layout, PassageFinder
from builder.exchange.limits import Room, limits, rooms
from builder.exchange.slide_places import ShownWords, places_by_key, shown_words
from builder.packing import packed
from builder.tree.document import Document, SectionNode
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.prose import plain
from builder.tree.walk import all_sections

__all__ = ["Beside", "LaidOut", "UnitLayout", "in_turn", "lay_out"]


class LaidOut(Struct, frozen=True):
    """What slides show, the room of the words whose space is fixed, and the names of sections and exhibits ("section
    3.2", "table 2") by key.
    """

    shown: tuple[ShownWords, ...]
    rooms: tuple[Room, ...]
    sections: dict[str, str]
    exhibits: dict[str, str]

    def __reduce__(self) -> tuple[object, ...]:
        """Return the layout for pickle."""
        return packed(self)

    def by_passage(self, finder: PassageFinder) -> UnitLayout:
        """Return the same by the keys of the passages, which `finder` finds by their places."""
        slides, most = places_by_key(self.shown, finder), limits(self.rooms, finder)
        return UnitLayout(slides, self.sections, self.exhibits, most)


class UnitLayout(Struct, frozen=True):
    """The slides of each passage (number from 1 on, and as what), the names of sections and exhibits ("section 3.2",
    "table 2"), and the most characters of each passage that has a limit; all by key.
    """

    slides: dict[str, list[tuple[int, str]]]
    sections: dict[str, str]
    exhibits: dict[str, str]
    limits: dict[str, int]


Documents = tuple[Document, ...]
Beside = Callable[
    [Callable[[], Document], Callable[[], Documents], Callable[[Document, Documents], LaidOut]],
    AbstractContextManager[Callable[[], LaidOut]],
]
"""Starts work of three steps, of which the last one needs the results of the others, in another process or here. Gives
the function that waits for the result of the last.
"""


@contextmanager
def in_turn(
    first: Callable[[], Document],
    second: Callable[[], Documents],
    then: Callable[[Document, Documents], LaidOut],
) -> Iterator[Callable[[], LaidOut]]:
    """Do all steps when the result is asked for."""
    yield lambda: then(first(), second())


def lay_out(publication: Publication, target: str, document: Document, others: Documents) -> LaidOut:
    """Lay out a publication, given as `layout.Layout` wants it, for the units of a target language."""
    layout = Layout(publication, document, others)
    sections = {section.key: _name_of(section) for section in all_sections(layout.document)}
    exhibits = dict(_exhibits(layout.document))
    return LaidOut(tuple(shown_words(layout)), tuple(rooms(layout, target)), sections, exhibits)


def _name_of(section: SectionNode) -> str:
    if section.label:
        return f"{'appendix' if section.appendix else 'section'} {section.label}"
    return f"section “{plain(section.title)}”"


def _exhibits(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the key of each table, chart and picture with its name: "table 2"."""
    for section in all_sections(document):
        for block in section.blocks:
            if isinstance(block, TableNode):
                yield block.key, f"table {block.number}" if block.number else f"a table of {_name_of(section)}"
            elif isinstance(block, ChartNode | ImageNode):
                noun = "chart" if isinstance(block, ChartNode) else "picture"
                yield block.key, f"figure {block.number}" if block.number else f"a {noun} of {_name_of(section)}"
