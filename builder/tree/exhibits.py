"""Exhibits of a section, which can be numbered and referred to: tables, charts, images."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from builder.source import NOWHERE, Span
from builder.tree.blocks import BlockNode
from builder.tree.prose import Inlines, Paragraph, Prose, ProseBlock, SmallTable


class ColumnNode(Struct, frozen=True, kw_only=True, gc=False):
    """A column: its header, alignment, relative width (None: by content), and True if its cells are numbers. `unit` is
    that of its numbers if it is to be printed after the header, and not in the cells.
    """

    header: Inlines
    align: Literal["left", "center", "right", "decimal"] = "left"
    width: float | None = None
    numeric: bool = False
    span: Span = NOWHERE
    highlight: bool = False
    unit: str = ""


class HeaderGroupNode(Struct, frozen=True, kw_only=True, gc=False):
    """A header over the headers of `count` columns, from the column `start` on."""

    header: Inlines
    start: int
    count: int
    span: Span = NOWHERE


class CellNode(Struct, frozen=True, gc=False):
    """A cell, written out. An empty cell already reads "–". `value` is the number behind the words, if any.

    A merged cell extends over `across` columns and `down` rows. The other cells of its area are `covered`: those of its
    first column in further rows from "above" (they have its `across`), all others from the "left".
    """

    inlines: Inlines
    value: Decimal | None = None
    span: Span = NOWHERE
    across: int = 1
    down: int = 1
    covered: Literal["", "left", "above"] = ""
    highlight: bool = False


RowKind = Literal["row", "group", "subtotal", "total"]
"""A row; the name of a group over its rows; the totals of some rows above; the totals of all."""


class TableNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A table. `number` is its number in the document ("1"), or "" when it has no caption.

    When `total` is set, the last row holds the totals. `kinds` are those of the rows, or empty if all others are
    ordinary. `alt` describes the table in a sentence for those who cannot see it. `note_rows` are the rows that a
    paragraph of the note is about, in order, by its key; others are about the whole table.
    """

    columns: tuple[ColumnNode, ...]
    rows: tuple[tuple[CellNode, ...], ...]
    id: str | None = None
    caption: Inlines = ()
    number: str = ""
    total: bool = False
    source: Inlines = ()
    source_id: str | None = None
    note: Prose = ()
    note_rows: tuple[tuple[str, tuple[int, ...]], ...] = ()
    alt: str = ""
    row_header: bool = True
    """True if the first column names the rows."""
    kinds: tuple[RowKind, ...] = ()
    header_groups: tuple[HeaderGroupNode, ...] = ()
    shaped: bool = False
    """True if cells are merged or set off."""
    landscape: bool = False
    """True if the author wants it on a page that lies down."""
    units_in_cells: bool = False
    """True if the author wants units in every cell."""

    def kind(self, row: int) -> RowKind:
        """Return the kind of a row."""
        if self.kinds:
            return self.kinds[row]
        return "total" if self.total and row == len(self.rows) - 1 else "row"

    def note_of(self, rows: range) -> Prose:
        """Return what some of the rows need of the note."""
        about = dict(self.note_rows)

        def is_needed(block: ProseBlock) -> bool:
            own = about.get(block.key) if isinstance(block, Paragraph) else None
            first = bisect_left(own, rows.start) if own is not None else 0
            return own is None or (first < len(own) and own[first] < rows.stop)

        return tuple(filter(is_needed, self.note))


def table_of(small: SmallTable) -> TableNode:
    """Return a small table of a text as a table of its own, without number and caption."""
    columns = tuple(
        ColumnNode(header=header.inlines, align=align, numeric=align == "right", span=header.span)
        for header, align in zip(small.header, small.aligns, strict=True)
    )
    rows = tuple(tuple(CellNode(cell.inlines, None, cell.span) for cell in row) for row in small.rows)
    named = len(columns) > 1 and small.aligns[0] == "left"
    return TableNode(span=small.span, key=small.key, columns=columns, rows=rows, alt=small.alt, row_header=named)


