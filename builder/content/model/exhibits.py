"""What blocks show beside words: tables, charts and pictures."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from builder.content.model.data import DataSource
from builder.content.model.figures import Operand
from builder.content.model.values import (
    FigureId,
    Id,
    InlineText,
    Node,
    PartialDate,
    PlainText,
    RichText,
    SourceId,
    Text,
)
from builder.source import Span

DecimalMark = Literal[",", "."]
MissingMeaning = Literal["not-available", "confidential", "unreliable", "provisional", "none"]
MissingSymbols = dict[str, MissingMeaning | Text]
"""Symbols of missing values, with their meanings."""

_WHERE = (
    "The rows of the data file to show: a column, and the named text whose words it must have, as in {commune: code}."
)


class ValueFormat(Node, frozen=True, kw_only=True):
    """How the numbers of a column or a chart are meant and written."""

    currency: Annotated[str | None, Meta(description="ISO 4217 code: the numbers are amounts.")] = None
    percent: Annotated[bool, Meta(description="The numbers are percentages, written as people say them.")] = False
    points: Annotated[bool, Meta(description="The numbers are percentage points.")] = False
    unit: Annotated[str | None, Meta(description="A CLDR unit: the numbers are quantities.")] = None
    date: Annotated[bool, Meta(description="The values are dates.")] = False
    style: Annotated[str | None, Meta(description="A figure style: standard, long, compact, exact, …")] = None
    decimals: Annotated[int | None, Meta(description="Digits after the decimal mark; rounds half up.")] = None

    @property
    def of_numbers(self) -> bool:
        """True if the format is one of numbers only."""
        return (
            self.percent
            or self.points
            or bool(self.currency or self.unit)
            or (self.decimals is not None and not self.date)
        )


class Computation(Struct, frozen=True, kw_only=True, gc=False):
    """How a column or a series is computed, row by row: an operation of derived figures, and the columns it takes.

    `otherwise` is the symbol of `missing` for a row without a result.
    """

    span: Annotated[Span, "not-a-key"]
    operation: str
    operands: tuple[Operand, ...]
    otherwise: str | None = None


class ColumnCells(Struct, frozen=True, kw_only=True, gc=False):
    """A column that another is computed from, with its cells; it may be one of the data file that is not shown."""

    column: Column
    cells: tuple[Cell, ...]


class Column(Node, frozen=True, kw_only=True):
    """One column of a table. In YAML a header text, or a mapping."""

    header: Annotated[InlineText, Meta(description="The column's header.")]
    key_: Annotated[
        str | None, Meta(description="The column of the data file (`key` in YAML), by its header there.")
    ] = None
    align: Annotated[Literal["left", "center", "right", "decimal"] | None, Meta(description="By default by type.")] = (
        None
    )
    width: Annotated[
        Decimal | None, Meta(description="Share of the table's width; shares are relative to one another.")
    ] = None
    format: Annotated[ValueFormat | None, Meta(description="How the column's numbers are written.")] = None
    decimal: Annotated[
        DecimalMark | None, Meta(description="The decimal mark of the column in the data file, where it is in doubt.")
    ] = None
    date_format: Annotated[
        str | None, Meta(description="The dates of the column in the data file: DD/MM/YYYY. By default ISO 8601.")
    ] = None
    scale: Annotated[
        Decimal | None, Meta(description="What the column's numbers are multiplied by: 1_000_000 for millions.")
    ] = None
    compute: Annotated[
        Computation | None,
        Meta(description="Compute the column from others: {growth: [2023, 2024]}, by their keys or headers."),
    ] = None
    computed_from: Annotated[tuple[ColumnCells, ...], "not-a-key"] = ()


class CellFigure(Node, frozen=True, kw_only=True):
    """A cell that holds a named figure: `{figure: seed-round}` (or a text that is just `{seed-round}`)."""

    figure: FigureId
    style: str | None = None


class CellTerritory(Node, frozen=True, kw_only=True):
    """A cell that holds a country."""

    territory: str


class CellNumber(Node, frozen=True, kw_only=True):
    """A cell that holds a number, written by its column's format; `symbol` is one of `missing` written after it."""

    value: Decimal
    symbol: str = ""


