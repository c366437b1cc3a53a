"""Columns of tables and series of charts that are computed from others, row by row, exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.content.arithmetic import OPERATIONS, ArithmeticProblem, Measured, as_decimal, check_count, compute
from builder.content.context import LoadContext
from builder.content.csvdata import places
from builder.content.decoders import unknown_key
from builder.content.decoding_result import INVALID
from builder.content.derived_figures import DEFAULT_DECIMALS, measured
from builder.content.model.exhibits import (
    Cell,
    CellCovered,
    CellEmpty,
    CellFigure,
    CellMissing,
    CellNumber,
    Column,
    ColumnCells,
    Computation,
)
from builder.content.model.figures import DateFigure, MissingFigure, Operand, TerritoryFigure
from builder.content.model.measure_units import MeasureUnit, format_of, unit_of_format
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import Mapping as YamlMapping
from builder.content.yaml_values import Scalar, Value
from builder.content.yaml_values import Sequence as YamlSequence
from builder.source import Span

__all__ = ["ComputedColumns", "computed_format", "decode_computation"]


def decode_computation(value: Value, key: str, context: LoadContext) -> Any:
    """Return a computation: one operation with the names of its columns, and perhaps `otherwise`."""
    if type(value) is not YamlMapping:
        context.mismatch(value, key, "a mapping", "write the operation with its columns: {growth: [2023, 2024]}")
        return INVALID
    before = len(context.problems)
    known = {**dict.fromkeys(OPERATIONS), "otherwise": None}
    named = [(name, inner) for name, inner in value.pairs if name.value in OPERATIONS]
    for name, inner in value.pairs:
        if name.value not in known:
            unknown_key(name, known, context, type(inner) is Scalar and inner.is_null)
    if len(named) > 1:
        context.not_together([name.value for name, _ in named], named[1][0].span)
    if not named and len(context.problems) == before:
        context.problem("missing-key", f"`compute` needs one of {', '.join(OPERATIONS)}", value.span)
    if len(context.problems) > before:
        return INVALID
    operation, operands = named[0][0].value, _operands(named[0][1], named[0][0].value, context)
    otherwise = value.get("otherwise")
    if otherwise is not None and (type(otherwise) is not Scalar or otherwise.is_null):
        context.mismatch(otherwise, "otherwise", "a symbol of `missing`")
        return INVALID
    symbol = otherwise.value.strip() if isinstance(otherwise, Scalar) else None
    if operands is None:
        return INVALID
    return Computation(span=value.span, operation=operation, operands=operands, otherwise=symbol)


def _operands(value: Value, operation: str, context: LoadContext) -> tuple[Operand, ...] | None:
    if type(value) is not YamlSequence:
        context.mismatch(value, operation, "a list", "name the columns by their keys or headers: [2023, 2024]")
        return None
    names = []
    for item in value.items:
        if type(item) is not Scalar or item.is_null or not item.value.strip():
            context.mismatch(item, operation, "the name of a column")
            return None
        names.append(Operand(span=item.span, name=" ".join(item.value.split())))
    try:
        check_count(operation, len(names), "columns")
    except ArithmeticProblem as problem:
        context.problem("value", problem.message, value.span, problem.hint)
        return None
    return tuple(names)


class _RowValue(Struct, frozen=True):
    """What a column has in a row: a number with the symbol after it, or the symbol of a missing value, or nothing."""

    number: Measured | None
    symbol: str = ""
    missing: bool = False


class _Failure(Struct, frozen=True):
    """A row that cannot be computed. Failures of one `group` are reported as one (by default those of one message)."""

    message: str
    hint: str
    span: Span
    group: str = ""


_EMPTY = _RowValue(None)

Hidden = Callable[[str, Column, Span], "tuple[Column, list[Any]] | None"]
"""Reads a column of the data file that is not shown, by its name, like another column: the column with the format of
its cells, and these; None after a problem.
"""


class ComputedColumns:
    """Computes columns of one table, each once, after those that it needs.

    `cells` holds the cells of the typed columns, by position; those of the computed ones are added. `owner` and `noun`
    name the table and its columns in messages: series of a chart are computed like columns.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        cells: dict[int, list[Any]],
        symbols: frozenset[str],
        key: str,
        hidden: Hidden | None,
        context: LoadContext,
        owner: str = "table",
        noun: str = "column",
    ):
        self.columns = list(columns)
        self.cells = cells
        self._symbols = symbols
        self._key = key
        self._hidden = hidden
        self._context = context
        self._values: dict[int, list[_RowValue]] = {}
        self._path: list[int] = []
        self._owner = owner
        self._noun = noun

    def compute(self) -> bool:
        """Compute all computed columns. Return False after reporting a problem."""
        before = len(self._context.problems)
        for index, column in enumerate(self.columns):
            if column.compute is not None:
                self._column(index)
        return len(self._context.problems) == before

    def _column(self, index: int) -> bool:
        """Compute one column; return False if that is not possible."""
        if index in self._values or index in self.cells:
            return True
        column = self.columns[index]
        computation = column.compute
        assert computation is not None
        self._path.append(index)
        operands = [self._operand(operand, column) for operand in computation.operands]
        self._path.pop()
        if any(operand is None for operand in operands):
            return False
        sources = [operand for operand in operands if operand is not None]
        values = self._computed(computation, [rows for _, rows in sources])
        if values is None:
            return False
        units = {value.number.unit for value in values if value.number is not None}
        unit = units.pop() if units else None
        format_ = computed_format(column, unit, self._context)
        if format_ is INVALID:
            return False
        self.columns[index] = replace(
            column, format=format_, computed_from=tuple(column_cells for column_cells, _ in sources)
        )
        self._values[index] = values
        self.cells[index] = [
            _cell(value, computation.span, f"{self._key}{row}.{index}") for row, value in enumerate(values)
        ]
        return True

    def _operand(self, operand: Operand, column: Column) -> tuple[ColumnCells, list[_RowValue]] | None:
        """Return a column that another is computed from, with the values of its rows."""
        index = _position(operand.name, self.columns)
        if index is None:
            return self._hidden_operand(operand, column)
        if index in self._path:
            path = [*self._path[self._path.index(index) :], index]
            message = " → ".join(_name(self.columns[number]) for number in path)
            message = f"the {self._noun} `{_name(self.columns[index])}` is computed from itself: {message}"
            self._context.problem("circular-column", message, operand.span, "name others in one of them")
            return None
        if self.columns[index].compute is not None and not self._column(index):
            return None
        if index not in self.cells:
            return None
        source = self.columns[index]
        cells = self.cells[index]
        values = self._values.get(index) or self._read(cells, source, operand.name)
        return (ColumnCells(column=source, cells=tuple(cells)), values) if values is not None else None

    def _hidden_operand(self, operand: Operand, column: Column) -> tuple[ColumnCells, list[_RowValue]] | None:
        if self._hidden is None:
            names = [name for other in self.columns for name in _names(other)]
            near = did_you_mean(operand.name, names)
            title = "header" if self._noun == "column" else "name"
            hint = "" if near else f"name a {self._noun} by its `key` or its {title}"
            message = f"this {self._owner} has no {self._noun} `{operand.name}`{near}"
            self._context.problem("value", message, operand.span, hint)
            return None
        like = self._model(column)
        hidden_column = self._hidden(operand.name, like, operand.span)
        if hidden_column is None:
            return None
        source, cells = hidden_column
        values = self._read(cells, source, operand.name)
        return (ColumnCells(column=source, cells=tuple(cells)), values) if values is not None else None

    def _model(self, column: Column) -> Column:
        """Return the column that one not shown is read like: the first one shown beside it, else the computed one."""
        assert column.compute is not None
        for operand in column.compute.operands:
            index = _position(operand.name, self.columns)
            if index is not None and self.columns[index].compute is None:
                return replace(self.columns[index], key_=None)
        alike = column.compute.operation in ("sum", "difference")
        return replace(column, key_=None, compute=None, format=column.format if alike else None)

    def _read(self, cells: list[Any], column: Column, name: str) -> list[_RowValue] | None:
        """Return the numbers of cells; None after reporting those that are none."""
        unit = unit_of_format(column.format)
        values: list[_RowValue] = []
        failures: list[_Failure] = []
        for cell in cells:
            value = self._value(cell, unit, name)
            if isinstance(value, _Failure):
                failures.append(value)
            else:
                values.append(value)
        if failures:
            _report(failures, self._context)
            return None
        return values

    def _value(self, cell: Any, unit: MeasureUnit | None, name: str) -> _RowValue | _Failure:
        if isinstance(cell, CellNumber) and unit is not None:
            number = Fraction(cell.value)
            decimals = max(0, -int(cell.value.as_tuple().exponent))
            return _RowValue(Measured(number, number, unit, None, decimals, name), cell.symbol)
        if isinstance(cell, CellMissing):
            return _RowValue(None, cell.symbol, missing=True)
        if isinstance(cell, CellEmpty | CellCovered):
            return _EMPTY
        if isinstance(cell, CellFigure):
            return self._figure(cell, name)
        return _Failure(
            f"`{name}` has a cell without a number", "write a number, null or a symbol of `missing`", cell.span
        )

    def _figure(self, cell: CellFigure, name: str) -> _RowValue | _Failure:
        figure = (self._context.known_figures or {}).get(cell.figure)
        if figure is None:
            return _EMPTY  # its problem is reported where it is declared
        if isinstance(figure, MissingFigure):
            return _RowValue(None, figure.symbol, missing=True)
        if isinstance(figure, DateFigure | TerritoryFigure):
            return _Failure(f"the figure `{cell.figure}` is not a number", "compute with other columns", cell.span)
        number = measured(figure)
        if number.ranged or number.bound:
            kind = "is a range" if number.ranged else f"is bounded ({number.bound})"
            message = f"the figure `{cell.figure}` {kind}; `compute` needs single numbers"
            return _Failure(message, "declare a derived figure, and refer to it in the cell", cell.span)
        return _RowValue(replace(number, name=name))

    def _computed(self, computation: Computation, operands: list[list[_RowValue]]) -> list[_RowValue] | None:
        """Return the results of all rows; None after reporting the rows without one."""
        if computation.otherwise is not None and computation.otherwise not in self._symbols:
            message = f"`{computation.otherwise}` is no symbol of a missing value"
            hint = f'add it to `missing`, as in {{"{computation.otherwise}": not-available}}'
            self._context.problem("value", message, computation.span, hint)
            return None
        values: list[_RowValue] = []
        failures: list[_Failure] = []
        unit: MeasureUnit | None = None
        rows: Iterable[tuple[_RowValue, ...]] = zip(*operands, strict=True) if operands else [()]
        for row, parts in enumerate(rows):
            try:
                value = computed_row(computation, parts)
            except ArithmeticProblem as problem:
                cell = self._cell_at(computation, problem.operand, row)
                hint = problem.hint
                if problem.undefined:
                    hint = "write null there, or add `otherwise` with a symbol of `missing` to `compute`"
                group = f"operand {problem.operand}" if problem.undefined else ""
                span = cell if problem.undefined else computation.span
                failures.append(_Failure(problem.message, hint, span, group))
                continue
            if value.number is not None:
                if unit is not None and value.number.unit != unit:
                    message = "the rows of this column are of several kinds"
                    failures.append(_Failure(message, "compute them as figures, one by one", computation.span))
                unit = unit or value.number.unit
            values.append(value)
        if failures:
            _report(failures, self._context)
            return None
        return values

    def _cell_at(self, computation: Computation, operand: int, row: int) -> Span:
        """Return the place of the cell at fault, or of the computation if it is in a column not shown."""
        if 0 <= operand < len(computation.operands):
            index = _position(computation.operands[operand].name, self.columns)
            if index is not None and index in self.cells and self.columns[index].compute is None:
                span: Span = self.cells[index][row].span
                return span
        return computation.span


