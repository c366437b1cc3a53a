"""Labels that name series with their values, in place of a legend."""

from __future__ import annotations

from builder.writers.charts.chart_model import ChartModel, label_layout
from builder.writers.charts.labels import label, text_content
from builder.writers.charts.line_labels import LabelPlace
from builder.writers.charts.series_names import BETWEEN, named_point, value_of_name
from builder.writers.charts.style import Colour
from builder.writers.charts.text import LabelLine, LabelRun

__all__ = ["name_label"]

_POINT = 12_700
_UNSEEN = 0.5
"""Points by which nobody sees a label moved."""


def name_label(
    model: ChartModel,
    index: int,
    position: str,
    move: tuple[float, float],
    *,
    lines: tuple[str, ...] = (),
    value_below: bool = False,
    ink: Colour | None = None,
    bold: bool = False,
) -> str:
    """Return the label that names series `index`, at its named point: the name in bold, on the `lines` into which it is
    divided, if it is, then the value, in bold if wanted, on a line of its own if it is `value_below`.

    `move` is how far right and down of `position` the label is, in points. Both follow the data in Office where a
    number format draws the value.
    """
    chart, style = model.chart, model.style
    row, point, value = chart.series[index], named_point(chart), value_of_name(chart, index)
    lines = lines or (row.name,)
    code = model.codes[index].get(point) if value else None
    field = "SERIESNAME" if code is not None and len(lines) == 1 else ""
    texts: list[LabelLine] = [(LabelRun(line, True, field),) for line in lines]
    if value:
        run = LabelRun(value, bold, "VALUE" if code is not None else "")
        texts = [*texts, (run,)] if value_below else [*texts[:-1], (*texts[-1], LabelRun(BETWEEN, bold), run)]
    across, down = (shift if abs(shift) > _UNSEEN else 0.0 for shift in move)
    place = LabelPlace(position, (across * _POINT / style.width, down * _POINT / style.height))
    content = text_content(model.text_style.rich(tuple(texts), ink, index), code)
    return label(point, content, position, layout=label_layout(place), fields=code is not None)
