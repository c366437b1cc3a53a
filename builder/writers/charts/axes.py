"""The axes: quiet, with positive ids (python-pptx writes negative ones, which the schema forbids)."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from builder.office.xml import attribute
from builder.tree.exhibits import AxisNode, ChartNode, TickNode, TimeNode
from builder.writers.charts.data import number
from builder.writers.charts.geometry import PlotBox, axis_of, is_stack
from builder.writers.charts.names import Names, bar_names_scale, plan_names, time_step
from builder.writers.charts.number_codes import number_code, share_code
from builder.writers.charts.style import ChartStyle, colour
from builder.writers.charts.text import LABEL_GAP, LINE, ChartText, solid, text_width

__all__ = [
    "AXES",
    "AXIS_IDS",
    "SECOND_AXES",
    "Scale",
    "category_axis",
    "hairline",
    "hidden_scale",
    "labels_apart",
    "scale_of",
    "second_axes",
    "second_scale",
    "shown_scale",
    "value_axis",
]

_CATEGORIES, _VALUES = 111_111_111, 222_222_222
AXIS_IDS = (_CATEGORIES, _VALUES)
"""The ids of the horizontal and of the vertical axis."""
AXES = f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'
"""The references of a plot to its two axes."""
_SECOND_CATEGORIES, _SECOND_VALUES = 333_333_333, 444_444_444
SECOND_AXES = f'<c:axId val="{_SECOND_CATEGORIES}"/><c:axId val="{_SECOND_VALUES}"/>'
"""The references of a plot to the second pair of axes."""
_HAIRLINE = 6_350
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"


class Scale(Struct, frozen=True):
    """The ends of the value axis as drawn. `axis` is None if the axis is hidden, since every value is labelled.

    `code` is the number format that draws the labels of the ticks; None if they are drawn as text. `open` is True if
    Office chooses the upper end, so that longer bars than today's stay whole when the data is edited. `ticks` are those
    that have a label.
    """

    low: Decimal
    high: Decimal
    axis: AxisNode | None = None
    code: str | None = None
    open: bool = False
    ticks: tuple[TickNode, ...] = ()


def shown_scale(chart: ChartNode, style: ChartStyle, box: PlotBox) -> Scale:
    """Return the scale of an axis that is shown."""
    axis = axis_of(chart)
    if chart.kind != "bar":
        return scale_of(axis, shares=chart.shares)
    scale = scale_of(axis, labels_apart(axis, style, box), shares=chart.shares)
    return scale if chart.total is None else replace(scale, high=scale.high + _base_of_totals(scale.high - scale.low))


def _base_of_totals(spread: Decimal) -> Decimal:
    """Return a length beyond the longest stack of bars, where the label of its total begins: a bar that is wholly
    outside has no label.
    """
    return spread / 100


def scale_of(axis: AxisNode, apart: int = 1, *, shares: bool = False) -> Scale:
    """Return the scale of an axis with a label at every tick, or at one in `apart`: at multiples of that many steps.

    `shares` is True for an axis from 0 to 1 whose labels are percentages.
    """
    first = 0 if axis.low % axis.step else int(axis.low / axis.step)
    ticks = tuple(tick for index, tick in enumerate(axis.ticks, start=first) if index % apart == 0)
    code = None
    if apart == 1:
        pairs = [(tick.value, tick.text) for tick in ticks]
        code = axis.code or (share_code(pairs) if shares else number_code(pairs, grouped=True))
    return Scale(axis.low, axis.high, axis, code, ticks=ticks)


def second_scale(chart: ChartNode) -> Scale | None:
    """Return the scale of the second axis, if the chart has one."""
    axis = chart.second_axis
    if axis is None:
        return None
    code = number_code(((tick.value, tick.text) for tick in axis.ticks), grouped=True)
    return Scale(axis.low, axis.high, axis, code, ticks=axis.ticks)


def labels_apart(axis: AxisNode, style: ChartStyle, box: PlotBox) -> int:
    """Return the steps from one label of an axis below the plot to the next, so that they do not touch."""
    widest = max(text_width(tick.text, style.size) for tick in axis.ticks) + style.size
    return ceil(widest / (box.width * float(axis.step / (axis.high - axis.low))))


def hidden_scale(chart: ChartNode, style: ChartStyle, box: PlotBox) -> Scale:
    """Return the scale of a chart without a visible value axis: as far as its shapes reach, with space for the labels
    beyond them. An axis from zero starts there.
    """
    axis = axis_of(chart)
    least = axis.low if axis.note or axis.chosen else axis.least
    spread = axis.most - least or Decimal(1)
    above = below = 0.0
    bar = chart.kind == "bar"
    stacked = is_stack(chart)
    if not stacked:
        widest = max((text_width(text, style.size) for row in chart.series for text in row.labels), default=0.0)
        along = (widest + 2 * style.size) / box.width if bar else (LINE * style.size + LABEL_GAP) / box.height
        above = along if axis.most > 0 or chart.kind == "line" else 0.0
        below = along if least < 0 or chart.kind == "line" else 0.0
    unit = spread / Decimal(max(1 - above - below, 0.2))
    low, high = (unit * Decimal(f"{share:.4f}") for share in (below, above))
    high += _base_of_totals(spread) if chart.total is not None and bar else 0
    return Scale(
        least - low, least + spread + high, open=least == 0 and not stacked and chart.kind in ("bar", "column")
    )


def hairline(text_style: ChartText) -> str:
    """Return the properties of a thin line in the colour of the grid."""
    ink = solid(colour(text_style.style.gridline, text_style.style))
    return f'<c:spPr><a:ln w="{_HAIRLINE}" cap="flat">{ink}<a:round/></a:ln></c:spPr>'


def category_axis(chart: ChartNode, text_style: ChartText, box: PlotBox) -> str:
    """Return `c:catAx`, or `c:dateAx` for categories placed in time. Bars are read from the top: their axis is
    reversed. Names are below (or left of) negative values.
    """
    bar = chart.kind == "bar"
    count = max(len(chart.categories), 1)
    names = Names() if bar else plan_names(chart, text_style.style, box.width / count)
    scale = (
        bar_names_scale(chart, text_style.style, box.left - text_style.style.size, box.height / count)
        if bar
        else names.scale
    )
    time = None if bar else chart.time
    code = time.code if time is not None else "General"
    common = (
        f'<c:axId val="{_CATEGORIES}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if bar else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if bar else "b"}"/>'
        f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"{hairline(text_style)}{text_style.smaller(scale).properties(rotation=names.rotation)}"
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
    )
    if time is not None:
        return f"<c:dateAx>{common}{_time_units(chart, time, text_style, box)}</c:dateAx>"
    return (
        f'<c:catAx>{common}<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="{names.skip}"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _time_units(chart: ChartNode, time: TimeNode, text_style: ChartText, box: PlotBox) -> str:
    """Return the end of `c:dateAx`: its unit, and the steps between its labels."""
    count, unit = time_step(chart, time, text_style.style, box.width)
    return (
        f'<c:lblOffset val="100"/><c:baseTimeUnit val="{time.unit}s"/>'
        f'<c:majorUnit val="{count}"/><c:majorTimeUnit val="{unit}s"/>'
    )


def value_axis(chart: ChartNode, text_style: ChartText, scale: Scale) -> str:
    """Return `c:valAx` with both ends fixed; deleted if `scale` has no axis to show. Labels that no number format can
    draw are left out: `tick_labels` writes them as text.
    """
    bar = chart.kind == "bar"
    shown = scale.axis is not None
    grid = f"<c:majorGridlines>{hairline(text_style)}</c:majorGridlines>" if shown else ""
    between = "midCat" if chart.kind == "area" else "between"
    low, high = number(scale.low), number(scale.high)
    maximum = "" if scale.open else f'<c:max val="{high}"/>'
    step = f'<c:majorUnit val="{number(scale.axis.step)}"/>' if scale.axis is not None else ""
    position = "none" if shown and scale.code is None else "nextTo"
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/>'
        f'<c:scaling><c:orientation val="minMax"/>{maximum}<c:min val="{low}"/></c:scaling>'
        f'<c:delete val="{int(not shown)}"/><c:axPos val="{"b" if bar else "l"}"/>{grid}'
        f'<c:numFmt formatCode="{attribute(scale.code or chart.number_format)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{position}"/>{_NO_LINE}{text_style.properties()}'
        f'<c:crossAx val="{_CATEGORIES}"/><c:crosses val="{"max" if bar else "autoZero"}"/>'
        f'<c:crossBetween val="{between}"/>{step}</c:valAx>'
    )


def second_axes(chart: ChartNode, text_style: ChartText, scale: Scale) -> str:
    """Return the second `c:valAx`, at the right, without lines of its own, and the category axis that it crosses, which
    is hidden.
    """
    assert scale.axis is not None
    position = "none" if scale.code is None else "nextTo"
    return (
        f'<c:valAx><c:axId val="{_SECOND_VALUES}"/>'
        f'<c:scaling><c:orientation val="minMax"/><c:max val="{number(scale.high)}"/><c:min val="{number(scale.low)}"/>'
        '</c:scaling><c:delete val="0"/><c:axPos val="r"/>'
        f'<c:numFmt formatCode="{attribute(scale.code or chart.second_format)}" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{position}"/>{_NO_LINE}'
        f'{text_style.properties()}<c:crossAx val="{_SECOND_CATEGORIES}"/><c:crosses val="max"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{number(scale.axis.step)}"/></c:valAx>'
        f'<c:catAx><c:axId val="{_SECOND_CATEGORIES}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/><c:crossAx val="{_SECOND_VALUES}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
