"""Save a PDF: the same bytes each time, with streams whose length every reader finds.

A stream is followed by a line feed (ISO 19005-2, 6.1.7.1). If its own last byte is a carriage return, the two look like
one line end, and a strict reader counts a byte less than the file says.
"""

from __future__ import annotations

import base64
import zlib
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Name, ObjectStreamMode, StreamDecodeLevel

__all__ = ["saved", "set_data", "set_text"]

_TRIES = 20
_RETURN = b"\r"
_AMBIGUOUS = b"\r\nendstream"


def set_data(stream: Any, data: bytes) -> None:
    """Set the data of a stream, deflated."""
    packed = zlib.compress(data, 9)
    if packed.endswith(_RETURN):
        letters = base64.a85encode(packed) + b"~>"
        stream.write(letters, filter=Array([Name.ASCII85Decode, Name.FlateDecode]))
    else:
        stream.write(packed, filter=Name.FlateDecode)


def set_text(stream: Any, text: bytes) -> None:
    """Set the data of a stream whose syntax allows line feeds at the end."""
    while zlib.compress(text, 9).endswith(_RETURN):
        text += b"\n"
    set_data(stream, text)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of a PDF, with an identifier that is derived from them."""
    for stream in pdf.objects:
        if isinstance(stream, pikepdf.Stream) and _is_ambiguous(stream):
            set_data(stream, stream.read_bytes())
    data = _saved(pdf)
    for number in range(_TRIES):
        if _AMBIGUOUS not in data:
            break
        _shift_objects(pdf, number)
        data = _saved(pdf)
    return data


def _shift_objects(pdf: pikepdf.Pdf, number: int) -> None:
    """Change what is in the streams of objects, which are compressed while the file is saved, and nothing else: the box
    of a page becomes an object of its own, and the next key of the parent tree a larger one, as right (14.7.4.4).
    """
    page = pdf.pages[number % len(pdf.pages)].obj
    if not page.MediaBox.is_indirect:
        page.MediaBox = pdf.make_indirect(page.MediaBox)
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is not None:
        tree.ParentTreeNextKey = int(tree.ParentTreeNextKey) + 1


def _is_ambiguous(stream: Any) -> bool:
    deflated = stream.get("/Filter") == Name.FlateDecode and "/DecodeParms" not in stream
    return deflated and stream.read_raw_bytes().endswith(_RETURN)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(
        stream,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        preserve_pdfa=True,
        stream_decode_level=StreamDecodeLevel.none,
    )
    return stream.getvalue()
