"""Publications made by hand, without YAML: only what a test is about has to be said."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from builder.content import markup as m
from builder.content.model.blocks import Block, ChartBlock, Medium, TableBlock, TextBlock
from builder.content.model.exhibits import (
    Cell,
    CellEmpty,
    CellFigure,
    CellNumber,
    Chart,
    Column,
    Series,
    Table,
    ValueFormat,
)
from builder.content.model.figures import AmountFigure, NumberFigure, PercentFigure
from builder.content.model.publication import BriefOptions, DeckOptions, Publication, Section, Source
from builder.content.model.values import Text
from builder.resolve.assemble import resolve
from builder.source import Span
from builder.tree.document import Document

WHEN = datetime.datetime(2024, 9, 15, tzinfo=datetime.UTC)
AT = Span("publication.yaml", 1, 1)


def at(line: int, column: int = 1) -> Span:
    return Span("publication.yaml", line, column)


def para(*parts: str | m.Inline, span: Span = AT) -> m.Para:
    return m.Para(tuple(m.Str(part, span) if isinstance(part, str) else part for part in parts), span)


def entry(value: Any) -> m.Markup:
    """A string, a tuple of inlines and strings (one paragraph) or a list of blocks."""
    if isinstance(value, str):
        blocks: tuple[m.Block, ...] = (para(value),) if value else ()
    elif isinstance(value, tuple):
        blocks = (para(*value),)
    else:
        blocks = tuple(para(block) if isinstance(block, str) else block for block in value)
    return m.Markup(str(value), AT, blocks)


def text(neutral: Any = None, /, *, key: str = "text", span: Span = AT, **entries: Any) -> Text:
    """`text("AI")` is neutral; `text(fr=…, en=…)` has entries (`fr_CA` for `fr-CA`)."""
    by_language = {"": entry(neutral)} if neutral is not None else {}
    by_language |= {tag.replace("_", "-"): entry(value) for tag, value in entries.items()}
    return Text(span=span, key=key, entries=by_language)


def figure(name: str, style: str = "", span: Span = AT) -> m.FigureRef:
    return m.FigureRef(name, style, span)


def cite(*names: str, locator: str = "", span: Span = AT) -> m.Citation:
    return m.Citation(names, locator, span)


def note(*parts: str | m.Inline, span: Span = AT) -> m.InlineNote:
    return m.InlineNote(para(*parts).children, span)


def ref(name: str, span: Span = AT) -> m.CrossReference:
    return m.CrossReference(name, span)


def amount(name: str, value: Any, currency: str = "EUR", **more: Any) -> AmountFigure:
    return AmountFigure(span=AT, key=f"figures.{name}", id=name, amount=number(value), currency=currency, **more)


def count(name: str, value: Any, **more: Any) -> NumberFigure:
    return NumberFigure(span=AT, key=f"figures.{name}", id=name, number=number(value), **more)


def percent(name: str, value: Any, **more: Any) -> PercentFigure:
    return PercentFigure(span=AT, key=f"figures.{name}", id=name, percent=number(value), **more)


def number(value: Any) -> Any:
    return tuple(map(Decimal, value)) if isinstance(value, tuple) else Decimal(value)


def source(name: str, **fields: Any) -> Source:
    values = {key: text(value) if key in ("title", "author", "publisher") and isinstance(value, str) else value
            for key, value in fields.items()}  # fmt: skip
    return Source(span=AT, key=f"sources.{name}", id=name, **values)


def texts(*values: Any, only: Medium | None = None, **entries: Any) -> TextBlock:
    return TextBlock(span=AT, key="b", only=only, text=text(*values, **entries))


def cells(*row: Any) -> tuple[Cell, ...]:
    """Numbers, None, texts, `@figure` for a figure; anything else as it is."""
    cells: list[Cell] = []
    for value in row:
        if value is None:
            cells.append(CellEmpty(span=AT, key="c"))
        elif isinstance(value, int | Decimal):
            cells.append(CellNumber(span=AT, key="c", value=Decimal(value)))
        elif isinstance(value, str) and value.startswith("@"):
            cells.append(CellFigure(span=AT, key="c", figure=value[1:]))
        elif isinstance(value, str):
            cells.append(text(value))
        else:
            cells.append(value)
    return tuple(cells)


def column(header: str, **more: Any) -> Column:
    return Column(span=AT, key="col", header=text(header), **more)


def format_(**fields: Any) -> ValueFormat:
    return ValueFormat(span=AT, key="format", **fields)


def table(columns: list[Column], rows: list[tuple[Any, ...]], **more: Any) -> TableBlock:
    name = more.pop("key", more.get("id", "t"))
    only = more.pop("only", None)
    content = Table(
        span=AT, key=f"{name}.table", columns=tuple(columns), rows=tuple(cells(*row) for row in rows), **more
    )
    return TableBlock(span=AT, key=name, only=only, table=content)


def chart(values: list[Any] | dict[str, list[Any]], categories: list[Any], **more: Any) -> ChartBlock:
    series = values if isinstance(values, dict) else {"Série": values}
    chart_series = tuple(
        Series(span=AT, key="s", name=text(name), values=tuple(Decimal(v) if isinstance(v, int) else v for v in row))
        for name, row in series.items()
    )
    key = more.pop("key", more.get("id", "c"))
    fields = {"kind": "column"} | more
    return ChartBlock(
        span=AT,
        key=key,
        chart=Chart(
            span=AT,
            key=f"{key}.chart",
            series=chart_series,
            categories=tuple(text(category) if isinstance(category, str) else category for category in categories),
            **fields,
        ),
    )


def section(*blocks: Block, title: Any = "Titre", id: str | None = None, **more: Any) -> Section:
    key = more.pop("key", f"sections.{id or title}")
    heading = title if isinstance(title, Text) else text(title)
    return Section(span=AT, key=key, id=id, title=heading, blocks=blocks, **more)


def publication(*sections: Section, **more: Any) -> Publication:
    for name in ("figures", "sources"):
        if name in more:
            more[name] = {node.id: node for node in more[name]}
    fields: dict[str, Any] = {
        "languages": ("fr", "en"),
        "title": text("Titre"),
        "brief": BriefOptions(span=AT, key="brief"),
        "deck": DeckOptions(span=AT, key="deck"),
    }
    return Publication(span=AT, key="", name="essai", folder=Path(), sections=sections, **(fields | more))


def resolved(publication: Publication, language: str = "fr") -> Document:
    return resolve(publication, language, timestamp=WHEN)
