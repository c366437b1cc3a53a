"""The deck as planned: every slide with its text, sizes and frames, before a single element of PowerPoint is written.

Lengths are EMU (914 400 an inch, 12 700 a point) from the slide's top left corner; type sizes are points.
`typeset/deck.py` makes plans from documents; `writers/pptx` draws them and decides nothing.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from builder.source import NOWHERE, Span
from builder.templates.layouts import Frame
from builder.tree.nodes import (
    CellNode,
    ChartNode,
    ColumnNode,
    EventNode,
    HighlightNode,
    ImageNode,
    Inlines,
    Prose,
)


class Fit(Struct, frozen=True):
    """How a text was made to fit: the font scale and line-space reduction to write (`a:normAutofit`, in thousandths of a
    per cent: 90000 is 90 %), and the lines it then takes. `scale == 100000` writes no autofit numbers.
    """

    scale: int = 100_000
    reduction: int = 0
    lines: int = 0


class SlideParagraph(Struct, frozen=True):
    """One paragraph of slide text. `level` 0 is the first; `mark` says whether it has a bullet, a number or neither."""

    inlines: Inlines
    level: int = 0
    mark: Literal["bullet", "number", "none"] = "bullet"
    number: int = 0
    span: Span = NOWHERE
    key: str = ""


class TextPart(Struct, frozen=True, kw_only=True):
    """Text in the layout placeholder `placeholder` (its role: "body", "body2", "quote", "attribution", …).

    `frame` None means the placeholder's own frame; otherwise the placeholder is moved to it.
    """

    placeholder: str
    paragraphs: tuple[SlideParagraph, ...]
    fit: Fit = Fit()
    frame: Frame | None = None


class TablePart(Struct, frozen=True, kw_only=True):
    """A table, or the run of its rows that this slide shows. Heights and widths are measured; `size` is the type size."""

    frame: Frame
    columns: tuple[ColumnNode, ...]
    rows: tuple[tuple[CellNode, ...], ...]
    widths: tuple[int, ...]
    header_height: int
    row_heights: tuple[int, ...]
    size: float
    total: bool = False
    row_header: bool = True
    alt: str = ""
    name: str = ""
    key: str = ""


class ChartPart(Struct, frozen=True, kw_only=True):
    """A chart in a frame, with the type size of its labels."""

    frame: Frame
    chart: ChartNode
    size: float


class HighlightsPart(Struct, frozen=True, kw_only=True):
    """Big numbers, each in its frame: value at `value_size`, label at `label_size` points."""

    items: tuple[HighlightNode, ...]
    frames: tuple[Frame, ...]
    value_size: float
    label_size: float


class TimelinePart(Struct, frozen=True, kw_only=True):
    """Events on an axis, drawn as native shapes. `axis` is the line; each event has a text frame and a marker position."""

    frame: Frame
    events: tuple[EventNode, ...]
    frames: tuple[Frame, ...]
    markers: tuple[tuple[int, int], ...]
    axis: Frame
    date_size: float
    title_size: float
    text_size: float
    vertical: bool = False


class ImagePart(Struct, frozen=True, kw_only=True):
    """A picture in a frame of its own proportions."""

    frame: Frame
    image: ImageNode


class CalloutPart(Struct, frozen=True, kw_only=True):
    """A callout's box: title and text at `size` points."""

    frame: Frame
    kind: Literal["note", "warning", "key"]
    title: Inlines
    paragraphs: tuple[SlideParagraph, ...]
    size: float


Part = TextPart | TablePart | ChartPart | HighlightsPart | TimelinePart | ImagePart | CalloutPart


class Slide(Struct, frozen=True, kw_only=True):
    """One slide. `layout` is a layout role (see `templates.layouts.LAYOUT_ROLES`). `title_text` is unique in the deck.

    `caption` is the exhibit's caption line, `source` the source line at the foot. `notes` go to the notes page.
    """

    layout: str
    title: Inlines
    key: str
    span: Span = NOWHERE
    title_fit: Fit = Fit()
    kicker: str = ""
    subtitle: Inlines = ()
    parts: tuple[Part, ...] = ()
    caption: str = ""
    source: Inlines = ()
    notes: Prose = ()
    section: tuple[int, ...] = ()
    progress: tuple[int, int] | None = None
    """Which top-level section out of how many, on divider slides."""
    hidden_continuation: bool = False


class Deck(Struct, frozen=True, kw_only=True):
    """All slides of one language, with what the file itself needs. `sections` are PowerPoint's slide sections:
    a name and the index of the first slide."""

    slides: tuple[Slide, ...]
    sections: tuple[tuple[str, int], ...] = ()
