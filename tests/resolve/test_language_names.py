from __future__ import annotations

import pytest
from babel.core import Locale

from builder.resolve import language_names
from builder.resolve.language_names import language_name


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_the_names_at_hand_are_those_of_cldr(spoken: str) -> None:
    known = Locale(spoken).languages
    for code in language_names._CODES:
        assert language_name(code, spoken) == known[code].replace("'", "’")


@pytest.mark.parametrize(
    ("language", "spoken", "name"),
    [("fr", "de", "Französisch"), ("sv", "fr", "suédois"), ("xx", "fr", ""), ("fr", "xx", "")],
)
def test_other_languages_are_asked_of_cldr(language: str, spoken: str, name: str) -> None:
    assert language_name(language, spoken) == name
