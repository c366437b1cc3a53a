"""Read what follows a number in digits: an ordinal mark, a scale, a currency or a percent sign, or letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from builder.check.reading.fixed_phrases import by_first, longest_at, on_one_line
from builder.check.reading.languages import CURRENCY_SIGNS, Habits

__all__ = ["Suffix", "Suffixes"]

_LETTERS = re.compile(r"[^\W\d_]\w*")


class Suffix(Struct, frozen=True, gc=False):
    """What follows a number, up to `end`; a part that it lacks is empty. `scale_start` is the position of the scale."""

    end: int
    ordinal: str = ""
    scale: str = ""
    scale_start: int = 0
    unit: str = ""
    letters: str = ""


class Suffixes:
    """The suffixes of one language."""

    def __init__(self, habits: Habits, scales: Mapping[str, int], currencies: Mapping[str, str]):
        self._ordinal = re.compile(rf"(?:{habits.ordinals})(?!\w)") if habits.ordinals else None
        self._joiner = re.compile(habits.joiner) if habits.joiner else None
        self._scales = by_first(scales)
        self._percents = by_first(("%", "‰", *habits.percent))
        self._currencies = by_first(currencies)

    def read(self, text: str, at: int) -> Suffix:
        """Return what follows a number that ends at `at`."""
        if at == len(text):
            return Suffix(at)
        if self._ordinal is not None and (mark := self._ordinal.match(text, at)):
            return Suffix(mark.end(), ordinal=mark[0])
        plain = on_one_line(text[at : at + _LONGEST])
        for start in _after_a_space(plain, 0):
            for scale in longest_at(plain, start, self._scales):
                end = start + len(scale)
                if not _is_letter(plain[end : end + 1]):
                    unit_end, unit = self._joined_unit(plain, end)
                    return Suffix(at + unit_end, scale=scale, scale_start=at + start, unit=unit)
        for start in _after_a_space(plain, 0):
            if unit := self._unit(plain, start):
                return Suffix(at + start + len(unit), unit=unit)
        if letters := _LETTERS.match(text, at):
            return Suffix(letters.end(), letters=letters[0])
        return Suffix(at)

    def _joined_unit(self, text: str, at: int) -> tuple[int, str]:
        """Return the end and the unit after a scale: 2 millions d'euros, 2 M€."""
        for start in _after_a_space(text, at):
            joiner = self._joiner.match(text, start) if self._joiner else None
            for place in (joiner.end(), start) if joiner else (start,):
                if unit := self._unit(text, place):
                    return place + len(unit), unit
        return at, ""

    def _unit(self, text: str, at: int) -> str:
        """Return the percent sign, the currency sign or the name of a currency at a position, or ""."""
        for percent in longest_at(text, at, self._percents):
            return percent
        for sign in longest_at(text, at, _SIGNS):
            if not _is_letter(text[at + len(sign) : at + len(sign) + 1]):
                return sign
        for name in longest_at(text, at, self._currencies):
            following = text[at + len(name) : at + len(name) + 1]
            if not (following.isalnum() or following == "_"):
                return name
        return ""


_LONGEST = 80
"""Characters that a scale, the words that join it, and a unit take at most."""
_SIGNS = by_first(CURRENCY_SIGNS)


def _is_letter(char: str) -> bool:
    """Return True for a letter, or a raised digit as in m²."""
    return char.isalnum() and not char.isdecimal()


def _after_a_space(text: str, at: int) -> Iterator[int]:
    """Yield the positions after one space and before it."""
    if text[at : at + 1].isspace():
        yield at + 1
    yield at
