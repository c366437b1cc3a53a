"""The type of runs: font, size and what else decides the width of words and the height of lines. Sizes are points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from builder.office.theme import Theme
from builder.templates.word.style_sheet import StyleSheet, W, is_on, number
from builder.typeset.fonts import Face, Fonts
from builder.typeset.substitutes import substitute
from builder.writers.word.pagination.properties import NotMeasurable

__all__ = ["CharacterType", "CharacterTypes", "WordWidths"]

_RAISED = 0.58
"""Size of raised and lowered characters, in that of the text around them (as LibreOffice draws them)."""
_SMALL_CAPS = 0.8
_SILENT = frozenset(
    f"{W}{name}"
    for name in ("lang", "color", "noProof", "bCs", "iCs", "szCs", "u", "strike", "dstrike", "shd", "highlight", "kern")
)
"""Properties of runs that change neither widths nor heights."""
_MOST_WORDS = 20_000
"""How many words a type remembers the widths of."""
_MARKS = ("b", "i", "caps", "smallCaps", "vanish")


class WordWidths(dict[str, float]):
    """Widths of words with the space after each, in ems. Words that lines may part, or that other spaces follow, are
    `odd`: they are measured piece by piece.
    """

    def __init__(self, face: Face):
        super().__init__()
        self._face = face
        self.space = face[" "]
        self.odd: set[str] = set()

    def __missing__(self, token: str) -> float:
        (word, gap, _), *more = self._face.measured(token)
        if more or (gap and gap != self.space) or not word:
            self.odd.add(token)
        width = word + gap
        if len(self) < _MOST_WORDS:
            self[token] = width
        return width


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


class CharacterTypes:
    """The types of the runs of one document, each kind found once."""

    def __init__(self, sheet: StyleSheet, theme: Theme, fonts: Fonts):
        self._sheet, self._theme, self._fonts = sheet, theme, fonts
        self._defaults = sheet.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._known: dict[object, CharacterType] = {}

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
        values = _Values(self._theme)
        if self._defaults is not None:
            values.apply(self._defaults)
        for ancestor in reversed(self._sheet.chain(style)):
            values.apply(_children(ancestor))
        named = next((child.get(f"{W}val", "") for child in own if child.tag == f"{W}rStyle"), "")
        if (character := self._sheet.by_id.get(named)) is not None:
            for ancestor in reversed(self._sheet.chain(character)):
                values.apply(_children(ancestor))
        values.apply(own)
        return values.type_in(self._fonts)


def _children(style: Any) -> Iterable[Any]:
    properties = style.find(f"{W}rPr")
    return properties if properties is not None else ()


class _Values:
    """Properties while they are gathered, the weakest first."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font = "Times New Roman"
        self._half_points = 20
        self._spacing = 0.0
        self._raised = False
        self._scale = 1.0
        self._marks = dict.fromkeys(_MARKS, False)

    def apply(self, properties: Iterable[Any]) -> None:
        """Let the properties of one level override what is there."""
        for child in properties:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name in self._marks:
                self._marks[name] = is_on(child)
            elif name == "sz":
                self._half_points = number(child.get(f"{W}val")) or self._half_points
            elif name == "rFonts":
                self._name_font(child)
            elif name == "spacing":
                self._spacing = number(child.get(f"{W}val")) / 20
            elif name == "vertAlign":
                self._raised = child.get(f"{W}val") in ("superscript", "subscript")
            elif name == "w":
                self._scale = (number(child.get(f"{W}val")) or 100) / 100

    def _name_font(self, element: Any) -> None:
        """Take the Latin font: a theme font overrides a named one in the same place (17.3.2.26)."""
        if named := element.get(f"{W}asciiTheme"):
            self._font = self._theme.major_font if named.startswith("major") else self._theme.minor_font
        elif named := element.get(f"{W}ascii"):
            self._font = named

    def type_in(self, fonts: Fonts) -> CharacterType:
        """Return what was gathered."""
        if substitute(self._font) is None:
            raise NotMeasurable(f"the font '{self._font}'")
        marks, size = self._marks, self._half_points / 2
        face = fonts.face(self._font, marks["b"], marks["i"])
        height = 0.0 if self._raised else face.natural_line * size
        set_size = size * self._scale * (_RAISED if self._raised else _SMALL_CAPS if marks["smallCaps"] else 1)
        return CharacterType(
            face,
            set_size,
            height,
            self._spacing,
            marks["caps"] or marks["smallCaps"],
            marks["vanish"],
            WordWidths(face),
        )