class CellDate(Node, frozen=True, kw_only=True):
    """A cell with a date (in a column whose format has `date: true`)."""

    value: PartialDate


class CellEmpty(Node, frozen=True, kw_only=True):
    """A cell without value (null, or an empty field of a data file)."""


class CellMissing(Node, frozen=True, kw_only=True):
    """A cell whose value is missing, with the symbol that says why."""

    symbol: str


class CellCovered(Node, frozen=True, kw_only=True):
    """A place that a merged cell covers."""


Cell = Text | CellFigure | CellTerritory | CellNumber | CellDate | CellEmpty | CellMissing | CellCovered


class RowMark(Struct, frozen=True, kw_only=True, gc=False):
    """What a row of a table is beside its cells.

    `computed` is True for totals that the builder computes; `label` is then the author's name for them, if any.
    """

    kind: Literal["row", "group", "subtotal", "total"] = "row"
    computed: bool = False
    label: Text | None = None


class ColumnGroup(Node, frozen=True, kw_only=True):
    """A header over several columns."""

    header: Annotated[InlineText, Meta(description="The header over the headers of the columns.")]
    columns: Annotated[tuple[Column, ...], Meta(description="The columns below it.")]


class HeaderGroup(Struct, frozen=True, kw_only=True, gc=False):
    """A header over `count` columns of a table, from the column `start` on."""

    header: Text
    start: int
    count: int


class Merged(Struct, frozen=True, kw_only=True, gc=False):
    """A cell that extends over several columns and rows, with its position."""

    row: int
    column: int
    across: int = 1
    down: int = 1


class Table(Node, frozen=True, kw_only=True):
    """A table. `rows` holds the cells from the YAML or the data file, one per column.

    `marks` says what each row is, unless all are ordinary. `highlighted` is the index of the row or the column to set
    off.
    """

    columns: Annotated[
        tuple[Column, ...],
        Meta(description="Headers, left to right; {header: …, columns: […]} puts one over several."),
    ]
    id: Annotated[Id | None, Meta(description="Name for cross-references: @tbl-… or @id.")] = None
    caption: Annotated[InlineText | None, Meta(description="What the table shows.")] = None
    rows: Annotated[
        tuple[tuple[Cell, ...], ...],
        Meta(
            description="Rows of cells: text, number, {figure: …}, {territory: …}, null; {group: text} names the rows "
            "below it, {subtotal: …} and {total: …} sum the rows above."
        ),
    ] = ()
    data: Annotated[
        DataSource | None, Meta(description="A data file in the publication's folder, instead of rows.")
    ] = None
    where: Annotated[dict[str, str], Meta(description=_WHERE)] = field(default_factory=dict)
    hidden: Annotated[tuple[Span, ...], "not-a-key"] = ()
    """Hidden rows of the workbook that are among the rows."""
    header_row: Annotated[
        int | None,
        Meta(
            description="The data file's row of column names, counted from 1; by default the first that is not empty."
        ),
    ] = None
    source: Annotated[SourceId | None, Meta(description="The source of the data.")] = None
    note: Annotated[RichText | None, Meta(description="A note under the table.")] = None
    total: Annotated[bool, Meta(description="Add a last row with the totals of the number columns.")] = False
    rounding: Annotated[
        bool | None,
        Meta(description="Say below the table that totals may not add up because of rounding; by default if needed."),
    ] = None
    missing: Annotated[
        MissingSymbols, Meta(description="Symbols of missing values beside those of the publication, with meanings.")
    ] = field(default_factory=dict)
    units: Annotated[
        Literal["cells", "header"] | None,
        Meta(description="Where units are printed: in each cell, or once in the header, as by default."),
    ] = None
    highlight: Annotated[
        str | None, Meta(description="The column (its key or header) or the row (its first cell) to set off.")
    ] = None
    orientation: Annotated[
        Literal["landscape"] | None, Meta(description="Put the table on a page that lies down in the brief.")
    ] = None
    marks: Annotated[tuple[RowMark, ...], "not-a-key"] = ()
    merged: Annotated[tuple[Merged, ...], "not-a-key"] = ()
    header_groups: Annotated[tuple[HeaderGroup, ...], "not-a-key"] = ()
    highlighted: Annotated[tuple[Literal["row", "column"], int] | None, "not-a-key"] = None


