"""Labels of a value axis as text boxes on the chart (a part of user shapes, ECMA-376 part 1, 14.2.10 and 21.3).

They are used where a label has a decimal mark, or digit groups of several forms: Office would draw the number formats
of an axis with the marks of the reader's machine. The ends of the axis are fixed, so each tick has a known position.
"""

from __future__ import annotations

from builder.office.xml import PROLOGUE, attribute, declare, escape
from builder.tree.exhibits import ChartNode, TickNode
from builder.writers.charts.axes import Scale
from builder.writers.charts.geometry import PlotBox
from builder.writers.charts.text import LINE, ChartText, text_width

__all__ = ["tick_labels"]

_POINT = 12_700
_INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'


def tick_labels(
    chart: ChartNode, text_style: ChartText, box: PlotBox, scale: Scale, second: Scale | None = None
) -> bytes | None:
    """Return the part with the labels of the value axis, and of the second one at the right; None if the axes are
    hidden or draw their own labels.
    """
    frames: list[tuple[TickNode, PlotBox, str]] = []
    if scale.axis is not None and scale.code is None:
        align = "ctr" if chart.kind == "bar" else "r"
        frames += [(tick, _frame(chart, text_style, box, scale, tick), align) for tick in scale.ticks]
    if second is not None and second.code is None:
        frames += [(tick, _right_frame(text_style, box, second, tick), "l") for tick in second.ticks]
    if not frames:
        return None
    shapes = "".join(
        _label(number, tick, text_style, frame, align) for number, (tick, frame, align) in enumerate(frames, start=1)
    )
    return f"{PROLOGUE}<c:userShapes {declare('c', 'a', 'cdr')}>{shapes}</c:userShapes>".encode()


def _frame(chart: ChartNode, text_style: ChartText, box: PlotBox, scale: Scale, tick: TickNode) -> PlotBox:
    """Return the rectangle of a label: left of the plot, or below it for bars."""
    size = text_style.style.size
    share = float((tick.value - scale.low) / (scale.high - scale.low))
    half = LINE * size / 2
    if chart.kind == "bar":
        middle, width = box.left + share * box.width, text_width(tick.text, size) / 2
        top = box.bottom + 0.3 * size
        return PlotBox(middle - width, top, middle + width, top + 2 * half)
    middle = box.bottom - share * box.height
    return PlotBox(0.0, middle - half, box.left - 0.45 * size, middle + half)


def _right_frame(text_style: ChartText, box: PlotBox, scale: Scale, tick: TickNode) -> PlotBox:
    """Return the rectangle of a label of the second axis, right of the plot."""
    size = text_style.style.size
    middle = box.bottom - float((tick.value - scale.low) / (scale.high - scale.low)) * box.height
    half = LINE * size / 2
    return PlotBox(box.right + 0.45 * size, middle - half, text_style.style.width / _POINT, middle + half)


def _label(number: int, tick: TickNode, text_style: ChartText, frame: PlotBox, align: str) -> str:
    """Return one text box; `number` tells its shape from the others."""
    width, height = text_style.style.width / _POINT, text_style.style.height / _POINT

    def corner(name: str, x: float, y: float) -> str:
        shares = (min(max(x / width, 0.0), 1.0), min(max(y / height, 0.0), 1.0))
        return f"<cdr:{name}><cdr:x>{shares[0]:.5f}</cdr:x><cdr:y>{shares[1]:.5f}</cdr:y></cdr:{name}>"

    across, down = (round(length * _POINT) for length in (frame.width, frame.height))
    run = f"<a:r>{text_style.run_properties()}<a:t>{escape(tick.text)}</a:t></a:r>"
    offset = f'<a:off x="{max(round(frame.left * _POINT), 0)}" y="{max(round(frame.top * _POINT), 0)}"/>'
    return (
        f"<cdr:relSizeAnchor>{corner('from', frame.left, frame.top)}{corner('to', frame.right, frame.bottom)}"
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="{number + 1}" name="{attribute(tick.text)}"/>'
        '<cdr:cNvSpPr txBox="1"/></cdr:nvSpPr>'
        f'<cdr:spPr><a:xfrm>{offset}<a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></cdr:spPr>'
        f'<cdr:txBody><a:bodyPr vertOverflow="overflow" horzOverflow="overflow" wrap="none" {_INSETS} anchor="ctr"/>'
        f'<a:lstStyle/><a:p><a:pPr algn="{align}"/>{run}'
        "</a:p></cdr:txBody></cdr:sp></cdr:relSizeAnchor>"
    )
