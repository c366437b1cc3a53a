"""Open the data of a table or a chart: a CSV or Parquet file, an area of a workbook, a snapshot."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from builder.content.context import LoadContext
from builder.content.csvdata import Data, check_columns, parse_csv
from builder.content.decoders import Decoders
from builder.content.decoding_result import INVALID, Decode
from builder.content.exhibit_keys import span_of
from builder.content.files import MAX_DATA, FileProblem, decode, read_inside
from builder.content.model.data import DataSource, QueryKeys
from builder.content.sources.areas import Area, AreaFault, parse_area
from builder.content.sources.origins import split_origin
from builder.content.sources.parquet import parquet_data
from builder.content.sources.queries import read_snapshot
from builder.content.sources.sheet_data import sheet_data
from builder.content.sources.workbook import SheetTable, Workbook, open_workbook
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import Mapping, Scalar, SourceText, Value
from builder.diagnostics import Diagnostic

__all__ = [
    "PARQUET",
    "WORKBOOKS",
    "check_origin",
    "data_source",
    "for_spreadsheets",
    "named_area",
    "open_data",
    "part_of_workbook",
    "sheet_area",
    "shown_name",
    "workbook_of",
]

PARQUET = (".parquet", ".pq")
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
_OTHER_WORKBOOKS = (".xls", ".xlsb", ".ods", ".numbers")
_SELECTORS = ("table", "sheet", "range", "name")


def data_source(decoders: Decoders) -> Decode:
    """Return the source of data: the name of a file, or a mapping."""
    whole = decoders.whole(DataSource)

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if isinstance(value, Mapping):
            return whole(value, key, context)
        if not isinstance(value, Scalar) or value.is_null or not value.value.strip():
            context.mismatch(value, key, "the name of a file, or a mapping")
            return INVALID
        return DataSource(span=value.span, key=key, file=value.value.strip())

    return decode


def finish_source(source: DataSource, value: Mapping, context: LoadContext) -> Any:
    """Return the source, if its keys agree with one another and with the kind of file."""
    if not check_origin(source, "file", source.file, value, context):
        return INVALID
    keys = [key for key in _SELECTORS if getattr(source, key) is not None]
    if source.file is None:
        if keys:
            context.not_together(("query", keys[0]), span_of(value, keys[0]))
        return INVALID if keys else source
    if keys and not _is_workbook(source.file):
        message = f"`{keys[0]}` selects cells of a workbook, and `{source.file}` is none"
        context.problem("value", message, span_of(value, keys[0]), "delete it")
        return INVALID
    if "table" in keys and len(keys) > 1:
        context.not_together(keys, span_of(value, keys[1]))
        return INVALID
    if "name" in keys and "range" in keys:
        context.not_together(("range", "name"), span_of(value, "name"))
        return INVALID
    return source


def check_origin(source: QueryKeys, key: str, file: str | None, value: Mapping, context: LoadContext) -> bool:
    """Return True if a source is either a file, named by `key`, or a query with its connection; else report it."""
    own = [name for name in ("query", "connection", "snapshot", "timeout", "limit") if value.get(name) is not None]
    if file is not None and own:
        context.not_together((key, own[0]), span_of(value, own[0]))
        return False
    if file is None and source.query is None:
        context.problem("missing-key", f"expected `{key}`, or `query` with `connection`", value.span)
        return False
    if source.query is not None and source.connection is None:
        message = "a query needs `connection`, the environment variable with the address of the database"
        context.problem("missing-key", message, value.span, "add it: `connection: BUDGET_DB`")
        return False
    return True


def open_data(source: DataSource, header_row: int | None, value: Value, context: LoadContext) -> Data | None:
    """Open the data that a table or a chart names at `value`. Return None after reporting a problem."""
    try:
        if source.file is None:
            return _open_snapshot(source, header_row, value, context)
        if source.file.lower().endswith(_OTHER_WORKBOOKS):
            raise FileProblem("data", f"`{source.file}` is not in a format that is read", "save it as .xlsx or CSV")
        if source.file.lower().endswith(PARQUET):
            return _open_parquet(source.file, header_row, value, context)
        if not _is_workbook(source.file):
            return _open_csv(source.file, header_row, context)
        return _open_sheet(source, source.file, header_row, value, context)
    except FileProblem as problem:
        context.problem(problem.code, problem.message, value.span, problem.hint)
        return None


def _is_workbook(name: str) -> bool:
    return name.lower().endswith(WORKBOOKS)


def shown_name(name: str, context: LoadContext) -> str:
    """Return the name of a file of the publication's folder, as messages show it."""
    folder = context.file.rpartition("/")[0]
    return f"{folder}/{name}" if folder else name


