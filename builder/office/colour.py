"""Colours of a theme as they are seen: scheme names, maps and transformations resolved to RRGGBB, and their contrast.

ECMA-376 part 1, 20.1.2.3 (colours and their transformations) and 19.3.1.6 (`p:clrMap`); WCAG 2.1, 1.4.3 (contrast).
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from builder.office.xml import qn

__all__ = [
    "DRAWING",
    "GREY",
    "PLACEHOLDER_COLOUR",
    "channels",
    "contrast",
    "first_colour",
    "hex_colour",
    "hue_distance",
    "is_yellow",
    "mapped_colours",
    "mixed",
    "opacity_of",
    "red_beside_green",
    "resolve_colour",
    "saturation",
    "scheme_colour",
    "second_accent",
    "shade_of",
    "turns_brown",
    "with_lightness",
]

DRAWING = qn("a:")
GREY = 0.15
"""Saturation (HSV) below which a colour is a grey."""
_READABLE = 4.5
"""The least contrast ratio of text (WCAG 2.2, 1.4.3)."""
PLACEHOLDER_COLOUR = "phClr"

_PRESETS = {
    "black": "000000",
    "white": "FFFFFF",
    "red": "FF0000",
    "blue": "0000FF",
    "green": "008000",
    "gray": "808080",
}
_SLOTS = (
    "bg1",
    "tx1",
    "bg2",
    "tx2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
_HEX = re.compile("[0-9A-Fa-f]{6}").fullmatch
_WHOLE = re.compile("-?[0-9]{1,9}", re.ASCII).fullmatch
_KINDS = ("srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr", "hslClr")


def mapped_colours(theme: dict[str, str], colour_map: dict[str, str]) -> dict[str, str]:
    """Return RRGGBB for each name that a slide may use: those of the theme, and those that its colour map assigns."""
    usual = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    seen = {slot: theme.get(colour_map.get(slot, usual.get(slot, slot)), "000000") for slot in _SLOTS}
    return theme | seen


def first_colour(element: Any) -> Any:
    """Return the first colour element inside a fill, a line or a style reference; None if there is none."""
    if element is None:
        return None
    return next((child for child in element.iter() if _local(child) in _KINDS), None)


def resolve_colour(element: Any, colours: dict[str, str], placeholder: str = "000000") -> str | None:
    """Return RRGGBB of a colour element under the names `colours`; None for an unsupported one (a rare preset)."""
    kind = _local(element)
    value = element.get("val", "")
    if kind == "srgbClr":
        base: str | None = value
    elif kind == "schemeClr":
        base = placeholder if value == PLACEHOLDER_COLOUR else colours.get(value)
    elif kind == "sysClr":
        base = element.get("lastClr") or ("FFFFFF" if value == "window" else "000000")
    elif kind == "scrgbClr":
        base = hex_colour(_encoded(min(max(_share(element, name), 0.0), 1.0)) for name in "rgb")
    elif kind == "hslClr":
        hue = _share(element, "hue") * 100_000 / 21_600_000
        base = hex_colour(colorsys.hls_to_rgb(hue % 1.0, *(min(_share(element, name), 1.0) for name in ("lum", "sat"))))
    else:
        base = _PRESETS.get(value)
    if base is None or not _HEX(base):
        return None
    return _transformed(base.upper(), element)


def opacity_of(element: Any) -> float:
    """Return the opacity of a colour element, from 0 to 1 (`a:alpha`)."""
    alpha = next((change for change in element if _local(change) == "alpha"), None)
    return 1.0 if alpha is None else min(max(_share(alpha, "val"), 0.0), 1.0)


def _share(element: Any, name: str) -> float:
    """Return an attribute in thousandths of a per cent as a share; 0 if it is no whole number."""
    value = element.get(name, "0")
    return int(value) / 100_000 if _WHOLE(value) else 0.0


def _transformed(base: str, element: Any) -> str:
    """Return the colour after its children `lumMod`, `lumOff`, `tint`, `shade`. Others (alpha, …) are ignored."""
    if not len(element):
        return base
    rgb: tuple[float, ...] = channels(base)
    for change in element:
        share = _share(change, "val")
        name = _local(change)
        if name in ("lumMod", "lumOff"):
            hue, light, saturation = colorsys.rgb_to_hls(*rgb)
            light = light * share if name == "lumMod" else light + share
            rgb = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
        elif name in ("tint", "shade"):
            # Mixed with white or black on linear light, as PowerPoint does.
            towards = 1.0 if name == "tint" else 0.0
            rgb = tuple(_encoded(_linear(c) * share + towards * (1 - share)) for c in rgb)
    return hex_colour(rgb)


def _split_shade(name: str) -> tuple[str, str, int]:
    """Split a colour name from its shade: `accent1-25` → `("accent1", "-", 25)`, `accent1` → `("accent1", "", 0)`."""
    for change in "+-":
        base, separator, share = name.partition(change)
        if separator:
            return base, change, int(share)
    return name, "", 0


def shade_of(name: str, colours: dict[str, str]) -> str:
    """Return RRGGBB of a colour name with an optional shade of Office's palette: `accent1`, `accent1-25`,
    `accent1+40`.
    """
    base, change, share = _split_shade(name)
    if not change:
        return colours[base]
    return _shaded(colours[base], 100 - share, share if change == "+" else 0)


def scheme_colour(name: str, alpha: int = 100) -> str:
    """Return a theme colour as DrawingML, in one of Office's shades if named (`accent1-25`); `alpha` in percent."""
    base, change, share = _split_shade(name)
    inner = f'<a:lumMod val="{100 - share}000"/>' if change else ""
    inner += f'<a:lumOff val="{share}000"/>' if change == "+" else ""
    inner += f'<a:alpha val="{alpha}000"/>' if alpha != 100 else ""
    return f'<a:schemeClr val="{base}">{inner}</a:schemeClr>' if inner else f'<a:schemeClr val="{base}"/>'


