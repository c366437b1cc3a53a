"""The blocks of a section, one function for each kind; the larger kinds have modules of their own."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from builder.content.model.blocks import (
    Block,
    Callout,
    CalloutBlock,
    ChartBlock,
    Event,
    HighlightsBlock,
    ImageBlock,
    Medium,
    PageBreakBlock,
    Point,
    PointsBlock,
    QuoteBlock,
    TableBlock,
    TextBlock,
    TimelineBlock,
)
from builder.content.model.exhibits import CellFigure
from builder.content.model.figures import DateFigure
from builder.content.model.values import PartialDate, Text
from builder.resolve.block_quotes import quote_node
from builder.resolve.charts import chart_node
from builder.resolve.context import ResolveContext
from builder.resolve.highlights import highlights_node
from builder.resolve.inlines import BARE, PROSE, TITLE, text_inlines, words_inlines
from builder.resolve.pictures import image_node
from builder.resolve.prose import text_elements, text_prose
from builder.resolve.sentences import capital
from builder.resolve.tables import table_node
from builder.tree.blocks import CalloutNode, EventNode, PageBreakNode, PointNode, PointsNode, TextNode, TimelineNode
from builder.tree.document import BlockLike
from builder.tree.prose import Inlines, unformatted

__all__ = ["block_nodes"]

_AFTER_TERM: Final = replace(PROSE, sentence=False)
# A timeline is drawn in small boxes in both media: its figures are short.
_EVENT: Final = replace(PROSE, place="slide")
_EVENT_TITLE: Final = replace(TITLE, place="slide")


def block_nodes(
    context: ResolveContext, blocks: tuple[Block, ...], medium: Medium | None = None
) -> tuple[BlockLike, ...]:
    """Return the blocks of a section, in order; `medium` is the only one that shows the section."""
    nodes = []
    for block in blocks:
        only = block.only or medium
        context.brief = only != "deck"
        context.slide = only == "deck" and not isinstance(block, TextBlock)
        node = context.recall("block", block.key, block, partial(_node, context, block))
        if node is not None:
            nodes.append(node)
    context.brief, context.slide = True, False
    return tuple(nodes)


def _node(context: ResolveContext, block: Block) -> BlockLike | None:
    match block:
        case TextBlock():
            prose = text_elements(context, block.text)
            return TextNode(span=block.span, key=block.key, only=block.only, blocks=prose)
        case PointsBlock():
            points = tuple(_point(context, point) for point in block.points)
            return PointsNode(span=block.span, key=block.key, only=block.only, points=points)
        case TableBlock():
            return table_node(context, block)
        case ChartBlock():
            return chart_node(context, block)
        case HighlightsBlock():
            return highlights_node(context, block)
        case TimelineBlock():
            events = tuple(_event(context, event) for event in block.timeline)
            return TimelineNode(
                span=block.span,
                key=block.key,
                only=block.only,
                events=events,
                to_scale=block.scale == "time" and _in_time(context, block, events),
            )
        case QuoteBlock():
            return quote_node(context, block)
        case PageBreakBlock():
            return PageBreakNode(span=block.span, key=block.key, only=block.only) if block.page_break else None
        case CalloutBlock():
            return _callout(context, block)
        case ImageBlock():
            return image_node(context, block)


def _point(context: ResolveContext, point: Point) -> PointNode:
    return PointNode(
        span=point.span,
        key=point.key,
        term=text_inlines(context, point.term, TITLE),
        inlines=text_inlines(context, point.text, _AFTER_TERM if point.term is not None else PROSE),
        points=tuple(_point(context, nested) for nested in point.points),
    )


def _event(context: ResolveContext, event: Event) -> EventNode:
    words, day = "", None
    match event.date:
        case PartialDate():
            words, day = context.formatter.date(event.date, "long"), event.date
        case CellFigure():
            figure = context.publication.figures.get(event.date.figure)
            # As a date written in place: the events of one timeline are dated in one style.
            style = event.date.style or ("long" if isinstance(figure, DateFigure) else "")
            words = context.figure_words(event.date.figure, style, "slide", event.date.span)
            if isinstance(figure, DateFigure):
                day = figure.date if isinstance(figure.date, PartialDate) else figure.date[0]
        case Text():
            words = unformatted(text_inlines(context, event.date, BARE))
    return EventNode(
        date=capital(words),
        title=text_inlines(context, event.title, _EVENT_TITLE),
        span=event.span,
        key=event.key,
        text=text_prose(context, event.text, _EVENT),
        position=day.first_day() if day else None,
    )


def _in_time(context: ResolveContext, block: TimelineBlock, events: tuple[EventNode, ...]) -> bool:
    """Return True if all events of a timeline that is true to time have dates, which rise or fall; else report it."""
    worded = [event for event in events if event.position is None]
    for event in worded:
        message = f"expected a date, found “{event.date}”: the timeline has `scale: time`"
        context.report("no-place-in-time", message, event.span, "write a date or a date figure, or delete `scale`")
    days = [event.position for event in events if event.position is not None]
    rises = [after > before for before, after in pairwise(days)]
    equal = any(after == before for before, after in pairwise(days))
    ordered = not equal and len(set(rises)) <= 1
    if not worded and not ordered:
        message = "the dates of a timeline with `scale: time` must rise or fall, none twice"
        context.report("no-place-in-time", message, block.span, "put the events in order, or delete `scale`")
    return not worded and ordered


def _callout(context: ResolveContext, block: CalloutBlock) -> CalloutNode:
    callout = block.callout
    kind = context.words.phrases[f"callout_{callout.kind}"]
    return CalloutNode(
        span=block.span,
        key=block.key,
        only=block.only,
        kind=callout.kind,
        title=_callout_title(context, kind, callout),
        kind_words=kind,
        blocks=text_prose(context, callout.text),
    )


def _callout_title(context: ResolveContext, kind: str, callout: Callout) -> Inlines:
    """Return the words of a callout's kind, then the author's title, unless that begins with them: colour alone does
    not show the kind (WCAG 2.2, 1.4.1).
    """
    title = text_inlines(context, callout.title, TITLE)
    if not title:
        return words_inlines(kind, callout.span)
    words = unformatted(title).casefold()
    rest = words.removeprefix(kind.casefold())
    if rest != words and not rest[:1].isalnum():
        return title
    return (*words_inlines(f"{kind}{context.words.phrases['callout_separator']}", callout.span), *title)
