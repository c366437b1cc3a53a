"""The blocks of a section."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from builder.content.model.exhibits import CellFigure, Chart, Image, Table
from builder.content.model.values import FigureId, InlineText, Node, PartialDate, ProseText, RichText, SourceId, Text

Medium = Literal["brief", "deck"]


class BlockBase(Node, frozen=True, kw_only=True):
    """Fields of every block."""

    only: Annotated[Medium | None, Meta(description="Show in one medium only.")] = None


class TextBlock(BlockBase, frozen=True, kw_only=True):
    """Prose: the brief's text, the deck's speaker notes (on the slide when the section has nothing else)."""

    text: ProseText


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


class TableBlock(BlockBase, frozen=True, kw_only=True):
    """A table, native in both media."""

    table: Table


class ChartBlock(BlockBase, frozen=True, kw_only=True):
    """A chart."""

    chart: Chart
    side: Annotated[Literal["", "left", "right"], "not-a-key"] = ""
    """Where it is in a pair of charts."""


class ColumnsBlock(BlockBase, frozen=True, kw_only=True):
    """Two charts side by side. The loader replaces it by its charts."""

    columns: Annotated[tuple[ChartBlock, ...], Meta(description="Two charts, side by side where there is room.")]


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
    scale: Annotated[
        Literal["time"] | None, Meta(description="time: on slides, the distance of events is that of their dates.")
    ] = None


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


class ImageBlock(BlockBase, frozen=True, kw_only=True):
    """A picture."""

    image: Image


class PageBreakBlock(BlockBase, frozen=True, kw_only=True):
    """A new page in the brief, a new slide in the deck."""

    page_break: Annotated[bool, Meta(description="True: what follows begins on a new page, or on a new slide.")]


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
    | PageBreakBlock
)

WrittenBlock = Block | ColumnsBlock
"""A block as the author writes it."""
