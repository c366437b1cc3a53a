"""Write the zip archive of an Office file: the same bytes for the same entries, whenever and wherever it is written."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from os import PathLike
from typing import IO, Any, Protocol

__all__ = ["ArchiveEntries", "saved_bytes", "write_archive"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_COMPRESSED = (".png", ".jpg", ".jpeg", ".gif", ".xlsx")
"""Entries that deflate would not make smaller."""
_LEVEL = 6


def write_archive(target: str | PathLike[str] | IO[bytes], entries: Iterable[tuple[str, bytes]]) -> None:
    """Write `entries` (member name, bytes) in their order to `target`, a path or a binary stream.

    Dates are 1980-01-01, the first that zip knows, and attributes those of MS-DOS on every system, so that neither the
    clock nor the platform shows (ECMA-376 part 2, annex B).
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, blob in entries:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = 0
            member.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            archive.writestr(member, blob)


class _Savable(Protocol):
    """A package, document or presentation of either library."""

    def save(self, stream: IO[bytes], /) -> None:
        """Write the archive to a binary stream."""


def saved_bytes(file: _Savable) -> bytes:
    """Return what a package, document or presentation saves."""
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


class ArchiveEntries:
    """Collects the members that the package writer of python-docx or python-pptx would write to a zip file."""

    def __init__(self) -> None:
        self._entries: list[tuple[str, bytes]] = []

    def write(self, pack_uri: Any, blob: bytes) -> None:
        """Add a member, in the interface of the libraries' `_PhysPkgWriter`. `pack_uri` is a `PackURI` of either."""
        self._entries.append((pack_uri.membername, blob))

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        return iter(self._entries)
