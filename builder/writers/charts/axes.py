"""The axes: quiet, with positive ids (python-pptx writes negative ones, which the schema forbids)."""

from __future__ import annotations

from builder.office.xml import attribute
from builder.tree.exhibits import ChartNode
from builder.writers.charts.data import number
from builder.writers.charts.geometry import PlotBox, value_range
from builder.writers.charts.names import Names, bar_names_scale, plan_names
from builder.writers.charts.style import colour
from builder.writers.charts.text import ChartText, solid
from builder.writers.charts.ticks import Ticks

__all__ = ["AXES", "category_axis", "value_axis"]

_CATEGORIES, _VALUES = 111_111_111, 222_222_222
AXES = f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'
"""The references of a plot to its two axes."""
_HAIRLINE = 6_350
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"


def _line(voice: ChartText) -> str:
    ink = solid(colour(voice.style.gridline, voice.style))
    return f'<c:spPr><a:ln w="{_HAIRLINE}" cap="flat">{ink}<a:round/></a:ln></c:spPr>'


def category_axis(chart: ChartNode, voice: ChartText, box: PlotBox) -> str:
    """Return `c:catAx`. Bars are read from the top: their axis is reversed. Names stay below (or left of) negative
    values.
    """
    bar = chart.kind == "bar"
    count = max(len(chart.categories), 1)
    names = Names() if bar else plan_names(chart, voice.style, box.width / count)
    if bar:
        voice = voice.smaller(bar_names_scale(chart, voice.style, box.left - voice.style.size, box.height / count))
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if bar else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if bar else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"{_line(voice)}{voice.properties(rotation=names.rotation)}"
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/><c:tickLblSkip val="{names.skip}"/><c:noMultiLvlLbl val="1"/>'
        "</c:catAx>"
    )


def value_axis(chart: ChartNode, voice: ChartText, ticks: Ticks | None, room: float = 0.0) -> str:
    """Return `c:valAx`, from zero; deleted if `ticks` is None. `room` is the share of the range to leave free beyond
    negative values, for their labels (0: leave the ends to Office).
    """
    bar = chart.kind == "bar"
    low, high = value_range(chart)
    maximum = "" if ticks is None or ticks.maximum is None else f'<c:max val="{number(ticks.maximum)}"/>'
    if ticks is None and chart.stacked and low == 0 < high:
        # Left to itself, Office ends an axis that nobody sees a step beyond the stacks.
        maximum = f'<c:max val="{number(high)}"/>'
    minimum = '<c:min val="0"/>' if low == 0 else ""
    if low < 0 and room:
        spare = float(high - low) * room
        maximum, minimum = f'<c:max val="{float(high) + spare:.6g}"/>', f'<c:min val="{float(low) - spare:.6g}"/>'
    shown = ticks is not None
    grid = f"<c:majorGridlines>{_line(voice)}</c:majorGridlines>" if shown else ""
    code = ticks.code if ticks else "General"
    between = "midCat" if chart.kind == "area" else "between"
    step = f'<c:majorUnit val="{number(ticks.step)}"/>' if ticks else ""
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>{maximum}{minimum}</c:scaling>'
        f'<c:delete val="{int(not shown)}"/><c:axPos val="{"b" if bar else "l"}"/>{grid}'
        f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_NO_LINE}{voice.properties()}'
        f'<c:crossAx val="{_CATEGORIES}"/><c:crosses val="{"max" if bar else "autoZero"}"/>'
        f'<c:crossBetween val="{between}"/>{step}</c:valAx>'
    )
