"""Rows of totals and subtotals: exact sums of the columns that can be summed.

A column has a total when all its cells are numbers of one additive unit (counts, amounts of one currency,
quantities), cells without a value aside. Percentages, temperatures, rates, dates, ranges, words and mixed currencies
have none, and read "–". Bounds add up: "more than 100" and "400" is "more than 500"; bounds that point both ways have
no total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from builder.content.arithmetic import ArithmeticProblem, Measured, as_decimal, compute
from builder.content.derived_figures import measured
from builder.content.model.bounds import joint_bound
from builder.content.model.exhibits import (
    Cell,
    CellCovered,
    CellEmpty,
    CellFigure,
    CellMissing,
    CellNumber,
    Column,
    ColumnCells,
    RowMark,
    Table,
    ValueFormat,
)
from builder.content.model.figures import WITHOUT_NUMBER, Figure, FigureNumberBase, FigureRounding, NumberFigure
from builder.content.model.measure_units import unit_of, unit_of_format
from builder.resolve.context import ResolveContext
from builder.resolve.decimals import decimals_written
from builder.resolve.figures import figure_value, is_endless

__all__ = ["column_total", "summed_rows"]

_ROW = RowMark()
_WITHOUT_VALUE = (CellEmpty, CellMissing, CellCovered)


def summed_rows(table: Table) -> dict[int, list[int]]:
    """Return the rows that each computed row of a table sums, by its index; that of `total: true` is after the last.

    A subtotal sums the rows since the last subtotal or the name of a group; a total sums all rows.
    """
    rows: list[int] = []
    part: list[int] = []
    sums: dict[int, list[int]] = {}
    for index in range(len(table.rows)):
        mark = table.marks[index] if table.marks else _ROW
        if mark.kind == "row":
            rows.append(index)
            part.append(index)
            continue
        if mark.computed:
            sums[index] = part if mark.kind == "subtotal" else rows
        part = []
    if table.total:
        sums[len(table.rows)] = rows
    return sums


def column_total(
    context: ResolveContext, column: Column, cells: Sequence[Cell], rows: Sequence[int]
) -> Decimal | Figure | None:
    """Return the total of some rows of a column: a number for the column's format, a figure, or None.

    That of a computed column is computed from the totals of its columns: the growth of totals, not a sum of growths.
    """
    if column.compute is not None:
        result = _computed_total(context, column, rows)
        return as_decimal(result.low, result.decimals)[0] if result is not None else None
    return _sum(context, [cells[row] for row in rows], column.format)


def _computed_total(context: ResolveContext, column: Column, rows: Sequence[int]) -> Measured | None:
    """Return the total of a computed column; None if a column that it is computed from has none, or if one has a number
    in a row where another has not: the totals would be those of different rows.
    """
    assert column.compute is not None
    covered = [
        [isinstance(cell, CellNumber | CellFigure) for cell in operand.cells] for operand in column.computed_from
    ]
    if any(rows != covered[0] for rows in covered):
        return None
    totals = []
    for operand in column.computed_from:
        total = _measured_total(context, operand, rows)
        if total is None:
            return None
        totals.append(total)
    try:
        return compute(column.compute.operation, totals)
    except ArithmeticProblem:
        return None


def _measured_total(context: ResolveContext, operand: ColumnCells, rows: Sequence[int]) -> Measured | None:
    column = operand.column
    if column.compute is not None:
        return _computed_total(context, column, rows)
    total = _sum(context, [operand.cells[row] for row in rows], column.format)
    if total is None or isinstance(total, WITHOUT_NUMBER):
        return None
    if not isinstance(total, Decimal):
        return measured(total)
    unit = unit_of_format(column.format)
    return Measured(Fraction(total), Fraction(total), unit, decimals=decimals_written(total)) if unit else None


def _sum(context: ResolveContext, cells: Iterable[Cell], format_: ValueFormat | None) -> Decimal | Figure | None:
    """Return the sum of the cells of a column, if they can be summed."""
    unit = None
    total = Decimal(0)
    figures: list[Figure] = []
    plain_numbers = False
    for cell in cells:
        kind = type(cell)
        if kind in _WITHOUT_VALUE:
            continue
        if isinstance(cell, CellNumber):
            value, cell_unit = cell.value, unit_of_format(format_)
            plain_numbers = True
        elif isinstance(cell, CellFigure) and (figure := context.figure(cell.figure, cell.span)) is not None:
            number = figure_value(figure)
            if number is None:
                return None
            value, cell_unit = number, unit_of(figure)
            figures.append(figure)
        else:
            return None
        if cell_unit is None or not cell_unit.additive or unit not in (None, cell_unit):
            return None
        unit = cell_unit
        total += value
    if unit is None:
        return None
    if plain_numbers and not any(figure.bound or is_endless(figure) for figure in figures):
        return total
    return _figure_total(unit.kind, total, figures)


def _figure_total(kind: str, total: Decimal, figures: list[Figure]) -> Figure | None:
    """Return a figure like the first one, with the sum, the joint bound, and the counted noun if it is the same for
    all.
    """
    try:
        bound = joint_bound(figure.bound for figure in figures)
    except ValueError:
        return None
    model = replace(figures[0], bound=bound, **{kind: total})
    if isinstance(model, FigureNumberBase):
        model = replace(model, round=_common_rounding(figures))
    if isinstance(model, NumberFigure) and len({_noun(figure) for figure in figures}) > 1:
        return replace(model, counted=None)
    return model


def _common_rounding(figures: list[Figure]) -> FigureRounding | None:
    """Return the rounding that all figures share, else the finest one if some have no last digit."""
    roundings = [figure.round if isinstance(figure, FigureNumberBase) else None for figure in figures]
    if len({(rounding.decimals, rounding.mode) if rounding else None for rounding in roundings}) == 1:
        return roundings[0]
    if not any(map(is_endless, figures)):
        return None
    return max((rounding for rounding in roundings if rounding), key=lambda rounding: rounding.decimals)


def _noun(figure: Figure) -> str:
    return repr(figure.counted.forms) if isinstance(figure, NumberFigure) and figure.counted else ""
