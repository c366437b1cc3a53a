"""Make an Office theme of a brand's colours: every hue is the brand's, fills keep their colour, text can be read.

Charts, bars and blocks use the accents as the brand gives them; `dress.py` sets text in a darker shade, or in the text
colour, where an accent cannot be read. What is changed is reported with its reason.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from itertools import chain, pairwise, permutations

from builder.brand.brand import Brand, Tone
from builder.diagnostics import Diagnostic
from builder.office.colour import (
    channels,
    contrast,
    hex_colour,
    hue_distance,
    is_yellow,
    mixed,
    red_beside_green,
    turns_brown,
    with_lightness,
)
from builder.source import NOWHERE

__all__ = ["theme_colours"]

_TEXT, _SHAPE, _DEEP, _PAGE = 4.5, 3.0, 8.0, 14.0
"""Minimum contrast with the page of text, shapes and backgrounds of light text, and of the page with black."""
_SEEN = 1.25
"""Minimum contrast of a fill with the page, and of the cover's block with its ground."""
_PLAIN = 0.12
"""Saturation below which a colour is a grey."""
_COLOURFUL = 0.3
"""How much more saturated than a grey a colour is that nobody takes for one."""
_GREYS = (0.65, 0.3, 0.48)
_PLACES = (2, 3, 6)
"""The accents of the further colours."""
_SHARES = (0.55, 0.35, 0.75)
"""Shares of the primary on the page (or, of a yellow, of the text colour) in accents that the brand does not give."""


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
        page, ink = self._given("background", "FFFFFF"), self._given("foreground", "1F1F1F")
        background: Tone | None = None
        if contrast(page.rgb, "000000") < _PAGE:
            self._report(page, "is too dark for a page, as briefs are printed", "FFFFFF")
            if contrast(ink.rgb, "FFFFFF") < _TEXT:
                self._report(ink, f"has a contrast of {contrast(ink.rgb, 'FFFFFF'):.1f}:1 on white", page.rgb)
                ink = page
            background, page = page, Tone("FFFFFF", NOWHERE)
        self.colours["lt1"] = page.rgb
        self.colours["dk1"] = self._fit("text", ink, _TEXT)
        primary = self._primary()
        deep = self.brand.heading_colour or self.brand.colours.get("dark") or background
        self.colours["dk2"] = self._fit("headings", deep, _TEXT) if deep is not None else self._deep(primary.rgb)
        light = self.brand.colours.get("light")
        tint = light.rgb if light else ""
        if not tint or tint == page.rgb or contrast(self.colours["dk1"], tint) < 7 or contrast(tint, page.rgb) > 1.35:
            shares = (mixed(page.rgb, primary.rgb, share) for share in (0.12, 0.07, 0.05, 0.03))
            fit = (shade for shade in shares if contrast(shade, page.rgb) <= 1.2)
            tint = next((shade for shade in fit if contrast(self.colours["dk1"], shade) >= _TEXT), page.rgb)
            if light is not None:
                self._report(light, "is no light ground for text, or is the page's", tint)
        self.colours["lt2"] = tint

    def set_accents(self) -> None:
        """Set the six accents and the links."""
        page, ink = self.colours["lt1"], self.colours["dk1"]
        first = self._first(self._primary())
        warning = self.brand.colours.get("danger") or self.brand.colours.get("warning") or Tone(ink, NOWHERE)
        warning = Tone(self._fit("warnings", warning, _SHAPE), warning.span)
        second, third, last = self._further(first, warning.rgb)
        self.colours["accent1"] = first
        self.colours |= {"accent2": second.rgb, "accent3": third.rgb, "accent4": warning.rgb}
        self.colours["accent5"] = self._fit("quiet", Tone(mixed(page, ink, 0.62), NOWHERE), _TEXT)
        self.colours["accent6"] = last.rgb
        link = self.brand.link_colour
        readable = first if contrast(first, page) >= _TEXT else self.colours["dk2"]
        self.colours["hlink"] = self._fit("link", link, _TEXT) if link else readable
        self.colours["folHlink"] = with_lightness(self.colours["hlink"], lambda light: light * 0.6)
        order = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
        self.colours = {slot: self.colours[slot] for slot in order}

    def _primary(self) -> Tone:
        """Return the primary, or the first colour of the brand that is no grey, or the text colour."""
        palette = (tone for tone in self.brand.palette.values() if _saturation(tone.rgb) >= _PLAIN)
        roles = (self.brand.colours.get(role) for role in ("primary", "secondary", "tertiary"))
        named = next((tone for tone in roles if tone is not None), None) or next(palette, None)
        return named or Tone(self.colours["dk1"], NOWHERE)

    def _deep(self, primary: str) -> str:
        """Return a ground for light text: a deep shade of the primary that differs from it, or the text colour."""
        page, ink = self.colours["lt1"], self.colours["dk1"]
        if turns_brown(primary):
            return ink
        least = max(_DEEP, contrast(primary, page) * 1.4)
        return _nearest(primary, page, least) or ink

    def _first(self, primary: Tone) -> str:
        """Return the first accent: the primary, a little darker for text if little is needed; a light one stays as it
        is and is left to fills.
        """
        page = self.colours["lt1"]
        ratio = contrast(primary.rgb, page)
        if ratio >= _SHAPE:
            return self._fit("primary", primary, _TEXT)
        if ratio < _SEEN:
            return self._fit("a fill", primary, _SEEN)
        if primary.span != NOWHERE:
            message = (
                f"#{primary.rgb} has a contrast of {ratio:.1f}:1 on the page, and text needs {_TEXT:g}:1: it stays for "
                "fills, with dark text on them; text takes a darker colour"
            )
            self.changes.append(Diagnostic("brand-colour", message, primary.span, "", "warning"))
        return primary.rgb

    def _further(self, first: str, warning: str) -> tuple[Tone, ...]:
        """Return three further accents: the brand's own in its order, else tints of its colours; in another order where
        a red would be beside a green.
        """
        own = self._own_accents(first)[:3]
        page, ink = self.colours["lt1"], self.colours["dk1"]
        base = ink if is_yellow(first) else first
        tints = [Tone(mixed(page, base, share), NOWHERE) for share in _SHARES]
        tints = [tint for tint in tints if contrast(tint.rgb, page) >= _SEEN]
        greys = [Tone(mixed(page, ink, share), NOWHERE) for share in _GREYS]
        pool = [*own, *tints, *greys]
        orders = (order for order in permutations(pool, 3) if not _mistakable(first, order, warning))
        chosen = min(
            orders, key=lambda order: sum(tone not in order for tone in own), default=tuple([*tints, *greys][:3])
        )
        for place, tone in enumerate(own):
            if tone.span == NOWHERE or chosen[place] is tone:
                continue
            use = f"charts use it as accent {_PLACES[chosen.index(tone)]}" if tone in chosen else "charts do not use it"
            message = (
                f"#{tone.rgb} would be beside a colour from which colour-blind readers cannot distinguish it: {use}"
            )
            self.changes.append(Diagnostic("brand-colour", message, tone.span, "", "warning"))
        return chosen

    def _own_accents(self, first: str) -> list[Tone]:
        """Return the brand's further colours in its order that can be distinguished from each other."""
        page = self.colours["lt1"]
        roles = [self.brand.colours.get(role) for role in ("secondary", "tertiary")]
        given = [tone for tone in roles if tone is not None]
        others = (self.brand.colours.get(role) for role in ("info", "success", "warning"))
        colourful = (
            tone
            for tone in chain(others, self.brand.palette.values())
            if tone is not None and _saturation(tone.rgb) >= _PLAIN and 0.2 < _lightness(tone.rgb) < 0.85
        )
        chosen: list[Tone] = []
        for tone in chain(roles, colourful):
            if tone is None or tone in chosen:
                continue
            like = next((rgb for rgb in (first, *(own.rgb for own in chosen)) if not _apart(tone.rgb, rgb)), "")
            reason = ""
            if contrast(tone.rgb, page) < _SEEN:
                reason = f"has a contrast of {contrast(tone.rgb, page):.1f}:1 on the page, where no fill is seen in it"
            elif like and tone.rgb != first:
                reason = f"is like another accent, #{like}"
            if not reason and not like:
                chosen.append(tone)
            elif reason and tone in given and tone.span != NOWHERE:
                message = f"#{tone.rgb} {reason}: the templates do not use it"
                self.changes.append(Diagnostic("brand-colour", message, tone.span, "", "warning"))
        return chosen

    def _given(self, role: str, usual: str) -> Tone:
        return self.brand.colours.get(role) or Tone(usual, NOWHERE)

    def _fit(self, what: str, tone: Tone, least: float) -> str:
        """Return the colour, or the nearest lightness of it with that contrast on the page."""
        page = self.colours["lt1"]
        nearest = _nearest(tone.rgb, page, least) or self.colours["dk1"]
        if nearest != tone.rgb:
            ratio = contrast(tone.rgb, page)
            self._report(tone, f"has a contrast of {ratio:.1f}:1 on the page; {what} needs {least:g}:1", nearest)
        return nearest

    def _report(self, tone: Tone, why: str, now: str) -> None:
        """Report a change of a colour that the brand gives; nothing for a generated one."""
        if tone.span != NOWHERE:
            message = f"#{tone.rgb} {why}: the templates use #{now}"
            self.changes.append(Diagnostic("brand-colour", message, tone.span, "", "warning"))


