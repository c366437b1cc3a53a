"""The two axes of a scatter chart: hairlines at their ticks, the name of the horizontal one below it as its title, that
of the vertical one above it, where it is read without turning the head.
"""

from __future__ import annotations

from msgspec import Struct

from builder.office.xml import attribute
from builder.tree.exhibits import AxisNode, ChartNode
from builder.writers.charts.axes import AXIS_IDS, Scale, hairline, labels_apart, scale_of
from builder.writers.charts.data import number
from builder.writers.charts.geometry import PlotBox, axis_names, axis_of, legend_height
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LINE, ChartText, LabelRun, solid, text_width
from builder.writers.charts.text_boxes import TextBox

__all__ = ["ScatterFrame", "scatter_axes", "scatter_frame", "scatter_scales"]

_POINT = 12_700
_EDGE = 0.6
"""Space beside the plot, in type sizes."""
_TICKS = 1.9
"""Height of the labels below the plot, in type sizes."""

_ZERO_LINE = 9_525
_ZERO_TINT = 60_000
"""Width of the line of zero in EMU, and its opacity in thousandths of a percent."""


class ScatterFrame(Struct, frozen=True):
    """The rectangle of the plot, the name of the vertical axis above it, and that of the horizontal one: its lines, and
    their upper left corner in points.
    """

    box: PlotBox
    up: TextBox
    across: tuple[str, ...]
    corner: tuple[float, float]


def scatter_frame(chart: ChartNode, x_axis: AxisNode, style: ChartStyle) -> ScatterFrame:
    """Return the space of a scatter chart: legend, name of the vertical axis, plot, labels and name of the other."""
    width, height, size = style.width / _POINT, style.height / _POINT, style.size
    axis = axis_of(chart)
    top = legend_height(chart, style) if len(chart.series) > 1 else 0.3 * size
    across, up = axis_names(chart, style)
    left = max(text_width(tick.text, size) for tick in axis.ticks) + size
    right = max(text_width(x_axis.ticks[-1].text, size) / 2, _EDGE * size)
    bottom = height - (_TICKS + LINE * len(across) + _EDGE) * size
    name_bottom = top + LINE * len(up) * size
    box = PlotBox(left, name_bottom + size, width - right, bottom)
    longest = max(text_width(line, size) for line in across)
    middle = min(max((box.left + box.right - longest) / 2, 0.0), max(width - longest - size, 0.0))
    frame = PlotBox(0.0, top, width - _EDGE * size, name_bottom)
    name = TextBox(tuple((LabelRun(line, bold=True),) for line in up), frame, "l")
    return ScatterFrame(box, name, across, (middle, bottom + _TICKS * size))


def scatter_scales(chart: ChartNode, x_axis: AxisNode, style: ChartStyle, box: PlotBox) -> tuple[Scale, Scale]:
    """Return the scales of the horizontal and of the vertical axis."""
    return scale_of(x_axis, labels_apart(x_axis, style, box)), scale_of(axis_of(chart))


def scatter_axes(chart: ChartNode, text_style: ChartText, frame: ScatterFrame, across: Scale, up: Scale) -> str:
    """Return both `c:valAx`. Each crosses the other at zero if it has values on both sides of it, else at its start."""
    horizontal, vertical = AXIS_IDS
    title = _title(frame.across, frame.corner, text_style)
    return _axis(horizontal, "b", vertical, across, up, title, chart.x_format, text_style) + _axis(
        vertical, "l", horizontal, up, across, "", chart.number_format, text_style
    )


def _axis(
    own: int, position: str, other: int, scale: Scale, crossed: Scale, title: str, code: str, text_style: ChartText
) -> str:
    """Return `c:valAx` with both ends fixed. Labels that no number format can draw are left out: `tick_labels` writes
    them as text.
    """
    assert scale.axis is not None
    at_zero = crossed.low < 0 < crossed.high
    labels = "none" if scale.code is None else "low"
    line = hairline(text_style)
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/><c:max val="{number(scale.high)}"/>'
        f'<c:min val="{number(scale.low)}"/></c:scaling><c:delete val="0"/><c:axPos val="{position}"/>'
        f"<c:majorGridlines>{line}</c:majorGridlines>{title}"
        f'<c:numFmt formatCode="{attribute(scale.code or code)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>{_own_line(text_style) if at_zero else line}'
        f"{text_style.properties()}"
        f'<c:crossAx val="{other}"/><c:crosses val="{"autoZero" if at_zero else "min"}"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{number(scale.axis.step)}"/></c:valAx>'
    )


def _own_line(text_style: ChartText) -> str:
    """Return the properties of an axis among its gridlines: the line of zero."""
    return f'<c:spPr><a:ln w="{_ZERO_LINE}" cap="flat">{solid(text_style.ink, _ZERO_TINT)}<a:round/></a:ln></c:spPr>'


def _title(lines: tuple[str, ...], corner: tuple[float, float], text_style: ChartText) -> str:
    """Return `c:title` with its upper left corner in points."""
    width, height = text_style.style.width / _POINT, text_style.style.height / _POINT
    layout = "".join(
        f'<c:{name} val="{min(max(share, 0.0), 1.0):.4f}"/>'
        for name, share in (("x", corner[0] / width), ("y", corner[1] / height))
    )
    return (
        f"<c:title><c:tx>{text_style.title(lines)}</c:tx><c:layout><c:manualLayout>"
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{layout}</c:manualLayout></c:layout><c:overlay val="0"/></c:title>'
    )
