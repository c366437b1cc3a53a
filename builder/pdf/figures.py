"""Figures: the alternative text of each, as the Office file has it, and decorations as artifacts."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import String

from builder.pdf.content import Box
from builder.pdf.draft import Draft
from builder.pdf.office_facts import BriefDrawing, BriefFacts, Shape
from builder.pdf.structure import Element, elements, marks

__all__ = ["describe_drawings", "describe_shapes"]

_NEAR = 3.0
"""Points by which LibreOffice's box of a shape differs from the file's: half the width of a line, and rounding."""


def describe_drawings(draft: Draft, facts: BriefFacts) -> None:
    """Give the figures of a brief their alternative texts, and empty those that are decorations.

    Pictures and shapes carry the marker of their drawing as alternative text. Charts carry nothing (LibreOffice 7.4):
    those are the other drawings, in the same order.
    """
    figures = [element for element in elements(draft.root) if _is_figure(element)]
    by_marker = {drawing.marker: drawing for drawing in facts.drawings}
    named = [by_marker.get(str(figure.entries.get("/Alt", ""))) for figure in figures]
    present = {drawing.marker for drawing in named if drawing is not None}
    others = [drawing for drawing in facts.drawings if drawing.marker not in present]
    unnamed = named.count(None)
    if len(others) != unnamed:
        # A program that knows decorations leaves them out of the tree.
        others = [drawing for drawing in others if drawing.alternative != ""]
    rest = iter(others if len(others) == unnamed else ())
    for figure, drawing in zip(figures, named, strict=True):
        _fill(draft, figure)
        _describe(figure, drawing or next(rest, None))


def describe_shapes(figures: Sequence[Element], shapes: Sequence[Shape]) -> None:
    """Give the figures of a slide the alternative texts of its shapes, which have the same order and boxes."""
    rest = list(shapes)
    for figure in figures:
        box = _box(figure)
        match = next((shape for shape in rest if box is not None and _near(shape.box, box)), None)
        if match is not None:
            rest = rest[rest.index(match) + 1 :]
        _describe(figure, match)


def _is_figure(element: Element) -> bool:
    return element.type == "Figure" and _box(element) is not None


def _box(figure: Element) -> Box | None:
    values = figure.attribute("/Layout", "/BBox")
    if values is None:
        return None
    left, bottom, right, top = (float(value) for value in values)
    return left, bottom, right, top


def _near(first: Box, second: Box) -> bool:
    return all(abs(here - there) <= _NEAR for here, there in zip(first, second, strict=True))


def _describe(figure: Element, source: BriefDrawing | Shape | None) -> None:
    """Set the alternative text of a figure, or empty a decoration. An unknown one has no text, which checks find."""
    figure.entries.pop("/Alt", None)
    if source is None or source.alternative is None:
        return
    if source.alternative:
        figure.entries["/Alt"] = String(source.alternative)
    else:
        figure.kids = []


def _fill(draft: Draft, figure: Element) -> None:
    """Give a figure without content the picture inside its box: LibreOffice Writer paints pictures as artifacts."""
    if next(marks(figure), None) is not None:
        return
    box = _box(figure)
    if figure.page is None or box is None:
        return
    for block in draft.pages[figure.page].blocks:
        if block.kind == "artifact" and any(_near(image, box) for image in block.images):
            figure.kids.append(draft.adopt(figure.page, block))
            return