def computed_row(computation: Computation, parts: Sequence[_RowValue]) -> _RowValue:
    """Return the result of one row: missing if a part is, empty if a part is. Raises ArithmeticProblem."""
    missing = next((part for part in parts if part.missing), None)
    if missing is not None:
        return missing
    numbers = [part.number for part in parts if part.number is not None]
    if numbers and len(numbers) < len(parts):
        return _EMPTY
    if parts and not numbers:
        return _EMPTY
    try:
        result = compute(computation.operation, numbers, "columns")
    except ArithmeticProblem as problem:
        if problem.undefined and computation.otherwise is not None:
            return _RowValue(None, computation.otherwise, missing=True)
        raise
    return _RowValue(result, next((part.symbol for part in parts if part.symbol), ""))


def computed_format(column: Column, unit: MeasureUnit | None, context: LoadContext) -> Any:
    """Return the format of a computed column: that of its results, with the author's style and decimals.

    INVALID after reporting a format of another kind.
    """
    computation, written = column.compute, column.format
    assert computation is not None
    if unit is None:
        return written
    if written is not None:
        wanted = unit_of_format(written)
        bare = not (written.currency or written.percent or written.points or written.unit or written.date)
        if not bare and wanted != unit:
            message = f"the `format` of this column is not that of its {computation.operation}"
            hint = "delete its currency, percent, points, unit or date: it follows from the columns"
            context.problem("value", message, written.span, hint)
            return INVALID
    style = written.style if written is not None else None
    decimals = written.decimals if written is not None else None
    if decimals is None:
        decimals = DEFAULT_DECIMALS.get(computation.operation)
    return replace(format_of(unit, style, column.span), decimals=decimals)


