"""The inlines of CommonMark are those of markdown-it-py, whatever rules of ours are tried beside its own."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.content.inline_rules import parser

_COMMONMARK = MarkdownIt("commonmark")
_SIGNS = ("*", "**", "_", "`", "``", "[", "]", "](", "](/a)", "![", "<", ">", "<b>", "<http://a.b>", "&", "&amp;", "\\")
_WORDS = ("a", "b c", " ", "é", "1", ".", ",", ":", "-", "(", ")", "%", "+", "=", "#", "'", '"', "\n", "  \n")
TEXTS = st.lists(st.sampled_from((*_SIGNS, *_WORDS)), max_size=30).map("".join)


def said(tokens: list[Token]) -> list[tuple[str, str, str, str]]:
    """Return what tokens say, pieces of words side by side as one."""
    pieces: list[tuple[str, str, str, str]] = []
    for token in tokens:
        kind = "text" if token.type == "text_special" else token.type
        if kind == "text" and pieces and pieces[-1][0] == "text":
            pieces[-1] = ("text", pieces[-1][1] + token.content, "", "")
        elif kind != "text" or token.content:
            markup = "" if kind == "text" else token.markup
            pieces.append((kind, token.content, markup, str(token.attrs.get("href", token.attrs.get("src", "")))))
    return pieces


def inlines(md: MarkdownIt, text: str) -> list[tuple[str, str, str, str]]:
    return said(md.inline.parse(text, md, {}, []))


@example("[a `]` b](/a) *c*")
@example("&amp; ![a](/c) `d` <e@f.g> <i>h</i>\\*  \nj\\\nk")
@example("a < b && c > d, 5 * 3 * 2 - [1]")
@given(TEXTS)
def test_reads_the_marks_of_commonmark_as_markdown_it_does(text: str) -> None:
    assert inlines(parser(), text) == inlines(_COMMONMARK, text)


@pytest.mark.parametrize("text", ["[" * 300, "*" * 400, "[a " * 120 + "](b)" * 120, "![" * 150 + "a"])
def test_nests_marks_no_deeper_than_markdown_it(text: str) -> None:
    """Nesting is bounded there; here by the same number of levels, which our parser sets."""
    deep = MarkdownIt("commonmark", {"maxNesting": parser().options["maxNesting"]})
    assert inlines(parser(), text) == inlines(deep, text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("{a} [@b] @tbl-c", ["figure", "text", "citation", "text", "cross"]),
        ("^[note *a*] b~2~", ["note_open", "text", "em_open", "text", "em_close", "note_close", "text",
                              "subscript_open", "text", "subscript_close"]),
        ("[*x*]{lang=de} ~~y~~", ["foreign_open", "em_open", "text", "em_close", "foreign_close", "text", "s_open",
                                  "text", "s_close"]),
    ],
)  # fmt: skip
def test_reads_our_marks_beside_those_of_commonmark(text: str, kinds: list[str]) -> None:
    assert [kind for kind, *_ in inlines(parser(), text)] == kinds
