"""Instances of lists: each ordered list counts for itself, from its own first number (ECMA-376 part 1, 17.9.15)."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.parts.numbering import NumberingPart
from msgspec import Struct

from builder.office.xml import qn
from builder.templates.word.facts import ListLevel
from builder.templates.word.reader import BriefTemplate
from builder.writers.word.paragraphs import part_xml

__all__ = ["ListInstances", "ListPlace", "list_place"]


class ListInstances:
    """The list instances (`w:num`) that one file adds to its template's. `first` is the first free id."""

    def __init__(self, first: int):
        self._next = first
        self._instances: list[str] = []

    def ordered(self, level: ListLevel, ilvl: int, start: int) -> int:
        """Add an instance of an ordered list that starts at `start` on level `ilvl`. Return its id."""
        number = self._next
        self._next += 1
        self._instances.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{level.abstract}"/><w:lvlOverride w:ilvl="{ilvl}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return number

    def take(self) -> int:
        """Return an id for an instance that is added in another way."""
        self._next += 1
        return self._next - 1

    def add_to(self, part: NumberingPart) -> None:
        """Put the instances into the numbering part, after its last instance (17.9.17), if they are not there yet."""
        if not self._instances:
            return
        numbering = part.element
        instances = list(parse_xml(part_xml("numbering", *self._instances)))
        self._instances.clear()
        last = numbering.findall(qn("w:num"))
        index = numbering.index(last[-1]) + 1 if last else len(numbering)
        numbering[index:index] = instances


class ListPlace(Struct, frozen=True):
    """Position of a list item: style level, numbering level, indent in twips."""

    level: ListLevel
    ilvl: int
    left: int
    named: bool
    """True if its paragraphs must name their list, since their style does not or means another level of it."""
    moved: bool
    """True if its indent is not the style's."""

    def numbering(self, num: int) -> str:
        """Return `w:numPr` for an instance of the list."""
        return f'<w:numPr><w:ilvl w:val="{self.ilvl}"/><w:numId w:val="{num}"/></w:numPr>'


def list_place(template: BriefTemplate, depth: int, ordered: bool, counted: int = 0) -> ListPlace:
    """Return the position of an item at `depth` (1 outermost). The deepest style serves all deeper items, indented
    further.

    An ordered list in `counted` others takes that level of the numbers (1, a, i) whatever its indent.
    """
    levels = template.numbers if ordered else template.bullets
    level = levels[min(depth, len(levels)) - 1]
    beyond = max(0, depth - len(levels))
    wanted = levels[0].level + counted if ordered and level.abstract == levels[0].abstract else level.level + beyond
    ilvl = min(wanted, max(level.deepest, level.level))
    left = level.left + beyond * max(level.hanging, 284)
    moved = beyond > 0 or ilvl != level.level
    return ListPlace(level, ilvl, left, level.direct or moved, moved)
