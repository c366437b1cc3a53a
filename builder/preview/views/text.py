"""The text view: every passage in every language side by side, with the findings of `builder check` beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from builder.diagnostics import Diagnostic, Severity
from builder.preview.findings import Findings, ShownFinding
from builder.preview.html import element
from builder.preview.index import SourceIndex
from builder.preview.places import is_somewhere
from builder.preview.rows import Row
from builder.preview.views import exhibits
from builder.preview.views.model import BlockWriter, ViewBlock
from builder.preview.views.prose import CellWriter, inlines, language_attributes, note_list, text_elements
from builder.preview.words import Words
from builder.source import NOWHERE, Span
from builder.tree.blocks import CalloutNode, PointNode, QuoteNode
from builder.tree.document import Document, SectionNode, SourceNode
from builder.tree.prose import Inlines

__all__ = ["TextBlocks", "TextView", "finding_items"]


class TextView(Struct, frozen=True, kw_only=True):
    """Writes the passages of a publication as blocks."""

    documents: Sequence[Document]
    index: SourceIndex
    words: Words
    picture: Callable[[bytes, str], str]

    def block(self, row: Row, findings: tuple[ShownFinding, ...]) -> ViewBlock:
        """Return the block of a row, with the findings beside it."""
        block = BlockWriter()
        cells = [
            self._cell(block, row, number, node, [finding for finding in findings if finding.stale])
            for number, node in enumerate(row.nodes)
        ]
        margin = element("div", class_="margin")
        if findings:
            margin.append(finding_items(block, findings, self.words))
        line = element("div", *cells, margin, class_=f"row kind-{row.kind}", data_level=str(row.level))
        return block.block(row.key, line)

    def _cell(self, block: BlockWriter, row: Row, number: int, node: Any, stale: list[ShownFinding]) -> etree._Element:
        document = self.documents[number]
        cell = element("div", class_="cell")
        place = self._place(row, document.language, node)
        if is_somewhere(place):
            cell.append(block.mark(element("a", class_="at"), place))
        badges = self._badges(row, document.language, stale)
        if badges is not None:
            cell.append(badges)
        body = element("div", class_="body", **language_attributes(document.language))
        cell.append(body)
        if node is None:
            missing = self.index.is_missing(row.key.rpartition(".")[0], document.language)
            words = "" if missing else self.words._("Nothing here in this language")
            body.append(element("p", words, class_="absent", lang=self.words.language))
            return cell
        writer = CellWriter(block, self.index, self.words, document.language, self.picture)
        if row.labels:
            body.append(element("p", row.labels[number], class_="label"))
        for part in self._parts(writer, row, node, document):
            body.append(part)
        notes = note_list(writer)
        if notes is not None:
            body.append(notes)
        return cell

    def _place(self, row: Row, language: str, node: Any) -> Span:
        """Return the place of a passage in one language: that of its text, else that of its node."""
        for key in row.texts:
            place = self.index.text_place(key, language)
            if place is not None:
                return place
        first = node[0] if isinstance(node, tuple) and node else node
        place = getattr(first, "span", NOWHERE)
        return place if isinstance(place, Span) else NOWHERE

    def _badges(self, row: Row, language: str, stale: list[ShownFinding]) -> etree._Element | None:
        words = self.words
        badges = []
        own = [finding for finding in stale if finding.is_about(language)]
        if own:
            title = own[0].diagnostic.hint
            badges.append(element("span", words._("Stale translation"), class_="badge stale", title=title))
        if row.only == "brief":
            badges.append(element("span", words._("Brief only"), class_="badge"))
        elif row.only == "deck":
            notes = row.kind == "notes"
            badges.append(element("span", words._("Speaker notes") if notes else words._("Deck only"), class_="badge"))
        return element("p", *badges, class_="badges", lang=words.language) if badges else None

    def _parts(self, cell: CellWriter, row: Row, node: Any, document: Document) -> list[etree._Element]:
        labels = document.labels
        match row.kind:
            case "title":
                return [inlines(cell, element("h1"), node)]
            case "heading":
                return [self._heading(cell, row, node)]
            case "point":
                return [self._point(cell, node, labels.term_separator)]
            case "prose" | "notes":
                return text_elements(cell, (node,))
            case "table":
                return exhibits.table(cell, node, labels)
            case "chart":
                return exhibits.chart(cell, node, labels)
            case "highlights":
                return exhibits.highlights(cell, node)
            case "timeline":
                return exhibits.timeline(cell, node)
            case "image":
                return exhibits.image(cell, node, labels)
            case "quote":
                return _quote(cell, node)
            case "callout":
                return _callout(cell, node)
            case "source":
                return _source(cell, node)
            case _:
                return [_line(cell, node)]

    def _heading(self, cell: CellWriter, row: Row, node: SectionNode) -> etree._Element:
        heading = element(f"h{row.level}")
        if node.label:
            heading.append(element("span", node.label, class_="number"))
            heading[-1].tail = " "
        return inlines(cell, heading, node.title)

    def _point(self, cell: CellWriter, node: PointNode, separator: str) -> etree._Element:
        point = element("p", class_="point")
        if node.term:
            term = inlines(cell, element("strong"), node.term)
            term.tail = separator if node.inlines else ""
            point.append(term)
        return inlines(cell, point, node.inlines)


class TextBlocks:
    """The blocks of one browser tab. A row that is the same as in the state before is not written again."""

    def __init__(self) -> None:
        self._around: object = None
        self._known: dict[str, tuple[Row, tuple[ShownFinding, ...], ViewBlock]] = {}

    def of(self, view: TextView, rows: Sequence[Row], findings: Findings) -> tuple[ViewBlock, ...]:
        """Return a block for each row, in order."""
        around = (view.index.ledger, [(document.language, document.labels) for document in view.documents])
        known = self._known if around == self._around else {}
        self._known = {row.key: _kept_or_new(view, row, findings, known.get(row.key)) for row in rows}
        self._around = around
        return tuple(block for _, _, block in self._known.values())


def _kept_or_new(
    view: TextView, row: Row, findings: Findings, before: tuple[Row, tuple[ShownFinding, ...], ViewBlock] | None
) -> tuple[Row, tuple[ShownFinding, ...], ViewBlock]:
    own = findings.by_row.get(row.key, ())
    if before is not None and before[0] == row and before[1] == own:
        return before
    return row, own, view.block(row, own)


def _line(cell: CellWriter, node: Inlines | str) -> etree._Element:
    return element("p", node) if isinstance(node, str) else inlines(cell, element("p"), node)


def _quote(cell: CellWriter, node: QuoteNode) -> list[etree._Element]:
    quote = element("blockquote", *text_elements(cell, node.blocks))
    if node.attribution or node.source:
        by = inlines(cell, element("p", class_="attribution"), node.attribution)
        if node.source:
            before, after = node.source_marks if node.attribution else ("", "")
            source = inlines(cell, element("span", before), node.source)
            by.append(source)
            source.tail = after
        return [quote, by]
    return [quote]


def _callout(cell: CellWriter, node: CalloutNode) -> list[etree._Element]:
    title = inlines(cell, element("p", class_="callout-title"), node.title)
    return [element("div", title, *text_elements(cell, node.blocks), class_=f"box {node.kind}")]


def _source(cell: CellWriter, node: SourceNode) -> list[etree._Element]:
    return [inlines(cell, element("p"), node.inlines)]


def finding_items(
    block: BlockWriter, findings: Sequence[ShownFinding], words: Words, *, placed: bool = False
) -> etree._Element:
    """Return findings as a list; their messages are in English, as those of the command line. With `placed`, each
    begins with its file, line and column, because it is not beside its passage.
    """
    items = element("ul", class_="findings")
    for finding in findings:
        diagnostic = finding.diagnostic
        item = element("li", class_=f"finding {diagnostic.severity}", tabindex="-1")
        head = element("p", class_="finding-head")
        head.append(element("span", _severity(diagnostic.severity, words), class_="severity"))
        if diagnostic.code.isupper():
            head.append(element("span", diagnostic.code, class_="code"))
        if finding.language:
            head.append(element("span", finding.language, class_="code"))
        if placed and is_somewhere(diagnostic.span):
            head.append(block.mark(element("a", class_="where"), diagnostic.span))
        item.append(head)
        item.append(_message(block, diagnostic))
        items.append(item)
    return items


def _message(block: BlockWriter, diagnostic: Diagnostic) -> etree._Element:
    message = element("p", lang="en")
    if is_somewhere(diagnostic.span):
        message.append(block.mark(element("a", diagnostic.message, class_="finding-place"), diagnostic.span))
    else:
        message.append(element("span", diagnostic.message))
    if diagnostic.hint:
        message.append(element("span", f" {diagnostic.hint}", class_="hint"))
    return message


def _severity(severity: Severity, words: Words) -> str:
    return {"error": words._("Error"), "warning": words._("Warning"), "info": words._("Remark")}[severity]
