"""The template's default table style, and the colours of its text that can be read (ECMA-376 part 1, 20.1.4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.office.colour import DRAWING, resolve_colour
from builder.office.part_reader import PartReader
from builder.templates.deck.backdrop import Scenery
from builder.templates.deck.facts import TABLE_PARTS, SlideLayout, TableText
from builder.templates.deck.fills import Fill, FormatScheme, cell_fill
from builder.templates.deck.theme import READABLE, legible_colour

__all__ = ["read_table_style"]

_COLOURS = tuple(f"{DRAWING}{name}" for name in ("srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr", "hslClr"))


def read_table_style(
    parts: PartReader, layout: SlideLayout, scenery: Scenery, scheme: FormatScheme
) -> tuple[str, tuple[TableText, ...]]:
    """Return the id of the template's default table style and the text of its parts; "" and none if the file only names
    a style of PowerPoint's own.
    """
    for name in parts.related(parts.main_part, "tableStyles"):
        styles = parts.root(name)
        default = styles.get("def", "")
        style = next((style for style in styles if default and style.get("styleId") == default), None)
        if style is not None:
            return str(default), tuple(_texts(style, layout, scenery, scheme, name))
    return "", ()


def _texts(style: Any, layout: SlideLayout, scenery: Scenery, scheme: FormatScheme, source: str) -> Iterator[TableText]:
    """Yield the text of each part of a table style with what is behind it; `source` is the name of the styles' part."""
    colours = layout.colours
    whole = style.find(f"{DRAWING}wholeTbl")
    text = _own_colour(whole, colours) or colours["tx1"]
    ground = _own_fill(whole, colours, scheme, source) or cell_fill(
        style.find(f"{DRAWING}tblBg"), colours, scheme, source
    )
    for part in TABLE_PARTS:
        element = style.find(f"{DRAWING}{part}")
        if element is None and part != "wholeTbl":
            continue
        colour = _own_colour(element, colours) or text
        backdrop = scenery.backdrop(layout.content, _own_fill(element, colours, scheme, source) or ground)
        ink = "" if backdrop.contrast(colour) >= READABLE else legible_colour(colour, backdrop, colours, READABLE)
        yield TableText(part, colour, backdrop.worst(colour), ink)


def _own_colour(part: Any, colours: dict[str, str]) -> str | None:
    """Return the colour of the text style of a part. The colour inside its `fontRef` is not that of the text."""
    style = part.find(f"{DRAWING}tcTxStyle") if part is not None else None
    colour = next((child for child in style if child.tag in _COLOURS), None) if style is not None else None
    return resolve_colour(colour, colours) if colour is not None else None


def _own_fill(part: Any, colours: dict[str, str], scheme: FormatScheme, source: str) -> Fill | None:
    style = part.find(f"{DRAWING}tcStyle") if part is not None else None
    return cell_fill(style, colours, scheme, source)
