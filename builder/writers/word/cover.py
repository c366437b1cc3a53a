"""The first page: status and date, title, subtitle, authors, summary, key figures; contents if they fit."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from builder.templates.word.reader import TextStyle
from builder.tree.prose import Inlines, ItemList, NoteRef, Paragraph, Prose, Run
from builder.typeset.measure import words
from builder.writers.word.contents import TocLine, write_contents
from builder.writers.word.context import BriefContext
from builder.writers.word.highlights import key_figures, key_figures_height
from builder.writers.word.paragraphs import WordParagraph
from builder.writers.word.prose import BoxStyle, boxed_prose

__all__ = ["write_cover"]

_FULL = 0.98
"""Share of the page: content estimated to fill more may not fit in another program."""
_MOST_LINES = 60
"""Entries of contents beyond which no page has room for them: they need not be measured."""
_WORTH_A_PAGE = 0.6
"""A first page that is filled less lets the text begin on it."""


def write_cover(state: BriefContext, lines: list[TocLine], pages: Mapping[str, int] | None) -> None:
    """Write the first page. Decide whether it holds the contents, and whether the text begins on a new page."""
    document = state.document
    _status(state)
    for role, key, inlines in (("title", "title", document.title), ("subtitle", "subtitle", document.subtitle)):
        if inlines:
            state.flow.add(WordParagraph(state.styles[role], state.passage(key, inlines)))
    if document.authors_text:
        authors = state.anchors.around("authors", state.inlines.words(document.authors_text), document.authors_text)
        state.flow.add(WordParagraph(state.styles["document_authors"], authors))
    _summary(state, document.abstract)
    key_figures(state, document.key_figures)
    room = state.page.text_height / 20
    # What is longer than a page leaves the rest of its last one.
    whole = _cover_height(state)
    height = whole % room
    if not document.brief.toc or not lines:
        state.first_heading = height >= _WORTH_A_PAGE * room
        return
    filled = height + _contents_height(state, lines)
    # After a first page that runs over, the contents follow where they can: a break would leave its rest empty.
    fits = whole > room or filled <= _FULL * room
    write_contents(state, lines, pages, break_before=not fits)
    state.first_heading = fits and filled >= _WORTH_A_PAGE * room


def _status(state: BriefContext) -> None:
    """Write the kind of publication, with its date at the right."""
    document = state.document
    status = state.passage("status", document.status)
    date = ""
    if document.date_text:
        look = state.inlines.properties(state.styles["document_date"])
        date = state.anchors.around("date", state.inlines.words(document.date_text, look), document.date_text)
    if status or date:
        between = f"<w:r>{state.inlines.plain}<w:tab/></w:r>" if status and date else ""
        state.flow.add(WordParagraph(state.styles["document_status"], status + between + date, keep=True))


def _summary(state: BriefContext, abstract: Prose) -> None:
    if not abstract:
        return
    box = BoxStyle(state.styles["summary_box"], state.template.type["summary_box"].left)
    heading = state.inlines.words(state.labels.abstract)
    state.flow.add(WordParagraph(state.styles["summary_heading"], heading, keep=True))
    paragraphs = boxed_prose(state, abstract, box)
    for index, paragraph in enumerate(paragraphs):
        state.flow.add(replace(paragraph, keep=True if index < len(paragraphs) - 1 else None))


def _cover_height(state: BriefContext) -> float:
    """Return the height of everything but the contents, in points, estimated from the metrics of the fonts."""
    document, type_ = state.document, state.template.type
    text = [
        ("document_status", document.status or _words(document.date_text)),
        ("title", document.title),
        ("subtitle", document.subtitle),
        ("document_authors", _words(document.authors_text)),
    ]
    height = sum(_height(state, inlines, type_[role]) for role, inlines in text if inlines)
    if document.abstract:
        height += _height(state, _words(state.labels.abstract), type_["summary_heading"]) + 20
        height += sum(_height(state, inlines, type_["summary_box"]) for inlines in _paragraphs(document.abstract))
    height += _notes_height(state, [inlines for _, inlines in text] + _paragraphs(document.abstract))
    height += key_figures_height(state, document.key_figures)
    return height


def _notes_height(state: BriefContext, texts: list[Inlines]) -> float:
    """Return the height of the first page's footnotes with their separator, in points."""
    notes = [inline for inlines in texts for inline in inlines if isinstance(inline, NoteRef)]
    style = state.template.type["footnote_text"]
    heights = [_height(state, inlines, style) for note in notes for inlines in _paragraphs(note.blocks)]
    return sum(heights) + 10 if heights else 0.0


def _contents_height(state: BriefContext, lines: list[TocLine]) -> float:
    type_ = state.template.type
    if len(lines) > _MOST_LINES:
        return float(state.page.text_height)
    height = _height(state, _words(state.labels.contents), type_["toc_heading"])
    return height + sum(_height(state, title, type_[f"toc_{level}"]) for level, _, title, _ in lines)


def _height(state: BriefContext, inlines: Inlines, style: TextStyle) -> float:
    """Return the height of a paragraph with the space around it, in points."""
    width = (state.page.text_width - style.left - style.right) / 20
    set_ = words(inlines, state.fonts, style.font, bold=style.bold)
    line = style.exact or style.line * set_.line * style.size
    return style.before + set_.lines(width / (style.size * 1.02)) * line + style.after


def _words(text: str) -> Inlines:
    return (Run(text),) if text else ()


def _paragraphs(prose: Prose) -> list[Inlines]:
    paragraphs: list[Inlines] = []
    for block in prose:
        if isinstance(block, Paragraph):
            paragraphs.append(block.inlines)
        elif isinstance(block, ItemList):
            for item in block.items:
                paragraphs += _paragraphs(item.blocks)
        else:
            paragraphs += [_words(line or " ") for line in block.text.split("\n")]
    return paragraphs
