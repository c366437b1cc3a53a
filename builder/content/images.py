"""Read a picture: its type, size in pixels and resolution, and the file to embed.

A PNG, JPEG or GIF file is embedded as it is but for its metadata. One that Office would show wrongly (turned, in CMYK
or 16 bits), does not read (TIFF, WebP, BMP) or need not be so large is drawn again.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.content.files import FileProblem

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

__all__ = ["Picture", "examine"]

MAX_SIDE = 30_000
MAX_PIXELS = 100_000_000
"""Limits of a picture: beyond them, opening the file would exhaust the reader's machine."""

_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
}
_FORMATS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".jpe": "JPEG",
    ".gif": "GIF",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".webp": "WebP",
    ".bmp": "BMP",
    ".dib": "BMP",
}
_EMBEDDED = frozenset(("PNG", "JPEG", "GIF"))
"""The formats that every version of Office reads."""
_OFFICE_MODES = frozenset(("1", "L", "LA", "P", "RGB", "RGBA"))
_SCREEN = (96.0, 96.0)
_PNG_END = b"IEND\xaeB`\x82"
"""The last chunk with its checksum."""


class Picture(Struct, frozen=True):
    """The file to embed, its media type and size; `dpi` is 96 if the file does not give it. `frames` are those of the
    author's file, of which the first is shown; `full_size` is its size if it was reduced.
    """

    blob: bytes
    media_type: str
    width: int
    height: int
    dpi: tuple[float, float] = _SCREEN
    frames: int = 1
    full_size: tuple[int, int] | None = None
    drawing: bytes = b""
    """The SVG drawing of which this is the twin, or nothing."""


def examine(blob: bytes, name: str) -> Picture:
    """Return the picture in `blob`, ready to embed. Raises FileProblem if it is not a picture, is incomplete or too
    large, or has another format than its name says.
    """
    kind = _kind_of(blob)
    if blob[4:8] == b"ftyp":
        raise FileProblem("image", f"`{name}` is a HEIC or AVIF picture or a film", "export it as JPEG")
    if kind is None:
        raise FileProblem(
            "image", f"`{name}` is not a PNG, JPEG, GIF, TIFF, WebP, BMP or SVG picture", "export it as PNG or JPEG"
        )
    expected = _FORMATS.get(PurePosixPath(name).suffix.lower(), kind)
    if expected != kind:
        raise FileProblem("image", f"`{name}` is a {kind} file", f"rename it to end in .{kind.lower()}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns about odd metadata
            return _read(blob, kind, name)
    except FileProblem:
        raise
    except Exception as error:  # damaged files make Pillow raise errors of many kinds
        raise FileProblem("image", f"`{name}` is damaged or cut short", "export it again") from error


def _kind_of(blob: bytes) -> str | None:
    if blob[:4] == b"RIFF" and blob[8:12] == b"WEBP":
        return "WebP"
    return next((kind for signature, kind in _SIGNATURES.items() if blob.startswith(signature)), None)


def _read(blob: bytes, kind: str, name: str) -> Picture:
    from builder.content.picture_parts import shown_parts
    from builder.content.picture_pixels import LONGEST_SIDE

    if kind == "WebP":
        _check_size(*_webp_size(blob), name)  # Pillow reserves the pixels as it opens the file
    with _open(blob, kind) as image:
        _check_size(image.width, image.height, name)
        fit = (
            kind in _EMBEDDED
            and image.mode in _OFFICE_MODES
            and max(image.size) <= LONGEST_SIDE
            and not (kind == "PNG" and blob[24] == 16)
            and not _is_turned(image, blob, kind)
        )
        if not fit:
            return _redrawn(image, blob, kind)
        width, height, dpi = image.width, image.height, _resolution(image.info)
        _check_complete(image, blob)
    try:
        parts = shown_parts(blob, kind)
    except (ValueError, IndexError):  # Pillow forgives more than other readers: what it read is written anew
        with _open(blob, kind) as image:
            return _redrawn(image, blob, kind)
    return Picture(parts.blob, f"image/{kind.lower()}", width, height, dpi, parts.frames)


def _redrawn(image: ImageFile, blob: bytes, kind: str) -> Picture:
    from builder.content.picture_pixels import redraw

    dpi, frames = _resolution(image.info), int(getattr(image, "n_frames", 1))
    if kind == "PNG":
        with _open(blob, kind) as checked:
            _check_complete(checked, blob)
    drawn = redraw(image, lossy=kind == "JPEG" or (kind == "WebP" and b"VP8 " in blob[12:64]))
    if drawn.across:
        dpi = dpi[::-1]
    width, height = drawn.full_size
    dpi = (dpi[0] * drawn.width / width, dpi[1] * drawn.height / height)
    reduced = drawn.full_size if drawn.full_size != (drawn.width, drawn.height) else None
    return Picture(drawn.blob, drawn.media_type, drawn.width, drawn.height, dpi, frames, reduced)


def _open(blob: bytes, kind: str) -> ImageFile:
    """Read the header. Pillow's own limit of pixels, in `Image.open`, comes after this product's (`_check_size`)."""
    plugin = kind if kind == "WebP" else kind.capitalize()
    # Image.open would load the readers of all formats.
    reader: Callable[[BytesIO], ImageFile] = getattr(import_module(f"PIL.{plugin}ImagePlugin"), f"{plugin}ImageFile")
    return reader(BytesIO(blob))


def _webp_size(blob: bytes) -> tuple[int, int]:
    """Return the size that the header of a WebP file declares (RFC 9649, 2.5 to 2.7)."""
    kind = blob[12:16]
    if kind == b"VP8X":
        return int.from_bytes(blob[24:27], "little") + 1, int.from_bytes(blob[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(blob[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(blob[26:28], "little") & 0x3FFF, int.from_bytes(blob[28:30], "little") & 0x3FFF


def _check_size(width: int, height: int, name: str) -> None:
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        limit = f"the limit is {MAX_PIXELS // 1_000_000} million, at most {MAX_SIDE:,} a side"
        raise FileProblem("too-large", f"`{name}` has {width} × {height} pixels; {limit}", "make it smaller")


def _is_turned(image: ImageFile, blob: bytes, kind: str) -> bool:
    """Return True if the camera was not held as the pixels are. Pillow decodes a whole PNG to know."""
    from builder.content.picture_pixels import orientation_of

    if kind != "PNG":
        return orientation_of(image) != 1
    if b"eXIf" not in blob and b"Raw profile type exif" not in blob:
        return False
    with _open(blob, kind) as decoded:
        return orientation_of(decoded) != 1


def _check_complete(image: ImageFile, blob: bytes) -> None:
    """Read the file to its end: checksums of PNG, all data of JPEG (at an eighth of its size) and GIF (first frame)."""
    if image.format == "PNG":
        image.verify()
        blob.index(_PNG_END)
        return
    image.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))
    image.load()


def _resolution(info: dict[str | tuple[int, int], object]) -> tuple[float, float]:
    """Return the dots per inch, or those of a screen if they are missing or implausible."""
    dpi = info.get("dpi")
    if not isinstance(dpi, tuple) or len(dpi) != 2:
        return _SCREEN
    across, down = float(dpi[0]), float(dpi[1])
    return (across, down) if 10 <= across <= 4800 and 10 <= down <= 4800 else _SCREEN
