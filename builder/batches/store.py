"""Where the files of rows are written: a folder of this machine or a shared one, or an object store through fsspec.

Every file is written whole. In a folder it gets a temporary name beside its target and is renamed; an object store
shows an object when all of it has arrived.
"""

from __future__ import annotations

import os
import platform
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, Final, Protocol

from builder.diagnostics import BuildError, Diagnostic, UsageError
from builder.source import Span

__all__ = ["FolderStore", "ObjectStore", "Store", "open_store"]

_SUFFIX: Final = ".part"
_LOCAL: Final = ("file", "local")


class Store(Protocol):
    """A place for files. Paths are relative to it, with `/`."""

    root: str

    def write(self, path: str, data: bytes) -> None:
        """Write a file whole. Raises BuildError (`cannot-write`)."""

    def read(self, path: str) -> bytes | None:
        """Return a file, None if it is not there."""

    def size(self, path: str) -> int | None:
        """Return the size of a file, None if it is not there."""

    def shown(self, path: str) -> str:
        """Return the path or address of a file, for messages and lists."""

    def sweep(self, paths: Iterable[str]) -> None:
        """Remove what killed processes have left of these files."""

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""

    def names(self) -> Iterator[str]:
        """Yield the names of the files directly in it."""


def open_store(root: str) -> Store:
    """Return the store for a folder or an address (`s3://bucket/folder`). Raises UsageError if it cannot be opened."""
    protocol, mark, rest = root.partition("://")
    if not mark:
        return FolderStore(root)
    if protocol in _LOCAL:
        return FolderStore(rest)
    return ObjectStore(root)


class FolderStore:
    """A folder. Temporary names hold the machine and the process: several machines may write to one folder."""

    def __init__(self, root: str):
        self.root = root
        self._folder = Path(root)
        self._made: set[Path] = set()

    def write(self, path: str, data: bytes) -> None:
        """Write a file whole. Raises BuildError (`cannot-write`)."""
        target = self._folder / path
        temporary = target.with_name(f".{target.name}.{_writer()}{_SUFFIX}")
        try:
            if target.parent not in self._made:
                target.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(target.parent)
            try:
                temporary.write_bytes(data)
            except FileNotFoundError:  # somebody removed the folder meanwhile
                target.parent.mkdir(parents=True, exist_ok=True)
                temporary.write_bytes(data)
            temporary.replace(target)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise BuildError(cannot_write(str(target), error)) from error
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        if len(self._made) > 1_000:
            self._made.clear()

    def read(self, path: str) -> bytes | None:
        """Return a file, None if it is not there."""
        try:
            return (self._folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def size(self, path: str) -> int | None:
        """Return the size of a file, None if it is not there."""
        try:
            return (self._folder / path).stat().st_size
        except OSError:
            return None

    def shown(self, path: str) -> str:
        """Return the path of a file."""
        return str(self._folder / path)

    def sweep(self, paths: Iterable[str]) -> None:
        """Remove what killed processes have left of these files: in their folders, temporary names of these files."""
        folders: dict[Path, set[str]] = {}
        for path in paths:
            target = self._folder / path
            folders.setdefault(target.parent, set()).add(target.name)
        for folder, names in folders.items():
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith(".") and entry.name.endswith(_SUFFIX):
                        name = entry.name[1 : -len(_SUFFIX)].rpartition(".")[0]
                        if name in names:
                            Path(entry.path).unlink(missing_ok=True)

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        (self._folder / path).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Yield the names of the files directly in the folder."""
        if self._folder.is_dir():
            yield from (entry.name for entry in os.scandir(self._folder) if entry.is_file())


class ObjectStore:
    """A store that fsspec opens by its address. Sizes come from one listing, not from a request for each file."""

    def __init__(self, root: str):
        self.root = root.rstrip("/")
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            fix = "install it: pip install 'bilingual-builder[cluster]'"
            raise UsageError(f"-o: writing to {root.partition('://')[0]}:// needs fsspec ({fix})") from None
        try:
            filesystem, path = url_to_fs(self.root)
        except (ImportError, ValueError) as error:
            raise UsageError(f"-o: '{root}' cannot be opened: {error}") from None
        self._filesystem: Any = filesystem
        self._path: str = path.rstrip("/")
        self._sizes: dict[str, int] | None = None

    def write(self, path: str, data: bytes) -> None:
        """Write an object. Raises BuildError (`cannot-write`)."""
        try:
            parent = str(PurePosixPath(self._at(path)).parent)
            with suppress(FileExistsError):
                self._filesystem.makedirs(parent, exist_ok=True)
            self._filesystem.pipe_file(self._at(path), data)
        except OSError as error:
            raise BuildError(cannot_write(self.shown(path), error)) from error

    def read(self, path: str) -> bytes | None:
        """Return an object, None if it is not there."""
        try:
            return bytes(self._filesystem.cat_file(self._at(path)))
        except FileNotFoundError:
            return None

    def size(self, path: str) -> int | None:
        """Return the size of an object, None if it is not there."""
        if self._sizes is None:
            try:
                entries = self._filesystem.find(self._path, detail=True)
            except FileNotFoundError:
                entries = {}
            prefix = self._filesystem._strip_protocol(self._path)
            self._sizes = {name[len(prefix) :].lstrip("/"): int(info["size"] or 0) for name, info in entries.items()}
        return self._sizes.get(path)

    def shown(self, path: str) -> str:
        """Return the address of an object."""
        return f"{self.root}/{path}"

    def sweep(self, paths: Iterable[str]) -> None:
        """Do nothing: an object has no temporary name."""

    def remove(self, path: str) -> None:
        """Remove an object, if it is there."""
        with suppress(FileNotFoundError):
            self._filesystem.rm_file(self._at(path))

    def names(self) -> Iterator[str]:
        """Yield the names of the objects directly under the address."""
        try:
            listed = self._filesystem.ls(self._path, detail=True)
        except FileNotFoundError:
            return
        yield from (info["name"].rpartition("/")[2] for info in listed if info["type"] == "file")

    def _at(self, path: str) -> str:
        return f"{self._path}/{path}"


def _writer() -> str:
    """Return a name for this thread of this process on this machine."""
    return f"{zlib.crc32(platform.node().encode()):08x}-{os.getpid()}-{threading.get_ident()}"


def cannot_write(place: str, error: OSError) -> Diagnostic:
    """Return the problem of a file that cannot be written."""
    hint = "check that you may write to this folder" if isinstance(error, PermissionError) else ""
    return Diagnostic("cannot-write", f"cannot write the file: {error.strerror or error}", Span(place, 1, 1), hint)
