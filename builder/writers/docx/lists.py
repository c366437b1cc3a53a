"""Instances of lists: each ordered list counts for itself, from its own first number (ECMA-376 part 1, 17.9.15)."""

from __future__ import annotations

from builder.templates.brief_facts import ListLevel
from builder.templates.styles import BriefTemplate

__all__ = ["ListInstances", "list_place"]


class ListInstances:
    """The list instances (`w:num`) that one file adds to its template's."""

    def __init__(self, template: BriefTemplate):
        self._next = template.next_num
        self._made: list[str] = []
        self._cut = template.numbering

    def ordered(self, level: ListLevel, ilvl: int, start: int) -> int:
        """A new instance of an ordered list that starts at `start` on level `ilvl`."""
        number = self._next
        self._next += 1
        self._made.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{level.abstract}"/><w:lvlOverride w:ilvl="{ilvl}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return number

    def part(self) -> bytes:
        """The numbering part."""
        before, after = self._cut
        return "".join(
            ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', before, *self._made, after)
        ).encode()


def list_place(levels: tuple[ListLevel, ...], depth: int) -> tuple[ListLevel, int, int]:
    """Where an item at `depth` (1 outermost) stands: the level whose style it takes, its level in the list, and how
    far it is
    indented beyond that style (twips). The deepest style serves all deeper items.
    """
    level = levels[min(depth, len(levels)) - 1]
    beyond = max(0, depth - len(levels))
    return level, min(level.level + beyond, max(level.deepest, level.level)), beyond * max(level.hanging, 284)
