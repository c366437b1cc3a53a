"""What the layout of a publication says about its units: where readers see them, and how many characters have room.

It takes most of the time of an export and nothing but plain data comes out of it, so that another process can do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from msgspec import Struct

from builder.content.model.publication import Publication
from builder.exchange.layout import Layout
from builder.exchange.limits import limits
from builder.exchange.slide_places import places_by_key
from builder.tree.document import Document, SectionNode
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.prose import plain
from builder.tree.walk import all_sections

__all__ = ["Beside", "UnitLayout", "lay_out"]


class UnitLayout(Struct, frozen=True):
    """The slides of each passage (number from 1 on, and as what), the names of sections and exhibits ("section 3.2",
    "table 2"), and the most characters of each passage that has a limit; all by key.
    """

    slides: dict[str, list[tuple[int, str]]]
    sections: dict[str, str]
    exhibits: dict[str, str]
    limits: dict[str, int]


Beside = Callable[[Callable[[], UnitLayout]], AbstractContextManager[Callable[[], UnitLayout]]]
"""Starts some work, beside this process or when its result is asked for, and gives the function that returns it."""


def lay_out(publication: Publication, source: str, target: str) -> UnitLayout:
    """Lay out a publication for the units of two languages."""
    layout = Layout(publication, source)
    sections = {section.key: _name_of(section) for section in all_sections(layout.document)}
    return UnitLayout(places_by_key(layout), sections, dict(_exhibits(layout.document)), limits(layout, target))


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
