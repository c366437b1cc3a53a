"""Open the files of a publication, and no others.

Content may come from strangers: a name in it is a path inside the publication's folder, or an error. No absolute path,
no `..`, no symbolic link that leaves, no device or pipe, nothing larger than its limit.
"""

from __future__ import annotations

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from builder.content.yaml_values import SourceText
from builder.diagnostics import BuildError, Diagnostic
from builder.file_names import name_fault
from builder.source import Span

__all__ = [
    "MAX_DATA",
    "MAX_IMAGE",
    "FileProblem",
    "Unsaved",
    "decode",
    "has_controls",
    "inside",
    "read_inside",
    "read_source",
    "read_source_inside",
    "read_whole",
    "shown",
]

_COPY = "copy the file into the folder"

MAX_SOURCE = 64_000_000
MAX_DATA = 64_000_000
MAX_IMAGE = 50_000_000
"""Largest sizes of a publication, a data file and a picture in bytes."""
MAX_PATH = 400
"""Longest path inside a publication's folder in characters; file systems limit each part to 255 bytes."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_BREAK = {"\x85", "\u2028", "\u2029"}


class FileProblem(Exception):
    """An unusable file; `args` are a kebab-case code, a message and a fix."""

    @property
    def code(self) -> str:
        """The stable name of the problem."""
        return str(self.args[0])

    @property
    def message(self) -> str:
        """The problem."""
        return str(self.args[1])

    @property
    def hint(self) -> str:
        """The fix, or ""."""
        return str(self.args[2]) if len(self.args) > 2 else ""


def has_controls(text: str) -> bool:
    """Return True if a text holds characters that no Office file can."""
    return _CONTROL.search(text) is not None


def shown(path: Path, base: Path | None = None) -> str:
    """Return the path for messages: as given, or relative to `base` (by default the current folder) if it is inside."""
    if not path.is_absolute():
        return path.as_posix()
    try:
        return path.relative_to(base or Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


Unsaved = Mapping[Path, bytes]
"""Content of files that is not written yet, by their real paths: it is read in place of theirs."""


def read_source(path: Path, base: Path | None = None, unsaved: Unsaved | None = None) -> SourceText:
    """Read a publication's text; messages name it as seen from `base`. Raises BuildError if it cannot be read or is not
    text.
    """
    name = shown(path, base)
    try:
        _check_name(path.name)
        blob = (unsaved.get(path.resolve()) if unsaved else None) or _read(path, MAX_SOURCE)
    except FileProblem as problem:
        raise BuildError(Diagnostic(problem.code, problem.message, Span(name), problem.hint)) from None
    text, problems = decode(blob, name)
    if problems:
        raise BuildError(problems)
    return SourceText(name, text)


def read_source_inside(folder: Path, name: str, base: Path | None = None, unsaved: Unsaved | None = None) -> SourceText:
    """Read the text of the file `name` in a publication's folder; messages name it as seen from `base`. Raises
    FileProblem if it cannot be read, BuildError if it is not text.
    """
    place = shown(folder / name, base)
    text, problems = decode(read_inside(folder, name, MAX_SOURCE, unsaved), place)
    if problems:
        raise BuildError(problems)
    return SourceText(place, text)


def inside(folder: Path, name: str) -> Path:
    """Return the real path of the file `name` in a publication's folder, links followed. Raises FileProblem if it is
    outside.
    """
    if not name.strip():
        raise FileProblem("path", "the file name is empty")
    if len(name) > MAX_PATH or not _BREAK.union("\n\t\x00").isdisjoint(name):
        raise FileProblem("path", "not a file name: it is too long or contains a line break")
    _refuse_windows_path(name)
    if name.startswith(("/", "~")) or ".." in name.split("/"):
        raise FileProblem("path-outside", f"`{name}` is outside the publication's folder", _COPY)
    try:
        root, real = folder.resolve(), (folder / name).resolve()
    except (OSError, RuntimeError):
        raise FileProblem("path", f"`{name}` cannot be resolved to a file") from None
    if not real.is_relative_to(root):
        raise FileProblem("path-outside", f"`{name}` is a link to a file outside the publication's folder", _COPY)
    return real


def _refuse_windows_path(name: str) -> None:
    """Raise FileProblem for a path that only Windows understands, or that Windows does not open as a file. Such paths
    are refused on every system: a publication that builds on one builds on all.
    """
    if re.match(r"[A-Za-z]:", name):
        hint = "copy the file into the folder and write its path from there"
        raise FileProblem("path", f"`{name}` begins with a drive letter", hint)
    if "\\" in name:
        raise FileProblem("path", f"`{name}` contains a backslash", "separate folders with `/`")
    for part in name.split("/"):
        _check_name(part)


def _check_name(name: str) -> None:
    fault = name_fault(name)
    if fault:
        raise FileProblem("path", f"`{name}` {fault}", "rename the file")


def read_inside(folder: Path, name: str, limit: int, unsaved: Unsaved | None = None) -> bytes:
    """Return the bytes of the file `name` in a publication's folder. Raises FileProblem."""
    path = inside(folder, name)
    if unsaved and path in unsaved:
        return unsaved[path]
    try:
        return _read(path, limit)
    except FileProblem as problem:
        if problem.code == "file-missing":
            near = _near(folder / name)
            raise FileProblem(problem.code, f"no file `{name}` in the publication's folder", near) from None
        raise


