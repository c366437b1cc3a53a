"""The content of a publication, as types. The loader validates against these classes and `schema` generates the JSON
Schema from them, so this file is the contract with authors: a field here is a key there, its description is shown by
editors.

Field names are the YAML keys (a trailing underscore is dropped). `span`, `key` and `id`-like fields marked `NotAKey`
are filled by the loader. Every value keeps its place in the file.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from builder.content.markup import Markup
from builder.language import fallbacks
from builder.source import Span

# --- Scalars ---------------------------------------------------------------------------------------------------------


class Text(Struct, frozen=True, kw_only=True, gc=False):
    """A text with one entry per language, or a language-neutral one (its only entry is then under the tag "").

    `key` is a stable path through the publication by ids where there are ids, by index elsewhere:
    `sections.funding.message`, `figures.seed-round.label`, `sections.funding.blocks.2.points.0`.
    """

    span: Span
    key: str
    entries: dict[str, Markup]

    @property
    def neutral(self) -> bool:
        """True if the text is the same in every language."""
        return "" in self.entries

    def markup(self, language: str) -> Markup | None:
        """Return the entry for a language tag, falling back from region to language, then to a neutral text; never
        across.
        """
        for tag in (*fallbacks(language), ""):
            if tag in self.entries:
                return self.entries[tag]
        return None


InlineText = Annotated[Text, "inline"]
"""One paragraph of CommonMark inlines."""
RichText = Annotated[Text, "rich"]
"""CommonMark paragraphs, lists and code blocks."""
PlainText = Annotated[Text, "plain"]
"""Words only: figures are allowed, mark-up, notes and citations are not (names in charts, alt text, keywords)."""

Id = Annotated[str, "id"]
"""Lower-case words joined by hyphens, unique in the publication."""
FigureId = Annotated[str, "figure"]
SourceId = Annotated[str, "source"]


class PartialDate(Struct, frozen=True, gc=False):
    """A year, a year and month, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def first_day(self) -> datetime.date:
        """Return the first day that the date covers."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def is_before(self, other: PartialDate) -> bool:
        """Return True if the whole of it precedes the other: 2023 before 2024-05, but not before 2023-05."""
        pairs = zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True)
        return next((one < two for one, two in pairs if one != two and one and two), False)


class Node(Struct, frozen=True, kw_only=True, gc=False):
    """Base of everything that has a place and a stable key."""

    span: Annotated[Span, "not-a-key"]
    key: Annotated[str, "not-a-key"]


# --- Sources, figures, terms -----------------------------------------------------------------------------------------


class Source(Node, frozen=True, kw_only=True):
    """A work that the publication cites."""

    id: Annotated[str, "not-a-key"]
    title: Annotated[InlineText, Meta(description="Title of the work.")]
    publisher: Annotated[InlineText | None, Meta(description="Who published it.")] = None
    author: Annotated[InlineText | None, Meta(description="Who wrote it.")] = None
    date: Annotated[PartialDate | None, Meta(description="When it appeared: a year, a month (2024-05) or a day.")] = (
        None
    )
    url: Annotated[str | None, Meta(description="Where it can be read (https).")] = None
    language: Annotated[str | None, Meta(description="Language of the work, as a BCP 47 tag.")] = None


Bound = Literal["more-than", "less-than", "at-least", "at-most", "about"]
Range = Annotated[Decimal | tuple[Decimal, Decimal], "range"]
DateRange = Annotated[PartialDate | tuple[PartialDate, PartialDate], "range"]


class Counted(Struct, frozen=True, kw_only=True, gc=False):
    """A counted noun in every language: tag → CLDR plural category (`one`, `other`, …) → noun."""

    span: Annotated[Span, "not-a-key"]
    forms: dict[str, dict[str, str]]


class FigureBase(Node, frozen=True, kw_only=True):
    """Fields of every figure."""

    id: Annotated[str, "not-a-key"]
    bound: Annotated[Bound | None, Meta(description="How the true value stands to the one given.")] = None
    label: Annotated[InlineText | None, Meta(description="What the figure counts, for highlights and tables.")] = None
    source: Annotated[SourceId | None, Meta(description="The source that states it.")] = None


class AmountFigure(FigureBase, frozen=True, kw_only=True):
    """An amount of money."""

    amount: Annotated[Range, Meta(description="The amount in units of the currency, or [low, high].")]
    currency: Annotated[str, Meta(description="ISO 4217 code: EUR, CAD, CHF.")]


class NumberFigure(FigureBase, frozen=True, kw_only=True):
    """A count, with the noun that it counts if any."""

    number: Annotated[Range, Meta(description="The number, or [low, high].")]
    counted: Annotated[Counted | None, Meta(description="The counted noun with its plural forms, by language.")] = None


class PercentFigure(FigureBase, frozen=True, kw_only=True):
    """A percentage in percent: 12.5 is 12.5%."""

    percent: Annotated[Range, Meta(description="12.5 means 12.5 %; or [low, high].")]


class DateFigure(FigureBase, frozen=True, kw_only=True):
    """A year, a month, a day, or an interval of them."""

    date: Annotated[DateRange, Meta(description="2023, 2023-04 or 2023-04-01; or [from, to].")]


class TerritoryFigure(FigureBase, frozen=True, kw_only=True):
    """A country or region."""

    territory: Annotated[str, Meta(description="ISO 3166 code: FR, CA, US.")]


class QuantityFigure(FigureBase, frozen=True, kw_only=True):
    """A quantity with a unit of measure."""

    quantity: Annotated[Range, Meta(description="The quantity, or [low, high].")]
    unit: Annotated[str, Meta(description="A CLDR unit: gigabyte, kilometer, square-kilometer, celsius.")]


Figure = AmountFigure | NumberFigure | PercentFigure | DateFigure | TerritoryFigure | QuantityFigure


class Term(Node, frozen=True, kw_only=True):
    """One entry of the term base. Its YAML keys are language tags, with `forbidden` beside them."""

    terms: dict[str, tuple[str, ...]]
    forbidden: dict[str, tuple[str, ...]] = {}


# --- Blocks ----------------------------------------------------------------------------------------------------------

Medium = Literal["brief", "deck"]


class BlockBase(Node, frozen=True, kw_only=True):
    """Fields of every block."""

    only: Annotated[Medium | None, Meta(description="Show in one medium only.")] = None


class TextBlock(BlockBase, frozen=True, kw_only=True):
    """Prose: the brief's text, the deck's speaker notes (on the slide when the section has nothing else)."""

    text: RichText


class Point(Node, frozen=True, kw_only=True):
    """One point of a list. In YAML a text, or a mapping with `term`, `text` and nested `points`."""

    text: Annotated[InlineText | None, Meta(description="What the point says.")] = None
    term: Annotated[InlineText | None, Meta(description="The word or name that the point explains, set in bold.")] = (
        None
    )
    points: Annotated[tuple[Point, ...], Meta(description="Nested points.")] = ()


class PointsBlock(BlockBase, frozen=True, kw_only=True):
    """A list of points, in both media."""

    points: tuple[Point, ...]


class ValueFormat(Node, frozen=True, kw_only=True):
    """How the numbers of a column or a chart are meant and written."""

    currency: Annotated[str | None, Meta(description="ISO 4217 code: the numbers are amounts.")] = None
    percent: Annotated[bool, Meta(description="The numbers are percentages, written as people say them.")] = False
    unit: Annotated[str | None, Meta(description="A CLDR unit: the numbers are quantities.")] = None
    date: Annotated[bool, Meta(description="The values are dates.")] = False
    style: Annotated[str | None, Meta(description="A figure style: standard, long, compact, exact, …")] = None
    decimals: Annotated[int | None, Meta(description="Digits after the decimal mark; rounds half up.")] = None


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


class CellFigure(Node, frozen=True, kw_only=True):
    """A cell that holds a named figure: `{figure: seed-round}` (or a text that is just `{seed-round}`)."""

    figure: FigureId
    style: str | None = None


class CellTerritory(Node, frozen=True, kw_only=True):
    """A cell that holds a country."""

    territory: str


class CellNumber(Node, frozen=True, kw_only=True):
    """A cell that holds a number, written by its column's format."""

    value: Decimal


