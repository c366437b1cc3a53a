"""Tables: cells written column by column, hence one scale and one number of decimals per column; alignment; totals.

Numbers are right-aligned, or aligned on the decimal mark if a column's decimals differ; words, dates and countries are
left-aligned. The unit stays in the cells ("400 M€"): a cell must be understood when it is quoted, copied or read aloud.
An empty cell is "–", a missing value the symbol that the author declared, explained in a note below.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from builder.content.model.blocks import TableBlock
from builder.content.model.exhibits import (
    Cell,
    CellDate,
    CellEmpty,
    CellFigure,
    CellMissing,
    CellNumber,
    CellTerritory,
    Column,
    Table,
    ValueFormat,
)
from builder.content.model.figures import Figure
from builder.content.model.measure_units import format_of, unit_of, unit_of_format
from builder.content.model.values import Text
from builder.resolve.columns import EMPTY
from builder.resolve.context import ResolveContext
from builder.resolve.descriptions import table_alt
from builder.resolve.figures import column_texts, figure_text, figure_value, value_text
from builder.resolve.inlines import CELL, HEADER, PROSE, text_inlines
from builder.resolve.missing_values import is_partial, symbol_text, symbols_note
from builder.resolve.prose import text_prose
from builder.resolve.rounding_notes import SummedColumn, rounding_note
from builder.resolve.sources import short_source
from builder.resolve.totals import column_total
from builder.source import Span
from builder.tree.exhibits import CellNode, ColumnNode, TableNode
from builder.tree.prose import Run, plain, unformatted

__all__ = ["table_node"]

_DASH: Final = (Run(EMPTY, protected=True),)


class _Written(Struct, frozen=True):
    """A column written out: its cells, the total's last if there is one, and how it is aligned."""

    cells: list[CellNode]
    numeric: bool
    totalled: bool
    """True if its cells have a total."""
    align: Literal["left", "right", "decimal"]
    summed: SummedColumn


def table_node(context: ResolveContext, block: TableBlock) -> TableNode:
    """Return a table with every cell in words."""
    table = block.table
    by_column: list[tuple[Cell, ...]] = list(zip(*table.rows, strict=True)) or [() for _ in table.columns]
    written = [
        _column(context, column, cells, table.total) for column, cells in zip(table.columns, by_column, strict=True)
    ]
    partial = _label_total(context, table, by_column, written) if table.total and written else []
    columns = tuple(
        ColumnNode(
            header=text_inlines(context, column.header, HEADER),
            align=column.align or column_cells.align,
            width=float(column.width) if column.width is not None else None,
            numeric=column_cells.numeric,
            span=column.span,
        )
        for column, column_cells in zip(table.columns, written, strict=True)
    )
    caption = text_inlines(context, table.caption, PROSE)
    rows = tuple(zip(*(column.cells for column in written), strict=True))
    return TableNode(
        span=block.span,
        key=block.key,
        only=block.only,
        columns=columns,
        rows=rows,
        id=table.id,
        caption=caption,
        number=context.targets.number(table.key),
        total=table.total,
        source=short_source(context, table.source, table.span),
        source_id=table.source,
        note=(
            *text_prose(context, table.note),
            *symbols_note(context, table, partial),
            *rounding_note(context, table, [column.summed for column in written]),
        ),
        alt=table_alt(context, unformatted(caption), columns, len(rows)),
        row_header=len(columns) > 1 and (table.total or not columns[0].numeric),
    )


def _label_total(
    context: ResolveContext, table: Table, by_column: list[tuple[Cell, ...]], written: list[_Written]
) -> list[str]:
    """Write the label of the row of totals. Return the headers of the partial columns if other columns are complete."""
    totals = [number for number, column in enumerate(written) if number and column.totalled]
    incomplete = [number for number in totals if is_partial(context, table, by_column[number])]
    all_partial = bool(incomplete) and incomplete == totals
    words = context.set_words(context.words.phrases["partial_total"]) if all_partial else context.words.labels.total
    written[0].cells[-1] = CellNode((Run(words, table.span, protected=True),), None, table.span)
    if all_partial:
        return []
    return [plain(text_inlines(context, table.columns[number].header, HEADER)) for number in incomplete]


def _column(context: ResolveContext, column: Column, cells: tuple[Cell, ...], with_total: bool) -> _Written:
    format_ = column.format
    numbers = _numbers(context, cells, format_)
    style = format_.style if format_ else None
    if numbers and format_ is None:
        format_ = _format_of_figures(context, cells, column.span)
    total = column_total(context, column, cells) if with_total else None
    values = [*numbers.values(), *([total] if isinstance(total, Decimal) else [])]
    texts = iter(_column_texts(context, values, format_, column.span))
    written = {index: next(texts) for index in numbers}
    nodes = [
        CellNode(_number(written[index], cell), numbers[index], cell.span)
        if index in written
        else _cell(context, cell, format_, style)
        for index, cell in enumerate(cells)
    ]
    numeric = _is_numeric(context, cells, column.format)
    align: Literal["left", "right", "decimal"] = "left"
    if numeric:
        words = [
            plain(node.inlines) for node, cell in zip(nodes, cells, strict=True) if not isinstance(cell, CellMissing)
        ]
        align = "decimal" if _decimals_differ(words, context.formatter.decimal_mark) else "right"
    if with_total:
        nodes.append(_total_cell(context, total, next(texts, ""), column.span))
    return _Written(nodes, numeric, total is not None, align, SummedColumn(column, cells, numbers, format_, total))


def _number(written: str, cell: Cell) -> tuple[Run, ...]:
    """Return a number with the symbol written after it, raised."""
    run = Run(written, cell.span, protected=True)
    if type(cell) is not CellNumber or not cell.symbol:
        return (run,)
    return (run, Run(cell.symbol, cell.span, superscript=True, protected=True))


