"""Colours as style sheets write them (CSS Color Module Level 4, 5.2, 5.1 and 6.1)."""

from __future__ import annotations

import re

__all__ = ["colour_of"]

_NAMES = {
    "aqua": "00FFFF", "black": "000000", "blue": "0000FF", "brown": "A52A2A", "coral": "FF7F50", "crimson": "DC143C",
    "cyan": "00FFFF", "darkblue": "00008B", "darkgreen": "006400", "darkred": "8B0000", "fuchsia": "FF00FF",
    "gold": "FFD700", "gray": "808080", "green": "008000", "grey": "808080", "indigo": "4B0082", "ivory": "FFFFF0",
    "lime": "00FF00", "magenta": "FF00FF", "maroon": "800000", "navy": "000080", "olive": "808000", "orange": "FFA500",
    "orchid": "DA70D6", "pink": "FFC0CB", "purple": "800080", "red": "FF0000", "salmon": "FA8072", "sienna": "A0522D",
    "silver": "C0C0C0", "skyblue": "87CEEB", "slategray": "708090", "steelblue": "4682B4", "tan": "D2B48C",
    "teal": "008080", "tomato": "FF6347", "turquoise": "40E0D0", "violet": "EE82EE", "white": "FFFFFF",
    "whitesmoke": "F5F5F5", "yellow": "FFFF00",
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)")


def colour_of(text: str) -> str | None:
    """Return RRGGBB of a colour in hexadecimal, as `rgb(…)` or by a common name; None for anything else."""
    low = text.strip().casefold()
    if match := _HEX.fullmatch(low):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return digits.upper()
    if match := _RGB.fullmatch(low):
        channels = [int(channel) for channel in match.groups()]
        return "".join(f"{channel:02X}" for channel in channels) if max(channels) <= 255 else None
    return _NAMES.get(low)
