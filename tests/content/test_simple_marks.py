"""Marks that are found without a parser of Markdown are those that the parser finds, at the same places."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.content.commonmark import marked_inlines, parse_inlines
from builder.content.simple_marks import simple_marks
from builder.diagnostics import Diagnostic
from builder.exchange.words import marked_pieces, read_pieces
from builder.source import Span

_MARKS = ("{n}", "{n:compact}", "**", "^[", "]", "**a**", "^[b]", "**{n}**", "^[**c**]")
_WORDS = (
    "a",
    "b c",
    " ",
    "é",
    "12 %",
    "%",
    ".",
    ",",
    ":",
    "(",
    ")",
    "»",
    "«\u00a0",
    "\u00a0",
    "\u202f",
    "-",
    '"',
    "!",
    "’",
)
_SIGNS = ("*", "_", "`", "[", "{", "}", "{{", "<b>", "&amp;", "\\", "~", "^", "@", "\n", "\t")
TEXTS = st.lists(st.sampled_from((*_MARKS, *_MARKS, *_WORDS, *_SIGNS)), max_size=12).map("".join)


def place(at: int) -> Span:
    return Span("f", 1, at + 1)


@example("(**{n}**) **b %**, ^[**{n}**]")
@given(TEXTS)
def test_marks_found_without_a_parser_are_read_as_with_one(text: str) -> None:
    marks = simple_marks(text)
    if marks is not None:
        problems: list[Diagnostic] = []
        assert marked_inlines(text, marks, place) == parse_inlines(text, place, problems)
        assert problems == []


@given(TEXTS)
def test_pieces_for_translators_are_the_same_with_and_without_a_parser(text: str) -> None:
    marks = simple_marks(text)
    if marks is not None:
        assert (tuple(marked_pieces(text, marks)), True) == read_pieces(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le poste passe de {before} à {after:compact}, soit **12 %** de plus^[Note **1** sur {after}.].",
        "**Montréal** (**{n}**), **{n}**",
    ],
)
def test_usual_marks_need_no_parser(text: str) -> None:
    assert simple_marks(text) is not None


def test_the_parser_is_asked_where_a_mark_is_in_doubt() -> None:
    doubtful = ("a**b**c", "** a**", "**a* b**", "*a*", "\\{n}", "{{n}}", "^[a [b](c)]", "`{n}`", "^[]", "**a ^[b]**")
    assert [text for text in doubtful if simple_marks(text) is not None] == []
