"""Scalars that are more than text: numbers, dates, choices, codes. Each function reads one, or raises FormError with
the expected form.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from decimal import Decimal

from builder.content.addresses import web_fix
from builder.content.model.data import MAX_LIMIT, MAX_TIMEOUT
from builder.content.model.values import PartialDate
from builder.content.suggestions import did_you_mean, one_of
from builder.content.syntax import FIGURE, is_id
from builder.language import is_language_tag, normalise_tag

__all__ = [
    "DATE_TOKEN",
    "FIELD_FORMS",
    "MAX_DIGITS",
    "Form",
    "FormError",
    "boolean",
    "date",
    "decimal",
    "integer",
    "is_date",
    "is_in_notation",
    "is_number",
    "reference",
]

MAX_DIGITS = 40
MAX_SCALE = 10**15
MAX_HEADER_ROW = 1_000
MAX_LEVELS = 5
"""Levels of sections."""

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}\Z")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?\Z")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_DATE_STYLES = ("long", "medium", "short", "year", "month-year")
"""What authors write after `date:` in a format, which is true or false."""
DATE_TOKEN = re.compile("(D{1,2}|M{1,2}|YYYY|YY)")
"""The parts of a date format, in capitals."""
_WORD = re.compile(r"\w")


class FormError(Exception):
    """A scalar without the required form; `args` are the message and the fix."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


Form = Callable[[str], object]


def is_number(text: str) -> bool:
    """Return True if the text is a number in the format's notation, except zeros in front (a code, not a number)."""
    return _NUMBER.match(text) is not None and (len(text) < 2 or text[0] != "0" or text[1] == ".")


def is_in_notation(text: str) -> bool:
    """Return True if the text is a number in the format's notation."""
    return _NUMBER.match(text) is not None


def is_date(text: str) -> bool:
    """Return True if the text has the form of a year, a month or a day."""
    return _DATE.match(text) is not None


def decimal(text: str) -> Decimal:
    """Return exactly the digits written. Raises FormError."""
    if not is_in_notation(text):
        from builder.content.typed_numbers import typed_number

        number = typed_number(text)
        raise FormError(number.message, number.hint) if number else FormError(*_not_a_number(text))
    digits = text.replace("_", "")
    if len(digits) > MAX_DIGITS:
        raise FormError(f"the number has {len(digits)} digits; the limit is {MAX_DIGITS}")
    return Decimal(digits)


def _not_a_number(text: str) -> tuple[str, str]:
    """Return the message and the fix for a text that is not a number in any notation."""
    hint = "write digits, as in 12.5 or 100_000_000"
    if re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", text):
        hint = "write all its digits, as in 100_000_000"
    elif re.search(r"[0-9]\s*[%€$£]|[€$£]\s*[0-9]", text):
        hint = "write the digits only; the format adds the sign"
    return f"`{text[:60]}` is not a number", hint


def integer(text: str) -> int:
    """Return a whole number. Raises FormError."""
    value = decimal(text)
    if value != value.to_integral_value():
        raise FormError(f"`{text}` is not a whole number")
    return int(value)


def boolean(text: str) -> bool:
    """Return `true` or `false` (YAML 1.2). Raises FormError."""
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    hint = {"yes": "write true", "on": "write true", "no": "write false", "off": "write false"}.get(text.lower(), "")
    if text in _DATE_STYLES:
        hint = f"write true, and beside it `style: {text}`"
    raise FormError(f"expected true or false, found `{text[:60]}`", hint)


def date(text: str) -> PartialDate:
    """Return a year, a month or a day. Raises FormError."""
    match = _DATE.match(text)
    if match is None:
        raise FormError(f"`{text[:60]}` is not a date", "write 2023, 2023-04 or 2023-04-01")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not year:
        raise FormError("there is no year 0000")
    if match[2] and not 1 <= month <= 12:
        raise FormError(f"`{text}`: there is no month {match[2]}", "months are 01 to 12")
    if match[3]:
        last = monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise FormError(f"`{text}`: {match[1]}-{match[2]} has no day {match[3]}", f"it has {last} days")
    return PartialDate(year, month or None, day or None)


def reference(text: str) -> str:
    """Return the id of a figure or a source. Raises FormError."""
    braces = FIGURE.fullmatch(text)
    if braces:
        raise FormError(f"expected an id without braces, found `{text}`", f"write {braces[1]}")
    return identifier(text)


def identifier(text: str) -> str:
    """Return an id. Raises FormError."""
    if not is_id(text):
        raise FormError(f"`{text[:60]}` is not an id", f"use lower-case words joined by hyphens{_slug_hint(text)}")
    return text


def _slug_hint(text: str) -> str:
    import unicodedata

    letters = unicodedata.normalize("NFKD", text[:60]).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return f", as in {slug}" if is_id(slug) else ""


def language(text: str) -> str:
    """Return a language tag. Raises FormError."""
    tag = normalise_tag(text)
    if not is_language_tag(tag):
        raise FormError(f"`{text[:60]}` is not a language tag", "write a tag such as fr or fr-CA")
    return tag


def url(text: str) -> str:
    """Return a web address. Raises FormError."""
    fix = web_fix(text)
    if fix:
        raise FormError(f"`{text[:80]}` is not a web address", fix)
    return text


