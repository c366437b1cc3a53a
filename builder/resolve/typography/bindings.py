"""The rules that keep two things on one line: a figure and its unit, a word and its number, a title and a name.

They only turn a typed space into one that does not break; whole phrases are never bound, so that cells and titles wrap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.late_patterns import compiled
from builder.resolve.typography.passage import DIGIT, OPAQUE, TypographyEdit
from builder.resolve.typography.rules import FIGURE, NBSP, TypographyRule

__all__ = [
    "bind_abbreviations",
    "bind_after_figure",
    "bind_courtesy",
    "bind_currency_before",
    "bind_dated_days",
    "bind_hours",
    "bind_nouns",
    "bind_ordinals",
    "bind_reigns",
    "bind_words",
]

_DIGITS = frozenset(f"0123456789{DIGIT}")
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_FRENCH_ADVERBS = frozenset({
    "dans", "sans", "sous", "vers", "hors", "alors", "après", "depuis", "toujours", "jamais", "mais", "puis", "plus",
    "moins", "ainsi", "très", "chez", "ceux", "celles", "dès", "lors", "nous", "vous", "elles", "leurs", "tous", "deux",
    "plusieurs", "certains", "certaines", "dont", "aux", "ces", "ses", "des", "les",
})  # fmt: skip
"""French words in -s or -x that are no plural nouns: a number before them does not count them."""
_NOT_NAMES = {
    "fr": frozenset({
        "Les", "Des", "Aux", "Dans", "Pour", "Par", "Sur", "Une", "Ces", "Ses", "Mes", "Nos", "Vos", "Sous", "Avec",
        "Sans", "Vers", "Entre", "Chez", "Mais", "Donc", "Car", "Que", "Qui", "Est", "Cet", "Cette",
    }),
    "en": frozenset({
        "The", "And", "For", "But", "From", "With", "Into", "Over", "Under", "This", "That", "These", "Those", "Its",
        "Our", "Your", "His", "Her", "Their", "When", "While", "Because", "Then", "Was", "Are", "Not",
    }),
}  # fmt: skip
"""Capitalised words at the head of a sentence that no Roman numeral names."""
_GAPS = frozenset((" ", NBSP, "\u202f"))
_INITIAL_ENDS = frozenset(".-")
_BEFORE_WORD = "([«“\"'’*_"
_AS_SPACES = str.maketrans(_BEFORE_WORD, " " * len(_BEFORE_WORD))
_SCALES = frozenset({"k", "M", "Md", "G"})  # bound only before the code of a currency: `le 5 M` says nothing


def bind_after_figure(
    followers: frozenset[str], codes: frozenset[str], months: frozenset[str] = frozenset()
) -> TypographyRule:
    """Bind a typed space between a figure and its unit, scale or currency code: `10~km`, `5~EUR`.

    Also between a scale and a code (`100~M~CHF`), and between a day, `1er` included, and its month.
    """
    pattern = f' (?:(?<={FIGURE} )|(?<=1er )|(?<=[MGkd] ))([^\\s,;:!?()«»“”"…*_]+)'
    scale = f"{FIGURE}[ {NBSP}](?:Md|[MGk])\\Z"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            space = match.start()
            word = match[1] if match[1] in followers or match[1] in months else match[1].rstrip(".")
            before = text[space - 1]
            if before == "r":
                bound = word in months
            elif before in "MGkd":
                bound = word in codes and compiled(scale).search(text[max(0, space - 5) : space]) is not None
            elif word in _SCALES:
                bound = (
                    text[match.end() : match.end() + 1] in (" ", NBSP)
                    and text[match.end() + 1 : match.end() + 4] in codes
                )
            else:
                bound = word in followers or word in codes or word in months
            if bound:
                yield TypographyEdit(space, space + 1, NBSP)

    return TypographyRule("bind-after-figure", _DIGITS, find, pattern)


def bind_words(before_number: frozenset[str], before_name: frozenset[str]) -> TypographyRule:
    """Bind a typed space between a word and its number, or a title and its name: `n°~5`, `M.~Dupont`.

    Initials are bound to the name only if they cannot end a sentence: two of them, or one that begins the text.
    """
    pattern = f" (?=({FIGURE}|{OPAQUE}|[IVX]+\\b)|[A-ZÀ-ÖØ-ÞŒ])"
    initials = r"(?:[A-ZÀ-ÖØ-Þ]\.-?){2,}\Z"
    single_initial = r"[A-ZÀ-ÖØ-Þ]\.\Z"
    longest = max(map(len, before_number | before_name)) + 3

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            space = match.start()
            word = _word_before(text, space, longest)
            if match[1] is not None:
                bound = word in before_number and (match[1] != "I" or not word[-1].isalpha())  # `page I read`
            else:
                bound = word[-1:] in _INITIAL_ENDS and bool(
                    compiled(initials).match(word) or (compiled(single_initial).match(word) and len(word) == space)
                )
            if bound or (text[space + 1] not in _DIGITS and word in before_name):
                yield TypographyEdit(space, space + 1, NBSP)

    return TypographyRule("bind-words", frozenset(" "), find, pattern)


def bind_nouns(nouns: frozenset[str], measures: frozenset[str], language: str) -> TypographyRule:
    """Bind a noun to the number, capital letter or Roman numeral that names it: `série~A`, `caserne~3`, `phase~II`.

    A number that counts or measures what follows is left: `sur une ligne 5 km`, `le groupe 3 élèves`. In English, `I`
    is a pronoun unless the clause ends after it: `the phase I began`, but `phase~I.`
    """
    name = (
        f" (?:(?P<number>(?:\\d[\\d.,/–-]*(?:bis|ter|[a-zA-Z])?|{DIGIT}))|(?P<letter>[A-Z](?:-?\\d+)?|[IVXLC]+))"
        f"(?<![.,/–-])(?![\\w’'°%‰€$£{OPAQUE}{DIGIT}-])(?!\\.\\w)(?![ {NBSP}\u202f]?[%‰€$£°])"
    )
    no_pronoun = (
        r"[.,;:!?)\]»”…–—]|\s*$|\s(?:(?:and|or|to)\s[IVX]+|errors?|trials?|stud(?:y|ies)|diabetes|sites?|devices?)\b"
    )
    counted = r"[ \u00a0\u202f]([^\W\d_]{4,}[sx])\b" if language == "fr" else None
    following = f'[ {NBSP}\u202f]([^\\s,;:!?()«»“”"…*_]+)'
    longest = max(map(len, nouns), default=0) + 3

    def is_quantity(text: str, number: str, end: int) -> bool:
        """Return True if the number, which ends before a space, counts or measures what follows."""
        after = compiled(following).match(text, end)
        if after is not None and (text[end] != " " or after[1] in measures or after[1].rstrip(".") in measures):
            return True
        plural = compiled(counted).match(text, end) if counted and number != "1" else None
        return plural is not None and plural[1] not in _FRENCH_ADVERBS

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(name).finditer(text):
            if _word_before(text, match.start(), longest) not in nouns:
                continue
            end = match.end()
            if match["number"]:
                if text[end + 1 : end + 4].isdecimal():
                    continue
                if text[end : end + 1] in _GAPS and is_quantity(text, match["number"], end):
                    continue
            elif match["letter"] == "I" and language == "en" and not compiled(no_pronoun).match(text, end):
                continue
            yield TypographyEdit(match.start(), match.start() + 1, NBSP)

    return TypographyRule("nouns", _CAPITALS | _DIGITS, find, name)


def bind_reigns(language: str) -> TypographyRule:
    """Bind a name to its Roman numeral: `Louis~XIV`, `François~Ier`, `Élisabeth~II`."""
    numeral = r" (?=(?:(?:[IVX]{2,}|[VX])(?![\w’'-]|\.\w)|I(?:er|re)\b)|I(?=[,;:!?)»”.]|$))"
    name = r"[A-ZÀ-ÖØ-Þ][^\W\d_]{2,}(?:[-’][^\W\d_]+)*\Z"
    determiners = _NOT_NAMES.get(language, _NOT_NAMES["en"])

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(numeral).finditer(text):
            word = _word_before(text, match.start(), 30)
            if compiled(name).match(word) and word not in determiners:
                yield TypographyEdit(*match.span(), NBSP)

    return TypographyRule("reigns", frozenset("IVX"), find, numeral)


def bind_courtesy(titles: tuple[str, ...], articles: tuple[str, ...]) -> TypographyRule:
    """Bind a title to the office after it: `M.~le~préfet`, `Mme~la~ministre`, `M.~l’ambassadeur`."""
    pattern = f"\\b(?:{'|'.join(map(re.escape, titles))})([ {NBSP}])(?:{'|'.join(articles)})(?:( )(?=\\w)|(?<=’))"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            for group in (1, 2):
                if match[group] == " ":
                    yield TypographyEdit(*match.span(group), NBSP)

    return TypographyRule("courtesy", frozenset("M"), find)


def bind_ordinals(nouns: tuple[str, ...]) -> TypographyRule:
    """Bind an ordinal to the noun that it numbers: `XXIe~siècle`, `IIIe~République`, `5e~circonscription`."""
    pattern = rf" (?=(?:{'|'.join(nouns)})\b)"
    ordinal = r"(?:[IVX]+|\d{1,2})(?:er|re|e)\Z"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            if compiled(ordinal).match(_word_before(text, match.start(), 9)):
                yield TypographyEdit(*match.span(), NBSP)

    return TypographyRule("ordinals", frozenset("e"), find, r"[IVX\d](?:er|re|e) ")


def bind_currency_before(signs: str) -> TypographyRule:
    """Bind a currency sign to the figure after it, unless a figure stands before the sign: Dutch `€~5`."""
    pattern = f"(?<![\\w{DIGIT}{OPAQUE}])[{signs}]( )(?<!{FIGURE}[ {NBSP}\u202f][{signs}] )(?=-?{FIGURE})"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            yield TypographyEdit(*match.span(1), NBSP)

    return TypographyRule("currency-before", frozenset(signs), find)


def bind_dated_days(months: tuple[str, ...], between: str = "") -> TypographyRule:
    """Bind a day to its month, over the word `between` them: German `1.~März`, Spanish `1~de~marzo`."""
    names = "|".join(map(re.escape, months))
    joint = f"({re.escape(between)})([ {NBSP}])" if between else "()()"
    pattern = f"(?<![\\w.,])\\d\\d?[.º]?([ {NBSP}]){joint}(?=(?:{names})(?!\\w))"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            for group in (1, 3):
                if match[group] == " ":
                    yield TypographyEdit(*match.span(group), NBSP)

    return TypographyRule("dated-days", _DIGITS, find)


def bind_hours() -> TypographyRule:
    """Bind hours: `14~h~30`."""
    pattern = r" (?<=\d )h(?:( )(?=\d\d\b)|\b)"

    def find(text: str) -> Iterator[TypographyEdit]:
        for match in compiled(pattern).finditer(text):
            yield TypographyEdit(match.start(), match.start() + 1, NBSP)
            if match[1]:
                yield TypographyEdit(*match.span(1), NBSP)

    return TypographyRule("hours", frozenset("h"), find, pattern)


def bind_abbreviations(abbreviations: tuple[str, ...]) -> TypographyRule:
    """Bind the space inside an abbreviation of several words: German `z.~B.`."""
    pattern = "|".join(rf"\b{re.escape(abbreviation)}" for abbreviation in abbreviations)

    def find(text: str) -> Iterator[TypographyEdit]:
        if not any(abbreviation in text for abbreviation in abbreviations):
            return
        for match in compiled(pattern).finditer(text):
            for position in range(match.start(), match.end()):
                if text[position] == " ":
                    yield TypographyEdit(position, position + 1, NBSP)

    return TypographyRule("abbreviations", frozenset("."), find)


def _word_before(text: str, end: int, longest: int) -> str:
    """Return the word that ends at a position, without an elided article or opening signs: `article` of `l’article`."""
    before = text[end - 1 : end]
    if not before or before.isspace() or before in _BEFORE_WORD:
        return ""
    word = text[max(0, end - longest) : end].rsplit(None, 1)[-1]
    return word if word.isalpha() else word.translate(_AS_SPACES).rsplit(None, 1)[-1]
