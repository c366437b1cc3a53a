"""A figure of the publication, a table cell or a chart label as words of one language and of one place.

A place has its own writing: sentences in prose, short forms and signs in a table, short forms and words on a slide and
in highlights. An author's style overrides it; a style that a type of figure does not have is a ValueError.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Final

from builder.content.model.exhibits import ValueFormat
from builder.content.model.figures import (
    AmountFigure,
    Bound,
    DateFigure,
    Figure,
    NumberFigure,
    PercentFigure,
    QuantityFigure,
    TerritoryFigure,
)
from builder.content.model.values import PartialDate
from builder.language import fallbacks
from builder.resolve.columns import chart_format, column_texts, measure_of, style_of
from builder.resolve.dates import DATE_STYLES
from builder.resolve.measures import Measure
from builder.resolve.number_forms import HALF_UP, Rounding
from builder.resolve.numbers import Formatter, Place, Value, WrittenParts
from builder.resolve.seam_words import SeamKind

__all__ = [
    "NUMBER_STYLES",
    "chart_format",
    "column_texts",
    "figure_text",
    "figure_value",
    "highlight_parts",
    "seam_kind",
    "value_text",
]

NUMBER_STYLES = ("standard", "long", "compact", "exact", "absolute", "rounded")
_DATE_STYLES = ("standard", *DATE_STYLES)
_TERRITORY_STYLES = ("standard", "in", "of")
_MeasuredFigure = AmountFigure | NumberFigure | PercentFigure | QuantityFigure
_MODES: Final = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN}
_ONE_DECIMAL: Final = Rounding(1)
"""What `rounded` does to a figure without `round`: 51,3 milliards de dollars."""
_OPPOSITE_BOUNDS: Final[dict[Bound, Bound]] = {
    "more-than": "less-than", "less-than": "more-than", "at-least": "at-most", "at-most": "at-least", "about": "about",
}  # fmt: skip
"""The bound of a number's size, by that of the number, if it is negative."""


def figure_text(
    figure: Figure,
    formatter: Formatter,
    style: str = "",
    place: Place = "prose",
    published: PartialDate | None = None,
) -> str:
    """Return the words of a figure. An empty style is the place's default; `published` is the publication's date.

    Raises ValueError for a style, currency, unit or territory that does not exist, for a bound of a country or of an
    interval of dates, and for the absolute value of a range across zero.
    """
    style = style or "standard"
    if isinstance(figure, TerritoryFigure):
        _check_style(style, _TERRITORY_STYLES, "a country")
        if figure.bound:
            raise ValueError("a country cannot have a bound")
        return formatter.territory(figure.territory, style)
    if isinstance(figure, DateFigure):
        _check_style(style, _DATE_STYLES, "a date")
        if figure.bound and isinstance(figure.date, tuple):
            raise ValueError("an interval of dates cannot have a bound")
        return formatter.date(figure.date, style, place, bound=figure.bound, published=published)
    return "".join(_parts(figure, formatter, style, place))


def highlight_parts(
    figure: Figure, formatter: Formatter, style: str = "", published: PartialDate | None = None
) -> tuple[str, str, str]:
    """Return the words of a bound, without space; the value; the counted noun, with its space: (`plus de`, `100 M€`,
    ``), (``, `7 milliards`, ` de paramètres`).
    """
    if isinstance(figure, (DateFigure, TerritoryFigure)):
        return "", figure_text(figure, formatter, style, "highlight", published), ""
    parts = _parts(figure, formatter, style or "standard", "highlight")
    return parts.bound.rstrip(), parts.value, parts.tail


def seam_kind(figure: Figure, style: str) -> SeamKind:
    """Return what a figure is for the words before it: a value, a range, a day, an interval, a territory."""
    if isinstance(figure, TerritoryFigure):
        return "in" if style == "in" else "of" if style == "of" else "value"
    if isinstance(figure, DateFigure):
        if figure.bound:
            return "bounded-date"
        date = figure.date[0] if isinstance(figure.date, tuple) else figure.date
        day = date.day is not None and style not in ("year", "month-year")
        if isinstance(figure.date, tuple):
            return "days" if day else "interval"
        return "day" if day else "period"
    if isinstance(_value(figure), tuple):
        return "bounded-range" if figure.bound else "range"
    return "bounded" if figure.bound else "value"


def figure_value(figure: Figure) -> Decimal | None:
    """Return the single number of a figure; None for ranges, dates and countries."""
    if isinstance(figure, (DateFigure, TerritoryFigure)):
        return None
    value = _value(figure)
    return None if isinstance(value, tuple) else value


def value_text(value: Decimal | PartialDate, format: ValueFormat | None, formatter: Formatter, place: Place) -> str:
    """Return a number (or date) of a table cell or chart by its format; without format, every digit of it."""
    if isinstance(value, PartialDate):
        style = (format.style if format else None) or "standard"
        _check_style(style, _DATE_STYLES, "a date")
        return formatter.date(value, style, place)
    style = style_of(format)
    if style == "standard" and not (format and format.currency):
        style = "exact"
    decimals = format.decimals if format else None
    return formatter.write(value, measure_of(format, formatter), style, place, decimals=decimals)


def _parts(figure: _MeasuredFigure, formatter: Formatter, style: str, place: Place) -> WrittenParts:
    """Return the words of a figure that is a number, in parts."""
    _check_style(style, NUMBER_STYLES, "a number")
    value, bound = _value(figure), figure.bound
    rounding = HALF_UP
    if figure.round and style != "exact":
        rounding = Rounding(figure.round.decimals, _MODES[figure.round.mode])
    elif style == "rounded":
        rounding = _ONE_DECIMAL
    if style == "absolute":
        value, bound = _absolute(value, bound)
    if style in ("absolute", "rounded"):
        style = "standard"
    return formatter.parts(value, _measure(figure, formatter), style, place, bound=bound, rounding=rounding)


def _absolute(value: Value, bound: Bound | None) -> tuple[Value, Bound | None]:
    """Return a number without its sign, and the bound of its size: a result of at least -5 is a loss of at most 5."""
    if isinstance(value, tuple):
        low, high = value
        if low < 0 < high:
            raise ValueError("a range from below zero to above it has no style `absolute`")
        size: Value = (high.copy_abs(), low.copy_abs()) if low < 0 else value
        negative = low < 0
    else:
        size, negative = value.copy_abs(), value < 0
    return size, _OPPOSITE_BOUNDS[bound] if bound and negative else bound


def _value(figure: _MeasuredFigure) -> Value:
    if isinstance(figure, AmountFigure):
        return figure.amount
    if isinstance(figure, NumberFigure):
        return figure.number
    return figure.percent if isinstance(figure, PercentFigure) else figure.quantity


def _measure(figure: _MeasuredFigure, formatter: Formatter) -> Measure:
    if isinstance(figure, AmountFigure):
        return formatter.money_measure(figure.currency)
    if isinstance(figure, PercentFigure):
        return formatter.percent_measure()
    if isinstance(figure, QuantityFigure):
        return formatter.quantity_measure(figure.unit)
    if figure.counted is None:
        return formatter.count_measure()
    for tag in (*fallbacks(formatter.language), ""):
        if tag in figure.counted.forms:
            return formatter.count_measure(figure.counted.forms[tag])
    raise ValueError(f"`counted` has no forms in `{formatter.language}`")


def _check_style(style: str, styles: tuple[str, ...], what: str) -> None:
    if style not in styles:
        raise ValueError(f"{what} has no style `{style}`; its styles are {', '.join(styles)}")
