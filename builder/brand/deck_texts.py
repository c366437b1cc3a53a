"""Texts and table colours of a deck template's own parts (ECMA-376 part 1, 19.3.1 and 20.1.4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from builder.office.colour import DRAWING, first_colour, resolve_colour
from builder.office.deck_package import DeckPackage, layout_parts, related_part
from builder.office.xml import qn

__all__ = ["left_texts", "table_pairs"]

_TABLE_PARTS = {"wholeTbl": "text", "band1H": "a banded row", "firstRow": "the header", "firstCol": "the first column",
                "lastRow": "the total"}  # fmt: skip


def left_texts(package: DeckPackage, layouts: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each text outside placeholders on the layouts in use and their masters: its owner, and the text."""
    parts = [part for name, part in sorted(layout_parts(package).items()) if name in layouts]
    masters = dict.fromkeys(part.slide_layout.slide_master.part for part in parts)
    for part in (*parts, *masters):
        root = part._element
        named = root.find(qn("p:cSld")).get("name", "")
        owner = "the master" if part in masters else f"the layout '{named}'"
        for shape in root.iter(qn("p:sp")):
            if shape.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}") is None:
                text = " ".join(node.text or "" for node in shape.iter(qn("a:t"))).strip()
                if any(character.isalpha() for character in text):
                    yield owner, text[:60]


def table_pairs(
    package: DeckPackage, style_id: str, colours: dict[str, str], background: str
) -> Iterator[tuple[str, str, str]]:
    """Yield each part of the template's default table style: its name, the colour of its text, and its fill."""
    part = related_part(package.main_document_part, RELATIONSHIP_TYPE.TABLE_STYLES)
    for style in parse_xml(part.blob) if part is not None else ():
        if style_id and style.get("styleId") == style_id:
            yield from _pairs(style, colours, background)


def _pairs(style: Any, colours: dict[str, str], background: str) -> Iterator[tuple[str, str, str]]:
    text, ground = colours["tx1"], background
    for tag, name in _TABLE_PARTS.items():
        part = style.find(f"{DRAWING}{tag}")
        if part is None:
            continue
        own_text = _colour(part.find(f"{DRAWING}tcTxStyle"), colours) or text
        fill = part.find(f"{DRAWING}tcStyle/{DRAWING}fill/{DRAWING}solidFill")
        own_ground = _colour(fill, colours) or ground
        if tag == "wholeTbl":
            text, ground = own_text, own_ground
        yield name, own_text, own_ground


def _colour(holder: Any, colours: dict[str, str]) -> str | None:
    colour = first_colour(holder)
    return resolve_colour(colour, colours) if colour is not None else None
