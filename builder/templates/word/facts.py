"""Facts of a Word template for the writer. Lengths are twips (1/20 point); type sizes points."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["ContentsStyle", "HeadingNumbers", "ListLevel", "PageGeometry", "PageNumbers", "TabStop"]


class PageGeometry(Struct, frozen=True, kw_only=True):
    """The page: its size and margins (a gutter counts with the left one)."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int = 709
    footer: int = 709

    @property
    def text_width(self) -> int:
        """Between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Between the margins."""
        return self.height - self.top - self.bottom


class ListLevel(Struct, frozen=True, kw_only=True):
    """One level of bullets or numbers. `num` and `abstract` are its list's instance and definition, `level` its index
    in it.

    `direct` is True if the style is not bound to the list, so that each paragraph must name it. `deepest` is the last
    level of the definition.
    """

    style: str
    num: int
    abstract: int
    level: int
    direct: bool
    left: int
    hanging: int
    deepest: int = 0


class TabStop(Struct, frozen=True):
    """A tab stop of a style (17.3.1.37): its position, its alignment and its leader as Word names them."""

    position: int
    align: str
    leader: str = ""


class ContentsStyle(Struct, frozen=True):
    """How the style of a level of contents sets its entries: indents, and tab stops from left to right."""

    left: int
    hanging: int
    right: int
    stops: tuple[TabStop, ...] = ()


class HeadingNumbers(Struct, frozen=True):
    """How a level of headings is numbered: `w:lvlText` ("%1.%2") and the `w:numFmt` of each level down to it."""

    pattern: str
    forms: tuple[str, ...]

    def label(self, number: tuple[int, ...]) -> str:
        """Return the number as Word prints it: (3, 1) → "3.1"."""
        text = self.pattern
        for place, (value, form) in enumerate(zip(number, self.forms, strict=False), 1):
            text = text.replace(f"%{place}", _counted(value, form))
        return text


class PageNumbers(Struct, frozen=True):
    """How pages are numbered (17.6.12): the number of the first page and its `w:fmt`."""

    start: int = 1
    form: str = "decimal"

    def label(self, page: int) -> str:
        """Return the number printed on a page, the first page being 1."""
        return _counted(self.start + page - 1, self.form)


def _counted(value: int, form: str) -> str:
    """Return a count in one of Word's number formats (17.18.59); formats that no template uses for headings become
    digits.
    """
    if form in ("upperRoman", "lowerRoman"):
        text = _roman(value)
        return text if form == "upperRoman" else text.lower()
    if form in ("upperLetter", "lowerLetter"):
        # After Z, Word doubles the letter: AA, BB.
        text = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return text if form == "upperLetter" else text.lower()
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    text = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += sign * (value // worth)
        value %= worth
    return text
