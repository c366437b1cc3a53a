"""Zip archives of Office files: read with limits, written the same way every time.

Reading trusts nothing: number of entries, sizes, ratios, names and methods are checked before a byte is inflated.
Writing is our own because entries that a template brought are copied in the deflated form that they came in
(`zipfile` can only compress again), which makes writing a file about as cheap as its new parts. Times are 1980-01-01,
the first that zip knows; attributes are zero (ECMA-376 part 2, annex B; PKWARE APPNOTE 6.3).
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable

from msgspec import Struct

__all__ = ["ArchiveError", "Packed", "pack", "read_archive", "write_archive"]

MOST_ENTRIES = 5_000
MOST_ENTRY_BYTES = 64 * 1024 * 1024
MOST_BYTES = 192 * 1024 * 1024
MOST_RATIO = 200
"""Inflated bytes for one deflated byte. Office XML stays under 30; bombs come near the 1 032 that deflate can reach."""
RATIO_MATTERS_FROM = 1024 * 1024
"""Below this inflated size a high ratio is harmless (an empty bitmap, a blank page)."""

_STORED, _DEFLATED = 0, 8
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_CENTRAL_MARK = b"PK\x01\x02"
_VERSION = 20
_DATE = 0x21  # 1980-01-01
_UTF8 = 0x800
_LEVEL = 6
"""What Office itself uses, about."""


class ArchiveError(Exception):
    """The archive cannot be read, or must not be. `code` is the diagnostic's; the message says what is wrong."""

    def __init__(self, code: str, message: str):
        self.code = code
        super().__init__(message)


class Packed(Struct, frozen=True):
    """A file's bytes as they stand in an archive: `data` by `method` (0 stored, 8 deflated), with the check sum."""

    data: bytes
    method: int
    crc: int
    size: int


def pack(blob: bytes) -> Packed:
    """`blob` deflated, or stored where that does not make it smaller (pictures, workbooks)."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    data = squeeze.compress(blob) + squeeze.flush()
    if len(data) < len(blob):
        return Packed(data, _DEFLATED, zlib.crc32(blob), len(blob))
    return Packed(blob, _STORED, zlib.crc32(blob), len(blob))


def write_archive(entries: Iterable[tuple[str, Packed]]) -> bytes:
    """The zip file of `entries`, in their order. Raises ValueError beyond what zip without its 64-bit form can hold."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, packed in entries:
        path = name.encode()
        flags = 0 if path.isascii() else _UTF8
        common = (flags, packed.method, 0, _DATE, packed.crc, len(packed.data), packed.size, len(path), 0)
        head = _LOCAL.pack(0x04034B50, _VERSION, *common)
        directory.append(_CENTRAL.pack(0x02014B50, _VERSION, _VERSION, *common, 0, 0, 0, 0, offset) + path)
        body += (head, path, packed.data)
        offset += len(head) + len(path) + len(packed.data)
    size = sum(map(len, directory))
    if len(directory) > 0xFFFF or offset + size > 0xFFFF_FFFF:
        raise ValueError("the file is too large for the zip format")
    end = _END.pack(0x06054B50, 0, 0, len(directory), len(directory), size, offset, 0)
    return b"".join((*body, *directory, end))


def read_archive(blob: bytes) -> dict[str, tuple[bytes, Packed]]:
    """Each file of the archive, by name: its bytes, and the form it was packed in. Raises ArchiveError."""
    import zipfile

    if blob.count(_CENTRAL_MARK) > 2 * MOST_ENTRIES:  # before a hostile directory fills the memory
        raise ArchiveError("template-too-large", f"holds more than {MOST_ENTRIES} files")
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            infos = [info for info in archive.infolist() if not (info.is_dir() and info.file_size == 0)]
            _check(infos)
            return {info.filename: _read(archive, info, blob) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error) as error:
        raise ArchiveError("template-damaged", "is damaged: its zip archive cannot be read") from error
    except (UnicodeDecodeError, ValueError, OverflowError) as error:
        raise ArchiveError("template-damaged", "is damaged: its zip directory makes no sense") from error


def _check(infos: list) -> None:  # type: ignore[type-arg]
    """Refuse what must not be inflated, by what the directory declares (inflating stops at the declared size)."""
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
    """Refuse names that leave the package or stand for two files (ECMA-376 part 2, 6.2.2: case does not tell apart)."""
    segments = name.split("/")
    if "\\" in name or ":" in name or any(s.strip(". ") == "" for s in segments) or not name.isprintable():
        raise ArchiveError("template-unsafe-name", f"holds a file with a name that is not allowed: {name[:80]!r}")
    if name.lower() in names:
        raise ArchiveError("template-duplicate-entry", f"holds “{name[:80]}” twice")
    names.add(name.lower())


def _read(archive, info, blob: bytes) -> tuple[bytes, Packed]:  # type: ignore[no-untyped-def]
    """One file. `zipfile` checks the local header against the directory, and the check sum; asked for a number of
    bytes, it inflates no more than that, whatever the archive really holds."""
    with archive.open(info) as file:
        content = file.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise ArchiveError("template-damaged", f"is damaged: “{info.filename}” is cut short")
    name_length, extra_length = struct.unpack_from("<HH", blob, info.header_offset + 26)
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    data = blob[start : start + info.compress_size]
    return content, Packed(data, info.compress_type, info.CRC, info.file_size)
