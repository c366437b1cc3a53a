"""The model of one chart, from which every kind of chart is drawn."""

from __future__ import annotations

from msgspec import Struct

from builder.tree.exhibits import ChartNode
from builder.writers.charts import data
from builder.writers.charts.axes import Scale
from builder.writers.charts.choices import Choice
from builder.writers.charts.geometry import PlotBox
from builder.writers.charts.labels import code_content, label, labels, text_content
from builder.writers.charts.line_labels import LabelPlace
from builder.writers.charts.style import ChartStyle, Colour, colour, contrast, needs_outline
from builder.writers.charts.text import ChartText, LabelRun, solid

__all__ = ["ChartModel", "label_layout"]


_TEXT_CONTRAST = 4.5
"""Of text against its background (WCAG 2.2, 1.4.3)."""


class ChartModel(Struct, frozen=True):
    """Everything that a kind of chart is drawn from."""

    chart: ChartNode
    text_style: ChartText
    choice: Choice
    colours: tuple[Colour, ...]
    box: PlotBox
    scale: Scale
    codes: tuple[dict[int, str], ...]
    """The number formats of the labels of each series, by point; none for a label that is text."""

    @property
    def style(self) -> ChartStyle:
        """The caller's style."""
        return self.text_style.style

    @property
    def label_text(self) -> ChartText:
        """The settings of the values' labels."""
        return self.text_style if self.choice.scale == 1.0 else self.text_style.smaller(self.choice.scale)

    @property
    def grouping(self) -> str:
        """The grouping of stacked series."""
        return "percentStacked" if self.chart.shares else "stacked"

    def head(self, index: int, number: int | None = None) -> str:
        """Return the beginning of the `c:ser` of series `index`; `number` is its place among all `c:ser` if it is
        another one.
        """
        number = index if number is None else number
        return f'<c:idx val="{number}"/><c:order val="{number}"/>{data.series_name(self.chart, index)}'

    def tail(self, index: int) -> str:
        """Return categories and values of a series."""
        return data.categories(self.chart) + data.values(self.chart, index)

    def content(self, index: int, point: int, ink: Colour | None = None) -> str:
        """Return the content of a point's label: a number format if no separator is drawn, else text."""
        code = self.codes[index].get(point)
        if code is not None:
            return code_content(code, self.label_text, ink)
        run = LabelRun(self.chart.series[index].labels[point])
        return text_content(self.label_text.rich(((run,),), ink))

    def values(
        self, index: int, position: str, ink: Colour | None = None, places: dict[int, LabelPlace] | None = None
    ) -> str:
        """Return the labels of a series, each point's value, at `position` or each at its own of `places`."""
        shown = self.choice.points[index]
        row = self.chart.series[index]
        each = []
        for point in sorted(shown):
            place = places[point] if places else LabelPlace(position)
            each.append(label(point, self.content(index, point, ink), place.position, layout=label_layout(place)))
        all_shown = len(shown) == sum(value is not None for value in row.values)
        rest = self.rest_code(index) if all_shown and shown and not self.chart.shares else None
        return labels(each, self.label_text, position, ink, rest=rest)

    def rest_code(self, index: int) -> str:
        """Return the number format of points that are added in Office: that of all labels, else that of the chart."""
        codes = set(self.codes[index].values())
        return codes.pop() if len(codes) == 1 else self.chart.number_format

    def edge(self, width: int) -> str:
        """Return a line in the background's colour, which separates neighbouring shapes. `width` in EMU."""
        return f'<a:ln w="{width}">{solid(colour(self.style.background, self.style))}</a:ln>'

    def is_legible(self, ink: Colour) -> bool:
        """Return True if text in a colour is legible on the background."""
        return contrast(ink, colour(self.style.background, self.style)) >= _TEXT_CONTRAST

    def outline(self, fill: Colour) -> str:
        """Return a line in the text's colour around a fill that the background would swallow; else ""."""
        line = solid(colour(self.style.colour, self.style))
        return f'<a:ln w="9525">{line}</a:ln>' if needs_outline(fill, self.style) else ""


def label_layout(place: LabelPlace) -> str:
    """Return the move of a label from its position."""
    if place.move == (0.0, 0.0):
        return ""
    across, down = place.move
    return f'<c:layout><c:manualLayout><c:x val="{across:.4f}"/><c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