class SeriesNode(Struct, frozen=True, kw_only=True, gc=False):
    """A series: its name, one value a category (None: no value) and each value as it is printed.

    `labels` are printed beside the shapes. If the line under the caption names the unit, they are without it ("400"),
    and `readings` are the values with it ("400 M€"); else `readings` is empty. In a combined chart, `kind` says how the
    series is drawn, and `secondary` that it is measured on the second axis. `interval` names the first and the last of
    values that are dates.
    """

    name: str
    values: tuple[Decimal | None, ...]
    labels: tuple[str, ...]
    readings: tuple[str, ...] = ()
    kind: Literal["", "column", "line", "area"] = ""
    secondary: bool = False
    interval: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The values as sentences have them, with their unit."""
        return self.readings or self.labels


class TickNode(Struct, frozen=True, gc=False):
    """A tick of a value axis: its value, and its label in the language of the document."""

    value: Decimal
    text: str


class AxisNode(Struct, frozen=True, kw_only=True, gc=False):
    """The value axis of a chart: from `low` to `high`, with a tick at every `step` from `low`.

    `least` and `most` are the ends of what is drawn (of the stacks if series are stacked), 0 included if the axis
    starts there. `note` says that the axis does not start at zero, else it is empty. `chosen` is True if the author
    chose an end of the axis. `name` is that of an axis of a scatter chart. On an axis of dates, numbers are years, or
    days as Office counts them (1900-01-01 is 1); ticks are then the first days of months or years, and `step` is their
    mean distance. `code` is the Office number format that draws the labels of days.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    ticks: tuple[TickNode, ...]
    least: Decimal
    most: Decimal
    note: str = ""
    chosen: bool = False
    name: str = ""
    code: str = ""


class TimeNode(Struct, frozen=True, kw_only=True, gc=False):
    """The categories of a chart placed in time: a whole number for each, in days, or in years if `unit` is `year`.

    Days count as Office counts them (1900-01-01 is 1). `code` is the Office format code of the labels.
    """

    positions: tuple[int, ...]
    unit: Literal["day", "month", "year"]
    code: str


MOST_SLICES = 7
"""Slices of a circle that readers can compare; more of them are drawn as bars."""


class ChartNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A chart. `categories` and `labels` are words of the language.

    `number_format` is an Office format code (en-US syntax) whose literals match the labels; `unit` names the unit
    when all values share one ("en millions d’euros"), else "". Pies and doughnuts have no `axis`. `dated` is True
    if the categories are dates; `time` places them if the steps between them are unequal. `shares` is True if
    series are stacked to 100%: labels are then the shares, and the axis counts from 0 to 1. `labels` is the
    author's choice of the values that are written, "" if there is none. `total` holds the totals of stacked
    columns or bars, if they are written. `slices` is True for bars that replace a circle of too many slices.
    `second_axis` and `second_format` are those of series measured on a second axis. `side` is that of a pair of charts:
    the left one is followed by the right one.

    A scatter chart has a point for each value of `x`, which is measured on the horizontal axis `x_axis` and has the
    format code `x_format`; `categories` are the names of its points, or empty.
    """

    kind: Literal["column", "bar", "line", "area", "pie", "doughnut", "combined", "scatter"]
    categories: tuple[str, ...]
    series: tuple[SeriesNode, ...]
    stacked: bool = False
    shares: bool = False
    labels: Literal["", "none", "ends", "all"] = ""
    number_format: str = "General"
    unit: str = ""
    axis: AxisNode | None = None
    slices: bool = False
    total: SeriesNode | None = None
    second_axis: AxisNode | None = None
    second_format: str = "General"
    x: SeriesNode | None = None
    x_axis: AxisNode | None = None
    x_format: str = "General"
    side: Literal["", "left", "right"] = ""
    dated: bool = False
    time: TimeNode | None = None
    id: str | None = None
    caption: Inlines = ()
    number: str = ""
    alt: str = ""
    alt_generated: bool = False
    source: Inlines = ()
    source_id: str | None = None
    note: Prose = ()


def unit_line(chart: ChartNode) -> str:
    """Return the line under a chart's caption: the common unit of all values, and the note on an axis that does not
    start at zero; "" if there is neither.
    """
    unit = f"{chart.unit[:1].upper()}{chart.unit[1:]}"
    return unit + axis_note(chart, unit)


def axis_note(chart: ChartNode, caption: str) -> str:
    """Return the sentence that follows a chart's caption if its axis does not start at zero, with what separates the
    two; else an empty text.
    """
    axes = (chart.axis, chart.second_axis, chart.x_axis)
    note = " ".join(axis.note for axis in axes if axis is not None and axis.note)
    if not note or not caption:
        return note
    return f" {note}" if caption.endswith((".", "?", "!", "…")) else f". {note}"


class ImageNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A picture: its bytes, media type, size in pixels and resolution. An empty `alt` marks it as decorative.

    `drawing` is the SVG file of which the picture is the twin, if any. `width_share` (of the text's width, from 0 to 1)
    or `width_inches` is the width that the author chose, if any.
    """

    name: str
    blob: bytes
    media_type: str
    width: int
    height: int
    dpi: tuple[float, float] = (96.0, 96.0)
    alt: str = ""
    id: str | None = None
    caption: Inlines = ()
    number: str = ""
    credit: Inlines = ()
    width_share: float | None = None
    width_inches: float | None = None
    drawing: bytes = b""
