"""Columns of numbers: decimals that may be thousands, and symbols or words among the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from babel.numbers import get_currency_precision

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.table_cells import charts, figure_in, tables
from builder.content.csvdata import places
from builder.content.local_numbers import suggested_format
from builder.content.missing_values import likely_symbol, suggested
from builder.content.model.exhibits import Cell, CellNumber, Chart, ChartValues, Column, Table, ValueFormat
from builder.content.model.measure_units import unit_of_format
from builder.content.model.values import Text
from builder.content.typed_numbers import typed_number
from builder.source import Span

__all__ = ["RULES"]

_GROUP = 3
"""Digits of a group of thousands."""


def decimals_in_doubt(context: CheckContext) -> Iterator[Finding]:
    """Find amounts from a data file that all have three decimals, in a currency that has fewer."""
    for table in tables(context):
        for index, column in enumerate(table.columns):
            if table.data is not None and column.decimal is None and column.compute is None:
                numbers = [row[index] for row in table.rows if isinstance(row[index], CellNumber)]
                values = [cell.value for cell in numbers if isinstance(cell, CellNumber)]
                if _may_be_thousands(values, column.format):
                    yield _in_doubt(column.key_ or "", column.format, values, numbers[0].span, "column")
    for chart in charts(context):
        for row, format_ in _measured(chart) if chart.data is not None else ():
            values = [value for value in row.values if isinstance(value, Decimal)]
            if row.decimal is None and _may_be_thousands(values, format_):
                owner = "axis" if row is chart.x else "series"
                yield _in_doubt(row.key_ or "", format_, values, row.span, owner)


def _measured(chart: Chart) -> Iterator[tuple[ChartValues, ValueFormat | None]]:
    """Yield the series of a chart and the horizontal axis of a scatter chart, each with its format."""
    for series in chart.series:
        yield series, series.format if series.secondary else chart.format
    if chart.x is not None:
        yield chart.x, chart.x.format


def _may_be_thousands(values: Sequence[Decimal], format_: ValueFormat | None) -> bool:
    if not values or format_ is None or not format_.currency or get_currency_precision(format_.currency) >= _GROUP:
        return False
    return all(value.as_tuple().exponent == -_GROUP for value in values)


def _in_doubt(key: str, format_: ValueFormat | None, values: list[Decimal], span: Span, owner: str) -> Finding:
    currency = format_.currency if format_ is not None and format_.currency else ""
    digits = get_currency_precision(currency)
    amounts = "the only amount" if len(values) == 1 else f"each of the {len(values)} amounts"
    usual = str(digits) if digits else "none"
    message = (
        f"{amounts} of `{key}` has 3 decimals, where {currency} has {usual}: "
        f"{values[0]} may be meant as {values[0].scaleb(_GROUP):f}"
    )
    return Finding(message, span, f'add the decimal mark to the {owner}: `decimal: ","` or `decimal: "."`')


def unexplained_symbols(context: CheckContext) -> Iterator[Finding]:
    """Find texts among the numbers of a column: symbols without a meaning, words that leave it without a total."""
    for table in tables(context):
        for index, column in enumerate(table.columns):
            cells = [row[index] for row in table.rows]
            if _is_of_numbers(context, cells, column, index):
                yield from _texts_among_numbers(context, table, column, cells)
            elif table.data is not None:
                yield from _numbers_with_signs(column, cells)


def _is_of_numbers(context: CheckContext, cells: list[Cell], column: Column, index: int) -> bool:
    numbers = sum(isinstance(cell, CellNumber) or figure_in(cell, context) is not None for cell in cells)
    if column.format is not None and column.format.of_numbers:
        return numbers > 0
    texts = [cell for cell in cells if isinstance(cell, Text) and figure_in(cell, context) is None]
    symbols = sum(cell.neutral and bool(likely_symbol(_written(cell))) for cell in texts)
    return index > 0 and numbers >= symbols and numbers > len(texts) - symbols


def _numbers_with_signs(column: Column, cells: list[Cell]) -> Iterator[Finding]:
    """Find a column of a data file that is text because its numbers carry a sign and it has no format."""
    texts = [cell for cell in cells if isinstance(cell, Text) and cell.neutral]
    numbers = [cell for cell in texts if typed_number(_written(cell))]
    format_ = suggested_format(map(_written, numbers))
    if format_ and 2 * len(numbers) > len(texts):
        first = _written(numbers[0])
        yield Finding(f"the numbers of `{column.key_}` are text, such as `{first}`", numbers[0].span, f"add {format_}")


def _texts_among_numbers(context: CheckContext, table: Table, column: Column, cells: list[Cell]) -> Iterator[Finding]:
    texts = [cell for cell in cells if isinstance(cell, Text) and figure_in(cell, context) is None]
    symbols = [cell for cell in texts if cell.neutral and likely_symbol(_written(cell))]
    unit = unit_of_format(column.format)
    without_total = table.total and unit is not None and unit.additive
    effect = "; the column has no total" if without_total else ""
    typed = [(cell, number) for cell in texts if cell.neutral and (number := typed_number(_written(cell)))]
    for cell, number in typed:
        yield Finding(f"`{number.text}` is text in a column of numbers{effect}", cell.span, number.hint)
    if symbols:
        written = list(dict.fromkeys(likely_symbol(_written(cell)) for cell in symbols))
        shown = " and ".join(f"`{symbol}`" for symbol in written[:3])
        count = f" in {len(symbols)} cells, {places(cell.span for cell in symbols)}" if len(symbols) > 1 else ""
        message = f"no meaning is declared for {shown} in a column of numbers{count}{effect}"
        yield Finding(message, symbols[0].span, f"add {suggested(written)} to the publication or the table")
    elif texts and without_total and not typed:
        count = "this cell of a column of numbers is text"
        if len(texts) > 1:
            count = f"{len(texts)} cells of this column of numbers are text"
        hint = "write null and say it in the note, or declare a symbol in `missing`"
        yield Finding(f"{count}{effect}", texts[0].span, hint)


def _written(cell: Text) -> str:
    return cell.entries[""].source.strip()


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG010",
        name="decimals-in-doubt",
        severity="warning",
        summary="Every amount of a data file's column has three decimals, which may be thousands.",
        find=decimals_in_doubt,
        bad="- {header: Montant, key: montant, format: {currency: EUR}}   # 1,234 in the file",
        good='- {header: Montant, key: montant, format: {currency: EUR}, decimal: ","}',
    ),
    Rule(
        code="FIG011",
        name="unexplained-symbol",
        severity="warning",
        summary="A symbol or a text is among the numbers of a column, and nothing says what it means.",
        find=unexplained_symbols,
        bad="rows:\n  - [Nord, 12]\n  - [Sud, ..]",
        good='missing: {"..": not-available}\nrows:\n  - [Nord, 12]\n  - [Sud, ..]',
    ),
)
