"""Fields of headers and footers: read from their codes, and what becomes of those that cannot work in a brief.

A template's fields may name a style that no brief uses, a property or a bookmark of a part that builds leave out, or a
file elsewhere. Word would print an error on each page. ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any, Literal

from msgspec import Struct

from builder.templates.word.style_sheet import StyleSheet, W

__all__ = ["CORE_PROPERTIES", "KNOWN_PROPERTIES", "Answer", "FieldCode", "answer_of", "fields_of", "style_named"]

Answer = Literal["keep", "title", "property", "text", "drop"]
"""What becomes of a field: it stays; the title, or the document's property of its name, takes its place; its present
text stays without the code; or it goes with its text."""

_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_PLACES = frozenset(("\\n", "\\p", "\\r", "\\s", "\\t", "\\w"))
"""Switches of STYLEREF for the number or the place of the paragraph, not its words."""
_HEADING = re.compile(
    r"(?:heading|titre|überschrift|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek) ?(\d)", re.IGNORECASE
)
"""Heading styles as Word names them in its own language, which is how it writes them into fields."""
_ELSEWHERE = frozenset(("INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "DATABASE", "MERGEFIELD"))
_BOOKMARKS = frozenset(("REF", "PAGEREF", "NOTEREF"))
_NAMED = frozenset(("DOCPROPERTY", "DOCVARIABLE"))
CORE_PROPERTIES = frozenset(("title", "subject", "author", "keywords", "category"))
"""Properties that a brief has as its core properties, so that fields show them."""
KNOWN_PROPERTIES = CORE_PROPERTIES | {"subtitle", "status", "date", "authors"}
"""Names of properties that a brief can answer."""
_INFORMATION = {"TITLE": "title", "SUBJECT": "subject", "AUTHOR": "author", "KEYWORDS": "keywords"}


class FieldCode(Struct, eq=False):
    """A field: its code, the elements that make it up (runs, or one `w:fldSimple`), and the runs of its result."""

    code: str = ""
    pieces: list[Any] = []
    code_pieces: list[Any] = []
    """The runs up to its result."""
    result: list[Any] = []
    inner: bool = False
    """True within the code of another field."""
    shown: bool = False
    """True once its result has begun."""

    @property
    def words(self) -> list[str]:
        """The field's type, its arguments and its switches."""
        return [quoted or bare for quoted, bare in _TOKEN.findall(self.code)]

    @property
    def name(self) -> str:
        """The type in capitals: STYLEREF."""
        return self.words[0].upper() if self.words else ""

    @property
    def argument(self) -> str:
        """The first argument, or ""."""
        return next((word for word in self.words[1:] if not word.startswith("\\")), "")

    @property
    def property_name(self) -> str:
        """The property that the field shows, in small letters."""
        return _INFORMATION.get(self.name, "") or (self.argument.casefold() if self.name in _NAMED else "")


def fields_of(root: Any) -> list[FieldCode]:
    """Return the fields of a part, inner ones first."""
    fields: list[FieldCode] = []
    for simple in root.iter(f"{W}fldSimple"):
        code = simple.get(f"{W}instr", "")
        fields.append(FieldCode(code=code, pieces=[simple], result=list(simple.iter(f"{W}r"))))
    opened: list[FieldCode] = []
    for run in root.iter(f"{W}r"):
        for field in opened:
            _join(field, run)
        for child in run:
            mark = child.get(f"{W}fldCharType") if child.tag == f"{W}fldChar" else None
            if mark == "begin":
                inner = bool(opened) and not opened[-1].shown
                opened.append(FieldCode(pieces=[run], code_pieces=[run], inner=inner))
            elif mark == "separate" and opened:
                opened[-1].shown = True
            elif mark == "end" and opened:
                fields.append(opened.pop())
            elif child.tag == f"{W}instrText" and opened and not opened[-1].shown:
                opened[-1].code += child.text or ""
    return fields


def _join(field: FieldCode, run: Any) -> None:
    field.pieces.append(run)
    if not field.shown:
        field.code_pieces.append(run)
    if field.shown and run.find(f"{W}fldChar") is None:
        field.result.append(run)


def style_named(sheet: StyleSheet, name: str, headings: list[str]) -> str:
    """Return the id of the style that a STYLEREF names: by its number as a heading, its name or an alias; "" if there
    is none. `headings` are the ids of the heading styles.
    """
    heading = _HEADING.fullmatch(name)
    level = int(name) if name.isdigit() else int(heading[1]) if heading else 0
    if level:
        return headings[level - 1] if level <= len(headings) else ""
    for sid, style in sheet.by_id.items():
        alias = style.find(f"{W}aliases")
        names = [style.find(f"{W}name"), alias]
        known = ",".join(entry.get(f"{W}val", "") for entry in names if entry is not None).casefold().split(",")
        if name.casefold() in map(str.strip, known):
            return sid
    return ""


def answer_of(field: FieldCode, root: Any, style: str, used: Container[str], properties: Container[str]) -> Answer:
    """Return what becomes of a field of `root`. `style` is the id of the style that it names, `used` are the styles of
    the brief, `properties` those names that the brief can answer.
    """
    if field.name == "STYLEREF":
        if style and style in used:
            return "keep"
        return "drop" if _PLACES.intersection(word.casefold() for word in field.words) else "title"
    if field.property_name:
        return "property" if field.property_name in properties else "text"
    if field.name in _BOOKMARKS:
        marks = (mark.get(f"{W}name", "").casefold() for mark in root.iter(f"{W}bookmarkStart"))
        return "keep" if field.argument.casefold() in marks else "drop"
    return "text" if field.name in _ELSEWHERE else "keep"
