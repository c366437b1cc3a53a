"""Cells of data as values of figures: `{amount: {from: budget.xlsx, cell: "Budget!B4"}, currency: EUR}`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from builder.content import scalar_forms
from builder.content.context import LoadContext
from builder.content.decoders import Decoders
from builder.content.decoding_result import INVALID, Decode
from builder.content.exhibit_keys import span_of
from builder.content.files import FileProblem
from builder.content.leaf_decoders import range_of
from builder.content.local_numbers import currencies_of, scaled
from builder.content.model.data import DataCell
from builder.content.model.figures import AmountFigure
from builder.content.model.values import PartialDate
from builder.content.sources.areas import Area
from builder.content.sources.cell_values import EMPTY, CellValue, cell_value
from builder.content.sources.figure_fields import field_value
from builder.content.sources.opening import WORKBOOKS, check_origin, named_area, sheet_area, shown_name, workbook_of
from builder.content.yaml_values import Mapping, Scalar, Sequence, Value
from builder.source import Span

__all__ = ["decode_row", "finish_amount", "finish_data_cell", "from_cell"]

_EXPECTED = {"amount": "an amount", "number": "a number", "percent": "a percentage", "quantity": "a number"}


def decode_row(value: Value, key: str, context: LoadContext) -> Any:
    """Return the values by which a row is chosen."""
    if not isinstance(value, Mapping) or not value.pairs:
        context.mismatch(value, key, "a mapping of columns and their values", "write {year: 2024}")
        return INVALID
    wrong = [inner for _, inner in value.pairs if not isinstance(inner, Scalar) or inner.is_null]
    if wrong:
        context.mismatch(wrong[0], key, "the value of a cell")
        return INVALID
    return {name.value: inner.value.strip() for name, inner in value.pairs if isinstance(inner, Scalar)}


def finish_data_cell(source: DataCell, value: Mapping, context: LoadContext) -> Any:
    """Return the source, if it names one cell of its file or of the result of its query."""
    if not check_origin(source, "from", source.from_, value, context):
        return INVALID
    of_workbook = source.from_ is not None and source.from_.lower().endswith(WORKBOOKS)
    keys, others = (("cell", "name"), ("column", "row")) if of_workbook else (("column", "row"), ("cell", "name"))
    for name in others:
        if value.get(name) is not None:
            what = "a workbook" if of_workbook else "a data file or a query"
            span = span_of(value, name)
            context.problem("value", f"`{name}` does not choose a cell of {what}", span, f"write `{keys[0]}`")
            return INVALID
    if source.cell is not None and source.name is not None:
        context.not_together(("cell", "name"), value.span)
        return INVALID
    if of_workbook and source.cell is None and source.name is None:
        hint = 'write it as `cell: "Budget!B4"`, or as `name:` with its defined name'
        context.problem("missing-key", "the cell of the workbook is missing", value.span, hint)
        return INVALID
    if not of_workbook and source.column is None:
        context.problem("missing-key", "the column of the data is missing", value.span, "add `column: …`")
        return INVALID
    return source


def from_cell(decoders: Decoders, base: Any) -> Decode:
    """Return the decoder of a number or a date, or a range of them, each written or in a cell of data."""
    written, whole = decoders.of(base), decoders.whole(DataCell)

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if type(value) is not Mapping:
            return written(value, key, context)
        source = whole(value, key, context)
        if source is INVALID:
            return INVALID
        kind = "date" if base is PartialDate else key.rpartition(".")[2]
        if source.scale is not None and base is PartialDate:
            context.problem("value", "a date has no scale", span_of(value, "scale"), "delete `scale`")
            return INVALID
        read = field_value if source.column is not None else _cell_value
        number = read(source, value, kind, context)
        return scaled(number, source.scale) if source.scale is not None and isinstance(number, Decimal) else number

    return range_of(decode)


def _cell_value(source: DataCell, value: Mapping, kind: str, context: LoadContext) -> Any:
    """Return the number or the date of a workbook's cell; INVALID after reporting a problem."""
    try:
        area = _area(source, context)
        cell = _cell(source, area, context)
    except FileProblem as problem:
        context.problem(problem.code, problem.message, value.span, problem.hint)
        return INVALID
    span = Span(shown_name(source.from_ or "", context), area.top, area.left, area.sheet)
    if cell.fault is not None:
        context.problem("data", cell.fault.message, span, cell.fault.hint)
        return INVALID
    return _date(cell, span, context) if kind == "date" else _number(cell, kind, span, context)


