"""Make an Office theme from a brand's colours, legible and distinct in greyscale.

The default templates set text in `accent1`, `accent4` (warnings) and `accent5` (quiet text), cover and dividers on
`dk2`, and charts use the accents in order. A brand's colour is kept if it works there; else its lightness is changed as
little as possible, and the change is reported.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from itertools import chain

from builder.brand.brand import Brand, Tone
from builder.diagnostics import Diagnostic
from builder.office.colour import channels, contrast, hex_colour, hue_distance, mixed, shade_of
from builder.source import NOWHERE, Span

__all__ = ["theme_colours"]

_TEXT, _SHAPE, _DEEP, _PAGE = 4.5, 3.0, 8.0, 14.0
"""Minimum contrast with the page of text, shapes and backgrounds of light text, and of the page with black."""
_STEP = 1.25
"""Luminance ratio that keeps two series distinct in greyscale (required by charts)."""
_PLAIN = 0.12
"""Saturation below which a colour is a grey."""
_NEAR, _TURNS = 30, (165, 285)
"""Hue distances in degrees from the first accent for accents that the brand does not give. The third accent is seen on
the cover: its hue is near the first.
"""


def theme_colours(brand: Brand) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return RRGGBB by theme slot, and the changes of the brand's colours."""
    theme = _Theme(brand)
    theme.set_backgrounds()
    theme.set_accents()
    return theme.colours, theme.changes


class _Theme:
    """Fills the slots of a theme in the order in which they depend on each other."""

    def __init__(self, brand: Brand):
        self.brand = brand
        self.colours: dict[str, str] = {}
        self.changes: list[Diagnostic] = []

    def set_backgrounds(self) -> None:
        """Set text, page and the two second colours."""
        page, ink = self._given("background", "FFFFFF"), self._given("foreground", "1B242C")
        background: Tone | None = None
        if contrast(page.rgb, "000000") < _PAGE:
            self._report(page, "is too dark for a page, as briefs are printed", "FFFFFF")
            ink = page if contrast(ink.rgb, "FFFFFF") < _TEXT else ink
            background, page = page, Tone("FFFFFF", NOWHERE)
        self.colours["lt1"] = page.rgb
        self.colours["dk1"] = self._fit("text", ink, _TEXT)
        primary = self._given("primary", "0F5A73")
        deep = self.brand.heading_colour or self.brand.colours.get("dark") or background
        if deep is not None:
            self.colours["dk2"] = self._fit("headings", deep, _TEXT)
        else:
            self.colours["dk2"] = _nearest(primary.rgb, page.rgb, _DEEP) or self.colours["dk1"]
        light = self.brand.colours.get("light")
        tint = light.rgb if light else ""
        if not tint or tint == page.rgb or contrast(self.colours["dk1"], tint) < 7 or contrast(tint, page.rgb) > 1.35:
            shares = (mixed(page.rgb, primary.rgb, share) for share in (0.07, 0.05, 0.03))
            tint = next((shade for shade in shares if contrast(self.colours["dk1"], shade) >= _TEXT), page.rgb)
        self.colours["lt2"] = tint

    def set_accents(self) -> None:
        """Set the six accents and the links."""
        primary = self._given("primary", "0F5A73")
        first = self._fit("primary", primary, _TEXT)
        danger = self.brand.colours.get("danger") or Tone("9B2C2C", NOWHERE)
        quiet = Tone(mixed(self.colours["lt1"], self.colours["dk1"], 0.62), NOWHERE)
        self.colours["accent1"] = first
        second, third, last = self._further(first)
        used = [first]
        for slot, tone, least in (("accent2", second, _SHAPE), ("accent3", third, _SHAPE), ("accent4", danger, _TEXT)):
            self.colours[slot] = self._fit(slot, tone, least, *used)
            used.append(self.colours[slot])
        self.colours["accent5"] = self._fit("quiet", quiet, _TEXT)
        self.colours["accent6"] = self._fit("accent6", last, _SHAPE)
        link = self.brand.link_colour
        self.colours["hlink"] = self._fit("link", link, _TEXT) if link else first
        self.colours["folHlink"] = mixed(self.colours["hlink"], self.colours["dk1"], 0.5)
        pale = _pale(self.colours["accent3"])
        if contrast(pale, self.colours["dk2"]) < _TEXT:
            least = _TEXT * contrast(pale, self.colours["lt1"])
            self.colours["dk2"] = _nearest(self.colours["dk2"], self.colours["lt1"], least) or "000000"
        order = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
        self.colours = {slot: self.colours[slot] for slot in order}

    def _further(self, first: str) -> list[Tone]:
        """Return three further colours: the brand's own in its order, if of other hues; else generated."""
        named = (self.brand.colours.get(role) for role in ("secondary", "tertiary", "info", "success", "warning"))
        chosen: list[Tone] = []
        for tone in chain(named, self.brand.palette.values()):
            if tone is None or _saturation(tone.rgb) < _PLAIN or not 0.2 < _lightness(tone.rgb) < 0.85:
                continue
            if all(hue_distance(tone.rgb, rgb) > 20 for rgb in (first, *(earlier.rgb for earlier in chosen))):
                chosen.append(tone)
        degrees = (_NEAR, *_TURNS) if chosen else (_TURNS[0], _NEAR, _TURNS[1])
        turned = (Tone(_turned(first, angle), NOWHERE) for angle in degrees)
        three = [*chosen, *turned][:3]
        # The default deck sets secondary text on dk2 in a light shade of its third accent.
        fit = [tone for tone in three[1:] if contrast(_pale(tone.rgb), self.colours["dk2"]) >= _TEXT]
        third = fit[0] if fit else three[1]
        return [three[0], third, next(tone for tone in three[1:] if tone is not third)]

    def _given(self, role: str, usual: str) -> Tone:
        return self.brand.colours.get(role) or Tone(usual, NOWHERE)

    def _fit(self, what: str, tone: Tone, least: float, *used: str) -> str:
        """Return the colour, or the nearest lightness of it with that contrast on the page and distance from other
        colours.
        """
        page = self.colours["lt1"]
        nearest = _nearest(tone.rgb, page, least, *used) or _nearest(tone.rgb, page, least) or self.colours["dk1"]
        if nearest != tone.rgb:
            why = f"has a contrast of {contrast(tone.rgb, page):.1f}:1 on the page; {what} needs {least:g}:1"
            if contrast(tone.rgb, page) >= least:
                why = "is like another accent in greyscale"
            self._report(tone, why, nearest)
        return nearest

    def _report(self, tone: Tone, why: str, now: str) -> None:
        """Report a change of a colour that the brand gives; nothing for a generated one."""
        if tone.span != NOWHERE:
            self.changes.append(_change(tone.span, f"#{tone.rgb} {why}: the templates use #{now}"))


