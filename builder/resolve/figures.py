"""A figure of the publication, a table cell or a chart label as words of one language and of one place.

A place has its own writing: sentences in prose, short forms and signs in a table, short forms and words on a slide and
in highlights. An author's style overrides it; a style that a type of figure does not have is a ValueError.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Final, NamedTuple

from builder.content.model.bounds import OPPOSITE_BOUNDS
from builder.content.model.exhibits import ValueFormat
from builder.content.model.figures import (
    WITHOUT_NUMBER,
    AmountFigure,
    Bound,
    DateFigure,
    Figure,
    FigureNumberBase,
    MissingFigure,
    NumberFigure,
    NumericFigure,
    PercentFigure,
    PointsFigure,
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
    "ROUNDING_MODES",
    "chart_format",
    "column_texts",
    "drawn_number",
    "figure_text",
    "figure_value",
    "highlight_parts",
    "is_endless",
    "printed_value",
    "seam_kind",
    "value_text",
]

NUMBER_STYLES = ("standard", "long", "compact", "exact", "absolute", "rounded")
_DATE_STYLES = ("standard", *DATE_STYLES)
_TERRITORY_STYLES = ("standard", "in", "of")
ROUNDING_MODES: Final = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN}
_OFFICE: Final = Context(prec=15)
_ONE_DECIMAL: Final = Rounding(1)
"""What `rounded` does to a figure without `round`: 51,3 milliards de dollars."""


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
    if isinstance(figure, MissingFigure):
        return figure.symbol
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
    if isinstance(figure, WITHOUT_NUMBER):
        return "", figure_text(figure, formatter, style, "highlight", published), ""
    parts = _parts(figure, formatter, style or "standard", "highlight")
    return parts.bound.rstrip(), parts.value, parts.tail


def seam_kind(figure: Figure, style: str) -> SeamKind:
    """Return what a figure is for the words before it: a value, a range, a day, an interval, a territory."""
    if isinstance(figure, MissingFigure):
        return "value"
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
    """Return the single number of a figure; None for ranges, dates, countries and missing values."""
    if isinstance(figure, WITHOUT_NUMBER):
        return None
    value = _value(figure)
    return None if isinstance(value, tuple) else value


def is_endless(figure: Figure) -> bool:
    """Return True if a figure is a quotient without a last digit."""
    return isinstance(figure, FigureNumberBase) and figure.derived is not None and figure.derived.endless


def drawn_number(figure: Figure, number: Decimal) -> Decimal:
    """Return the number of a figure for a chart: that of a quotient without a last digit has the digits of Office."""
    return _OFFICE.plus(number) if is_endless(figure) else number


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


def printed_value(figure: Figure, formatter: Formatter, style: str, place: Place) -> Decimal:
    """Return the number of a figure as readers see it, rounded as it is printed. Raises ValueError as `figure_text`
    does, and for a figure that is not a single number.
    """
    if isinstance(figure, WITHOUT_NUMBER) or isinstance(_value(figure), tuple):
        raise ValueError("expected a figure that is one number")
    written = _written(figure, style or "standard")
    assert isinstance(written.value, Decimal)
    measure = _measure(figure, formatter)
    return formatter.printed_value(
        written.value, measure, written.style, place, bound=written.bound, rounding=written.rounding
    )


def _parts(figure: NumericFigure, formatter: Formatter, style: str, place: Place) -> WrittenParts:
    """Return the words of a figure that is a number, in parts."""
    written = _written(figure, style)
    measure = _measure(figure, formatter)
    return formatter.parts(written.value, measure, written.style, place, bound=written.bound, rounding=written.rounding)


class _Written(NamedTuple):
    """What a style of figures makes of a number: value, bound, style and rounding of the formatter."""

    value: Value
    bound: Bound | None
    style: str
    rounding: Rounding


def _written(figure: NumericFigure, style: str) -> _Written:
    _check_style(style, NUMBER_STYLES, "a number")
    value, bound = _value(figure), figure.bound
    if style == "exact" and is_endless(figure):
        raise ValueError("a quotient without a last digit has no style `exact`; use another one, and `round`")
    rounding = HALF_UP
    if figure.round and style != "exact":
        rounding = Rounding(figure.round.decimals, ROUNDING_MODES[figure.round.mode])
    elif style == "rounded":
        rounding = _ONE_DECIMAL
    if style == "absolute":
        value, bound = _absolute(value, bound)
    if style in ("absolute", "rounded"):
        style = "standard"
    return _Written(value, bound, style, rounding)


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
    return size, OPPOSITE_BOUNDS[bound] if bound and negative else bound


def _value(figure: NumericFigure) -> Value:
    if isinstance(figure, AmountFigure):
        return figure.amount
    if isinstance(figure, NumberFigure):
        return figure.number
    if isinstance(figure, PointsFigure):
        return figure.points
    return figure.percent if isinstance(figure, PercentFigure) else figure.quantity


def _measure(figure: NumericFigure, formatter: Formatter) -> Measure:
    if isinstance(figure, AmountFigure):
        return formatter.money_measure(figure.currency)
    if isinstance(figure, PercentFigure):
        return formatter.percent_measure()
    if isinstance(figure, PointsFigure):
        return formatter.points_measure()
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