SeriesKind = Literal["column", "line", "area"]


ChartValue = Decimal | PartialDate | str
"""A value of a series: a number, a date (on an axis of dates), or the id of a figure."""


class ChartValues(Node, frozen=True, kw_only=True):
    """What a series and the horizontal axis of a scatter chart have in common: a name, and values typed or read."""

    name: Annotated[PlainText, Meta(description="What the values show.")]
    values: Annotated[
        tuple[ChartValue | None, ...],
        Meta(description="Numbers or figure ids, one per category; in a scatter chart one per point, perhaps dates."),
    ] = ()
    key_: Annotated[str | None, Meta(description="The column of the data file (`key` in YAML).")] = None
    decimal: Annotated[
        DecimalMark | None, Meta(description="The decimal mark of the column in the data file, where it is in doubt.")
    ] = None
    date_format: Annotated[
        str | None,
        Meta(description="On an axis of dates: their form in the data file, as in DD/MM/YYYY. By default ISO 8601."),
    ] = None
    scale: Annotated[
        Decimal | None, Meta(description="What the numbers are multiplied by: 1_000_000 for millions.")
    ] = None
    compute: Annotated[
        Computation | None,
        Meta(description="Compute the values from other series or columns of the data: {growth: [2023, 2024]}."),
    ] = None


class Series(ChartValues, frozen=True, kw_only=True):
    """One series of a chart. `values` are numbers, figure ids (resolved by the loader's caller) or null."""

    kind: Annotated[
        SeriesKind | None, Meta(description="In a combined chart: how the series is drawn, column, line or area.")
    ] = None
    secondary: Annotated[
        bool, Meta(description="In a combined chart: measure the line on a second axis, at the right.")
    ] = False
    format: Annotated[
        ValueFormat | None, Meta(description="How the values on the second axis are meant and written.")
    ] = None


AxisEnd = Decimal | PartialDate


class ScatterAxis(ChartValues, frozen=True, kw_only=True):
    """The horizontal axis of a scatter chart: the value of each point on it, and where it starts and ends."""

    format: Annotated[ValueFormat | None, Meta(description="How these values are meant and written.")] = None
    from_: Annotated[AxisEnd | None, Meta(description="The lowest value of the axis.")] = None
    to: Annotated[AxisEnd | None, Meta(description="The highest value of the axis.")] = None
    zero: Annotated[
        bool | None,
        Meta(description="true: the axis starts at zero; false: it may start elsewhere. By default by the values."),
    ] = None


class ChartAxis(Node, frozen=True, kw_only=True):
    """The value axis of a chart, where it should not be chosen by the values."""

    from_: Annotated[AxisEnd | None, Meta(description="Its lowest value.")] = None
    to: Annotated[AxisEnd | None, Meta(description="Its highest value.")] = None
    zero: Annotated[
        bool | None,
        Meta(description="true: it starts at zero; false: it may start elsewhere. By default by kind and values."),
    ] = None
    name: Annotated[
        PlainText | None,
        Meta(description="In a scatter chart: what the vertical axis measures. By default the name of the series."),
    ] = None


ChartKind = Literal["column", "bar", "line", "area", "pie", "doughnut", "combined", "scatter"]
ChartLabels = Literal["none", "ends", "all"]
Stacking = bool | Literal["percent"]
Category = Text | PartialDate | CellTerritory | CellFigure


