"""Charts to test with, and ways to look into what was written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any, Literal

import openpyxl
from lxml import etree

from builder.resolve.axes import value_axis
from builder.resolve.numbers import formatter
from builder.source import NOWHERE
from builder.tree.exhibits import ChartNode, SeriesNode
from builder.writers.charts.part import ChartParts, ChartStyle, chart_parts

Kind = Literal["column", "bar", "line", "area", "pie", "doughnut"]
KINDS: tuple[Kind, ...] = ("column", "bar", "line", "area", "pie", "doughnut")
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
NS = {"c": C, "a": A, "cdr": "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"}

LONG = "Subventions aux organisations internationales non gouvernementales"


def text_of(value: Decimal | None) -> str:
    """A value as a French label."""
    return (
        "–" if value is None else f"{value:,f}".replace(",", "\u202f").replace(".", ",").replace("-", "−") + "\u00a0M€"
    )


def chart(
    kind: Kind,
    categories: tuple[str, ...],
    *rows: tuple[str | None, ...],
    stacked: bool = False,
    code: str = '0.0" M€"',
    labels: Literal["", "none", "ends", "all"] = "",
) -> ChartNode:
    """A chart with a series for each row of values."""
    values = [tuple(None if one is None else Decimal(one) for one in row) for row in rows]
    series = tuple(
        SeriesNode(name=f"Série {n} & Cie", values=row, labels=tuple(text_of(value) for value in row))
        for n, row in enumerate(values, start=1)
    )
    axis = None if kind in ("pie", "doughnut") else value_axis(kind, values, None, formatter("fr"), stacked=stacked)
    return ChartNode(
        span=NOWHERE,
        key="c",
        kind=kind,
        categories=categories,
        series=series,
        stacked=stacked,
        labels=labels,
        number_format=code,
        axis=axis,
    )


def samples() -> Iterator[tuple[str, ChartNode]]:
    """Charts of every kind with what makes charts difficult: one and four series, stacks, 2 to 40 categories, missing,
    negative, zero and long-digit values, names that are long or hold signs of XML."""
    few, months, names = ("2023", "2024"), tuple(f"mois {n}" for n in range(1, 13)), (LONG, "A & B", "<c>")
    for kind, stacked in product(KINDS, (False, True)):
        yield f"{kind} one {stacked}", chart(kind, few, ("100", "400.5"), stacked=stacked)
        yield f"{kind} long {stacked}", chart(kind, names, ("1250.123456789012345", "0", "96"), stacked=stacked)
        yield (
            f"{kind} many {stacked}",
            chart(kind, tuple(str(y) for y in range(1985, 2025)), ("7",) * 40, stacked=stacked),
        )
        if kind != "pie":
            row = ("12", "15", None, "22", "31", "28", "17", "14", "25", "33", "29", "40")
            rows = (row, row[::-1], ("5",) * 12, (None,) * 12)
            yield f"{kind} four {stacked}", chart(kind, months, *rows, stacked=stacked)
        if kind not in ("pie", "doughnut"):
            yield (
                f"{kind} negative {stacked}",
                chart(kind, names, ("-120", "80", "-5.5"), ("1", "2", None), stacked=stacked),
            )
            yield f"{kind} below {stacked}", chart(kind, names, ("-120", "-80", None), stacked=stacked)
            yield f"{kind} empty {stacked}", chart(kind, few, (None, None), stacked=stacked, code="General")


def drawn(node: ChartNode, style: ChartStyle | None = None, language: str = "fr-FR") -> etree._Element:
    """The chart part, parsed."""
    return etree.fromstring(parts_of(node, style, language).xml)


def parts_of(node: ChartNode, style: ChartStyle | None = None, language: str = "fr-FR") -> ChartParts:
    return chart_parts(node, style or ChartStyle(), language)


def find(root: etree._Element, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces=NS))  # type: ignore[arg-type]


def sheet_of(parts: ChartParts) -> Any:
    """The sheet of the chart's workbook, as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(parts.workbook))["Sheet1"]
