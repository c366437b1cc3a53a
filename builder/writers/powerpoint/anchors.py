"""How a passage on a slide is found again by its key, after PowerPoint has opened, edited and saved the file.

Two things that nobody sees and that PowerPoint keeps: each shape has the lasting identity that PowerPoint itself gives
to shapes (`a16:creationId`), here a GUID drawn from its key; and one custom XML part of the presentation lists, for
each slide and each shape, the keys of the passages in it, paragraph by paragraph. Table columns and rows have such
identities too (`a16:colId`, `a16:rowId`). Names and alternative texts stay free for people.
"""

from __future__ import annotations

import hashlib

from builder.office.package import RELATIONSHIPS, Package
from builder.office.xml import PROLOGUE, attribute

__all__ = ["NAMESPACE", "DeckAnchors", "guid", "number"]

NAMESPACE = "urn:bilingual-builder:anchors:1"
_STORE_ID = "{5D1F0C3A-8E64-4B7B-A3D2-6E0F9B1C7A52}"
_ITEM = "application/xml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def guid(key: str) -> str:
    """A GUID in Office's form that depends on `key` only (RFC 9562, version 8: of one's own making)."""
    digest = hashlib.sha1(f"{NAMESPACE} {key}".encode(), usedforsecurity=False).hexdigest().upper()
    variant = "89AB"[int(digest[16], 16) & 3]
    return f"{{{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}}}"


def number(key: str) -> int:
    """A number of 31 bits, never 0, that depends on `key` only: the identity of slides, table rows and columns."""
    digest = hashlib.sha1(f"{NAMESPACE} {key}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[:4], "big") & 0x7FFF_FFFF or 1


class DeckAnchors:
    """Gathers what stands where while the slides are written."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def slide(self, slide_id: int, key: str) -> None:
        """Begin a slide."""
        if self._lines:
            self._lines.append("</slide>")
        self._lines.append(f'<slide id="{slide_id}" key="{attribute(key)}">')

    def shape(self, identity: str, key: str, passages: list[str]) -> None:
        """A shape of the slide, with the key of each of its paragraphs ("" for one without a key)."""
        inner = "".join(f'<p key="{attribute(one)}"/>' for one in passages)
        self._lines.append(f'<shape id="{identity}" key="{attribute(key)}">{inner}</shape>')

    def put(self, package: Package, main: str, publication: str, language: str) -> None:
        """Put the list into the package, as a custom XML part of the part `main`."""
        end = "</slide>" if self._lines else ""
        xml = (
            f'{PROLOGUE}<anchors xmlns="{NAMESPACE}" publication="{attribute(publication)}" '
            f'language="{attribute(language)}">'
            f"{''.join(self._lines)}{end}</anchors>"
        )
        store = (
            f'{PROLOGUE}<ds:datastoreItem ds:itemID="{_STORE_ID}" '
            'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        item = package.add_part(package.next_name("/customXml/item{}.xml"), _ITEM, xml.encode())
        about = package.add_part(package.next_name("/customXml/itemProps{}.xml"), _PROPERTIES, store.encode())
        package.relate(item, f"{RELATIONSHIPS}/customXmlProps", about)
        package.relate(main, f"{RELATIONSHIPS}/customXml", item)
