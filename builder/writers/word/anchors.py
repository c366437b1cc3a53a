"""Anchors: by which key of the source each passage of a Word file can be found again.

A passage is wrapped in a bookmark whose name is made from its key alone, so it is the same in every build and whoever
knows the keys can look it up. Names that begin with "_" are hidden in Word's dialogs; bookmarks survive editing, saving
and LibreOffice, show nowhere and cost no one a click (content controls draw boxes and are read aloud). A custom XML
part lists them with their keys and a check of the words as written, so that an edit made in Word is told from a change
made in the source since. FORMAT.md has specimens.
"""

from __future__ import annotations

from hashlib import blake2b
from zlib import crc32

from msgspec import Struct

from builder.office.xml import PROLOGUE, attribute, escape
from builder.tree.nodes import Inlines, Run, plain

__all__ = ["NAMESPACE", "Anchor", "BriefAnchors", "anchor_name", "read_anchors", "words_check"]

NAMESPACE = "urn:bilingual-builder:anchors:1"


class Anchor(Struct, frozen=True):
    """A passage that can be found again: its bookmark, its key, and the check of its words when it was written."""

    name: str
    key: str
    check: str


def anchor_name(key: str) -> str:
    """The bookmark of a key: "_b" and 20 letters or digits. Word allows 40 characters, of letters, digits and "_"."""
    return f"_b{blake2b(key.encode(), digest_size=10).hexdigest()}"


def words_check(words: str) -> str:
    """A check of a passage's words, to tell whether somebody has changed them."""
    return f"{crc32(words.encode()):08x}"


class BriefAnchors:
    """The bookmarks of one file. Ids are unique over the whole file, names too (Word drops the second of a name)."""

    def __init__(self) -> None:
        self.made: list[Anchor] = []
        self._keys: set[str] = set()
        self._id = 0
        self._named: dict[str, int] = {}

    def passage(self, key: str, xml: str, inlines: Inlines) -> str:
        """`xml`, the runs of `inlines`, inside the bookmark of `key`. A passage without key or words has none, and
        a key that comes again is told apart by its number.
        """
        if not key or not xml:
            return xml
        return self.around(
            key, xml, inlines[0].text if len(inlines) == 1 and type(inlines[0]) is Run else plain(inlines)
        )

    def around(self, key: str, xml: str, words: str) -> str:
        """`xml` inside the bookmark of `key`; `words` are those that it shows."""
        if key in self._keys:
            again = 2
            while f"{key}~{again}" in self._keys:
                again += 1
            key = f"{key}~{again}"
        self._keys.add(key)
        name = anchor_name(key)
        self.made.append(Anchor(name, key, words_check(words)))
        return self._bookmark(name, xml)

    def named(self, family: str, xml: str) -> tuple[str, str]:
        """`xml` inside a bookmark of Word's own kind (`_Toc`, `_Ref`), numbered; and its name."""
        name = self.reserve(family)
        return name, self._bookmark(name, xml)

    def reserve(self, family: str) -> str:
        """The next name of a family, to be used with `put`."""
        self._named[family] = self._named.get(family, 0) + 1
        return f"{family}{self._named[family]:09d}"

    def put(self, name: str, xml: str) -> str:
        """`xml` inside the bookmark of a reserved name."""
        return self._bookmark(name, xml)

    def _bookmark(self, name: str, xml: str) -> str:
        self._id += 1
        return f'<w:bookmarkStart w:id="{self._id}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{self._id}"/>'

    def part(self, publication: str, language: str) -> bytes:
        """The custom XML part that lists the anchors, in the order of the document."""
        lines = [
            f'{PROLOGUE}<anchors xmlns="{NAMESPACE}" publication="{attribute(publication)}" '
            f'language="{attribute(language)}">'
        ]
        lines += [f'<a n="{one.name}" k="{_quoted(one.key)}" c="{one.check}"/>' for one in self.made]
        lines.append("</anchors>")
        return "".join(lines).encode()


def _quoted(key: str) -> str:
    """A key as the value of an attribute: keys are ids and numbers, hardly ever in need of escapes."""
    return escape(key).replace('"', "&quot;")


def read_anchors(part: bytes) -> tuple[str, str, tuple[Anchor, ...]]:
    """Publication, language and anchors from the custom XML part of a file. Raises ValueError if it is none of ours."""
    from lxml import etree

    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag != f"{{{NAMESPACE}}}anchors":
        raise ValueError("not a list of anchors")
    found = tuple(Anchor(one.get("n", ""), one.get("k", ""), one.get("c", "")) for one in root)
    return root.get("publication", ""), root.get("language", ""), found