def currency(text: str) -> str:
    """Return an ISO 4217 code. Raises FormError."""
    from builder.content.codes import currencies

    known = currencies()
    if text not in known:
        from builder.content.common_names import currency_codes

        near = one_of(currency_codes(text, known)) or did_you_mean(text, sorted(known))
        raise FormError(
            f"`{text[:60]}` is not an ISO 4217 currency code{near}", "" if near else "write a code such as EUR"
        )
    return text


def territory(text: str) -> str:
    """Return an ISO 3166 code of two letters. Raises FormError."""
    from builder.content.codes import territories

    known = territories()
    if text not in known:
        from builder.content.common_names import territory_codes

        near = one_of(territory_codes(text, known))
        raise FormError(
            f"`{text[:60]}` is not an ISO 3166 country code{near}", "" if near else "write a code such as FR"
        )
    return text


def unit(text: str) -> str:
    """Return a CLDR unit, without its category. Raises FormError."""
    from builder.content.codes import units

    known = units()
    if text not in known:
        from builder.content.common_names import is_percent_sign, unit_names

        if is_percent_sign(text) and text not in known:
            raise FormError(f"`{text}` is not a unit", "use `percent` in place of `unit`")
        near = one_of(unit_names(text, known)) or did_you_mean(text, sorted(known))
        hint = "" if near else "write a unit such as gigabyte or square-kilometer"
        raise FormError(f"`{text[:60]}` is not a CLDR unit{near}", hint)
    return text


def toc_depth(value: int) -> int:
    """Return the levels of the table of contents. Raises FormError."""
    if not 1 <= value <= MAX_LEVELS:
        raise FormError(f"`toc_depth`: expected a number from 1 to {MAX_LEVELS}, found {value}")
    return value


def decimals(value: int) -> int:
    """Return the number of digits after the decimal mark. Raises FormError."""
    if not 0 <= value <= 12:
        raise FormError(f"`decimals`: expected a number from 0 to 12, found {value}")
    return value


def width(value: Decimal) -> Decimal:
    """Return a share of a table's width. Raises FormError."""
    if not 0 < value <= 10_000:
        raise FormError(
            f"`width`: expected a number above 0, at most 10000, found {value}",
            "write shares: [1, 2] makes the second column twice as wide",
        )
    return value


def scale(value: Decimal) -> Decimal:
    """Return the factor of the numbers of a column. Raises FormError."""
    if not 0 < value <= MAX_SCALE:
        raise FormError(f"`scale` is {value}", "it is more than 0, as in 1_000 or 1_000_000")
    return value


def header_row(value: int) -> int:
    """Return the number of a data file's header row. Raises FormError."""
    if not 1 <= value <= MAX_HEADER_ROW:
        raise FormError(f"`header_row` is {value}", "count the rows from 1, as a spreadsheet does")
    return value


def date_format(text: str) -> str:
    """Return a date format with a year, at most one month and one day. Raises FormError."""
    tokens = DATE_TOKEN.split(text.upper())
    letters = [token[0] for token in tokens[1::2]]
    hint = "write it with YYYY, MM and DD, as in DD/MM/YYYY"
    if "Y" not in letters or len(set(letters)) < len(letters) or any(map(_WORD.search, tokens[0::2])):
        raise FormError(f"`{text[:60]}` is not a date format", hint)
    if "D" in letters and "M" not in letters:
        raise FormError(f"`{text[:60]}` has a day and no month", hint)
    between = ["-", *tokens[2:-1:2], "-"]
    if any(len(token) == 1 and not all(between[number : number + 2]) for number, token in enumerate(tokens[1::2])):
        raise FormError(f"`{text[:60]}` can be read in two ways", "separate its parts, as in D/M/YYYY")
    return text


def timeout(value: int) -> int:
    """Return the longest time of a query in seconds. Raises FormError."""
    return _within("timeout", value, MAX_TIMEOUT)


def limit(value: int) -> int:
    """Return the most rows of a query. Raises FormError."""
    return _within("limit", value, MAX_LIMIT)


def _within(name: str, value: int, most: int) -> int:
    if not 1 <= value <= most:
        raise FormError(f"`{name}`: expected a number from 1 to {most:,}, found {value}")
    return value


def connection(text: str) -> str:
    """Return the name of an environment variable. Raises FormError, which never repeats the text: it may hold a
    password.
    """
    if not _VARIABLE.match(text):
        hint = "write the name of a variable, such as BUDGET_DB; put the address into it, outside the publication"
        raise FormError("`connection`: expected the name of an environment variable, found something else", hint)
    return text


def query(text: str) -> str:
    """Return the name of a query's file. Raises FormError."""
    if not text.lower().endswith(".sql"):
        raise FormError(
            f"`query`: expected the name of a file, found `{text[:60]}`", "put the SELECT into a file `….sql`"
        )
    return text


def snapshot(text: str) -> str:
    """Return the name of a snapshot's file. Raises FormError."""
    if not text.lower().endswith(".csv"):
        raise FormError(f"`snapshot`: expected the name of a CSV file, found `{text[:60]}`", "let it end in .csv")
    return text


FIELD_FORMS: dict[str, Callable[..., object]] = {
    "language": language,
    "currency": currency,
    "territory": territory,
    "unit": unit,
    "toc_depth": toc_depth,
    "decimals": decimals,
    "width": width,
    "scale": scale,
    "header_row": header_row,
    "date_format": date_format,
    "timeout": timeout,
    "limit": limit,
    "connection": connection,
    "query": query,
    "snapshot": snapshot,
}
"""Constraints of a field's value beyond its type, by the field's name, which means the same everywhere."""
