"""Areas on the slides of a layout: the content area for exhibits, and the progress strip on section dividers.

Lengths are EMU.
"""

from __future__ import annotations

from builder.templates.deck.facts import Frame, Placeholder

__all__ = ["content_area", "progress_strip"]

GAP = 91_440
STRIP = 73_152
_EXHIBITS = ("table", "chart", "picture")
_CONTENTS = ("body", "body2", *_EXHIBITS)
_FOOT = ("source", "footer", "number")
_TALL, _NARROW = 0.45, 0.45
"""Shares of the slide's height and width: a title higher and narrower than these has a column of its own."""


def content_area(placeholders: dict[str, Placeholder], master_body: Frame | None, width: int, height: int) -> Frame:
    """Return the area for exhibits on a slide of `width` × `height`.

    The frame of the layout's only exhibit placeholder if it has exactly one; else everything between the title (or
    caption) and the footer, as wide as title and content together.
    """
    exhibits = [placeholders[role].frame for role in _EXHIBITS if role in placeholders]
    if len(exhibits) == 1 and "body" not in placeholders:
        return exhibits[0]
    if "attribution" in placeholders and "body2" in placeholders:
        # Beside a quotation only the second content is free.
        return placeholders["body2"].frame
    title = (
        placeholders["title"].frame if "title" in placeholders else Frame(width // 20, height // 20, width * 9 // 10, 0)
    )
    inner = [placeholders[role].frame for role in _CONTENTS if role in placeholders]
    around = _union(inner) if inner else master_body
    if not inner and title.height > _TALL * height and title.width < _NARROW * width:
        return _beside(title, width, height)
    if around is None or around.y + around.height // 2 < title.y + title.height:
        # Content beside a title, or above one: only what the content has is free.
        if inner and around is not None:
            return around
        around = Frame(title.x, title.y + title.height + GAP, title.width, height)
    top = max(
        [title.y + title.height, *(_bottom(placeholders[r].frame) + GAP for r in ("caption",) if r in placeholders)]
    )
    top = max(top, around.y)
    margin = width // 40
    left = max(min(title.x, around.x), margin)
    right = min(max(title.x + title.width, around.x + around.width), width - margin)
    feet = [
        placeholders[role].frame.y
        for role in _FOOT
        if role in placeholders and placeholders[role].frame.y > height * 0.6
    ]
    bottom = min([*(foot - GAP for foot in feet), _bottom(around) if not feet or inner else height, height - margin])
    return Frame(left, top, right - left, max(bottom - top, height // 10))


def _beside(title: Frame, width: int, height: int) -> Frame:
    """Return the larger space beside a title in a column of its own, as high as the title."""
    margin = width // 40
    before, after = title.x - 3 * margin, width - (title.x + title.width) - 3 * margin
    left = title.x + title.width + 2 * margin if after >= before else margin
    return Frame(left, title.y, max(before, after), min(title.height, height - title.y - margin))


def progress_strip(placeholders: dict[str, Placeholder], width: int, height: int) -> Frame | None:
    """Return the frame of a divider's progress strip, between title and text; None if there is no room."""
    title = placeholders.get("title")
    if title is None:
        return None
    left = title.frame.x + title.insets[0]
    under = _bottom(title.frame)
    following = [ph for role, ph in placeholders.items() if role in ("subtitle", "body") and ph.frame.y >= under]
    if following:
        nearest = min(following, key=lambda ph: ph.frame.y)
        room = nearest.frame.y + nearest.insets[1] - under
        if room < STRIP:
            return None
        y = under + (room - STRIP) // 2
    else:
        y = under + GAP
    across = min(title.frame.width - title.insets[0], width - 2 * left)
    if across < width // 5 or y + STRIP > height * 0.9:
        return None
    return Frame(left, y, across, STRIP)


def _bottom(frame: Frame) -> int:
    return frame.y + frame.height


def _union(frames: list[Frame]) -> Frame:
    left, top = min(frame.x for frame in frames), min(frame.y for frame in frames)
    right = max(frame.x + frame.width for frame in frames)
    return Frame(left, top, right - left, max(map(_bottom, frames)) - top)
