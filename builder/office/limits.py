"""Limits of an Office file that may come from a stranger, checked before a library reads a byte of it.

Number of entries, sizes, ratios, names and compression methods are checked before anything is inflated (PKWARE APPNOTE
6.3; ECMA-376 part 2, annex B); XML has no document type, so there are no entities to expand.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from pathlib import Path
from typing import Any

__all__ = ["MOST_ENTRIES", "ArchiveError", "check_office_file", "parse_part", "read_archive", "read_office_file"]

MOST_FILE_BYTES = 64 * 1024 * 1024
MOST_XML_BYTES = 16 * 1024 * 1024
MOST_ENTRIES = 5_000
MOST_ENTRY_BYTES = 64 * 1024 * 1024
MOST_BYTES = 192 * 1024 * 1024
MOST_RATIO = 200
"""Inflated bytes for one deflated byte. Office XML stays under 30; bombs come near the 1 032 that deflate can reach."""
RATIO_MATTERS_FROM = 1024 * 1024
"""Below this inflated size a high ratio is harmless (an empty bitmap, a blank page)."""

_STORED, _DEFLATED = 0, 8
_CENTRAL_MARK = b"PK\x01\x02"
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class ArchiveError(Exception):
    """A file that cannot or must not be read: the diagnostic's code, message (without a subject) and fix."""

    def __init__(self, code: str, message: str, hint: str = ""):
        self.code = code
        self.hint = hint
        super().__init__(message)


def read_office_file(path: Path) -> bytes:
    """Return the bytes of a file, a zip archive of limited size. Raises ArchiveError."""
    try:
        if path.is_dir():
            raise ArchiveError("template-not-found", "is a folder, not a file")
        with path.open("rb") as file:
            blob = file.read(MOST_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise ArchiveError("template-not-found", "does not exist") from error
    except OSError as error:
        raise ArchiveError("template-not-found", f"cannot be read: {error.strerror}") from error
    check_office_file(blob)
    return blob


def check_office_file(blob: bytes) -> None:
    """Raise ArchiveError for bytes that are too large, or no zip archive."""
    if len(blob) > MOST_FILE_BYTES:
        raise ArchiveError("template-too-large", f"is larger than {MOST_FILE_BYTES >> 20} MB", "compress its pictures")
    if blob.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in blob:
            raise ArchiveError(
                "template-encrypted", "is protected by a password", "remove the password and save it again"
            )
        raise ArchiveError("template-not-office", "is in the format of Office 97–2003", "save it as .docx or .pptx")
    if not blob.startswith(b"PK"):
        raise ArchiveError("template-not-office", "is not an Office file (.docx, .dotx, .pptx or .potx)")


def parse_part(name: str, content: bytes, most: int = MOST_XML_BYTES) -> Any:
    """Return the root element of an XML part of at most `most` bytes, without a document type. Raises ArchiveError."""
    from lxml import etree

    if len(content) > most:
        raise ArchiveError("template-too-large", f"holds “{name}”, which is too large")
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _ENCODINGS:
        raise ArchiveError("template-damaged", f"holds “{name}” in an encoding that Office does not write")
    if any(doctype in content for doctype in _DOCTYPES):
        raise ArchiveError("template-entities", f"declares a document type in “{name}”, which Office files never do")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArchiveError("template-damaged", f"is damaged: “{name}” is not well-formed XML") from error


def read_archive(blob: bytes) -> dict[str, bytes]:
    """Return the bytes of each member of the archive, by name. Raises ArchiveError."""
    import zipfile

    if blob.count(_CENTRAL_MARK) > 2 * MOST_ENTRIES:  # before a hostile directory fills the memory
        raise ArchiveError("template-too-large", f"holds more than {MOST_ENTRIES} files")
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            infos = [info for info in archive.infolist() if not (info.is_dir() and info.file_size == 0)]
            _check(infos)
            return {info.filename: _read(archive, info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error) as error:
        raise ArchiveError("template-damaged", "is damaged: its zip archive cannot be read") from error
    except (UnicodeDecodeError, ValueError, OverflowError) as error:
        raise ArchiveError("template-damaged", "is damaged: its zip directory makes no sense") from error


def _check(infos: list) -> None:  # type: ignore[type-arg]
    """Raise ArchiveError for members that must not be inflated, by the sizes that the directory declares."""
    if len(infos) > MOST_ENTRIES:
        raise ArchiveError("template-too-large", f"holds {len(infos)} files; at most {MOST_ENTRIES} are accepted")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise ArchiveError("template-too-large", f"would unpack to more than {MOST_BYTES >> 20} MB")
    names: set[str] = set()
    for info in infos:
        _check_name(info.orig_filename, names)
        if info.flag_bits & 0x1:
            raise ArchiveError("template-encrypted", "is encrypted")
        if info.compress_type not in (_STORED, _DEFLATED):
            raise ArchiveError("template-damaged", f"packs “{info.filename}” in a way that Office does not read")
        squeezed = info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if info.file_size > MOST_ENTRY_BYTES or (squeezed and info.file_size > RATIO_MATTERS_FROM):
            raise ArchiveError("template-too-large", f"holds “{info.filename}”, which unpacks to an unreasonable size")


def _check_name(name: str, names: set[str]) -> None:
    """Raise ArchiveError for names that leave the package or repeat, in any letter case (ECMA-376 part 2, 6.2.2)."""
    segments = name.split("/")
    if "\\" in name or ":" in name or any(s.strip(". ") == "" for s in segments) or not name.isprintable():
        raise ArchiveError("template-unsafe-name", f"holds a file with a name that is not allowed: {name[:80]!r}")
    if name.lower() in names:
        raise ArchiveError("template-duplicate-entry", f"holds “{name[:80]}” twice")
    names.add(name.lower())


def _read(archive, info) -> bytes:  # type: ignore[no-untyped-def]
    """Return one member. `zipfile` checks its header and check sum, and inflates no more than the bytes asked for,
    whatever the archive really holds.
    """
    with archive.open(info) as file:
        content: bytes = file.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise ArchiveError("template-damaged", f"is damaged: “{info.filename}” is cut short")
    return content
