"""The first slide of the deck: its picture, or the figure that it shows large."""

from __future__ import annotations

from builder.content.model.blocks import Highlight
from builder.content.model.figures import DateFigure, TerritoryFigure
from builder.content.model.publication import Cover
from builder.resolve.context import ResolveContext
from builder.resolve.highlights import highlight_nodes
from builder.resolve.inlines import BARE, PROSE, text_inlines
from builder.resolve.pictures import language_file
from builder.tree.blocks import HighlightNode
from builder.tree.document import CoverNode
from builder.tree.exhibits import ImageNode
from builder.tree.prose import unformatted

__all__ = ["cover_node"]


def cover_node(context: ResolveContext, cover: Cover | None) -> CoverNode:
    """Return the picture that the author chose, or the figure: that of the author, else the key figure that says most
    by itself.
    """
    if cover is not None and cover.image is not None:
        return CoverNode(image=_picture(context, cover), focus=cover.focus)
    return CoverNode(figure=_figure(context, cover))


def _picture(context: ResolveContext, cover: Cover) -> ImageNode | None:
    file = language_file(context, cover, cover.files)
    if file is None:
        return None
    return ImageNode(
        span=cover.span,
        key=cover.key,
        name=file.name,
        blob=file.blob,
        media_type=file.media_type,
        width=file.width,
        height=file.height,
        dpi=file.dpi,
        alt=unformatted(text_inlines(context, cover.alt, BARE)),
        credit=text_inlines(context, cover.credit, PROSE),
        drawing=file.drawing,
    )


def _figure(context: ResolveContext, cover: Cover | None) -> HighlightNode | None:
    """Return the figure of the cover: as it is among the key figures, if it is one of them."""
    key_figures = context.publication.key_figures
    if cover is not None and cover.figure is not None:
        name = cover.figure
        usual = Highlight(span=cover.span, key=f"{cover.key}.figure", figure=name)
        chosen = next((highlight for highlight in key_figures if highlight.figure == name), usual)
    else:
        measured = (highlight for highlight in key_figures if not _is_fact(context, highlight))
        first = next(measured, next(iter(key_figures), None))
        if first is None:
            return None
        chosen = first
    return next(iter(highlight_nodes(context, (chosen,))), None)


def _is_fact(context: ResolveContext, highlight: Highlight) -> bool:
    """Return True for a date or a territory: facts that measure nothing."""
    return isinstance(context.publication.figures.get(highlight.figure), (DateFigure, TerritoryFigure))
