"""Where readers see a text, in words: "Slide 7, headline; brief, first sentence of section 3"."""

from __future__ import annotations

import re
from collections import Counter

from builder.content.model.publication import Publication, Section
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
_NUMBERED: dict[Kind, str] = {
    "text": "paragraph", "point": "point", "term": "term", "event": "event", "date": "date of event",
}  # fmt: skip
_IMPRINT = {"cite": "how to cite it", "contact": "contact", "disclaimer": "disclaimer"}
_EXHIBIT_KEY = re.compile(r"(.*)\.(table|chart|image)\.(.*)")
_COLUMN = re.compile(r"columns\.(\d+)\.header")
_CELL = re.compile(r"rows\.(\d+)\.(\w+)")
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
            return f"what {{{key.split('.')[1]}}} is" if key.startswith("figures.") else "label of a big number", False
        if kind == "meaning":
            return "meaning of a sign in tables", False
        return kind, False

    def _in_section(self, passage: Passage, section: str) -> tuple[str, bool]:
        """Return the place of a passage in the section with the key `section`."""
        kind, key = passage.kind, passage.key
        where = self._sections[section]
        exhibit = self._exhibit_of(key)
        if exhibit:
            return f"{_part_of_exhibit(passage)}{exhibit or where}", True
        if key == f"{section}.title":
            return f"title of {where}", True
        if key.endswith(".callout.title"):
            return f"title of a box in {where}", True
        if kind == "message":
            return f"first sentence of {where}", True
        if key.startswith(f"{section}.notes"):
            return f"speaker notes of {where}, paragraph {self._next(section, 'notes')}", False
        if kind in _NUMBERED:
            return f"{where}, {_NUMBERED[kind]} {self._next(section, kind)}", True
        names: dict[str, str] = {
            "quote": "quotation", "attribution": "author of the quotation", "callout": "box", "label": "big number",
            "caption": "caption", "note": "note",
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
    """Return what a passage is in its exhibit, as the beginning of its place: "header of column 2 of "."""
    kind, key = passage.kind, passage.key
    column, cell, last = _COLUMN.search(key), _CELL.search(key), _LAST_NUMBER.search(key)
    if column:
        return f"header of column {int(column[1]) + 1} of "
    if cell and cell[2].isdigit():
        return f"row {int(cell[1]) + 1}, column {int(cell[2]) + 1} of "
    if kind in ("category", "series") and last:
        return f"{kind} {int(last[1]) + 1} of "
    names: dict[str, str] = {
        "header": "header over columns of ", "alt": "description, for those who cannot see it, of ",
        "cell": "a cell of ", "credit": "credit of ", "note": "note of ", "caption": "caption of ",
        "meaning": "meaning of a sign in ",
    }  # fmt: skip
    return names.get(kind, f"{kind} of ")


def _single_medium(publication: Publication) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of the sections and blocks that only the deck shows, and of those that only the brief shows."""
    keys: dict[str, set[str]] = {"deck": set(), "brief": set()}

    def read(section: Section) -> None:
        if section.only:
            keys[section.only].add(section.key)
        for block in section.blocks:
            if block.only:
                keys[block.only].add(block.key)
        for inner in section.sections:
            read(inner)

    for section in publication.all_parts:
        read(section)
    return frozenset(keys["deck"]), frozenset(keys["brief"])
