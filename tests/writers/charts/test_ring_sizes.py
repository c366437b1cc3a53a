"""Rings fill their frame, and their labels stay inside it."""

from __future__ import annotations

from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LINE, text_width
from tests.writers.charts.charts import chart, drawn, find

STYLE = ChartStyle(size=14, width=10_000_000, height=4_000_000)
WIDTH, HEIGHT = STYLE.width / 12_700, STYLE.height / 12_700


@given(st.lists(st.integers(5, 100), min_size=2, max_size=7))
def test_labels_around_a_ring_stay_inside_the_frame(values: list[int]) -> None:
    names = tuple(f"Part {n}" for n in range(len(values)))
    node = chart("doughnut", names, tuple(map(str, values)))
    root = drawn(node, STYLE)
    (place,) = find(root, "c:chart/c:plotArea/c:layout/c:manualLayout")
    x, y, w, h = (float(place.find("{*}" + name).get("val")) for name in "xywh")
    middle = ((x + w / 2) * WIDTH, (y + h / 2) * HEIGHT)
    band = h * HEIGHT / 2 * (100 + 58) / 200
    turned = 0
    for value, name, text, label in zip(values, names, node.series[0].labels, find(root, "//c:dLbl"), strict=True):
        angle = 2 * pi * (turned + value / 2) / sum(values)
        turned += value
        moves = [float(find(label, f"c:layout/c:manualLayout/c:{axis}/@val")[0]) for axis in "xy"]
        across = middle[0] + band * sin(angle) + moves[0] * WIDTH
        down = middle[1] - band * cos(angle) + moves[1] * HEIGHT
        lines = len(find(label, ".//a:p"))
        wide = (
            text_width(f"{name}\u00a0\u00a0{text}", 14) if lines == 1 else max(text_width(t, 14) for t in (name, text))
        )
        tall = LINE * 14 * lines
        assert across - wide / 2 >= -1 and across + wide / 2 <= WIDTH + 1
        assert down - tall / 2 >= -1 and down + tall / 2 <= HEIGHT + 1


@pytest.mark.parametrize("kind", ["pie", "doughnut"])
def test_labels_at_the_sides_leave_a_circle_the_height_of_the_frame(kind: str) -> None:
    root = drawn(chart(kind, ("Nord", "Sud"), ("50", "50")), STYLE)  # type: ignore[arg-type]
    (height,) = find(root, "c:chart/c:plotArea/c:layout/c:manualLayout/c:h/@val")
    assert float(height) >= 0.85


def test_labels_of_a_pie_that_are_moved_start_inside_it() -> None:
    """LibreOffice squeezes a chart in which a label would start beyond the frame."""
    root = drawn(chart("pie", ("Nord", "Est", "Sud", "Ouest"), ("36", "29", "24", "11")), STYLE)
    (height,) = find(root, "c:chart/c:plotArea/c:layout/c:manualLayout/c:h/@val")
    assert float(height) >= 0.85
    each = find(root, "//c:dLbl")
    moved = [label for label in each if find(label, "c:layout/c:manualLayout")]
    assert moved and all(find(label, "c:dLblPos/@val") == ["ctr"] for label in moved)
    assert all(find(label, "c:dLblPos/@val") == ["outEnd"] for label in each if label not in moved)
