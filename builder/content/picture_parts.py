"""Take from a PNG, JPEG or GIF file the parts that are shown, byte for byte, without decoding them.

What goes: place, device, author, editing history, previews, comments, later frames, anything after the picture's end.
Sources: PNG (ISO/IEC 15948) 5.3, JPEG (ISO/IEC 10918-1) annex B, GIF89a 15 to 27.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

__all__ = ["ShownParts", "shown_parts"]

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_SHOWN = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs")
)
"""Pixels, colours, transparency, size."""
_PNG_FRAME = b"fcTL"
_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
"""The end of a scan: a byte FF that is followed neither by 00 nor by a restart marker."""
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_START_OF_SCAN, _END_OF_IMAGE, _COMMENT = 0xDA, 0xD9, 0xFE
_APPLICATION = range(0xE0, 0xF0)
_JFIF, _JFIF_LENGTH = b"JFIF\x00", 16
_APPLICATION_SHOWN = ((0xE0, _JFIF), (0xE2, b"ICC_PROFILE\x00"), (0xEE, b"Adobe"))
"""Resolution, colours, and how colours are coded."""


class ShownParts(Struct, frozen=True):
    """A picture file with only what is shown, and the number of frames that it had."""

    blob: bytes
    frames: int = 1


def shown_parts(blob: bytes, kind: str) -> ShownParts:
    """Return the parts of a file of the kind PNG, JPEG or GIF that are shown: the same object if those are all.

    Raises ValueError or IndexError if the file does not have its format's structure.
    """
    readers: dict[str, Callable[[bytes], tuple[list[bytes], int]]] = {"PNG": _png, "JPEG": _jpeg, "GIF": _gif}
    pieces, frames = readers[kind](blob)
    kept = b"".join(pieces)
    return ShownParts(blob if kept == blob else kept, frames)


def _png(blob: bytes) -> tuple[list[bytes], int]:
    pieces, frames, at = [_PNG_SIGNATURE], 0, len(_PNG_SIGNATURE)
    while True:
        kind = blob[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(blob[at : at + 4])
        if end > len(blob):
            raise ValueError("a chunk is cut short")
        frames += kind == _PNG_FRAME
        if kind in _PNG_SHOWN:
            pieces.append(blob[at:end])
        elif not kind[0] & 0x20:
            raise ValueError("an unknown critical chunk")
        if kind == b"IEND":
            return pieces, max(1, frames)
        at = end


def _jpeg(blob: bytes) -> tuple[list[bytes], int]:
    pieces, at = [blob[:2]], 2
    while True:
        match = _MARKER.match(blob, at)
        if match is None:
            raise ValueError("no marker where one must be")
        marker, at = match[1][0], match.end()
        if marker == _END_OF_IMAGE:
            pieces.append(b"\xff\xd9")
            return pieces, 1
        if marker in _STANDALONE:
            continue
        end = at + int.from_bytes(blob[at : at + 2])
        if end < at + 2 or end > len(blob):
            raise ValueError("a segment is cut short")
        if marker == _START_OF_SCAN:
            scan_end = _MARKER.search(blob, end)
            if scan_end is None:
                raise ValueError("the data have no end")
            end = scan_end.start()
        if marker == 0xE0 and blob.startswith(_JFIF, at + 2) and end > at + _JFIF_LENGTH:  # a preview follows
            pieces.append(b"\xff\xe0\x00\x10" + blob[at + 2 : at + 14] + b"\x00\x00")
        elif _is_jpeg_shown(marker, blob[at + 2 : at + 16]):
            pieces.append(bytes((0xFF, marker)) + blob[at:end])
        at = end


def _is_jpeg_shown(marker: int, start: bytes) -> bool:
    if marker == _COMMENT:
        return False
    return marker not in _APPLICATION or any(
        marker == own and start.startswith(name) for own, name in _APPLICATION_SHOWN
    )


def _gif(blob: bytes) -> tuple[list[bytes], int]:
    at = 13 + _colour_table(blob[10])
    pieces, control, frames = [blob[:at]], b"", 0
    while True:
        start, introducer = at, blob[at]
        if introducer == 0x3B:
            break
        if introducer == 0x21:
            at = _after_blocks(blob, at + 2)
            control = blob[start:at] if blob[start + 1] == 0xF9 else control
        elif introducer == 0x2C:
            at = _after_blocks(blob, at + 11 + _colour_table(blob[at + 9]))
            frames += 1
            if frames == 1:
                pieces += [control, blob[start:at]]
        else:
            raise ValueError("neither a block nor the end")
    if not frames:
        raise ValueError("no frame")
    return [*pieces, b"\x3b"], frames


def _colour_table(flags: int) -> int:
    """Return the length of the colour table that follows, in bytes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(blob: bytes, at: int) -> int:
    """Return the place after a row of data blocks, the last of which is empty."""
    while length := blob[at]:
        at += 1 + length
    return at + 1
