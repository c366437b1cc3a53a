"""The last row of a table: exact sums of the columns that can be summed.

A column has a total when all its cells are numbers of one additive unit (counts, amounts of one currency,
quantities), cells without a value aside. Percentages, temperatures, rates, dates, ranges, words and mixed currencies
have none, and read "–". Bounds add up: "more than 100" and "400" is "more than 500"; bounds that point both ways have
no total.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from builder.content.model.bounds import joint_bound
from builder.content.model.exhibits import Cell, CellEmpty, CellFigure, CellMissing, CellNumber, ValueFormat
from builder.content.model.figures import Figure, FigureNumberBase, FigureRounding, NumberFigure
from builder.content.model.measure_units import unit_of, unit_of_format
from builder.resolve.context import ResolveContext
from builder.resolve.figures import figure_value, is_endless

__all__ = ["column_total"]


def column_total(
    context: ResolveContext, cells: Iterable[Cell], format_: ValueFormat | None
) -> Decimal | Figure | None:
    """Return the total of a column: a number for the column's format, a figure, or None."""
    unit = None
    total = Decimal(0)
    figures: list[Figure] = []
    plain_numbers = False
    for cell in cells:
        kind = type(cell)
        if kind is CellEmpty or kind is CellMissing:
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
