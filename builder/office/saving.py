"""Write the zip archive of an Office file: the same bytes for the same entries, whenever and wherever it is written."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from os import PathLike
from typing import IO, Any, Protocol, Self

__all__ = ["ArchiveWriter", "saved_bytes", "write_archive"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_COMPRESSED = (".png", ".jpg", ".jpeg", ".gif", ".xlsx")
"""Entries that deflate would not make smaller."""
_LEVEL = 6


def write_archive(target: str | PathLike[str] | IO[bytes], entries: Iterable[tuple[str, bytes]]) -> None:
    """Write `entries` (member name, bytes) in their order to `target`, a path or a binary stream."""
    with ArchiveWriter(target) as archive:
        for name, blob in entries:
            archive.add(name, blob)


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
        member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        self._archive.writestr(member, blob)

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
