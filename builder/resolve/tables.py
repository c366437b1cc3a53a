"""Tables: cells written column by column, hence one scale and one number of decimals per column; alignment; totals.

Numbers are right-aligned, or aligned on the decimal mark if a column's decimals differ; words, dates and countries are
left-aligned. The unit stays in the cells ("400 M€"): a cell must be understood when it is quoted, copied or read aloud.
An empty cell is "–", a missing value the symbol that the author declared, explained in a note below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from builder.content.model.blocks import TableBlock
from builder.content.model.exhibits import (
    Cell,
    CellCovered,
    CellDate,
    CellEmpty,
    CellFigure,
    CellMissing,
    CellNumber,
    CellTerritory,
    HeaderGroup,
    Table,
    ValueFormat,
)
from builder.content.model.figures import Figure
from builder.content.model.measure_units import format_of, unit_of, unit_of_format
from builder.content.model.values import Text
from builder.resolve.columns import EMPTY, bare_column_texts
from builder.resolve.context import ResolveContext
from builder.resolve.descriptions import table_alt
from builder.resolve.figures import column_texts, figure_text, figure_value, value_text
from builder.resolve.inlines import CELL, HEADER, PROSE, text_inlines
from builder.resolve.missing_values import is_partial, symbol_rows, symbol_text, symbols_note
from builder.resolve.prose import text_prose
from builder.resolve.rounding_notes import SummedColumn, rounding_note
from builder.resolve.sources import short_source
from builder.resolve.table_shapes import merged_rows, row_kinds
from builder.resolve.totals import column_total, summed_rows
from builder.source import Span
from builder.tree.exhibits import CellNode, ColumnNode, HeaderGroupNode, TableNode
from builder.tree.prose import Inlines, Paragraph, Prose, Run, plain, unformatted

__all__ = ["table_node"]

_DASH: Final = (Run(EMPTY, protected=True),)


class _Written(Struct, frozen=True):
    """A column written out: its cells, its unit if it is named in the header, and how it is aligned."""

    cells: list[CellNode]
    numeric: bool
    totalled: bool
    """True if its computed rows have a total."""
    align: Literal["left", "right", "decimal"]
    summed: SummedColumn
    unit: str = ""


def table_node(context: ResolveContext, block: TableBlock) -> TableNode:
    """Return a table with every cell in words."""
    table = block.table
    by_column: list[tuple[Cell, ...]] = list(zip(*table.rows, strict=True)) or [() for _ in table.columns]
    sums = summed_rows(table)
    written = [_column(context, table, index, cells, sums) for index, cells in enumerate(by_column)]
    group_units = [_shared_unit(group, written) for group in table.header_groups]
    partial = _label_totals(context, table, by_column, written, sums) if sums and written else []
    united = {
        index
        for group, unit in zip(table.header_groups, group_units, strict=True)
        for index in range(group.start, group.start + group.count)
        if unit
    }
    columns = tuple(
        ColumnNode(
            header=_header(context, column.header, "" if index in united else column_cells.unit),
            align=column.align or column_cells.align,
            width=float(column.width) if column.width is not None else None,
            numeric=column_cells.numeric,
            span=column.span,
            highlight=table.highlighted == ("column", index),
        )
        for index, (column, column_cells) in enumerate(zip(table.columns, written, strict=True))
    )
    caption = text_inlines(context, table.caption, PROSE)
    rows = merged_rows(table, tuple(zip(*(column.cells for column in written), strict=True)))
    totalled = table.total or (bool(table.marks) and table.marks[-1].kind == "total")
    symbols = symbols_note(context, table, partial)
    rounding = rounding_note(context, table, [column.summed for column in written])
    return TableNode(
        span=block.span,
        key=block.key,
        only=block.only,
        columns=columns,
        rows=rows,
        id=table.id,
        caption=caption,
        number=context.targets.number(table.key),
        total=totalled,
        source=short_source(context, table.source, table.span),
        source_id=table.source,
        note=(
            *text_prose(context, table.note),
            *symbols,
            *rounding,
        ),
        note_rows=(
            *_rows_of(symbols, [*symbol_rows(context, table), *(sums if partial else ())]),
            *_rows_of(rounding, sums),
        ),
        alt=table_alt(context, unformatted(caption), columns, len(rows)),
        row_header=len(columns) > 1 and (totalled or bool(table.marks) or not columns[0].numeric),
        kinds=row_kinds(table),
        header_groups=tuple(
            HeaderGroupNode(
                header=_header(context, group.header, unit),
                start=group.start,
                count=group.count,
                span=group.header.span,
            )
            for group, unit in zip(table.header_groups, group_units, strict=True)
        ),
        shaped=bool(table.merged) or table.highlighted is not None,
        landscape=table.orientation == "landscape",
        units_in_cells=table.units == "cells",
    )


def _rows_of(note: Prose, rows: Iterable[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the key of each paragraph of a generated note with the rows that it is about, if they are known."""
    about = tuple(sorted(set(rows)))
    return ((part.key, about) for part in note if about and isinstance(part, Paragraph))


def _header(context: ResolveContext, text: Text, unit: str) -> Inlines:
    """Return the header of a column or several, with the unit of the numbers in brackets if the cells have none."""
    header = text_inlines(context, text, HEADER)
    return (*header, Run(f" ({unit})", text.span, protected=True)) if unit else header


