"""The format of the metrics files: their code points and layout.

A file holds one family: four faces (regular, bold, italic, bold italic), each a header of four unsigned 16-bit numbers
(units per em, ascent, descent, line gap) and one advance width per code point of `code_points()`, little-endian;
`MISSING` if the font has no glyph. `scripts/make_metrics.py` writes these files from the fonts themselves.
"""

from __future__ import annotations

import sys
from array import array

from msgspec import Struct

__all__ = ["FACES", "MISSING", "RANGES", "FaceMetrics", "code_points", "pack", "unpack"]

RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x02B0, 0x02FF),  # modifiers
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x206F),  # punctuation and spaces
    (0x2070, 0x20BF),  # superscripts, currency
    (0x2100, 0x22FF),  # letter-like, number forms, arrows, mathematics
    (0x2460, 0x24FF),  # enclosed
    (0x2500, 0x27BF),  # boxes, shapes, symbols, dingbats
    (0xFB00, 0xFB06),  # ligatures
)
MISSING = 0xFFFF
FACES = ("regular", "bold", "italic", "bold-italic")
_HEADER = 4


class FaceMetrics(Struct, frozen=True):
    """One face in its own units: the line's parts, and an advance for each code point of `code_points()`."""

    units: int
    ascent: int
    descent: int
    gap: int
    widths: array[int]


def code_points() -> list[int]:
    """Return every code point that a metrics file has a width for, in the file's order."""
    return [point for first, last in RANGES for point in range(first, last + 1)]


def pack(faces: list[FaceMetrics]) -> bytes:
    """Return the bytes of a metrics file."""
    words = array("H")
    for face in faces:
        words.extend((face.units, face.ascent, face.descent, face.gap))
        words.extend(face.widths)
    if sys.byteorder == "big":
        words.byteswap()
    return words.tobytes()


def unpack(data: bytes) -> list[FaceMetrics]:
    """Return the faces of a metrics file."""
    words = array("H")
    words.frombytes(data)
    if sys.byteorder == "big":
        words.byteswap()
    size = len(words) // len(FACES)
    starts = range(0, len(words), size)
    return [
        FaceMetrics(words[at], words[at + 1], words[at + 2], words[at + 3], words[at + _HEADER : at + size])
        for at in starts
    ]
