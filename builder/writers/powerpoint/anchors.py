"""Anchors: a passage on a slide is found by its key after PowerPoint has opened, edited and saved the file.

Two things that are invisible and that PowerPoint keeps: each shape has the identity that PowerPoint itself assigns to
shapes (`a16:creationId`), here a GUID computed from its key; and one custom XML part of the presentation lists the keys
of the passages in each shape of each slide, paragraph by paragraph. Table columns and rows have such identities too
(`a16:colId`, `a16:rowId`). Names and alternative texts stay free for people.
"""

from __future__ import annotations

import hashlib

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part

from builder.office.deck_package import DeckPackage
from builder.office.xml import PROLOGUE, attribute, declare

__all__ = ["NAMESPACE", "DeckAnchors", "guid", "number"]

NAMESPACE = "urn:bilingual-builder:anchors:1"
_STORE_ID = "{5D1F0C3A-8E64-4B7B-A3D2-6E0F9B1C7A52}"


def guid(key: str) -> str:
    """Return a GUID in Office's form that depends on `key` only (RFC 9562, version 8: custom)."""
    digest = hashlib.sha1(f"{NAMESPACE} {key}".encode(), usedforsecurity=False).hexdigest().upper()
    variant = "89AB"[int(digest[16], 16) & 3]
    return f"{{{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}}}"


def number(key: str) -> int:
    """Return a number of 31 bits, never 0, that depends on `key` only: identity of slides, table rows and columns."""
    digest = hashlib.sha1(f"{NAMESPACE} {key}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[:4], "big") & 0x7FFF_FFFF or 1


class DeckAnchors:
    """The list of slides, shapes and passages, written while the slides are."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add_slide(self, slide_id: int, key: str) -> None:
        """Begin a slide; shapes that follow are on it."""
        if self._lines:
            self._lines.append("</slide>")
        self._lines.append(f'<slide id="{slide_id}" key="{attribute(key)}">')

    def add_shape(self, identity: str, key: str, passages: list[str]) -> None:
        """Add a shape with the key of each of its paragraphs ("" for a paragraph without a key)."""
        inner = "".join(f'<p key="{attribute(passage)}"/>' for passage in passages)
        self._lines.append(f'<shape id="{identity}" key="{attribute(key)}">{inner}</shape>')

    def put(self, package: DeckPackage, publication: str, language: str) -> None:
        """Add the list to the package, as a custom XML part of the presentation (ECMA-376 part 1, 22.5)."""
        end = "</slide>" if self._lines else ""
        xml = (
            f'{PROLOGUE}<anchors xmlns="{NAMESPACE}" publication="{attribute(publication)}" '
            f'language="{attribute(language)}">'
            f"{''.join(self._lines)}{end}</anchors>"
        )
        store = (
            f'{PROLOGUE}<ds:datastoreItem ds:itemID="{_STORE_ID}" {declare("ds")}><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        item = Part(package.next_partname("/customXml/item%d.xml"), CONTENT_TYPE.XML, package, xml.encode())
        name = package.next_partname("/customXml/itemProps%d.xml")
        item_properties = Part(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, package, store.encode())
        item.relate_to(item_properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        package.presentation.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
