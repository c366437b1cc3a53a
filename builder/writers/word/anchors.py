"""Anchors: bookmarks that identify each passage of a Word file by its key in the source.

A passage is wrapped in a bookmark whose name is derived from its key alone, so it is the same in every build and can be
found from the key. Names that begin with "_" are hidden in Word's dialogs; bookmarks survive editing, saving and
LibreOffice and are invisible (content controls draw boxes and are read aloud). A custom XML part lists them with their
keys and a checksum of the words as written, which distinguishes an edit made in Word from a later change of the source.
FORMAT.md has specimens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from html import unescape

from msgspec import Struct

from builder.office.xml import PROLOGUE, attribute, escape
from builder.tree.passage_words import form_check, letters_check, passage_words, words_check
from builder.tree.prose import Inlines

__all__ = ["NAMESPACE", "Anchor", "BriefAnchors", "anchor_name", "read_anchors"]

NAMESPACE = "urn:bilingual-builder:anchors:1"

_NAME = re.compile(rb'w:name="(_b[0-9a-f]{20})"')
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")


class Anchor(Struct, frozen=True):
    """A passage that can be found again: its bookmark, its key, and the check of its words when it was written.

    A picture, a chart or a table has a check of its alternative text in `alt`, and a chart one of what it shows in
    `data`. `form` is the check of the marks and links of the words, "" if they have none. A table has the checks of its
    `cells`.
    """

    name: str
    key: str
    check: str
    alt: str = ""
    data: str = ""
    form: str = ""
    cells: str = ""


def anchor_name(key: str) -> str:
    """Return the bookmark name of a key: "_b" and 20 letters or digits. Word allows 40 letters, digits and "_"."""
    return f"_b{blake2b(key.encode(), digest_size=10).hexdigest()}"


class BriefAnchors:
    """The bookmarks of one file. Ids are unique over the whole file, names too (of two with one name Word keeps the
    last).
    """

    def __init__(self) -> None:
        self.anchors: list[Anchor] = []
        self.inlines: dict[str, Inlines] = {}
        """The inlines of each passage by its key; a table or a figure as a whole has none."""
        self._keys: set[str] = set()
        self._id = 0
        self._named: dict[str, int] = {}

    def passage(self, key: str, xml: str, inlines: Inlines) -> str:
        """Wrap the runs `xml` of `inlines` in the bookmark of `key`. A passage without key or words has none, and a
        repeated key gets a number.
        """
        if not key or not xml:
            return xml
        key = self._unique(key)
        self.inlines[key] = inlines
        begin, end = self._marks(key, passage_words(inlines), form=form_check(inlines))
        return f"{begin}{xml}{end}"

    def around(self, key: str, xml: str, words: str) -> str:
        """Wrap `xml` in the bookmark of `key`; `words` are its visible words."""
        begin, end = self.marks(key, words)
        return f"{begin}{xml}{end}"

    def marks(
        self, key: str, words: str, alt: str | None = None, data: str = "", form: str = "", cells: str = ""
    ) -> tuple[str, str]:
        """Return what begins and what ends the bookmark of `key`, around something whose visible words are `words`.
        `alt` is the alternative text of a table, picture or chart, `data` the check of what a chart shows, `form` that
        of the marks and links in a table, and `cells` those of its cells.
        """
        return self._marks(self._unique(key), words, words_check(alt) if alt is not None else "", data, form, cells)

    def _unique(self, key: str) -> str:
        if key in self._keys:
            again = 2
            while f"{key}~{again}" in self._keys:
                again += 1
            key = f"{key}~{again}"
        self._keys.add(key)
        return key

    def _marks(
        self, key: str, words: str, alt: str = "", data: str = "", form: str = "", cells: str = ""
    ) -> tuple[str, str]:
        name = anchor_name(key)
        self.anchors.append(Anchor(name, key, words_check(words), alt, data, form, cells))
        return self._bookmark(name)

    def named(self, family: str, xml: str) -> tuple[str, str]:
        """Wrap `xml` in a numbered bookmark of Word's own kind (`_Toc`, `_Ref`). Return the name and the XML."""
        name = self.reserve(family)
        return name, self.put(name, xml)

    def reserve(self, family: str) -> str:
        """Return the next name of a family, to be used with `put`."""
        self._named[family] = self._named.get(family, 0) + 1
        return f"{family}{self._named[family]:09d}"

    def put(self, name: str, xml: str) -> str:
        """Wrap `xml` in the bookmark of a reserved name."""
        begin, end = self._bookmark(name)
        return f"{begin}{xml}{end}"

    def _bookmark(self, name: str) -> tuple[str, str]:
        self._id += 1
        return f'<w:bookmarkStart w:id="{self._id}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{self._id}"/>'

    def part(self, publication: str, language: str, body: bytes, others: Iterable[str] = ()) -> bytes:
        """Return the custom XML part that lists the anchors, in the order in which the finished `body` has them: a
        figure may have been moved, and a note is written before its table. Checks of all paragraphs of the body follow,
        whoever composed their words, and of `others`, which are words outside the body.
        """
        names = _NAME.findall(body)
        if names != [anchor.name.encode() for anchor in self.anchors]:
            places = {name.decode(): place for place, name in enumerate(names)}
            self.anchors.sort(key=lambda anchor: places.get(anchor.name, len(places)))
        lines = [
            f'{PROLOGUE}<anchors xmlns="{NAMESPACE}" publication="{attribute(publication)}" '
            f'language="{attribute(language)}">'
        ]
        lines += [
            f'<a n="{anchor.name}" k="{_quoted(anchor.key)}" c="{anchor.check}"'
            f"{_optional('alt', anchor.alt)}{_optional('d', anchor.data)}{_optional('f', anchor.form)}"
            f"{_optional('w', anchor.cells)}/>"
            for anchor in self.anchors
        ]
        checks = dict.fromkeys(map(letters_check, dict.fromkeys((*_paragraphs(body), *others))))
        lines.append(f'<words c="{" ".join(checks)}"/></anchors>')
        return "".join(lines).encode()


def _optional(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""


def _paragraphs(body: bytes) -> Iterator[str]:
    """Yield the words of each paragraph of a body as it is written: parsing it would take longer than writing it."""
    at = 0
    while (end := body.find(b"</w:p>", at)) >= 0:
        words = b"".join(_TEXT.findall(body, at, end)).decode()
        yield unescape(words) if "&" in words else words
        at = end + 1


def _quoted(key: str) -> str:
    """Escape a key for an attribute: keys are ids and numbers, which rarely need it."""
    return escape(key).replace('"', "&quot;")


def read_anchors(part: bytes) -> tuple[str, str, tuple[Anchor, ...]]:
    """Read publication, language and anchors from the custom XML part of a file. Raises ValueError for any
    other part.
    """
    from lxml import etree

    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag != f"{{{NAMESPACE}}}anchors":
        raise ValueError("not a list of anchors")
    anchors = tuple(
        Anchor(*(entry.get(name, "") for name in ("n", "k", "c", "alt", "d", "f", "w")))
        for entry in root.findall(f"{{{NAMESPACE}}}a")
    )
    return root.get("publication", ""), root.get("language", ""), anchors