def _numbers(context: ResolveContext, cells: tuple[Cell, ...], format_: ValueFormat | None) -> dict[int, Decimal]:
    """Return the numbers written in the column's format, by row.

    Those typed as such and, if all figures of the column are bare numbers of its unit, those of the figures too.
    """
    numbers = {index: cell.value for index, cell in enumerate(cells) if type(cell) is CellNumber}
    figures = {index: cell for index, cell in enumerate(cells) if type(cell) is CellFigure}
    if not figures:
        return numbers
    named = {index: context.publication.figures.get(cell.figure) for index, cell in figures.items()}
    units = {unit_of(figure) if figure else None for figure in named.values()}
    wanted = units if format_ is None and not numbers else {unit_of_format(format_)}
    alike = all(figure is not None and _bare(figure, figures[index], format_) for index, figure in named.items())
    if not alike or len(units) != 1 or None in units or units != wanted:
        return numbers
    values = {index: figure_value(figure) for index, figure in named.items() if figure is not None}
    return numbers | {index: value for index, value in values.items() if value is not None}


def _column_texts(context: ResolveContext, values: list[Decimal], format_: ValueFormat | None, span: Span) -> list[str]:
    if not values:
        return []  # a column of dates or words, whose format numbers would not understand
    return context.attempt(lambda: column_texts(values, format_, context.formatter), ["" for _ in values], span)


def _bare(figure: Figure, cell: CellFigure, format_: ValueFormat | None) -> bool:
    """Return True if a figure in a cell is no more than its number and unit: it has no bound, no noun, no style, and
    no rounding of its own unless the column's `decimals` replace it.
    """
    if figure.bound or cell.style or getattr(figure, "counted", None) or figure_value(figure) is None:
        return False
    return getattr(figure, "round", None) is None or (format_ is not None and format_.decimals is not None)


def _format_of_figures(context: ResolveContext, cells: tuple[Cell, ...], span: Span) -> ValueFormat | None:
    """Return the format of a column whose numbers all come from figures: that of their unit."""
    for cell in cells:
        if type(cell) is CellNumber:
            return None
        figure = context.publication.figures.get(cell.figure) if isinstance(cell, CellFigure) else None
        unit = unit_of(figure) if figure else None
        if unit is not None:
            return format_of(unit, None, span)
    return None


def _cell(context: ResolveContext, cell: Cell, format_: ValueFormat | None, style: str | None) -> CellNode:
    """Return a cell that is not written with the numbers of its column."""
    match cell:
        case Text():
            inlines = text_inlines(context, cell, CELL)
            return CellNode(inlines or _DASH, None, cell.span)
        case CellEmpty():
            return CellNode(_DASH, None, cell.span)
        case CellMissing():
            return CellNode(_words(symbol_text(cell), cell.span), None, cell.span)
        case CellFigure():
            figure = context.figure(cell.figure, cell.span)
            if figure is None:
                return CellNode(_DASH, None, cell.span)
            # The column's style is meant for the column's own kind of number, not for a date beside it.
            own = style if style and unit_of(figure) == unit_of_format(format_) else ""
            words = context.figure_words(cell.figure, cell.style or own or "", "table", cell.span)
            value = figure_value(figure) if unit_of(figure) else None
            return CellNode(context.set(_words(words, cell.span)), value, cell.span)
        case CellTerritory():
            return CellNode(_words(context.territory(cell.territory, cell.span), cell.span), None, cell.span)
        case CellDate():
            words = context.attempt(lambda: value_text(cell.value, format_, context.formatter, "table"), "", cell.span)
            return CellNode(context.set(_words(words, cell.span)), None, cell.span)
        case CellNumber():
            (words,) = _column_texts(context, [cell.value], format_, cell.span)
            return CellNode(_words(words, cell.span), cell.value, cell.span)


def _total_cell(context: ResolveContext, total: Decimal | Figure | None, written: str, span: Span) -> CellNode:
    if total is None:
        return CellNode(_DASH, None, span)
    if isinstance(total, Decimal):
        return CellNode(_words(written, span), total, span)
    return CellNode(_words(figure_text(total, context.formatter, "", "table"), span), figure_value(total), span)


def _words(words: str, span: Span) -> tuple[Run, ...]:
    return (Run(words, span, protected=True),)


def _is_numeric(context: ResolveContext, cells: tuple[Cell, ...], format_: ValueFormat | None) -> bool:
    """Return True for a numeric column: one whose format is of numbers, if it has any, or in which more cells are
    numbers than words ("n.d." here and there).
    """
    if format_ is not None and format_.of_numbers:
        return any(type(cell) in (CellNumber, CellFigure, CellMissing) for cell in cells)
    balance = 0
    for cell in cells:
        kind = type(cell)
        if kind is CellNumber:
            balance += 1
        elif isinstance(cell, CellFigure):
            figure = context.publication.figures.get(cell.figure)
            balance += 1 if figure is not None and unit_of(figure) is not None else -1
        elif kind is not CellEmpty and kind is not CellMissing:
            balance -= 1
    return balance > 0


def _decimals_differ(texts: list[str], mark: str) -> bool:
    """Return True if some numbers of a column have other decimals than the rest, so that only the mark can
    align them.
    """
    return len({_decimals(text, mark) for text in texts if text != EMPTY}) > 1


def _decimals(text: str, mark: str) -> int:
    _, separator, rest = text.rpartition(mark)
    if not separator:
        return 0
    return next((index for index, sign in enumerate(rest) if not sign.isdigit()), len(rest))
