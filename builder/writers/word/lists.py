"""Instances of lists: each ordered list counts for itself, from its own first number (ECMA-376 part 1, 17.9.15)."""

from __future__ import annotations

from msgspec import Struct

from builder.templates.word.facts import ListLevel
from builder.templates.word.reader import BriefTemplate

__all__ = ["ListInstances", "ListPlace", "list_place"]


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


class ListPlace(Struct, frozen=True):
    """Where an item stands: the level whose style it takes, its level in the list's definition, and its indent."""

    level: ListLevel
    ilvl: int
    left: int
    named: bool
    """Whether its paragraphs must name their list, since their style does not or means another level of it."""
    moved: bool
    """Whether its indent is not the style's."""

    def numbering(self, num: int) -> str:
        """`w:numPr` for an instance of the list."""
        return f'<w:numPr><w:ilvl w:val="{self.ilvl}"/><w:numId w:val="{num}"/></w:numPr>'


def list_place(template: BriefTemplate, depth: int, ordered: bool, counted: int = 0) -> ListPlace:
    """Where an item at `depth` (1 outermost) stands. The deepest style serves all deeper items, indented further.

    An ordered list in `counted` others takes that level of the numbers (1, a, i) wherever it is indented.
    """
    levels = template.numbers if ordered else template.bullets
    level = levels[min(depth, len(levels)) - 1]
    beyond = max(0, depth - len(levels))
    wanted = levels[0].level + counted if ordered and level.abstract == levels[0].abstract else level.level + beyond
    ilvl = min(wanted, max(level.deepest, level.level))
    left = level.left + beyond * max(level.hanging, 284)
    moved = beyond > 0 or ilvl != level.level
    return ListPlace(level, ilvl, left, level.direct or moved, moved)
