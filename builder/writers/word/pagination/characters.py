"""The type of runs: font, size and what else decides the width of words and the height of lines. Sizes are points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from math import inf
from typing import Any

from msgspec import Struct

from builder.office.theme import Theme
from builder.templates.word.style_sheet import StyleSheet, W, is_on, number
from builder.typeset.breaking import pieces
from builder.typeset.fonts import Face, Fonts
from builder.typeset.substitutes import substitute
from builder.writers.word.pagination.paragraph_looks import NotMeasurable

__all__ = ["CellType", "CharacterType", "CharacterTypes", "WordWidths"]

_RAISED = 0.58
"""Size of raised and lowered characters, in that of the text around them (as LibreOffice draws them)."""
_SMALL_CAPS = 0.8
_UNITS = 120
"""Units of a point in which LibreOffice rounds the two parts of a font's height before it rounds their sum to twips."""
_SILENT = frozenset(
    f"{W}{name}"
    for name in ("lang", "color", "noProof", "bCs", "iCs", "szCs", "u", "strike", "dstrike", "shd", "highlight", "kern")
)
"""Properties of runs that change neither widths nor heights."""
_MOST_WORDS = 20_000
"""How many words a type remembers the widths of."""
_MARKS = frozenset(("b", "i", "caps", "smallCaps", "vanish"))


_DIGITS = str.maketrans("123456789", "000000000")


class WordWidths(dict[str, float]):
    """Widths of words between spaces, each with the space after it, in ems; infinite for no word, and for one that
    lines may part or that holds another kind of space: it is measured piece by piece. `forget_if_many` bounds what is
    remembered.
    """

    def __init__(self, face: Face):
        super().__init__()
        self.face = face
        self.space = face[" "]
        self._digits_alike = len({face[digit] for digit in "0123456789"}) == 1

    def __missing__(self, word: str) -> float:
        if self._digits_alike and (shape := word.translate(_DIGITS)) != word:
            return self[shape]  # numbers, of which a long table has as many as cells, have few shapes
        whole = [piece for piece, _, _ in pieces(word)] == [word]
        width = self[word] = self.face.width(word) + self.space if whole else inf
        return width

    def forget_if_many(self) -> None:
        """Forget all words if there are too many, as in a process that writes thousands of files."""
        if len(self) >= _MOST_WORDS:
            self.clear()


class CharacterType(Struct, frozen=True):
    """The type of a run."""

    face: Face
    size: float
    height: float
    """Single-spaced height of its lines; 0 for raised and lowered characters."""
    spacing: float
    """Added to each character."""
    upper: bool
    hidden: bool
    widths: WordWidths


CellType = tuple[Any, ...]
"""Properties of runs that the style of a table gives to a cell, the weakest first."""


class CharacterTypes:
    """The types of the runs of one document, each kind found once."""

    def __init__(self, sheet: StyleSheet, theme: Theme, fonts: Fonts):
        self._sheet, self._theme, self._faces = sheet, theme, _Faces(fonts)
        defaults = sheet.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults: Iterable[Any] = defaults if defaults is not None else ()
        self._known: dict[object, CharacterType] = {}
        self._styles: dict[tuple[str, int], _Values] = {}
        self._cells: dict[object, CharacterTypes] = {}

    def in_cell(self, properties: CellType) -> CharacterTypes:
        """Return the types of runs in a cell: what its table says comes before the styles of paragraphs (17.7.2)."""
        own = tuple(child for child in properties if child.tag not in _SILENT)
        if not own:
            return self
        key = tuple((child.tag, *child.attrib.values()) for child in own)
        types = self._cells.get(key)
        if types is None:
            types = self._cells[key] = copy(self)
            types._defaults = (*self._defaults, *own)
            types._known, types._styles = {}, {}
        return types

    def of(self, style: Any, properties: Any | None) -> CharacterType:
        """Return the type of a run with these properties (`w:rPr`) in a paragraph of a style.

        Raises NotMeasurable for a font of which no metrics are known.
        """
        own = [child for child in properties if child.tag not in _SILENT] if properties is not None else []
        key = (id(style), *[(child.tag, *child.attrib.values()) for child in own])
        type_ = self._known.get(key)
        if type_ is None:
            type_ = self._known[key] = self._resolve(style, own)
        return type_

    def _resolve(self, style: Any, own: list[Any]) -> CharacterType:
        values = copy(self._inherited(self._sheet.chain(style)))
        named = next((child.get(f"{W}val", "") for child in own if child.tag == f"{W}rStyle"), "")
        if (character := self._sheet.by_id.get(named)) is not None:
            for ancestor in reversed(self._sheet.chain(character)):
                values.apply(_children(ancestor))
        values.apply(own)
        return values.type_in(self._faces)

    def _inherited(self, chain: Sequence[Any]) -> _Values:
        """Return what runs have of a style, those it is based on (`chain`, nearest first) and the defaults. Gathered
        once for each style.
        """
        key = (chain[0].get(f"{W}styleId", "") if chain else "", len(chain))
        values = self._styles.get(key)
        if values is None:
            values = copy(self._inherited(chain[1:])) if chain else _Values(self._theme)
            values.apply(_children(chain[0]) if chain else self._defaults)
            self._styles[key] = values
        return values


