"""Pictures, charts and tables of a received file: their alternative texts, and what charts show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from builder.office.received import ReceivedFile, Relation
from builder.office.xml import qn
from builder.writers.charts.words import ChartWords, chart_words

__all__ = ["Exhibit", "ExhibitKind", "slide_exhibits", "word_exhibits"]

ExhibitKind = Literal["picture", "chart", "table"]

_BOOKMARK, _NAME = qn("w:bookmarkStart"), qn("w:name")
_DRAWING, _TABLE, _PARAGRAPH = qn("w:drawing"), qn("w:tbl"), qn("w:p")
_DELETED = (qn("w:del"), qn("w:moveFrom"))
_FALLBACK = qn("mc:Fallback")
_CREATION_ID = qn("a16:creationId")
_PICTURES = (qn("p:pic"), qn("p:graphicFrame"))


class Exhibit(Struct, frozen=True, gc=False):
    """A picture, a chart or a table: the names by which it may be known (bookmarks before it in a brief, the lasting
    identity of its shape in a deck), its alternative text, and what a chart shows.
    """

    kind: ExhibitKind
    names: tuple[str, ...]
    alt: str
    chart: ChartWords | None = None
    paragraph: int = -1
    """The number of the paragraph of a brief that it is in."""


def word_exhibits(file: ReceivedFile, body: Any) -> Iterator[Exhibit]:
    """Yield the drawings and tables of the body of a Word document, in order, without those that are deleted by a
    tracked change (ECMA-376 part 1, 17.3.3.9, 17.4.37, 20.4).
    """
    relations = file.relations(file.main)
    names: list[str] = []
    number = -1
    for element in body.iter(_BOOKMARK, _DRAWING, _TABLE, _PARAGRAPH):
        if element.tag == _BOOKMARK:
            names.append(element.get(_NAME, ""))
        elif element.tag == _PARAGRAPH:
            number += 1
            names = names if _starts_between(element) else []
        elif any(ancestor.tag in (*_DELETED, _FALLBACK) for ancestor in element.iterancestors()):
            continue
        elif element.tag == _TABLE:
            described = element.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}")
            first = next(element.iter(_PARAGRAPH), None)
            inside = [mark.get(_NAME, "") for mark in first.iter(_BOOKMARK)] if first is not None else []
            alt = described.get(qn("w:val"), "") if described is not None else ""
            yield Exhibit("table", (*names, *inside), alt)
        else:
            properties = element.find(f".//{qn('wp:docPr')}")
            alt = properties.get("descr", "") if properties is not None else ""
            yield _drawn(file, element, relations, tuple(names), alt, number)


def _starts_between(paragraph: Any) -> bool:
    """Return True if a bookmark starts right before a paragraph, between it and the one before."""
    before = paragraph.getprevious()
    return before is not None and before.tag == _BOOKMARK


def slide_exhibits(file: ReceivedFile, part: str) -> Iterator[Exhibit]:
    """Yield the pictures, charts and tables of a slide, from back to front, those in groups too."""
    relations = file.relations(part)
    for element in file.xml(part).iter(*_PICTURES):
        if any(ancestor.tag == _FALLBACK for ancestor in element.iterancestors()):
            continue
        properties = element.find(f".//{qn('p:cNvPr')}")
        identity = properties.find(f".//{_CREATION_ID}") if properties is not None else None
        names = (identity.get("id", ""),) if identity is not None else ()
        alt = properties.get("descr", "") if properties is not None else ""
        if element.find(f".//{qn('a:tbl')}") is not None:
            yield Exhibit("table", names, alt)
        else:
            yield _drawn(file, element, relations, names, alt)


def _drawn(
    file: ReceivedFile,
    element: Any,
    relations: dict[str, Relation],
    names: tuple[str, ...],
    alt: str,
    paragraph: int = -1,
) -> Exhibit:
    chart = element.find(f".//{qn('c:chart')}")
    relation = relations.get(chart.get(qn("r:id"), "")) if chart is not None else None
    if relation is None or relation.external or not file.has(relation.target):
        return Exhibit("picture", names, alt, None, paragraph)
    shapes = next(iter(file.related(relation.target, "chartUserShapes")), None)
    words = chart_words(file.xml(relation.target), file.xml(shapes) if shapes is not None else None)
    return Exhibit("chart", names, alt, words, paragraph)
