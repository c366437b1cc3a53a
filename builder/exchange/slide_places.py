"""Where the slides show each passage: "Slide 7, headline"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from builder.exchange.layout import Layout, PassageFinder, places_of
from builder.source import Span
from builder.typeset.plan import (
    AgendaPart,
    CalloutPart,
    ChartPart,
    ColumnsPart,
    HighlightsPart,
    ImagePart,
    Part,
    TablePart,
    TermsPart,
    TextPart,
    TimelinePart,
)

__all__ = ["ShownWords", "SlidePlaces", "places_by_key", "shown_words"]

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
        name, numbers = places[0][1], [places[0][0]]
        if len(places) > 1:
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


class ShownWords(Struct, frozen=True, gc=False):
    """Words on a slide (number from 1 on): as what, and the places that they have in the author's files; a chart or a
    picture has its `key` instead.
    """

    slide: int
    name: str
    places: tuple[Span, ...]
    key: str = ""


def places_by_key(shown: Iterable[ShownWords], finder: PassageFinder) -> dict[str, list[tuple[int, str]]]:
    """Return the places of each passage that slides show, by its key: the slide's number, from 1 on, and as what."""
    places: dict[str, list[tuple[int, str]]] = {}
    for words in shown:
        for key in (words.key,) if words.key else finder.keys_at(words.places):
            places.setdefault(key, []).append((words.slide, words.name))
    return places


def shown_words(layout: Layout) -> Iterator[ShownWords]:
    """Yield what the slides of a layout show."""
    for number, slide in enumerate(layout.deck.slides if layout.deck is not None else (), 1):
        yield ShownWords(number, "headline", places_of(slide.title))
        yield ShownWords(number, "subtitle", places_of(slide.subtitle))
        for part in slide.parts:
            yield ShownWords(number, _name_of(part), places_of((part,)))
            if isinstance(part, ChartPart):
                yield ShownWords(number, "chart", (), part.chart.key)
            elif isinstance(part, ImagePart):
                yield ShownWords(number, "picture", (), part.image.key)
        yield ShownWords(number, "source line", places_of(slide.source))
        yield ShownWords(number, "speaker notes", places_of(slide.notes))


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
