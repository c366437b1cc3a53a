"""The last line of a long entry of contents: it stays away from the page number.

A right indent with the page's tab stop beyond it would do the same, and Word draws it; LibreOffice 7.4 draws no page
number then in documents of compatibility mode 15 (seen). So the last word begins a line of its own where the line
would otherwise come near the number. An update of the contents replaces the break.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from builder.tree.prose import Break, Inlines, Run, plain

__all__ = ["clear_of_page"]

_SETTINGS = (0.97, 1.0, 1.03)
"""How wide a program may set the line that is measured: each of these decides where the last line begins."""


def clear_of_page(
    title: Inlines, line: float, hanging: float, room: float, width: Callable[[Inlines], float]
) -> Inlines:
    """Return a title with a break before its last word if the last line would come within `room` of its end.

    Lines are `line` long, the first by `hanging` longer; `width` measures words on one line, in the same unit. Titles
    have no other inlines than runs.
    """
    if width(title) <= line + hanging - room:
        return title
    text = plain(title).rstrip(" ")
    cut = text.rfind(" ")
    for setting in _SETTINGS:
        start = _last_line(title, text, line * setting, hanging, width)
        end = line - room if start else line + hanging - room
        if start <= cut and width(_part(title, start, len(text))) > end:
            return (*_part(title, 0, cut), Break(), *_part(title, cut + 1, len(text)))
    return title


def _last_line(title: Inlines, text: str, line: float, hanging: float, width: Callable[[Inlines], float]) -> int:
    """Return the place of the character that begins the last line, in lines of a length."""
    start, last = 0, -1
    for space in (*(place for place, sign in enumerate(text) if sign == " "), len(text)):
        if last >= start and width(_part(title, start, space)) > (line if start else line + hanging):
            start = last + 1
        last = space
    return start


def _part(title: Inlines, start: int, end: int) -> Inlines:
    """Return the characters of a title from `start` to `end`, each in its run."""
    part: list[Run] = []
    at = 0
    for inline in title:
        if isinstance(inline, Run):
            words = inline.text[max(0, start - at) : max(0, end - at)]
            if words:
                part.append(replace(inline, text=words))
            at += len(inline.text)
    return tuple(part)
