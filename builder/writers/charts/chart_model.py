"""The model of one chart, from which every kind of chart is drawn."""

from __future__ import annotations

from msgspec import Struct

from builder.tree.exhibits import ChartNode
from builder.writers.charts import data
from builder.writers.charts.geometry import PlotBox
from builder.writers.charts.labels import Choice, label, labels
from builder.writers.charts.style import ChartStyle, Colour, colour
from builder.writers.charts.text import ChartText, solid
from builder.writers.charts.ticks import Ticks

__all__ = ["ChartModel"]


class ChartModel(Struct, frozen=True):
    """Everything that a kind of chart is drawn from."""

    chart: ChartNode
    voice: ChartText
    choice: Choice
    colours: tuple[Colour, ...]
    box: PlotBox
    ticks: Ticks | None

    @property
    def style(self) -> ChartStyle:
        """The caller's style."""
        return self.voice.style

    def head(self, index: int) -> str:
        """Return the beginning of a `c:ser`."""
        return f'<c:idx val="{index}"/><c:order val="{index}"/>{data.series_name(self.chart, index)}'

    def tail(self, index: int) -> str:
        """Return categories and values of a series."""
        return data.categories(self.chart) + data.values(self.chart, index)

    def values(self, index: int, position: str, ink: Colour | None = None) -> str:
        """Return the labels of a series: each point's value as text."""
        shown = self.choice.points[index]
        texts = self.chart.series[index].labels
        each = [label(i, self.voice.rich(((texts[i], False),), ink), position) for i in sorted(shown)]
        every = len(shown) == sum(value is not None for value in self.chart.series[index].values)
        return labels(self.chart, each, self.voice, position, ink, rest=every and bool(shown))

    def edge(self, width: int) -> str:
        """Return a line in the background's colour, which separates neighbouring shapes. `width` in EMU."""
        return f'<a:ln w="{width}">{solid(colour(self.style.background, self.style))}</a:ln>'
