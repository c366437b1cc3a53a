"""The secret part of an address, and where that of a fixed port is kept, so that an open page survives a restart."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

__all__ = ["kept_token", "new_token", "state_folder"]

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_FOLDER = "bilingual-builder"


def new_token() -> str:
    """Return 128 random bits for an address: other users of the machine can reach the server, but not guess them."""
    return secrets.token_urlsafe(16)


def state_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder in which programs keep what they remember of their use (XDG Base Directory; on Windows, the
    user's local data).
    """
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _FOLDER
    base = environment.get("XDG_STATE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".local" / "state") / _FOLDER  # noqa: PTH117


def kept_token(port: int, folder: Path) -> str:
    """Return the token of the last preview on a port, or a new one, which is kept in a file of this user alone.

    Where no such file can be, each preview has a token of its own.
    """
    path = folder / f"preview-{port}"
    with suppress(OSError, UnicodeDecodeError):
        if _is_private(path):
            token = path.read_text(encoding="ascii")
            if _TOKEN.fullmatch(token):
                return token
    token = new_token()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(token)
    return token


def _is_private(path: Path) -> bool:
    """Return True for a file, not a link, that nobody else can read or has made."""
    status = path.lstat()
    if not path.is_file() or path.is_symlink():
        return False
    return sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & 0o077)