class Chart(Node, frozen=True, kw_only=True):
    """A chart, native and editable in both media."""

    kind: Annotated[ChartKind, Meta(description="column, bar, line, area, pie, doughnut, combined or scatter.")]
    series: Annotated[tuple[Series, ...], Meta(description="The data, one series or several.")]
    id: Annotated[Id | None, Meta(description="Name for cross-references: @fig-… or @id.")] = None
    caption: Annotated[InlineText | None, Meta(description="What the chart shows.")] = None
    alt: Annotated[
        PlainText | None,
        Meta(description="What a reader who cannot see it must know. Written from the data if absent."),
    ] = None
    categories: Annotated[
        tuple[Category, ...],
        Meta(
            description="The categories: texts, years, {territory: …}, {figure: …}. In a scatter chart the names of "
            "the points, if they have any."
        ),
    ] = ()
    x: Annotated[
        ScatterAxis | None, Meta(description="In a scatter chart: the horizontal axis, with the place of each point.")
    ] = None
    stacked: Annotated[
        Stacking, Meta(description="Stack the series of columns, bars or areas: true, or percent for shares of 100%.")
    ] = False
    axis: Annotated[ChartAxis | None, Meta(description="Where the value axis starts and ends.")] = None
    labels: Annotated[
        ChartLabels | None,
        Meta(
            description="Which values are written, or names of points in a scatter chart: none, ends (of lines) or "
            "all. By default those that fit."
        ),
    ] = None
    format: Annotated[ValueFormat | None, Meta(description="How the values are meant and written.")] = None
    data: Annotated[
        DataSource | None,
        Meta(
            description="A data file: its first column (or `category`) names the categories. In a scatter chart only "
            "`category` names the points."
        ),
    ] = None
    where: Annotated[dict[str, str], Meta(description=_WHERE)] = field(default_factory=dict)
    hidden: Annotated[tuple[Span, ...], "not-a-key"] = ()
    """Hidden rows of the workbook that are among the categories."""
    category: Annotated[str | None, Meta(description="The data file's column of categories.")] = None
    date_format: Annotated[
        str | None, Meta(description="The dates of that column: DD/MM/YYYY. By default ISO 8601.")
    ] = None
    header_row: Annotated[
        int | None,
        Meta(
            description="The data file's row of column names, counted from 1; by default the first that is not empty."
        ),
    ] = None
    source: Annotated[SourceId | None, Meta(description="The source of the data.")] = None
    note: Annotated[RichText | None, Meta(description="A note under the chart.")] = None


class ImageFile(Struct, frozen=True, kw_only=True, gc=False):
    """A picture read and checked: the bytes to embed, their media type (`image/png`, `image/jpeg`, `image/gif`) and
    size in pixels; the frames of the author's file, of which the first is shown, and its size if it was reduced.
    """

    span: Span
    name: str
    blob: bytes
    media_type: str
    width: int
    height: int
    dpi: tuple[float, float] = (96.0, 96.0)
    frames: int = 1
    full_size: tuple[int, int] | None = None
    drawing: bytes = b""
    """The SVG drawing of which this is the twin, or nothing."""


class PictureWidth(Struct, frozen=True, kw_only=True, gc=False):
    """The width of a picture: a share of the text's width from 0 to 1, or a length in inches; the other is None."""

    share: float | None = None
    inches: float | None = None


class Image(Node, frozen=True, kw_only=True):
    """A picture. `file` is a path inside the publication's folder, or one path per language."""

    file: Annotated[
        Text,
        "path",
        Meta(description="PNG, JPEG, GIF, TIFF, WebP, BMP, or SVG with its PNG twin; or one per language."),
    ]
    files: Annotated[dict[str, ImageFile], "not-a-key"]
    alt: Annotated[
        PlainText | None, Meta(description="What a reader who cannot see it must know; '' if decorative.")
    ] = None
    id: Annotated[Id | None, Meta(description="Name for cross-references: @fig-… or @id.")] = None
    caption: Annotated[InlineText | None, Meta(description="What the picture shows.")] = None
    credit: Annotated[InlineText | None, Meta(description="Who made it.")] = None
    width: Annotated[
        PictureWidth | None,
        Meta(description="A share of the text's width (60%, 0.6) or a length (8 cm, 80 mm, 3 in), in both files."),
    ] = None
