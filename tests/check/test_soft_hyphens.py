"""Soft hyphens are in no word: terms, numbers and marks are found as if they were not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.check.runner import check
from builder.check.visible_text import pieces_of
from builder.content.text import parse_text
from tests.content.test_text import scalar
from tests.marking import examples

SHY = "\u00ad"
HEAD = "languages: [fr, en]\ntitle: T\nterms: [{fr: modèle de langage, en: language model}]\nsections:\n"


def section(french: str, english: str) -> str:
    return HEAD + f"  - title: A\n    blocks:\n      - text: {{fr: {french}, en: {english}}}\n"


CASES = {
    "a term in both": (section(f"Un mo{SHY}dèle de lan{SHY}gage", f"A lan{SHY}guage mo{SHY}del"), set()),
    "a term in one": (section(f"Un mo{SHY}dèle de lan{SHY}gage", "A dialect machine"), {"TRM001"}),
    "a word twice": (section(f"Le rap{SHY}port rapport", "The report"), {"TYP003"}),
}


@pytest.mark.parametrize("name", CASES)
def test_words_are_found_across_soft_hyphens(tmp_path: Path, name: str) -> None:
    source, codes = CASES[name]
    (tmp_path / "publication.yaml").write_text(source, "utf-8")
    report = check(tmp_path / "publication.yaml", ("TRM001", "TYP003"))
    assert {diagnostic.code for diagnostic in report.diagnostics} == codes


@given(st.lists(st.sampled_from(["mot", SHY, "&shy;", " ", "*", "&amp;", "é", "\\*", "\n", "12 %"]), max_size=8))
@settings(max_examples=examples(200), deadline=None)
def test_the_visible_words_have_none_and_keep_their_places(parts: list[str]) -> None:
    text = "Un " + "".join(parts) + " mot"
    problems: list[object] = []
    markup = parse_text(scalar(text), "rich", problems)  # type: ignore[arg-type]
    for piece in pieces_of(markup):
        assert SHY not in piece.text
        for at, char in enumerate(piece.text):
            if char.isalnum():
                assert markup.source[piece.offset(at)] == char
