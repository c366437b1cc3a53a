"""Number formats of workbooks: what `0.0%`, `#,##0.00 [$€-40C]` and `mmm yyyy` say about the number in a cell
(ECMA-376, part 1, 18.8.31).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from builder.content.codes import currencies
from builder.content.local_numbers import currencies_of
from builder.late_patterns import compiled

__all__ = ["GENERAL", "NumberFormat", "parse_format"]

FormatKind = Literal["number", "percent", "amount", "date", "time"]

_TOKEN = r'(?s)"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<other>.)'
_ELAPSED = r"(?i)h+|m+|s+"
_MINUTES = r"(?i)h+[^a-z]*(m+)|(m+)[^a-z]*s"
_DECIMALS = r"[0#?]*\.(0+)[^0#?]*\Z|[0#?,]*0[^0#?.]*\Z"
_LOCALES = {
    "$": {
        "409": "USD", "1009": "CAD", "C0C": "CAD", "C09": "AUD", "1409": "NZD", "1004": "SGD", "4809": "SGD",
        "C04": "HKD", "404": "TWD", "80A": "MXN", "2C0A": "ARS", "340A": "CLP", "240A": "COP",
    },
    "£": {"809": "GBP", "452": "GBP", "C01": "EGP"},
    "¥": {"411": "JPY", "804": "CNY"},
    "￥": {"411": "JPY", "804": "CNY"},
    "kr": {"41D": "SEK", "81D": "SEK", "414": "NOK", "814": "NOK", "406": "DKK", "40F": "ISK"},
}  # fmt: skip
"""The currency of a sign by the locale beside it (Windows' language identifiers), where the sign has several."""


class NumberFormat(Struct, frozen=True):
    """What a format says of a number.

    `currency` is a code, or "" if the `sign` has several; `decimals` are those shown, or None if not all digits are.
    `factor` is 100 for a share shown in percent. `day` and `month` are True if a date shows them.
    """

    kind: FormatKind = "number"
    currency: str = ""
    sign: str = ""
    decimals: int | None = None
    hundredfold: bool = False
    month: bool = True
    day: bool = True


GENERAL = NumberFormat()


@lru_cache(maxsize=512)
def parse_format(code: str) -> NumberFormat:
    """Return what a format code says of positive numbers: its first section counts."""
    symbols, literals, locale_sign = _symbols(code)
    if symbols.strip().lower() in ("", "general", "@"):
        return GENERAL
    letters = symbols.lower()
    if re.search("[dmyhs]", letters) and not re.search("[0#?%]", letters.replace("s.0", "").replace(".0", "")):
        return _date_format(letters)
    decimals = None if re.search(r"e[+-]|/|[0#?],+(?![0#?,])", letters) else _decimals(letters)
    if "%" in symbols:
        return NumberFormat("percent", decimals=decimals, hundredfold=True)
    if any(literal.strip() == "%" for literal in literals):
        return NumberFormat("percent", decimals=decimals)
    sign, currency = locale_sign or ("", "")
    for literal in literals if not sign else ():
        known = _currencies(literal.strip(" \u00a0\u202f"))
        if known:
            sign, currency = literal.strip(" \u00a0\u202f"), known[0] if len(known) == 1 else ""
            break
    return NumberFormat("amount" if sign else "number", currency, sign, decimals)


def _symbols(code: str) -> tuple[str, list[str], tuple[str, str] | None]:
    """Return the symbols of the first section, its literal texts, and the sign and currency of `[$€-40C]`."""
    symbols, literals, locale_sign = "", [""], None
    for token in compiled(_TOKEN).finditer(code):
        literal = token["quoted"] or token["escaped"]
        other = token["other"]
        if other == ";":
            break
        if literal:
            literals[-1] += literal
        elif token["bracket"] is not None:
            bracket = token["bracket"]
            if bracket.startswith("$"):
                locale_sign = _locale_sign(bracket[1:]) or locale_sign
            elif compiled(_ELAPSED).fullmatch(bracket):
                symbols += bracket
        elif other is not None and (other == "$" or not (other.isascii() or other.isspace())):
            literals[-1] += other
        elif other is not None:
            symbols += other
            if not other.isspace():
                literals.append("")
    return symbols, literals, locale_sign


def _locale_sign(bracket: str) -> tuple[str, str] | None:
    """Return the sign and the currency of `€-40C`, or None for a locale without a sign."""
    sign, _, locale = bracket.partition("-")
    sign = sign.strip(" \u00a0\u202f")
    if not sign:
        return None
    known = _currencies(sign)
    if len(known) == 1:
        return sign, known[0]
    by_locale = _LOCALES.get(sign, {}).get(locale.split(",")[0].lstrip("0").upper()[-4:], "")
    return sign, by_locale


def _currencies(sign: str) -> tuple[str, ...]:
    if not sign:
        return ()
    return (sign,) if len(sign) == 3 and sign in currencies() else currencies_of(sign)


def _decimals(letters: str) -> int | None:
    """Return the number of decimals, None if it is not fixed."""
    digits = re.sub(r"[^0#?.,]", "", letters)
    match = compiled(_DECIMALS).fullmatch(digits) or compiled(_DECIMALS).search(digits)
    return None if match is None else len(match[1] or "")


def _date_format(letters: str) -> NumberFormat:
    without_minutes = compiled(_MINUTES).sub(lambda match: match[0].replace("m", ""), letters)
    year, month, day = "y" in letters or "e" in letters, "m" in without_minutes, "d" in letters
    if not (year or month or day):
        return NumberFormat("time")
    return NumberFormat("date", month=month or day or not year, day=day or not (year or month) or not year)
