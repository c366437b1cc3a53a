"""What is read without a parser of Markdown is what the parser reads, at the same places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builder
from builder.check.context import texts_of
from builder.content.commonmark import parse_blocks
from builder.content.simple_text import simple_blocks
from builder.diagnostics import Diagnostic
from builder.source import Span

ROOT = Path(__file__).parents[2]
PUBLICATIONS = [ROOT / "content" / "mistral-ai", *sorted((ROOT / "tests" / "publications").iterdir())]

PIECES = (
    st.sampled_from(["mot", "12 %", "été", " ", "  ", ".", ",", ":", "(", ")", "»", "«\u00a0", "\u00a0", "€", "-", '"'])
    | st.sampled_from(["{n}", "{n:compact}", "{=nom}", "[@a]", "[@a; @b, p. 3]", "@tbl-a", "^[", "]", "^[{n} [@a]]"])
    | st.sampled_from(["*", "**", "**a b**", "*x*", "***", "_", "@", "{", "}", "|", "`", "\\", "<b>", "&", "!", "~"])
    | st.sampled_from(["\n", "\n\n", "a\n", "\n- ", "1.", "1)", "12", "2024", "#", "=", "---", "\t", "    "])
)


def place(at: int) -> Span:
    return Span("f", 1, at + 1)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_is_read_without_a_parser_is_read_as_with_one(text: str) -> None:
    blocks = simple_blocks(text, place)
    if blocks is not None:
        problems: list[Diagnostic] = []
        assert blocks == parse_blocks(text, place, problems)
        assert problems == []


@pytest.mark.parametrize("folder", PUBLICATIONS, ids=lambda folder: folder.name)
def test_texts_of_publications_need_no_parser_for_the_most_part(folder: Path) -> None:
    entries = [markup for text in texts_of(builder.load(folder)) for markup in text.entries.values() if markup.scalar]
    read = [(markup, simple_blocks(markup.source, markup.place)) for markup in entries]
    for markup, blocks in read:
        if blocks is not None:
            assert blocks == parse_blocks(markup.source, markup.place, [])
    assert sum(blocks is not None for _, blocks in read) > 0.75 * len(read)
