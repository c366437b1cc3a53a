"""A text of the publication: its mark-up parsed, and content that its kind does not allow reported at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from builder.content.markup import (
    NESTING,
    Block,
    Citation,
    CodeBlock,
    CodeSpan,
    CrossReference,
    Emph,
    Foreign,
    HardBreak,
    Inline,
    InlineNote,
    Link,
    ListBlock,
    Markup,
    Para,
    PipeTable,
    Str,
    Strong,
    Struck,
)
from builder.content.yaml_values import Scalar
from builder.diagnostics import Diagnostic

__all__ = ["Kind", "inlines_of", "paragraphs_of", "parse_text", "subject_of_mark"]

Kind = Literal["inline", "rich", "prose", "plain"]
"""One paragraph; paragraphs, lists and code; these and tables; words only."""

_SIGN = re.compile(r"[\\`*_\[{}<@~^\n\t&]")
"""Signs that a line of plain words does not have. A set of characters is searched for quickly alone."""
_OPENING = re.compile(r"[ #>~=+-]|[0-9]{1,9}[.)]")
"""How it does not begin."""

_NUMBERED = re.compile(r"[0-9]{1,9}[.)](?:[ \t]|\Z)")


def parse_text(scalar: Scalar, kind: Kind, problems: list[Diagnostic]) -> Markup:
    """Return a scalar as a text of one language. Its references are checked by the caller."""
    text = scalar.value
    span = scalar.place(0)
    if _SIGN.search(text) is None and _OPENING.match(text) is None and not text.endswith(" "):
        return Markup(text, span, (Para((Str(text, span),), span),), scalar)
    blocks = _parse(scalar, kind, problems)
    if kind in ("inline", "plain"):
        _refuse_blocks(blocks, problems)
    elif kind == "rich":
        _refuse_tables(blocks, problems)
    if kind == "plain":
        _refuse_marks(blocks, problems)
    return Markup(text, span, blocks, scalar)


def _parse(scalar: Scalar, kind: Kind, problems: list[Diagnostic]) -> tuple[Block, ...]:
    from builder.content.commonmark import parse_commonmark, parse_one_line

    text = scalar.value
    # "2024. A year of change." is a sentence where a list is not allowed.
    one_line = kind in ("inline", "plain") and "\n" not in text.strip() and _NUMBERED.match(text) is not None
    return (parse_one_line if one_line else parse_commonmark)(text, scalar.place, problems)


def _refuse_blocks(blocks: tuple[Block, ...], problems: list[Diagnostic]) -> None:
    for position, block in enumerate(blocks):
        if isinstance(block, ListBlock):
            problems.append(
                Diagnostic("markup", "this text cannot hold a list", block.span, "to start a text with -, write \\-")
            )
        elif isinstance(block, CodeBlock):
            problems.append(Diagnostic("markup", "this text cannot hold lines of code", block.span))
        elif isinstance(block, PipeTable):
            problems.append(_refused_table(block))
        elif position:
            problems.append(
                Diagnostic("markup", "this text must be a single paragraph", block.span, "delete the empty line")
            )


def _refuse_tables(blocks: tuple[Block, ...], problems: list[Diagnostic]) -> None:
    problems.extend(_refused_table(block) for block in blocks if isinstance(block, PipeTable))


def _refused_table(table: PipeTable) -> Diagnostic:
    return Diagnostic("markup", "this text cannot hold a table", table.span, "put it in a `text` or a `table` block")


_MARKS: dict[type, str] = {
    Emph: "emphasis is",
    Strong: "strong emphasis is",
    Struck: "strike-through is",
    CodeSpan: "code is",
    Link: "links are",
    HardBreak: "line breaks are",
    Foreign: "passages in another language are",
    Citation: "citations are",
    InlineNote: "notes are",
    CrossReference: "cross-references are",
}


def subject_of_mark(inline: Inline) -> str:
    """Return an inline that is more than words as the subject of a message ("notes are"); "" for any other."""
    return _MARKS.get(type(inline), "")


def _refuse_marks(blocks: tuple[Block, ...], problems: list[Diagnostic]) -> None:
    for block in blocks:
        for inline in block.children if isinstance(block, Para) else ():
            subject = subject_of_mark(inline)
            if subject:
                message = f"{subject} not allowed here"
                problems.append(Diagnostic("markup", message, inline.span, "use words and figures only"))


def inlines_of(blocks: tuple[Block, ...]) -> list[Inline]:
    """Return all inlines of a text, nested ones too, in reading order."""
    found: list[Inline] = []
    for paragraph in paragraphs_of(blocks):
        _add_nested(paragraph, found)
    return found


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    """Yield the inlines of each paragraph, item and cell of a text, in reading order."""
    for block in blocks:
        if isinstance(block, Para):
            yield block.children
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from paragraphs_of(item)
        elif isinstance(block, PipeTable):
            for row in (block.header, *block.rows):
                yield from paragraphs_of(row)


def _add_nested(inlines: tuple[Inline, ...], found: list[Inline]) -> None:
    for inline in inlines:
        found.append(inline)
        if isinstance(inline, NESTING):
            _add_nested(inline.children, found)
