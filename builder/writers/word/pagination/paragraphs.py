"""Measure the paragraphs and tables of a document's XML. Lengths are points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.office.xml import qn
from builder.templates.word.style_sheet import W, number
from builder.writers.word.pagination.blocks import MeasuredParagraph
from builder.writers.word.pagination.characters import CellType, CharacterType, CharacterTypes
from builder.writers.word.pagination.forms import Form, form_of
from builder.writers.word.pagination.lines import TextLine, count_lines, fits_line
from builder.writers.word.pagination.paragraph_looks import ParagraphLook, ParagraphLooks
from builder.writers.word.pagination.reading import parsed

__all__ = ["ParagraphMeasure", "ParagraphPlan"]

_EMU = 12_700
_RUN, _RUN_PROPERTIES, _TEXT = f"{W}r", f"{W}rPr", f"{W}t"
_PROPERTIES, _BOOKMARK, _NAME = f"{W}pPr", f"{W}bookmarkStart", f"{W}name"
_FIELD, _FIELD_KIND, _NOTE = f"{W}fldChar", f"{W}fldCharType", f"{W}footnoteReference"
_HOLDERS = frozenset(
    f"{W}{name}" for name in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
)
"""What holds runs."""
_INLINE, _ANCHOR, _EXTENT = qn("wp:inline"), qn("wp:anchor"), qn("wp:extent")
_LIST = "<w:numPr>"
_NOTE_MARK = "0"
_NEAR = 1e-6
_MOST_FORMS = 2_000
"""How many forms of paragraphs are remembered."""
_UNKNOWN = object()


class _Tab(Struct, frozen=True):
    """A tab among the texts of a paragraph."""

    type: CharacterType


class ParagraphPlan(Struct, frozen=True):
    """How the paragraphs of one form are measured: their look, and the type of each of their texts and tabs in order.
    `blocks` holds those of one type without bookmarks, by their number of lines and the grid of their section.
    """

    look: ParagraphLook
    base: CharacterType
    types: tuple[CharacterType | _Tab, ...]
    words: CharacterType | None
    """The type of all words; None if there are several, or no words."""
    tabs: bool
    """True if there are tabs."""
    blocks: dict[tuple[int, float], MeasuredParagraph] = {}


class ParagraphMeasure:
    """Measures paragraphs of one document.

    `plans` are those of paragraphs that name no list, which other documents share; `note_height` returns the height of
    a footnote by its id, in a width; `wanted` are the bookmarks to look for.
    """

    def __init__(
        self,
        looks: ParagraphLooks,
        types: CharacterTypes,
        plans: dict[Form, ParagraphPlan | None],
        note_height: Callable[[str, float], float],
        wanted: frozenset[str],
    ):
        self._looks, self._types = looks, types
        self._note_height, self.wanted = note_height, wanted
        self._plans = plans
        self._listed: dict[Form, ParagraphPlan | None] = {}
        """Plans of paragraphs that name a list, whose ids mean something else in another document."""
        self.grid = 0.0
        """Distance of the lines of the section's grid (17.6.5), or 0."""

    def measure_text(self, xml: str, width: float) -> MeasuredParagraph:
        """Return a paragraph, given as XML, measured in a width. Raises NotMeasurable."""
        form, texts, marks = form_of(xml, self.wanted)
        plans = self._listed if _LIST in form[0] else self._plans
        plan, paragraph = plans.get(form, _UNKNOWN), None
        if plan is _UNKNOWN:
            if len(plans) >= _MOST_FORMS:
                plans.clear()
            paragraph = parsed(xml)[0]
            plan = plans[form] = self.plan(paragraph)
        if not isinstance(plan, ParagraphPlan):
            return self.measure(paragraph if paragraph is not None else parsed(xml)[0], width)
        if count := self.count_lines(plan, texts, width):
            block = self.block_of(plan, count)
            return replace(block, marks=marks) if marks else block
        look = plan.look
        line = TextLine()
        words = iter(texts)
        for kind in plan.types:
            if isinstance(kind, _Tab):
                line.tab(kind.type)
            else:
                line.add(next(words), kind)
        singles = line.lines(width, look, plan.base.height)[0]
        return self._measured(look, singles, marks=marks)

    @staticmethod
    def count_lines(plan: ParagraphPlan, texts: Sequence[str], width: float) -> int:
        """Return the number of lines of a paragraph with these texts if all its words are of one type; 0 if it must be
        broken piece by piece.
        """
        if plan.words is None:
            return 0
        if not plan.tabs:
            return count_lines(texts[0] if len(texts) == 1 else "".join(texts), plan.words, plan.look, width)
        return int(fits_line(_segments(plan.types, texts), plan.words, plan.look, width))

    def block_of(self, plan: ParagraphPlan, lines: int) -> MeasuredParagraph:
        """Return a paragraph of so many lines whose words are of one type."""
        block = plan.blocks.get((lines, self.grid))
        if block is None:
            heights = [type_.type.height if isinstance(type_, _Tab) else type_.height for type_ in plan.types]
            single = max(heights, default=0.0) or plan.base.height
            block = plan.blocks[lines, self.grid] = self._measured(plan.look, [single] * lines)
        return block

    def plan(self, paragraph: Any, cell_type: CellType = ()) -> ParagraphPlan | None:
        """Return how paragraphs of the form of this one are measured, or None if each is read by itself."""
        properties = paragraph.find(_PROPERTIES)
        style = self._looks.style_of(properties)
        types = self._types.in_cell(cell_type)
        reader = _Reader(types, style, frozenset(), None)
        reader.read(paragraph)
        if reader.special:
            return None
        types_read = tuple(reader.types)
        kinds = {id(type_): type_ for type_ in types_read if isinstance(type_, CharacterType)}
        words = next(iter(kinds.values())) if len(kinds) == 1 else None
        tabs = any(isinstance(type_, _Tab) for type_ in types_read)
        return ParagraphPlan(self._looks.of(properties), types.of(style, _mark(properties)), types_read, words, tabs)

    def measure(
        self, paragraph: Any, width: float, notes_width: float = 0.0, cell_type: CellType = ()
    ) -> MeasuredParagraph:
        """Return a paragraph measured in a width; `cell_type` is what its table says of its runs. Raises
        NotMeasurable.
        """
        properties = paragraph.find(_PROPERTIES)
        look = self._looks.of(properties)
        style = self._looks.style_of(properties)
        types = self._types.in_cell(cell_type)
        line, base = TextLine(), types.of(style, _mark(properties))
        reader = _Reader(types, style, self.wanted, line)
        reader.read(paragraph)
        singles, begins = line.lines(width, look, base.height)
        notes: list[tuple[int, float]] = []
        for piece, identifier in line.notes:
            at = max(0, sum(begin < piece for begin in begins) - 1)
            notes.append((at, self._note_height(identifier, notes_width or width)))
        if line.drawing and not look.exact:
            return MeasuredParagraph(look, tuple(singles), sum(singles), 0.0, tuple(notes), tuple(reader.marks))
        return self._measured(look, singles, tuple(notes), tuple(reader.marks))

    def _measured(
        self,
        look: ParagraphLook,
        singles: Sequence[float],
        notes: tuple[tuple[int, float], ...] = (),
        marks: tuple[str, ...] = (),
    ) -> MeasuredParagraph:
        """Return a paragraph of lines with these single-spaced heights."""
        heights = self._spaced(look, singles)
        proportional = not (look.exact or look.least or (self.grid and look.grid))
        leading = max(0.0, heights[-1] - singles[-1]) if proportional else 0.0
        return MeasuredParagraph(look, tuple(heights), sum(heights), leading, notes, marks)

    def _spaced(self, look: ParagraphLook, heights: Sequence[float]) -> list[float]:
        """Return the heights of lines with their spacing."""
        if look.exact:
            return [look.spacing] * len(heights)
        if look.least:
            return [max(height, look.spacing) for height in heights]
        spacing = look.spacing
        if self.grid and look.grid:
            grid = self.grid
            return [-(-height * spacing // grid) * grid for height in heights]
        # Whole twips, as LibreOffice counts them: of narrow spacing, what the lines after the first lose is cut.
        twips = [round(height * 20) for height in heights]
        first = int(twips[0] * spacing + _NEAR) / 20
        if spacing >= 1:
            return [first, *(int(height * spacing + _NEAR) / 20 for height in twips[1:])]
        return [first, *((height - int(height * (1 - spacing) + _NEAR)) / 20 for height in twips[1:])]


def _segments(types: Sequence[CharacterType | _Tab], texts: Sequence[str]) -> list[str]:
    """Return the words between tabs."""
    words = iter(texts)
    segments = [""]
    for type_ in types:
        if isinstance(type_, _Tab):
            segments.append("")
        else:
            segments[-1] += next(words)
    return segments


def _mark(properties: Any | None) -> Any | None:
    """Return the properties of a paragraph's mark, which has the height of a paragraph without words."""
    return properties.find(_RUN_PROPERTIES) if properties is not None else None


class _Reader:
    """Reads the runs of one paragraph into a line of words; without a line, their types alone."""

    __slots__ = ("_field", "_line", "_style", "_types", "_wanted", "marks", "special", "types")

    def __init__(self, types: CharacterTypes, style: Any, wanted: frozenset[str], line: TextLine | None):
        self._types, self._style, self._wanted, self._line = types, style, wanted, line
        self._field = False
        """True inside the instruction of a field."""
        self.marks: list[str] = []
        self.types: list[CharacterType | _Tab] = []
        """The type of each text and tab."""
        self.special = False
        """True if it holds more than texts, tabs and fields."""

    def read(self, holder: Any) -> None:
        """Read what holds runs."""
        for child in holder:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag == _BOOKMARK:
                if (name := child.get(_NAME, "")) in self._wanted:
                    self.marks.append(name)
            elif tag in _HOLDERS:
                self.read(child)

    def _run(self, run: Any) -> None:
        type_: CharacterType | None = None
        for child in run:
            tag = child.tag
            if tag == _RUN_PROPERTIES:
                type_ = self._types.of(self._style, child)
                continue
            if tag == _FIELD:
                self._field = child.get(_FIELD_KIND) == "begin"
                continue
            if type_ is None:
                type_ = self._types.of(self._style, None)
            if self._field or type_.hidden:
                self.special = self.special or type_.hidden or tag == _TEXT
                continue
            if tag == _TEXT:
                self.types.append(type_)
                if child.text and self._line is not None:
                    self._line.add(child.text, type_)
            else:
                self._special(child, tag, type_)

    def _special(self, child: Any, tag: str, type_: CharacterType) -> None:
        line = self._line
        name = tag.removeprefix(W) if isinstance(tag, str) else ""
        if name == "tab":
            self.types.append(_Tab(type_))
        else:
            self.special = True
        if line is None:
            return
        if name in ("tab", "ptab"):
            line.tab(type_)
        elif name in ("br", "cr"):
            line.end_line(type_)
        elif name == "noBreakHyphen":
            line.add("\u2011", type_)
        elif tag == _NOTE:
            line.add(_NOTE_MARK * len(child.get(f"{W}id", "1")), type_)
            line.note(child.get(f"{W}id", ""))
        elif name == "footnoteRef":
            line.add(_NOTE_MARK, type_)
        elif name in ("drawing", "pict", "object"):
            line.drawing = max(line.drawing, _drawing_height(child))


def _drawing_height(drawing: Any) -> float:
    """Return the height of a drawing in line with the text. Drawings beside it have none."""
    extents = (inline.find(_EXTENT) for inline in drawing.iter(_INLINE))
    return max((number(extent.get("cy")) / _EMU for extent in extents if extent is not None), default=0.0)
