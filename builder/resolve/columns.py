"""Numbers of a table column or a chart: one scale and one number of decimals for all.

Also the Office number format that writes a chart's axis with the same words as its labels. The code is in en-US syntax
(ECMA-376 part 1, 18.8.31): a trailing comma divides by a thousand, literals are quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from builder.content.model.exhibits import ValueFormat
from builder.resolve.decimals import MINUS, checked, scaled
from builder.resolve.measures import Measure
from builder.resolve.number_forms import Form, cell_text, choose_form
from builder.resolve.numbers import Formatter

__all__ = [
    "EMPTY",
    "Units",
    "bare_column_texts",
    "chart_format",
    "column_texts",
    "common_form",
    "measure_of",
    "style_of",
]

EMPTY = "–"
"""Text of an empty cell; a true zero is 0."""

_STYLES = ("standard", "long", "compact", "exact")
_MOST_CHART_DECIMALS = 10


def measure_of(format: ValueFormat | None, formatter: Formatter) -> Measure:
    """Return the measure that a format names: a currency, a percentage, a unit, or plain numbers."""
    if format is None:
        return formatter.count_measure()
    if format.currency:
        return formatter.money_measure(format.currency)
    if format.unit:
        return formatter.quantity_measure(format.unit)
    if format.points:
        return formatter.points_measure()
    return formatter.percent_measure() if format.percent else formatter.count_measure()


def style_of(format: ValueFormat | None) -> str:
    """Return the style of a format. Raises ValueError for one that numbers do not have."""
    style = (format.style if format else None) or "standard"
    if style not in _STYLES:
        raise ValueError(f"a number has no style `{style}`; its styles are {', '.join(_STYLES)}")
    return style


def column_texts(values: Sequence[Decimal | None], format: ValueFormat | None, formatter: Formatter) -> list[str]:
    """Return the cells of a column. Without a style, a scale is used only if every cell stays exact."""
    measure = measure_of(format, formatter)
    form = common_form(values, format, measure)
    return [EMPTY if value is None else cell_text(value, form, measure) for value in values]


def bare_column_texts(
    values: Sequence[Decimal], format: ValueFormat | None, formatter: Formatter
) -> tuple[list[str], str]:
    """Return the cells of a column without scale and unit, and the words for these: `en millions d’euros`; "" for plain
    numbers.
    """
    measure = measure_of(format, formatter)
    form = common_form(values, format, measure)
    return [cell_text(value, form, measure, bare=True) for value in values], measure.unit_words(form.power)


def chart_format(values: Sequence[Decimal | None], format: ValueFormat | None, formatter: Formatter) -> tuple[str, str]:
    """Return the Office format code for a chart's values, and the words of their unit (`en millions d’euros`)."""
    measure = measure_of(format, formatter)
    form = common_form(values, format, measure)
    present = [value for value in values if value is not None]
    around = measure.around(max(map(abs, present), default=Decimal(2)).scaleb(-form.power), form.power, form.words)
    digits = "#,##0" + ("." + "0" * min(form.decimals, _MOST_CHART_DECIMALS) if form.decimals else "")
    after = around.scale + around.after + around.tail
    code = f"{_literal(around.before)}{digits}{',' * (form.power // 3)}{_literal(after)}"
    negative = any(value < 0 for value in present)
    return (f"{code};{_literal(MINUS)}{code}" if negative else code), measure.unit_words(form.power)


class Units(Struct, frozen=True):
    """The unit and the scale that all values of a chart share, which the line under its caption names."""

    measure: Measure
    form: Form

    @classmethod
    def of(cls, values: Sequence[Decimal | None], format: ValueFormat | None, formatter: Formatter) -> Units | None:
        """Return the unit of a chart's values, or None if they are plain numbers, which no line needs to name."""
        measure = measure_of(format, formatter)
        form = common_form(values, format, measure)
        return cls(measure, form) if measure.unit_words(form.power) else None

    def without(self, value: Decimal | None, text: str) -> str:
        """Return a value as printed, without the unit and the scale; unchanged if it is printed in others."""
        if value is None:
            return text
        around = self.measure.around(abs(scaled(value, self.form.power)), self.form.power, self.form.words)
        after = around.scale + around.after + around.tail
        if around.before not in text or not text.endswith(after):
            return text
        return text[: len(text) - len(after)].replace(around.before, "", 1)


def common_form(values: Sequence[Decimal | None], format: ValueFormat | None, measure: Measure) -> Form:
    """Return the scale and the decimals that all values of a column or a chart share."""
    present = [checked(value) for value in values if value is not None]
    style = style_of(format)
    if style == "standard":
        style = "short" if format and format.currency else "exact"
    form = choose_form(present, measure, style, format.decimals if format else None)
    # A format code can only divide by thousands: where a language counts by ten thousands, the digits stay whole.
    return form if form.power % 3 == 0 else choose_form(present, measure, "exact", format.decimals if format else None)


def _literal(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"' if text else ""
