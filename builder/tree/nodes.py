"""The neutral document of one language: everything that both writers read.

Everything that depends on the language is settled here: numbers are words, spaces and quotes are set, references are
numbered, labels are translated. The nodes hold nothing of YAML, locales or Office. All are immutable; each carries the
place in the author's files that it came from (`span`) and, if it can be found again, a stable `key`. The nodes hold no
cycles, so the garbage collector need not track them (`gc=False`).
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from builder.source import NOWHERE, Span

# --- Inlines ---------------------------------------------------------------------------------------------------------


class Run(Struct, frozen=True, gc=False):
    """Words with one appearance. `language` is a BCP 47 tag when it is not the document's; `link` a URL or None.

    `protected` words (figures, code, addresses) have been set already and are never re-set.
    """

    text: str
    span: Span = NOWHERE
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    superscript: bool = False
    link: str | None = None
    language: str | None = None
    protected: bool = False


class Break(Struct, frozen=True, gc=False):
    """A line break inside a paragraph."""

    span: Span = NOWHERE


class NoteRef(Struct, frozen=True, gc=False):
    """The mark of a footnote and the note itself. `sources` holds the cited ids when the note is a citation."""

    blocks: tuple[ProseBlock, ...]
    span: Span = NOWHERE
    sources: tuple[str, ...] = ()


class CrossRef(Struct, frozen=True, gc=False):
    """A reference to a table, figure or section of this document.

    Printed `prefix` + U+00A0 + `number` ("tableau 1"); if the medium does not number the target, `title` (already
    quoted by the language's rules) is printed. `target` is the `id` of the node.
    """

    target: str
    kind: Literal["table", "figure", "section"]
    prefix: str
    number: str
    title: str
    span: Span = NOWHERE
    strong: bool = False
    emphasis: bool = False


Inline = Run | Break | NoteRef | CrossRef
Inlines = tuple[Inline, ...]

# --- Prose -----------------------------------------------------------------------------------------------------------


class Paragraph(Struct, frozen=True, gc=False):
    """A paragraph of prose."""

    inlines: Inlines
    span: Span = NOWHERE
    key: str = ""


class ListItem(Struct, frozen=True, gc=False):
    """An item of a list: usually a paragraph, then nested lists."""

    blocks: tuple[ProseBlock, ...]
    span: Span = NOWHERE


class ItemList(Struct, frozen=True, gc=False):
    """A bullet list, or an ordered one that starts at `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    span: Span = NOWHERE


class Code(Struct, frozen=True, gc=False):
    """Lines of code."""

    text: str
    span: Span = NOWHERE


ProseBlock = Paragraph | ItemList | Code
Prose = tuple[ProseBlock, ...]

# --- Blocks ----------------------------------------------------------------------------------------------------------

Medium = Literal["brief", "deck"]


class BlockNode(Struct, frozen=True, kw_only=True, gc=False):
    """Base of the blocks of a section. `only` is the single medium that shows it, or None for both."""

    span: Span
    key: str
    only: Medium | None = None


class TextNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """Prose: the brief's text, the deck's speaker notes."""

    blocks: Prose


class PointNode(Struct, frozen=True, kw_only=True, gc=False):
    """A point: an optional bold term, its text, nested points. `Labels.term_separator` joins a term and a text."""

    span: Span
    key: str
    inlines: Inlines = ()
    term: Inlines = ()
    points: tuple[PointNode, ...] = ()


class PointsNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A list of points."""

    points: tuple[PointNode, ...]


class ColumnNode(Struct, frozen=True, kw_only=True, gc=False):
    """A column: its header, alignment, relative width (None: by content), and True if its cells are numbers."""

    header: Inlines
    align: Literal["left", "center", "right", "decimal"] = "left"
    width: float | None = None
    numeric: bool = False
    span: Span = NOWHERE


class CellNode(Struct, frozen=True, gc=False):
    """A cell, written out. An empty cell already reads "–". `value` is the number behind the words, if any."""

    inlines: Inlines
    value: Decimal | None = None
    span: Span = NOWHERE


class TableNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A table. `number` is its number in the document ("1"), or "" when it has no caption.

    When `total` is set, the last row holds the totals. `alt` describes the table in a sentence for those who cannot
    see it.
    """

    columns: tuple[ColumnNode, ...]
    rows: tuple[tuple[CellNode, ...], ...]
    id: str | None = None
    caption: Inlines = ()
    number: str = ""
    total: bool = False
    source: Inlines = ()
    source_id: str | None = None
    note: Prose = ()
    alt: str = ""
    row_header: bool = True
    """True if the first column names the rows."""


class SeriesNode(Struct, frozen=True, kw_only=True, gc=False):
    """A series: its name, one value a category (None: no value) and each value as it must be read ("400 M€")."""

    name: str
    values: tuple[Decimal | None, ...]
    labels: tuple[str, ...]


class ChartNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A chart. `categories` and `labels` are words of the language.

    `number_format` is an Office format code (en-US syntax) whose literals match the labels; `unit` names the unit when
    all values share one ("en millions d’euros"), else "".
    """

    kind: Literal["column", "bar", "line", "area", "pie", "doughnut"]
    categories: tuple[str, ...]
    series: tuple[SeriesNode, ...]
    stacked: bool = False
    number_format: str = "General"
    unit: str = ""
    id: str | None = None
    caption: Inlines = ()
    number: str = ""
    alt: str = ""
    alt_generated: bool = False
    source: Inlines = ()
    source_id: str | None = None
    note: Prose = ()


class HighlightNode(Struct, frozen=True, kw_only=True, gc=False):
    """A big number: the figure in its short form ("100 M€"), the words of its bound separately, and its label."""

    value: str
    label: Inlines
    span: Span
    key: str
    prefix: str = ""
    """The words of a bound that may be set small above the value ("plus de"); `value` is then without them."""
    suffix: str = ""
    """The counted noun, with the space before it (" de paramètres"), to be set small below or after the value; `value`
    is without it. `value + suffix` is the figure in one line.
    """
    source_id: str | None = None


class HighlightsNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """Big numbers with their labels."""

    items: tuple[HighlightNode, ...]
    sources: tuple[str, ...] = ()


class EventNode(Struct, frozen=True, kw_only=True, gc=False):
    """A dated event. `position` orders it in time (None when the date is only words)."""

    date: str
    title: Inlines
    span: Span
    key: str
    text: Prose = ()
    position: datetime.date | None = None


class TimelineNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """Dated events, in the author's order."""

    events: tuple[EventNode, ...]


class QuoteNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A quotation; the language's quotation marks are already in `blocks`, before the first word and after the last."""

    blocks: Prose
    attribution: Inlines = ()
    source: Inlines = ()
    source_id: str | None = None


class CalloutNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A boxed text; `title` is the author's or the kind's own word ("À noter" / "Note")."""

    kind: Literal["note", "warning", "key"]
    title: Inlines
    blocks: Prose


class ImageNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A picture: its bytes, media type, size in pixels and resolution. An empty `alt` marks it as decorative."""

    name: str
    blob: bytes
    media_type: str
    width: int
    height: int
    dpi: tuple[float, float] = (96.0, 96.0)
    alt: str = ""
    id: str | None = None
    caption: Inlines = ()
    number: str = ""
    credit: Inlines = ()


BlockLike = (
    TextNode | PointsNode | TableNode | ChartNode | HighlightsNode | TimelineNode | QuoteNode | CalloutNode | ImageNode
)

# --- Document --------------------------------------------------------------------------------------------------------


class SectionNode(Struct, frozen=True, kw_only=True, gc=False):
    """A section. `number` is its place in the outline, `(3, 1)` for 3.1."""

    span: Span
    key: str
    number: tuple[int, ...]
    title: Inlines
    id: str | None = None
    message: Inlines = ()
    notes: Prose = ()
    blocks: tuple[BlockLike, ...] = ()
    sections: tuple[SectionNode, ...] = ()


class SourceNode(Struct, frozen=True, kw_only=True, gc=False):
    """An entry of the list of sources, written by the language's rules; `short` is the form for a slide's foot."""

    id: str
    inlines: Inlines
    short: Inlines
    span: Span
    url: str | None = None


class Labels(Struct, frozen=True, kw_only=True, gc=False):
    """The words that the builder itself puts in a document, in the document's language."""

    contents: str
    """Sommaire / Contents"""
    agenda: str
    """Plan / Agenda"""
    abstract: str
    """Résumé / Summary"""
    key_figures: str
    """Chiffres clés / Key figures"""
    sources: str
    """Sources / Sources (the list at the end)"""
    source: str
    """Source : / Source: (before a source line, with its punctuation and space)"""
    table: str
    """Tableau / Table (in captions)"""
    figure: str
    """Figure"""
    note: str
    """Note : / Note: (before a table's note)"""
    continued: str
    """(suite) / (cont.)"""
    page_of: tuple[str, str, str]
    """The texts before, between and after the two numbers: ("Page ", " sur ", "") / ("Page ", " of ", "")."""
    term_separator: str
    """Between a term and its text: " : " with its French space / ": "."""
    caption_separator: str
    """Between "Tableau 1" and the caption: " – " / ". "."""
    total: str
    """Total"""
    keywords: str
    """Mots-clés / Keywords"""
    credit: str
    """Crédit : / Credit: (with its punctuation and space)"""
    notes: str
    """Notes"""
    chart_alt_generated: str
    """Added to a generated alt text: "(description générée à partir des données)"."""


class BriefSettings(Struct, frozen=True, kw_only=True, gc=False):
    """Options of the Word brief. `paper` None means the template's."""

    toc: bool = True
    toc_depth: int = 2
    paper: Literal["a4", "letter"] | None = None


class DeckSettings(Struct, frozen=True, kw_only=True, gc=False):
    """Options of the deck. `dividers` None leaves it to the planner."""

    agenda: bool = True
    dividers: bool | None = None


class Document(Struct, frozen=True, kw_only=True, gc=False):
    """A publication in one language.

    `language` is the requested tag ("fr"), `office_language` the tag for Office ("fr-FR"). `date` is printed as
    `date_text`; `timestamp` is the UTC instant for file properties (from the date, or SOURCE_DATE_EPOCH).
    """

    name: str
    language: str
    office_language: str
    title: Inlines
    labels: Labels
    span: Span
    key: str = ""
    subtitle: Inlines = ()
    status: Inlines = ()
    date: datetime.date | None = None
    date_text: str = ""
    timestamp: datetime.datetime
    authors: tuple[str, ...] = ()
    authors_text: str = ""
    keywords: tuple[str, ...] = ()
    abstract: Prose = ()
    key_figures: tuple[HighlightNode, ...] = ()
    sections: tuple[SectionNode, ...] = ()
    sources: tuple[SourceNode, ...] = ()
    decimal_mark: str = "."
    group_mark: str = ","
    brief: BriefSettings = BriefSettings()
    deck: DeckSettings = DeckSettings()


def plain(inlines: Inlines) -> str:
    """Return the words of inlines without formatting and notes; a break becomes a space."""
    words = []
    for inline in inlines:
        if isinstance(inline, Run):
            words.append(inline.text)
        elif isinstance(inline, Break):
            words.append(" ")
        elif isinstance(inline, CrossRef):
            words.append(f"{inline.prefix}\u00a0{inline.number}" if inline.number else inline.title)
    return "".join(words)
