"""Names of categories under a chart: horizontal and wrapped, smaller, or turned. Only dates are thinned out."""

from __future__ import annotations

from msgspec import Struct

from builder.tree.exhibits import ChartNode, TimeNode
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LINE, text_width, wrap

__all__ = ["Names", "bar_names_scale", "plan_names", "time_step"]

_LEVEL, _SLANTED, _UPRIGHT = 0, -2_700_000, -5_400_000
_ALMOST_LEVEL = 600
"""An invisible rotation of a hundredth of a degree. LibreOffice breaks words in horizontal names; of rotated ones it
leaves out those that do not fit, as Office does when it is set to skip.
"""
_MOST_LINES = 4
_MOST_HEIGHT = 0.4
"""The most of the chart's height that turned names may take."""
_LEAST_SCALE = 0.75
_SMALLEST = 0.4
"""The smallest scale of upright names, where there are more than fit in any other way."""
_SCALE_STEP = 5
"""Percent between the sizes of names that are tried."""
_SLANTED_SLOT, _UPRIGHT_SLOT = 2.2, 1.3
"""The widths of a category, in type sizes, that slanted and upright names need."""
_STEPS = {
    "year": [(count * unit, "year") for unit in (1, 10, 100) for count in (1, 2, 5)],
    "month": [(count, "month") for count in (1, 2, 3, 6)],
    "day": [(count, "day") for count in (1, 2, 7, 14)],
}
"""Steps between the labels of a time axis, the shortest first."""
_DAYS = {"day": 1.0, "month": 30.44, "year": 365.25}


class Names(Struct, frozen=True):
    """The rotation of names in 60 000ths of a degree, how many there are for each printed, their height in points, and
    their size as a share of the chart's.
    """

    rotation: int = _LEVEL
    skip: int = 1
    height: float = 0.0
    scale: float = 1.0


def plan_names(chart: ChartNode, style: ChartStyle, slot: float) -> Names:
    """Plan the names of a chart whose categories are `slot` points wide.

    Names wrap, a little smaller if that is enough. If a word is still too long for its slot, dates are thinned out and
    all other names are turned, none left out.
    """
    size = style.size
    if chart.time is not None:
        return Names(_LEVEL, 1, LINE * size)
    longest = max((text_width(f"{name}  ", size) for name in chart.categories), default=0.0)
    wrapped = _wrapped(chart, style, slot)
    if wrapped is not None and (wrapped.scale == 1.0 or not _is_dated(chart)):
        return wrapped
    if _is_dated(chart):
        return Names(_ALMOST_LEVEL, int(-(-longest // slot)), LINE * size)
    return _turned(style, slot, longest)


def _is_dated(chart: ChartNode) -> bool:
    """Return True if the categories are dates, or years written as text."""
    return chart.dated or all(len(name) == 4 and name.isdecimal() for name in chart.categories)


def _wrapped(chart: ChartNode, style: ChartStyle, slot: float) -> Names | None:
    """Return wrapped names at the largest size at which every word fits its slot; None if none does."""
    words = [word for name in chart.categories for word in name.split(" ")]
    for scale in (1.0, 0.9, _LEAST_SCALE):
        size = style.size * scale
        if max((text_width(f"{word} ", size) for word in words), default=0.0) <= slot:
            lines = max((len(wrap(name, slot, size)) for name in chart.categories), default=1)
            if lines <= _MOST_LINES:
                return Names(_LEVEL, 1, LINE * lines * size, scale)
    return None


def _turned(style: ChartStyle, slot: float, longest: float) -> Names:
    """Return slanted or upright names, small enough to be separate and to keep to their part of the height."""
    size, most = style.size, _MOST_HEIGHT * style.height / 12_700
    if slot >= _SLANTED_SLOT * size:
        height = 0.75 * longest + size
        scale = max(_LEAST_SCALE, min(1.0, most / height))
        return Names(_SLANTED, 1, min(height * scale, most), scale)
    scale = min(1.0, slot / (_UPRIGHT_SLOT * size), max(_LEAST_SCALE, most / longest))
    scale = max(_SMALLEST, scale)
    return Names(_UPRIGHT, 1, min(longest * scale, most), scale)


def time_step(chart: ChartNode, time: TimeNode, style: ChartStyle, width: float) -> tuple[int, str]:
    """Return the shortest step between the labels of a time axis of `width` points at which they do not touch: a count
    and its unit.
    """
    longest = max(text_width(f"{name}  ", style.size) for name in chart.categories)
    days = time.positions[-1] - time.positions[0]
    if time.code == "0":  # years that are counted as days
        steps = [(count, "day") for count, _ in _STEPS["year"]]
    else:
        units = ("day", "month", "year")
        steps = [step for unit in units[units.index(time.unit) :] for step in _STEPS[unit]]
    fits = (step for step in steps if longest * (days / (step[0] * _DAYS[step[1]]) + 1) <= width)
    return next(fits, steps[-1])


def bar_names_scale(chart: ChartNode, style: ChartStyle, width: float, slot: float) -> float:
    """Return the largest scale of the names beside bars, 0.4 to 1, at which names of `width` points, `slot` points from
    each other, do not touch: smaller names need fewer lines.
    """
    for percent in range(100, round(100 * _SMALLEST), -_SCALE_STEP):
        size = style.size * percent / 100
        if max((len(wrap(name, width, size)) for name in chart.categories), default=1) * LINE * size <= slot:
            return percent / 100
    return _SMALLEST
