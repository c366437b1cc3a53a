"""The ground on which a logo can be seen: contrast of what it draws with a band, a page or a plate (WCAG, 1.4.11)."""

from __future__ import annotations

from builder.office.colour import contrast
from builder.templates.deck.pixels import read_pixels

__all__ = ["plate_for"]

_STEPS = 60
"""Points across and down at which a logo is looked at."""
_OPAQUE = 0.5
_LEAST = 3.0


def plate_for(logo: bytes, grounds: dict[str, str]) -> str:
    """Return the name of the ground to put behind a logo; "" if it can be seen on the first of `grounds`, which is
    there already (RRGGBB by name). A logo that no ground suits gets the best, one whose pixels cannot be read the last.
    """
    ink = _ink(logo)
    usual, *_ = grounds
    if not ink:
        return list(grounds)[-1]
    visible = {name: _visible(ink, ground) for name, ground in grounds.items()}
    best = max(visible, key=lambda name: visible[name])
    return "" if visible[usual] >= _LEAST or best == usual else best


def _ink(logo: bytes) -> dict[str, int]:
    """Return the colours that a logo draws, each with the number of its points; empty if they cannot be read."""
    pixels = read_pixels(logo)
    counts: dict[str, int] = {}
    places = [(step + 0.5) / _STEPS for step in range(_STEPS)]
    for across in places if pixels is not None else ():
        for down in places:
            rgb, opacity = pixels.at(across, down) if pixels is not None else ("", 0.0)
            if opacity >= _OPAQUE:
                counts[rgb] = counts.get(rgb, 0) + 1
    return counts


def _visible(ink: dict[str, int], ground: str) -> float:
    """Return the contrast with the ground that nine tenths of a logo have at least."""
    ranked = sorted(ink.items(), key=lambda pair: contrast(pair[0], ground))
    most, seen = sum(ink.values()) / 10, 0
    for rgb, count in ranked:
        seen += count
        if seen > most:
            return contrast(rgb, ground)
    return 1.0
