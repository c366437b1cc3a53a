"""Texts: CommonMark with our marks, each node at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content.markup import Block, CodeBlock, ListBlock, Markup, Str
from builder.content.text import Kind, inlines_of, parse_text
from builder.content.yaml_values import Scalar, SourceText
from builder.diagnostics import Diagnostic
from builder.source import Span
from tests.counting import calls
from tests.marking import examples, sampled

PIECES = st.sampled_from(
    ["mot", "a", " ", " ", ", ", ".", "\n", "\n\n", "  \n", "*", "**", "_", "`", "`c`", "[", "]", "(", ")", "{", "}",
     "{{", "}}", "{growth}", "{growth:long}", "[@a]", "[@a; @b, p. 12]", "^[", "^[une note]", "@tbl-x", "a@b.c",
     "[x](https://ex.org/a)", "[x]{lang=en}", "**gras**", "*vif*", "é", "«", "»", "- ",
     "[x](mailto:a@b.c)", "^[a ^[b]]", "^[a [@a] b]", "\n- mot", "\n  mot", "\n2. mot", "\n1. ", "1. ", "# ", "> ",
     "~", "^", "~~", "CO~2~", "m^2^", "\n|", "|", "\n|---|\n", "&", "&amp;", "<", "<b>", "\\", "!", "😀", "'"]
)  # fmt: skip


def scalar(text: str) -> Scalar:
    """A text as a block scalar that begins at line 1, column 1: an offset's place is its line and column."""
    return Scalar(text, "|", 0, 1, SourceText("f", text), 0, len(text), 1, 0)


def parsed(text: str, kind: Kind = "rich") -> tuple[Markup, list[str]]:
    problems: list[Diagnostic] = []
    return parse_text(scalar(text), kind, problems), [str(problem) for problem in problems]


def dump(node: Any) -> Any:
    """A node as nested tuples, places as line:column."""
    if isinstance(node, Span):
        return f"{node.line}:{node.column}"
    if isinstance(node, tuple):
        return tuple(dump(part) for part in node)
    if hasattr(node, "__struct_fields__"):
        return (type(node).__name__, *(dump(getattr(node, name)) for name in node.__struct_fields__))
    return node


def inlines(text: str) -> Any:
    markup, problems = parsed(text)
    assert not problems
    return dump(markup.inlines)


def test_plain_words_are_one_string() -> None:
    assert inlines("Des mots, 12 % & plus : « oui » - non_.") == (
        ("Str", "Des mots, 12 % & plus : « oui » - non_.", "1:1"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a}", (("FigureRef", "a", "", "1:1"),)),
        ("x {a:long}.", (("Str", "x ", "1:1"), ("FigureRef", "a", "long", "1:3"), ("Str", ".", "1:11"))),
        ("{{a}}", (("Str", "{a}", "1:1"),)),
        ("{{{a}}}", (("Str", "{", "1:1"), ("FigureRef", "a", "", "1:3"), ("Str", "}", "1:6"))),
        ("x [@a]", (("Str", "x ", "1:1"), ("Citation", ("a",), "", "1:3"))),
        ("[@a; @b, p. 12]", (("Citation", ("a", "b"), "p. 12", "1:1"),)),
        ("x^[un *mot*]", (
            ("Str", "x", "1:1"),
            ("InlineNote", (("Str", "un ", "1:4"), ("Emph", (("Str", "mot", "1:8"),), "1:7")), "1:2"),
        )),
        ("voir @tbl-x.", (("Str", "voir ", "1:1"), ("CrossReference", "tbl-x", "1:6"), ("Str", ".", "1:12"))),
        ("a@b.c et jean.dupont@ex-emple.org", (("Str", "a@b.c et jean.dupont@ex-emple.org", "1:1"),)),
        ("[open *source*]{lang=en}", (
            ("Foreign", (("Str", "open ", "1:2"), ("Emph", (("Str", "source", "1:8"),), "1:7")), "en", "1:1"),
        )),
        ("[mot]{lang=FR-ca}", (("Foreign", (("Str", "mot", "1:2"),), "fr-CA", "1:1"),)),
        ("**{a}** x", (("Strong", (("FigureRef", "a", "", "1:3"),), "1:1"), ("Str", " x", "1:8"))),
        ("`{a}` x", (("CodeSpan", "{a}", "1:1"), ("Str", " x", "1:6"))),
        ("[x](https://ex.org)", (("Link", (("Str", "x", "1:2"),), "https://ex.org", "1:1"),)),
        ("<https://ex.org>", (("Link", (("Str", "https://ex.org", "1:1"),), "https://ex.org", "1:1"),)),
        ("[x](mailto:a@b.c)", (("Link", (("Str", "x", "1:2"),), "mailto:a@b.c", "1:1"),)),
        ("un\ndeux", (("Str", "un deux", "1:1"),)),
        ("un  \ndeux", (("Str", "un", "1:1"), ("HardBreak", "1:5"), ("Str", "deux", "2:1"))),
        ("un\\\ndeux", (("Str", "un", "1:1"), ("HardBreak", "1:3"), ("Str", "deux", "2:1"))),
        ("\\*x\\* \\@tbl-x \\{a}".replace("\\{a}", "\\{a\\}"), (("Str", "*x* @tbl-x {a}", "1:1"),)),
        ("R&D &amp; &eacute;", (("Str", "R&D & é", "1:1"),)),
        ("2 < 3 > 1", (("Str", "2 < 3 > 1", "1:1"),)),
        ("***x***", (("Emph", (("Strong", (("Str", "x", "1:4"),), "1:2"),), "1:1"),)),
        ("a*b*c", (("Str", "a", "1:1"), ("Emph", (("Str", "b", "1:3"),), "1:2"), ("Str", "c", "1:5"))),
        ("5 * 3 * 2", (("Str", "5 * 3 * 2", "1:1"),)),
    ],
)  # fmt: skip
def test_marks(text: str, expected: object) -> None:
    assert inlines(text) == expected