class CellDate(Node, frozen=True, kw_only=True):
    """A cell with a date (in a column whose format has `date: true`)."""

    value: PartialDate


class CellEmpty(Node, frozen=True, kw_only=True):
    """A cell without value (null, or an empty field of a data file)."""


Cell = Text | CellFigure | CellTerritory | CellNumber | CellDate | CellEmpty


class Table(Node, frozen=True, kw_only=True):
    """A table. `rows` holds the cells from the YAML or the data file, one per column."""

    columns: Annotated[tuple[Column, ...], Meta(description="Headers, left to right.")]
    id: Annotated[Id | None, Meta(description="Name for cross-references: @tbl-… or @id.")] = None
    caption: Annotated[InlineText | None, Meta(description="What the table shows.")] = None
    rows: Annotated[
        tuple[tuple[Cell, ...], ...],
        Meta(description="Rows of cells: text, number, {figure: …}, {territory: …}, null."),
    ] = ()
    data: Annotated[
        str | None, Meta(description="A CSV file (UTF-8) in the publication's folder, instead of rows.")
    ] = None
    source: Annotated[SourceId | None, Meta(description="The source of the data.")] = None
    note: Annotated[RichText | None, Meta(description="A note under the table.")] = None
    total: Annotated[bool, Meta(description="Add a last row with the totals of the number columns.")] = False


