"""Placeholders of a deck template in unexpected places: turned, vertical, in a group, or over each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from builder.diagnostics import Diagnostic
from builder.office.colour import DRAWING
from builder.office.deck_package import DeckPackage, layout_parts
from builder.source import Span
from builder.templates.deck.facts import DeckFacts, Frame, SlideLayout
from builder.templates.deck.placeholders import PRESENTATION, family_of, placeholder_shapes
from builder.templates.deck.type_levels import whole_number

__all__ = ["place_findings"]

_OVERLAP = 0.1
"""Share of the smaller of two placeholders that both may cover before they are reported."""
_HORIZONTAL = ("", "horz")
_FULL_TURN = 21_600_000
"""Rotations are in 60,000ths of a degree."""
_CONTENTS = ("title", "body", "obj", "tbl", "chart", "pic")
_MOVE = "change it in Slide Master view, or let builds use another layout"
_UNGROUP = "ungroup it in Slide Master view"


def place_findings(package: DeckPackage, facts: DeckFacts, file: str) -> Iterator[Diagnostic]:
    """Yield a problem for each placeholder of a layout in use that is turned, vertical or in a group, and for each two
    that overlap. Frames are measured as if they were upright.
    """
    parts = layout_parts(package)
    layouts = {layout.part_name: layout for layout in facts.layouts.values()}
    for name, layout in layouts.items():
        slide_layout = parts[name].slide_layout
        messages = [
            *_orientations(slide_layout.element, slide_layout.slide_master.element, layout),
            *_overlaps(layout),
            *_left_out(slide_layout, layout),
        ]
        for message in messages:
            yield Diagnostic("TPL105", message, Span(file), _MOVE, "warning")
        for mark in slide_layout.element.iterfind(f".//{PRESENTATION}grpSp//{PRESENTATION}ph"):
            shape = mark.getparent().getparent().find(f"{PRESENTATION}cNvPr")
            message = f"'{shape.get('name', '')}' of '{layout.name}' is in a group: builds do not use it"
            yield Diagnostic("TPL105", message, Span(file), _UNGROUP, "warning")


def _orientations(root: Any, master: Any, layout: SlideLayout) -> Iterator[str]:
    """Yield a message for each placeholder in use that is turned or vertical, itself or as the master's is."""
    inherited: dict[str, Any] = {}
    for shape, mark in placeholder_shapes(master):
        inherited.setdefault(family_of(mark.get("type", "obj")), shape)
    used = {(placeholder.type, placeholder.idx) for placeholder in layout.placeholders.values()}
    for shape, mark in placeholder_shapes(root):
        if (mark.get("type", "obj"), whole_number(mark.get("idx", "0"))) not in used:
            continue
        chain = [
            element for element in (shape, inherited.get(family_of(mark.get("type", "obj")))) if element is not None
        ]
        state = _state(chain)
        if state:
            name = shape.find(f".//{PRESENTATION}cNvPr").get("name", "")
            yield f"'{name}' of '{layout.name}' is {state}: builds fill it as if it were upright"


def _state(chain: list[Any]) -> str:
    """Return "turned" or "vertical" for a placeholder that is, else ""; `chain` is the placeholder, then the master's.

    A transform is inherited whole, each attribute of the body properties by itself.
    """
    transforms = (element.find(f"{PRESENTATION}spPr/{DRAWING}xfrm") for element in chain)
    transform = next((element for element in transforms if element is not None), None)
    if transform is not None and (whole_number(transform.get("rot")) or 0) % _FULL_TURN:
        return "turned"
    bodies = (element.find(f"{PRESENTATION}txBody/{DRAWING}bodyPr") for element in chain)
    direction = next((body.get("vert") for body in bodies if body is not None and body.get("vert")), "")
    return "" if direction in _HORIZONTAL else "vertical"


def _overlaps(layout: SlideLayout) -> Iterator[str]:
    """Yield a message for each two placeholders that overlap, in use or left out because they do."""
    for (role, first), (other_role, second) in combinations(layout.placeholders.items(), 2):
        if _shared(first.frame, second.frame) > _OVERLAP:
            yield f"{role} and {other_role} of '{layout.name}' overlap"


def _left_out(slide_layout: Any, layout: SlideLayout) -> Iterator[str]:
    """Yield a message for each content placeholder that builds leave out and that covers one in use."""
    used = {placeholder.idx for placeholder in layout.placeholders.values()}
    for shape in slide_layout.placeholders:
        mark = shape._element.find(f".//{PRESENTATION}ph")
        lengths = (shape.left, shape.top, shape.width, shape.height)
        if mark.get("type", "obj") not in _CONTENTS or whole_number(mark.get("idx", "0")) in used or None in lengths:
            continue
        frame = Frame(*map(int, lengths))
        covered = [role for role, other in layout.placeholders.items() if _shared(frame, other.frame) > _OVERLAP]
        if covered:
            yield f"'{shape.name}' and {covered[0]} of '{layout.name}' overlap: builds leave out '{shape.name}'"


def _shared(first: Frame, second: Frame) -> float:
    """Return the share of the smaller of two frames that the other covers."""
    width = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
    height = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
    smaller = max(min(first.width * first.height, second.width * second.height), 1)
    return max(width, 0) * max(height, 0) / smaller
