"""Measure paragraphs and tables as they stand in a document's XML. Lengths are points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.office.xml import qn
from builder.templates.word.style_sheet import W, number
from builder.writers.word.pagination.blocks import MeasuredParagraph
from builder.writers.word.pagination.characters import CharacterType, CharacterTypes
from builder.writers.word.pagination.lines import TextLine
from builder.writers.word.pagination.properties import ParagraphLook, ParagraphLooks

__all__ = ["ParagraphMeasure"]

_EMU = 12_700
_RUN, _RUN_PROPERTIES, _TEXT = f"{W}r", f"{W}rPr", f"{W}t"
_PROPERTIES, _BOOKMARK, _NAME = f"{W}pPr", f"{W}bookmarkStart", f"{W}name"
_FIELD, _FIELD_KIND, _NOTE = f"{W}fldChar", f"{W}fldCharType", f"{W}footnoteReference"
_HOLDERS = frozenset(
    f"{W}{name}" for name in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
)
"""What holds runs."""
_INLINE, _ANCHOR, _EXTENT = qn("wp:inline"), qn("wp:anchor"), qn("wp:extent")
_NOTE_MARK = "0"


class ParagraphMeasure:
    """Measures paragraphs of one document.

    `note_height` returns the height of a footnote by its id, in a width; `wanted` are the bookmarks to look for.
    """

    def __init__(
        self,
        looks: ParagraphLooks,
        types: CharacterTypes,
        note_height: Callable[[str, float], float],
        wanted: frozenset[str],
    ):
        self._looks, self._types = looks, types
        self._note_height, self._wanted = note_height, wanted
        self.grid = 0.0
        """Distance of the lines of the section's grid (17.6.5), or 0."""

    def measure(self, paragraph: Any, width: float, notes_width: float = 0.0) -> MeasuredParagraph:
        """Return a paragraph measured in a width. Raises NotMeasurable."""
        properties = paragraph.find(_PROPERTIES)
        look = self._looks.of(properties)
        style = self._looks.style_of(properties)
        reader = _Reader(self._types, style, self._wanted)
        reader.read(paragraph)
        line, base = reader.line, self._types.of(style, None)
        heights, begins = line.lines(width, look, base.height)
        notes: list[tuple[int, float]] = []
        for piece, identifier in line.notes:
            at = max(0, sum(begin < piece for begin in begins) - 1)
            notes.append((at, self._note_height(identifier, notes_width or width)))
        return MeasuredParagraph(
            lines=tuple(heights if line.drawing and not look.exact else self._spaced(look, heights)),
            before=look.before,
            after=look.after,
            borders=look.borders,
            edges=(look.left, look.right),
            keep_next=look.keep_next,
            keep_lines=look.keep_lines,
            break_before=look.break_before,
            contextual=look.contextual,
            widows=look.widows,
            style=look.style,
            notes=tuple(notes),
            marks=tuple(reader.marks),
        )

    def _spaced(self, look: ParagraphLook, heights: list[float]) -> list[float]:
        """Return the heights of lines with their spacing."""
        if look.exact:
            return [look.spacing] * len(heights)
        if look.least:
            return [max(height, look.spacing) for height in heights]
        spacing = look.spacing
        if self.grid and look.grid:
            grid = self.grid
            return [-(-height * spacing // grid) * grid for height in heights]
        return [height * spacing for height in heights]


class _Reader:
    """Reads the runs of one paragraph into a line of words."""

    __slots__ = ("_field", "_style", "_types", "_wanted", "line", "marks")

    def __init__(self, types: CharacterTypes, style: Any, wanted: frozenset[str]):
        self._types, self._style, self._wanted = types, style, wanted
        self._field = False
        """True inside the instruction of a field."""
        self.line = TextLine()
        self.marks: list[str] = []

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
                continue
            if tag == _TEXT:
                if child.text:
                    self.line.add(child.text, type_)
            else:
                self._special(child, tag, type_)

    def _special(self, child: Any, tag: str, type_: CharacterType) -> None:
        line = self.line
        name = tag.removeprefix(W) if isinstance(tag, str) else ""
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
            self._drawing(child)

    def _drawing(self, drawing: Any) -> None:
        """Take the height of a drawing in line with the text. Drawings beside it have none."""
        for inline in drawing.iter(_INLINE):
            extent = inline.find(_EXTENT)
            if extent is not None:
                self.line.drawing = max(self.line.drawing, number(extent.get("cy")) / _EMU)
