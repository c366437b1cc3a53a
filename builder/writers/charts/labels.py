"""Selection of the points that are labelled, and the labels: a number format if it draws no separator, else text,
because Office would write numbers with the separators of the reader's machine.

A point is labelled if its label is sure to fit; if every point is labelled, the value axis is left out. Positions are
those that each kind of chart allows: another one makes PowerPoint repair the file, although the schema accepts it. Bars
side by side: `outEnd`; stacked bars: `ctr`; lines: `t`, `b`, `r`; pies: `outEnd`, `ctr`; areas and doughnuts: none.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from builder.office.xml import attribute, declare
from builder.tree.exhibits import ChartNode, SeriesNode
from builder.typeset.fonts import Fonts
from builder.writers.charts.axes import Scale, hidden_scale, shown_scale
from builder.writers.charts.geometry import PlotBox, axis_of, plot_box
from builder.writers.charts.line_labels import place_clear_labels, place_labels
from builder.writers.charts.number_codes import number_code
from builder.writers.charts.style import ChartStyle, Colour
from builder.writers.charts.text import ChartText, LabelRun, text_width

__all__ = [
    "NO_LEADER_LINES",
    "Choice",
    "bar_gap",
    "choose",
    "code_content",
    "end_content",
    "end_step",
    "end_text",
    "end_width",
    "label",
    "label_codes",
    "labels",
    "moves_apart",
    "stack_middles",
    "text_content",
]

_SCALES = (1.0, 0.9, 0.8, 0.7)
"""Sizes of labels beside bars, as shares of the chart's: all but the first where the author wants all labels."""
_FEW = 4
_LARGE = 12.0
_LARGER = 1.5
"""Size of the labels of at most `_FEW` columns that are read from afar: from `_LARGE` points on."""
_ENDS_SHARE = 0.34
"""The most of the chart's width that names at the ends of lines, or beside the last stack, may take."""
_FIGURE = 1.05
"""Height of a figure inside a segment, in type sizes."""
_LEAST_SEGMENT = 8.5
"""Points of height (3 mm) of the lowest segment that holds its label."""
_FARTHEST = 2.0
"""Heights by which a label at the end of a line may be away from its line."""
_TALL = 1.4
"""Height of a label in type sizes, with the air around it."""
_NO_BOX = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_BETWEEN = "\u00a0\u00a0"
_FIELDS = (
    f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {declare("c15")}><c15:dlblFieldTable/>'
    "</c:ext></c:extLst>"
)
"""What makes the fields of a label follow the data ([MS-ODRAWXML] 2.24.3.18)."""
NO_LEADER_LINES = (
    f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {declare("c15")}>'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
"""What keeps Office from joining a moved label to its point ([MS-ODRAWXML] 2.24.3.65)."""
_FLAGS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


class Choice(Struct, frozen=True):
    """The visible parts of a chart besides its shapes: the labelled points of each series, value axis, legend, and
    names at the ends of lines or beside the last stack. `scale` is the size of the labels beside bars, as a share of
    the chart's.
    """

    points: tuple[frozenset[int], ...]
    axis: bool = False
    legend: bool = False
    ends: bool = False
    scale: float = 1.0


def bar_gap(chart: ChartNode, series: int) -> int:
    """Return the gap between bars of `series` series, in percent of a bar: few bars stay slim, many stay close."""
    count = len(chart.categories)
    gap = 250 if count == 1 else 60 if count <= 4 else 40
    return gap if chart.stacked or series == 1 else max(min(gap, 80), 60)


def choose(chart: ChartNode, style: ChartStyle) -> Choice:
    """Choose the visible parts of the chart by the available space."""
    choice = _choose(chart, style)
    if chart.axis is not None and chart.axis.chosen and not choice.axis:
        return replace(choice, axis=True)
    return choice


def _choose(chart: ChartNode, style: ChartStyle) -> Choice:
    several = len(chart.series) > 1
    filled = tuple(frozenset(i for i, v in enumerate(row.values) if v is not None) for row in chart.series)
    none = (frozenset[int](),) * len(chart.series)
    if chart.kind in ("pie", "doughnut"):
        # A slice of zero cannot be seen, and not every program writes its label: a legend names it.
        return Choice(filled, legend=several or any(value == 0 for value in chart.series[0].values))
    widest = max((text for row in chart.series for text in row.labels), key=len, default="")
    beyond = "" if chart.stacked else widest
    if chart.total is not None and chart.kind == "bar":
        beyond = max(chart.total.labels, key=len)
    box = plot_box(chart, style, legend=several, axis="", label=beyond, ends="")
    if chart.kind == "line":
        return _choose_line(chart, style, box, filled, widest)
    if chart.kind == "column" and chart.stacked and several:
        beside = _choose_names_beside(chart, style)
        if beside is not None:
            return beside
    if chart.kind in ("area", "combined") or chart.labels == "none":
        return Choice(none, axis=True, legend=several)
    if chart.stacked and several:
        points = _segments_with_room(chart, style, box)
        return Choice(points, axis=points != _filled(chart), legend=True)
    slot = (box.height if chart.kind == "bar" else box.width) / max(len(chart.categories), 1)
    bar = slot / (1 + bar_gap(chart, len(chart.series)) / 100 / len(chart.series)) / len(chart.series)
    needed = _TALL * style.size if chart.kind == "bar" else text_width(widest, style.size)
    space = 1.1 * bar if several else slot
    scales = _SCALES if chart.labels == "all" else _SCALES[:1]
    if chart.kind == "column" and not several and len(chart.categories) <= _FEW and style.size >= _LARGE:
        scales = (_LARGER, *scales)
    scale = next((scale for scale in scales if scale * needed <= space), None)
    return Choice(filled if scale else none, axis=not scale, legend=several, scale=scale or 1.0)


def _choose_names_beside(chart: ChartNode, style: ChartStyle) -> Choice | None:
    """Choose names with values right of the last stack, in place of a legend and of the value axis; None if the stacks
    have parts below zero, the last one lacks a part, or the names do not fit.
    """
    if not all(row.values[-1] for row in chart.series) or any(
        value is not None and value < 0 for row in chart.series for value in row.values
    ):
        return None
    names = [end_text(chart, index) for index in range(len(chart.series))]
    longest = max(names, key=lambda text: text_width(text, style.size))
    if text_width(longest, style.size) > _ENDS_SHARE * style.width / 12_700:
        return None
    beyond = max(chart.total.labels, key=len) if chart.total is not None else ""
    box = plot_box(chart, style, legend=False, axis="", label=beyond, ends=longest)
    if moves_apart(stack_middles(chart, box), end_step(style), box.height) is None:
        return None
    if chart.labels == "none":
        return Choice((frozenset[int](),) * len(chart.series), axis=True, ends=True)
    last = len(chart.categories) - 1
    room = _segments_with_room(chart, style, box, axis_of(chart).most)
    points = tuple(points - {last} for points in room)
    return Choice(points, ends=True)


def stack_middles(chart: ChartNode, box: PlotBox) -> list[float]:
    """Return the height of the middle of each part of the last stack above its foot, in points. The highest stack is as
    high as the plot; that of shares always is.
    """
    last = [row.values[-1] or Decimal(0) for row in chart.series]
    whole = sum(last) if chart.shares else axis_of(chart).most
    heights = [float(value / whole) * box.height if whole else 0.0 for value in last]
    return [sum(heights[:index]) + height / 2 for index, height in enumerate(heights)]


def _filled(chart: ChartNode) -> tuple[frozenset[int], ...]:
    """Return the points of each series that are visible in a stack."""
    return tuple(frozenset(i for i, v in enumerate(row.values) if v) for row in chart.series)


def _segments_with_room(
    chart: ChartNode, style: ChartStyle, box: PlotBox, longest: Decimal | None = None
) -> tuple[frozenset[int], ...]:
    """Return the segments of stacked bars that can hold their label. `longest` is what the plot's length shows, by
    default its whole axis.
    """
    axis = axis_of(chart)
    longest = axis.high - axis.low if longest is None else longest
    across, rows = chart.kind == "column", [row.values for row in chart.series]
    length, slots = (box.height, box.width) if across else (box.width, box.height)
    thick = slots / max(len(chart.categories), 1) / (1 + bar_gap(chart, len(chart.series)) / 100)

    totals = [sum((value or Decimal(0) for value in values), Decimal(0)) for values in zip(*rows, strict=True)]

    def fits(index: int, value: Decimal | None, text: str) -> bool:
        if not value:
            return False
        whole = totals[index] if chart.shares else longest
        long = float(abs(value) / whole) * length if whole else 0.0
        wide = text_width(text, style.size)
        if across:
            return max(_FIGURE * style.size, _LEAST_SEGMENT) <= long and wide <= thick
        return wide <= long and _TALL * style.size <= thick

    return tuple(
        frozenset(i for i, (v, text) in enumerate(zip(row.values, row.labels, strict=False)) if fits(i, v, text))
        for row in chart.series
    )


def _choose_line(
    chart: ChartNode, style: ChartStyle, box: PlotBox, filled: tuple[frozenset[int], ...], widest: str
) -> Choice:
    """Choose the labels of lines. One line: every point if all labels find a free place, else the last. Several: each
    named at its end, if the ends are far enough from each other.
    """
    last = tuple(frozenset([max(points)]) if points else points for points in filled)
    if chart.labels == "all":
        places = place_clear_labels(chart, style, *_with_axis(chart, style))
        return Choice(tuple(map(frozenset, places)), axis=True, legend=len(chart.series) > 1)
    if len(chart.series) == 1:
        if chart.labels == "none":
            return Choice((frozenset[int](),), axis=True)
        if chart.labels == "ends" or axis_of(chart).chosen:
            return Choice(last, axis=True)
        fits = text_width(widest, style.size) * 1.1 <= box.width / max(len(chart.categories), 1)
        if fits:
            single = place_labels(chart, style, box, hidden_scale(chart, style, box), sorted(filled[0]))
            fits = all(place.clear for place in single.values())
        return Choice(filled) if fits else Choice(last, axis=True)
    axis = axis_of(chart)
    heights = [
        box.height
        * float(((row.values[-1] if row.values else None) or Decimal(0)) - axis.low)
        / float(axis.high - axis.low)
        for row in chart.series
    ]
    apart = moves_apart(heights, end_step(style), box.height) is not None
    names = max(text_width(end_text(chart, index), style.size) for index in range(len(chart.series)))
    count = len(chart.categories)
    reach = all(points and max(points) == count - 1 for points in filled)
    if apart and reach and names <= _ENDS_SHARE * style.width / 12_700:
        return Choice(last, axis=True, ends=True)
    return Choice((frozenset[int](),) * len(filled), axis=True, legend=True)


def _with_axis(chart: ChartNode, style: ChartStyle) -> tuple[PlotBox, Scale]:
    """Return the plot and the scale of lines whose axis is shown and whose points are labelled."""
    ticks = max((tick.text for tick in axis_of(chart).ticks), key=lambda text: text_width(text, style.size))
    texts = [text for row in chart.series for text in row.labels]
    widest = max(texts, key=lambda text: text_width(text, style.size), default="")
    box = plot_box(chart, style, legend=len(chart.series) > 1, axis=ticks, label=widest, ends="")
    return box, shown_scale(chart, style, box)


def end_step(style: ChartStyle) -> float:
    """Return the least distance of labels at the ends of lines, in points."""
    return _TALL * style.size


def moves_apart(heights: Sequence[float], step: float, most: float) -> list[float] | None:
    """Return how far up each label at the end of a line moves, in points, so that all are at least `step` from each
    other. None if one would leave the plot, which is `most` high, or go too far from its line.
    """
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    groups: list[tuple[float, int]] = []  # The lowest place of each group of labels that touch, and their number.
    for index in order:
        low, count = heights[index], 1
        while groups and groups[-1][0] + groups[-1][1] * step > low:
            before, number = groups.pop()
            middle = (number * (before + (number - 1) * step / 2) + count * (low + (count - 1) * step / 2)) / (
                number + count
            )
            count += number
            low = middle - (count - 1) * step / 2
        groups.append((min(max(low, 0.0), most - (count - 1) * step), count))
    places = [low + step * position for low, count in groups for position in range(count)]
    moves = [0.0] * len(heights)
    for index, place in zip(order, places, strict=True):
        moves[index] = place - heights[index]
    crowded = any(after - before < step - 0.01 for before, after in pairwise(places))
    return None if crowded or max(map(abs, moves)) > _FARTHEST * step else moves


def end_text(chart: ChartNode, index: int) -> str:
    """Return the label at the end of a line: the series' name and its last value."""
    row = chart.series[index]
    return row.name if chart.labels == "none" else f"{row.name}{_BETWEEN}{row.labels[-1] if row.labels else ''}"


def end_content(
    row: SeriesNode,
    index: int,
    point: int,
    code: str | None,
    text_style: ChartText,
    ink: Colour | None = None,
    *,
    bold: bool = True,
) -> str:
    """Return the content of the label at the end of series `index`: its name, bold, and its value, in `ink` if it is
    given; `code` draws the value, if any does.
    """
    name = LabelRun(row.name, True, "SERIESNAME" if code else "")
    value = LabelRun(row.labels[point], bold, "VALUE" if code else "")
    return text_content(text_style.rich(((name, LabelRun(_BETWEEN, bold), value),), ink, index), code)


def end_width(chart: ChartNode, index: int, style: ChartStyle) -> float:
    """Return the width of the name of a series with its last value beside a stack, in points: measured if the style
    names its typeface.
    """
    row = chart.series[index]
    value = "" if chart.labels == "none" else f"{_BETWEEN}{row.labels[-1]}"
    if not style.typeface:
        return text_width(row.name + value, style.size)
    fonts = Fonts()
    bold, plain = fonts.face(style.typeface, True), fonts.face(style.typeface)
    return (bold.width(row.name) + plain.width(value)) * style.size


def label_codes(row: SeriesNode) -> dict[int, str]:
    """Return the number formats that draw the labels of a series, by point: one for all if there is one. A point whose
    label needs text has none.
    """
    known = {point: (value, row.labels[point]) for point, value in enumerate(row.values) if value is not None}
    common = number_code(known.values())
    codes = {point: common or number_code([pair]) for point, pair in known.items()}
    return {point: code for point, code in codes.items() if code is not None}


def label(
    index: int, content: str, position: str, *, layout: str = "", fields: bool = False, extension: str = ""
) -> str:
    """Return `c:dLbl`: the label of one point. `content` is `text_content` or `code_content`; `position` is empty if
    the kind of chart has none. `fields` is True if the text has fields of the point; `extension` is for a text of
    other fields, in place of them.
    """
    place = f'<c:dLblPos val="{position}"/>' if position else ""
    more = _FIELDS if fields else extension
    return f'<c:dLbl><c:idx val="{index}"/>{layout}{content}{place}{_flags("showVal")}{more}</c:dLbl>'


def text_content(words: str, code: str | None = None) -> str:
    """Return the content of a label that is written as text (`c:rich`); `code` is the number format of its fields."""
    number_format = f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>' if code else ""
    return f"<c:tx>{words}</c:tx>{number_format}{_NO_BOX}"


def code_content(code: str, text_style: ChartText, ink: Colour | None = None) -> str:
    """Return the content of a label that Office draws from the value with a number format, so that it follows edits."""
    return f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>{_NO_BOX}{text_style.properties(ink, None)}'


def labels(
    each: list[str], text_style: ChartText, position: str, ink: Colour | None, *, rest: str | None, tail: str = ""
) -> str:
    """Return `c:dLbls` of a series from its labels `each`. `rest` is the number format of points that are added later;
    None if they show no value. `tail` holds the elements that only some kinds have at the end.
    """
    if not each and rest is None:
        return ""
    place = f'<c:dLblPos val="{position}"/>' if position and rest is not None else ""
    number_format = f'<c:numFmt formatCode="{attribute(rest)}" sourceLinked="0"/>' if rest is not None else ""
    shown = f"{number_format}{_NO_BOX}{text_style.properties(ink, None)}{place}"
    return f"<c:dLbls>{''.join(each)}{shown}{_flags('' if rest is None else 'showVal')}{tail}</c:dLbls>"


def _flags(shown: str) -> str:
    return "".join(f'<c:{name} val="{int(name == shown)}"/>' for name in _FLAGS)
