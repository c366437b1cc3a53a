"""Limits of a zip archive that may come from a stranger, checked before a library reads a byte of it.

Number of entries, sizes, ratios, names and compression methods are checked before anything is inflated (PKWARE APPNOTE
6.3; ECMA-376 part 2, annex B).
"""

from __future__ import annotations

import io
import struct
import zlib

__all__ = ["MOST_ENTRIES", "ArchiveError", "read_archive"]

MOST_ENTRIES = 5_000
MOST_ENTRY_BYTES = 64 * 1024 * 1024
MOST_BYTES = 192 * 1024 * 1024
MOST_RATIO = 200
"""Inflated bytes for one deflated byte. Office XML stays under 30; bombs come near the 1 032 that deflate can reach."""
RATIO_MATTERS_FROM = 1024 * 1024
"""Below this inflated size a high ratio is harmless (an empty bitmap, a blank page)."""

_STORED, _DEFLATED = 0, 8
_CENTRAL_MARK = b"PK\x01\x02"


class ArchiveError(Exception):
    """An archive that cannot or must not be read: the diagnostic's code and message."""

    def __init__(self, code: str, message: str):
        self.code = code
        super().__init__(message)


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
