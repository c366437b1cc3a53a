"""Marks of the value axis, written so that no reader's regional settings can change them.

Office draws the numbers of an axis with the separators of the reader's machine. So the axis has its own step, at which
its numbers need no decimal mark; thousands are grouped by literal text in the number format; and where decimals cannot
be avoided there are three marks, each written as a literal (a format has room for three). Format codes: ECMA-376 part
1, 18.8.31.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal

from msgspec import Struct

from builder.writers.charts.style import ChartStyle

__all__ = ["Ticks", "read_pattern", "value_ticks"]

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[([^\]]*)\]|([#0?][#0?,.]*)|(.)', re.DOTALL)
_HUNDRED, _ROUNDED = Decimal(100), Decimal(1)
"""Shares that were rounded add up to a hundred within a point."""
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


class Pattern(Struct, frozen=True):
    """Effect of a format code on a number: the text around it, and the factor by which it is shown."""

    prefix: str = ""
    suffix: str = ""
    factor: Decimal = Decimal(1)
    thousands: int = 0
    """How many thousands are cut off (commas after the last digit)."""


class Ticks(Struct, frozen=True):
    """The value axis: its format code, the step, its fixed end if any, and its widest text."""

    code: str
    step: Decimal
    widest: str
    maximum: Decimal | None = None


def read_pattern(code: str) -> Pattern:
    """Parse the first section of a format code."""
    words = ["", ""]
    after = 0
    thousands = percents = 0
    for match in _TOKEN.finditer(code if code != "General" else "0"):
        quoted, escaped, bracket, digits, plain = match.groups()
        if plain == ";":
            break
        if digits:
            thousands = len(digits) - len(digits.rstrip(","))
            after = 1
        elif bracket is not None:
            words[after] += bracket[1:].split("-")[0] if bracket.startswith("$") else ""
        else:
            percents += plain == "%"
            words[after] += quoted or escaped or plain or ""
    return Pattern(words[0], words[1], Decimal(100**percents) / Decimal(1000**thousands), thousands)


def value_ticks(low: Decimal, high: Decimal, code: str, style: ChartStyle, *, whole: bool = False) -> Ticks:
    """Return marks for values from `low` (at most 0) to `high` (at least 0), shown by the number format `code`.

    `whole` is True if the values are the parts of 100 percent: the axis then ends where they do.
    """
    pattern = read_pattern(code)
    low, high = low * pattern.factor, high * pattern.factor
    if whole and low == 0 and "%" in pattern.suffix + pattern.prefix and abs(high - _HUNDRED) <= _ROUNDED:
        widest = _words(_HUNDRED, pattern, style)
        return Ticks(_whole(low, _HUNDRED, pattern, style), 25 / pattern.factor, widest, _HUNDRED / pattern.factor)
    step = _nice((high - low) / 4)
    if step >= 1 or low < 0:
        end = (high / step).to_integral_value(ROUND_CEILING) * step
        widest = ("−" if low < 0 else "") + _words(max(end, -low).quantize(Decimal(1)), pattern, style)
        return Ticks(_whole(low, end, pattern, style), step / pattern.factor, widest)
    step = _nice(high / 2)
    marks = (Decimal(0), step, step * 2)
    first, second = ((step * at / pattern.factor).normalize() for at in (Decimal("0.5"), Decimal("1.5")))
    texts = [_words(mark, pattern, style) for mark in marks]
    literal = f'[<{first:f}]"{texts[0]}";[<{second:f}]"{texts[1]}";"{texts[2]}"'
    return Ticks(literal, step / pattern.factor, max(texts, key=len), step * 2 / pattern.factor)


def _nice(least: Decimal) -> Decimal:
    """Return the smallest of 1, 2, 5 times a power of ten that is at least `least`."""
    if least <= 0:
        return Decimal(1)
    unit = Decimal(10) ** least.adjusted()
    return next(unit * step for step in _STEPS if unit * step >= least)


def _words(value: Decimal, pattern: Pattern, style: ChartStyle) -> str:
    """Return a mark as written in the document's language."""
    text = f"{value.normalize():,f}".replace(",", "\0").replace(".", style.decimal_mark).replace("\0", style.group_mark)
    return f"{pattern.prefix}{text}{pattern.suffix}".replace('"', "")


def _whole(low: Decimal, high: Decimal, pattern: Pattern, style: ChartStyle) -> str:
    """Return the format code of whole numbers, thousands grouped by literals; negative ones with a true minus sign."""
    before, after = (f'"{words}"' if words else "" for words in (pattern.prefix, pattern.suffix))
    cut = "," * pattern.thousands
    mark = f'"{style.group_mark}"'
    small = f"{before}0{cut}{after}"
    if low < 0:
        body = small if max(high, -low) < 1000 else f"{before}#,##0{cut}{after}"
        return f'{body};"−"{body};{small}'
    if high < 1000:
        return small
    thousand, million = (format(Decimal(n) / pattern.factor, "f") for n in (1000, 1_000_000))
    grouped = f"[>={thousand}]{before}#{mark}##0{cut}{after};{small}"
    if high < 1_000_000:
        return grouped
    return f"[>={million}]{before}#{mark}###{mark}##0{cut}{after};{grouped}"
