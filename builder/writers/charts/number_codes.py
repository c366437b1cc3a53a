"""Office number formats that draw given labels, wherever no separator of the reader's machine would be drawn.

Office draws the decimal and group marks of a format with the reader's regional settings. A label can be drawn by a
format only if its digits are one whole number: grouped by literal text, or not at all. The format codes follow ECMA-376
part 1, 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from msgspec import Struct
from msgspec.structs import replace

__all__ = ["number_code", "share_code"]

_MINUS = "−"
_GROUPS, _DIGIT, _QUOTE = re.compile(r"[^0-9][0-9]+"), re.compile(r"[0-9]"), re.compile(r'(")')
_DIGITS = re.compile(r"[0-9]+(?:[^0-9A-Za-z−][0-9]{2,3})*(?![0-9])")
_MOST_SECTIONS = 3
_MOST_THOUSANDS = 5
_LONGEST = 60
"""Characters of literal text in a section; a whole code has at most 255."""
_ROUNDING = Context(prec=300, rounding=ROUND_HALF_UP)


class _Shape(Struct, frozen=True):
    """The form of a label: the text around its digits, the groups after the first as placeholders with their marks
    (`,###`), and the thousands cut off.

    `thousands` is None for a zero, which looks the same in every scale.
    """

    before: str
    groups: tuple[str, ...]
    after: str
    thousands: int | None

    def code(self) -> str:
        """Return the section of a format code."""
        digits = "#" + "".join(_quoted(group[0]) + group[1:] for group in self.groups)
        return f"{_quoted(self.before)}{digits[:-1]}0{',' * (self.thousands or 0)}{_quoted(self.after)}"


def number_code(labels: Iterable[tuple[Decimal, str]], *, grouped: bool = False) -> str | None:
    """Return the format code that draws every value as its label, or None if there is none.

    `grouped` allows group marks, as literals; the code then suits these values only.
    """
    ordered = sorted(set(labels))
    shapes = [(value, _shape(value, text, grouped=grouped)) for value, text in ordered]
    known = [(value, shape) for value, shape in shapes if shape is not None]
    if not known or len(known) < len(shapes) or len({value for value, _ in shapes}) < len(shapes):
        return None
    scales = {shape.thousands for _, shape in known} - {None}
    if len(scales) > 1:
        return None
    scale = next(iter(scales), 0)
    known = [(value, replace(shape, thousands=scale)) for value, shape in known]
    if known[0][0] < 0:
        return _signed(known)
    runs: list[tuple[Decimal, _Shape]] = []
    for value, shape in known:
        if not runs or runs[-1][1] != shape:
            runs.append((value, shape))
    if len(runs) > _MOST_SECTIONS:
        return None
    sections = [f"[>={value:f}]{shape.code()}" for value, shape in reversed(runs[1:])]
    return ";".join([*sections, runs[0][1].code()])


def share_code(labels: Iterable[tuple[Decimal, str]]) -> str | None:
    """Return the format code that draws shares of 1 as percent ("25 %" for 0.25), or None if there is none. Its percent
    sign is not literal, so that Office multiplies by a hundred.
    """
    codes = set()
    for value, text in labels:
        match = _DIGITS.search(text)
        if match is None or text.count("%") != 1 or not match[0].isdecimal() or value * 100 != int(match[0]):
            return None
        around = (text[: match.start()], text[match.end() :])
        before, after = ("%".join(map(_quoted, part.split("%"))) for part in around)
        codes.add(f"{before}0{after}")
    return codes.pop() if len(codes) == 1 else None


def _signed(known: list[tuple[Decimal, _Shape]]) -> str | None:
    """Return the code of labels of which some are negative: a section for values above, below and at zero."""
    above, below, zero = ({shape for value, shape in known if (value > 0) - (value < 0) == sign} for sign in (1, -1, 0))
    if max(len(above), len(below)) > 1 or any(shape.before.count(_MINUS) != 1 for shape in below):
        return None
    negative = next(iter(below))
    positive = next(iter(above), replace(negative, before=negative.before.replace(_MINUS, "")))
    sections = [positive.code(), negative.code()]
    sections += [shape.code() for shape in zero if shape != positive]
    return ";".join(sections)


def _shape(value: Decimal, text: str, *, grouped: bool) -> _Shape | None:
    """Return the shape of a label, or None if no format without separators draws it."""
    match = _DIGITS.search(text)
    if match is None:
        return None
    digits = "".join(character for character in match[0] if character.isdecimal())
    groups = tuple(_DIGIT.sub("#", group) for group in _GROUPS.findall(match[0]))
    if groups and not grouped:
        return None
    before, after = text[: match.start()], text[match.end() :]
    if (value < 0) != (_MINUS in before) or len(before) + len(after) > _LONGEST:
        return None
    thousands = _thousands(abs(value), int(digits))
    if thousands is None and value:
        return None
    return _Shape(before, groups, after, thousands)


def _thousands(size: Decimal, shown: int) -> int | None:
    """Return the number of thousands by which `size` is divided when it reads `shown`."""
    if not shown:
        return None
    for thousands in range(_MOST_THOUSANDS):
        number = size.scaleb(-3 * thousands, _ROUNDING)
        if number.quantize(Decimal(1), context=_ROUNDING) == shown:
            return thousands
    return None


def _quoted(text: str) -> str:
    """Return literal text of a format code; a quotation mark, not allowed between quotation marks, is escaped."""
    return "".join(f'"{part}"' if part != '"' else r"\"" for part in _QUOTE.split(text) if part)