def _children(style: Any) -> Iterable[Any]:
    properties = style.find(f"{W}rPr")
    return properties if properties is not None else ()


class _Values(Struct):
    """Properties while they are gathered, the weakest first. Each change replaces a value, so that a copy stays as
    it is.
    """

    theme: Theme
    font: str = "Times New Roman"
    half_points: int = 20
    spacing: float = 0.0
    raised: bool = False
    scale: float = 1.0
    marks: frozenset[str] = frozenset()

    def apply(self, properties: Iterable[Any]) -> None:
        """Let the properties of one level override what is there."""
        for child in properties:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name in _MARKS:
                self.marks = self.marks | {name} if is_on(child) else self.marks - {name}
            elif name == "sz":
                self.half_points = number(child.get(f"{W}val")) or self.half_points
            elif name == "rFonts":
                self._name_font(child)
            elif name == "spacing":
                self.spacing = number(child.get(f"{W}val")) / 20
            elif name == "vertAlign":
                self.raised = child.get(f"{W}val") in ("superscript", "subscript")
            elif name == "w":
                self.scale = (number(child.get(f"{W}val")) or 100) / 100

    def _name_font(self, element: Any) -> None:
        """Take the Latin font: a theme font overrides a named one in the same place (17.3.2.26)."""
        if named := element.get(f"{W}asciiTheme"):
            self.font = self.theme.major_font if named.startswith("major") else self.theme.minor_font
        elif named := element.get(f"{W}ascii"):
            self.font = named

    def type_in(self, faces: _Faces) -> CharacterType:
        """Return what was gathered. Raises NotMeasurable."""
        marks, size = self.marks, self.half_points / 2
        widths = faces.widths(self.font, "b" in marks, "i" in marks)
        height = 0.0 if self.raised else _line_height(widths.face, size)
        set_size = size * self.scale * (_RAISED if self.raised else _SMALL_CAPS if "smallCaps" in marks else 1)
        return CharacterType(
            widths.face,
            set_size,
            height,
            self.spacing,
            not marks.isdisjoint(("caps", "smallCaps")),
            "vanish" in marks,
            widths,
        )


def _line_height(face: Face, size: float) -> float:
    """Return the height of a single-spaced line, in whole twips."""
    above = int(face.ascent * size * _UNITS + 0.5)
    below = int((face.natural_line - face.ascent) * size * _UNITS + 0.5)
    return int((above + below) * 20 / _UNITS + 0.5) / 20


class _Faces:
    """The faces of a document's runs. Types of one face share the widths of its words."""

    def __init__(self, fonts: Fonts):
        self._fonts = fonts
        self._known: dict[tuple[str, bool, bool], WordWidths] = {}

    def widths(self, font: str, bold: bool, italic: bool) -> WordWidths:
        """Return the widths of words in a face. Raises NotMeasurable for a font of which no metrics are known."""
        widths = self._known.get((font, bold, italic))
        if widths is None:
            if substitute(font) is None:
                raise NotMeasurable(f"the font '{font}'")
            widths = self._known[font, bold, italic] = WordWidths(self._fonts.face(font, bold, italic))
        return widths
