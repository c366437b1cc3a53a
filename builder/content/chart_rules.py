"""Charts that Office would draw wrongly, refused at their place with the fix."""

from __future__ import annotations

from builder.content.axis_ends import AxisEnds, axis_ends, check_zero
from builder.content.context import LoadContext
from builder.content.exhibit_keys import span_of, value_span
from builder.content.model.exhibits import Category, Chart, ChartAxis
from builder.content.model.measure_units import unit_of_format
from builder.content.model.values import PartialDate, Text
from builder.content.scatter_rules import check_scatter
from builder.content.yaml_values import Mapping
from builder.language import fallbacks

__all__ = ["check_chart"]

_STACKS = ("column", "bar", "area")
_CIRCLES = ("pie", "doughnut")
_BARS = ("column", "bar")
_LABELS = {
    "column": ("none", "all"),
    "bar": ("none", "all"),
    "line": ("none", "ends", "all"),
    "area": ("none",),
    "pie": ("all",),
    "doughnut": ("all",),
    "combined": ("none",),
    "scatter": ("none", "all"),
}
"""The choices of labels that each kind has."""
_LABEL_HINTS = {
    "area": "delete `labels`, or choose kind: line",
    "pie": "delete `labels`: each slice has its label",
    "doughnut": "delete `labels`: each slice has its label",
    "combined": "delete `labels`: the axes are shown",
}


def check_chart(chart: Chart, value: Mapping, context: LoadContext) -> None:
    """Report what the kind of the chart cannot show, and names that no reader could distinguish."""
    if chart.stacked and chart.kind not in _STACKS:
        stacked = value.get("stacked")
        hint = "delete `stacked`, or choose kind: column or area" if chart.kind == "line" else "delete `stacked`"
        message = f"`stacked` and `kind: {chart.kind}` cannot be combined"
        context.problem("value", message, stacked.span if stacked is not None else chart.span, hint)
    if chart.stacked == "percent" and len(chart.series) < 2:
        message = "one series cannot be stacked to 100%"
        context.problem("value", message, span_of(value, "stacked"), "add a series, or delete `stacked`")
    if chart.labels is not None and chart.labels not in _LABELS[chart.kind]:
        hint = _LABEL_HINTS.get(chart.kind, "write none or all")
        _not_combined(f"labels: {chart.labels}", f"kind: {chart.kind}", "labels", value, context, hint)
    if chart.axis is not None:
        _check_axis(chart, chart.axis, value, context)
    if chart.x is not None:
        check_scatter(chart, chart.x, value, context)
    _check_names(chart, context)
    if chart.kind == "combined":
        _check_combination(chart, value, context)
    else:
        _check_single_kind(chart, context)
    if chart.kind == "area" or any(series.kind == "area" for series in chart.series):
        _check_area(chart, value, context)


def _not_combined(first: str, second: str, key: str, value: Mapping, context: LoadContext, hint: str) -> None:
    """Report two choices that exclude each other, at the value of `key`."""
    context.problem("value", f"`{first}` and `{second}` cannot be combined", span_of(value, key), hint)


def _check_axis(chart: Chart, axis: ChartAxis, value: Mapping, context: LoadContext) -> None:
    """Report an axis that the chart does not have, or whose ends contradict each other or the chart's kind."""
    if chart.kind in _CIRCLES:
        _not_combined("axis", f"kind: {chart.kind}", "axis", value, context, "delete `axis`")
        return
    if chart.stacked == "percent":
        hint = "delete `axis`: it goes from 0 to 100%"
        _not_combined("axis", "stacked: percent", "axis", value, context, hint)
        return
    if axis.name is not None and chart.kind != "scatter":
        hint = "delete `name`: the caption says what is measured"
        context.problem(
            "value", f"`name` of the axis and `kind: {chart.kind}` cannot be combined", axis.name.span, hint
        )
    written = value.get("axis")
    inner = written if isinstance(written, Mapping) else value
    ends = axis_ends(axis, chart.format, inner, context)
    if ends is not None:
        _check_start(chart, axis, ends, inner, context)


def _check_start(chart: Chart, axis: ChartAxis, ends: AxisEnds, inner: Mapping, context: LoadContext) -> None:
    """Report an axis whose ends and `zero`, written in `inner`, contradict each other or the chart's kind."""
    cut = ends.cut
    if chart.stacked and not (axis.zero and cut) and (cut or axis.zero is False):
        choice, key = ("zero: false", "zero") if axis.zero is False else (cut, cut[: cut.index(":")])
        _not_combined("stacked", choice, key, inner, context, f"delete `{key}`: stacks start at zero")
    elif cut and axis.zero is None and (bar := _bar_of(chart)):
        message = f"a {bar} shows its value by its length, which starts at zero"
        hint = "delete it, choose kind: line, or write `zero: false` beside it and the caption says so"
        context.problem("value", message, span_of(inner, cut[: cut.index(":")]), hint)
    else:
        check_zero(axis, ends, inner, context)


