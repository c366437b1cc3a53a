"""Charts and images: exhibits that take the room that the text leaves."""

from __future__ import annotations

from builder.templates.deck.facts import Frame
from builder.tree.exhibits import ChartNode, ImageNode
from builder.typeset.layout_slots import INCH
from builder.typeset.plan import ChartPart, ImagePart

__all__ = ["chart_beside", "chart_in_pair", "plan_chart", "plan_image"]

_LABEL_SIZE = 14.0
_SMALL_LABEL_SIZE = 12.0
_LEAST_WIDTH = 3.6 * INCH
_LEAST_HEIGHT = 2.4 * INCH
_MOST_NAMES = 12
"""Names of points that have room at full size on a whole slide."""
_LEAST_STEP = 0.2 * INCH
"""Between two points of a line."""
_LEAST_DPI = 72.0
"""A picture is not drawn larger than this resolution allows: it would be blurred on a screen."""


def plan_chart(charts: tuple[ChartNode, ...], frame: Frame) -> list[tuple[ChartPart, ...]]:
    """Place the chart over the whole frame; its labels are smaller if many must be side by side."""
    size = _SMALL_LABEL_SIZE if _crowded(charts, frame) else _LABEL_SIZE
    return [tuple(ChartPart(frame=frame, chart=chart, size=size) for chart in charts)]


def _crowded(charts: tuple[ChartNode, ...], frame: Frame) -> bool:
    if charts[0].kind == "scatter":
        return len(charts[0].categories) > _MOST_NAMES
    marks = max(len(chart.categories) * (1 if chart.stacked else len(chart.series)) for chart in charts)
    along = frame.height if charts[0].kind == "bar" else frame.width
    return along < marks * 0.45 * INCH


def chart_beside(charts: tuple[ChartNode, ...], frame: Frame) -> tuple[ChartPart, ...] | None:
    """Place the chart in half a slide if it is then readable; else None."""
    if frame.width < 4.0 * INCH or frame.height < 2.6 * INCH or _crowded(charts, frame):
        return None
    longest = max(len(name) for chart in charts for name in chart.categories) if charts[0].categories else 0
    if len(charts[0].categories) > 6 or len(charts[0].series) > 3 or longest > 40:
        return None
    return tuple(ChartPart(frame=frame, chart=chart, size=_SMALL_LABEL_SIZE) for chart in charts)


def chart_in_pair(charts: tuple[ChartNode, ...], frame: Frame) -> tuple[ChartPart, ...] | None:
    """Place a chart beside another one if it is then readable; else None."""
    if frame.width < _LEAST_WIDTH or frame.height < _LEAST_HEIGHT:
        return None
    if charts[0].kind in ("line", "area"):
        crowded = any(len(chart.categories) * _LEAST_STEP > frame.width for chart in charts)
    else:
        crowded = charts[0].kind not in ("pie", "doughnut") and _crowded(charts, frame)
    return None if crowded else tuple(ChartPart(frame=frame, chart=chart, size=_SMALL_LABEL_SIZE) for chart in charts)


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
