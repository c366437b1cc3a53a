"""Reduce the forms of a word to one: numbers, genders and spellings that a term may have in running text.

`strict` joins forms of surely the same noun (number, case, regional spelling): it decides that a term occurs. `loose`
joins more (feminines, accents): it decides that a term is present after all, which avoids false alarms.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from builder.language import base_language

__all__ = ["loose", "strict"]

_MARKS = re.compile("[\u0300-\u036f]")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1+")

_FRENCH_SAME = frozenset({
    "cours", "fois", "mois", "vers", "plus", "fils", "bas", "sous", "sans", "dans", "pas", "tas", "dos", "bus", "puis",
    "lors", "hors", "corps", "temps",
})  # fmt: skip
"""French words in -s that look like the plural of another word, but are not (`cour`, `foi`, `ver`)."""
_FRENCH_NUMBER = (
    (re.compile(r"^(?:d|du|des)$"), "de"),
    (re.compile(r"^(?:l|la|les)$"), "le"),
    (re.compile(r"^yeux$"), "œil"),
    (re.compile(r"(?<=..)(?<!e)(?:aux|ails?|als?|aus?)$"), "al"),  # canal, canaux; travail, travaux; tuyau, tuyaux
    (re.compile(r"(?<=...)[sx]$"), ""),
)
_FRENCH_GENDER = (
    (re.compile(r"é$"), "e"),
    (re.compile(r"(?:trice|teuse|teur)$"), "teu"),
    (re.compile(r"(?:euse|eur|eux)$"), "eu"),
    (re.compile(r"(?<=...)ive$"), "if"),
    (re.compile(r"ière$"), "ier"),
    (re.compile(r"(?<=..)que$"), "c"),
    (re.compile(r"(?<=..)e$"), ""),
)
_ENGLISH_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "data": "datum", "feet": "foot",
    "criteria": "criterion", "phenomena": "phenomenon", "media": "medium", "indices": "index", "matrices": "matrix",
    "wives": "wife", "knives": "knife", "halves": "half", "shelves": "shelf", "analyses": "analysis", "news": "news",
    "crises": "crisis", "hypotheses": "hypothesis", "theses": "thesis", "curricula": "curriculum",
    "appendices": "appendix",
}  # fmt: skip
_ENGLISH_SPELLING = (  # what British, Canadian and American spellings share
    (re.compile(r"(?<=...)our(?=s?$|ed$|ing$|able|al|it)"), "or"),
    (re.compile(r"(?<=...)is(?=es?$|ed$|ing$|ers?$|ations?$)"), "iz"),
    (re.compile(r"ys(?=es?$|ed$|ing$|ers?$)"), "yz"),
    (re.compile(r"(?<=[ct])re(?=s?$)|(?<=ib)re(?=s?$)"), "er"),
    (re.compile(r"(?<=..[eiu]n)ce(?=s?$)"), "se"),
    (re.compile(r"(?<=.)ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=.gram)me(?=s?$)"), ""),
    (re.compile(r"(?:ae|oe)(?=.{3})"), "e"),
    (re.compile(r"ll(?=ed$|ing$|ers?$|ors?$)"), "l"),
)
_ENGLISH_NUMBER = (
    (re.compile(r"(?<=[b-df-hj-np-tv-z])ies$"), "y"),
    (re.compile(r"(?<=..[sxz])es?$|(?<=.[cs]h)es?$|(?<=[^aeiou]o)es$"), ""),  # class, classes; house, houses
    (re.compile(r"(?<=..)(?<![siu])s$"), ""),
)
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_GERMAN_ENDING = re.compile(r"(?<=.{4})(?:innen|nen|ern|em|en|er|es|in|e|n|s)$")
_ENDINGS = {
    "nl": re.compile(r"(?<=.{3})(?:en|es|s|e)$"),
    "it": re.compile(r"(?<=.{3})(?:hi|he|[aeiou])$"),
    "es": re.compile(r"(?<=.{3})(?:es|[ao]s|s|[aeo])$"),
    "pt": re.compile(r"(?<=.{3})(?:es|[ao]s|s|[aeo])$"),
}
_PORTUGUESE = ((re.compile(r"(?:ções|cões|ção)$"), "çã"), (re.compile(r"(?:ais|eis|óis)$"), "l"))


@lru_cache(maxsize=65536)
def strict(word: str, language: str) -> str:
    """Return the word in lower case without number and case, by the rules of its language."""
    base = base_language(language)
    word = _lower(word)
    if base == "fr":
        return word if word in _FRENCH_SAME else _once(word, _FRENCH_NUMBER)
    if base == "en":
        return _english(word)
    if base == "de":
        plain = _unaccented(word.replace("ß", "ss"))
        return _GERMAN_ENDING.sub("", _GERMAN_ENDING.sub("", plain))
    if base == "pt":
        word = _once(word, _PORTUGUESE)
    if base in _ENDINGS:
        return _vowels(_ENDINGS[base].sub("", _unaccented(word)), base)
    return word


@lru_cache(maxsize=65536)
def loose(word: str, language: str) -> str:
    """Return the word without number, gender, accents and doubled letters."""
    base = base_language(language)
    word = strict(word, language)
    if base == "fr":
        word = _once(word, _FRENCH_GENDER)
    return _DOUBLED.sub(r"\1", _unaccented(word))


def _english(word: str) -> str:
    word = _POSSESSIVE.sub("", word)
    if word in _ENGLISH_IRREGULAR:
        return _ENGLISH_IRREGULAR[word]
    for pattern, shared in _ENGLISH_SPELLING:
        word = pattern.sub(shared, word)
    return _once(word, _ENGLISH_NUMBER)


def _once(word: str, patterns: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """Return the word after the first pattern that matches."""
    for pattern, shared in patterns:
        if pattern.search(word):
            return pattern.sub(shared, word, count=1)
    return word


def _lower(word: str) -> str:
    """Return the word in lower case, composed, its first letter without accent: a capital may lack its accent
    (`Etat`).
    """
    word = normalize("NFC", word).lower()
    return _unaccented(word[:1]) + word[1:]


def _unaccented(word: str) -> str:
    return word if word.isascii() else normalize("NFC", _MARKS.sub("", normalize("NFD", word)))


def _vowels(word: str, base: str) -> str:
    """Normalise Dutch vowels: a long vowel is written once or twice (`taak`, `taken`), the consonant after a short one
    doubled.
    """
    return re.sub(r"([aeou])\1", r"\1", _DOUBLED.sub(r"\1", word)) if base == "nl" else word
