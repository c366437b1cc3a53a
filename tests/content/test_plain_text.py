"""What is read without a parser of Markdown is what the parser reads, at the same places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.content.commonmark import parse_blocks, parse_commonmark
from builder.content.plain_text import plain_paragraphs
from builder.diagnostics import Diagnostic
from builder.source import Span

PIECES = (
    st.sampled_from(["mot", "12 %", "été", " ", "  ", ".", ",", ":", "(", ")", "»", "«\u00a0", "\u00a0", "€", "-", '"'])
    | st.sampled_from(["*", "_", "@", "{n}", "|", "`", "\\", "<b>", "&", "!", "~", "[", "]"])
    | st.sampled_from(["\n", "\n\n", "\n\n\n", "a\n", "\n- ", "1.", "1)", "12", "2024", "#", "=", "---", "\t", "    "])
)


def place(at: int) -> Span:
    return Span("f", 1, at + 1)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_words_read_without_a_parser_are_read_as_with_one(text: str) -> None:
    paragraphs = plain_paragraphs(text, place)
    if paragraphs is not None:
        problems: list[Diagnostic] = []
        assert paragraphs == parse_blocks(text, place, problems)
        assert problems == []


@given(st.lists(PIECES, max_size=14).map("".join))
def test_a_text_read_without_a_parser_of_blocks_is_read_as_with_one(text: str) -> None:
    short, long = list[Diagnostic](), list[Diagnostic]()
    assert parse_commonmark(text, place, short) == parse_blocks(text, place, long)
    assert short == long


def test_words_on_several_lines_need_no_parser() -> None:
    assert plain_paragraphs("Un premier\nalinéa.\n\nUn second.\n", place) is not None
