"""The words and the table colours that stand in a deck template's own parts (ECMA-376 part 1, 19.3.1 and 20.1.4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.office.colour import DRAWING, first_colour, resolve_colour
from builder.office.package import RELATIONSHIPS, Package
from builder.office.parts import root_of
from builder.templates.deck.placeholders import PRESENTATION

__all__ = ["left_texts", "table_pairs"]

_TABLE_PARTS = {"wholeTbl": "text", "band1H": "a banded row", "firstRow": "the header", "firstCol": "the first column",
                "lastRow": "the total"}  # fmt: skip


def left_texts(package: Package, layouts: set[str]) -> Iterator[tuple[str, str]]:
    """Each text outside placeholders on the layouts in use and their masters: whose it is, and its words."""
    parts = dict.fromkeys(sorted(layouts))
    for layout in sorted(layouts):
        parts |= dict.fromkeys(package.related(layout, f"{RELATIONSHIPS}/slideMaster"))
    for part in parts:
        root = root_of(package, part)
        named = root.find(f"{PRESENTATION}cSld").get("name", "")
        whose = f"the layout '{named}'" if part in layouts else "the master"
        for shape in root.iter(f"{PRESENTATION}sp"):
            if shape.find(f"{PRESENTATION}nvSpPr/{PRESENTATION}nvPr/{PRESENTATION}ph") is None:
                text = " ".join(one.text or "" for one in shape.iter(f"{DRAWING}t")).strip()
                if any(character.isalpha() for character in text):
                    yield whose, text[:60]


def table_pairs(
    package: Package, style_id: str, colours: dict[str, str], background: str
) -> Iterator[tuple[str, str, str]]:
    """Each part of the template's default table style: its name, the colour of its text, and that of its ground."""
    for name in package.related(package.main_part, f"{RELATIONSHIPS}/tableStyles"):
        for style in root_of(package, name):
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
    found = first_colour(holder)
    return resolve_colour(found, colours) if found is not None else None
