"""The note below a table whose printed parts do not add up to its printed total, because each is rounded.

The values are exact, and so is their total; only what is printed is rounded. The note is in every language as soon as
one of them needs it, since the documents of all languages have the same shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from builder.content.model.exhibits import Cell, CellFigure, Column, Table, ValueFormat
from builder.content.model.figures import Figure, FigureNumberBase
from builder.content.model.measure_units import unit_of, unit_of_format
from builder.resolve.columns import common_form, measure_of
from builder.resolve.context import ResolveContext
from builder.resolve.figures import figure_value, printed_value
from builder.resolve.number_forms import printed_number
from builder.resolve.numbers import Formatter, formatter
from builder.resolve.totals import summed_rows
from builder.tree.prose import Paragraph, Prose, Run

__all__ = ["SummedColumn", "rounding_note"]

_ROUNDING_STYLES = ("compact", "rounded")


class SummedColumn(Struct, frozen=True):
    """A column with its computed totals, by row: its cells, those written as numbers of the column's format, and that
    format.
    """

    column: Column
    cells: Sequence[Cell]
    numbers: Mapping[int, Decimal]
    format: ValueFormat | None
    totals: Mapping[int, Decimal | Figure | None]


def rounding_note(context: ResolveContext, table: Table, columns: Sequence[SummedColumn]) -> Prose:
    """Return the note about rounding if `rounding` asks for it or, where it is not given, if readers would find another
    total by adding up what is printed.
    """
    wanted = table.rounding
    if wanted is None:
        sums = summed_rows(table)
        wanted = any(_is_off(context, column, sums) for column in columns)
    if not wanted:
        return ()
    run = Run(context.words.phrases["rounding_note"], table.span)
    return (Paragraph(context.set((run,)), table.span, f"{table.key}.rounding"),)


def _is_off(context: ResolveContext, column: SummedColumn, sums: Mapping[int, Sequence[int]]) -> bool:
    """Return True if the printed parts of a column do not add up to a printed total in one of the languages."""
    totals = [(row, total) for row, total in column.totals.items() if total is not None]
    if not totals or column.column.compute is not None or not _may_round(context, column):
        return False
    languages = dict.fromkeys((context.language, *context.publication.languages))
    writers = [formatter(language, context.narrow_space) for language in languages]
    try:
        return any(_differs(context, column, sums[row], total, writer) for row, total in totals for writer in writers)
    except ValueError:
        return False  # a value that cannot be written is reported where it is


def _may_round(context: ResolveContext, column: SummedColumn) -> bool:
    """Return True if a part or the total may be printed with fewer digits than it has."""
    format_ = column.format
    if format_ is not None and (format_.decimals is not None or format_.style in _ROUNDING_STYLES):
        return True
    figures = [(cell, _figure(context, cell)) for cell in column.cells if isinstance(cell, CellFigure)]
    return any(
        cell.style in _ROUNDING_STYLES or (isinstance(figure, FigureNumberBase) and figure.round is not None)
        for cell, figure in figures
    )


def _differs(
    context: ResolveContext, column: SummedColumn, rows: Sequence[int], total: Decimal | Figure, writer: Formatter
) -> bool:
    """Return True if what is printed in some rows does not add up to their total as printed."""
    format_ = column.format
    values = [*column.numbers.values(), *(number for number in column.totals.values() if isinstance(number, Decimal))]
    form = common_form(values, format_, measure_of(format_, writer)) if values else None
    style = (format_.style if format_ else None) or ""
    added = Decimal(0)
    for index in rows:
        cell = column.cells[index]
        if form is not None and index in column.numbers:
            added += printed_number(column.numbers[index], form)
        elif (figure := _figure(context, cell)) is not None and figure_value(figure) is not None:
            own = style if unit_of(figure) == unit_of_format(format_) else ""
            cell_style = cell.style if isinstance(cell, CellFigure) else None
            added += printed_value(figure, writer, cell_style or own, "table")
    if isinstance(total, Decimal):
        return form is not None and added != printed_number(total, form)
    return added != printed_value(total, writer, "", "table")


def _figure(context: ResolveContext, cell: Cell) -> Figure | None:
    return context.publication.figures.get(cell.figure) if isinstance(cell, CellFigure) else None
