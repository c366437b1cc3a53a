"""The classification on slides: above what the layout holds, where it leaves room for a line."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.templates.deck.facts import DeckFacts, Frame, SlideLayout
from builder.tree.document import Document
from builder.tree.prose import Run
from builder.typeset.plan import Slide, SlideParagraph, TextPart

__all__ = ["marked"]

_SIZE = 11.0
"""Points."""
_HEIGHT = 190_500
"""EMU of a line of that size (15 points)."""
_GAP = 45_720
"""EMU to the edge of the slide and to what is next to it."""


def marked(
    slides: Sequence[tuple[Slide, ...]], documents: Sequence[Document], template: DeckFacts
) -> list[tuple[Slide, ...]]:
    """Return slides of all languages with the classification at their head, and at their foot where the layout has no
    footer to hold it.
    """
    if not any(document.classification for document in documents):
        return list(slides)
    return [
        tuple(
            _marked(slide, document.classification, template) for slide, document in zip(twins, documents, strict=True)
        )
        for twins in slides
    ]


def _marked(slide: Slide, classification: str, template: DeckFacts) -> Slide:
    layout = template.layouts[slide.layout]
    frames = [_head(layout, template)]
    if "footer" not in layout.placeholders or not slide.foot:
        frames.append(_foot(layout, template))
    return replace(slide, parts=(*slide.parts, *(_line(classification, frame) for frame in frames if frame)))


def _line(classification: str, frame: Frame) -> TextPart:
    paragraph = SlideParagraph((Run(classification, protected=True),), 0, "none")
    return TextPart(
        placeholder="classification",
        paragraphs=(paragraph,),
        frame=frame,
        size=_SIZE,
        bold=True,
        alignment="centre",
    )


def _head(layout: SlideLayout, template: DeckFacts) -> Frame | None:
    """Return a line above all placeholders, or None without room for it."""
    top = min((holder.frame.y for holder in layout.placeholders.values()), default=template.height)
    if top < _HEIGHT + 2 * _GAP:
        return None
    return _across(template, max(_GAP, min(top - _HEIGHT - _GAP, top // 2)))


def _foot(layout: SlideLayout, template: DeckFacts) -> Frame | None:
    """Return a line below all placeholders, or None without room for it."""
    bottoms = (holder.frame.y + holder.frame.height for holder in layout.placeholders.values())
    bottom = max(bottoms, default=0)
    if template.height - bottom < _HEIGHT + 2 * _GAP:
        return None
    return _across(template, template.height - _HEIGHT - _GAP)


def _across(template: DeckFacts, y: int) -> Frame:
    return Frame(template.width // 4, y, template.width // 2, _HEIGHT)