def _open_csv(name: str, header_row: int | None, context: LoadContext) -> Data | None:
    context.file_names.add(name)
    blob = read_inside(context.folder, name, MAX_DATA, context.unsaved)
    file = shown_name(name, context)
    text, problems = decode(blob, file)
    if problems:
        context.problems.extend(map(for_spreadsheets, problems))
        return None
    rows, _ = split_origin(text)
    return parse_csv(SourceText(file, rows), context.problems, header_row)


def _open_snapshot(source: QueryKeys, header_row: int | None, value: Value, context: LoadContext) -> Data | None:
    if header_row is not None:
        context.not_together(("header_row", "query"), value.span)
        return None
    context.file_names.update(filter(None, (source.snapshot_file, source.query)))
    file = shown_name(source.snapshot_file, context)
    return read_snapshot(source, file, context.folder, context.queries, context.problems)


def _open_parquet(name: str, header_row: int | None, value: Value, context: LoadContext) -> Data | None:
    if header_row is not None:
        message = "`header_row` describes CSV files and sheets; a Parquet file names its columns itself"
        context.problem("value", message, value.span, "delete it")
        return None
    data = context.data_files.get(name)
    if data is None:
        context.file_names.add(name)
        data = parquet_data(name, shown_name(name, context), read_inside(context.folder, name, MAX_DATA))
        context.data_files[name] = data
    return data if check_columns(data, context.problems) else None


def for_spreadsheets(problem: Diagnostic) -> Diagnostic:
    """Return the problem of a text that is not in UTF-8 with the fix for a spreadsheet program."""
    if problem.code != "encoding" or not problem.hint:
        return problem
    return replace(problem, hint="save it again as UTF-8: in Excel as “CSV UTF-8”, in LibreOffice as “Unicode (UTF-8)”")


def workbook_of(name: str, context: LoadContext) -> Workbook:
    """Return a workbook of the publication's folder, opened once. Raises FileProblem."""
    workbook = context.workbooks.get(name)
    if workbook is None:
        context.file_names.add(name)
        workbook = open_workbook(name, read_inside(context.folder, name, MAX_DATA))
        context.workbooks[name] = workbook
    return workbook


def _open_sheet(
    source: DataSource, name: str, header_row: int | None, value: Value, context: LoadContext
) -> Data | None:
    workbook = workbook_of(name, context)
    places = value if isinstance(value, Mapping) else None
    file = shown_name(name, context)
    names: tuple[str, ...] = ()
    selected: Area | None
    if source.table is not None:
        selected, names = _table_area(workbook, source.table)
    elif source.name is not None:
        selected = named_area(workbook, source.name, source.sheet or "")
    elif source.range is not None:
        selected = sheet_area(workbook, source.range, source.sheet or "")
    else:
        selected, names = _only_area(workbook, source.sheet)
    if header_row is not None and any((source.table, source.name, source.range)):
        by = next(key for key in ("table", "name", "range") if getattr(source, key))
        span = span_of(places, by) if places else value.span
        context.not_together(("header_row", by), span)
        return None
    data = sheet_data(workbook, file, selected, header_row, names)
    return data if check_columns(data, context.problems) else None


def part_of_workbook(workbook: Workbook, name: str) -> tuple[Area, tuple[str, ...]]:
    """Return the area of the sheet or the table with a name ("": the workbook's only one), and its column names if it
    has no header row. Raises FileProblem.
    """
    tables = {known.casefold(): known for known in workbook.tables()}
    sheets = {known.casefold(): known for known in workbook.sheet_names}
    if not name or name.casefold() in sheets:
        return _only_area(workbook, sheets.get(name.casefold()))
    if name.casefold() in tables:
        return _table_area(workbook, name)
    message = f"`{workbook.name}` has no sheet or table `{name}`"
    known = [*workbook.sheet_names, *workbook.tables()]
    raise _unknown(message, name, known, "its sheets and tables are")


