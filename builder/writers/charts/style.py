"""Style of a chart: the caller's choices, and the colours derived from them.

Colours are theme references (`accent1`, `tx1`) or RRGGBB. References stay references in the file, so a change of the
document's theme changes its charts; their present values serve to compute contrast (WCAG 2.1, 1.4.3 and 1.4.11) and to
keep series distinct in greyscale.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

from msgspec import Struct
from msgspec.structs import replace

from builder.office.colour import hue_distance, is_yellow, red_beside_green

__all__ = ["ChartStyle", "Colour", "colour", "contrast", "needs_outline", "readable_on", "series_colours"]

_ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_ALIASES = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
# The colour of a reference when the caller gives none: the theme of Office 2013–2022.
_OFFICE_THEME = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47",
}  # fmt: skip
# Shades of one theme colour as (lumMod, lumOff) in per cent, those nearest to the designer's choice first.
_SHADES = ((100, 0), (85, 0), (75, 25), (70, 0), (60, 40), (55, 0), (40, 0))
_MORE_SHADES = (*_SHADES, (50, 50), (30, 0), (25, 75), (20, 0), (10, 90))
"""The same for neighbours, which have to be dark and light by turns."""
_LEAST_CONTRAST = 3.0
"""Of a bar or a line against its background (WCAG 2.1, 1.4.11)."""
_LEAST_FILL = 1.8
"""Of a fill among others against its background: it has neighbours, labels and a legend."""
_NEIGHBOURS = 3.0
"""Contrast of fills that touch, so that the eye parts them in grey and whatever colours it sees."""
_ALIKE = 75.0
"""Distance of two colours that a legend names and that readers take for one below it."""
_FAINT = 2.2
"""Contrast with the background below which a line does not take an accent: it would have to be darkened to mud."""
_KIN = 30.0
"""Degrees between the hues of an accent and of its light relative."""
_LIGHT_RELATIVE_ORDER = ("accent1", "accent3", "tx2", "accent2", "accent4", "accent6", "accent5")
"""Order of fills where the third accent is a light relative of the first, which it follows in stacks and rings."""
_PALE = 0.475
"""Luminance from which a yellow has a contrast with white of less than 2:1."""
_LEAST_STEP = 1.25
"""Luminance ratio that keeps two series distinct when printed in black and white."""


class ChartStyle(Struct, frozen=True, kw_only=True):
    """The caller's choices for a chart. `size` in points; `width` and `height`, in EMU, are its frame's. `typeface` is
    the name of the font that `font` refers to, for measuring.

    `theme` maps names to the present values of the theme colours (RRGGBB by name: `accent1`, `dk1`, and `tx1` or `bg1`
    if a slide's colour map assigns them).
    """

    font: str = "+mn-lt"
    typeface: str = ""
    size: float = 10.0
    colour: str = "tx1"
    gridline: str = "D9D9D9"
    background: str = "bg1"
    series: tuple[str, ...] = _ACCENTS
    theme: dict[str, str] = {}
    width: int = 5_760_000
    height: int = 2_880_000


class Colour(Struct, frozen=True):
    """A colour as DrawingML writes it, with its present value as RRGGBB and its luminance, 0 to 1 (WCAG 2.1)."""

    xml: str
    rgb: str
    luminance: float


def colour(name: str, style: ChartStyle, modify: int = 100, offset: int = 0) -> Colour:
    """Return a colour by theme reference or RRGGBB; `modify` and `offset` change its lightness in percent."""
    changes = "" if modify == 100 else f'<a:lumMod val="{modify}000"/>'
    changes += f'<a:lumOff val="{offset}000"/>' if offset else ""
    alias = _ALIASES.get(name, name)
    value = style.theme.get(name) or style.theme.get(alias) or _OFFICE_THEME.get(alias)
    if value is None:
        rgb = _shade(name, modify, offset)
        return Colour(f'<a:srgbClr val="{name}">{changes}</a:srgbClr>', rgb, _luminance(rgb))
    rgb = _shade(value, modify, offset)
    return Colour(f'<a:schemeClr val="{name}">{changes}</a:schemeClr>', rgb, _luminance(rgb))


def _shade(rgb: str, modify: int, offset: int) -> str:
    """Return the colour after lumMod and lumOff (ECMA-376 part 1, 20.1.2.3.20 and 21: on the L of HSL)."""
    if modify == 100 and not offset:
        return rgb.upper()
    hue, light, saturation = rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    light = min(1.0, light * modify / 100 + offset / 100)
    return "".join(f"{round(channel * 255):02X}" for channel in hls_to_rgb(hue, light, saturation))


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    lighter, darker = first.luminance + 0.05, second.luminance + 0.05
    return max(lighter / darker, darker / lighter)


def _luminance(rgb: str) -> float:
    channels = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def series_colours(
    style: ChartStyle, count: int, *, touching: bool = False, filled: bool = False, dashed: bool = False
) -> tuple[Colour, ...]:
    """Return one colour for each of `count` series: the style's in their order, shaded if two would look alike, in
    greyscale or in colour, or one would fade into the background. Fills that are `touching` are dark and light by
    turns; lines that are `dashed` differently may look alike in greyscale. A light yellow is not shaded: fills keep it,
    in an outline (`needs_outline`), lines take the next colour.
    """
    if touching and count > 1:
        ordered = replace(style, series=_fill_order(style))
        for kept in (True, False) if filled else (False,):
            for first_colour in _shades(style.series[0], style, _MORE_SHADES, kept):
                colours = _by_turns(ordered, count, first_colour, kept)
                if colours:
                    return colours
    background = colour(style.background, style)
    series = style.series
    if not filled:
        series = tuple(name for name in series if not needs_outline(colour(name, style), style)) or series
        series = tuple(sorted(series, key=lambda name: contrast(colour(name, style), background) < _FAINT))
    shades = {name: _shades(name, style, _SHADES, True) for name in (series[: max(count, 2)] if filled else series)}
    chosen: list[Colour] = []
    for index in range(count):
        first = index % len(shades)
        names = (*series[first : len(shades)], *series[:first])
        candidates = [candidate for name in names for candidate in shades[name]]
        visible = [
            candidate
            for candidate in candidates
            if contrast(candidate, background) >= _LEAST_CONTRAST or (filled and _is_pale_yellow(candidate))
        ] or candidates
        before = chosen[-1].rgb if chosen else ""
        clear = [candidate for candidate in visible if not before or not red_beside_green(before, candidate.rgb)]
        visible = clear or visible
        apart = [candidate for candidate in visible if _distance(candidate, chosen) >= _LEAST_STEP]
        pool = visible if dashed else apart
        unlike = (candidate for candidate in pool if all(_unlike(candidate, other) >= _ALIKE for other in chosen))
        following = next(unlike, None) or next(iter(apart), None)
        chosen.append(following or max(visible, key=lambda candidate: _distance(candidate, chosen)))
    return tuple(chosen)


def _fill_order(style: ChartStyle) -> tuple[str, ...]:
    """Return the accents in the order in which fills that touch take them."""
    if style.series != _ACCENTS:
        return style.series
    first, third = colour("accent1", style), colour("accent3", style)
    related = hue_distance(first.rgb, third.rgb) <= _KIN
    lighter = third.luminance > first.luminance and contrast(first, third) >= _NEIGHBOURS
    return _LIGHT_RELATIVE_ORDER if related and lighter else style.series


def _by_turns(style: ChartStyle, count: int, first: Colour, kept: bool) -> tuple[Colour, ...]:
    """Return colours from `first` on, each with a contrast of 3:1 to the one before, visible against the background and
    distinct from all others; none if there are not enough. Light yellows are `kept` as they are, in an outline.
    """
    background = colour(style.background, style)
    if not _is_seen(first, background, kept):
        return ()
    chosen = [first]
    for index in range(1, count):
        start = index % len(style.series)
        names = (*style.series[start:], *style.series[:start])
        candidates = (shade for name in names for shade in _shades(name, style, _MORE_SHADES, kept))
        suitable = [
            candidate
            for candidate in candidates
            if contrast(candidate, chosen[-1]) >= _NEIGHBOURS
            and _is_seen(candidate, background, kept)
            and all(candidate.rgb != before.rgb for before in chosen)
        ]
        if not suitable:
            return ()
        unlike = (candidate for candidate in suitable if all(_unlike(candidate, before) >= _ALIKE for before in chosen))
        following = next(unlike, None) or max(
            suitable, key=lambda candidate: min(_unlike(candidate, before) for before in chosen)
        )
        chosen.append(following)
    return tuple(chosen)


def _unlike(first: Colour, second: Colour) -> float:
    """Return how far two colours are from each other, 0 to 441: the distance of their red, green and blue."""
    channels = ((int(first.rgb[i : i + 2], 16), int(second.rgb[i : i + 2], 16)) for i in (0, 2, 4))
    return float(sum((a - b) ** 2 for a, b in channels) ** 0.5)


def needs_outline(fill: Colour, style: ChartStyle) -> bool:
    """Return True for a yellow that the background would swallow without a line around it."""
    return _is_pale_yellow(fill) and contrast(fill, colour(style.background, style)) < _LEAST_CONTRAST


def _is_seen(fill: Colour, background: Colour, kept: bool) -> bool:
    return contrast(fill, background) >= _LEAST_FILL or (kept and _is_pale_yellow(fill))


def _shades(name: str, style: ChartStyle, shades: tuple[tuple[int, int], ...], kept: bool) -> list[Colour]:
    """Return a colour and its shades, the nearest first; a light yellow alone if it is to be `kept`: its shades would
    be olive or brown.
    """
    plain = colour(name, style)
    return [plain] if kept and _is_pale_yellow(plain) else [colour(name, style, *shade) for shade in shades]


def _is_pale_yellow(tone: Colour) -> bool:
    return tone.luminance > _PALE and is_yellow(tone.rgb)


def _distance(candidate: Colour, colours: list[Colour]) -> float:
    return min((contrast(candidate, other_colour) for other_colour in colours), default=21.0)


def readable_on(fill: Colour, style: ChartStyle) -> Colour:
    """Choose the text colour for a fill: background or text colour, whichever has the higher contrast ratio (one of two
    colours with a ratio of 21:1 always reaches 4.5:1), or else black or white.
    """
    options = [colour(name, style) for name in (style.background, style.colour, "FFFFFF", "000000")]
    good = (candidate for candidate in options[:2] if contrast(candidate, fill) >= 4.5)
    return next(good, None) or max(options, key=lambda candidate: contrast(candidate, fill))
