"""Counts in words and as ordinals, as Word numbers headings in English and French (ECMA-376 part 1, 17.18.59).

In other languages the words of Word are not known here: builds number such headings in digits.
"""

from __future__ import annotations

__all__ = ["WORD_FORMATS", "in_words"]

WORD_FORMATS = ("ordinal", "cardinalText", "ordinalText")
"""Formats whose text depends on the language."""
_MOST = 99

_ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_FRENCH = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_FRENCH_TENS = (
    "", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt",
)  # fmt: skip


def in_words(value: int, form: str, language: str) -> str | None:
    """Return a count in one of `WORD_FORMATS`; None in a language, or for a count, whose words are not known."""
    name = language.partition("-")[0].casefold()
    if not 1 <= value <= _MOST or name not in ("en", "fr"):
        return None
    if form == "ordinal":
        return _english_suffix(value) if name == "en" else f"{value}{'er' if value == 1 else 'e'}"
    cardinal = _english(value) if name == "en" else _french(value)
    if form == "cardinalText":
        return _capital(cardinal)
    return _capital(_english_ordinal(cardinal) if name == "en" else _french_ordinal(value, cardinal))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _english_suffix(value: int) -> str:
    teens = 10 <= value % 100 <= 20
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _english(value: int) -> str:
    if value < len(_ENGLISH):
        return _ENGLISH[value]
    tens, ones = divmod(value, 10)
    return _ENGLISH_TENS[tens] + (f"-{_ENGLISH[ones]}" if ones else "")


def _english_ordinal(cardinal: str) -> str:
    head, hyphen, last = cardinal.rpartition("-")
    if last in _ENGLISH_ORDINALS:
        last = _ENGLISH_ORDINALS[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return head + hyphen + last


def _french(value: int) -> str:
    if value < len(_FRENCH):
        return _FRENCH[value]
    tens = value // 10
    rest = value - 10 * tens + (10 if tens in (7, 9) else 0)
    if value == 80:
        return "quatre-vingts"
    if not rest:
        return _FRENCH_TENS[tens]
    joint = " et " if rest in (1, 11) and tens < 8 else "-"
    return _FRENCH_TENS[tens] + joint + _FRENCH[rest]


def _french_ordinal(value: int, cardinal: str) -> str:
    if value == 1:
        return "premier"
    stem = cardinal.removesuffix("s") if value == 80 else cardinal.removesuffix("e")
    if stem.endswith("cinq"):
        stem += "u"
    elif stem.endswith("neuf"):
        stem = f"{stem[:-1]}v"
    return f"{stem}ième"
