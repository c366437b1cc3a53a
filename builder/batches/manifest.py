"""`manifest.jsonl`: what was made of each row, one line each. Appended as rows end, put into the order of the rows when
all have ended.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, Literal, Protocol

import msgspec
from msgspec import Struct

from builder.batches.store import FolderStore, Store, cannot_write
from builder.diagnostics import BuildError

__all__ = ["Journal", "Made", "ManifestEntry", "entry_line", "manifest_name", "open_journal", "read_entries"]

_NAME: Final = re.compile(r"manifest(?:\.[0-9]+-of-[0-9]+)?\.jsonl(?:\.part-[0-9]+)?")


class Made(Struct, frozen=True):
    """A file of a row: its path from the manifest's folder, its size and its hash."""

    path: str
    bytes: int
    sha256: str


class ManifestEntry(Struct, frozen=True, kw_only=True):
    """A line of the manifest. `input` is the hash of all that the row is made from; `problems` are those of a failed
    row, or the warnings of one that is done.
    """

    key: str
    line: int
    status: Literal["done", "failed"]
    input: str
    files: tuple[Made, ...] = ()
    problems: tuple[str, ...] = ()


def manifest_name(shard: tuple[int, int] | None) -> str:
    """Return the name of the manifest: that of all rows, or of one of several shards."""
    return "manifest.jsonl" if shard is None else f"manifest.{shard[0]}-of-{shard[1]}.jsonl"


def entry_line(entry: ManifestEntry) -> bytes:
    """Return an entry as a line."""
    return msgspec.json.encode(entry) + b"\n"


def read_entries(store: Store) -> dict[str, ManifestEntry]:
    """Return the last entry of each key in all manifests of a store: of shards, and of runs that were cut off."""
    entries: dict[str, ManifestEntry] = {}
    decoder = msgspec.json.Decoder(ManifestEntry)
    for name in sorted(name for name in store.names() if _NAME.fullmatch(name)):
        for line in (store.read(name) or b"").split(b"\n"):
            with suppress(msgspec.DecodeError):  # the half line of a killed process
                entry = decoder.decode(line)
                entries[entry.key] = entry
    return entries


class Journal(Protocol):
    """A manifest that is being written."""

    def add(self, entry: ManifestEntry) -> None:
        """Add the entry of a row that has ended."""

    def finish(self, keys: Sequence[str]) -> None:
        """Put the entries into the order of `keys`, each key once with its last entry; others are dropped."""

    def close(self) -> None:
        """Keep what was added, in the order of the rows' ends."""


def open_journal(store: Store, name: str, kept: Iterable[ManifestEntry]) -> Journal:
    """Begin a manifest with the entries that are kept. Raises BuildError (`cannot-write`)."""
    if isinstance(store, FolderStore):
        return _FileJournal(store, name, kept)
    return _ObjectJournal(store, name, kept)


class _FileJournal:
    """A file to which a line is appended at once, so that a killed run loses no row. Only positions are in memory."""

    def __init__(self, store: FolderStore, name: str, kept: Iterable[ManifestEntry]):
        self._store = store
        self._name = name
        lines = [(entry.key, entry_line(entry)) for entry in kept]
        store.write(name, b"".join(line for _, line in lines))
        self._path = Path(store.shown(name))
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0
        for key, line in lines:
            self._place(key, line)
        self._file: IO[bytes] = self._path.open("ab", buffering=0)

    def _place(self, key: str, line: bytes) -> None:
        self._places[key] = (self._end, len(line))
        self._end += len(line)

    def add(self, entry: ManifestEntry) -> None:
        """Append the line of a row. Raises BuildError (`cannot-write`)."""
        line = entry_line(entry)
        try:
            self._file.write(line)
        except OSError as error:
            raise BuildError(cannot_write(str(self._path), error)) from error
        self._place(entry.key, line)

    def finish(self, keys: Sequence[str]) -> None:
        """Put the lines into the order of `keys`."""
        self.close()
        wanted = [self._places[key] for key in keys if key in self._places]
        with self._path.open("rb") as file:

            def line(place: tuple[int, int]) -> bytes:
                file.seek(place[0])
                return file.read(place[1])

            whole = b"".join(map(line, wanted))
        self._store.write(self._name, whole)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class _ObjectJournal:
    """Objects with the new lines of some seconds each, since an object cannot be appended to; one object at the end. A
    killed run loses the lines of the last seconds, whose rows are made again.
    """

    _SECONDS: Final = 5.0

    def __init__(
        self, store: Store, name: str, kept: Iterable[ManifestEntry], clock: Callable[[], float] = time.monotonic
    ):
        self._store = store
        self._name = name
        self._clock = clock
        self._lines = {entry.key: entry_line(entry) for entry in kept}
        self._new: list[bytes] = []
        self._parts: list[str] = [part for part in store.names() if part.startswith(f"{name}.part-")]
        store.write(name, b"".join(self._lines.values()))
        self._drop_parts()
        self._written = clock()

    def add(self, entry: ManifestEntry) -> None:
        """Add the line of a row; lines are written every few seconds."""
        line = entry_line(entry)
        self._lines[entry.key] = line
        self._new.append(line)
        if self._clock() - self._written >= self._SECONDS:
            self._flush()

    def _flush(self) -> None:
        if self._new:
            part = f"{self._name}.part-{len(self._parts) + 1:06}"
            self._store.write(part, b"".join(self._new))
            self._parts.append(part)
            self._new.clear()
        self._written = self._clock()

    def finish(self, keys: Sequence[str]) -> None:
        """Write one object with the lines in the order of `keys`, and remove those of some seconds."""
        self._store.write(self._name, b"".join(self._lines[key] for key in keys if key in self._lines))
        self._drop_parts()

    def close(self) -> None:
        """Write the last lines."""
        self._flush()

    def _drop_parts(self) -> None:
        for part in self._parts:
            self._store.remove(part)
        self._parts.clear()
