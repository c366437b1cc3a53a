"""The colours of Word styles: theme colours with their present values, and text that can be read in a foreign theme.

ECMA-376 part 1, 17.3.2.6 (`w:color`) and 17.18.97 (names of theme colours).
"""

from __future__ import annotations

import re
from colorsys import rgb_to_hls
from typing import Any

from builder.office.colour import channels, contrast, with_lightness
from builder.templates.word.style_sheet import StyleSheet, W

__all__ = ["follow_headings", "heading_accent", "make_readable", "make_tags_readable", "own_fill", "recolour"]

_SLOTS = {
    "text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2",
    "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
"""Theme slots by their WordprocessingML names (17.18.97), where they differ."""
_THEMED = tuple(
    (f"{W}{name}", f"{W}{value}", f"{W}{change}Tint", f"{W}{change}Shade")
    for name, value, change in (("themeColor", "color", "theme"), ("themeFill", "fill", "themeFill"))
)
"""The attributes that name a theme colour, each with that of its value and those that change the colour."""
_READABLE = 4.5
"""The least contrast of text with its ground."""
_COLOURFUL = 0.15
"""Saturation from which a colour is no grey."""
_HEX = re.compile("[0-9A-F]{6}")


def recolour(element: Any, colours: dict[str, str]) -> None:
    """Write the present values of theme colours beside their names, for programs that read only the values."""
    for node in element.iter():
        for attribute, value, *changes in _THEMED:
            name = node.get(attribute)
            if name is None or any(map(node.get, changes)):
                continue
            if rgb := colours.get(_SLOTS.get(name, name)):
                node.set(f"{W}val" if node.tag == f"{W}color" else value, rgb)


def heading_accent(sheet: StyleSheet, colours: dict[str, str]) -> str:
    """Return RRGGBB of the template's first headings if that is a colour of their own, not the theme's; else "".

    Many templates keep Office's theme and colour their headings by hand: that colour is then the house colour, not the
    theme's blue.
    """
    heading = sheet.find("paragraph", "heading 1")
    for style in sheet.chain(heading) if heading is not None else ():
        colour = style.find(f"{W}rPr/{W}color")
        if colour is None:
            continue
        rgb = colour.get(f"{W}val", "").upper()
        if colour.get(f"{W}themeColor") is not None or not _HEX.fullmatch(rgb):
            return ""
        _, _, saturation = rgb_to_hls(*channels(rgb))
        legible = contrast(rgb, colours.get("lt1", "FFFFFF")) >= _READABLE
        return rgb if saturation >= _COLOURFUL and legible else ""
    return ""


def follow_headings(element: Any, accent: str) -> None:
    """Set the colour of the template's headings, if they have their own, on added elements that use the first
    accent.
    """
    for node in element.iter() if accent else ():
        for attribute, value in (("themeColor", "color"), ("themeFill", "fill")):
            if node.get(f"{W}{attribute}") == "accent1":
                del node.attrib[f"{W}{attribute}"]
                node.set(f"{W}{'val' if node.tag == f'{W}color' else value}", accent)


def make_readable(element: Any, colours: dict[str, str]) -> None:
    """Darken the text colours of added elements until they are readable on the theme's background (WCAG 1.4.3), or set
    them as `make_tags_readable` does.

    The builder's fifth accent is a grey; in another theme it may be any colour, so quiet text takes a lighter text
    colour there.
    """
    ground = colours.get("lt1", "FFFFFF")
    for colour in element.iter(f"{W}color"):
        name = colour.get(f"{W}themeColor")
        if name == "accent5":
            colour.set(f"{W}themeColor", "text1")
            colour.set(f"{W}themeTint", "A6")
            colour.set(f"{W}val", _lightened(colours.get("dk1", "000000"), 0xA6))
        rgb = colour.get(f"{W}val", "")
        if _own_ground(colour):
            continue
        shade = 0xFF
        while name is not None and len(rgb) == 6 and contrast(rgb, ground) < _READABLE and shade > 0x40:
            shade -= 0x10
            rgb = _darkened(colour.get(f"{W}val", ""), shade)
        if shade < 0xFF:
            colour.set(f"{W}themeShade", f"{shade:02X}")
            colour.set(f"{W}val", rgb)
    make_tags_readable(element, colours)


def make_tags_readable(element: Any, colours: dict[str, str]) -> None:
    """Set text that has a ground of its own, such as the tag of a callout or a title over a band, as light as the page
    or as dark as text, whichever can be read there, if it cannot be read as it is.
    """
    for colour in element.iter(f"{W}color"):
        ground = _own_ground(colour)
        if ground:
            _set_on(colour, ground, colours)


def own_fill(colour: Any) -> str:
    """Return the theme colour that fills the ground of a text colour's style; "" without one."""
    ground = _own_shading(colour)
    return "" if ground is None else str(ground.get(f"{W}themeFill", ""))


def _own_ground(colour: Any) -> str:
    """Return RRGGBB of the ground of runs, or else of paragraphs, in the style of a text colour; "" without one."""
    ground = _own_shading(colour)
    return "" if ground is None else str(ground.get(f"{W}fill", ""))


def _own_shading(colour: Any) -> Any:
    """Return `w:shd` of the runs, or else of the paragraphs, in the style of a text colour; None without one."""
    properties = colour.getparent()
    for holder in (properties, properties.getparent().find(f"{W}pPr") if properties.getparent() is not None else None):
        ground = holder.find(f"{W}shd") if holder is not None else None
        if ground is not None:
            return ground
    return None


def _set_on(colour: Any, ground: str, colours: dict[str, str]) -> None:
    """Set a text colour that is not readable on `ground` to that of the theme's page or text which is more so, or
    else to black or white.
    """
    if not _HEX.fullmatch(ground) or contrast(colour.get(f"{W}val", "000000"), ground) >= _READABLE:
        return
    choices = {"background1": colours.get("lt1", "FFFFFF"), "text1": colours.get("dk1", "000000")}
    name = max(choices, key=lambda choice: contrast(choices[choice], ground))
    if contrast(choices[name], ground) >= _READABLE:
        colour.set(f"{W}themeColor", name)
        colour.set(f"{W}val", choices[name])
        return
    colour.attrib.pop(f"{W}themeColor", None)
    colour.set(f"{W}val", max("000000", "FFFFFF", key=lambda rgb: contrast(rgb, ground)))


def _darkened(rgb: str, shade: int) -> str:
    """Return a colour after `w:themeShade` (17.3.2.6): its lightness times the shade."""
    return with_lightness(rgb, lambda light: light * shade / 255)


def _lightened(rgb: str, tint: int) -> str:
    """Return a colour after `w:themeTint`: its lightness moved towards white."""
    return with_lightness(rgb, lambda light: light * tint / 255 + 1 - tint / 255)
