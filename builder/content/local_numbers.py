"""Numbers as spreadsheets and statistics offices write them: `50 745,5`, `1'234.50`, `−1,1 %`, `(12)`, `$1,234`.

A number has one decimal mark, a comma or a point. Its digits may be in groups of three, divided by spaces of any width,
apostrophes, underscores or the other mark. `1,234` alone is both 1.234 and 1234: `certain_mark` and the functions on
columns built on it decide by the other numbers, never by a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal

from builder.content.scalar_forms import MAX_DIGITS
from builder.late_patterns import compiled

__all__ = [
    "ANY_SIGNS",
    "MARKS",
    "NUMBER_STARTS",
    "certain_mark",
    "currencies_of",
    "file_marks",
    "has_mark",
    "is_bare_number",
    "read_number",
    "scaled",
    "signs_of",
    "suggested_format",
]

MARKS = ",."
SPACES = " \u00a0\u202f\u2009"
MINUS = "\u2212"

NUMBER_STARTS = frozenset(f"0123456789+-({MINUS}{MARKS}")
"""The characters that begin a number without a sign of a unit."""
_EXACT = Context(prec=200)
_GROUPS = f"{SPACES}'\u2019_"
_WHOLE = {
    ",": r"(-?)([0-9]{0,30}),([0-9]{1,9})\Z",
    ".": r"(-?)([0-9]{0,30})\.([0-9]{1,9})\Z",
}


def _body(mark: str, other: str) -> str:
    """Return the pattern of digits, in regular groups of one kind or in none, with or without decimals."""
    grouped = rf"[1-9][0-9]{{0,2}}(?P<group>[{_GROUPS}{other}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*"
    return rf"(?P<whole>{grouped}|[0-9]*)(?:\{mark}(?P<decimals>[0-9]+))?\Z"


_BODY = {",": _body(",", "."), ".": _body(".", ",")}
_NOT_DIGITS = "[^0-9]"

_CURRENCY_SIGNS = {
    "$": "USD CAD AUD NZD HKD SGD MXN ARS CLP COP TWD BBD BSD BZD FJD GYD JMD LRD NAD SRD TTD XCD",
    "€": "EUR",
    "£": "GBP EGP GIP FKP SHP LBP SYP",
    "¥": "JPY CNY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₴": "UAH",
    "₫": "VND",
    "₱": "PHP",
    "₦": "NGN",
    "฿": "THB",
    "R$": "BRL",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "lei": "RON",
    "kr": "SEK NOK DKK ISK",
    "kr.": "DKK",
    "Fr.": "CHF",
    "fr.": "CHF",
    "SFr.": "CHF",
    "FCFA": "XOF XAF",
    "F CFA": "XOF XAF",
    "F\u00a0CFA": "XOF XAF",
    "CFA": "XOF XAF",
}


ANY_SIGNS = tuple(sorted(("%", *_CURRENCY_SIGNS), key=len, reverse=True))
"""Signs of percentages and currencies, the longest first."""


def signs_of(currency: str | None, percent: bool) -> tuple[str, ...]:
    """Return the signs that a number of a format may carry before or after its digits, the longest first."""
    signs = ["%"] if percent else []
    if currency:
        signs += [currency, *(sign for sign, codes in _CURRENCY_SIGNS.items() if currency in codes.split())]
        if "$" in signs:
            country = currency[:2]
            signs += [f"{country}$", f"${country}", f"$ {country}", f"$\u00a0{country}"]
    return tuple(sorted(signs, key=len, reverse=True))


def currencies_of(sign: str) -> tuple[str, ...]:
    """Return the codes of the currencies that a sign may mean, () if it is none."""
    return tuple(_CURRENCY_SIGNS.get(sign, "").split())


def suggested_format(texts: Iterable[str]) -> str:
    """Return the format to suggest for numbers that carry a sign: `format: {percent: true}`; "" for none."""
    for text in texts:
        if "%" in text:
            return "`format: {percent: true}`"
        sign = next((sign for sign in ANY_SIGNS if sign in text), None)
        if sign is not None and any(char.isdigit() for char in text):
            return f"`format: {{currency: {_CURRENCY_SIGNS[sign].split()[0]}}}`"
    return ""


def has_mark(text: str) -> bool:
    """Return True if a text holds a comma or a point."""
    return "," in text or "." in text


def is_bare_number(text: str) -> bool:
    """Return True if a text is a number of either decimal mark, without a sign of a unit or a space.

    Digits after a zero (`007`) are a code.
    """
    first = text[:1]
    if first not in NUMBER_STARTS or " " in text:
        return False
    digits = text.lstrip("-+") if first in "+-" else text
    if digits[:1] == "0" and digits[1:2].isdigit():
        return False
    return read_number(text, ".") is not None or read_number(text, ",") is not None


def read_number(text: str, mark: str, signs: tuple[str, ...] = ()) -> Decimal | None:
    """Return the number of a text without spaces around it, or None. `mark` is its decimal mark."""
    if text.isdecimal() and text.isascii() and len(text) <= MAX_DIGITS:
        return Decimal(text)
    if match := compiled(_WHOLE[mark]).match(text):
        return Decimal(f"{match[1]}{match[2] or 0}.{match[3]}")
    return _read_dressed(text, mark, signs)


def _read_dressed(text: str, mark: str, signs: tuple[str, ...]) -> Decimal | None:
    """Return the number of a text with groups, brackets, or signs of a unit."""
    negative = text[:1] == "(" and text[-1:] == ")"
    signed = negative
    if negative:
        text = text[1:-1].strip(SPACES)
    for _ in "ab":  # the sign comes before or after that of the unit: -$12, $-12
        if text[:1] in ("-", MINUS, "+") and not signed:
            negative, signed = text[0] != "+", True
            text = text[1:].lstrip(SPACES)
        text, signs = _without_unit(text, signs)
    match = compiled(_BODY[mark]).match(text)
    if match is None or not (match["whole"] or match["decimals"]):
        return None
    digits = compiled(_NOT_DIGITS).sub("", match["whole"]) or "0"
    decimals = match["decimals"] or ""
    if len(digits) + len(decimals) > MAX_DIGITS:
        return None
    return Decimal(f"{'-' if negative else ''}{digits}{'.' if decimals else ''}{decimals}")


def _without_unit(text: str, signs: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the text without a sign of its unit, and the signs that may still follow: a number has one."""
    for sign in signs:
        if text.startswith(sign):
            return text[len(sign) :].lstrip(SPACES), ()
        if text.endswith(sign):
            return text[: -len(sign)].rstrip(SPACES), ()
    return text, signs


