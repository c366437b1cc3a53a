"""Points and prose as units: never divided between slides if they fit on one, in every language at once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.tree.blocks import PointNode
from builder.tree.prose import Break, Code, ItemList, ListItem, Paragraph, Run, SmallTable, TextElements, table_lines
from builder.typeset.inlines import join, strong, text, without_notes
from builder.typeset.plan import SlideParagraph
from builder.typeset.planner import Planner

__all__ = ["ContentUnit", "paragraph_unit", "point_units", "prose_paragraphs", "prose_units"]

_DEEPEST = 8
"""The deepest level of a list on a slide: PowerPoint has nine."""


class ContentUnit(Struct, frozen=True):
    """A unit that is never divided between slides if it fits on one: some paragraphs, per language.

    `keep` puts the next unit on the same slide (a point whose nested points follow).
    """

    paragraphs: tuple[tuple[SlideParagraph, ...], ...]
    keep: bool = False


def paragraph_unit(paragraphs: Sequence[SlideParagraph]) -> ContentUnit:
    """Return one paragraph, given in each language."""
    return ContentUnit(tuple((paragraph,) for paragraph in paragraphs))


def point_units(planner: Planner, points: Sequence[tuple[PointNode, ...]], level: int = 0) -> list[ContentUnit]:
    """Return the units of points: one for each, nested ones after their parent. `points` holds one tuple of points per
    language.
    """
    units: list[ContentUnit] = []
    for twins in zip(*points, strict=True):
        paragraphs = []
        for document, point in zip(planner.documents, twins, strict=True):
            separator = text(document.labels.term_separator, strong=True)
            term = strong(without_notes(point.term))
            inlines = join((term, without_notes(point.inlines)), separator)
            lead = len(term) + len(separator) if term and len(inlines) > len(term) else 0
            paragraphs.append(
                SlideParagraph(
                    inlines, min(level, _DEEPEST), "bullet", span=point.span, key=point.key, lead=lead
                )
            )  # fmt: skip
        nested = point_units(planner, [point.points for point in twins], level + 1)
        if any(paragraph.inlines for paragraph in paragraphs):
            units.append(ContentUnit(tuple((paragraph,) for paragraph in paragraphs), keep=bool(nested)))
        units.extend(nested)
    return units


def prose_units(proses: Sequence[TextElements]) -> list[ContentUnit]:
    """Return the units of prose: by paragraph if the languages have the same paragraphs, else all as one unit."""
    flat = [prose_paragraphs(prose) for prose in proses]
    shapes = {tuple((paragraph.level, paragraph.mark) for paragraph in paragraphs) for paragraphs in flat}
    if len(shapes) == 1:
        return [ContentUnit(tuple((twin,) for twin in twins)) for twins in zip(*flat, strict=True)]
    return [ContentUnit(tuple(flat))]


def prose_paragraphs(prose: TextElements, level: int = 0) -> tuple[SlideParagraph, ...]:
    """Return prose as slide paragraphs: lists become marked paragraphs of the next level, code keeps its lines."""
    paragraphs: list[SlideParagraph] = []
    for block in prose:
        if isinstance(block, Paragraph):
            inlines = without_notes(block.inlines)
            if inlines:
                paragraphs.append(SlideParagraph(inlines, level, "none", span=block.span, key=block.key))
        elif isinstance(block, Code):
            paragraphs.append(SlideParagraph(_code(block), level, "none", span=block.span))
        elif isinstance(block, SmallTable):
            lines = map(without_notes, table_lines(block))
            paragraphs.extend(SlideParagraph(line, level, "none", span=block.span) for line in lines)
        else:
            paragraphs.extend(_list_paragraphs(block, level))
    return tuple(paragraphs)


def _list_paragraphs(items: ItemList, level: int) -> list[SlideParagraph]:
    paragraphs: list[SlideParagraph] = []
    for number, item in enumerate(items.items, items.start):
        paragraphs.extend(_item_paragraphs(item, items.ordered, number, level))
    return paragraphs


def _item_paragraphs(item: ListItem, ordered: bool, number: int, level: int) -> list[SlideParagraph]:
    paragraphs: list[SlideParagraph] = []
    for index, block in enumerate(item.blocks):
        if index == 0 and isinstance(block, Paragraph):
            paragraphs.append(
                SlideParagraph(
                    without_notes(block.inlines),
                    min(level, _DEEPEST),
                    "number" if ordered else "bullet",
                    number if ordered else 0,
                    block.span,
                    block.key,
                )
            )
        else:
            paragraphs.extend(prose_paragraphs((block,), min(level + 1, _DEEPEST)))
    return paragraphs


def _code(block: Code) -> tuple[Run | Break, ...]:
    inlines: list[Run | Break] = []
    for line in block.text.rstrip("\n").split("\n"):
        if inlines:
            inlines.append(Break(block.span))
        inlines.append(
            Run(line.expandtabs(4).replace(" ", "\u00a0") or "\u00a0", block.span, code=True, protected=True)
        )
    return tuple(inlines)
