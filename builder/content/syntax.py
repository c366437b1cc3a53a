"""The inline marks of the content format, as patterns, defined once."""

from __future__ import annotations

import re

__all__ = ["CITATION", "CROSS", "FIGURE", "ID", "LANG", "NAMED_TEXT", "is_id"]

ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""Lower-case words joined by hyphens."""

_ID = re.compile(ID + r"\Z")

FIGURE = re.compile(rf"\{{({ID})(?::([a-z]+(?:-[a-z]+)*))?\}}")
"""`{seed-round}`, `{seed-round:compact}`."""

NAMED_TEXT = re.compile(rf"\{{=({ID})\}}")
"""`{=ministry}`: the words of the named text `ministry`."""

CITATION = re.compile(rf"\[(@{ID}(?:\s*;\s*@{ID})*)(?:,\s*([^\[\];@]*[^\[\];@\s]))?\s*\]")
"""`[@a]`, `[@a; @b]`, `[@a, p. 12]`."""

CROSS = re.compile(rf"(?<![\w.+%/\\-])@({ID})")
"""`@tbl-comparison`; not the middle of an e-mail address, nor of a path."""

LANG = re.compile(r"\{lang=([A-Za-z0-9-]+)\}")
"""The suffix of a passage in another language."""


def is_id(text: str) -> bool:
    """Return True if `text` has the form of an id."""
    return _ID.match(text) is not None
