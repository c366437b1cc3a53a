"""Where readers see a text, in words: "Slide 7, headline; brief, first sentence of section 3"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from builder.content.model.blocks import Highlight, HighlightsBlock, TableBlock
from builder.content.model.publication import Publication
from builder.exchange.slide_places import SlidePlaces
from builder.exchange.unit_layout import UnitLayout
from builder.resolve.locales.plurals import plural_examples
from builder.source_edits.passages import Kind, Passage

__all__ = ["UnitPlaces"]

_FIXED: dict[Kind, str] = {
    "title": "title of the publication",
    "subtitle": "subtitle of the publication",
    "status": "kind of document, on the cover",
    "classification": "classification, on every page and slide",
    "number": "number in its series, on the cover",
    "author": "author, on the cover",
}
_NOWHERE: dict[Kind, str] = {
    "keyword": "keyword in the properties of the files",
    "closing": "sentence to remember, on the last slide",
}
"""What is in no page of the brief."""
_NUMBERED: dict[Kind, str] = {"text": "paragraph", "point": "point", "term": "term", "event": "event"}
_OF_EVENT: dict[Kind, str] = {"text": "text", "date": "date"}
_IMPRINT = {"cite": "how to cite it", "contact": "contact", "disclaimer": "disclaimer"}
_EXHIBIT_KEY = re.compile(r"(.*)\.(table|chart|image)\.(.*)")
_ROW_NAMES = {"group": "name of a group", "subtotal": "name of a subtotal", "total": "name of the total"}
_CELL = re.compile(r"rows\.(\d+)\.(\w+)")
_EVENT_KEY = re.compile(r"\.timeline\.\d+\.(?:text|date)\b")
_LAST_NUMBER = re.compile(r"(\d+)(?:\.name)?\Z")


class UnitPlaces:
    """The places of the passages of one publication, translated into `language`; ask for them in the order of the
    passages.
    """

    def __init__(self, publication: Publication, layout: UnitLayout, language: str):
        self._slides = SlidePlaces(layout.slides)
        self._sections = layout.sections
        self._exhibits = layout.exhibits
        self._deck_only, self._brief_only = _single_medium(publication)
        self._headers = dict(_headers(publication))
        self._labels = dict(_labels(publication, layout.sections))
        self._count: Counter[tuple[str, str]] = Counter()
        self._language = language

    def of(self, passage: Passage) -> str:
        """Return the place of a passage."""
        slides = "" if self._within(passage.key, self._brief_only) else self._slides.of(passage.key)
        words, in_brief = self._in_words(passage)
        if in_brief and not self._within(passage.key, self._deck_only):
            words = f"brief, {words}"
        elif slides and passage.kind != "named-text":
            words = ""
        place = "; ".join(filter(None, (slides, words)))
        return place[:1].upper() + place[1:]

    def _form(self, category: str) -> str:
        """Return the form of a noun with the numbers that take it: few know what CLDR calls “many”."""
        try:
            examples = plural_examples(self._language, category)
        except ValueError:  # CLDR does not know the language
            examples = ()
        return f"form “{category}” ({', '.join(examples)})" if examples else f"form “{category}”"

    def _in_words(self, passage: Passage) -> tuple[str, bool]:
        """Return the place of a passage without slides, and True if the brief shows it."""
        kind, key = passage.kind, passage.key
        section = self._section_of(key)
        last = key.rpartition(".")[2]
        if kind in _NOWHERE:
            return _NOWHERE[kind], False
        if section is not None:
            return self._in_section(passage, section)
        if kind in _FIXED:
            return _FIXED[kind], True
        if kind == "abstract":
            return f"summary, paragraph {self._next('', kind)}", True
        if kind == "imprint":
            return f"end matter, {_IMPRINT.get(last, last)}", True
        if kind == "source":
            return f"source {key.split('.')[1]}, {last}", True
        if kind == "named-text":
            return f"words that other texts take in as {{={key.split('.')[1]}}}", False
        if kind == "counted":
            return f"noun that {{{key.split('.')[1]}}} counts, {self._form(last)}", False
        if kind == "label":
            name = f"what {{{key.split('.')[1]}}} is" if key.startswith("figures.") else "label of a big number"
            return (self._labels[key], True) if key in self._labels else (name, False)
        if kind == "meaning":
            return "meaning of a sign in tables", False
        return kind, False

    def _in_section(self, passage: Passage, section: str) -> tuple[str, bool]:
        """Return the place of a passage in the section with the key `section`."""
        kind, key = passage.kind, passage.key
        where = self._sections[section]
        exhibit = self._exhibit_of(key)
        if exhibit:
            return f"{self._headers.get(key) or _part_of_exhibit(passage)} of {exhibit}", True
        if key == f"{section}.title":
            return f"title of {where}", True
        if key.endswith(".callout.title"):
            return f"title of a box in {where}", True
        if kind == "message":
            return f"first sentence of {where}", True
        if key.startswith(f"{section}.notes"):
            return f"speaker notes of {where}, paragraph {self._next(section, 'notes')}", False
        if kind in _OF_EVENT and _EVENT_KEY.search(key):
            return f"{where}, {_OF_EVENT[kind]} of event {self._count[section, 'event']}", True
        if kind in _NUMBERED:
            return f"{where}, {_NUMBERED[kind]} {self._next(section, kind)}", True
        names: dict[str, str] = {
            "quote": "quotation", "attribution": "author of the quotation", "callout": "box",
            "label": "label of a big number", "caption": "caption", "note": "note",
        }  # fmt: skip
        return f"{where}, {names.get(kind, kind)}", True

    def _next(self, section: str, kind: str) -> int:
        self._count[section, kind] += 1
        return self._count[section, kind]

    def _section_of(self, key: str) -> str | None:
        """Return the key of the innermost section of a passage."""
        prefix = key
        while "." in prefix:
            if prefix in self._sections:
                return prefix
            prefix = prefix.rpartition(".")[0]
        return None

    def _exhibit_of(self, key: str) -> str:
        match = _EXHIBIT_KEY.match(key)
        return self._exhibits.get(match[1], match[2] if match else "") if match else ""

    def _within(self, key: str, keys: frozenset[str]) -> bool:
        if not keys:
            return False
        parts = key.split(".")
        return any(".".join(parts[:length]) in keys for length in range(1, len(parts) + 1))


def _part_of_exhibit(passage: Passage) -> str:
    """Return what a passage is in its exhibit: "row 2, column 1"."""
    kind, key = passage.kind, passage.key
    cell, last = _CELL.search(key), _LAST_NUMBER.search(key)
    if cell:
        row = f"row {int(cell[1]) + 1}"
        is_cell = cell[2].isdigit()
        return f"{row}, column {int(cell[2]) + 1}" if is_cell else f"{row} ({_ROW_NAMES.get(cell[2], cell[2])})"
    if kind in ("category", "series") and last:
        return f"{kind} {int(last[1]) + 1}"
    names: dict[str, str] = {
        "alt": "description, for those who cannot see it,", "cell": "a cell", "meaning": "meaning of a sign",
    }  # fmt: skip
    return names.get(kind, kind)


def _headers(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the key of each header of a table with its columns, counted from 1."""
    for block in publication.all_blocks:
        if isinstance(block, TableBlock):
            for number, column in enumerate(block.table.columns, 1):
                yield column.header.key, f"header of column {number}"
            for group in block.table.header_groups:
                first, last = group.start + 1, group.start + group.count
                columns = f"column {first}" if first == last else f"columns {first} to {last}"
                yield group.header.key, f"header over {columns}"


def _labels(publication: Publication, sections: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the key of each label of a big number that the brief shows, with its place; the first page comes last, for
    it is the place of the labels that several show.
    """
    for section in publication.all_sections:
        for block in section.blocks:
            if isinstance(block, HighlightsBlock) and block.only != "deck" and section.key in sections:
                for highlight in block.highlights:
                    yield from _label(publication, highlight, f"{sections[section.key]}, label of a big number")
    for highlight in publication.key_figures:
        yield from _label(publication, highlight, "label of a key figure on the first page")


def _label(publication: Publication, highlight: Highlight, place: str) -> Iterator[tuple[str, str]]:
    figure = publication.figures.get(highlight.figure)
    label = highlight.label or (figure.label if figure is not None else None)
    if label is not None:
        yield label.key, place


def _single_medium(publication: Publication) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of the sections and blocks that only the deck shows, and of those that only the brief shows."""
    keys: dict[str, set[str]] = {"deck": set(), "brief": set()}

    for section in publication.all_sections:
        if section.only:
            keys[section.only].add(section.key)
        for block in section.blocks:
            if block.only:
                keys[block.only].add(block.key)
    return frozenset(keys["deck"]), frozenset(keys["brief"])