class TableBlock(BlockBase, frozen=True, kw_only=True):
    """A table, native in both media."""

    table: Table


class Series(Node, frozen=True, kw_only=True):
    """One series of a chart. `values` are numbers, figure ids (resolved by the loader's caller) or null."""

    name: Annotated[PlainText, Meta(description="What the series shows.")]
    values: Annotated[
        tuple[Decimal | str | None, ...], Meta(description="Numbers or figure ids, one per category.")
    ] = ()
    key_: Annotated[str | None, Meta(description="The column of the data file (`key` in YAML).")] = None


ChartKind = Literal["column", "bar", "line", "area", "pie", "doughnut"]
Category = Text | PartialDate | CellTerritory | CellFigure


class Chart(Node, frozen=True, kw_only=True):
    """A chart, native and editable in both media."""

    kind: Annotated[ChartKind, Meta(description="column, bar, line, area, pie or doughnut.")]
    series: Annotated[tuple[Series, ...], Meta(description="The data, one series or several.")]
    id: Annotated[Id | None, Meta(description="Name for cross-references: @fig-… or @id.")] = None
    caption: Annotated[InlineText | None, Meta(description="What the chart shows.")] = None
    alt: Annotated[
        PlainText | None,
        Meta(description="What a reader who cannot see it must know. Written from the data if absent."),
    ] = None
    categories: Annotated[
        tuple[Category, ...], Meta(description="The categories: texts, years, {territory: …}, {figure: …}.")
    ] = ()
    stacked: Annotated[bool, Meta(description="Stack the series of columns, bars or areas.")] = False
    format: Annotated[ValueFormat | None, Meta(description="How the values are meant and written.")] = None
    data: Annotated[
        str | None, Meta(description="A CSV file: its first column (or `category`) names the categories.")
    ] = None
    category: Annotated[str | None, Meta(description="The data file's column of categories.")] = None
    source: Annotated[SourceId | None, Meta(description="The source of the data.")] = None
    note: Annotated[RichText | None, Meta(description="A note under the chart.")] = None


class ChartBlock(BlockBase, frozen=True, kw_only=True):
    """A chart."""

    chart: Chart


class Highlight(Node, frozen=True, kw_only=True):
    """A figure shown big. In YAML a figure id, or a mapping."""

    figure: Annotated[FigureId, Meta(description="The figure.")]
    label: Annotated[InlineText | None, Meta(description="What it counts; the figure's own label by default.")] = None
    style: Annotated[str | None, Meta(description="A figure style; compact by default.")] = None


class HighlightsBlock(BlockBase, frozen=True, kw_only=True):
    """Big numbers with their labels."""

    highlights: tuple[Highlight, ...]


class Event(Node, frozen=True, kw_only=True):
    """One event of a timeline."""

    date: Annotated[PartialDate | CellFigure | Text, Meta(description="A date, {figure: id}, or a text.")]
    title: Annotated[InlineText, Meta(description="What happened, in a few words.")]
    text: Annotated[RichText | None, Meta(description="More about it.")] = None


class TimelineBlock(BlockBase, frozen=True, kw_only=True):
    """Dated events in order."""

    timeline: tuple[Event, ...]


class Quote(Node, frozen=True, kw_only=True):
    """Somebody's words."""

    text: Annotated[RichText, Meta(description="The words, without quotation marks.")]
    attribution: Annotated[InlineText | None, Meta(description="Whose words they are.")] = None
    source: Annotated[SourceId | None, Meta(description="Where they were published.")] = None


class QuoteBlock(BlockBase, frozen=True, kw_only=True):
    """A block quotation."""

    quote: Quote


class Callout(Node, frozen=True, kw_only=True):
    """A boxed text."""

    text: Annotated[RichText, Meta(description="What it says.")]
    kind: Annotated[Literal["note", "warning", "key"], Meta(description="note, warning or key.")] = "note"
    title: Annotated[InlineText | None, Meta(description="Its heading.")] = None


class CalloutBlock(BlockBase, frozen=True, kw_only=True):
    """A callout."""

    callout: Callout


class ImageFile(Struct, frozen=True, kw_only=True, gc=False):
    """A picture read and checked: its bytes, media type (`image/png`, `image/jpeg`, …) and size in pixels."""

    span: Span
    name: str
    blob: bytes
    media_type: str
    width: int
    height: int
    dpi: tuple[float, float] = (96.0, 96.0)