def _cell(value: _RowValue, span: Span, key: str) -> Cell:
    if value.missing:
        return CellMissing(span=span, key=key, symbol=value.symbol)
    if value.number is None:
        return CellEmpty(span=span, key=key)
    number, _ = as_decimal(value.number.low, value.number.decimals)
    return CellNumber(span=span, key=key, value=number, symbol=value.symbol)


def _report(failures: list[_Failure], context: LoadContext) -> None:
    """Report rows that cannot be computed, those of one group in one message."""
    groups: dict[str, list[_Failure]] = {}
    for failure in failures:
        groups.setdefault(failure.group or failure.message, []).append(failure)
    for alike in groups.values():
        spans = list(dict.fromkeys(failure.span for failure in alike))
        count = f", in {len(alike)} rows" if len(alike) > 1 else ""
        if len(spans) > 1:
            count += f": {places(spans)}"
        context.problem("computed-column", alike[0].message + count, alike[0].span, alike[0].hint)


def _position(name: str, columns: Sequence[Column]) -> int | None:
    """Return the position of a column by its key, else by its header in any language."""
    by_key = (index for index, column in enumerate(columns) if column.key_ is not None and column.key_ == name)
    by_header = (index for index, column in enumerate(columns) if name in _headers(column))
    return next(by_key, next(by_header, None))


def _headers(column: Column) -> list[str]:
    return [" ".join(markup.source.split()) for markup in column.header.entries.values()]


def _names(column: Column) -> list[str]:
    return [column.key_, *_headers(column)] if column.key_ else _headers(column)


def _name(column: Column) -> str:
    return next(iter(_names(column)), "")
