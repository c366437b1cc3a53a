"""Big numbers: the figure in its short form, its bound and counted noun separately, and its label."""

from __future__ import annotations

from msgspec.structs import replace

from builder.content.model.blocks import Highlight, HighlightsBlock
from builder.content.model.figures import Figure
from builder.resolve.context import ResolveContext
from builder.resolve.figures import highlight_parts
from builder.resolve.inlines import LABEL, text_inlines
from builder.resolve.sentences import capital, takes_capital
from builder.tree.blocks import HighlightNode, HighlightsNode
from builder.tree.prose import Inlines, Run

__all__ = ["highlight_nodes", "highlights_node"]


def highlights_node(context: ResolveContext, block: HighlightsBlock) -> HighlightsNode:
    """Return a row of big numbers, with the sources of their figures, each once."""
    items = highlight_nodes(context, block.highlights)
    sources = dict.fromkeys(item.source_id for item in items if item.source_id)
    return HighlightsNode(span=block.span, key=block.key, only=block.only, items=items, sources=tuple(sources))


def highlight_nodes(context: ResolveContext, highlights: tuple[Highlight, ...]) -> tuple[HighlightNode, ...]:
    """Return big numbers; one whose figure is unknown is reported and left out."""
    figures = ((highlight, context.figure(highlight.figure, highlight.span)) for highlight in highlights)
    return tuple(_node(context, highlight, figure) for highlight, figure in figures if figure is not None)


def _node(context: ResolveContext, highlight: Highlight, figure: Figure) -> HighlightNode:
    prefix, value, suffix = context.attempt(
        lambda: highlight_parts(figure, context.formatter, highlight.style or "", context.publication.date),
        ("", highlight.figure, ""),
        highlight.span,
        f"figure `{highlight.figure}`: ",
    )
    return HighlightNode(
        value=value,
        label=_label(context, highlight, figure),
        span=highlight.span,
        key=highlight.key,
        prefix=prefix,
        suffix=suffix,
        source_id=figure.source,
    )


def _label(context: ResolveContext, highlight: Highlight, figure: Figure) -> Inlines:
    """Return the highlight's own words unchanged, since they may go on after the number ("1 650 / agents"); else the
    figure's label, which begins with a capital in every language where it is used alone.
    """
    if highlight.label is not None:
        return text_inlines(context, highlight.label, LABEL)
    label = text_inlines(context, figure.label, LABEL)
    first = label[0] if label else None
    if isinstance(first, Run) and not first.protected and takes_capital(first.text):
        return (replace(first, text=capital(first.text)), *label[1:])
    return label
