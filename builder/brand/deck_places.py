"""Placeholders of a deck template in places that text does not expect: turned, vertical, or over each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from builder.diagnostics import Diagnostic
from builder.office.colour import DRAWING
from builder.office.deck_package import DeckPackage, layout_parts
from builder.source import Span
from builder.templates.deck.facts import DeckFacts, Frame
from builder.templates.deck.placeholders import PRESENTATION

__all__ = ["place_findings"]

_OVERLAP = 0.1
"""Share of the smaller of two placeholders that both may cover before they are reported."""
_HORIZONTAL = ("", "horz")
_MOVE = "change it in Slide Master view, or let builds use another layout"


def place_findings(package: DeckPackage, facts: DeckFacts, file: str) -> Iterator[Diagnostic]:
    """Yield a problem for each placeholder of a layout in use that is turned or vertical, and for each two that
    overlap. Frames are measured as if they were upright.
    """
    parts = layout_parts(package)
    layouts = {layout.part_name: layout for layout in facts.layouts.values()}
    for name, layout in layouts.items():
        for shape in parts[name].slide_layout.placeholders:
            state = _state(shape._element)
            if state:
                message = f"'{shape.name}' of '{layout.name}' is {state}: builds fill it as if it were upright"
                yield Diagnostic("TPL105", message, Span(file), _MOVE, "warning")
        for (role, first), (other_role, second) in combinations(layout.placeholders.items(), 2):
            if _shared(first.frame, second.frame) > _OVERLAP:
                message = f"{role} and {other_role} of '{layout.name}' overlap"
                yield Diagnostic("TPL105", message, Span(file), _MOVE, "warning")


def _state(element: Any) -> str:
    """Return "turned" or "vertical" for a placeholder that is, else ""."""
    transform = element.find(f"{PRESENTATION}spPr/{DRAWING}xfrm")
    if transform is not None and transform.get("rot", "0") not in ("", "0"):
        return "turned"
    body = element.find(f"{PRESENTATION}txBody/{DRAWING}bodyPr")
    mark = element.find(f".//{PRESENTATION}ph")
    vertical = mark is not None and mark.get("orient") == "vert"
    return "vertical" if vertical or (body is not None and body.get("vert", "") not in _HORIZONTAL) else ""


def _shared(first: Frame, second: Frame) -> float:
    """Return the share of the smaller of two frames that the other covers."""
    width = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
    height = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
    smaller = min(first.width * first.height, second.width * second.height)
    return max(width, 0) * max(height, 0) / smaller
