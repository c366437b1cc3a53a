"""What a picture is, by its own bytes: type, size in pixels, resolution, and whether it is whole.

Only headers are read, nothing is decompressed. PNG: ISO/IEC 15948 (chunks, IHDR, pHYs). JPEG: ITU-T T.81 annex B
(markers, frame header), JFIF 1.02 (density). GIF: GIF89a specification.
"""

from __future__ import annotations

import zlib
from pathlib import PurePosixPath

from msgspec import Struct

from builder.content.files import FileProblem

__all__ = ["Picture", "examine"]

MAX_SIDE = 30_000
MAX_PIXELS = 100_000_000
"""What a picture may measure: beyond, opening the file would exhaust the reader's machine."""

_SUFFIXES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jpe": "image/jpeg",
    ".gif": "image/gif",
}
_SCREEN = (96.0, 96.0)
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


class Picture(Struct, frozen=True):
    """Type and measures of a picture; `dpi` is 96 where the file does not say."""

    media_type: str
    width: int
    height: int
    dpi: tuple[float, float] = _SCREEN


def examine(blob: bytes, name: str) -> Picture:
    """The picture in `blob`. Raises FileProblem when it is none, is cut short, too big, or not what its name says."""
    if blob.startswith(b"\x89PNG\r\n\x1a\n"):
        picture = _png(blob, name)
    elif blob.startswith(b"\xff\xd8\xff"):
        picture = _jpeg(blob, name)
    elif blob.startswith((b"GIF87a", b"GIF89a")):
        picture = _gif(blob, name)
    else:
        raise FileProblem("image", f"`{name}` is not a PNG, JPEG or GIF picture", "export it as PNG or JPEG")
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _SUFFIXES and _SUFFIXES[suffix] != picture.media_type:
        real = picture.media_type.removeprefix("image/").upper()
        raise FileProblem("image", f"`{name}` is in truth a {real} file", f"name it .{real.lower()}")
    if not picture.width or not picture.height:
        raise FileProblem("image", f"`{name}` has no pixels")
    if max(picture.width, picture.height) > MAX_SIDE or picture.width * picture.height > MAX_PIXELS:
        size = f"{picture.width} × {picture.height} pixels"
        raise FileProblem(
            "too-large", f"`{name}` has {size}; {MAX_PIXELS // 1_000_000} million is the limit", "make it smaller"
        )
    return picture


def _truncated(name: str) -> FileProblem:
    return FileProblem("image", f"`{name}` is damaged or cut short", "export it again")


def _resolution(across: float, down: float) -> tuple[float, float]:
    """The density, or that of a screen where it is not believable."""
    return (across, down) if 10 <= across <= 4800 and 10 <= down <= 4800 else _SCREEN


def _png(blob: bytes, name: str) -> Picture:
    at, width, height, dpi, data = 8, 0, 0, _SCREEN, False
    while at + 12 <= len(blob):
        length = int.from_bytes(blob[at : at + 4], "big")
        kind, body, end = blob[at + 4 : at + 8], blob[at + 8 : at + 8 + length], at + 12 + length
        if end > len(blob) or zlib.crc32(kind + body) != int.from_bytes(blob[end - 4 : end], "big"):
            break
        if (kind == b"IHDR") != (at == 8):
            break
        if kind == b"IHDR" and length == 13:
            width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
        elif kind == b"pHYs" and length == 9 and body[8] == 1:
            metre = 0.0254
            dpi = _resolution(int.from_bytes(body[:4], "big") * metre, int.from_bytes(body[4:8], "big") * metre)
        elif kind == b"IDAT":
            data = True
        elif kind == b"IEND" and data:
            return Picture("image/png", width, height, dpi)
        at = end
    raise _truncated(name)


def _jpeg(blob: bytes, name: str) -> Picture:
    at, size, dpi = 2, (0, 0), _SCREEN
    while at + 4 <= len(blob) and blob[at] == 0xFF:
        marker = blob[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(blob[at + 2 : at + 4], "big")
        body = blob[at + 4 : at + 2 + length]
        if length < 2 or len(body) != length - 2:
            break
        if marker in _JPEG_FRAMES and length >= 8:
            size = (int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big"))
        elif marker == 0xE0 and body.startswith(b"JFIF\x00") and len(body) >= 12 and body[7] in (1, 2):
            inch = 1.0 if body[7] == 1 else 2.54
            dpi = _resolution(int.from_bytes(body[8:10], "big") * inch, int.from_bytes(body[10:12], "big") * inch)
        elif marker == 0xDA:
            if size == (0, 0) or blob.rfind(b"\xff\xd9", at) < 0:
                break
            return Picture("image/jpeg", *size, dpi)
        at += 2 + length
    raise _truncated(name)


def _gif(blob: bytes, name: str) -> Picture:
    if len(blob) < 14 or blob.rstrip(b"\x00")[-1:] != b";":
        raise _truncated(name)
    return Picture("image/gif", int.from_bytes(blob[6:8], "little"), int.from_bytes(blob[8:10], "little"))
