"""Names of languages, as CLDR has them."""

from __future__ import annotations

import pytest
from babel.core import Locale

from builder.resolve.locales.locale_data import language_name


@pytest.mark.parametrize("spoken", ["fr", "en", "de", "it"])
def test_the_names_are_those_of_cldr(spoken: str) -> None:
    known = Locale(spoken).languages
    for code in ("ar", "de", "en", "fr", "iu", "lb", "rm", "zh"):
        assert language_name(code, spoken) == known[code].replace("'", "’")


@pytest.mark.parametrize(
    ("language", "spoken", "name"),
    [("fr", "de", "Französisch"), ("sv", "fr", "suédois"), ("xx", "fr", ""), ("fr", "xx", "")],
)
def test_unknown_languages_have_no_name(language: str, spoken: str, name: str) -> None:
    assert language_name(language, spoken) == name
