"""Pictures, good and hostile, made by hand."""

from __future__ import annotations

import struct
import zlib

__all__ = ["chunk", "gif", "jpeg", "png"]


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 4, height: int = 3, data: bytes | None = None, extra: bytes = b"") -> bytes:
    """A PNG picture in shades of grey; `data` is what the deflated stream holds, whatever the header says."""
    rows = b"".join(b"\0" + bytes(width) for _ in range(height)) if data is None else data
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def jpeg(width: int = 8, height: int = 8, frame: bytes | None = None) -> bytes:
    """The least that is a JPEG picture by its markers."""
    body = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00" if frame is None else frame
    start = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x01\x00\x60\x00\x60\x00\x00"
    table = b"\xff\xdb\x00\x43\x00" + bytes([1] * 64)
    huffman = b"\xff\xc4\x00\x14\x00" + bytes([1] + [0] * 15) + b"\x00"
    huffman += b"\xff\xc4\x00\x14\x10" + bytes([1] + [0] * 15) + b"\x00"
    sof = b"\xff\xc0" + struct.pack(">H", len(body) + 2) + body
    return start + table + sof + huffman + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x3f" + b"\xff\xd9"


def gif(width: int = 1, height: int = 1) -> bytes:
    """A GIF picture of one colour."""
    size = struct.pack("<HH", width, height)
    head = b"GIF89a" + size + b"\x80\x00\x00" + b"\x00\x00\x00\xff\xff\xff"
    return head + b"\x2c\x00\x00\x00\x00" + size + b"\x00" + b"\x02\x02\x44\x01\x00" + b";"