def _mistakable(first: str, order: tuple[Tone, ...], warning: str) -> bool:
    """Return True if a red is beside a green among the accents in the order of charts; the fifth is a grey."""
    second, third, last = (tone.rgb for tone in order)
    neighbours = (*pairwise((first, second, third, warning)), (last, first))
    return any(red_beside_green(*pair) for pair in neighbours)


def _apart(first: str, second: str) -> bool:
    """Return True for colours of different hues, a colour and a grey, or colours of clearly different lightness."""
    least, most = sorted((_saturation(first), _saturation(second)))
    if least >= _PLAIN and hue_distance(first, second) > 20:
        return True
    if least < _PLAIN and most >= least + _COLOURFUL:
        return True
    return contrast(first, second) >= 1.5


def _nearest(rgb: str, background: str, least: float) -> str | None:
    """Return the colour of this hue, nearest in lightness, with that contrast on the background; or None."""
    hue, light, saturation = rgb_to_hls(*channels(rgb))
    steps = sorted((n / 100 for n in range(3, 98)), key=lambda step: abs(step - light))
    for candidate in chain((rgb,), (hex_colour(hls_to_rgb(hue, step, saturation)) for step in steps)):
        if contrast(candidate, background) >= least:
            return candidate
    return None


def _saturation(rgb: str) -> float:
    return rgb_to_hls(*channels(rgb))[2]


def _lightness(rgb: str) -> float:
    return rgb_to_hls(*channels(rgb))[1]
