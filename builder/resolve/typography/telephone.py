"""Telephone numbers: their groups stay on one line.

Only spaces change, into no-break spaces. Hyphens stay as they are: U+2011 has no glyph in many fonts. What may be an
amount, a date, a year, an ISBN or the number of a company is no telephone number; in doubt the text is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.late_patterns import compiled
from builder.resolve.typography.passage import DIGIT, TypographyEdit
from builder.resolve.typography.rules import NARROW, NBSP, TypographyRule

__all__ = ["bind_telephone_numbers"]

_DIGITS = frozenset("0123456789")
_SPACE = f"[ {NBSP}{NARROW}]"
_JOINT = f"[ {NBSP}{NARROW}-]"
_BEFORE = f"(?<![\\w+,.:/{DIGIT}-])(?<!\\d{_SPACE})"
_AFTER = f"(?![\\w%‰€$£°{DIGIT}])(?![-–.,:/]\\d)(?!{_SPACE}[\\d%‰€$£°{DIGIT}])"
_INTERNATIONAL = (
    f"(?:\\+|00{_SPACE}?)[1-9]\\d{{0,2}}(?:{_SPACE}?\\(0\\){_SPACE}?\\d{{1,4}}|{_JOINT}?\\(\\d{{1,4}}\\))?"
    f"(?:[ {NBSP}{NARROW}.-]\\d{{1,8}})+"
)
"""`+33 1 23 45 67 89`, `+44 (0)20 7946 0958`, `+1 (613) 555-0123` (ITU-T E.123)."""
_NATIONAL = f"(?:\\(0[1-9]\\d{{0,3}}\\)|0[1-9]\\d{{0,3}})(?:{_SPACE}\\d{{2,8}})+"
"""`01 23 45 67 89`, `022 123 45 67`, `020 7946 0958`: the trunk prefix 0 begins no amount."""
_NORTH_AMERICAN = f"(?:1{_JOINT})?(?:\\([2-9]\\d\\d\\){_SPACE}?|[2-9]\\d\\d{_JOINT})[2-9]\\d\\d{_JOINT}\\d{{4}}"
"""`613 555-0123`, `(613) 555-0123`, `1 800 555-0199` (North American Numbering Plan)."""
_FORMS = f"(?P<international>{_INTERNATIONAL})|(?P<national>{_NATIONAL})|(?P<american>{_NORTH_AMERICAN})"
_NUMBER = f"{_BEFORE}(?:{_FORMS}){_AFTER}"
_LENGTHS = {"international": range(8, 16), "national": range(9, 12), "american": range(10, 12)}
"""Digits of a whole number: E.164 allows 15 at most."""
_TRIPLETS_INTERNATIONAL = 11
"""Least digits of an international number in groups of three, as in Spain: with fewer it may be an amount."""


def bind_telephone_numbers() -> TypographyRule:
    """Bind the groups of a telephone number: `+33~1~23~45~67~89`, `(613)~555-0123`.

    The rule comes after that for groups of digits, which takes `613 555` for one.
    """
    grouped = f"[\\d)][ {NARROW}]\\(?\\d"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(_NUMBER).finditer(text):
            if _is_telephone_number(match[0], match.lastgroup or ""):
                for position in range(*match.span()):
                    if text[position] in (" ", NARROW):
                        yield TypographyEdit(position, position + 1, NBSP)

    return TypographyRule("telephone-numbers", _DIGITS, find, grouped)


def _is_telephone_number(number: str, form: str) -> bool:
    groups = compiled(r"\d+").findall(number)
    digits = sum(map(len, groups))
    if digits not in _LENGTHS[form]:
        return False
    if all(len(group) == 3 for group in groups[1:]) and "(" not in number:
        return form == "international" and digits >= _TRIPLETS_INTERNATIONAL
    # Three, three and four digits between spaces may be an amount and a year.
    year = form == "american" and "-" not in number and "(" not in number and groups[-1][:2] in ("19", "20")
    return not year