def certain_mark(text: str, signs: tuple[str, ...] = ()) -> str | None:
    """Return the decimal mark that a text proves, "" if it is no number or proves none; None for one of two readings.

    >>> certain_mark("1,5"), certain_mark("1,234.5"), certain_mark("12"), certain_mark("1,234")
    (',', '.', '', None)
    """
    if not has_mark(text):
        return ""
    readings = {mark: number for mark in MARKS if (number := read_number(text, mark, signs)) is not None}
    if len(readings) == 1:
        return next(iter(readings))
    return None if len(set(readings.values())) > 1 else ""


def file_marks(columns: Iterable[list[str]]) -> frozenset[str]:
    """Return the decimal marks that the columns of numbers of a file prove."""
    marks: set[str] = set()
    for texts in columns:
        proved = {certain_mark(text, ("%",)) for text in texts if has_mark(text)} - {"", None}
        if len(proved) == 1 and all(
            not text or any(read_number(text, mark, ("%",)) is not None for mark in MARKS) for text in texts
        ):
            marks.update(mark for mark in proved if mark)
    return frozenset(marks)


def scaled(number: Decimal, factor: Decimal) -> Decimal:
    """Return a number multiplied exactly, with no more decimals than it had.

    >>> scaled(Decimal("12.50"), Decimal(1000)), scaled(Decimal("0.125"), Decimal(100))
    (Decimal('12500'), Decimal('12.5'))
    """
    _, digits, exponent = factor.normalize(_EXACT).as_tuple()
    if digits == (1,) and isinstance(exponent, int):
        product = number.scaleb(exponent, _EXACT)
    else:
        product = _EXACT.multiply(number, factor).normalize(_EXACT)
    return product if int(product.as_tuple().exponent) <= 0 else product.quantize(Decimal(1), context=_EXACT)
