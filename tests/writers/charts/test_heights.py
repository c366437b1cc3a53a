"""Heights of charts in a text: what suits them, and the lowest at which they show the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from builder.tree.exhibits import ChartNode, SeriesNode
from builder.writers.charts.choices import choose
from builder.writers.charts.heights import least_height, suggested_height
from builder.writers.charts.style import ChartStyle
from tests.documents import chart

STYLE = ChartStyle(size=9.5, width=170 * 36_000)
KINDS = ("column", "bar", "line", "area", "pie", "doughnut")


def made(kind: str, count: int = 5, series: int = 1, name: str = "Nom", **more: Any) -> ChartNode:
    values = tuple(Decimal(10 + 7 * index) for index in range(count))
    rows = tuple(
        SeriesNode(name=f"Série {row}", values=values, labels=tuple(f"{value} M€" for value in values))
        for row in range(series)
    )
    return chart(kind=kind, categories=tuple(f"{name} {index}" for index in range(count)), series=rows, **more)


def at_its_height(node: ChartNode) -> ChartStyle:
    return replace(STYLE, height=suggested_height(node, STYLE))


@pytest.mark.parametrize(
    ("kind", "series"), [*((kind, 1) for kind in KINDS), ("column", 3), ("bar", 3), ("line", 3), ("area", 3)]
)
def test_the_lowest_chart_shows_the_same(kind: str, series: int) -> None:
    node = made(kind, series=series)
    style = at_its_height(node)
    least = least_height(node, style)
    assert 0.55 * style.height <= least <= style.height
    assert choose(node, replace(style, height=least)) == choose(node, style)


@pytest.mark.parametrize("kind", KINDS)
def test_most_charts_may_be_lower(kind: str) -> None:
    node = made(kind)
    style = at_its_height(node)
    assert least_height(node, style) < style.height


def test_segments_keep_their_labels() -> None:
    """A stack whose lowest segments just hold their labels is not made lower."""
    node = made("column", series=4, stacked=True)
    style = at_its_height(node)
    least = least_height(node, style)
    assert choose(node, replace(style, height=least)).points == choose(node, style).points


def test_bars_have_room_for_names_of_several_lines() -> None:
    long = made("bar", name="Demande d’autorisation de construire en zone à bâtir, avec ou sans dérogation")
    short = made("bar")
    shares = [least_height(node, style) / style.height for node in (long, short) if (style := at_its_height(node))]
    assert shares[0] > shares[1] and at_its_height(long).height > at_its_height(short).height


def test_more_bars_are_higher_and_never_thinner_than_their_labels() -> None:
    heights = [suggested_height(made("bar", count), STYLE) for count in (5, 8, 12)]
    assert heights == sorted(heights) and heights[0] < heights[-1]
    for count in (1, 2, 3, 5, 12):
        for series in (1, 2, 3):
            node = made("bar", count, series)
            assert choose(node, at_its_height(node)).points[0] == frozenset(range(count))
