"""Colours of a slide layout: colour map, and text colours that can be read (ECMA-376 part 1, 20.1.6 and 19.3.1.1)."""

from __future__ import annotations

from typing import Any

from builder.office.colour import (
    DRAWING,
    GREY,
    channels,
    contrast,
    hue_distance,
    mapped_colours,
    saturation,
    shade_of,
    turns_brown,
)
from builder.office.theme import Theme
from builder.templates.deck.backdrop import Backdrop
from builder.templates.deck.placeholders import PRESENTATION

__all__ = ["READABLE", "least_contrast", "legible_colour", "own_colour_map", "readable", "slide_colours"]

_OTHER_ACCENTS = tuple(f"accent{n}" for n in range(2, 7))
_NEAR_HUE = 45
"""Degrees of hue within which another accent may replace the first."""
_DARKER = ("-25", "-50")
_LIGHTER = ("+40", "+60")
"""Shades of a theme colour in Office's palette, in percent darker or lighter."""
_GREYS = tuple(f"{change}{share}" for change in "+-" for share in (15, 25, 35, 40, 50))
_HUES = ("tx2", "bg2", *(f"accent{n}" for n in range(1, 7)))
READABLE, LARGE = 4.5, 3.0
"""The least contrast ratios of text and of large text with what is behind it (WCAG 2.2, 1.4.3)."""
_LARGE_SIZE, _LARGE_BOLD = 18.0, 14.0
"""Points from which text counts as large."""


def own_colour_map(layout: Any) -> dict[str, str]:
    """Return the colour map with which a layout overrides its master's; empty if it keeps the master's."""
    override = layout.find(f"{PRESENTATION}clrMapOvr/{DRAWING}overrideClrMapping")
    return dict(override.attrib) if override is not None else {}


def slide_colours(theme: Theme, master: Any, own: dict[str, str]) -> dict[str, str]:
    """Return RRGGBB by the names that slides use, under the master's colour map or the layout's `own`."""
    element = master.find(f"{PRESENTATION}clrMap")
    return mapped_colours(theme.colours, own or (dict(element.attrib) if element is not None else {}))


def readable(colours: dict[str, str], backdrop: Backdrop) -> tuple[str, str]:
    """Return the colour names for text on a backdrop: plain text, and emphasised text (the first accent, another near
    it in hue, or a shade of the first, unless that is a yellow or an orange; then the second text colour)."""
    ink = "tx1"
    if backdrop.contrast(colours["tx1"]) < READABLE and backdrop.contrast(colours["bg1"]) > backdrop.contrast(
        colours["tx1"]
    ):
        ink = "bg1"
    background = backdrop.worst(colours[ink])
    shades = _LIGHTER if contrast(background, "FFFFFF") > contrast(background, "000000") else _DARKER
    near = [name for name in _OTHER_ACCENTS if hue_distance(colours["accent1"], colours[name]) <= _NEAR_HUE]
    muddy = shades is _DARKER and turns_brown(colours["accent1"])
    others = ("tx2",) if muddy else tuple(f"accent1{shade}" for shade in shades)
    candidates = ["accent1", *near, *others]
    accent = next((name for name in candidates if backdrop.contrast(shade_of(name, colours)) >= READABLE), ink)
    return ink, accent


def least_contrast(size: float, bold: bool) -> float:
    """Return the least contrast ratio of text of a size in points (WCAG 2.2, 1.4.3)."""
    return LARGE if size >= _LARGE_SIZE or (bold and size >= _LARGE_BOLD) else READABLE


def legible_colour(colour: str, backdrop: Backdrop, colours: dict[str, str], least: float) -> str:
    """Return the name of a theme colour for text in `colour` (RRGGBB) that cannot be read on a backdrop: one with a
    contrast ratio of 4.5:1, else with `least`; "" if there is none.
    """
    candidates = _alternatives(colour, backdrop, colours)
    goals = (READABLE, least) if least < READABLE else (READABLE,)
    return next(
        (name for goal in goals for name in candidates if backdrop.contrast(shade_of(name, colours)) >= goal), ""
    )


def _alternatives(colour: str, backdrop: Backdrop, colours: dict[str, str]) -> list[str]:
    """Return colour names in place of a colour: for black or white the other; for a grey the nearest greys; for a hue
    the nearest shades of it. Plain text colours come last for both.
    """
    plain = sorted(("tx1", "bg1"), key=lambda name: -backdrop.contrast(colours[name]))
    if colour in (colours["tx1"], colours["bg1"]):
        return [*plain, "tx2", "bg2"]
    if saturation(colour) < GREY:
        near = [f"{name}{change}" for name in ("tx1", "bg1") for change in _GREYS]
    else:
        hues = [name for name in _HUES if hue_distance(colour, colours[name]) <= _NEAR_HUE]
        near = [f"{name}{change}" for name in hues for change in ("", *_DARKER, *_LIGHTER)]
    return [*sorted(near, key=lambda name: _distance(colour, shade_of(name, colours))), *plain]


def _distance(first: str, second: str) -> float:
    return sum((part - other) ** 2 for part, other in zip(channels(first), channels(second), strict=True))
