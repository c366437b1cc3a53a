"""Fonts and colours of an Office theme, the same part in both formats (ECMA-376 part 1, 20.1.6)."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.office.colour import first_colour, resolve_colour
from builder.office.xml import qn

__all__ = ["Theme", "read_theme"]


class Theme(Struct, frozen=True, kw_only=True):
    """Theme fonts and colours: `colours` maps dk1, lt1, dk2, lt2, accent1…6, hlink, folHlink to RRGGBB."""

    major_font: str
    minor_font: str
    colours: dict[str, str]


def read_theme(root: Any) -> Theme:
    """Return the fonts and colours of a theme part's root element; Calibri if a font is missing."""
    colours = {}
    scheme = root.find(f".//{qn('a:clrScheme')}")
    for slot in scheme if scheme is not None else ():
        colour = first_colour(slot)
        if colour is not None:
            colours[slot.tag.removeprefix(qn("a:"))] = resolve_colour(colour, {}) or "000000"
    return Theme(major_font=_font(root, "majorFont"), minor_font=_font(root, "minorFont"), colours=colours)


def _font(root: Any, kind: str) -> str:
    latin = root.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}")
    return (latin.get("typeface") if latin is not None else "") or "Calibri"
