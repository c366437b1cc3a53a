"""Prose as HTML: words with their looks, figures with their place in the ledger, notes below their passage."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from msgspec import Struct, field

from builder.content.model.figures import Figure
from builder.language import reads_right_to_left
from builder.preview.html import add, element
from builder.preview.index import SourceIndex
from builder.preview.views.model import BlockWriter
from builder.preview.words import Words
from builder.tree.prose import (
    SOFT_HYPHEN,
    Break,
    Code,
    CrossRef,
    Inlines,
    ItemList,
    NoteRef,
    Paragraph,
    Run,
    SmallTable,
    TextElement,
    reference_words,
)

__all__ = ["CellWriter", "figure_link", "figure_title", "inlines", "language_attributes", "note_list", "text_elements"]

_ADDRESSES = ("https://", "http://", "mailto:")
"""Beginnings of the addresses that texts may link to."""


class CellWriter(Struct):
    """What is needed to write the cell of one language: `notes` collects the notes of the passage."""

    block: BlockWriter
    index: SourceIndex
    words: Words
    language: str
    picture: Callable[[bytes, str], str]
    """Returns the address of a picture, from its bytes and media type."""
    notes: list[NoteRef] = field(default_factory=list)


def language_attributes(language: str) -> dict[str, str | None]:
    """Return the attributes of words in a language."""
    return {"lang": language, "dir": "rtl" if reads_right_to_left(language) else None}


def inlines(cell: CellWriter, parent: etree._Element, words: Inlines) -> etree._Element:
    """Add inlines to an element; return it."""
    for inline in words:
        match inline:
            case Run():
                add(parent, _run(cell, inline))
            case Break():
                add(parent, element("br"))
            case CrossRef():
                add(parent, element("span", reference_words(inline), class_="reference", title=f"@{inline.target}"))
            case NoteRef():
                cell.notes.append(inline)
                add(parent, element("sup", str(len(cell.notes)), class_="note-mark"))
    return parent


def _run(cell: CellWriter, run: Run) -> etree._Element | str:
    """Return words in their looks, the innermost element first."""
    missing = cell.index.missing_at(run.span, cell.language)
    if missing:
        words = cell.words._("Missing:")
        return element("span", element("span", words, lang=cell.words.language), f" {missing}", class_="missing")
    figure = cell.index.figure_at(run.span) if run.protected else None
    linked = run.link is not None and run.link.lower().startswith(_ADDRESSES)
    text = run.text.replace(SOFT_HYPHEN, "")
    # An anchor cannot be in another one: a figure inside a link has no place of its own.
    node: etree._Element | str = text if figure is None or linked else figure_link(cell.block, cell.words, figure, text)
    for wanted, tag in (
        (run.code, "code"),
        (run.superscript, "sup"),
        (run.subscript, "sub"),
        (run.strike, "s"),
        (run.emphasis, "em"),
        (run.strong, "strong"),
    ):
        if wanted:
            node = element(tag, node)
    if linked:
        node = element("a", node, class_="link", href=run.link, target="_blank", rel="noopener noreferrer")
    return element("span", node, **language_attributes(run.language)) if run.language else node


def figure_link(block: BlockWriter, words: Words, figure: Figure, text: str) -> etree._Element:
    """Return a text that leads to the declaration of a figure; `words` are those of the page."""
    return block.mark(element("a", text, class_="figure", title=figure_title(words, figure)), figure.span)


def figure_title(words: Words, figure: Figure) -> str:
    """Return what a link to a figure says when pointed at."""
    return words._("Figure “{name}”").replace("{name}", figure.id)


def text_elements(cell: CellWriter, blocks: tuple[TextElement, ...]) -> list[etree._Element]:
    """Return paragraphs, lists, code and small tables."""
    return [_text_element(cell, block) for block in blocks]


def _text_element(cell: CellWriter, block: TextElement) -> etree._Element:
    match block:
        case Paragraph():
            return inlines(cell, element("p"), block.inlines)
        case ItemList():
            start = str(block.start) if block.ordered and block.start != 1 else None
            items = [element("li", *_item(cell, item.blocks)) for item in block.items]
            return element("ol" if block.ordered else "ul", *items, start=start)
        case Code():
            return element("pre", element("code", block.text), tabindex="0")
        case SmallTable():
            return _small_table(cell, block)


def _item(cell: CellWriter, blocks: tuple[TextElement, ...]) -> list[etree._Element | str]:
    return [_text_element(cell, block) for block in blocks]


def _small_table(cell: CellWriter, table: SmallTable) -> etree._Element:
    def row(tag: str, cells: tuple[Paragraph, ...]) -> etree._Element:
        scope = "col" if tag == "th" else None
        return element(
            "tr",
            *(
                inlines(cell, element(tag, class_=f"align-{align}", scope=scope), paragraph.inlines)
                for paragraph, align in zip(cells, table.aligns, strict=True)
            ),
        )

    body = element("tbody", *(row("td", cells) for cells in table.rows))
    return element(
        "div", element("table", element("thead", row("th", table.header)), body), class_="scroll", tabindex="0"
    )


def note_list(cell: CellWriter) -> etree._Element | None:
    """Return the notes of a passage, in the order of their marks."""
    if not cell.notes:
        return None
    notes = element("ol", class_="notes")
    # A note is written after the passage; notes cannot hold notes.
    for note in tuple(cell.notes):
        item = element("li")
        for block in note.blocks:
            if isinstance(block, Paragraph):
                inlines(cell, item, block.inlines)
        add(notes, item)
    return notes
