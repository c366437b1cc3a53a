"""Room for content on the slides of a layout: layouts without enough are replaced, a template with none is refused."""

from __future__ import annotations

from msgspec.structs import replace

from builder.templates.deck.facts import COVER_ROLES, Frame, SlideLayout

__all__ = ["with_room"]

_LEAST_WIDTH, _LEAST_HEIGHT = 0.25, 0.2
"""Shares of the slide that content needs: below them a slide holds a word or two a line, or hardly a line."""
_OPENERS = (*COVER_ROLES, "section")
"""Roles whose slides need no room for content."""
_REPLACEMENTS = ("text", "title-only", "two-content", "table", "chart", "picture")


def with_room(layouts: dict[str, SlideLayout], width: int, height: int) -> dict[str, SlideLayout]:
    """Return the layouts by role, those without room for content replaced by the nearest with room, on slides of
    `width` × `height`; empty if no layout has room.
    """
    roomy = {role: layout for role, layout in layouts.items() if role in _OPENERS or _has_room(layout, width, height)}
    nearest = next((roomy[role] for role in _REPLACEMENTS if role in roomy), None)
    if nearest is None:
        return {}
    return {
        role: layout if role in roomy else replace(nearest, role=role, substitute=True)
        for role, layout in layouts.items()
    }


def _has_room(layout: SlideLayout, width: int, height: int) -> bool:
    """Return True if the area for content, and the text placeholder of a layout for text, are large enough beside the
    title.
    """
    title = layout.placeholders["title"].frame
    areas = [layout.content]
    if layout.role == "text" and "body" in layout.placeholders:
        areas.append(layout.placeholders["body"].frame)
    return all(_is_ample(_beside(_on_slide(area, width, height), title), width, height) for area in areas)


def _is_ample(area: Frame, width: int, height: int) -> bool:
    return area.width >= _LEAST_WIDTH * width and area.height >= _LEAST_HEIGHT * height


def _on_slide(area: Frame, width: int, height: int) -> Frame:
    left, top = max(area.x, 0), max(area.y, 0)
    right, bottom = min(area.x + area.width, width), min(area.y + area.height, height)
    return Frame(left, top, max(right - left, 0), max(bottom - top, 0))


def _beside(area: Frame, title: Frame) -> Frame:
    """Return the largest part of an area that a title leaves: above, below, or at one side of it."""
    right, bottom = area.x + area.width, area.y + area.height
    title_right, title_bottom = title.x + title.width, title.y + title.height
    if title.x >= right or title_right <= area.x or title.y >= bottom or title_bottom <= area.y:
        return area
    parts = (
        Frame(area.x, area.y, area.width, max(title.y - area.y, 0)),
        Frame(area.x, title_bottom, area.width, max(bottom - title_bottom, 0)),
        Frame(area.x, area.y, max(title.x - area.x, 0), area.height),
        Frame(title_right, area.y, max(right - title_right, 0), area.height),
    )
    return max(parts, key=lambda part: part.width * part.height)
