"""Graphic frames, which hold tables and charts (ECMA-376 part 1, 19.3.1.21), and the mark of a placeholder."""

from __future__ import annotations

from builder.templates.deck.facts import Frame, Placeholder
from builder.writers.powerpoint.drawing import transform
from builder.writers.powerpoint.shapes import SlideShapes

__all__ = ["add_graphic_frame", "placeholder_mark", "placeholder_properties"]


def placeholder_mark(placeholder: Placeholder) -> str:
    """Return `p:ph`, which names the layout's placeholder that a shape fills."""
    kind = "" if placeholder.type == "obj" else f' type="{placeholder.type}"'
    index = f' idx="{placeholder.idx}"' if placeholder.idx else ""
    return f"<p:ph{kind}{index}/>"


def placeholder_properties(placeholder: Placeholder | None) -> str:
    """Return `p:nvPr` of a shape that may fill a placeholder."""
    return f"<p:nvPr>{placeholder_mark(placeholder)}</p:nvPr>" if placeholder else "<p:nvPr/>"


def add_graphic_frame(
    shapes: SlideShapes, placeholder: Placeholder | None, properties: str, frame: Frame, uri: str, content: str
) -> None:
    """Add a graphic frame with `content` of the kind `uri`; `properties` is its `p:cNvPr`."""
    shapes.add(
        f'<p:graphicFrame><p:nvGraphicFramePr>{properties}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr>{placeholder_properties(placeholder)}</p:nvGraphicFramePr>{transform(frame, 'p')}"
        f'<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic></p:graphicFrame>'
    )
