"""Pixels of a template's pictures, to learn which colours lie behind text. Pillow reads them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Pixels", "read_pixels"]

_LONGEST_SIDE = 240
"""Pixels to which a picture is reduced: each is then the mean of an area of the size of a letter."""
_STEP = 15
"""Channels are rounded to multiples of it: colours that hardly differ become one."""
_MOST_PIXELS = 100_000_000
"""Larger pictures are not read."""


class Pixels:
    """A reduced picture whose colours are asked by position: shares of width and height from its top left corner."""

    def __init__(self, image: Image):
        self._image = image

    def at(self, across: float, down: float) -> tuple[str, float]:
        """Return RRGGBB and opacity of the pixel at a position."""
        width, height = self._image.size
        place = (min(max(int(across * width), 0), width - 1), min(max(int(down * height), 0), height - 1))
        pixel = self._image.getpixel(place)
        *channels, alpha = pixel if isinstance(pixel, tuple) else (0, 0, 0, 0)
        return "".join(f"{round(channel / _STEP) * _STEP:02X}" for channel in channels), alpha / 255


def read_pixels(blob: bytes) -> Pixels | None:
    """Return the pixels of a picture; None for a format that Pillow does not read (EMF, SVG) or a damaged file."""
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(blob))
        if image.format in ("WMF", "EMF") or image.width * image.height > _MOST_PIXELS:
            return None
        image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        reduced = image.convert("RGBA")
        reduced.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return Pixels(reduced)
