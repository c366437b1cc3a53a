"""Write a file whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

__all__ = ["write_whole"]

_SUFFIX = ".part"

_IN_USE = (5, 32, 33)
"""Windows error codes for a file that another program holds: access denied, sharing violation, lock violation."""


def write_whole(target: Path, data: bytes) -> None:
    """Write `data` to a temporary file beside `target`, then rename it: a reader sees the old file or the new one.

    Temporary files of earlier, killed processes are removed first. Raises BuildError (`cannot-write`) with the reason;
    the earlier file is then untouched and the temporary file removed.
    """
    # A path without a name, such as `.`, is a folder: it is refused below.
    temporary = target.parent / f".{target.name}.{os.getpid()}{_SUFFIX}"
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(target)
        with temporary.open("wb") as stream:
            stream.write(data)
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise BuildError(_cannot_write(target, error)) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _remove_leftovers(target: Path) -> None:
    for leftover in target.parent.glob(f".{target.name}.*{_SUFFIX}"):
        process = leftover.name[len(target.name) + 2 : -len(_SUFFIX)]
        if process.isdecimal() and not _alive(int(process)):
            leftover.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _cannot_write(target: Path, error: OSError) -> Diagnostic:
    reason, hint = _reason(target, error)
    return Diagnostic("cannot-write", reason, Span(str(target), 1, 1), hint)


def _reason(target: Path, error: OSError) -> tuple[str, str]:
    """Return message and hint. Windows refuses to replace a file that Word or PowerPoint has open."""
    if getattr(error, "winerror", None) in _IN_USE and target.is_file():
        if not os.access(target, os.W_OK):
            return f"cannot replace {target.name}: it is read-only", "make it writable and build again"
        return f"cannot replace {target.name}: it is open in another program", "close it there and build again"
    hint = "check that you may write to this folder" if isinstance(error, PermissionError) else ""
    return f"cannot write the file: {error.strerror or error}", hint
