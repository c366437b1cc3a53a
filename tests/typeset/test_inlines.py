from __future__ import annotations

import pytest

from builder.tree.prose import Run, plain
from builder.typeset.inlines import with_ordinals


@pytest.mark.parametrize(
    ("words", "language", "raised"),
    [
        ("1er février 2025", "fr", ["er"]),
        ("du 1er au 1er mars 2025", "fr-CH", ["er", "er"]),
        ("21 mars 2025", "fr", []),
        ("XXIe siècle, 2e trimestre", "fr-CA", ["e", "e"]),
        ("March 1, 2025", "en", []),
        ("1er", "de", []),
    ],
)
def test_only_the_letters_of_ordinals_are_superscript_and_no_word_is_lost(
    words: str, language: str, raised: list[str]
) -> None:
    inlines = with_ordinals(words, language)
    assert plain(inlines) == words
    assert [inline.text for inline in inlines if isinstance(inline, Run) and inline.superscript] == raised
