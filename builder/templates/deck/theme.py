"""The theme of a deck template, and the ground that its slides stand on (ECMA-376 part 1, 20.1.6 and 19.3.1.1)."""

from __future__ import annotations

from typing import Any

from builder.office.colour import (
    DRAWING,
    contrast,
    first_colour,
    hue_distance,
    mapped_colours,
    resolve_colour,
    shade_of,
)
from builder.templates.deck.facts import Theme
from builder.templates.deck.placeholders import PRESENTATION

__all__ = ["ground", "own_colour_map", "read_theme", "readable", "slide_colours"]

_OTHERS = tuple(f"accent{n}" for n in range(2, 7))
_KIN = 45
"""Degrees of hue within which another accent may stand for the first."""
_DARKER = ("-25", "-50")
_LIGHTER = ("+40", "+60")
"""The shades of a theme colour that Office's palette offers, in per cent darker or lighter."""
READABLE = 4.5
"""The least contrast of text with its background (WCAG 2.1, 1.4.3)."""


def read_theme(root: Any) -> Theme:
    """Fonts and colours of a theme part's root element."""
    colours = {}
    scheme = root.find(f".//{DRAWING}clrScheme")
    for slot in scheme if scheme is not None else ():
        colour = first_colour(slot)
        if colour is not None:
            colours[slot.tag[len(DRAWING) :]] = resolve_colour(colour, {}) or "000000"
    return Theme(
        major_font=_font(root, "majorFont"), minor_font=_font(root, "minorFont"), colours=colours
    )  # fmt: skip


def _font(root: Any, slot: str) -> str:
    latin = root.find(f".//{DRAWING}{slot}/{DRAWING}latin")
    return (latin.get("typeface") if latin is not None else "") or "Calibri"


def own_colour_map(layout: Any) -> dict[str, str]:
    """The colour map that a layout puts in place of its master's; empty where it keeps that one."""
    override = layout.find(f"{PRESENTATION}clrMapOvr/{DRAWING}overrideClrMapping")
    return dict(override.attrib) if override is not None else {}


def slide_colours(theme: Theme, master: Any, own: dict[str, str]) -> dict[str, str]:
    """RRGGBB by the names that slides use, under the master's colour map or the layout's `own`."""
    element = master.find(f"{PRESENTATION}clrMap")
    return mapped_colours(theme.colours, own or (dict(element.attrib) if element is not None else {}))


def ground(layout: Any, master: Any, colours: dict[str, str], area: int) -> str:
    """RRGGBB behind the slide's text: the background of layout or master, or a plain shape that covers most of it.

    `area` is that of the slide, in square EMU. A picture counts as the colour that the colour map calls background.
    """
    seen = colours["bg1"]
    parts = (master, layout) if layout.get("showMasterSp", "1") in ("1", "true") else (layout,)
    for part in (master, layout):
        background = part.find(f"{PRESENTATION}cSld/{PRESENTATION}bg")
        colour = first_colour(background)
        if colour is not None:
            seen = resolve_colour(colour, colours) or seen
        elif background is not None:
            seen = colours["bg1"]
        if part in parts:
            seen = _covering(part, colours, area) or seen
    return seen


def _covering(part: Any, colours: dict[str, str], area: int) -> str | None:
    """The colour of the last plain shape that covers most of the slide."""
    seen = None
    for shape in part.iterfind(f"{PRESENTATION}cSld/{PRESENTATION}spTree/{PRESENTATION}sp/{PRESENTATION}spPr"):
        size = shape.find(f"{DRAWING}xfrm/{DRAWING}ext")
        fill = shape.find(f"{DRAWING}solidFill")
        if size is not None and fill is not None and int(size.get("cx")) * int(size.get("cy")) > 0.6 * area:
            seen = resolve_colour(first_colour(fill), colours) or seen
    return seen


def readable(colours: dict[str, str], background: str) -> tuple[str, str]:
    """The colour names for text on `background`: plain text, and text that stands out (the first accent,
    another near it in hue, or a shade of the first)."""
    ink = "tx1"
    if contrast(colours["tx1"], background) < READABLE and contrast(colours["bg1"], background) > contrast(
        colours["tx1"], background
    ):
        ink = "bg1"
    shades = _LIGHTER if contrast(background, "FFFFFF") > contrast(background, "000000") else _DARKER
    kin = [name for name in _OTHERS if hue_distance(colours["accent1"], colours[name]) <= _KIN]
    tried = ["accent1", *kin, *(f"accent1{shade}" for shade in shades)]
    accent = next((name for name in tried if contrast(shade_of(name, colours), background) >= READABLE), ink)
    return ink, accent
