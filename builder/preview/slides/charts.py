"""Charts on slides as SVG, drawn from their parts (ECMA-376 part 1, 21.2). Lengths are EMU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.opc.package import Part

from builder.office.deck_package import related_part
from builder.office.xml import qn
from builder.preview.slides.chart_axes import draw_category_axis, draw_gridlines, draw_value_axis
from builder.preview.slides.chart_data import CHART, Axis, Box, Shapes, look_of, read_axes, read_shapes, value_of
from builder.preview.slides.chart_kinds import draw_areas, draw_bars, draw_lines_of, draw_points, heaps
from builder.preview.slides.chart_labels import Labelling
from builder.preview.slides.chart_legend import draw_legend
from builder.preview.slides.chart_rings import draw_rings
from builder.preview.slides.chart_scales import CategoryScale, ValueScale, value_scale
from builder.preview.slides.chart_text import text_frame
from builder.preview.slides.chart_titles import draw_titles
from builder.preview.slides.figure_marks import MarkedLabel
from builder.preview.slides.svg import add
from builder.preview.slides.text_runs import Colours
from builder.templates.deck.facts import Frame

__all__ = ["draw_chart"]

_CDR = qn("cdr:")
_USER_SHAPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes"
_USUAL_BOX = (0.08, 0.08, 0.88, 0.78)
"""The plot of a chart that has no layout of its own, as shares of the chart."""
_RINGS = ("pieChart", "doughnutChart")
_UPRIGHT = {"areaChart": draw_areas, "barChart": draw_bars, "lineChart": draw_lines_of}


def draw_chart(
    parent: etree._Element, part: Part, frame: Frame, colours: Colours, figures: Sequence[MarkedLabel] = ()
) -> None:
    """Draw the chart of a part in its frame; `figures` are those of its labels that are figures of the ledger."""
    root = etree.fromstring(part.blob)
    chart: Any = root.find(f"{CHART}chart")
    plot = chart.find(f"{CHART}plotArea") if chart is not None else None
    if plot is None:
        return
    marks = {(mark.series, mark.point): mark for mark in figures}
    common = Labelling(frame, colours, value_of(root, "lang", "en-US"), root.find(f"{CHART}txPr"), marks)
    box = _box(plot, frame)
    _ChartDrawing(parent, plot, box, common).draw()
    draw_titles(parent, chart, plot, box, common)
    legend = chart.find(f"{CHART}legend")
    if legend is not None:
        draw_legend(parent, legend, read_shapes(plot), box, common)
    shapes = related_part(part, _USER_SHAPES)
    if shapes is not None:
        _draw_user_shapes(parent, etree.fromstring(shapes.blob), common)


def _box(plot: Any, frame: Frame) -> Box:
    """Return the rectangle of the plot."""
    layout = plot.find(f"{CHART}layout/{CHART}manualLayout")
    shares = tuple(float(value_of(layout, name, "0")) for name in "xywh") if layout is not None else _USUAL_BOX
    x, y, width, height = shares
    return frame.x + x * frame.width, frame.y + y * frame.height, width * frame.width, height * frame.height


class _ChartDrawing:
    """Draws the plot of one chart."""

    def __init__(self, parent: etree._Element, plot: Any, box: Box, common: Labelling):
        self._parent, self._box, self._common = parent, box, common
        self._shapes = read_shapes(plot)
        self._axes = read_axes(plot)
        self._plot = plot

    def draw(self) -> None:
        """Draw gridlines, the shapes of each kind, and the axes."""
        background = look_of(self._plot.find(f"{CHART}spPr"), self._common.colours)
        if background["fill"] != "none":
            x, y, width, height = self._box
            add(self._parent, "rect", x=x, y=y, width=width, height=height, **background)
        for place, shapes in enumerate(self._shapes):
            if shapes.kind in _RINGS:
                draw_rings(self._parent, shapes, self._box, self._common)
            elif shapes.kind == "scatterChart":
                self._draw_scatter(shapes, first=not place)
            else:
                self._draw_categories(shapes, first=not place)

    def _draw_scatter(self, shapes: Shapes, *, first: bool) -> None:
        axes = [self._axes[name] for name in shapes.axes if name in self._axes]
        x, y, width, height = self._box
        horizontal = next((axis for axis in axes if axis.place in "bt"), None)
        vertical = next((axis for axis in axes if axis.place in "lr"), None)
        xs = [float(value) for series in shapes.series for value in series.across if value is not None]
        ys = [float(value) for series in shapes.series for value in series.values if value is not None]
        across = value_scale(horizontal, xs, x, x + width)
        up = value_scale(vertical, ys, y + height, y)
        if first:
            for axis, scale in ((horizontal, across), (vertical, up)):
                if axis is not None:
                    draw_gridlines(self._parent, axis, scale, self._box, self._common)
            for axis, scale in ((horizontal, across), (vertical, up)):
                if axis is not None:
                    draw_value_axis(self._parent, axis, scale, self._box, None, self._common)
        draw_points(self._parent, shapes, across, up, self._common)

    def _draw_categories(self, shapes: Shapes, *, first: bool) -> None:
        axes = [self._axes[name] for name in shapes.axes if name in self._axes]
        values = next((axis for axis in axes if axis.is_value), None)
        names = next((axis for axis in axes if not axis.is_value), None)
        lying = shapes.kind == "barChart" and value_of(shapes.element, "barDir", "col") == "bar"
        scale = self._value_scale(values, shapes, lying)
        categories = self._category_scale(names, values, shapes, lying)
        secondary = not first and values is not None and values.place == "r"
        if first and values is not None:
            draw_gridlines(self._parent, values, scale, self._box, self._common)
        _UPRIGHT[shapes.kind](self._parent, shapes, categories, scale, self._common)
        if (first or secondary) and values is not None:
            draw_value_axis(self._parent, values, scale, self._box, None, self._common)
        if first and names is not None:
            longest = max((series.categories for series in shapes.series), key=len, default=())
            draw_category_axis(self._parent, names, categories, longest, self._box, scale.base, self._common)

    def _value_scale(self, axis: Axis | None, shapes: Shapes, lying: bool) -> ValueScale:
        """Return the scale of the values of all shapes that share the axis."""
        shared = [group for group in self._shapes if set(group.axes) & set(shapes.axes)]
        ends = [
            float(end)
            for group in shared
            for row in heaps(group)
            for heap in row
            if heap is not None
            for end in heap[1:]
        ]
        if any(group.kind in ("barChart", "areaChart") for group in shared):
            ends.append(0.0)
        x, y, width, height = self._box
        return value_scale(axis, ends, x, x + width) if lying else value_scale(axis, ends, y + height, y)

    def _category_scale(self, names: Axis | None, values: Axis | None, shapes: Shapes, lying: bool) -> CategoryScale:
        count = max((len(series.values) for series in shapes.series), default=0)
        between = values is None or values.between
        x, y, width, height = self._box
        # Categories of bars that lie go up, unless the axis is reversed, as it is for reading order.
        start, end = (y + height, y) if lying else (x, x + width)
        if names is not None and names.reversed:
            start, end = end, start
        return CategoryScale(count, start, end, between)


def _draw_user_shapes(parent: etree._Element, shapes: Any, common: Labelling) -> None:
    """Draw the text boxes of a chart (21.3): the labels of axes whose numbers Office cannot print in the language."""
    frame = common.frame
    for anchor in shapes.iterfind(f"{_CDR}relSizeAnchor"):
        corners = [float(anchor.findtext(f"{_CDR}{end}/{_CDR}{name}") or 0) for end in ("from", "to") for name in "xy"]
        body = anchor.find(f"{_CDR}sp/{_CDR}txBody")
        if body is None:
            continue
        left, top, right, bottom = corners
        x, y = frame.x + left * frame.width, frame.y + top * frame.height
        size = (round((right - left) * frame.width), round((bottom - top) * frame.height))
        text_frame(parent, body, Frame(round(x), round(y), *size), common.colours)
