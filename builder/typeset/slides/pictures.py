"""Charts and images: exhibits that take the room that the text leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.templates.deck.facts import Frame
from builder.tree.exhibits import ChartNode, ImageNode
from builder.typeset.inlines import text
from builder.typeset.layout_slots import INCH
from builder.typeset.measure import EMU, words
from builder.typeset.plan import ChartPart, ImagePart
from builder.typeset.planner import Planner

__all__ = ["chart_beside", "chart_beside_callout", "chart_in_pair", "chart_over", "plan_chart", "plan_image"]

_LABEL_SIZES = (18.0, 16.0, 14.0, 12.0)
"""Points of labels, the largest first."""
_SMALL_LABEL_SIZES = (14.0, 12.0)
"""Of labels of charts in a pair."""
_MARK = 0.45 * INCH / 14
"""EMU that a bar or a column needs for each point of its labels."""
_NAMES_SHARE = 0.36
"""Share of its width that a chart of bars may give to names, which may be on two lines."""
_NAME_LINES = 2
_LABEL_AIR = 1.1
_MOST_LABELS = {"line": 16.0, "area": 16.0, "scatter": 14.0, "pie": 16.0, "doughnut": 16.0}
"""Points of labels at most, where an axis has many of them, or where they take room from a circle."""
_BESIDE_CIRCLE = 14.0
"""Of a circle in a frame that is not much wider than high."""
_LEAST_WIDTH = 3.6 * INCH
_LEAST_HEIGHT = 2.4 * INCH
_LEAST_BESIDE_CALLOUT = 6.0 * INCH
_LEAST_STEP = 0.2 * INCH
"""Between two points of a line."""
_LEAST_DPI = 72.0
"""A picture is not drawn larger than this resolution allows: it would be blurred on a screen."""


def plan_chart(planner: Planner, charts: tuple[ChartNode, ...], frame: Frame) -> list[tuple[ChartPart, ...]]:
    """Place the chart over the whole frame; its labels are smaller if many must be side by side."""
    size = _label_size(planner, charts, frame, _LABEL_SIZES)
    return [tuple(ChartPart(frame=frame, chart=chart, size=size) for chart in charts)]


def _label_size(planner: Planner, charts: tuple[ChartNode, ...], frame: Frame, sizes: Sequence[float]) -> float:
    """Return the largest of the sizes at which marks have room for their labels in every language; else the last."""
    fitting = (size for size in sizes if all(_has_room(planner, chart, frame, size) for chart in charts))
    return next(fitting, sizes[-1])


def _has_room(planner: Planner, chart: ChartNode, frame: Frame, size: float) -> bool:
    """Return True if the labels of a chart have room at a size: those of bars, columns and slices."""
    if _crowded((chart,), frame, size):
        return False
    ems = size * EMU * _LABEL_AIR

    def widest(texts: Iterable[str]) -> float:
        font = planner.template.theme.minor_font
        return max((words(text(own), planner.fonts, font).natural() for own in texts), default=0.0) * ems

    if chart.kind == "bar":
        font, room = planner.template.theme.minor_font, frame.width * _NAMES_SHARE
        names = [words(text(name), planner.fonts, font) for name in chart.categories]
        lines = max((name.lines(room / ems) for name in names), default=1)
        high = lines * max((name.line for name in names), default=1.0) * ems
        whole = all(name.longest * ems <= room for name in names)
        return whole and lines <= _NAME_LINES and high * len(names) <= frame.height
    if chart.kind == "column" and chart.categories:
        slot = frame.width * 0.92 / len(chart.categories)
        labels = [label for series in chart.series for label in series.labels]
        shown = widest(labels) * (1 if chart.stacked else len(chart.series))
        return max(shown, widest(word for name in chart.categories for word in name.split())) <= slot
    return True


def _crowded(charts: tuple[ChartNode, ...], frame: Frame, size: float) -> bool:
    """Return True if bars or columns are too close for labels of a size."""
    marks = max(len(chart.categories) * (1 if chart.stacked else len(chart.series)) for chart in charts)
    along = frame.height if charts[0].kind == "bar" else frame.width
    if charts[0].kind in _MOST_LABELS:
        circle = charts[0].kind in ("pie", "doughnut")
        return size > (_BESIDE_CIRCLE if circle and frame.width < 2 * frame.height else _MOST_LABELS[charts[0].kind])
    return along < marks * _MARK * size


def chart_beside(
    planner: Planner, charts: tuple[ChartNode, ...], frame: Frame, *, panel: bool = False
) -> tuple[ChartPart, ...] | None:
    """Place the chart in half a slide if it is then readable; else None."""
    if frame.width < 4.0 * INCH or frame.height < 2.6 * INCH or _crowded(charts, frame, _LABEL_SIZES[-1]):
        return None
    longest = max(len(name) for chart in charts for name in chart.categories) if charts[0].categories else 0
    if len(charts[0].categories) > 6 or len(charts[0].series) > 3 or longest > 40:
        return None
    size = _label_size(planner, charts, frame, _LABEL_SIZES)
    return tuple(ChartPart(frame=frame, chart=chart, size=size, panel=panel) for chart in charts)


def chart_over(planner: Planner, charts: tuple[ChartNode, ...], frame: Frame) -> tuple[ChartPart, ...] | None:
    """Place the chart over a callout if it is then readable; else None."""
    if frame.height < _LEAST_HEIGHT or _crowded(charts, frame, _LABEL_SIZES[-1]):
        return None
    return plan_chart(planner, charts, frame)[0]


def chart_beside_callout(planner: Planner, charts: tuple[ChartNode, ...], frame: Frame) -> tuple[ChartPart, ...] | None:
    """Place the chart beside a callout if its labels and names have as much room there as they need; else None."""
    if frame.width < _LEAST_BESIDE_CALLOUT or frame.height < _LEAST_HEIGHT:
        return None
    if any(
        len(chart.categories) * _LEAST_STEP > frame.width or not _has_room(planner, chart, frame, _LABEL_SIZES[-1])
        for chart in charts
    ):
        return None
    return plan_chart(planner, charts, frame)[0]


def chart_in_pair(planner: Planner, charts: tuple[ChartNode, ...], frame: Frame) -> tuple[ChartPart, ...] | None:
    """Place a chart beside another one if it is then readable; else None."""
    if frame.width < _LEAST_WIDTH or frame.height < _LEAST_HEIGHT:
        return None
    if charts[0].kind in ("line", "area"):
        crowded = any(len(chart.categories) * _LEAST_STEP > frame.width for chart in charts)
    else:
        crowded = charts[0].kind not in ("pie", "doughnut") and _crowded(charts, frame, _SMALL_LABEL_SIZES[-1])
    size = _label_size(planner, charts, frame, _SMALL_LABEL_SIZES)
    return None if crowded else tuple(ChartPart(frame=frame, chart=chart, size=size) for chart in charts)


def plan_image(images: tuple[ImageNode, ...], frame: Frame) -> list[tuple[ImagePart, ...]]:
    """Place the picture in its own proportions in the frame's middle: as large as the frame and its resolution allow,
    or of the width that the author chose, if the frame has room for it.
    """
    return [tuple(ImagePart(frame=_proportioned(image, frame), image=image) for image in images)]


def _proportioned(image: ImageNode, frame: Frame) -> Frame:
    width = max(1, image.width) / (image.dpi[0] or 96.0)
    height = max(1, image.height) / (image.dpi[1] or 96.0)
    if image.width_share is not None:
        largest = image.width_share * frame.width / (width * INCH)
    elif image.width_inches is not None:
        largest = image.width_inches / width
    else:
        largest = max(1.0, min(image.dpi) / _LEAST_DPI) if min(image.dpi) > 0 else 1.0
    scale = min(frame.width / (width * INCH), frame.height / (height * INCH), largest)
    wide, high = max(1, round(width * INCH * scale)), max(1, round(height * INCH * scale))
    return Frame(frame.x + (frame.width - wide) // 2, frame.y + (frame.height - high) // 2, wide, high)
