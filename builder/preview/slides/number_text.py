"""Numbers of charts as Office prints them by their format codes (ECMA-376 part 1, 18.8.31), in a language."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from builder.language import base_language

__all__ = ["number_text"]

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.)|\*.|\[[^\]]*\]|(?P<general>General)|(?P<sign>.)', re.DOTALL
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])+', re.DOTALL)
_CONDITION = re.compile(r"(?:\[[^\]<>=]*\])*\[(?P<sign>[<>=]+)(?P<limit>-?[\d.]+)\]")
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
_PLACES = "#0?"
_POINT_LANGUAGES = ("en", "zh", "ja", "ko", "he", "th")
"""Base languages whose decimal mark is a full stop."""
_MOST_DIGITS = 10


def number_text(value: Decimal, code: str, language: str) -> str:
    """Return a number in a format: literals, digits, groups, thousands left out, percent, sections for signs."""
    sections = _SECTION.findall(code) or ["General"]
    chosen, negative = sections[0], value < 0
    if any(map(_CONDITION.match, sections)):
        chosen = next((section for section in sections if _holds(section, value)), sections[-1])
    elif negative and len(sections) > 1:
        chosen, negative = sections[1], False
    elif not value and len(sections) > 2:
        chosen = sections[2]
    shown = _section(abs(value), chosen, base_language(language) in _POINT_LANGUAGES)
    return f"\u2212{shown}" if negative else shown


def _holds(section: str, value: Decimal) -> bool:
    """Return True if a section is for a value: by its condition, or because it has none."""
    condition = _CONDITION.match(section)
    if condition is None:
        return True
    compare = _COMPARISONS.get(condition["sign"])
    return compare is not None and compare(value, Decimal(condition["limit"]))


def _section(value: Decimal, code: str, point: bool) -> str:
    """Return a number by one section of a code."""
    tokens = [(match.lastgroup or "", match.group(match.lastgroup) if match.lastgroup else "") for match in
              _TOKEN.finditer(code)]  # fmt: skip
    if any(kind == "general" for kind, _ in tokens):
        return _general(value, point)
    signs = [index for index, (kind, text) in enumerate(tokens) if kind == "sign" and text in _PLACES]
    if not signs:
        return "".join(map(_literal, tokens))
    last = signs[-1]
    mark = next((i for i, token in enumerate(tokens) if token == ("sign", ".") and i > signs[0]), last + 1)
    whole = [index for index in signs if index < mark]
    fraction = [index for index in signs if index > mark]
    thousands = 0
    while last + 1 + thousands < len(tokens) and tokens[last + 1 + thousands] == ("sign", ","):
        thousands += 1
    if ("sign", "%") in tokens:
        value *= 100
    rounded = value.scaleb(-3 * thousands).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    shown = [_literal(token) for token in tokens]
    for index in range(last + 1, last + 1 + thousands):
        shown[index] = ""
    _put_whole(shown, tokens, whole, f"{int(rounded)}", point)
    _put_fraction(shown, tokens, fraction, f"{rounded:f}".partition(".")[2], mark, point)
    return "".join(shown)


def _literal(token: tuple[str, str]) -> str:
    kind, text = token
    return "\u00a0" if kind == "space" else text


def _put_whole(
    shown: list[str], tokens: Sequence[tuple[str, str]], places: Sequence[int], digits: str, point: bool
) -> None:
    """Put the digits of a whole number into their places from the right; the first place takes all that are left."""
    grouped = False
    for index in range(places[0], places[-1]) if places else ():
        if tokens[index] == ("sign", ","):
            shown[index], grouped = "", True
    if grouped:
        digits = f"{int(digits):,}".replace(",", "," if point else "\u202f")
        for index in places[1:]:
            shown[index] = ""
        shown[places[0]] = digits
        return
    least = sum(tokens[index][1] == "0" for index in places)
    digits = (digits.lstrip("0") or "").rjust(least, "0")
    for index in reversed(places[1:]):
        shown[index], digits = digits[-1:], digits[:-1]
    if places:
        shown[places[0]] = digits


def _put_fraction(
    shown: list[str], tokens: Sequence[tuple[str, str]], places: Sequence[int], digits: str, mark: int, point: bool
) -> None:
    """Put the digits of a fraction into their places, without the zeros at the end that are optional (`#`)."""
    kept = len(places)
    while kept and tokens[places[kept - 1]][1] == "#" and digits[kept - 1 : kept] == "0":
        kept -= 1
    for count, index in enumerate(places):
        shown[index] = digits[count] if count < kept else ""
    if mark < len(shown) and places:
        shown[mark] = ("." if point else ",") if kept else ""


def _general(value: Decimal, point: bool) -> str:
    text = f"{round(value, _MOST_DIGITS).normalize():f}"
    return text if point else text.replace(".", ",")