def read_whole(path: Path, limit: int) -> bytes:
    """Return the bytes of a file of the builder's own, at most `limit`. Raises FileProblem."""
    return _read(path, limit)


def _near(path: Path) -> str:
    from builder.content.suggestions import nearest

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return ""
    near = nearest(path.name, names)
    return f"did you mean `{near}`?" if near else ""


def _read(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file, at most `limit`."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        raise FileProblem("file-missing", f"no file `{path}`") from None
    except (OSError, ValueError) as error:
        raise FileProblem("file", f"cannot read `{path.name}`: {getattr(error, 'strerror', error)}") from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise FileProblem("file", f"`{path.name}` is not a file")
        if status.st_size > limit:
            size = f"{status.st_size / 1e6:.0f} MB; the limit is {limit / 1e6:.0f} MB"
            raise FileProblem("too-large", f"`{path.name}` is {size}")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(limit)
    except OSError as error:
        raise FileProblem("file", f"cannot read `{path.name}`: {error.strerror}") from None
    finally:
        os.close(handle)


def decode(blob: bytes, name: str) -> tuple[str, list[Diagnostic]]:
    """Return UTF-8 text with LF line ends; characters that no Office file or editor could show are reported at their
    places.
    """
    if blob.startswith((b"\xff\xfe", b"\xfe\xff")):
        problem = Diagnostic("encoding", "the file is in UTF-16", Span(name), "save it as UTF-8")
        return "", [problem]
    blob = blob.removeprefix(BOM_UTF8)
    try:
        text = blob.decode()
    except UnicodeDecodeError as error:
        return "", [_not_utf8(blob, error, name)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        return "", [Diagnostic("encoding", "the file is not text", Span(name))]
    return text, [_control(text, match.start(), name) for match in islice(_CONTROL.finditer(text), 50)]


def _not_utf8(blob: bytes, error: UnicodeDecodeError, name: str) -> Diagnostic:
    if b"\x00" in blob:
        return Diagnostic("encoding", "the file is not text", Span(name))
    before = blob[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n")
    line_start = before.rfind("\n") + 1
    place = Span(name, before.count("\n") + 1, len(before) - line_start + 1)
    byte = blob[error.start : error.start + 1]
    guess = byte.decode("cp1252", "replace")
    seems = f", which would be `{guess}` in Windows-1252" if guess.isprintable() and guess != "\ufffd" else ""
    message = f"the file is not in UTF-8: byte 0x{byte[0]:02X} here{seems}"
    return Diagnostic("encoding", message, place, "save the file as UTF-8")


def _control(text: str, at: int, name: str) -> Diagnostic:
    place = Span(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    char = text[at]
    kind = "an invisible line break" if char in _BREAK else "a control character"
    return Diagnostic("control-character", f"U+{ord(char):04X}, {kind}, is not allowed in a text", place, "delete it")
