"""The content of a page as blocks: marked-content sequences, artifacts, and what lies outside of both.

Blocks can be split, get other marks or become artifacts; `PageContent.write` then gives content in which everything
that is painted is either in a marked-content sequence or in an artifact (ISO 32000-1, 14.6 and 14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import pikepdf
from msgspec import Struct
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

from builder.pdf.characters import FontCharacters
from builder.pdf.spaces import shown_text, without_space_notes

__all__ = ["Box", "ContentBlock", "PageContent", "Portion", "paint_operators"]

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_PATH_STARTS = frozenset({"m", "re"})
_PATH_PAINTS = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*"})
_PAINTS_ALONE = frozenset({"Do", "sh", "INLINE IMAGE"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})

_ARTIFACT_START = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
_END = ContentStreamInstruction([], Operator("EMC"))


def paint_operators() -> frozenset[str]:
    """Return the operators that paint: paths, text, images and shadings."""
    return _PATH_PAINTS | _PAINTS_ALONE | _SHOWS


class Portion(Struct):
    """Text shown at one position: the instructions `start` to `end` of its block set it whole (`q … Q` or `BT … ET`).

    `x` and `y` are the position of its first character, in points.
    """

    start: int
    end: int
    x: float
    y: float
    text: str = ""

    def moved(self, by: int) -> Portion:
        """Return the portion as it is in instructions of which so many more precede it."""
        return Portion(self.start + by, self.end + by, self.x, self.y, self.text)


class ContentBlock(Struct, eq=False):
    """Instructions with one owner. `number` is the MCID of a marked-content sequence."""

    kind: Literal["mark", "artifact", "plain"]
    number: int = -1
    start: Any = None
    """The instruction that begins an artifact."""
    instructions: list[Any] = []
    portions: list[Portion] = []
    images: list[Box] = []
    """The boxes of the images and forms that it paints."""

    @property
    def text(self) -> str:
        """The characters shown."""
        return "".join(portion.text for portion in self.portions)


class PageContent:
    """The blocks of a page, in the order in which they are painted. `next_number` is the first MCID that is free."""

    def __init__(self, page: pikepdf.Page, fonts: Mapping[str, FontCharacters]):
        self.blocks = _Scanner(page, fonts).blocks()
        self.next_number = 1 + max((block.number for block in self.blocks), default=-1)

    def marked(self) -> dict[int, ContentBlock]:
        """Return the blocks of marked-content sequences by MCID."""
        return {block.number: block for block in self.blocks if block.kind == "mark"}

    def new_number(self) -> int:
        """Return an MCID that is free, and take it."""
        self.next_number += 1
        return self.next_number - 1

    def split(self, block: ContentBlock, first: int, last: int) -> list[int]:
        """Split a marked block before the portion `first` and after the portion `last`, of those that are set whole.

        Return the MCIDs before, of and after these portions; the first or the last is -1 if nothing is there.
        """
        portions = block.portions
        begin, end = portions[first].start, portions[last].end
        pieces = [(0, begin), (begin, end), (end, len(block.instructions))]
        shown = [portions[:first], portions[first : last + 1], portions[last + 1 :]]
        numbers: list[int] = []
        blocks: list[ContentBlock] = []
        for (low, high), kept in zip(pieces, shown, strict=True):
            if not kept:
                numbers.append(-1)
                if blocks:
                    blocks[-1].instructions += block.instructions[low:high]
                continue
            number = block.number if not blocks else self.new_number()
            numbers.append(number)
            moved = [portion.moved(-low) for portion in kept]
            blocks.append(ContentBlock("mark", number, None, block.instructions[low:high], moved))
        if numbers[0] == -1:
            blocks[0].instructions[:0] = block.instructions[:begin]
            blocks[0].portions = [portion.moved(begin) for portion in blocks[0].portions]
        blocks[0].images = block.images
        place = self.blocks.index(block)
        self.blocks[place : place + 1] = blocks
        return numbers

    def write(self, types: Mapping[int, str]) -> bytes:
        """Return the content. `types` gives the structure type of each MCID that the structure tree refers to; other
        marked sequences become artifacts.
        """
        written: list[Any] = []
        for block in self.blocks:
            if block.kind == "plain":
                written += _wrapped(block.instructions)
            elif block.kind == "mark" and block.number in types:
                name = Name("/" + types[block.number])
                start = ContentStreamInstruction([name, Dictionary(MCID=block.number)], Operator("BDC"))
                written += [start, *block.instructions, _END]
            else:
                written += [block.start or _ARTIFACT_START, *block.instructions, _END]
        return pikepdf.unparse_content_stream(written)


def _wrapped(instructions: list[Any]) -> Iterator[Any]:
    """Yield instructions with each thing that they paint in an artifact of its own."""
    pending: list[Any] = []
    ends: frozenset[str] = frozenset()
    for instruction in instructions:
        operator = str(instruction.operator)
        if not pending:
            if operator in _PATH_STARTS:
                ends = _PATH_PAINTS | {"n"}
            elif operator == "BT":
                ends = frozenset({"ET"})
            elif operator in _PAINTS_ALONE:
                yield from (_ARTIFACT_START, instruction, _END)
                continue
            else:
                yield instruction
                continue
        pending.append(instruction)
        if operator in ends:
            yield from pending if operator == "n" else (_ARTIFACT_START, *pending, _END)
            pending = []
    yield from pending


class _Scanner:
    """Reads the instructions of a page, with the graphics state that positions need."""

    def __init__(self, page: pikepdf.Page, fonts: Mapping[str, FontCharacters]):
        self._instructions = without_space_notes(list(pikepdf.parse_content_stream(page)), fonts)
        self._fonts = fonts
        self._font: FontCharacters | None = None
        self._matrix = _IDENTITY
        self._stack: list[_Matrix] = []
        self._line = self._text = _IDENTITY
        self._leading = 0.0
        self._begin()

    def _begin(self) -> None:
        """Begin a block: `_unit` is where the instructions begin that set the next text whole."""
        self._level = 0
        self._unit: int | None = None
        self._portion: Portion | None = None
        self._actual: list[str | None] = []

    def blocks(self) -> list[ContentBlock]:
        blocks: list[ContentBlock] = []
        current = ContentBlock("plain")
        depth = 0
        for instruction in self._instructions:
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                depth += 1
                if depth == 1:
                    blocks.append(current)
                    current = _opened(instruction)
                    self._begin()
                    continue
            elif operator == "EMC":
                depth -= 1
                if depth == 0:
                    blocks.append(current)
                    current = ContentBlock("plain")
                    self._begin()
                    continue
            self._take(operator, instruction, current)
        blocks.append(current)
        return [block for block in blocks if block.instructions or block.kind == "mark"]

    def _take(self, operator: str, instruction: Any, block: ContentBlock) -> None:
        index = len(block.instructions)
        block.instructions.append(instruction)
        operands = instruction.operands
        if operator == "q":
            self._stack.append(self._matrix)
            self._open(index)
        elif operator == "Q":
            if self._stack:
                self._matrix = self._stack.pop()
            self._close(index, block)
        elif operator == "cm":
            self._matrix = _product(_matrix(operands), self._matrix)
        elif operator == "BT":
            self._line = self._text = _IDENTITY
            self._open(index)
        elif operator == "ET":
            self._close(index, block)
        elif operator in ("BDC", "BMC"):
            self._actual.append(_actual_text(operands))
        elif operator == "EMC":
            self._actual.pop()
        elif operator == "Do":
            block.images.append(_unit_box(self._matrix))
        else:
            self._take_text(operator, instruction, index)

    def _open(self, index: int) -> None:
        if self._level == 0:
            self._unit = index
        self._level += 1

    def _close(self, index: int, block: ContentBlock) -> None:
        self._level -= 1
        if self._level <= 0:
            # A block may restore a state that another one saved.
            self._level = 0
            if self._portion is not None:
                self._portion.end = index + 1
                block.portions.append(self._portion)
            self._portion = self._unit = None

    def _take_text(self, operator: str, instruction: Any, index: int) -> None:
        operands = instruction.operands
        if operator == "Tf":
            self._font = self._fonts.get(str(operands[0]))
        elif operator in ("Td", "TD"):
            x, y = float(operands[0]), float(operands[1])
            self._leading = -y if operator == "TD" else self._leading
            self._line = self._text = _product((1.0, 0.0, 0.0, 1.0, x, y), self._line)
        elif operator == "Tm":
            self._line = self._text = _matrix(operands)
        elif operator == "TL":
            self._leading = float(operands[0])
        elif operator == "T*" or operator in ("'", '"'):
            self._line = self._text = _product((1.0, 0.0, 0.0, 1.0, 0.0, -self._leading), self._line)
        if operator in _SHOWS:
            self._show(instruction, index)

    def _show(self, instruction: Any, index: int) -> None:
        if self._portion is None:
            place = _product(self._text, self._matrix)
            self._portion = Portion(self._unit if self._unit is not None else index, index + 1, place[4], place[5])
        actual = next((text for text in self._actual if text is not None), None)
        if actual is not None:
            # What follows in the same sequence has no text of its own.
            self._actual = [None if text is None else "" for text in self._actual]
        self._portion.text += shown_text(instruction, self._font) if actual is None else actual


def _opened(instruction: Any) -> ContentBlock:
    operands = instruction.operands
    if str(operands[0]) == "/Artifact":
        return ContentBlock("artifact", start=instruction)
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Dictionary) and "/MCID" in properties:
        return ContentBlock("mark", int(properties["/MCID"]))
    # A sequence without MCID belongs to no element: nothing refers to it.
    return ContentBlock("artifact")


def _actual_text(operands: Any) -> str | None:
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Dictionary) and "/ActualText" in properties:
        return str(properties["/ActualText"])
    return None


def _matrix(operands: Any) -> _Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands)
    return a, b, c, d, e, f


def _product(first: _Matrix, second: _Matrix) -> _Matrix:
    """Return the matrix that applies `first`, then `second` (8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _unit_box(matrix: _Matrix) -> Box:
    """Return the box of the unit square, which an image fills."""
    corners = [_product((1, 0, 0, 1, x, y), matrix)[4:] for x in (0.0, 1.0) for y in (0.0, 1.0)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)