def test_lists_and_their_places() -> None:
    markup, problems = parsed("Un :\n\n- deux {a}\n  et *trois*\n- quatre\n  1. cinq\n\n```\ncode {a}\n```\n")
    assert not problems
    assert dump(markup.blocks) == (
        ("Para", (("Str", "Un :", "1:1"),), "1:1"),
        ("ListBlock", False, (
            (("Para", (
                ("Str", "deux ", "3:3"), ("FigureRef", "a", "", "3:8"), ("Str", " et ", "3:11"),
                ("Emph", (("Str", "trois", "4:7"),), "4:6"),
            ), "3:3"),),
            (
                ("Para", (("Str", "quatre", "5:3"),), "5:3"),
                ("ListBlock", True, ((("Para", (("Str", "cinq", "6:6"),), "6:6"),),), "6:3", 1),
            ),
        ), "3:1", 1),
        ("CodeBlock", "code {a}", "8:1"),
    )  # fmt: skip


def test_a_title_may_begin_like_a_list() -> None:
    assert dump(parsed("2024. Une année", "inline")[0].inlines) == (("Str", "2024. Une année", "1:1"),)
    assert dump(parsed("1) {a}", "plain")[0].inlines) == (("Str", "1) ", "1:1"), ("FigureRef", "a", "", "1:4"))


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=examples(600), deadline=None)
def test_reading_twice_gives_the_same_nodes_and_problems(text: str) -> None:
    first, second = ((*parsed(text, "rich"),) for _ in range(2))
    assert dump(first[0].blocks) == dump(second[0].blocks)
    assert list(map(str, first[1])) == list(map(str, second[1]))


LINES = st.sampled_from(
    ["- a", "- b {x}", "  suite", "1. a", "2. b", "", "", "texte", "   trois", "* c", "  - d", "10. e", "    f",
     "1) g", "-  h", "-", "- - i", "- # j", "  > k", "+ l", "---", "  ---", "  1. m", "   n", "- 1. o", "=", "  =",
     "- *p", "  q*"]
)  # fmt: skip


@given(st.lists(LINES, max_size=8).map("\n".join))
@settings(max_examples=examples(600), deadline=None)
def test_lists_hold_the_words_of_their_lines_in_order(text: str) -> None:
    markup, problems = parsed(text, "rich")
    if problems:
        return
    if any(isinstance(block, CodeBlock) for block in _blocks(markup.blocks)):
        return
    words = "".join(inline.text for inline in inlines_of(markup.blocks) if isinstance(inline, Str))
    written = text.replace("{x}", "")
    assert [sign for sign in words if sign.isalpha()] == [sign for sign in written if sign.isalpha()]


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _blocks(item)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["rich", "inline", "plain"]))
@settings(max_examples=examples(400), deadline=None)
def test_words_stand_where_their_places_say(text: str, kind: Kind) -> None:
    markup, _ = parsed(text, kind)
    lines = text.split("\n")
    for inline in inlines_of(markup.blocks):
        assert inline.span.line <= len(lines)
        if isinstance(inline, Str) and inline.text[:1].isalpha() and "&" not in text:
            there = lines[inline.span.line - 1][inline.span.column - 1 :]
            assert there.startswith((inline.text[0], "\\", "<"))


@given(
    st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=80)
    | st.text("*_[](){}<>`@^!\\\n# -1.", max_size=60)
)
@settings(max_examples=examples(400), deadline=None)
def test_no_text_breaks_the_parser(text: str) -> None:
    markup, problems = parsed(text)
    assert markup.source == text
    assert all("Traceback" not in problem for problem in problems)


HOSTILE = (
    ["[" * 1999 + "]" * 1999, "[" * 900_000, "*a " * 20_000, "`" * 20_000, "`a``" * 20_000, "<" * 20_000, "{" * 3_000,
     "![" * 900, "^[" * 1900, "> " * 5_000 + "a", "- " * 5_000 + "a", "&" * 20_000, "@" * 20_000, "\\" * 20_000,
     "a\n" * 5_000, "[@" * 1900, "(" * 20_000, "_a" * 20_000, "[x]{lang=" * 1900]
)  # fmt: skip


@pytest.mark.parametrize(
    "text", sampled(HOSTILE, "`" * 20_000, "> " * 5_000 + "a", "a\n" * 5_000), ids=lambda text: text[:8]
)
def test_hostile_texts_take_little_work(text: str) -> None:
    # The ends of at most 2,000 brackets are looked for: up to a thousand calls for each.
    assert calls(lambda: parsed(text)) < 5_000 + 1_000 * len(text)


def test_deep_lists_are_reported_not_cut() -> None:
    text = "\n".join("  " * depth + "- x" for depth in range(12))
    _, problems = parsed(text)
    assert problems == ["f:10:19: a list nested more than 9 levels deep"]
