"""Fills of shapes and backgrounds as colours: solid, gradient, pattern and picture fills, and the theme's own.

ECMA-376 part 1, 20.1.8 (fills), 20.1.4.1 (format scheme), 20.1.2.3.1 (alpha).
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.office.colour import DRAWING, first_colour, opacity_of, resolve_colour
from builder.office.xml import qn
from builder.templates.deck.type_levels import whole_number

__all__ = [
    "Fill",
    "FormatScheme",
    "PictureFill",
    "background_fill",
    "cell_fill",
    "own_fill",
    "read_fill",
    "read_format_scheme",
    "shape_fill",
]

_KINDS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_FIRST_BACKGROUND = 1001
"""The index of the first background fill of a format scheme (`a:bgFillStyleLst`); shape fills count from 1."""


class PictureFill(Struct, frozen=True):
    """A picture in a fill: a relationship of the part `source`, what is cut off at the left, top, right and bottom as
    shares of its width and height (`a:srcRect`), and its opacity, 0 to 1. Tiles count as one picture.
    """

    source: str
    relationship: str
    crop: tuple[float, float, float, float]
    opacity: float


class Fill(Struct, frozen=True):
    """What a fill shows: `tones` are RRGGBB with their opacity, 0 to 1: one, or the stops of a gradient or a pattern;
    or a picture; or nothing (`a:noFill`), which hides an inherited fill.
    """

    tones: tuple[tuple[str, float], ...] = ()
    picture: PictureFill | None = None


class FormatScheme(Struct, frozen=True, kw_only=True):
    """The fill styles of a theme: elements by the index that style references give, and the theme's part name."""

    fills: dict[int, Any] = {}
    part_name: str = ""


def read_format_scheme(root: Any, part_name: str) -> FormatScheme:
    """Return the fill styles of a theme part."""
    fills: dict[int, Any] = {}
    for name, first in (("fillStyleLst", 1), ("bgFillStyleLst", _FIRST_BACKGROUND)):
        styles = root.find(f".//{DRAWING}{name}")
        if styles is not None:
            fills.update(enumerate(styles, first))
    return FormatScheme(fills=fills, part_name=part_name)


def shape_fill(
    shape: Any, colours: dict[str, str], scheme: FormatScheme, group: Fill | None, source: str
) -> Fill | None:
    """Return the fill of a shape: its own, its group's, or that of its style; None for none."""
    properties = next((child for child in shape if _local(child) == "spPr"), None)
    own = _fill_child(properties)
    if own is not None:
        return group if _local(own) == "grpFill" else read_fill(own, colours, source)
    style = next((child for child in shape if _local(child) == "style"), None)
    return _referenced(style.find(f"{DRAWING}fillRef") if style is not None else None, colours, scheme)


def own_fill(properties: Any, colours: dict[str, str], source: str) -> Fill | None:
    """Return the fill that shape properties or group properties set themselves; None for none."""
    own = _fill_child(properties)
    return read_fill(own, colours, source) if own is not None else None


def background_fill(background: Any, colours: dict[str, str], scheme: FormatScheme, source: str) -> Fill | None:
    """Return the fill of a background (`p:bg`): its own or a reference to the theme's; None for none."""
    for child in background:
        if _local(child) == "bgPr":
            return own_fill(child, colours, source)
        if _local(child) == "bgRef":
            return _referenced(child, colours, scheme)
    return None


def read_fill(element: Any, colours: dict[str, str], source: str, placeholder: str = "000000") -> Fill | None:
    """Return what a fill element shows; `placeholder` is the colour of `phClr`. None if nothing can be said of it."""
    kind = _local(element)
    if kind == "noFill":
        return Fill()
    if kind == "blipFill":
        return _picture_fill(element, source)
    if kind == "gradFill":
        stops = element.find(f"{DRAWING}gsLst")
        shades = [_tone(stop, colours, placeholder) for stop in (stops if stops is not None else ())]
    elif kind == "pattFill":
        shades = [_tone(element.find(f"{DRAWING}{name}"), colours, placeholder) for name in ("fgClr", "bgClr")]
    else:
        shades = [_tone(element, colours, placeholder)] if kind == "solidFill" else []
    tones = tuple(tone for tone in shades if tone is not None)
    return Fill(tones) if tones else None


def cell_fill(style: Any, colours: dict[str, str], scheme: FormatScheme, source: str) -> Fill | None:
    """Return the fill of a part of a table style (`a:tcStyle`) or of its background (`a:tblBg`); None for none."""
    for child in style if style is not None else ():
        if _local(child) == "fill" and len(child):
            return read_fill(child[0], colours, source)
        if _local(child) == "fillRef":
            return _referenced(child, colours, scheme)
    return None


def _picture_fill(element: Any, source: str) -> Fill | None:
    blip = element.find(f"{DRAWING}blip")
    if blip is None:
        return None
    cut = element.find(f"{DRAWING}srcRect")
    left, top, right, bottom = (_share(cut, side) if cut is not None else 0.0 for side in "ltrb")
    if left + right >= 1 or top + bottom >= 1:
        return None
    faded = blip.find(f"{DRAWING}alphaModFix")
    opacity = _share(faded, "amt", 100_000) if faded is not None else 1.0
    crop = (left, top, right, bottom)
    return Fill(picture=PictureFill(source, blip.get(qn("r:embed"), ""), crop, min(max(opacity, 0.0), 1.0)))


def _share(element: Any, name: str, default: int = 0) -> float:
    """Return an attribute in thousandths of a per cent as a share."""
    value = whole_number(element.get(name))
    return (default if value is None else value) / 100_000


def _referenced(reference: Any, colours: dict[str, str], scheme: FormatScheme) -> Fill | None:
    """Return the fill that a style reference names, in the reference's own colour."""
    if reference is None:
        return None
    colour = first_colour(reference)
    placeholder = (resolve_colour(colour, colours) if colour is not None else None) or "000000"
    index = whole_number(reference.get("idx"))
    element = scheme.fills.get(index) if index is not None else None
    if element is None:
        # PowerPoint's default theme has no format scheme in files of other programs: the reference's colour remains.
        return Fill(((placeholder, 1.0),)) if index and colour is not None else None
    return read_fill(element, colours, scheme.part_name, placeholder)


def _tone(holder: Any, colours: dict[str, str], placeholder: str) -> tuple[str, float] | None:
    colour = first_colour(holder)
    rgb = resolve_colour(colour, colours, placeholder) if colour is not None else None
    return (rgb, opacity_of(colour)) if rgb is not None else None


def _fill_child(properties: Any) -> Any:
    if properties is None:
        return None
    return next((child for child in properties if _local(child) in _KINDS), None)


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
