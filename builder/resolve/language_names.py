"""Names of languages in other languages, for "in French" after the title of a work.

French and English know the languages that publications cite most, so that an ordinary build loads no locale library;
CLDR, through Babel, knows the rest.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

__all__ = ["language_name"]

_CODES: Final = ("ar", "de", "en", "es", "fr", "it", "iu", "ja", "lb", "nl", "pl", "pt", "rm", "ru", "uk", "zh")
_NAMES: Final = {
    "fr": (
        "arabe", "allemand", "anglais", "espagnol", "français", "italien", "inuktitut", "japonais", "luxembourgeois",
        "néerlandais", "polonais", "portugais", "romanche", "russe", "ukrainien", "chinois",
    ),
    "en": (
        "Arabic", "German", "English", "Spanish", "French", "Italian", "Inuktitut", "Japanese", "Luxembourgish",
        "Dutch", "Polish", "Portuguese", "Romansh", "Russian", "Ukrainian", "Chinese",
    ),
}  # fmt: skip


@lru_cache(maxsize=128)
def language_name(language: str, spoken: str) -> str:
    """The name of a language (a tag without region) in the language `spoken`, or "" where nobody has one."""
    if spoken in _NAMES and language in _CODES:
        return _NAMES[spoken][_CODES.index(language)]
    from babel.core import Locale, UnknownLocaleError

    try:
        return str(Locale(spoken).languages.get(language, ""))
    except UnknownLocaleError:
        return ""
