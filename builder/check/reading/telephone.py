"""Telephone numbers in prose, as French and English texts write them."""

from __future__ import annotations

import functools
import re

__all__ = ["TELEPHONE", "announced"]

_SPACES = "\\ \u00a0\u202f"
_THOUSANDS = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?![{_SPACES}.-]?\d)"

TELEPHONE = "|".join((
    # +33 1 23 45 67 89, +33 (0)1 23 45 67 89; not an increase by `+12 500`
    rf"\+(?!{_THOUSANDS})(?=(?:[{_SPACES}().-]{{0,2}}\d){{9,15}}(?!\d))\d[\d{_SPACES}().-]*\d",
    # 01 23 45 67 89, 0800 12 34 56, 0 800 123 456, (020) 7946 0018
    rf"\(?0\d{{0,4}}\)?(?:[{_SPACES}./-]\d{{2,4}}){{2,5}}(?!\d)",
    rf"\d{{1,4}}(?:[{_SPACES}.-]\d{{2}}){{4,}}(?!\d)",
    # 1 800 622-6232, (613) 555-0123, 819 555 0123
    rf"(?:1[{_SPACES}.-])?\(?\d{{3}}\)?[{_SPACES}.-]?\d{{3}}[{_SPACES}.-]\d{{4}}(?!\d)",
    # 1 800 O-Canada, 1-800-CALL-NOW
    rf"1[{_SPACES}-]8\d\d[{_SPACES}-]O[{_SPACES}-]Canada",
    r"1-8\d\d-[A-Z]+(?:-[A-Z]+)*",
))  # fmt: skip
"""Alternatives of a verbose pattern (re.VERBOSE) for numbers that are recognised by their form."""


@functools.cache
def announced() -> re.Pattern[str]:
    """Return the pattern of a number of three digits or more after the words that announce it: `composez le 112`,
    `call 36 39`.
    """
    return re.compile(_ANNOUNCED, re.IGNORECASE)


_ANNOUNCED = (
    r"\b(?:t[ée]l(?:\.|[ée]phone|efon|efono|efoon|éfono)?|phone|fax|télécopie(?:ur)?|ATS|TTY|poste|ext(?:\.|ension)?"
    r"|num[ée]ro (?:vert|gratuit)|dial(?:ling)?|call(?:ing)?|toll-free"
    r"|(?:composez|composer|appelez|appeler|joindre|joignables?|répond(?:re|ent)?)(?= (?:le|au)))"
    r"\s?:?(?:\s(?:au|at|le|the|on|number|numéro))?\s"
    rf"(?P<number>\+?(?:\(\d{{1,4}}\)|\d+)(?:[{_SPACES}.-]+(?:\(0\))?\d+)+|\d{{3,}})(?![\d%]|[.,]\d|\s?[%€$])"
)