def _area(source: DataCell, context: LoadContext) -> Area:
    workbook = workbook_of(source.from_ or "", context)
    if source.cell is not None:
        area = sheet_area(workbook, source.cell, "")
    else:
        area = named_area(workbook, source.name or "", "")
    if not area.is_cell:
        merged = next((each for each in workbook.sheet(area.sheet).merged if each.address == area.address), None)
        if merged is None:
            raise FileProblem("value", f"{area.address} are several cells", "name one cell")
        area = Area(area.sheet, area.top, area.left, area.top, area.left)
    return area


def _cell(source: DataCell, area: Area, context: LoadContext) -> CellValue:
    workbook = workbook_of(source.from_ or "", context)
    raw = workbook.sheet(area.sheet).rows.get(area.top, {}).get(area.left)
    return cell_value(workbook, raw) if raw is not None else EMPTY


def _date(cell: CellValue, span: Span, context: LoadContext) -> Any:
    if isinstance(cell.native, PartialDate):
        return cell.native
    if not cell.text.strip():
        return _refused("a date", "nothing", span, context)
    if isinstance(cell.native, Decimal) and cell.format is not None and cell.format.kind != "number":
        return _refused("a date", _described(cell), span, context)
    date = context.convert(scalar_forms.date, cell.text.strip(), span)
    return INVALID if date is None else date


def _number(cell: CellValue, kind: str, span: Span, context: LoadContext) -> Any:
    expected = _EXPECTED.get(kind, "a number")
    if not isinstance(cell.native, Decimal):
        return _refused(expected, _described(cell), span, context)
    shown = cell.format.kind if cell.format is not None else "number"
    if (shown == "percent" and kind != "percent") or (shown == "amount" and kind != "amount"):
        return _refused(expected, _described(cell), span, context)
    return cell.native


def _refused(expected: str, given: str, span: Span, context: LoadContext) -> Any:
    context.problem("value", f"expected {expected}, found {given}", span, "correct the cell, or its number format")
    return INVALID


def _described(cell: CellValue) -> str:
    if isinstance(cell.native, PartialDate):
        return f"the date {cell.text}"
    if isinstance(cell.native, Decimal) and cell.format is not None:
        sign = cell.format.currency or cell.format.sign
        return {"percent": f"the percentage {cell.text}", "amount": f"the amount {cell.text} {sign}"}.get(
            cell.format.kind, f"the number {cell.text}"
        )
    return f"the text `{cell.text.strip()[:60]}`" if cell.text.strip() else "an empty cell"


def finish_amount(figure: AmountFigure, value: Mapping, context: LoadContext) -> Any:
    """Return the amount, if the currency that its cells show is that of the figure."""
    valid = True
    for source in _sources(value.get("amount")):
        if source.get("column") is not None:
            continue
        cell_source = DataCell(
            span=source.span,
            key="",
            from_=_written(source, "from") or "",
            cell=_written(source, "cell"),
            name=_written(source, "name"),
        )
        area = _area(cell_source, context)
        format_ = _cell(cell_source, area, context).format
        if format_ is None or format_.kind != "amount":
            continue
        known = (format_.currency,) if format_.currency else currencies_of(format_.sign)
        if figure.currency not in known:
            span = Span(shown_name(cell_source.from_ or "", context), area.top, area.left, area.sheet)
            message = f"expected an amount in {figure.currency}, found one in {format_.currency or format_.sign}"
            context.problem("value", message, span, "write the currency of the cell")
            valid = False
    return figure if valid else INVALID


def _sources(value: Value | None) -> Iterator[Mapping]:
    for item in value.items if isinstance(value, Sequence) else (value,):
        if isinstance(item, Mapping):
            yield item


def _written(source: Mapping, key: str) -> str | None:
    value = source.get(key)
    return value.value.strip() if isinstance(value, Scalar) else None
