"""Workbooks as data: exact numbers, dates, formats of cells, the parts that can be named, and what is refused."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import IO, Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.exhibits import CellDate, CellEmpty, CellMissing, CellNumber, Chart, ValueFormat
from builder.content.model.publication import Publication
from builder.content.model.values import PartialDate, Text
from builder.content.sources import sheet_cells
from builder.content.sources import workbook as workbook_module
from builder.content.sources.cell_values import stored_number
from builder.content.sources.number_formats import parse_format
from builder.content.sources.sheet_cells import Sheet
from tests.files.workbooks import handmade, saved, workbook

Read = Callable[..., Publication]
Reported = Callable[..., list[str]]

EURO = '#,##0.00\\ "€"'
CALCULATE = "(open the workbook in Excel or LibreOffice and save it)"


def table(*columns: str, data: str = "b.xlsx", more: str = "") -> str:
    listed = "".join(f"            - {{header: {chr(65 + at)}, {column}}}\n" for at, column in enumerate(columns))
    return (
        f"sections:\n  - title: Un\n    blocks:\n      - table:\n          data: {data}\n"
        f"{more}          columns:\n{listed}"
    )


def value_of(cell: object) -> object:
    match cell:
        case CellNumber(symbol=symbol) if symbol:
            return (cell.value, symbol)
        case CellNumber() | CellDate():
            return cell.value
        case CellMissing():
            return (cell.symbol,)
        case CellEmpty():
            return None
        case Text():
            return {tag: markup.source for tag, markup in cell.entries.items()} if not cell.neutral else _words(cell)
    raise AssertionError(cell)


def _words(text: Text) -> str:
    return text.entries[""].source


def rows_of(publication: Publication) -> list[list[object]]:
    block = publication.sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    return [[value_of(cell) for cell in row] for row in block.table.rows]


def format_of(publication: Publication, column: int = 0) -> ValueFormat | None:
    block = publication.sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    return block.table.columns[column].format


def chart_of(publication: Publication) -> Chart:
    block = publication.sections[0].blocks[0]
    assert isinstance(block, ChartBlock)
    return block.chart


def column(read: Read, values: list[Any], code: str = "General", settings: str = "key: a") -> list[object]:
    blob = workbook([["a"], *[[value] for value in values]], {"A": code})
    return [row[0] for row in rows_of(read(table(settings), b__xlsx=blob))]


# --- Numbers ---------------------------------------------------------------------------------------------------------


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=4, allow_nan=False, allow_infinity=False))
@settings(deadline=None)
def test_a_number_of_fifteen_digits_is_exact(number: Decimal) -> None:
    if len(number.as_tuple().digits) <= 15:
        for written in (repr(float(number)), f"{float(number):.17g}"):
            assert stored_number(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.1000000000000001", "1.1"),
        ("0.30000000000000004", "0.3"),
        ("999999999999999", "999999999999999"),
        ("12345678901234567890", "12345678901234567890"),
        ("1234567890123.45", "1234567890123.45"),
        ("1.5E3", "1500"),
        ("1E-3", "0.001"),
        ("-0", "0"),
        ("-12.50", "-12.5"),
    ],
)
def test_numbers_have_the_digits_that_spreadsheets_show(written: str, number: str) -> None:
    stored = stored_number(written)
    assert stored == Decimal(number)
    assert f"{stored:f}" == number


@pytest.mark.parametrize("written", ["", "x", "1e999", "NaN", "Infinity", "1,5", "1E-99", "٣" * 50])
def test_what_is_no_number_is_none(written: str) -> None:
    assert stored_number(written) is None


def test_numbers_texts_and_empty_cells_keep_their_kind(read: Read) -> None:
    blob = workbook([["a", "b"], [12.5, "75001"], [None, "01234"], [0.1 + 0.2, "1,5"], [-3, None]])
    assert rows_of(read(table("key: a", "key: b"), b__xlsx=blob)) == [
        [Decimal("12.5"), "75001"],
        [None, "01234"],
        [Decimal("0.3"), "1,5"],
        [Decimal(-3), None],
    ]


def test_numbers_written_as_text_are_read_where_the_column_is_of_numbers(read: Read) -> None:
    values = [1234.5, "1 234,5", "−2,5"]
    assert column(read, values, settings="key: a, format: {currency: EUR}") == [
        Decimal("1234.5"),
        Decimal("1234.5"),
        Decimal("-2.5"),
    ]
    assert column(read, [1.234, "5,678"], settings="key: a, decimal: ','") == [Decimal("1.234"), Decimal("5.678")]


def test_scale_multiplies_numbers_exactly(read: Read) -> None:
    assert column(read, [51.3, 0.1], "0.0", "key: a, scale: 1_000_000") == [Decimal(51_300_000), Decimal(100_000)]


# --- Formats of cells ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "kind", "currency", "decimals"),
    [
        ("General", "number", "", None),
        ("#,##0.00", "number", "", 2),
        ("# ##0", "number", "", 0),
        ("0.##", "number", "", None),
        ("#,##0,", "number", "", None),
        ("0.00E+00", "number", "", None),
        ("# ?/?", "number", "", None),
        ('0.0" M€"', "number", "", 1),
        ("0%", "percent", "", 0),
        ("0.0\\%", "percent", "", 1),
        (EURO, "amount", "EUR", 2),
        ("#,##0.00 [$€-40C]", "amount", "EUR", 2),
        ('_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', "amount", "EUR", 2),
        ("[$$-409]#,##0", "amount", "USD", 0),
        ("#,##0.00\\ [$$-C0C]", "amount", "CAD", 2),
        ("[$CHF]\\ #,##0.00", "amount", "CHF", 2),
        ('"$"#,##0_);("$"#,##0)', "amount", "", 0),
        ("dd/mm/yyyy", "date", "", None),
        ("[$-40C]mmm\\ yy;@", "date", "", None),
        ("yyyy-mm-dd hh:mm:ss", "date", "", None),
        ("h:mm", "time", "", None),
        ("[h]:mm:ss", "time", "", None),
        ("mm:ss.0", "time", "", None),
    ],
)
def test_number_formats(code: str, kind: str, currency: str, decimals: int | None) -> None:
    parsed = parse_format(code)
    assert (parsed.kind, parsed.currency, parsed.decimals) == (kind, currency, decimals)


def test_percent_cells_are_percentages(read: Read) -> None:
    publication = read(table("key: a"), b__xlsx=workbook([["a"], [0.125], [0.07]], {"A2": "0.0%", "A3": "0.0%"}))
    assert rows_of(publication) == [[Decimal("12.5")], [Decimal(7)]]
    format_ = format_of(publication)
    assert format_ is not None and format_.percent and format_.decimals == 1


def test_amounts_have_the_currency_of_their_cells(read: Read) -> None:
    blob = workbook([["a", "b"], [1234.5, 2], [7, 3]], {"A2": EURO, "A3": EURO, "B2": "0.00", "B3": "0.00"})
    publication = read(table("key: a", "key: b"), b__xlsx=blob)
    first, second = format_of(publication), format_of(publication, 1)
    assert first is not None and (first.currency, first.decimals) == ("EUR", 2)
    assert second is not None and (second.currency, second.decimals) == (None, 2)


def test_the_format_of_the_author_comes_first(read: Read) -> None:
    publication = read(
        table("key: a, format: {currency: EUR, decimals: 0}"), b__xlsx=workbook([["a"], [1.5]], {"A2": EURO})
    )
    format_ = format_of(publication)
    assert format_ is not None and format_.decimals == 0


@pytest.mark.parametrize(
    ("codes", "settings", "expected"),
    [
        (("0%", "0"), "key: a", "b.xlsx!Budget!A3: `a` has percentages, as at b.xlsx!Budget!A2, and other numbers"),
        ((EURO, "[$$-409]0"), "key: a", "b.xlsx!Budget!A3: `a` has amounts in several currencies"),
        ((EURO, EURO), "key: a, format: {currency: USD}", "A2: `a` has amounts in EUR, its format is in USD"),
        ((EURO, EURO), "key: a, format: {percent: true}", "A2: `a` has amounts, its format is `percent: true`"),
        (("0%", "0%"), "key: a, format: {currency: EUR}", "A2: `a` has percentages, its format says otherwise"),
        (('"$"0', '"$"0'), "key: a", "A2: `a` has amounts with the sign `$`, of several currencies"),
    ],
)
def test_contradictory_formats_are_refused(
    reported: Reported, codes: tuple[str, str], settings: str, expected: str
) -> None:
    blob = workbook([["a"], [0.5], [2]], dict(zip(("A2", "A3"), codes, strict=True)))
    assert [expected in problem for problem in reported(table(settings), b__xlsx=blob)] == [True]


def test_a_sign_of_several_currencies_takes_that_of_the_column(read: Read) -> None:
    assert column(read, [5], '"$"0', "key: a, format: {currency: CAD}") == [Decimal(5)]


# --- Dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "date"),
    [
        ("dd/mm/yyyy", PartialDate(2024, 2, 29)),
        ("mmm yyyy", PartialDate(2024, 2)),
        ("yyyy", PartialDate(2024)),
    ],
)
def test_a_date_is_as_precise_as_its_format(read: Read, code: str, date: PartialDate) -> None:
    assert column(read, [datetime.date(2024, 2, 29)], code) == [date]
    assert column(read, [datetime.date(2024, 2, 29)], code, "key: a, format: {date: true}") == [date]


@given(st.dates(min_value=datetime.date(1904, 1, 2)), st.booleans())
@settings(deadline=None)
def test_days_of_both_epochs(day: datetime.date, since_1904: bool) -> None:
    serial = (day - (datetime.date(1904, 1, 1) if since_1904 else datetime.date(1899, 12, 30))).days
    assert day_of(str(serial), since_1904) == PartialDate(day.year, day.month, day.day)


def day_of(serial: str, since_1904: bool = False) -> object:
    from builder.content.sources.cell_values import cell_value
    from builder.content.sources.workbook import open_workbook

    properties = '<workbookPr date1904="1"/>' if since_1904 else ""
    book = open_workbook("b.xlsx", handmade("<sheetData/>", ("dd/mm/yyyy",), (), properties))
    value = cell_value(book, ("n", serial, 1, False))
    return value.native or (value.fault and value.fault.message)


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        ("1", PartialDate(1900, 1, 1)),
        ("59", PartialDate(1900, 2, 28)),
        ("60", "1900-02-29 is not a date, though spreadsheet programs show it"),
        ("61", PartialDate(1900, 3, 1)),
        ("2958465", PartialDate(9999, 12, 31)),
        ("2958466", "`2958466` is not a date"),
        ("-1", "`-1` is not a date"),
        ("0.5", "expected a date, found a time of day"),
        ("45000.5", "expected a date, found a date with a time of day"),
    ],
)
def test_the_first_and_last_days(serial: str, expected: object) -> None:
    assert day_of(serial) == expected


# --- Formulas, errors, merged cells ----------------------------------------------------------------------------------


def test_a_formula_that_was_never_calculated_is_refused(reported: Reported) -> None:
    blob = workbook([["a", "b"], [1, "=A2*2"], [2, "=A3*2"]])
    assert reported(table("key: a", "key: b"), b__xlsx=blob) == [
        "b.xlsx!Budget!B2: the formula was never calculated, in 2 cells of `b`: b.xlsx!Budget!B2, b.xlsx!Budget!B3 "
        + CALCULATE
    ]


def test_a_column_that_is_not_used_may_hold_anything(read: Read) -> None:
    assert rows_of(read(table("key: a"), b__xlsx=workbook([["a", "b"], [1, "=A2*2"]]))) == [[Decimal(1)]]


def test_the_zero_of_a_program_that_calculates_nothing_is_refused(reported: Reported, read: Read) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Budget")
    sheet.write_row(0, 0, ["a", "b", "c"])
    sheet.write_formula(1, 0, "=1+1")
    sheet.write_formula(1, 1, "=1+1", None, 2)
    sheet.write_number(1, 2, 0)
    book.close()
    assert reported(table("key: a"), b__xlsx=stream.getvalue()) == [
        f"b.xlsx!Budget!A2: the formula was never calculated {CALCULATE}"
    ]
    assert rows_of(read(table("key: b", "key: c"), b__xlsx=stream.getvalue())) == [[Decimal(2), Decimal(0)]]


def sheet_data(*rows: str) -> str:
    return "<sheetData>" + "".join(f"<row>{row}</row>" for row in rows) + "</sheetData>"


A_HEADER = '<c t="inlineStr"><is><t>a</t></is></c>'


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ('<c t="e"><v>#DIV/0!</v></c>', "`#DIV/0!` is an error in the workbook (correct the formula or its cells)"),
        (
            '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            "`#DIV/0!` is an error in the workbook (correct the formula or its cells)",
        ),
        ("<c><f>1+1</f></c>", f"the formula was never calculated {CALCULATE}"),
        ("<c><f>1+1</f><v></v></c>", f"the formula was never calculated {CALCULATE}"),
        ('<c t="b"><v>1</v></c>', "expected text, a number or a date, found TRUE (write a word in its place)"),
        ('<c t="s"><v>7</v></c>', "the text of this cell is missing in the workbook"),
        ("<c><v>1E400</v></c>", "`1E400` is not a number of at most 40 digits"),
        ('<c t="d"><v>2024-02-30</v></c>', "`2024-02-30`: 2024-02 has no day 30 (it has 29 days)"),
        (
            '<c t="d"><v>2024-02-03T10:00:00</v></c>',
            "expected a date, found a date with a time of day (round the cell to whole days)",
        ),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(reported: Reported, cell: str, problem: str) -> None:
    blob = handmade(sheet_data(A_HEADER, cell))
    assert reported(table("key: a"), b__xlsx=blob) == [f"b.xlsx!Budget!A2: {problem}"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><f>[1]Autre!A1</f><v>12.5</v></c>", Decimal("12.5")),
        ('<c t="str"><f>A1</f><v>mot</v></c>', "mot"),
        ('<c><f t="shared" si="0"/><v>1.1000000000000001</v></c>', Decimal("1.1")),
        ('<c t="inlineStr"><is><r><t>un </t></r><r><t>mot</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>', "un mot"),
        ('<c t="d"><v>2024-02-29T00:00:00</v></c>', PartialDate(2024, 2, 29)),
        ('<c t="s"><v>0</v></c>', "partagé_"),
        ('<c s="99"><v>3</v></c>', Decimal(3)),
    ],
)
def test_cells_as_programs_write_them(read: Read, cell: str, value: object) -> None:
    blob = handmade(sheet_data(A_HEADER, cell), strings=("partagé_x005F_",))
    assert rows_of(read(table("key: a"), b__xlsx=blob)) == [[value]]


def test_the_strict_format_is_read(read: Read) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    blob = handmade(sheet_data(A_HEADER, "<c><v>12</v></c>"), namespace=strict)
    assert rows_of(read(table("key: a"), b__xlsx=blob)) == [[Decimal(12)]]


def merged(*areas: str) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return change


def test_a_merged_label_is_that_of_each_row(read: Read) -> None:
    blob = workbook([["a", "b"], ["Nord", 1], [None, 2], ["Sud", 3]], change=merged("A2:A3"))
    assert rows_of(read(table("key: a", "key: b"), b__xlsx=blob)) == [
        ["Nord", Decimal(1)],
        ["Nord", Decimal(2)],
        ["Sud", Decimal(3)],
    ]


def test_a_merged_number_is_refused(reported: Reported) -> None:
    blob = workbook([["a", "b"], ["Nord", 1], ["Sud", None]], change=merged("B2:B3"))
    assert reported(table("key: a", "key: b"), b__xlsx=blob) == [
        "b.xlsx!Budget!B2: B2:B3 are merged: one number stands for 2 rows, in 2 cells of `b`: b.xlsx!Budget!B2, "
        "b.xlsx!Budget!B3 (unmerge the cells, and write the number of each row)"
    ]


def test_a_header_merged_over_two_rows_is_refused(reported: Reported) -> None:
    blob = workbook([["a", "b"], [None, "c"], ["Nord", 1]], change=merged("A1:A2"))
    (problem,) = reported(table("key: a"), b__xlsx=blob)
    assert "the header cells A1:A2 are merged over 2 rows (unmerge them, and name each column in one row)" in problem


# --- The parts of a workbook -----------------------------------------------------------------------------------------


def book_with_parts() -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Lisez-moi"
    first.append(["Rien ici"])
    sheet = book.create_sheet("L'été 2024")
    sheet.append(["Tableau 1"])
    sheet.append([])
    sheet.append([None, "région", "total"])
    sheet.append([None, "Nord", 12])
    sheet.append([None, "Sud", 30])
    sheet.append([None, "Somme", 42])
    listed = Table(displayName="Recettes", ref="B3:C6", totalsRowCount=1)
    sheet.add_table(listed)
    book.defined_names["zone"] = DefinedName("zone", attr_text="'L''été 2024'!$B$3:$C$5")
    book.defined_names["mobile"] = DefinedName("mobile", attr_text="OFFSET(A1,1,1)")
    sheet.defined_names["zone_locale"] = DefinedName("zone_locale", attr_text="'L''été 2024'!$B$3:$C$4")
    return saved(book)


PARTS = book_with_parts()
BOTH = [["Nord", Decimal(12)], ["Sud", Decimal(30)]]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("{file: b.xlsx, table: Recettes}", BOTH),
        ("{file: b.xlsx, table: recettes}", BOTH),
        ("b.xlsx", BOTH),
        ("{file: b.xlsx, name: zone}", BOTH),
        ("{file: b.xlsx, name: zone_locale}", BOTH[:1]),
        ("{file: b.xlsx, sheet: L'été 2024, range: 'B3:C5'}", BOTH),
        ("{file: b.xlsx, sheet: l'été 2024, range: '$C$5:$B$3'}", BOTH),
        ("{file: b.xlsx, range: \"'L''été 2024'!B3:C5\"}", BOTH),
    ],
)
def test_parts_of_a_workbook(read: Read, data: str, rows: list[list[object]]) -> None:
    assert rows_of(read(table("key: région", "key: total", data=data), b__xlsx=PARTS)) == rows


def test_a_sheet_may_have_titles_above_its_header(read: Read) -> None:
    yaml = table("key: région", data="{file: b.xlsx, sheet: L'été 2024}", more="          header_row: 3\n")
    assert [row[0] for row in rows_of(read(yaml, b__xlsx=PARTS))] == ["Nord", "Sud", "Somme"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("{file: b.xlsx, table: Recete}", "7:17: `b.xlsx` has no table `Recete`, did you mean `Recettes`?"),
        ("{file: b.xlsx, table: x}", "7:17: `b.xlsx` has no table `x` (its tables are Recettes)"),
        ("{file: b.xlsx, sheet: x}", "7:17: `b.xlsx` has no sheet `x` (its sheets are Lisez-moi, L'été 2024)"),
        ("{file: b.xlsx, range: A1:B2}", "7:17: `b.xlsx` has several sheets (add the sheet: Lisez-moi, L'été 2024)"),
        (
            "{file: b.xlsx, range: A0}",
            "7:17: `A0`: a sheet has 1,048,576 rows and 16,384 columns (write them as B3:F20 or 'My sheet'!B3:F20)",
        ),
        (
            "{file: b.xlsx, range: x}",
            "7:17: `x` is not the address of cells (write them as B3:F20 or 'My sheet'!B3:F20)",
        ),
        ("{file: b.xlsx, name: zones}", "7:17: `b.xlsx` has no defined name `zones`, did you mean `zone`?"),
        (
            "{file: b.xlsx, name: mobile}",
            "7:17: the name `mobile` refers to `OFFSET(A1,1,1)`, not to cells of one sheet "
            "(let it refer to cells, as in Budget!$B$3:$F$20)",
        ),
        ("{file: b.xlsx, table: Recettes, sheet: x}", "7:56: `table` and `sheet` cannot be combined (keep one)"),
        ("{file: b.xlsx, name: zone, range: A1}", "7:38: `range` and `name` cannot be combined (keep one)"),
        ("{file: b.csv, sheet: x}", "7:38: `sheet` selects cells of a workbook, and `b.csv` is none (delete it)"),
        ("{file: b.xls}", "7:17: `b.xls` is not in a format that is read (save it as .xlsx or CSV)"),
        ("{file: none.xlsx}", "7:17: no file `none.xlsx` in the publication's folder (did you mean `b.xlsx`?)"),
        ("{sheet: x}", "7:17: expected `file`, or `query` with `connection`"),
    ],
)
def test_unknown_parts_are_reported_with_the_known_ones(reported: Reported, data: str, problem: str) -> None:
    assert reported(table("key: région", data=data), b__xlsx=PARTS) == [problem]


def test_a_header_row_is_one_of_a_sheet(reported: Reported) -> None:
    yaml = table("key: a", data="{file: b.xlsx, table: Recettes}", more="          header_row: 3\n")
    assert reported(yaml, b__xlsx=PARTS) == ["7:39: `header_row` and `table` cannot be combined (keep one)"]


def test_a_workbook_is_read_once(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    read_sheet = workbook_module.read_sheet
    sheets: list[str] = []

    def counted(stream: IO[bytes], name: str) -> Sheet:
        sheets.append(name)
        return read_sheet(stream, name)

    monkeypatch.setattr(workbook_module, "read_sheet", counted)
    chart = "      - chart: {kind: bar, data: b.xlsx, series: [{name: A, key: total}]}\n"
    figures = "figures:\n  a: {number: {from: b.xlsx, cell: \"'L''été 2024'!C4\"}}\n"
    read(figures + table("key: région", "key: total") + chart, b__xlsx=PARTS)
    assert sheets == ["L'été 2024"]


# --- Symbols, languages, charts, figures -----------------------------------------------------------------------------


def test_symbols_and_languages_as_in_other_data(read: Read) -> None:
    blob = workbook([["nom.fr", "nom.en", "a"], ["Nord", "North", 12], ["Sud", "South", ".."], ["Est", "East", "7 p"]])
    yaml = 'missing: {"..": not-available, p: provisional}\n' + table("key: nom", "key: a")
    assert rows_of(read(yaml, b__xlsx=blob)) == [
        [{"fr": "Nord", "en": "North"}, Decimal(12)],
        [{"fr": "Sud", "en": "South"}, ("..",)],
        [{"fr": "Est", "en": "East"}, (Decimal(7), "p")],
    ]


def test_a_chart_takes_categories_values_and_format(read: Read) -> None:
    blob = workbook([["an", "part"], [2023, 0.125], [2024, 0.2]], {"B2": "0.0%", "B3": "0%"})
    yaml = (
        "sections:\n  - title: Un\n    blocks:\n"
        "      - chart: {kind: line, data: b.xlsx, series: [{name: A, key: part}]}\n"
    )
    chart = chart_of(read(yaml, b__xlsx=blob))
    assert chart.categories == (PartialDate(2023), PartialDate(2024))
    assert chart.series[0].values == (Decimal("12.5"), Decimal(20))
    assert chart.format is not None and chart.format.percent and chart.format.decimals is None


def test_series_of_different_kinds_are_refused(reported: Reported) -> None:
    blob = workbook([["an", "part", "somme"], [2023, 0.125, 5], [2024, 0.2, 6]], {"B2": "0%", "B3": "0%"})
    yaml = (
        "sections:\n  - title: Un\n    blocks:\n      - chart: "
        "{kind: line, data: b.xlsx, series: [{name: A, key: part}, {name: B, key: somme}]}\n"
    )
    assert reported(yaml, b__xlsx=blob) == ["6:16: the series are of different kinds (use a chart for each kind)"]


FIGURES = workbook(
    [[1234.56, 0.125, datetime.date(2024, 5, 31), 2023, "texte", None, 12.5]],
    {"A1": EURO, "B1": "0.0%", "C1": "dd/mm/yyyy"},
)


def test_cells_are_values_of_figures(read: Read) -> None:
    publication = read(
        "figures:\n"
        '  a: {amount: {from: b.xlsx, cell: "Budget!A1"}, currency: EUR}\n'
        '  b: {percent: {from: b.xlsx, cell: "$B$1"}}\n'
        "  c: {date: {from: b.xlsx, cell: C1}}\n"
        "  d: {date: {from: b.xlsx, cell: D1}}\n"
        "  e: {quantity: {from: b.xlsx, cell: G1}, unit: kilometer}\n"
        "  f: {number: [10, {from: b.xlsx, cell: G1}]}\n",
        b__xlsx=FIGURES,
    )
    values = [getattr(figure, name) for figure, name in zip(publication.figures.values(), KINDS, strict=True)]
    assert values == [
        Decimal("1234.56"),
        Decimal("12.5"),
        PartialDate(2024, 5, 31),
        PartialDate(2023),
        Decimal("12.5"),
        (Decimal(10), Decimal("12.5")),
    ]


KINDS = ("amount", "percent", "date", "date", "quantity", "number")


@pytest.mark.parametrize(
    ("figure", "problem"),
    [
        (
            "{amount: {from: b.xlsx, cell: A1}, currency: USD}",
            "b.xlsx!Budget!A1: expected an amount in USD, found one in EUR (write the currency of the cell)",
        ),
        (
            "{number: {from: b.xlsx, cell: A1}}",
            "b.xlsx!Budget!A1: expected a number, found the amount 1234.56 EUR "
            "(correct the cell, or its number format)",
        ),
        (
            "{number: {from: b.xlsx, cell: B1}}",
            "b.xlsx!Budget!B1: expected a number, found the percentage 12.5 (correct the cell, or its number format)",
        ),
        (
            "{number: {from: b.xlsx, cell: C1}}",
            "b.xlsx!Budget!C1: expected a number, found the date 2024-05-31 (correct the cell, or its number format)",
        ),
        (
            "{number: {from: b.xlsx, cell: E1}}",
            "b.xlsx!Budget!E1: expected a number, found the text `texte` (correct the cell, or its number format)",
        ),
        (
            "{number: {from: b.xlsx, cell: F1}}",
            "b.xlsx!Budget!F1: expected a number, found an empty cell (correct the cell, or its number format)",
        ),
        (
            "{date: {from: b.xlsx, cell: B1}}",
            "b.xlsx!Budget!B1: expected a date, found the percentage 12.5 (correct the cell, or its number format)",
        ),
        (
            "{date: {from: b.xlsx, cell: E1}}",
            "b.xlsx!Budget!E1: `texte` is not a date (write 2023, 2023-04 or 2023-04-01)",
        ),
        ("{number: {from: b.xlsx, cell: 'X!A1'}}", "4:15: `b.xlsx` has no sheet `X` (its sheets are Budget)"),
        ("{number: {from: b.xlsx, cell: 'A1:B2'}}", "4:15: A1:B2 are several cells (name one cell)"),
        (
            "{number: {from: b.xlsx}}",
            "4:15: the cell of the workbook is missing "
            '(write it as `cell: "Budget!B4"`, or as `name:` with its defined name)',
        ),
        (
            "{number: {from: b.csv, cell: A1}}",
            "4:35: `cell` does not choose a cell of a data file or a query (write `column`)",
        ),
        ("{number: {from: b.xlsx, cell: A1, name: b}}", "4:15: `cell` and `name` cannot be combined (keep one)"),
    ],
)
def test_cells_of_another_kind_are_refused(reported: Reported, figure: str, problem: str) -> None:
    assert reported(f"figures:\n  a: {figure}\n", b__xlsx=FIGURES) == [problem]


# --- Hostile and damaged files ---------------------------------------------------------------------------------------


def problem_with(reported: Reported, blob: bytes) -> str:
    (problem,) = reported(table("key: a"), b__xlsx=blob)
    return problem.removeprefix("7:17: ")


def test_what_is_no_workbook_is_refused(reported: Reported) -> None:
    save = "(save it as .xlsx in Excel or LibreOffice)"
    assert problem_with(reported, b"a;b\n1;2\n") == f"`b.xlsx` is not a workbook {save}"
    assert problem_with(reported, b"") == f"`b.xlsx` is not a workbook {save}"
    assert problem_with(reported, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == (
        "`b.xlsx` is protected by a password, or in the format of Excel 97-2003 (save it as .xlsx, without a password)"
    )
    stream = io.BytesIO()
    zipfile.ZipFile(stream, "w").close()
    assert problem_with(reported, stream.getvalue()) == f"`b.xlsx` is not a workbook {save}"


def test_a_huge_part_is_not_unpacked(reported: Reported, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "MAX_PART", 3_000_000)
    blob = handmade(sheet_data(A_HEADER, "<c><v>1</v></c>") + " " * 4_000_000)
    assert len(blob) < 100_000
    assert problem_with(reported, blob) == "`b.xlsx` holds a part of 4 MB; the limit is 3 MB"


def test_parts_that_are_held_whole_are_small(reported: Reported, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "MAX_TREE", 3_000_000)
    blob = handmade(sheet_data(A_HEADER, "<c><v>1</v></c>"), names="<!--" + "x" * 4_000_000 + "-->")
    assert problem_with(reported, blob) == "`b.xlsx` holds a part of 4 MB; the limit is 3 MB"


def test_merged_areas_and_texts_have_a_number(reported: Reported, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_cells, "MOST_MERGED", 2)
    areas = "<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 3 + "</mergeCells>"
    blob = handmade(sheet_data(A_HEADER, "<c><v>1</v></c>") + areas)
    assert problem_with(reported, blob) == "the sheet `Budget` has more than 2 merged areas"
    monkeypatch.setattr(workbook_module, "MOST_TEXTS", 2)
    blob = handmade(sheet_data(A_HEADER, '<c t="s"><v>0</v></c>'), strings=("a", "b", "c"))
    assert problem_with(reported, blob) == "`b.xlsx` has more than 2 texts"


def test_a_document_type_is_refused(reported: Reported) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = f'{bomb}<worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    blob = handmade("", more={"xl/worksheets/sheet1.xml": sheet.encode()})
    assert "has a document type, as no workbook has" in problem_with(reported, blob)


@pytest.mark.parametrize(
    "cells",
    [
        '<sheetData><row r="99999999"><c><v>1</v></c></row></sheetData>',
        '<sheetData><row><c r="ZZZZ1"><v>1</v></c></row></sheetData>',
        '<sheetData><row><c r="XFE1"><v>1</v></c></row></sheetData>',
        "<sheetData><row><c><v>1</v></c></row>",
    ],
)
def test_damaged_sheets_are_refused_in_one_line(reported: Reported, cells: str) -> None:
    assert problem_with(reported, handmade(cells)).count("\n") == 0


@given(st.data())
@settings(deadline=None)
def test_a_damaged_workbook_is_never_a_traceback(data: st.DataObject) -> None:
    from builder.content.files import FileProblem
    from builder.content.sources.sheet_data import sheet_data as read_area
    from builder.content.sources.workbook import open_workbook

    blob = bytearray(PARTS)
    for _ in range(data.draw(st.integers(1, 8))):
        blob[data.draw(st.integers(0, len(blob) - 1))] = data.draw(st.integers(0, 255))
    try:
        book = open_workbook("b.xlsx", bytes(blob))
        for name in book.sheet_names:
            used = book.sheet(name).used()
            if used is not None:
                read_area(book, "b.xlsx", used)
        book.tables()
    except FileProblem as problem:
        assert problem.message


def test_a_missing_library_is_one_line_with_its_extra(reported: Reported, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)  # as if it were not installed
    assert problem_with(reported, PARTS) == (
        "reading a workbook needs openpyxl (install it: pip install 'bilingual-builder[xlsx]')"
    )


def test_words_of_a_cell_have_the_place_of_the_cell(read: Read) -> None:
    publication = read(table("key: a"), b__xlsx=workbook([["a"], [' dit "oui"\net non ']]))
    block = publication.sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    (cell,) = block.table.rows[0]
    assert isinstance(cell, Text)
    markup = cell.entries[""]
    assert {str(markup.span), str(markup.place(7)), str(markup.inlines[0].span)} == {"b.xlsx!Budget!A2"}


def test_columns_are_computed_from_cells_with_their_formats(read: Read) -> None:
    blob = workbook([["région", "2023", "2024"], ["Nord", 10, 12.5]], {"B2": EURO, "C2": EURO})
    columns = (
        "key: région",
        "key: '2023'",
        "compute: {difference: ['2024', '2023']}",
        "compute: {growth: ['2023', '2024']}",
    )
    publication = read(table(*columns), b__xlsx=blob)
    assert rows_of(publication) == [["Nord", Decimal(10), Decimal("2.5"), Decimal(25)]]
    difference, growth = format_of(publication, 2), format_of(publication, 3)
    assert difference is not None and difference.currency == "EUR"
    assert growth is not None and growth.percent
