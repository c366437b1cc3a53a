"""Typography that no language can set: repeated spaces in code, quotation marks of one language in a text for all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.typography.passages import edit, passages
from builder.content.markup import CodeSpan
from builder.content.text import inlines_of

__all__ = ["RULES"]

_SPACES = re.compile(r"(?<=\S)  +(?=\S)")


def spaces_in_code(context: CheckContext) -> Iterator[Finding]:
    """Flag repeated spaces inside inline code, which is printed verbatim."""
    for text in context.texts:
        for markup in text.entries.values():
            for inline in inlines_of(markup.blocks) if "`" in markup.source and "  " in markup.source else ():
                if not isinstance(inline, CodeSpan):
                    continue
                start = markup.offset(inline.span)
                for match in _SPACES.finditer(inline.text):
                    inside = markup.source.find(inline.text, start)
                    if inside >= 0:
                        place = markup.place(inside + match.start())
                        yield Finding("repeated spaces in code", place, "leave one, or write a code block")


_MARKS = re.compile("[«»“”„‘]|’(?!s?\\w)")


def marks_for_all(context: CheckContext) -> Iterator[Finding]:
    """Flag quotation marks of one language, or both kinds of apostrophes, in a text that every language shows."""
    for tag, piece in passages(context):
        if tag:
            continue
        match = _MARKS.search(piece.text)
        if match:
            message = f"`{match[0]}` is a quotation mark of some languages; this text is shown in all of them"
            yield Finding(message, piece.span(match.start()), "write \" or ', which are set as each language requires")
        elif "'" in piece.text and "’" in piece.text:
            at = piece.text.index("’")
            edits = edit(piece, at, at + 1, "'")
            yield Finding("straight and curly apostrophes in one text", piece.span(at), "write ' throughout", edits)


RULES: tuple[Rule, ...] = (
    Rule(
        code="TYP011",
        name="spaces-in-code",
        severity="info",
        summary="Inline code has repeated spaces, which are printed.",
        find=spaces_in_code,
        bad='en: "Type `builder  build`."',
        good='en: "Type `builder build`."',
    ),
    Rule(
        code="TYP012",
        name="marks-for-all",
        severity="info",
        summary="A text shown in every language has quotation marks of one language, or both kinds of apostrophes.",
        find=marks_for_all,
        bad="title: « Le Monde »",
        good="title: '\"Le Monde\"'",
        fixable=True,
    ),
)
