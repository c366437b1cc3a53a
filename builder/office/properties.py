"""Extended document properties (`docProps/app.xml`, ECMA-376 part 1, 22.2), shared by both formats.

Core properties go through python-docx and python-pptx, whose texts hold 255 characters at most.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from builder.office.xml import NAMESPACES, PROLOGUE, escape

__all__ = ["CORE_PROPERTIES", "LONGEST_PROPERTY", "application_properties", "property_words", "shorten", "utc_second"]

LONGEST_PROPERTY = 255
"""Characters that python-docx and python-pptx accept in a core property."""


def application_properties(application: str, counts: dict[str, int] | None = None) -> bytes:
    """Return the extended properties part: the application's name and counts by element name (`Slides`, `Notes`).

    Counts of pages and words are left out: only a program that lays out the pages knows them.
    """
    counted = "".join(f"<{name}>{count}</{name}>" for name, count in (counts or {}).items())
    security = "" if counts else "<DocSecurity>0</DocSecurity>"
    return (
        f'{PROLOGUE}<Properties xmlns="{NAMESPACES["app"]}"><Application>{escape(application)}</Application>'
        f"{security}{counted}</Properties>"
    ).encode()


CORE_PROPERTIES = ("title", "subject", "author", "keywords", "category")
"""The core properties with words of the publication, as python-docx and python-pptx name them."""


def property_words(core: Any) -> Iterator[str]:
    """Yield those of `CORE_PROPERTIES` that a file has; `core` are its properties as either library reads them."""
    yield from filter(None, (getattr(core, name) for name in CORE_PROPERTIES))


def shorten(text: str, longest: int = LONGEST_PROPERTY) -> str:
    """Return a text of at most `longest` characters, cut after a word and ended by an ellipsis where it is longer."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rsplit(" ", 1)[0].rstrip(" ,;:.–\u00a0\u202f") or cut) + "…"


def utc_second(timestamp: datetime.datetime) -> datetime.datetime:
    """Return an instant in UTC to the second, without time zone, as the libraries write it."""
    if timestamp.tzinfo is not None:
        timestamp = timestamp.astimezone(datetime.UTC).replace(tzinfo=None)
    return timestamp.replace(microsecond=0)