def _change(span: Span, message: str) -> Diagnostic:
    return Diagnostic("brand-colour", message, span, "", "warning")


def _nearest(rgb: str, background: str, least: float, *used: str) -> str | None:
    """Return the colour of this hue, nearest in lightness, with that contrast on the background and a step from the
    others; or None.
    """
    hue, light, saturation = rgb_to_hls(*channels(rgb))
    steps = sorted((n / 100 for n in range(3, 98)), key=lambda step: abs(step - light))
    for candidate in chain((rgb,), (hex_colour(hls_to_rgb(hue, step, saturation)) for step in steps)):
        if contrast(candidate, background) >= least and all(contrast(candidate, rgb) >= _STEP for rgb in used):
            return candidate
    return None


def _pale(rgb: str) -> str:
    """Return the shade in which the default deck sets the third accent on dark backgrounds: 40% lighter."""
    return shade_of("accent3+40", {"accent3": rgb})


def _turned(rgb: str, degrees: int) -> str:
    """Return a colour of another hue, of medium lightness and saturation."""
    hue, light, saturation = rgb_to_hls(*channels(rgb))
    return hex_colour(
        hls_to_rgb((hue + degrees / 360) % 1, min(max(light, 0.35), 0.5), min(max(saturation, 0.35), 0.6))
    )


def _saturation(rgb: str) -> float:
    return rgb_to_hls(*channels(rgb))[2]


def _lightness(rgb: str) -> float:
    return rgb_to_hls(*channels(rgb))[1]
