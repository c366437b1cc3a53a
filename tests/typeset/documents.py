"""Documents for tests, built from plain words, alike in every language."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence

from builder.resolve.axes import value_axis
from builder.resolve.numbers import formatter
from builder.source import Span
from builder.tree.blocks import (
    CalloutNode,
    EventNode,
    HighlightNode,
    HighlightsNode,
    PointNode,
    PointsNode,
    QuoteNode,
    TextNode,
    TimelineNode,
)
from builder.tree.document import BlockLike, DeckSettings, Document, SectionNode, SourceNode
from builder.tree.exhibits import CellNode, ChartNode, ColumnNode, ImageNode, SeriesNode, TableNode
from builder.tree.prose import Inlines, NoteRef, Paragraph, Prose, Run
from tests.documents import ENGLISH, FRENCH

LABELS = {"fr": FRENCH, "en": ENGLISH}
STAMP = datetime.datetime(2024, 9, 15, tzinfo=datetime.UTC)
_LINES = itertools.count(1)


def here() -> Span:
    return Span("publication.yaml", 7, 3)


def words(text: str) -> Inlines:
    return (Run(text),) if text else ()


def prose(*paragraphs: str) -> Prose:
    return tuple(Paragraph(words(one)) for one in paragraphs)


def note(text: str, *sources: str) -> NoteRef:
    return NoteRef(prose(text), here(), sources)


def key() -> str:
    return f"key-{next(_LINES)}"


def point(text: str, *nested: PointNode, term: str = "") -> PointNode:
    return PointNode(span=here(), key=key(), inlines=words(text), term=words(term), points=nested)


def points(*items: str | PointNode) -> PointsNode:
    made = tuple(point(one) if isinstance(one, str) else one for one in items)
    return PointsNode(span=here(), key=key(), points=made)


def text(*paragraphs: str) -> TextNode:
    return TextNode(span=here(), key=key(), blocks=prose(*paragraphs))


def table(
    headers: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "", *, total: bool = False, note: Prose = ()
) -> TableNode:
    return TableNode(
        span=here(), key=key(), columns=tuple(ColumnNode(header=words(one)) for one in headers), total=total,
        rows=tuple(tuple(CellNode(words(cell), None, Span("publication.yaml", 8 + index, 3)) for cell in row)
                   for index, row in enumerate(rows)), caption=words(caption),
        number="1" if caption else "", alt="A table.", note=note,
    )  # fmt: skip


def chart(categories: Sequence[str], caption: str = "") -> ChartNode:
    series = SeriesNode(name="S", values=(None,) * len(categories), labels=("",) * len(categories))
    return ChartNode(
        span=here(), key=key(), kind="column", categories=tuple(categories), series=(series,), caption=words(caption),
        number="1" if caption else "", alt="A chart.", axis=value_axis("column", [], None, formatter("fr")),
    )  # fmt: skip


def highlight(value: str, label: str, prefix: str = "") -> HighlightNode:
    return HighlightNode(value=value, label=words(label), span=here(), key=key(), prefix=prefix)


def highlights(*items: HighlightNode) -> HighlightsNode:
    return HighlightsNode(span=here(), key=key(), items=items)


def timeline(*events: tuple[str, str, str]) -> TimelineNode:
    made = tuple(
        EventNode(date=date, title=words(title), span=here(), key=key(), text=prose(body) if body else ())
        for date, title, body in events
    )
    return TimelineNode(span=here(), key=key(), events=made)


def quote(said: str, by: str = "") -> QuoteNode:
    return QuoteNode(span=here(), key=key(), blocks=prose(said), attribution=words(by))


def callout(title: str, *paragraphs: str) -> CalloutNode:
    return CalloutNode(span=here(), key=key(), kind="note", title=words(title), blocks=prose(*paragraphs))


def image(width: int, height: int, caption: str = "") -> ImageNode:
    return ImageNode(
        span=here(), key=key(), name="p.png", blob=b"", media_type="image/png", width=width, height=height,
        alt="A picture.", caption=words(caption), number="2" if caption else "",
    )  # fmt: skip


def section(
    title: str, *blocks: BlockLike, message: str = "", notes: str = "", sections: tuple[SectionNode, ...] = (),
    number: tuple[int, ...] = (1,),
) -> SectionNode:  # fmt: skip
    return SectionNode(
        span=here(), key=key(), number=number, title=words(title), message=words(message), blocks=blocks,
        notes=prose(notes) if notes else (), sections=sections,
    )  # fmt: skip


def source(name: str, title: str) -> SourceNode:
    return SourceNode(id=name, inlines=words(title), short=words(f"{title}, court"), span=here())


def document(
    *sections: SectionNode, language: str = "fr", title: str = "Le titre", agenda: bool = False,
    dividers: bool | None = None, **more: object,
) -> Document:  # fmt: skip
    return Document(
        name="test", language=language, office_language="fr-FR" if language == "fr" else "en-GB", title=words(title),
        labels=LABELS[language], span=here(), timestamp=STAMP, sections=sections,
        deck=DeckSettings(agenda=agenda, dividers=dividers), **more,  # type: ignore[arg-type]
    )  # fmt: skip