def _bar_of(chart: Chart) -> str:
    """Return `column` or `bar` if the chart measures one on its first axis, else an empty text."""
    if chart.kind in _BARS:
        return chart.kind
    return "column" if any(series.kind == "column" for series in chart.series) else ""


def _check_single_kind(chart: Chart, context: LoadContext) -> None:
    """Report keys of a series that only combined charts have."""
    for series in chart.series:
        keys = [key for key in ("kind", "secondary", "format") if getattr(series, key)]
        if keys:
            message = f"`{keys[0]}` of a series and `kind: {chart.kind}` of its chart cannot be combined"
            other = "" if chart.kind == "scatter" else ", or write kind: combined for the chart"
            context.problem("value", message, series.span, f"delete `{keys[0]}`{other}")


def _check_combination(chart: Chart, value: Mapping, context: LoadContext) -> None:
    """Report a combined chart that is not one, or whose series would hide each other."""
    for series in chart.series:
        if series.kind is None:
            message = "a series of a combined chart needs `kind`"
            context.problem("missing-key", message, series.span, "add kind: column, line or area")
            return
        if series.secondary and series.kind != "line":
            message = f"a series of kind `{series.kind}` on the second axis would hide the others"
            context.problem("value", message, series.span, "write kind: line, or delete `secondary`")
        if series.format is not None and not series.secondary:
            message = "`format` of a series is the format of the second axis"
            context.problem("value", message, series.span, "write it on the chart, or add `secondary: true`")
    second = [series for series in chart.series if series.secondary]
    if len(second) == len(chart.series):
        message = "all series are on the second axis"
        context.problem("value", message, span_of(value, "series"), "delete `secondary` from one of them")
    elif not second and len({series.kind for series in chart.series}) == 1:
        message = f"all series are of kind `{chart.series[0].kind}`"
        context.problem("value", message, span_of(value, "kind"), f"write kind: {chart.series[0].kind} for the chart")
    formats = [unit_of_format(series.format) for series in second if series.format is not None]
    if any(unit != formats[0] for unit in formats):
        message = "the series on the second axis are of several kinds of value"
        context.problem("mixed-units", message, second[-1].span, "give them one `format`")


def _check_names(chart: Chart, context: LoadContext) -> None:
    """Report a series with the name of another one, in any language."""
    names: set[tuple[str, str]] = set()
    for series in chart.series:
        entries = {}
        for language in context.languages:
            entry = next((series.name.entries[t] for t in (*fallbacks(language), "") if t in series.name.entries), None)
            if entry is not None:
                entries[language, entry.source.strip()] = entry
        repeated = [key for key in entries if key in names]
        if repeated:
            language, name = repeated[0]
            where = f" in `{language}`" if len(repeated) < len(entries) else ""
            context.problem(
                "value", f"two series are named `{name}`{where}", entries[repeated[0]].span, "rename one of them"
            )
        names.update(entries)


def _check_area(chart: Chart, value: Mapping, context: LoadContext) -> None:
    """Report an area with a gap, which Office draws as a fall to zero, and an area of one point, which is invisible."""
    if len(chart.categories) == 1:
        kind = value.get("kind")
        message = "an area of one category has no width"
        context.problem("value", message, kind.span if kind is not None else chart.span, "choose kind: column")
        return
    for index, series in enumerate(chart.series):
        if chart.kind == "combined" and series.kind != "area":
            continue
        gaps = [number for number, written in enumerate(series.values) if written is None]
        if gaps:
            at = _category_name(chart.categories[gaps[0]], gaps[0])
            more = f" and {len(gaps) - 1} more" if len(gaps) > 1 else ""
            message = f"an area cannot show a missing value: there is none for {at}{more}"
            span = value_span(value, index, gaps[0], series)
            context.problem("values", message, span, "give the value, or choose kind: line or column")


def _category_name(category: Category, index: int) -> str:
    """Return the name of a category as the author wrote it, else its number."""
    if isinstance(category, PartialDate):
        parts = (f"{category.year:04}", *(f"{part:02}" for part in (category.month, category.day) if part))
        return f"`{'-'.join(parts)}`"
    if isinstance(category, Text) and category.entries:
        return f"`{next(iter(category.entries.values())).source.strip()}`"
    return f"category {index + 1}"
