"""Text boxes on a chart: labels of axes, the name above a vertical axis, names of stacked areas (a part of user shapes,
ECMA-376 part 1, 14.2.10 and 21.3).

Labels are text boxes where they have a decimal mark, or digit groups of several forms: Office would draw the number
formats of an axis with the marks of the reader's machine. The ends of the axis are fixed, so each tick has a known
position. A title of a vertical axis on the horizontal would be broken at a width that each program chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.office.xml import PROLOGUE, attribute, declare, escape
from builder.tree.exhibits import ChartNode, TickNode
from builder.writers.charts.axes import Scale
from builder.writers.charts.geometry import PlotBox
from builder.writers.charts.text import LINE, ChartText, LabelLine, LabelRun, text_width

__all__ = ["TextBox", "text_boxes", "tick_labels"]

_POINT = 12_700
_INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'


class TextBox(Struct, frozen=True):
    """Lines of text in a rectangle of the chart, aligned to the left (`l`), the middle (`ctr`) or the right (`r`)."""

    lines: tuple[LabelLine, ...]
    frame: PlotBox
    align: str


def text_boxes(boxes: Sequence[TextBox], text_style: ChartText) -> bytes | None:
    """Return the part with text boxes; None without any."""
    if not boxes:
        return None
    shapes = "".join(_shape(number, box, text_style) for number, box in enumerate(boxes, start=1))
    return f"{PROLOGUE}<c:userShapes {declare('c', 'a', 'cdr')}>{shapes}</c:userShapes>".encode()


def tick_labels(
    chart: ChartNode,
    text_style: ChartText,
    box: PlotBox,
    scale: Scale,
    second: Scale | None = None,
    across: Scale | None = None,
) -> list[TextBox]:
    """Return the labels of the value axis, of the second one at the right, and of the horizontal one of a scatter
    chart: none of an axis that is hidden or draws its own labels.
    """
    boxes: list[TextBox] = []
    if scale.axis is not None and scale.code is None and chart.kind != "bar":
        boxes += [
            TextBox(((LabelRun(tick.text),),), _left_frame(text_style, box, scale, tick), "r") for tick in scale.ticks
        ]
    below = scale if chart.kind == "bar" else across
    if below is not None and below.axis is not None and below.code is None:
        boxes += [
            TextBox(((LabelRun(tick.text),),), _lower_frame(text_style, box, below, tick), "ctr")
            for tick in below.ticks
        ]
    if second is not None and second.code is None:
        boxes += [
            TextBox(((LabelRun(tick.text),),), _right_frame(text_style, box, second, tick), "l")
            for tick in second.ticks
        ]
    return boxes


def _lower_frame(text_style: ChartText, box: PlotBox, scale: Scale, tick: TickNode) -> PlotBox:
    """Return the rectangle of a label below the plot."""
    size = text_style.style.size
    share = float((tick.value - scale.low) / (scale.high - scale.low))
    middle, width = box.left + share * box.width, text_width(tick.text, size) / 2
    top = box.bottom + 0.3 * size
    return PlotBox(middle - width, top, middle + width, top + LINE * size)


def _left_frame(text_style: ChartText, box: PlotBox, scale: Scale, tick: TickNode) -> PlotBox:
    """Return the rectangle of a label left of the plot."""
    size = text_style.style.size
    middle = box.bottom - float((tick.value - scale.low) / (scale.high - scale.low)) * box.height
    half = LINE * size / 2
    return PlotBox(0.0, middle - half, box.left - 0.45 * size, middle + half)


def _right_frame(text_style: ChartText, box: PlotBox, scale: Scale, tick: TickNode) -> PlotBox:
    """Return the rectangle of a label of the second axis, right of the plot."""
    size = text_style.style.size
    middle = box.bottom - float((tick.value - scale.low) / (scale.high - scale.low)) * box.height
    half = LINE * size / 2
    return PlotBox(box.right + 0.45 * size, middle - half, text_style.style.width / _POINT, middle + half)


def _shape(number: int, box: TextBox, text_style: ChartText) -> str:
    """Return one text box; `number` makes its shape's name unique."""
    width, height = text_style.style.width / _POINT, text_style.style.height / _POINT
    frame = box.frame

    def corner(name: str, x: float, y: float) -> str:
        shares = (min(max(x / width, 0.0), 1.0), min(max(y / height, 0.0), 1.0))
        return f"<cdr:{name}><cdr:x>{shares[0]:.5f}</cdr:x><cdr:y>{shares[1]:.5f}</cdr:y></cdr:{name}>"

    across, down = (round(length * _POINT) for length in (frame.width, frame.height))
    paragraphs = ""
    for line in box.lines:
        runs = "".join(
            f"<a:r>{text_style.run_properties(bold=run.bold)}<a:t>{escape(run.text)}</a:t></a:r>" for run in line
        )
        paragraphs += f'<a:p><a:pPr algn="{box.align}"/>{runs}</a:p>'
    name = attribute("".join(run.text for run in box.lines[0]))
    offset = f'<a:off x="{max(round(frame.left * _POINT), 0)}" y="{max(round(frame.top * _POINT), 0)}"/>'
    return (
        f"<cdr:relSizeAnchor>{corner('from', frame.left, frame.top)}{corner('to', frame.right, frame.bottom)}"
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="{number + 1}" name="{name}"/>'
        '<cdr:cNvSpPr txBox="1"/></cdr:nvSpPr>'
        f'<cdr:spPr><a:xfrm>{offset}<a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></cdr:spPr>'
        f'<cdr:txBody><a:bodyPr vertOverflow="overflow" horzOverflow="overflow" wrap="none" {_INSETS} anchor="ctr"/>'
        f"<a:lstStyle/>{paragraphs}</cdr:txBody></cdr:sp></cdr:relSizeAnchor>"
    )
