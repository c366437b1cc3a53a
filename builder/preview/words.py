"""The words of the page itself, in English or French: gettext catalogues, read by Babel."""

from __future__ import annotations

import functools
import io
from gettext import NullTranslations
from pathlib import Path

__all__ = ["LANGUAGES", "Words", "chosen_language", "words_in"]

LANGUAGES = ("en", "fr")
"""The languages of the page; English is the language of the messages themselves."""
_CATALOGUES = Path(__file__).parent / "locales"


class Words:
    """The messages of one language. `_` translates a message, `plural` one that depends on a number."""

    def __init__(self, language: str, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def _(self, message: str) -> str:
        return self._catalogue.gettext(message)

    def plural(self, one: str, several: str, number: int) -> str:
        """Return the form for a number, which replaces `{n}`."""
        return self._catalogue.ngettext(one, several, number).replace("{n}", str(number))


@functools.cache
def words_in(language: str) -> Words:
    """Return the words of a language of `LANGUAGES`."""
    if language == "en":
        return Words(language, NullTranslations())
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    with (_CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Words(language, Translations(compiled))


def chosen_language(accepted: str) -> str:
    """Return the language of `LANGUAGES` that a browser likes best, by its header `Accept-Language` (RFC 9110, 12.5.4).

    >>> chosen_language("de, fr-CA;q=0.8, en;q=0.5"), chosen_language(""), chosen_language("fr;q=0")
    ('fr', 'en', 'en')
    """
    weights: dict[str, float] = {}
    for part in accepted.split(",")[:20]:
        tag, _, parameters = part.partition(";")
        language = tag.strip().lower().split("-")[0]
        weights[language] = max(weights.get(language, 0.0), _weight(parameters))
    best = max(LANGUAGES, key=lambda language: weights.get(language, 0.0))
    return best if weights.get(best) else LANGUAGES[0]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
