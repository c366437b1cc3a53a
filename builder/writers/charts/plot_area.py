"""What every kind of chart has around its shapes: the plot area with its rectangle, and the legend."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.writers.charts.chart_model import ChartModel
from builder.writers.charts.geometry import PlotBox

__all__ = ["DrawnChart", "legend", "plot_area"]

_POINT = 12_700


class DrawnChart(Struct, frozen=True):
    """A drawn chart: the plot area and the legend, as XML, and the part with the labels of its axes, if any."""

    plot: str
    legend: str = ""
    shapes: bytes | None = None


def plot_area(model: ChartModel, plot: str, box: PlotBox) -> str:
    """Return `c:plotArea` with the shapes and axes `plot`; `box` is the rectangle without the axes' labels."""
    width, height = model.style.width / _POINT, model.style.height / _POINT
    shares = (("x", box.left / width), ("y", box.top / height), ("w", box.width / width), ("h", box.height / height))
    edges = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in shares)
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:plotArea><c:layout><c:manualLayout>{modes}{edges}</c:manualLayout></c:layout>{plot}</c:plotArea>"


def legend(model: ChartModel, hidden: Iterable[int] = ()) -> str:
    """Return the legend above the plot, without the entries at the places `hidden`."""
    words = model.text_style.properties(rotation=None)
    deleted = "".join(f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>' for n in hidden)
    return f'<c:legend><c:legendPos val="t"/>{deleted}<c:layout/><c:overlay val="0"/>{words}</c:legend>'
