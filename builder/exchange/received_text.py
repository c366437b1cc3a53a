"""Files that come back, as text: their encoding, their size, their line ends."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

__all__ = ["MOST_BYTES", "check_size", "is_utf8", "received_text"]

MOST_BYTES = 64 * 1024 * 1024

_ENCODINGS = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-1": "cp1252",
    "latin1": "cp1252", "iso-8859-15": "iso-8859-15", "windows-1252": "cp1252", "cp1252": "cp1252", "utf-16": "utf-16",
    "iso-8859-2": "iso-8859-2", "latin2": "iso-8859-2", "windows-1250": "cp1250", "cp1250": "cp1250",
}  # fmt: skip
"""Encodings that files may declare, by lower-case name; ISO 8859-1 as the web reads it."""


def check_size(data: bytes, name: str) -> None:
    """Raise BuildError for a file that is too large."""
    if len(data) > MOST_BYTES:
        raise BuildError(Diagnostic("exchange", f"this file is larger than {MOST_BYTES >> 20} MB", Span(name)))


def is_utf8(data: bytes) -> bool:
    """Return True if bytes beyond ASCII are UTF-8: text in another encoding never is by accident, so that tools which
    leave a wrong encoding in the head of a file are read all the same.
    """
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def received_text(data: bytes, name: str, declared: str = "") -> str:
    """Return a text file with LF line ends, without byte order mark. `declared` is the encoding that it names, if any.

    Raises BuildError for a file that is too large or in another encoding than it says.
    """
    check_size(data, name)
    if data.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        encoding = "utf-16"
    elif data.startswith(BOM_UTF8) or is_utf8(data):
        encoding = "utf-8"
    else:
        encoding = _ENCODINGS.get(declared.lower(), "utf-8")
    try:
        text = data.removeprefix(BOM_UTF8).decode(encoding) if encoding != "utf-16" else data.decode("utf-16")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02X}"
        message = f"this file is not in {encoding.upper()}: byte {byte}"
        raise BuildError(Diagnostic("exchange", message, Span(name, line, 1), "save it again as UTF-8")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
