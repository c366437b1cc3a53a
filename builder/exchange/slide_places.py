"""Where the slides show each passage: "Slide 7, headline"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from builder.exchange.layout import Layout, PassageFinder
from builder.typeset.plan import (
    AgendaPart,
    CalloutPart,
    ChartPart,
    ColumnsPart,
    HighlightsPart,
    ImagePart,
    Part,
    Slide,
    TablePart,
    TermsPart,
    TextPart,
    TimelinePart,
)

__all__ = ["SlidePlaces", "places_by_key"]

_NAMES: dict[type, str] = {
    TablePart: "table", TermsPart: "table", ColumnsPart: "points", ChartPart: "chart", HighlightsPart: "big numbers",
    TimelinePart: "timeline", ImagePart: "picture", CalloutPart: "box",
    AgendaPart: "agenda",
}  # fmt: skip
_MOST_NAMED = 3
"""Slides named one by one; of more, the rest is counted."""


class SlidePlaces:
    """The slides that show each passage, and as what: the result of `places_by_key` in words."""

    def __init__(self, by_key: Mapping[str, Sequence[tuple[int, str]]]):
        self._by_key = by_key

    def of(self, key: str) -> str:
        """Return the slides of a passage in words, "" if none shows it: "slides 7 and 8, table"."""
        places = self._by_key.get(key) or self._of_exhibit(key)
        if not places:
            return ""
        name = min((named for _, named in places), key=_rank)
        numbers = list(dict.fromkeys(number for number, named in places if named == name))
        return f"slide{'s' if len(numbers) > 1 else ''} {_listed(numbers)}, {name}"

    def _of_exhibit(self, key: str) -> Sequence[tuple[int, str]]:
        """Return the places of the chart or picture that a passage belongs to: their names are not runs of text."""
        parts = key.split(".")
        for length in range(len(parts) - 1, 0, -1):
            places = self._by_key.get(".".join(parts[:length]))
            if places and parts[length] in ("chart", "image"):
                return places
        return ()


def places_by_key(layout: Layout) -> dict[str, list[tuple[int, str]]]:
    """Return the places of each passage that slides show, by its key: the slide's number, from 1 on, and as what."""
    places: dict[str, list[tuple[int, str]]] = {}
    if layout.deck is not None:
        for number, slide in enumerate(layout.deck.slides, 1):
            for key, name in _passages_of(slide, layout.finder):
                places.setdefault(key, []).append((number, name))
    return places


def _passages_of(slide: Slide, finder: PassageFinder) -> Iterator[tuple[str, str]]:
    """Yield the keys of the passages on a slide, each with the name of its place."""
    yield from _named(slide.title, "headline", finder)
    yield from _named(slide.subtitle, "subtitle", finder)
    for part in slide.parts:
        yield from _named((part,), _name_of(part), finder)
        if isinstance(part, ChartPart):
            yield part.chart.key, "chart"
        elif isinstance(part, ImagePart):
            yield part.image.key, "picture"
    yield from _named(slide.source, "source line", finder)
    yield from _named(slide.notes, "speaker notes", finder)


def _named(nodes: Iterable[Struct], name: str, finder: PassageFinder) -> Iterator[tuple[str, str]]:
    for key in finder.keys_in(nodes):
        yield key, name


def _name_of(part: Part) -> str:
    if not isinstance(part, TextPart):
        return _NAMES.get(type(part), "text")
    return "points" if any(paragraph.mark == "bullet" for paragraph in part.paragraphs) else "text"


def _rank(name: str) -> int:
    """Return how little a place says: a headline is on the agenda too, and most texts are in the notes."""
    return {"headline": 0, "agenda": 2, "source line": 2, "speaker notes": 3}.get(name, 1)


def _listed(numbers: list[int]) -> str:
    if len(numbers) > _MOST_NAMED:
        return f"{', '.join(map(str, numbers[:_MOST_NAMED]))} and {len(numbers) - _MOST_NAMED} more"
    return " and ".join((", ".join(map(str, numbers[:-1])), str(numbers[-1]))) if len(numbers) > 1 else str(numbers[0])
