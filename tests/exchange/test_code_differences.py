"""What is said of codes that a translation lacks or adds, as the translator sees them."""

from __future__ import annotations

import pytest

from builder.exchange.code_differences import code_differences

SOURCE = "Le fonds a {fund:compact} [@a, p. 7] dans @tbl-a^[Une note.] de {=town}."


@pytest.mark.parametrize(
    ("target", "as_codes", "as_written"),
    [
        ("{fund} [@a] @tbl-a^[x] {=town}", [], []),
        ("[@a] @tbl-a^[x] {=town}", ["{fund:compact} is missing"], ["{fund:compact} is missing"]),
        ("{fund} @tbl-a^[x] {=town}", ["{source a} is missing"], ["[@a, p. 7] is missing"]),
        ("{fund} [@a]^[x] {=town}", ["{tbl-a} is missing"], ["@tbl-a is missing"]),
        ("{fund} [@a] @tbl-a {=town}", ["{note 1} is missing"], ["the note `^[…]` is missing"]),
        ("{fund} [@b] @tbl-a^[x] {=town} [@a]", ["{source b} is not in the source"], ["[@b] is not in the source"]),
        (
            "{fund} {fund} {fund} [@a] @tbl-a^[x] {=town}",
            ["{fund:compact} is here 3 times, once in the source"],
            ["{fund:compact} is here 3 times, once in the source"],
        ),
    ],
)
def test_codes_are_named_as_the_translator_sees_them(target: str, as_codes: list[str], as_written: list[str]) -> None:
    assert list(code_differences(SOURCE, target).faults) == as_codes
    assert list(code_differences(SOURCE, target, as_written=True).faults) == as_written


@pytest.mark.parametrize(
    ("source", "target", "warning"),
    [
        ("un **mot**", "a word", "bold passages: none here, 1 in the source"),
        ("un mot", "a *word*", "passages in italics: 1 here, none in the source"),
        ("[un](https://a.fr)", "one", "links to https://a.fr: none here, 1 in the source"),
        ("[un]{lang=fr}", "one", "passages marked as `fr`: none here, 1 in the source"),
    ],
)
def test_marks_are_named_in_words(source: str, target: str, warning: str) -> None:
    differences = code_differences(source, target)
    assert differences.warnings == (warning,) and not differences.faults
