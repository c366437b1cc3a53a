"""Tables and charts of a publication, and their cells as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.check.context import CheckContext
from builder.content.markup import FigureRef
from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.exhibits import Cell, CellEmpty, CellFigure, CellNumber, Chart, Column, Table
from builder.content.model.figures import Figure, PercentFigure
from builder.content.model.measure_units import unit_of, unit_of_format
from builder.content.model.values import Text
from builder.resolve.figures import figure_value

__all__ = ["charts", "figure_in", "is_share", "number", "tables", "tolerance", "unit", "words_of"]


def tables(context: CheckContext) -> Iterator[Table]:
    """Yield every table, in order."""
    for block in context.publication.all_blocks:
        if isinstance(block, TableBlock):
            yield block.table


def charts(context: CheckContext) -> Iterator[Chart]:
    """Yield every chart, in order."""
    for block in context.publication.all_blocks:
        if isinstance(block, ChartBlock):
            yield block.chart


def figure_in(cell: Cell, context: CheckContext) -> Figure | None:
    """Return the figure that a cell refers to, in either notation."""
    name = ""
    if isinstance(cell, CellFigure):
        name = cell.figure
    elif isinstance(cell, Text) and cell.neutral:
        inlines = cell.entries[""].inlines
        name = inlines[0].figure if len(inlines) == 1 and isinstance(inlines[0], FigureRef) else ""
    return context.publication.figures.get(name)


def number(cell: Cell, context: CheckContext) -> Decimal | None:
    """Return the number of a cell; 0 for an empty cell, None for any other cell without a number."""
    if isinstance(cell, CellNumber):
        return cell.value
    if isinstance(cell, CellEmpty):
        return Decimal(0)
    figure = figure_in(cell, context)
    return figure_value(figure) if figure is not None else None


def unit(cell: Cell, column: Column, context: CheckContext) -> object:
    """Return the counted thing of a cell's number; None for an empty cell."""
    if isinstance(cell, CellNumber):
        return unit_of_format(column.format)
    figure = figure_in(cell, context)
    return unit_of(figure) if figure is not None else None


def is_share(cell: Cell, column: Column, context: CheckContext) -> bool:
    """Return True if a cell's number is a percentage."""
    if isinstance(cell, CellNumber):
        return column.format is not None and column.format.percent
    return isinstance(figure_in(cell, context), PercentFigure)


def words_of(cell: Cell) -> str:
    """Return the words of a cell in all languages, in lower case."""
    if not isinstance(cell, Text):
        return ""
    return " ".join(re.sub(r"[*_]", "", markup.source).lower() for markup in cell.entries.values())


def tolerance(values: list[Decimal]) -> Decimal:
    """Return how far rounded values may be from their rounded sum: half of the last digit each, the sum's own
    included.
    """
    digits = max((max(0, -int(value.as_tuple().exponent)) for value in values), default=0)
    return Decimal(1).scaleb(-digits) * (len(values) + 1) / 2
