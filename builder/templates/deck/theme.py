"""Colours of a slide layout: colour map, background, readable text colours (ECMA-376 part 1, 20.1.6 and 19.3.1.1)."""

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
from builder.office.theme import Theme
from builder.templates.deck.placeholders import PRESENTATION

__all__ = ["background_of", "own_colour_map", "readable", "slide_colours"]

_OTHER_ACCENTS = tuple(f"accent{n}" for n in range(2, 7))
_NEAR_HUE = 45
"""Degrees of hue within which another accent may replace the first."""
_DARKER = ("-25", "-50")
_LIGHTER = ("+40", "+60")
"""Shades of a theme colour in Office's palette, in percent darker or lighter."""
READABLE = 4.5
"""The least contrast ratio of text with its background (WCAG 2.1, 1.4.3)."""


def own_colour_map(layout: Any) -> dict[str, str]:
    """Return the colour map with which a layout overrides its master's; empty if it keeps the master's."""
    override = layout.find(f"{PRESENTATION}clrMapOvr/{DRAWING}overrideClrMapping")
    return dict(override.attrib) if override is not None else {}


def slide_colours(theme: Theme, master: Any, own: dict[str, str]) -> dict[str, str]:
    """Return RRGGBB by the names that slides use, under the master's colour map or the layout's `own`."""
    element = master.find(f"{PRESENTATION}clrMap")
    return mapped_colours(theme.colours, own or (dict(element.attrib) if element is not None else {}))


def background_of(layout: Any, master: Any, colours: dict[str, str], area: int) -> str:
    """Return RRGGBB behind the slide's text: the background of layout or master, or a plain shape over most of it.

    `area` is the slide's, in square EMU. A picture counts as the colour that the colour map calls background.
    """
    colour_behind = colours["bg1"]
    parts = (master, layout) if layout.get("showMasterSp", "1") in ("1", "true") else (layout,)
    for part in (master, layout):
        background = part.find(f"{PRESENTATION}cSld/{PRESENTATION}bg")
        colour = first_colour(background)
        if colour is not None:
            colour_behind = resolve_colour(colour, colours) or colour_behind
        elif background is not None:
            colour_behind = colours["bg1"]
        if part in parts:
            colour_behind = _covering(part, colours, area) or colour_behind
    return colour_behind


def _covering(part: Any, colours: dict[str, str], area: int) -> str | None:
    """Return the colour of the last plain shape that covers most of the slide; None if there is none."""
    colour_behind = None
    for shape in part.iterfind(f"{PRESENTATION}cSld/{PRESENTATION}spTree/{PRESENTATION}sp/{PRESENTATION}spPr"):
        size = shape.find(f"{DRAWING}xfrm/{DRAWING}ext")
        fill = shape.find(f"{DRAWING}solidFill")
        if size is not None and fill is not None and int(size.get("cx")) * int(size.get("cy")) > 0.6 * area:
            colour_behind = resolve_colour(first_colour(fill), colours) or colour_behind
    return colour_behind


def readable(colours: dict[str, str], background: str) -> tuple[str, str]:
    """Return the colour names for text on `background`: plain text, and emphasised text (the first accent,
    another near it in hue, or a shade of the first)."""
    ink = "tx1"
    if contrast(colours["tx1"], background) < READABLE and contrast(colours["bg1"], background) > contrast(
        colours["tx1"], background
    ):
        ink = "bg1"
    shades = _LIGHTER if contrast(background, "FFFFFF") > contrast(background, "000000") else _DARKER
    near = [name for name in _OTHER_ACCENTS if hue_distance(colours["accent1"], colours[name]) <= _NEAR_HUE]
    candidates = ["accent1", *near, *(f"accent1{shade}" for shade in shades)]
    accent = next((name for name in candidates if contrast(shade_of(name, colours), background) >= READABLE), ink)
    return ink, accent
