"""A text as its author marked it up: CommonMark with figures, citations, notes and references, before language rules.

`content/text.py` parses YAML scalars to these nodes; `resolve` turns them into the inlines of the document tree. Every
node that a message may name carries the exact place of its beginning in the file.

The nodes hold no cycles, so the garbage collector need not track them (`gc=False`): with 5,000 sections that halves the
reading time.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from builder.content.yaml_values import Scalar
from builder.source import Span


class Str(Struct, frozen=True, gc=False):
    """Words."""

    text: str
    span: Span


class Emph(Struct, frozen=True, gc=False):
    """Emphasis (italic)."""

    children: tuple[Inline, ...]
    span: Span


class Strong(Struct, frozen=True, gc=False):
    """Strong emphasis (bold)."""

    children: tuple[Inline, ...]
    span: Span


class Superscript(Struct, frozen=True, gc=False):
    """Raised characters: `m^2^`."""

    children: tuple[Inline, ...]
    span: Span


class Subscript(Struct, frozen=True, gc=False):
    """Lowered characters: `CO~2~`."""

    children: tuple[Inline, ...]
    span: Span


class Struck(Struct, frozen=True, gc=False):
    """Words struck through: `~~1998~~`."""

    children: tuple[Inline, ...]
    span: Span


class CodeSpan(Struct, frozen=True, gc=False):
    """Code: typography never touches it."""

    text: str
    span: Span


class Link(Struct, frozen=True, gc=False):
    """A link; `target` is https, http or mailto."""

    children: tuple[Inline, ...]
    target: str
    span: Span


class HardBreak(Struct, frozen=True, gc=False):
    """A line break requested by the author."""

    span: Span


class Foreign(Struct, frozen=True, gc=False):
    """A passage in another language: `[open source]{lang=en}`."""

    children: tuple[Inline, ...]
    language: str
    span: Span


class FigureRef(Struct, frozen=True, gc=False):
    """`{seed-round}` or `{seed-round:compact}`; `style` is empty for the place's default."""

    figure: str
    style: str
    span: Span


class NamedText(Struct, frozen=True, gc=False):
    """`{=ministry}`: the words of the text `ministry` under `texts`."""

    name: str
    span: Span


class Citation(Struct, frozen=True, gc=False):
    """`[@startup-info]` or `[@a; @b]`, with an optional locator: `[@a, p. 12]` (kept as text)."""

    sources: tuple[str, ...]
    locator: str
    span: Span


class InlineNote(Struct, frozen=True, gc=False):
    """`^[text]`: a footnote."""

    children: tuple[Inline, ...]
    span: Span


class CrossReference(Struct, frozen=True, gc=False):
    """`@tbl-comparison`, `@fig-funding`, `@sec-origins`; `target` is as written, the id with or without prefix."""

    target: str
    span: Span


Inline = (
    Str
    | Emph
    | Strong
    | Superscript
    | Subscript
    | Struck
    | CodeSpan
    | Link
    | HardBreak
    | Foreign
    | FigureRef
    | NamedText
    | Citation
    | InlineNote
    | CrossReference
)

NESTING = (Emph, Strong, Superscript, Subscript, Struck, Link, Foreign, InlineNote)
"""The inlines that hold others."""


class Para(Struct, frozen=True, gc=False):
    """A paragraph."""

    children: tuple[Inline, ...]
    span: Span


class CodeBlock(Struct, frozen=True, gc=False):
    """Lines of code."""

    text: str
    span: Span


class ListBlock(Struct, frozen=True, gc=False):
    """A bullet list, or an ordered one that starts at `start`."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    span: Span
    start: int = 1


class PipeTable(Struct, frozen=True, gc=False):
    """A small table; each row has as many cells as `header`. `aligns` are as written: "" leaves it to the content."""

    header: tuple[Para, ...]
    rows: tuple[tuple[Para, ...], ...]
    aligns: tuple[Literal["", "left", "center", "right"], ...]
    span: Span


Block = Para | ListBlock | CodeBlock | PipeTable


class Markup(Struct, frozen=True, gc=False):
    """One language's entry of a text: as written, its place, and parsed. `scalar` is its source."""

    source: str
    span: Span
    blocks: tuple[Block, ...]
    scalar: Scalar | None = None

    def place(self, offset: int) -> Span:
        """Return the exact place in the file of a character of `source`, in any style of scalar."""
        if self.scalar is None:
            return Span(self.span.file, self.span.line, self.span.column + offset)
        return self.scalar.place(offset)

    def offset(self, span: Span) -> int:
        """Return the offset in `source` of the character at a place: the inverse of `place`, for the spans of the
        nodes.
        """
        if self.scalar is None:
            return span.column - self.span.column
        return self.scalar.offset(span)

    @property
    def inlines(self) -> tuple[Inline, ...]:
        """The inlines of a text that is a single paragraph (or empty)."""
        return self.blocks[0].children if self.blocks and isinstance(self.blocks[0], Para) else ()
