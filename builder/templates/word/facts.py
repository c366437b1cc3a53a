"""Facts of a Word template for the writer. Lengths are twips (1/20 point); type sizes points."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.templates.word.number_words import WORD_FORMATS, in_words

__all__ = ["ContentsStyle", "HeadingCounter", "HeadingNumbers", "ListLevel", "PageGeometry", "PageNumbers", "TabStop"]


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
    """How a level of headings is numbered: `w:lvlText` ("%1.%2") and the `w:numFmt` of each level of the list down to
    it.
    """

    pattern: str
    forms: tuple[str, ...]
    starts: tuple[int, ...] = ()
    """The first number of each of these levels; 1 where it is not given."""
    restart: int | None = None
    """Number of the levels after whose headings it starts again (17.9.10): None for all above, 0 for never."""
    abstract: int = 0
    """The definition that counts it."""

    def label(self, counts: Sequence[int], language: str = "en") -> str:
        """Return the number as Word prints it, from the counts of the list's levels: (3, 1) → "3.1"."""
        text = self.pattern
        for place, (count, form) in enumerate(zip(counts, self.forms, strict=False), 1):
            text = text.replace(f"%{place}", _counted(count, form, language))
        return text

    def start(self, level: int) -> int:
        """Return the first number of a level of the list (0 outermost)."""
        return self.starts[level] if level < len(self.starts) else 1


class HeadingCounter:
    """Counts the headings of one file as Word does: each definition by itself, deeper levels starting again."""

    def __init__(self, headings: Sequence[HeadingNumbers | None], language: str):
        self._headings, self._language = headings, language
        self._counts: dict[tuple[int, int], int] = {}

    def next_label(self, level: int) -> str:
        """Return the number of the next heading of a level (1 outermost); "" if the level is not numbered."""
        numbers = self._headings[level - 1]
        if numbers is None:
            return ""
        depth = len(numbers.forms) - 1
        key = (numbers.abstract, depth)
        self._counts[key] = self._counts.get(key, numbers.start(depth) - 1) + 1
        for deeper in self._headings:
            if deeper is not None and deeper.abstract == numbers.abstract and _starts_again(deeper, depth):
                self._counts.pop((deeper.abstract, len(deeper.forms) - 1), None)
        counts = [self._counts.get((numbers.abstract, above), numbers.start(above)) for above in range(depth + 1)]
        return numbers.label(counts, self._language)


def _starts_again(deeper: HeadingNumbers, depth: int) -> bool:
    """Return True if a heading at `depth` of the list makes the level of `deeper` start again."""
    own = len(deeper.forms) - 1
    return depth < own and (deeper.restart is None or depth < deeper.restart)


class PageNumbers(Struct, frozen=True):
    """How pages are numbered (17.6.12): the number of the first page and its `w:fmt`."""

    start: int = 1
    form: str = "decimal"

    def label(self, page: int) -> str:
        """Return the number printed on a page, the first page being 1."""
        return _counted(self.start + page - 1, self.form)


def _counted(value: int, form: str, language: str = "") -> str:
    """Return a count in one of Word's number formats (17.18.59); those in words need a language, others are digits."""
    if form == "none":
        return ""
    if form in WORD_FORMATS:
        return in_words(value, form, language) or str(value)
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