def _table_area(workbook: Workbook, name: str) -> tuple[Area, tuple[str, ...]]:
    """Return the area of a table without its row of totals, and its column names if it has no header row."""
    tables = workbook.tables()
    table = next((table for known, table in tables.items() if known.casefold() == name.casefold()), None)
    if table is None:
        raise _unknown(f"`{workbook.name}` has no table `{name}`", name, list(tables), "its tables are")
    return _area_of(table), table.headless


def _area_of(table: SheetTable) -> Area:
    area = _parsed(table.ref)
    return replace(area, sheet=table.sheet, bottom=max(area.top, area.bottom - table.totals))


def _only_area(workbook: Workbook, sheet: str | None) -> tuple[Area, tuple[str, ...]]:
    """Return the cells of a sheet, or those of a workbook's only table or only sheet."""
    if sheet is not None:
        name = _sheet_name(workbook, sheet)
    elif len(workbook.tables()) == 1:
        table = next(iter(workbook.tables().values()))
        return _area_of(table), table.headless
    elif len(workbook.sheet_names) == 1:
        name = workbook.sheet_names[0]
    else:
        sheets = _listed(workbook.sheet_names)
        tables = f"; its tables are {_listed(list(workbook.tables()))}" if workbook.tables() else ""
        raise FileProblem("data", f"`{workbook.name}` has several sheets", f"add `sheet`: {sheets}{tables}")
    used = workbook.sheet(name).used()
    if used is None:
        raise FileProblem("data", f"the sheet `{name}` is empty", "its first row names the columns")
    return used, ()


def named_area(workbook: Workbook, name: str, sheet: str) -> Area:
    """Return the area of a defined name; a name of the sheet comes before one of the workbook. Raises FileProblem."""
    folded = name.casefold()
    known = [each for each in workbook.names if each.name.casefold() == folded]
    fitting = [each for each in known if each.sheet == sheet] or [each for each in known if not each.sheet] or known
    if not fitting:
        names = list(dict.fromkeys(each.name for each in workbook.names if not each.name.startswith("_xlnm")))
        raise _unknown(f"`{workbook.name}` has no defined name `{name}`", name, names, "its names are")
    if len(fitting) > 1:
        sheets = _listed([each.sheet for each in fitting])
        raise FileProblem("data", f"the name `{name}` is defined on several sheets", f"add `sheet`: {sheets}")
    try:
        area = parse_area(fitting[0].text)
    except AreaFault:
        message = f"the name `{name}` refers to `{fitting[0].text[:80]}`, not to cells of one sheet"
        raise FileProblem("data", message, "let it refer to cells, as in Budget!$B$3:$F$20") from None
    return replace(area, sheet=_sheet_name(workbook, area.sheet or sheet))


def sheet_area(workbook: Workbook, written: str, sheet: str) -> Area:
    """Return the area of an address with or without its sheet, `sheet` being the one named beside it. Raises
    FileProblem.
    """
    area = _parsed(written)
    if area.sheet and sheet and area.sheet.casefold() != sheet.casefold():
        raise FileProblem("value", f"`{written[:80]}` is not on the sheet `{sheet}`", "name one sheet")
    name = area.sheet or sheet
    if not name and len(workbook.sheet_names) != 1:
        raise FileProblem(
            "data", f"`{workbook.name}` has several sheets", f"add the sheet: {_listed(workbook.sheet_names)}"
        )
    return replace(area, sheet=_sheet_name(workbook, name) if name else workbook.sheet_names[0])


def _parsed(written: str) -> Area:
    try:
        return parse_area(written)
    except AreaFault as fault:
        raise FileProblem("value", str(fault), "write them as B3:F20 or 'My sheet'!B3:F20") from None


def _sheet_name(workbook: Workbook, written: str) -> str:
    name = next((name for name in workbook.sheet_names if name.casefold() == written.casefold()), None)
    if name is None:
        message = f"`{workbook.name}` has no sheet `{written}`"
        raise _unknown(message, written, workbook.sheet_names, "its sheets are")
    return name


def _unknown(message: str, name: str, known: list[str], listed: str) -> FileProblem:
    near = did_you_mean(name, known)
    return FileProblem("data", f"{message}{near}", "" if near or not known else f"{listed} {_listed(known)}")


def _listed(names: list[str]) -> str:
    return ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
