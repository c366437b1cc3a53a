"""What decides the bytes of a file beside its content: the builder, its libraries and the compressor."""

from __future__ import annotations

import sys
import zlib
from importlib.metadata import PackageNotFoundError, version
from typing import Final

__all__ = ["differences", "versions"]

_PACKAGES: Final = (
    "bilingual-builder", "babel", "lxml", "markdown-it-py", "msgspec", "pillow", "python-docx", "python-pptx", "pyyaml",
    "xlsxwriter",
)  # fmt: skip


def versions() -> dict[str, str]:
    """Return the version of each, by name."""
    known = {"python": f"{sys.version_info.major}.{sys.version_info.minor}", "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in _PACKAGES:
        try:
            known[name] = version(name)
        except PackageNotFoundError:
            known[name] = "none"
    return known


def differences(own: dict[str, str], others: dict[str, str]) -> str:
    """Return what differs, for a message: `lxml 5.2 and 5.3`; "" if nothing does."""
    names = [name for name in own if own[name] != others.get(name)]
    return ", ".join(f"{name} {own[name]} and {others.get(name, 'none')}" for name in names)
