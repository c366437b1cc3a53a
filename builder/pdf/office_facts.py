"""What the correction of a PDF must know of the Office file that it was made from."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from builder.office.xml import is_true, qn
from builder.pdf.content import Box
from builder.pdf.kept_headings import KeptHeading

__all__ = [
    "BriefDrawing",
    "BriefFacts",
    "DeckContent",
    "OfficeFacts",
    "Shape",
    "SlideFacts",
    "TableFacts",
    "TextRun",
    "alternative_of",
    "is_decorative",
    "squeezed",
]

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")


def squeezed(text: str) -> str:
    """Return a text without spaces, soft hyphens and marks of zero width: what two programs agree on."""
    return _UNSEEN.sub("", text)


def alternative_of(properties: Any, drawing: Any) -> str | None:
    """Return the alternative text of a drawing from its non-visual properties: "" for a decoration, None if there is
    neither a text nor the mark of a decoration. A mere shape that says nothing is a decoration; a picture or a chart is
    not.
    """
    text: str = properties.get("descr", "").strip()
    if text:
        return text
    means = next(drawing.iter(qn("pic:pic"), qn("p:pic"), qn("c:chart")), None) is not None
    return "" if not means or is_decorative(properties) else None


def is_decorative(properties: Any) -> bool:
    """Return True if non-visual properties have the mark of a decoration ([MS-ODRAWXML], decorative)."""
    mark = next(properties.iter(qn("adec:decorative")), None)
    return mark is not None and is_true(mark.get("val"))


class BriefDrawing(Struct, frozen=True):
    """A drawing of a brief: the text that names it in the file laid out, and its alternative text: "" for a decoration,
    None if the file does not say what it is.
    """

    marker: str
    alternative: str | None


class Shape(Struct, frozen=True):
    """A shape of a slide without text: its box in points, and its alternative text as in `BriefDrawing`."""

    box: Box
    alternative: str | None


class TableFacts(Struct, frozen=True):
    """A table: the number of its rows, of those the header rows, True if the first column names the rows, and what
    describes it. A table without headers only places its content.
    """

    rows: int
    header_rows: int
    first_column: bool
    summary: str = ""


class TextRun(Struct, frozen=True):
    """A part of a paragraph with its language tag, "" for the language of the document."""

    text: str
    language: str


class SlideFacts(Struct, frozen=True):
    """A slide in reading order. `furniture` are the texts that belong to no content: footers, the slide's number, marks
    that are decoration. Its texts are squeezed.
    """

    title: str
    shapes: tuple[Shape, ...]
    tables: tuple[TableFacts, ...]
    paragraphs: tuple[tuple[TextRun, ...], ...]
    furniture: frozenset[str]

    def texts(self) -> frozenset[str]:
        """Return the squeezed texts of the paragraphs."""
        return frozenset(squeezed("".join(run.text for run in runs)) for runs in self.paragraphs)


class BriefFacts(Struct, frozen=True):
    """A brief: its drawings and tables in the order of the text, the fonts that its styles in use name, and its
    headings with what they are kept with.
    """

    drawings: tuple[BriefDrawing, ...]
    tables: tuple[TableFacts, ...]
    fonts: frozenset[str] = frozenset()
    kept_headings: tuple[KeptHeading, ...] = ()


class DeckContent(Struct, frozen=True):
    """A deck: its slides in order, and the fonts that it names."""

    slides: tuple[SlideFacts, ...]
    fonts: frozenset[str] = frozenset()


OfficeFacts = BriefFacts | DeckContent
