"""French elision: `d’euros` but `de dollars`, `d’heures` but `de haies`.

An h is mute unless its word is listed as aspirated, except in `ha` and `ho`, where most words are aspirated and the
mute ones are listed. Sources: Dictionnaire de l'Académie française, 9th edition, and Trésor de la langue française
informatisé ("h aspiré"); for proper names and recent loans, usage.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

__all__ = ["elides", "french_of"]

_VOWELS: Final = frozenset("aeiou")
_OPENING_MARKS: Final = "«“„‹‘\"'([*_ \u00a0\u202f"

# Beginnings of words without diacritics, in lower case; `$` ends a whole word. The longest one that fits decides.
_ASPIRATED_H: Final = """
    ha habl habs halo$ halos$ haloir happ
    he$ hea heidu heimatlos hein heler hello heml henn henry$ henrys$ hep$ heraut herch herd- here$ heres$ heriss herni
    heron heros$ hers hertz hesb hess hetm hetr heul heurt
    hi$ hi-fi hi-han hibou hic hide hidj hie$ hierarchi hifi high hija hile$ hiles$ hinterland hip$ hip-hop hippie hippy
    hipster hiss hit$ hits$ hit-parade hitt
    ho homa home$ homes$ home- honni hub huch hue hugu huis$ huit hulo hulu humage humer$ hun$ hune huni hunn huns$
    hupp hure hurl huro hurr huss hutt hutu huard huart
"""
_MUTE_H: Final = """
    hab hacienda hadrie hagio haiti haleine hali hallali hallow hallu halog haloph haltere halteroph hamadr hamam
    hamec hannib hapax haplo hapt harm harpag haruspice hast$ henneb heroi
    hoir holi holo homeo homel homer homic homil homin homm homo homun honn honor hopit hopl horac hordei horai horiz
    horlo hormo horo horr hort horus hosa hosp hosseg hoste hosti hosto hote hubr huil huis huitr hurlu
"""
# Other words before which a vowel is kept: `le oui`, `le onze`, `de yaourts`, `le uhlan`.
_KEPT_VOWEL: Final = "iourte onz ouais ouananiche ouaouaron oui$ ouis$ ouistiti uhlan ulul"
# Words in y and a vowel that elide all the same: `d’yeux`, `l’Yonne`, `l’île d’Yeu`.
_ELIDED_Y: Final = "yeble yerres yeu$ yeuse yeux$ yonne"
_ROMAN_NUMERALS: Final = frozenset(
    numeral + ending
    for numeral in ("I", "II", "III", "IV", "IX")
    for ending in ("", "e", "es", "er", "ers", "re", "res")
)

_DECISIONS: Final[dict[str, bool]] = {
    **dict.fromkeys(_ASPIRATED_H.split(), False),
    **dict.fromkeys(_MUTE_H.split(), True),
    **dict.fromkeys(_KEPT_VOWEL.split(), False),
    **dict.fromkeys(_ELIDED_Y.split(), True),
}
_LEAST_WORD_IN_CAPITALS: Final = 5  # `HOMMES` is a word, `HCR` and `HLM` are acronyms


@lru_cache(maxsize=1024)
def elides(words: str) -> bool:
    """Return True if `de` and `que` are elided before the words: `d’euros`, `d’« usagers »`; `de onze`, `de 8`."""
    word = _first_word(words)
    letters = _folded(word)
    if not letters or word in _ROMAN_NUMERALS or (len(word) == 1 and word.isupper()):
        return False
    decision = _listed(letters)
    first, second = letters[0], letters[1:2]
    if first == "h":
        if word.isupper() and (second not in _VOWELS | {"y"} or len(word) < _LEAST_WORD_IN_CAPITALS):
            return False  # an acronym said by its letters: `le HCR`
        return (second in _VOWELS or second == "y") if decision is None else decision
    if first == "y" and decision is None:
        return second not in _VOWELS and not (word.isupper() and len(word) > 1)
    return first in _VOWELS if decision is None else decision


def french_of(words: str) -> str:
    """Return `de` before words, elided where French does."""
    return f"d’{words}" if elides(words) else f"de {words}"


def _first_word(words: str) -> str:
    """Return the first word after opening marks, up to an apostrophe: `usagers` of `« usagers »`, `hip-hop`."""
    words = words.lstrip(_OPENING_MARKS)
    end = next((at for at, sign in enumerate(words) if not (sign.isalnum() or sign == "-")), len(words))
    return words[:end]


def _listed(letters: str) -> bool | None:
    """Return the decision of the longest listed beginning of a word, None if there is none."""
    whole = _DECISIONS.get(f"{letters}$")
    if whole is not None:
        return whole
    lengths = range(len(letters), 0, -1)
    return next((_DECISIONS[letters[:length]] for length in lengths if letters[:length] in _DECISIONS), None)


def _folded(word: str) -> str:
    """Return a word in lower case without diacritics; empty if it begins with a digit."""
    if word[:1].isdigit():
        return ""
    lower = word.lower()
    if lower.isascii():
        return lower
    plain = "".join(sign for sign in normalize("NFD", lower) if not combining(sign))
    return plain.replace("œ", "oe").replace("æ", "ae")
