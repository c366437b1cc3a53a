"""Words and paragraphs of a resolved document, as both writers read them.

Everything that depends on the language is settled: numbers are words, spaces and quotes are set, references are
numbered. The nodes of all modules of `tree` hold nothing of YAML, locales or Office and are immutable; each carries the
place in the author's files that it came from (`span`) and, if it can be found again, a stable `key`. They hold no
cycles, so the garbage collector need not track them (`gc=False`).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.source import NOWHERE, Span


class Run(Struct, frozen=True, gc=False, tag=True):
    """Words with one appearance. `language` is a BCP 47 tag when it is not the document's; `link` a URL or None.

    `protected` words (figures, code, addresses) have been set already and are never re-set.
    """

    text: str
    span: Span = NOWHERE
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    superscript: bool = False
    subscript: bool = False
    strike: bool = False
    link: str | None = None
    language: str | None = None
    protected: bool = False


class Break(Struct, frozen=True, gc=False, tag=True):
    """A line break inside a paragraph."""

    span: Span = NOWHERE


class NoteRef(Struct, frozen=True, gc=False, tag=True):
    """The mark of a footnote and the note itself. `sources` holds the cited ids when the note is a citation."""

    blocks: tuple[ProseBlock, ...]
    span: Span = NOWHERE
    sources: tuple[str, ...] = ()


class CrossRef(Struct, frozen=True, gc=False, tag=True):
    """A reference to a table, figure or section of this document.

    Printed `prefix` + U+00A0 + `number` ("tableau 1"), in a group after the first the number alone (`prefix` is ""); if
    the medium does not number the target, `title` is printed, in quotation marks, a section's with its noun ("section
    « Droit »"). `target` is the `id` of the node.
    """

    target: str
    kind: Literal["table", "figure", "section", "appendix"]
    prefix: str
    number: str
    title: str
    span: Span = NOWHERE
    strong: bool = False
    emphasis: bool = False
    superscript: bool = False
    subscript: bool = False
    strike: bool = False


SOFT_HYPHEN = "\u00ad"

Inline = Run | Break | NoteRef | CrossRef

Inlines = tuple[Inline, ...]


class Paragraph(Struct, frozen=True, gc=False, tag=True):
    """A paragraph of prose."""

    inlines: Inlines
    span: Span = NOWHERE
    key: str = ""


class ListItem(Struct, frozen=True, gc=False):
    """An item of a list: usually a paragraph, then nested lists."""

    blocks: tuple[ProseBlock, ...]
    span: Span = NOWHERE


class ItemList(Struct, frozen=True, gc=False, tag=True):
    """A bullet list, or an ordered one that starts at `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    span: Span = NOWHERE


class Code(Struct, frozen=True, gc=False, tag=True):
    """Lines of code."""

    text: str
    span: Span = NOWHERE


ProseBlock = Paragraph | ItemList | Code

Prose = tuple[ProseBlock, ...]


class SmallTable(Struct, frozen=True, gc=False, tag=True):
    """A table inside a text, without number and caption; each row has as many cells as `header`. `alt` describes it."""

    header: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    aligns: tuple[Literal["left", "center", "right"], ...]
    alt: str = ""
    span: Span = NOWHERE
    key: str = ""


TextElement = ProseBlock | SmallTable
TextElements = tuple[TextElement, ...]
"""What a text of the brief and the speaker notes hold."""


def table_lines(table: SmallTable) -> tuple[Inlines, ...]:
    """Return a small table where none can be drawn: a line per row, its cells parted by tabs, the headers in bold."""
    return tuple(_line(row, strong=row is table.header) for row in (table.header, *table.rows))


def _line(cells: tuple[Paragraph, ...], *, strong: bool) -> Inlines:
    line: list[Inline] = []
    for number, cell in enumerate(cells):
        if number:
            line.append(Run("\t", cell.span, protected=True))
        line += [
            replace(inline, strong=True) if strong and isinstance(inline, Run) else inline for inline in cell.inlines
        ]
    return tuple(line)


_RAISED = str.maketrans("0123456789+-\u2212=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def script_characters(words: str, raised: bool) -> str:
    """Return the words of a script where no character can be raised: digits and signs as Unicode has them (`10⁶`, not
    `106`), letters as they are.
    """
    return words.translate(_RAISED if raised else _LOWERED)


def unformatted(inlines: Inlines) -> str:
    """Return the words of inlines for a place that holds characters only (a property, an alternative text, a chart's
    name): scripts as Unicode has them, without soft hyphens.
    """
    words = []
    for inline in inlines:
        text = plain((inline,))
        if isinstance(inline, Run | CrossRef) and (inline.superscript or inline.subscript):
            text = script_characters(text, inline.superscript)
        words.append(text)
    return "".join(words).replace(SOFT_HYPHEN, "")


def reference_words(reference: CrossRef) -> str:
    """Return the words of a reference to a target that the medium numbers."""
    if not reference.number:
        return reference.title
    return f"{reference.prefix}\u00a0{reference.number}" if reference.prefix else reference.number


def plain(inlines: Inlines) -> str:
    """Return the words of inlines without formatting and notes; a break becomes a space."""
    words = []
    for inline in inlines:
        if isinstance(inline, Run):
            words.append(inline.text)
        elif isinstance(inline, Break):
            words.append(" ")
        elif isinstance(inline, CrossRef):
            words.append(reference_words(inline))
    return "".join(words)