def _shared_unit(group: HeaderGroup, written: list[_Written]) -> str:
    """Return the unit of all columns under a header, which is then named there once; else an empty text."""
    units = {column.unit for column in written[group.start : group.start + group.count]}
    return units.pop() if len(units) == 1 else ""


def _label_totals(
    context: ResolveContext,
    table: Table,
    by_column: list[tuple[Cell, ...]],
    written: list[_Written],
    sums: dict[int, list[int]],
) -> list[str]:
    """Write the labels of computed rows. Return the headers of the partial columns if other columns are complete."""
    totals = [number for number, column in enumerate(written) if number and column.totalled]
    summed = sorted({row for rows in sums.values() for row in rows})
    incomplete = [number for number in totals if is_partial(context, table, [by_column[number][row] for row in summed])]
    all_partial = bool(incomplete) and incomplete == totals
    for index in sums:
        mark = table.marks[index] if index < len(table.rows) else None
        if mark is not None and mark.label is not None:
            inlines = text_inlines(context, mark.label, CELL)
        else:
            kind = "subtotal" if mark is not None and mark.kind == "subtotal" else "total"
            partly = all_partial and kind == "total"
            words = context.words.phrases["partial_total" if partly else kind]
            inlines = (Run(context.set_words(words), table.span, protected=True),)
        written[0].cells[index] = CellNode(inlines, None, table.span)
    if all_partial:
        return []
    return [plain(text_inlines(context, table.columns[number].header, HEADER)) for number in incomplete]


def _column(
    context: ResolveContext, table: Table, position: int, cells: tuple[Cell, ...], sums: dict[int, list[int]]
) -> _Written:
    """Write a column: its numbers and its computed totals in one form, so that they can be compared."""
    column = table.columns[position]
    format_ = column.format
    numbers = _numbers(context, cells, format_)
    style = format_.style if format_ else None
    if numbers and format_ is None:
        format_ = _format_of_figures(context, cells, column.span)
    totals = {index: column_total(context, column, cells, rows) for index, rows in sums.items()}
    values = list(numbers.values())
    values += [total for total in totals.values() if isinstance(total, Decimal)]
    bare = table.units == "header" and _are_all_numbers(cells, numbers, totals)
    words, unit = _column_texts(context, values, format_, column.span, bare=bare)
    texts = iter(words)
    written = {index: next(texts) for index in numbers}
    nodes = [
        CellNode(_number(written[index], cell), numbers[index], cell.span)
        if index in written
        else _cell(context, cell, format_, style)
        for index, cell in enumerate(cells)
    ]
    across = {merged.row for merged in table.merged if merged.column == position and merged.across > 1}
    own = [cell for row, cell in enumerate(cells) if row not in across] if across else cells
    numeric = _is_numeric(context, own, column.format)
    align: Literal["left", "right", "decimal"] = "left"
    if numeric:
        shown = [
            plain(node.inlines)
            for row, (node, cell) in enumerate(zip(nodes, cells, strict=True))
            if not isinstance(cell, CellMissing | CellCovered) and row not in across
        ]
        align = "decimal" if _decimals_differ(shown, context.formatter.decimal_mark) else "right"
    for index, total in totals.items():
        node = _total_cell(context, total, next(texts) if isinstance(total, Decimal) else "", column.span)
        nodes[index : index + 1] = [node]
    totalled = any(total is not None for total in totals.values())
    summed = SummedColumn(column, cells, numbers, format_, totals)
    return _Written(nodes, numeric, totalled, align, summed, unit)


def _are_all_numbers(
    cells: tuple[Cell, ...], numbers: dict[int, Decimal], totals: dict[int, Decimal | Figure | None]
) -> bool:
    """Return True if all figures and totals of a column are written with its numbers, so that none names its unit."""
    figures = all(index in numbers for index, cell in enumerate(cells) if type(cell) is CellFigure)
    return figures and all(total is None or isinstance(total, Decimal) for total in totals.values())


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


def _column_texts(
    context: ResolveContext, values: list[Decimal], format_: ValueFormat | None, span: Span, *, bare: bool = False
) -> tuple[list[str], str]:
    """Return the numbers of a column, and the words of their unit if they are `bare`."""
    if not values:
        return [], ""  # a column of dates or words, whose format numbers would not understand

    def write() -> tuple[list[str], str]:
        if bare:
            return bare_column_texts(values, format_, context.formatter)
        return column_texts(values, format_, context.formatter), ""

    return context.attempt(write, (["" for _ in values], ""), span)


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
        case CellCovered():
            return CellNode((), None, cell.span)
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
            (words,), _ = _column_texts(context, [cell.value], format_, cell.span)
            return CellNode(_words(words, cell.span), cell.value, cell.span)


def _total_cell(context: ResolveContext, total: Decimal | Figure | None, written: str, span: Span) -> CellNode:
    if total is None:
        return CellNode(_DASH, None, span)
    if isinstance(total, Decimal):
        return CellNode(_words(written, span), total, span)
    return CellNode(_words(figure_text(total, context.formatter, "", "table"), span), figure_value(total), span)


def _words(words: str, span: Span) -> tuple[Run, ...]:
    return (Run(words, span, protected=True),)


def _is_numeric(context: ResolveContext, cells: Sequence[Cell], format_: ValueFormat | None) -> bool:
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
        elif kind not in (CellEmpty, CellMissing, CellCovered):
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
