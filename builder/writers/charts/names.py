"""Names of categories under a chart: horizontal and wrapped, thinned out along time, or rotated."""

from __future__ import annotations

from msgspec import Struct

from builder.tree.exhibits import ChartNode
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LINE, text_width, wrap

__all__ = ["Names", "bar_names_scale", "plan_names"]

_LEVEL, _SLANTED, _UPRIGHT = 0, -2_700_000, -5_400_000
_ALMOST_LEVEL = 600
"""An invisible rotation of a hundredth of a degree. LibreOffice breaks words in horizontal names; of rotated ones it
leaves out those that do not fit, as Office does when it is set to skip.
"""
_MOST_LINES = 4
_MOST_HEIGHT = 0.4
"""The most of the chart's height that turned names may take."""


_LEAST_SCALE = 0.75


class Names(Struct, frozen=True):
    """The rotation of names in 60 000ths of a degree, how many there are for each printed, their height in points."""

    rotation: int = _LEVEL
    skip: int = 1
    height: float = 0.0


def plan_names(chart: ChartNode, style: ChartStyle, slot: float) -> Names:
    """Plan the names of a chart whose categories are `slot` points wide. Names wrap; if a word is too long for its
    slot, points in time are thinned out and other names are rotated.
    """
    size = style.size
    words = [word for name in chart.categories for word in name.split(" ")]
    if max((text_width(f"{word} ", size) for word in words), default=0.0) <= slot:
        lines = max((len(wrap(name, slot, size)) for name in chart.categories), default=1)
        return Names(_LEVEL, 1, LINE * min(lines, _MOST_LINES) * size)
    longest = max(text_width(f"{name}  ", size) for name in chart.categories)
    if chart.kind in ("line", "area") or all(name.isdigit() for name in chart.categories):
        return Names(_ALMOST_LEVEL, int(-(-longest // slot)), LINE * size)
    most = _MOST_HEIGHT * style.height / 12_700
    if slot >= 2.2 * size:
        return Names(_SLANTED, 1, min(0.75 * longest + size, most))
    return Names(_UPRIGHT, 1, min(longest, most))


def bar_names_scale(chart: ChartNode, style: ChartStyle, width: float, slot: float) -> float:
    """Return the scale of the names beside bars, 0.75 to 1, at which names of `width` points, `slot` points from each
    other, do not touch.
    """
    lines = max((len(wrap(name, width, style.size)) for name in chart.categories), default=1)
    return max(_LEAST_SCALE, min(1.0, slot / (lines * LINE * style.size)))
