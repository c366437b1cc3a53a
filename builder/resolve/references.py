"""Numbers of tables, figures and sections, and the targets of cross-references.

Numbers count the captioned tables, charts and images of both media in document order, so that a number means the same
in the brief, in the deck and in every language. A table, chart or image without a caption has no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from builder.content.model.blocks import ChartBlock, ImageBlock, Medium, TableBlock
from builder.content.model.exhibits import Chart, Image, Table
from builder.content.model.publication import Publication, Section
from builder.content.model.values import Text

__all__ = ["PREFIXES", "Kind", "Target", "Targets", "find_targets"]

Kind = Literal["table", "figure", "section"]

PREFIXES: dict[str, Kind] = {"tbl-": "table", "fig-": "figure", "sec-": "section"}
"""The prefix by which a reference may name an id, and the kind of thing that it must then be."""


class Target(Struct, frozen=True):
    """Something that has a number or can be referred to. `title` is its caption or, for a section, its title.

    `appendix` is True for a section of the first level that is numbered with a letter.
    """

    kind: Kind
    id: str | None
    number: str
    title: Text | None
    only: Medium | None = None
    appendix: bool = False


class Targets(Struct, frozen=True):
    """The targets of a publication: by key (all that are numbered) and by id (all that can be referred to)."""

    by_key: dict[str, Target]
    by_id: dict[str, Target]

    def number(self, key: str) -> str:
        """Return the number of the table, chart or image with this key, or "" if it has none."""
        target = self.by_key.get(key)
        return target.number if target else ""

    def find(self, name: str) -> Target | None:
        """Return the target of a reference, by its id or by its id with the prefix of its kind (`tbl-`, `fig-`,
        `sec-`).
        """
        if name in self.by_id:
            return self.by_id[name]
        for prefix, kind in PREFIXES.items():
            target = self.by_id.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
            if target and target.kind == kind:
                return target
            target = self.by_id.get(f"{prefix}{name}")
            if target and target.kind == kind:
                return target
        return None


def find_targets(publication: Publication) -> Targets:
    """Number everything that has a number, in document order."""
    targets = Targets({}, {})
    counts = {"table": 0, "figure": 0}

    def add(key: str, target: Target) -> None:
        targets.by_key[key] = target
        if target.id:
            targets.by_id[target.id] = target

    def exhibits(section: Section) -> Iterator[tuple[Kind, Table | Chart | Image, Medium | None]]:
        for block in section.blocks:
            if isinstance(block, TableBlock):
                yield "table", block.table, block.only
            elif isinstance(block, ChartBlock):
                yield "figure", block.chart, block.only
            elif isinstance(block, ImageBlock):
                yield "figure", block.image, block.only

    def visit(sections: tuple[Section, ...], above: str | None, only: Medium | None, lettered: bool = False) -> None:
        count = 0
        for section in sections:
            medium = only or section.only
            number = None
            # Numbers are those of the brief: what it does not show has none.
            if above is not None and section.numbered and medium != "deck":
                count += 1
                number = above + (_letters(count) if lettered else str(count))
            target = Target("section", section.id, number or "", section.title, medium, lettered)
            add(section.key, target)
            for kind, exhibit, shown_in in exhibits(section):
                counts[kind] += exhibit.caption is not None
                shown = str(counts[kind]) if exhibit.caption is not None else ""
                add(exhibit.key, Target(kind, exhibit.id, shown, exhibit.caption, shown_in or medium))
            visit(section.sections, f"{number}." if number else None, medium)

    visit(publication.sections, "", None)
    visit(publication.appendices, "", None, lettered=True)
    return targets


def _letters(count: int) -> str:
    """Return the letter of an appendix as Word counts (17.18.59, upperLetter): A to Z, then AA, BB …"""
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