def _shaded(colour: str, modify: int, offset: int) -> str:
    """Return RRGGBB after `lumMod` and `lumOff`, in percent."""
    return with_lightness(colour, lambda light: light * modify / 100 + offset / 100)


def channels(rgb: str) -> tuple[float, float, float]:
    """Return the red, green and blue of RRGGBB as shares from 0 to 1."""
    red, green, blue = (int(rgb[index : index + 2], 16) / 255 for index in (0, 2, 4))
    return red, green, blue


def hex_colour(shares: Iterable[float]) -> str:
    """Return RRGGBB of red, green and blue as shares; those outside 0 to 1 are clipped."""
    return "".join(f"{round(min(max(share, 0.0), 1.0) * 255):02X}" for share in shares)


def with_lightness(rgb: str, change: Callable[[float], float]) -> str:
    """Return a colour whose HLS lightness (0 to 1) is changed."""
    hue, light, saturation = colorsys.rgb_to_hls(*channels(rgb))
    return hex_colour(colorsys.hls_to_rgb(hue, min(max(change(light), 0.0), 1.0), saturation))


def mixed(ground: str, over: str, share: float) -> str:
    """Return RRGGBB of `share` (0 to 1) of one colour over another."""
    pairs = [(int(ground[i : i + 2], 16), int(over[i : i + 2], 16)) for i in (0, 2, 4)]
    return "".join(f"{round(below + (above - below) * share):02X}" for below, above in pairs)


def hue_distance(first_colour: str, second_colour: str) -> float:
    """Return the distance between the hues of two colours, from 0 to 180 degrees. Greys have no hue: they are as far as
    can be from any colour that has one, and next to each other.
    """
    greys = [saturation(colour) < GREY for colour in (first_colour, second_colour)]
    if any(greys):
        return 0.0 if all(greys) else 180.0
    first, second = (colorsys.rgb_to_hls(*channels(colour))[0] for colour in (first_colour, second_colour))
    apart = abs(first - second) * 360
    return min(apart, 360 - apart)


def second_accent(colours: dict[str, str], ground: str) -> str:
    """Return the name of the accent for marks and short texts on a ground: the second one, but the first where the
    second is a grey and the first has a hue that can be read on the ground.
    """
    first, second = colours["accent1"], colours["accent2"]
    vivid = saturation(second) < GREY <= saturation(first)
    return "accent1" if vivid and contrast(first, ground) >= _READABLE else "accent2"


def is_yellow(rgb: str) -> bool:
    """Return True for a light yellow or amber: darker, it would be an olive or a brown that no one takes for it."""
    hue, light, vividness = colorsys.rgb_to_hls(*channels(rgb))
    return 36 <= hue * 360 <= 75 and vividness > 0.3 and light > 0.4


def turns_brown(rgb: str) -> bool:
    """Return True for a light yellow or orange: a deep shade of it would be an olive or a brown."""
    hue, light, vividness = colorsys.rgb_to_hls(*channels(rgb))
    return 18 <= hue * 360 <= 75 and vividness > 0.3 and light > 0.4


def red_beside_green(first: str, second: str) -> bool:
    """Return True for a red and a green that differ too little in lightness to be distinguished without their hue."""
    return {_red_or_green(first), _red_or_green(second)} == {"red", "green"} and contrast(first, second) < 3.0


def _red_or_green(rgb: str) -> str:
    hue, light, vividness = colorsys.rgb_to_hls(*channels(rgb))
    degrees = hue * 360
    if vividness < 0.15 or not 0.05 < light < 0.95:
        return ""
    red = degrees >= 340 or degrees <= 20
    return "red" if red else "green" if 75 <= degrees <= 165 else ""


def saturation(rgb: str) -> float:
    """Return the saturation of a colour in HSV, from 0 (grey) to 1."""
    return colorsys.rgb_to_hsv(*channels(rgb))[1]


def contrast(first_colour: str, second_colour: str) -> float:
    """Return the contrast ratio of two RRGGBB colours, from 1 to 21 (WCAG 2.1, 1.4.3)."""
    lighter, darker = sorted((_luminance(first_colour), _luminance(second_colour)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=256)
def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
