"""The figures that a planned slide prints: where they are in its texts, its tables and the labels of its charts."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from builder.preview.index import SourceIndex
from builder.preview.slides.figure_marks import FigureMarks, MarkedLabel, MarkedText
from builder.tree.blocks import HighlightNode
from builder.tree.exhibits import CellNode
from builder.tree.prose import SOFT_HYPHEN, Break, CrossRef, Inlines, NoteRef, Run, plain
from builder.tree.walk import visit
from builder.typeset.plan import ChartPart, HighlightsPart, Slide, SlideParagraph, TimelinePart

__all__ = ["SlideFigures", "slide_figures"]


class SlideFigures(Struct, frozen=True):
    """The names of the figures that a slide prints, each once in order, and where their words are on it."""

    names: tuple[str, ...]
    marks: FigureMarks


def slide_figures(slide: Slide, index: SourceIndex) -> SlideFigures:
    """Return the figures of a slide; its speaker notes do not count."""
    shown = replace(slide, notes=())
    names = index.figures_in(visit(shown))
    if not names:
        return SlideFigures((), FigureMarks())
    texts = tuple(_texts(shown, index))
    marked = {text.words for text in texts if text.figures}
    labels = tuple(label for part in slide.parts if isinstance(part, ChartPart) for label in _labels(part, index))
    return SlideFigures(names, FigureMarks(tuple(text for text in texts if text.words in marked), labels))


def _texts(value: object, index: SourceIndex) -> Iterator[MarkedText]:
    """Yield the texts in a part of a plan as the slide has them, paragraph by paragraph."""
    match value:
        case ChartPart():
            return
        case HighlightsPart():
            for item, (number, unit), label in zip(value.items, value.values, value.labels, strict=True):
                yield _whole(number + unit, item, index)
                yield _text(label, index)
        case TimelinePart():
            for place, event in enumerate(value.events):
                yield _text(event.title, index)
                yield from _texts(value.texts[place] if value.texts else (), index)
        case CellNode():
            text = _text(value.inlines, index)
            yield text if text.figures else _whole(text.words, value, index)
        case SlideParagraph() if all(isinstance(inline, Run) and inline.protected for inline in value.inlines):
            # A big number outside tiles, as on covers, is a paragraph of its own.
            text = _text(value.inlines, index)
            yield text if text.figures else _whole(text.words, value, index)
        case Struct():
            for name in value.__struct_fields__:
                yield from _texts(getattr(value, name), index)
        case tuple() if value and isinstance(value[0], Run | Break | CrossRef | NoteRef):
            yield _text(value, index)
        case tuple():
            for part in value:
                yield from _texts(part, index)


def _text(inlines: Inlines, index: SourceIndex) -> MarkedText:
    """Return the words of a paragraph without its breaks, with the figures in it."""
    words, figures = "", []
    for inline in inlines:
        if isinstance(inline, Break):
            continue
        start, words = len(words), words + plain((inline,)).replace(SOFT_HYPHEN, "")
        figure = index.figure_at(inline.span) if isinstance(inline, Run) and inline.protected else None
        if figure is not None:
            figures.append((start, len(words), figure.id))
    return MarkedText(words, tuple(figures))


def _whole(words: str, node: CellNode | HighlightNode | SlideParagraph, index: SourceIndex) -> MarkedText:
    """Return a text that is one figure as a whole, if its node is one."""
    figure = index.figure_at(node.span)
    return MarkedText(words, ((0, len(words), figure.id),) if figure is not None else ())


def _labels(part: ChartPart, index: SourceIndex) -> Iterator[MarkedLabel]:
    chart = part.chart
    first = 1 if chart.x is not None else 0
    for series, row in enumerate(chart.series):
        for point, words in enumerate(row.labels):
            figure = index.figure_in_chart(chart.key, first + series, point)
            if figure is not None and words:
                yield MarkedLabel(chart.key, series, point, words, figure.id)
