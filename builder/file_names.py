"""Names that Windows does not open as files: refused on every system, since what builds on one builds on all."""

from __future__ import annotations

import re

__all__ = ["name_fault"]

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³])[ ]*(?:[.:]|\Z)", re.IGNORECASE)
"""Names of devices, with any extension and in any folder (Microsoft, "Naming Files, Paths, and Namespaces")."""


def name_fault(name: str) -> str:
    """Return what is wrong with a file's or folder's name (one part of a path), or ""."""
    if _DEVICE.match(name):
        return "is a device name on Windows"
    if name.endswith((".", " ")) and name not in (".", ".."):
        return "ends in a dot or a space, which Windows drops"
    return ""
