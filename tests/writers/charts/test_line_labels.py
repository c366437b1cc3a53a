"""Labels of a line hide neither the line nor one another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.tree.exhibits import ChartNode
from builder.writers.charts.axes import hidden_scale
from builder.writers.charts.geometry import plot_box
from builder.writers.charts.line_labels import category_shares, place_labels
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LABEL_GAP, LINE, text_width
from tests.writers.charts.charts import chart, drawn, find

STYLE = ChartStyle(size=14, width=10_000_000, height=4_000_000)


def positions(*values: str | None) -> list[str]:
    node = chart("line", tuple(f"a{n}" for n in range(len(values))), values)
    return [str(one) for one in find(drawn(node, STYLE), "//c:dLbl/c:dLblPos/@val")]


def test_peaks_are_labelled_above_and_valleys_below() -> None:
    assert positions("-15", "25", "-3", "0", "10") == ["b", "t", "b", "b", "t"]
    assert positions("5", "1", "5", "1", "5") == ["t", "b", "t", "b", "t"]
    assert positions("5") == ["t"]
    assert positions("5", "5", "5") == ["t", "t", "t"]


@pytest.mark.parametrize(("values", "up"), [(("0", "40", "90"), True), (("90", "50", "0"), False)])
def test_the_label_of_a_steep_slope_moves_to_its_free_side(values: tuple[str, ...], up: bool) -> None:
    root = drawn(chart("line", ("a", "b", "c"), values), ChartStyle(size=12, width=2_500_000, height=4_000_000))
    (x,) = find(root, "//c:dLbl[c:idx/@val='1']/c:layout/c:manualLayout/c:x/@val")
    above = find(root, "//c:dLbl[c:idx/@val='1']/c:dLblPos/@val") == ["t"]
    assert (float(x) < 0) == (above == up)


def areas(node: ChartNode) -> tuple[list[tuple[float, float]], dict[int, tuple[float, float, float, float]]]:
    """The points of the line, and the rectangle of each label that is clear, in points of the chart."""
    box = plot_box(node, STYLE, legend=False, axis="", label="100 M€", ends="")
    scale = hidden_scale(node, STYLE, box)
    spread = float(scale.high - scale.low)
    values = [value for value in node.series[0].values if value is not None]
    points = [
        (box.left + share * box.width, box.bottom - float(value - scale.low) / spread * box.height)
        for share, value in zip(category_shares(node), values, strict=True)
    ]
    found = {}
    for index, place in place_labels(node, STYLE, box, scale, range(len(values))).items():
        if place.clear:
            width, height = text_width(node.series[0].labels[index], STYLE.size), LINE * STYLE.size
            x = points[index][0] + place.move[0] * STYLE.width / 12_700
            top = points[index][1] + (LABEL_GAP if place.position == "b" else -LABEL_GAP - height)
            found[index] = (x - width / 2, top, x + width / 2, top + height)
    return points, found


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=12))
def test_no_label_is_crossed_by_the_line_or_another(values: list[int]) -> None:
    node = chart("line", tuple(f"a{n}" for n in range(len(values))), tuple(map(str, values)))
    points, found = areas(node)
    for left, top, right, bottom in found.values():
        for (x1, y1), (x2, y2) in pairwise(points):
            for step in range(101):
                x, y = x1 + (x2 - x1) * step / 100, y1 + (y2 - y1) * step / 100
                assert not (left + 1 < x < right - 1 and top + 1 < y < bottom - 1)
    for one, two in pairwise(found.values()):
        assert min(one[2], two[2]) - max(one[0], two[0]) <= 1 or min(one[3], two[3]) - max(one[1], two[1]) <= 1


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=12))
def test_every_point_is_labelled_or_only_the_last(values: list[int]) -> None:
    root = drawn(chart("line", tuple(f"a{n}" for n in range(len(values))), tuple(map(str, values))), STYLE)
    labelled = find(root, "//c:dLbl/c:idx/@val")
    assert labelled in ([str(n) for n in range(len(values))], [str(len(values) - 1)])
    assert find(root, "//c:valAx/c:delete/@val") == [str(int(len(labelled) == len(values)))] or len(values) == 1


@pytest.mark.parametrize("size", [8, 9.5, 12, 16])
def test_the_only_label_of_a_long_line_is_above_its_last_peak(size: float) -> None:
    values = tuple(str(n) for n in range(61))
    root = drawn(chart("line", tuple(f"a{n}" for n in range(61)), values), ChartStyle(size=size))
    assert find(root, "//c:dLbl/c:idx/@val") == ["60"]
    assert find(root, "//c:dLbl/c:dLblPos/@val") == ["t"]
