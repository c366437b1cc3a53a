"""Find the words in the source for a key of the document tree, as the anchors of Office files have it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.content.model.blocks import (
    Block,
    CalloutBlock,
    ChartBlock,
    HighlightsBlock,
    ImageBlock,
    Point,
    PointsBlock,
    QuoteBlock,
    TableBlock,
    TimelineBlock,
)
from builder.content.model.publication import Publication
from builder.content.model.values import Text
from builder.late_patterns import compiled
from builder.source_edits.passages import Passage, passages_in

__all__ = ["Origins", "origin", "without_repetition"]

_REPEATED = r"~\d+(?=\.|\Z)"
"""Added to a key that a file holds more than once: in parts of a table, or where one figure is shown twice."""


def origin(publication: Publication, key: str, language: str) -> Passage | None:
    """Return the passage that a key of the document tree names, with its entry in one language; None if the words are
    generated (a number, a date, a source, a label of the builder).
    """
    return Origins(publication, language).find(key)


def without_repetition(key: str) -> str:
    """Return the key of the tree for one that a file holds more than once."""
    return compiled(_REPEATED).sub("", key) if "~" in key else key


class Origins:
    """The passages of a publication in one language, by every key that a file may give them."""

    def __init__(self, publication: Publication, language: str):
        self._passages = {passage.key: passage for passage in passages_in(publication, language)}
        self._others = dict(_other_keys(publication))

    def find(self, key: str) -> Passage | None:
        """Return the passage with a key, or None if its words are generated."""
        plain = without_repetition(key)
        return self._passages.get(plain) or self._passages.get(self._others.get(plain, ""))

    def __iter__(self) -> Iterator[Passage]:
        return iter(self._passages.values())


def _other_keys(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the keys of the tree that are not those of the texts, with the keys of the texts."""
    for highlight in publication.key_figures:
        yield from _label(publication, highlight.key, highlight.label, highlight.figure)
    for section in publication.all_sections:
        yield section.key, section.title.key
        for block in section.blocks:
            yield from _keys_of_block(publication, block)


def _keys_of_block(publication: Publication, block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case TableBlock():
            table = block.table
            yield from _key(f"{block.key}.caption", table.caption)
            for number, column in enumerate(table.columns):
                yield from _key(f"{block.key}.columns.{number}", column.header)
            for number, group in enumerate(table.header_groups):
                yield from _key(f"{block.key}.header_groups.{number}", group.header)
        case ChartBlock():
            yield from _key(f"{block.key}.caption", block.chart.caption)
        case ImageBlock():
            yield from _key(f"{block.key}.caption", block.image.caption)
            yield from _key(f"{block.key}.credit", block.image.credit)
        case CalloutBlock():
            yield from _key(f"{block.key}.title", block.callout.title)
        case QuoteBlock():
            yield from _key(f"{block.key}.attribution", block.quote.attribution)
        case PointsBlock():
            for point in block.points:
                yield from _keys_of_point(point)
        case HighlightsBlock():
            for highlight in block.highlights:
                yield from _label(publication, highlight.key, highlight.label, highlight.figure)
        case TimelineBlock():
            for event in block.timeline:
                yield event.key, event.title.key
        case _:
            pass


def _keys_of_point(point: Point) -> Iterator[tuple[str, str]]:
    yield from _key(point.key, point.text if point.text is not None else point.term)
    for nested in point.points:
        yield from _keys_of_point(nested)


def _label(publication: Publication, key: str, label: Text | None, figure: str) -> Iterator[tuple[str, str]]:
    """Yield the key of a big number's label: its own, or that of its figure."""
    own = publication.figures.get(figure)
    yield from _key(key, label if label is not None else own.label if own is not None else None)


def _key(key: str, text: Text | None) -> Iterator[tuple[str, str]]:
    if text is not None:
        yield key, text.key
