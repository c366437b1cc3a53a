"""Write the zip archive of an Office file: the same bytes for the same entries, whenever and wherever it is written."""

from __future__ import annotations

import threading
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from os import PathLike
from typing import IO, Any, Protocol, Self

from builder.processors import usable_processors

__all__ = ["ArchiveWriter", "saved_bytes", "write_archive"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_COMPRESSED = (".png", ".jpg", ".jpeg", ".gif", ".xlsx")
"""Entries that deflate would not make smaller."""
_LEVEL = 6
_PART, _WINDOW = 2**20, 2**15
"""Bytes of a long member that are compressed at once, and of those before them that deflate may refer to."""
_MOST_REMEMBERED = 131_072
"""Bytes of the largest member whose compressed form is remembered: larger ones are seldom written twice."""
_MEMORY = 8_000_000
"""Bytes of all members that are remembered, compressed."""


def write_archive(target: str | PathLike[str] | IO[bytes], entries: Iterable[tuple[str, bytes]]) -> None:
    """Write `entries` (member name, bytes) in their order to `target`, a path or a binary stream."""
    with ArchiveWriter(target) as archive:
        for name, blob in entries:
            archive.add(name, blob)


class _Compressor:
    """Compresses members; the last ones are remembered, so that what many files share is compressed once."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, tuple[int, bytes]] = OrderedDict()
        self._size = 0

    def packed(self, blob: bytes) -> tuple[int, bytes]:
        """Return the checksum of a member and its compressed form."""
        known = self._known.get(blob)
        if known is not None:
            with suppress(KeyError):  # another thread may have dropped it
                self._known.move_to_end(blob)
            return known
        packed = zlib.crc32(blob), deflated(blob)
        if len(blob) <= _MOST_REMEMBERED:
            self._remember(blob, packed)
        return packed

    def _remember(self, blob: bytes, packed: tuple[int, bytes]) -> None:
        self._known[blob] = packed
        self._size += len(blob) + len(packed[1])
        while self._size > _MEMORY and len(self._known) > 1:
            oldest, (_, data) = self._known.popitem(last=False)
            self._size -= len(oldest) + len(data)


_COMPRESSOR = _Compressor()


def deflated(blob: bytes) -> bytes:
    """Return a member compressed. The parts of a long one are compressed side by side, on as many processors as there
    are: each knows the end of the one before it, and together they are one stream, the same on every machine.
    """
    starts = range(0, len(blob), _PART) or range(1)
    parts = [b""] * len(starts)
    places = iter(range(len(parts)))

    def work() -> None:
        for place in places:
            start = starts[place]
            known = blob[max(0, start - _WINDOW) : start]
            deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15, zdict=known) if known else _plain_deflate()
            end = zlib.Z_FINISH if place == len(parts) - 1 else zlib.Z_SYNC_FLUSH
            parts[place] = deflate.compress(blob[start : start + _PART]) + deflate.flush(end)

    at_once = min(len(parts), usable_processors()) if len(parts) > 1 else 1
    others = [threading.Thread(target=work) for _ in range(at_once - 1)]
    for thread in others:
        thread.start()
    work()
    for thread in others:
        thread.join()
    return b"".join(parts)


def _plain_deflate() -> Any:
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)


class ArchiveWriter:
    """A zip archive that is written member by member to a path or a binary stream.

    Dates are 1980-01-01, the first that zip knows, and attributes those of MS-DOS on every system, so that neither the
    clock nor the platform shows (ECMA-376 part 2, annex B). Not `compressed`, it is quicker to write and to read.
    """

    def __init__(self, target: str | PathLike[str] | IO[bytes], *, compressed: bool = True):
        self._archive = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._compressed = compressed

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._archive.close()

    def add(self, name: str, blob: bytes) -> None:
        """Add a member."""
        member = zipfile.ZipInfo(name, _EPOCH)
        member.create_system = 0
        stored = not self._compressed or name.lower().endswith(_COMPRESSED)
        seekable: bool = getattr(self._archive, "_seekable", False)
        if stored or not seekable:
            member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            self._archive.writestr(member, blob)
        else:
            self._add_packed(member, blob)

    def _add_packed(self, member: zipfile.ZipInfo, blob: bytes) -> None:
        """Add a member as `writestr` does, which cannot take what is compressed already."""
        archive: Any = self._archive
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = 0o600 << 16
        member.CRC, packed = _COMPRESSOR.packed(blob)
        member.file_size, member.compress_size = len(blob), len(packed)
        archive.fp.seek(archive.start_dir)
        member.header_offset = archive.fp.tell()
        archive.fp.write(member.FileHeader(zip64=False))
        archive.fp.write(packed)
        archive.filelist.append(member)
        archive.NameToInfo[member.filename] = member
        archive.start_dir = archive.fp.tell()
        archive._didModify = True

    def write(self, pack_uri: Any, blob: bytes) -> None:
        """Add a member, in the interface of the `_PhysPkgWriter` of python-docx and python-pptx. `pack_uri` is a
        `PackURI` of either.
        """
        self.add(pack_uri.membername, blob)


class _Savable(Protocol):
    """A package, document or presentation of either library."""

    def save(self, stream: IO[bytes], /) -> None:
        """Write the archive to a binary stream."""


def saved_bytes(file: _Savable) -> bytes:
    """Return what a package, document or presentation saves."""
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()