class Image(Node, frozen=True, kw_only=True):
    """A picture. `file` is a path inside the publication's folder, or one path per language."""

    file: Annotated[
        Text, "path", Meta(description="PNG, JPEG or GIF in the publication's folder, or one per language.")
    ]
    files: Annotated[dict[str, ImageFile], "not-a-key"]
    alt: Annotated[
        PlainText | None, Meta(description="What a reader who cannot see it must know; '' if decorative.")
    ] = None
    id: Annotated[Id | None, Meta(description="Name for cross-references: @fig-… or @id.")] = None
    caption: Annotated[InlineText | None, Meta(description="What the picture shows.")] = None
    credit: Annotated[InlineText | None, Meta(description="Who made it.")] = None


class ImageBlock(BlockBase, frozen=True, kw_only=True):
    """A picture."""

    image: Image


Block = (
    TextBlock
    | PointsBlock
    | TableBlock
    | ChartBlock
    | HighlightsBlock
    | TimelineBlock
    | QuoteBlock
    | CalloutBlock
    | ImageBlock
)

# --- Sections and publication ----------------------------------------------------------------------------------------


class Section(Node, frozen=True, kw_only=True):
    """A section, with its subsections."""

    title: Annotated[InlineText, Meta(description="The section's name.")]
    id: Annotated[Id | None, Meta(description="Name for cross-references: @sec-… or @id.")] = None
    message: Annotated[
        InlineText | None, Meta(description="The one sentence to remember: the slide's headline, the section's lead.")
    ] = None
    notes: Annotated[RichText | None, Meta(description="Speaker notes, when the prose is not enough.")] = None
    blocks: Annotated[tuple[Block, ...], Meta(description="What the section shows, in order.")] = ()
    sections: Annotated[tuple[Section, ...], Meta(description="Subsections.")] = ()


class BriefOptions(Node, frozen=True, kw_only=True):
    """Options of the Word brief."""

    toc: Annotated[bool, Meta(description="Print a table of contents.")] = True
    toc_depth: Annotated[int, Meta(description="Heading levels in the table of contents, 1 to 3.")] = 2
    paper: Annotated[Literal["a4", "letter"] | None, Meta(description="Paper size; by default the template's.")] = None
    template: Annotated[
        str | None, Meta(description="A .docx or .dotx file, relative to the publication's folder.")
    ] = None


class DeckOptions(Node, frozen=True, kw_only=True):
    """Options of the PowerPoint deck."""

    agenda: Annotated[bool, Meta(description="Show an agenda slide.")] = True
    dividers: Annotated[
        bool | None, Meta(description="A divider slide before each section; by default when sections have subsections.")
    ] = None
    template: Annotated[
        str | None, Meta(description="A .pptx or .potx file, relative to the publication's folder.")
    ] = None


class Publication(Node, frozen=True, kw_only=True):
    """A whole publication."""

    name: Annotated[str, "not-a-key"]
    folder: Annotated[Path, "not-a-key"]
    languages: Annotated[tuple[str, ...], Meta(description="BCP 47 tags; the first is the source language.")]
    title: Annotated[InlineText, Meta(description="The publication's title.")]
    subtitle: Annotated[InlineText | None, Meta(description="Its subtitle.")] = None
    date: Annotated[PartialDate | None, Meta(description="Date of publication: 2024-09-15.")] = None
    authors: Annotated[tuple[PlainText, ...], Meta(description="Names.")] = ()
    abstract: Annotated[RichText | None, Meta(description="What the publication says, in one paragraph or two.")] = None
    keywords: Annotated[tuple[PlainText, ...], Meta(description="Keywords, for the file's properties.")] = ()
    status: Annotated[
        InlineText | None, Meta(description="Kind of document: Note d'information / Information note.")
    ] = None
    key_figures: Annotated[
        tuple[Highlight, ...],
        Meta(description="Figures shown on the first page of the brief and in the deck's opening."),
    ] = ()
    narrow_space: Annotated[
        Literal["narrow", "full"], Meta(description="narrow keeps U+202F; full prints U+00A0 in its place.")
    ] = "narrow"
    sources: Annotated[dict[str, Source], Meta(description="The works cited, by id.")] = {}
    figures: Annotated[dict[str, Figure], Meta(description="The figures, by id: each exists once.")] = {}
    terms: Annotated[tuple[Term, ...], Meta(description="The term base: which words translate which.")] = ()
    sections: Annotated[tuple[Section, ...], Meta(description="The publication's sections, in order.")] = ()
    brief: Annotated[BriefOptions, Meta(description="Options of the Word brief.")]
    deck: Annotated[DeckOptions, Meta(description="Options of the PowerPoint deck.")]
