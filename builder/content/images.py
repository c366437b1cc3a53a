"""Read a picture's type, size in pixels and resolution with Pillow, and check that the file is complete."""

from __future__ import annotations

import warnings
from collections.abc import Callable
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

_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF87a": "GIF", b"GIF89a": "GIF"}
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".jpe": "JPEG", ".gif": "GIF"}
_SCREEN = (96.0, 96.0)
_PNG_END = b"IEND\xaeB`\x82"
"""The last chunk with its checksum."""


class Picture(Struct, frozen=True):
    """Media type and size of a picture; `dpi` is 96 if the file does not give it."""

    media_type: str
    width: int
    height: int
    dpi: tuple[float, float] = _SCREEN


def examine(blob: bytes, name: str) -> Picture:
    """Return the type and size of the picture in `blob`. Raises FileProblem if it is not a picture, is incomplete or
    too large, or has another format than its name says.
    """
    kind = next((kind for signature, kind in _SIGNATURES.items() if blob.startswith(signature)), None)
    if kind is None:
        raise FileProblem("image", f"`{name}` is not a PNG, JPEG or GIF picture", "export it as PNG or JPEG")
    expected = _FORMATS.get(PurePosixPath(name).suffix.lower(), kind)
    if expected != kind:
        raise FileProblem("image", f"`{name}` is a {kind} file", f"rename it to end in .{kind.lower()}")
    return _read(blob, kind, name)


def _read(blob: bytes, kind: str, name: str) -> Picture:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns about odd metadata
            with _open(blob, kind) as image:
                _check_size(image.width, image.height, name)
                picture = Picture(f"image/{kind.lower()}", image.width, image.height, _resolution(image.info))
                _check_complete(image, blob)
    except FileProblem:
        raise
    except Exception as error:  # damaged files make Pillow raise errors of many kinds
        raise FileProblem("image", f"`{name}` is damaged or cut short", "export it again") from error
    return picture


def _open(blob: bytes, kind: str) -> ImageFile:
    """Read the header. Pillow's own limit of pixels, in `Image.open`, comes after this product's (`_check_size`)."""
    from PIL.GifImagePlugin import GifImageFile
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    readers: dict[str, Callable[[BytesIO], ImageFile]]
    readers = {"PNG": PngImageFile, "JPEG": JpegImageFile, "GIF": GifImageFile}
    return readers[kind](BytesIO(blob))


def _check_size(width: int, height: int, name: str) -> None:
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        limit = f"the limit is {MAX_PIXELS // 1_000_000} million, at most {MAX_SIDE:,} a side"
        raise FileProblem("too-large", f"`{name}` has {width} × {height} pixels; {limit}", "make it smaller")


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
