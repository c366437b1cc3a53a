"""Numbers and dates of data files, as French Excel, LibreOffice and statistics offices write them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.local_numbers import MARKS, certain_mark, read_number, scaled, signs_of
from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.exhibits import CellDate, CellEmpty, CellMissing, CellNumber
from builder.content.model.publication import Publication
from builder.content.model.values import PartialDate, Text

Read = Callable[..., Publication]
Reported = Callable[..., list[str]]

NBSP, NARROW, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"


def table(*columns: str, more: str = "") -> str:
    listed = "".join(
        f"            - {{header: {chr(65 + number)}, {column}}}\n" for number, column in enumerate(columns)
    )
    return (
        "sections:\n  - title: Un\n    blocks:\n      - table:\n          data: d.csv\n"
        f"{more}          columns:\n{listed}"
    )


def cells(publication: Publication, column: int = 0) -> list[object]:
    """The cells of a column: numbers and dates as such, texts as words, a missing value as its symbol in a tuple."""
    block = publication.sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    return [value_of(row[column]) for row in block.table.rows]


def value_of(cell: object) -> object:
    match cell:
        case CellNumber() | CellDate():
            return cell.value
        case CellMissing():
            return (cell.symbol,)
        case CellEmpty():
            return None
        case Text():
            return cell.entries[""].source
    raise AssertionError(cell)


def column(
    read: Read, values: list[str], settings: str = "format: {currency: EUR}", delimiter: str = ";"
) -> list[object]:
    lines = "\n".join(f'"{value}"{delimiter}z' for value in values)
    return cells(read(table(f"key: a, {settings}"), d__csv=f"a{delimiter}b\n{lines}\n".encode()))


def numbers(*written: str) -> list[Decimal]:
    return [Decimal(number) for number in written]


def test_what_french_excel_writes_is_read(read: Read) -> None:
    rows = (f"2024-02;50{NBSP}745;1,0{NBSP}%", f"2024-03;51{NARROW}295;{MINUS}1,1", "2024-04;(12);2", "")
    data = "\r\n".join(("Mois;Ventes;Variation", *rows))
    publication = read(
        table(
            "key: Mois, format: {date: true}",
            "key: Ventes, format: {currency: CAD}",
            "key: Variation, format: {percent: true}",
        ),
        d__csv=data.encode("utf-8-sig"),
    )
    assert cells(publication) == [PartialDate(2024, month) for month in (2, 3, 4)]
    assert cells(publication, 1) == numbers("50745", "51295", "-12")
    assert list(map(str, cells(publication, 2))) == ["1.0", "-1.1", "2"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1 234,5", "1234.5"),
        (f"1{THIN}234{THIN}567", "1234567"),
        ("1'234.50", "1234.50"),
        ("1\u2019234.50", "1234.50"),
        ("1.234.567,8", "1234567.8"),
        ("1,234,567.8", "1234567.8"),
        ("12,5 €", "12.5"),
        ("€12.5", "12.5"),
        ("EUR 12,5", "12.5"),
        (f"{MINUS}12,5{NBSP}€", "-12.5"),
        ("-€12.50", "-12.50"),
        ("€-12.50", "-12.50"),
        ("(12,5 €)", "-12.5"),
        ("+0,125", "0.125"),
        (",5", "0.5"),
        ("-3.1", "-3.1"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_number_is_read_whatever_the_delimiter(read: Read, written: str, number: str, delimiter: str) -> None:
    assert column(read, [written], delimiter=delimiter) == numbers(number)


@pytest.mark.parametrize(
    ("written", "settings"),
    [
        ("12 £", "format: {currency: EUR}"),
        ("12 %", "format: {currency: EUR}"),
        ("12 €", "format: {percent: true}"),
        ("1,23,456", "format: {currency: EUR}"),
        ("1 23", "format: {currency: EUR}"),
        ("1 234'567", "format: {currency: EUR}"),
        ("12-", "format: {currency: EUR}"),
        ("(-12)", "format: {currency: EUR}"),
        ("--12", "format: {currency: EUR}"),
        ("12.", "format: {currency: EUR}"),
        ("€", "format: {currency: EUR}"),
        ("1" * 41, "format: {currency: EUR}"),
    ],
)
def test_what_is_no_number_of_the_column_is_refused(reported: Reported, written: str, settings: str) -> None:
    (said,) = reported(table(f"key: a, {settings}"), d__csv=f"a;b\n{written};z\n".encode())
    assert said.startswith(f"d.csv:2:1: `{written}` is not a number")


@pytest.mark.parametrize(
    ("currency", "written"),
    [
        ("CAD", "12 $"), ("CAD", "CA$12"), ("CAD", "12 $ CA"), ("USD", "US$12"), ("CHF", "CHF 12"), ("CHF", "12 Fr."),
        ("GBP", "£12"), ("XOF", "12 FCFA"), ("XOF", "12 F CFA"), ("NOK", "kr 12"), ("PLN", "12 zł"), ("BRL", "R$ 12"),
    ],
)  # fmt: skip
def test_a_currency_is_recognised_by_its_sign(read: Read, currency: str, written: str) -> None:
    assert column(read, [written], f"format: {{currency: {currency}}}") == numbers("12")


AMBIGUOUS = 'Shop\tSales\nNo 1\t"1,234"\nNo 2\t"15,678"\n'


def test_thousands_in_a_file_with_tabs_are_not_guessed(reported: Reported) -> None:
    assert reported(table("key: Shop", "key: Sales, format: {currency: CAD}"), d__csv=AMBIGUOUS.encode()) == [
        "d.csv:2:6: 2 numbers of `Sales` can be read in two ways, `1,234` as 1.234 or 1234: d.csv:2:6, d.csv:3:6"
        ' (add `decimal: ","` or `decimal: "."` to the column)'
    ]


@pytest.mark.parametrize(("decimal", "read_as"), [(".", ["1234", "15678"]), (",", ["1.234", "15.678"])])
def test_the_author_says_which_mark_is_meant(read: Read, decimal: str, read_as: list[str]) -> None:
    yaml = table(f'key: Sales, decimal: "{decimal}", format: {{currency: CAD}}')
    assert cells(read(yaml, d__csv=AMBIGUOUS.encode())) == numbers(*read_as)


@pytest.mark.parametrize(
    "settings", ["format: {currency: EUR}", "format: {percent: true}", "format: {decimals: 1}", "align: right"]
)
@pytest.mark.parametrize(
    ("delimiter", "written"),
    [("\t", "1,234"), ("\t", "1.234"), (",", "1,234"), ("\t", "-12,345"), ("\t", "(1.234)"), (",", "999,999")],
)
def test_what_has_two_readings_is_refused(reported: Reported, delimiter: str, written: str, settings: str) -> None:
    if written[0] == "(" and settings == "align: right":
        settings = "format: {decimals: 3}"
    data = f'a{delimiter}b\n"{written}"{delimiter}z\n12{delimiter}z\n'
    (said,) = reported(table(f"key: a, {settings}"), d__csv=data.encode())
    assert said.startswith(f"d.csv:2:1: `{written}` can be read in two ways, as ")


@pytest.mark.parametrize(
    ("delimiter", "columns", "read_as"),
    [
        (";", ["1,234", "12"], "1.234"),  # a semicolon file has decimal commas
        (";", ["1.234", "12"], "1234"),
        (",", ["1.234", "12"], "1.234"),
        ("\t", ["1,234", "12,5"], "1.234"),  # another column proves the mark
        ("\t", ["1,234", "12.5"], "1234"),
        (",", ["1,234", "12.5"], "1234"),
        (",", ["1,234", "12,5"], "1.234"),
        (";", ["1,234", "0,500"], "1.234"),
    ],
)
def test_the_file_decides_the_mark(read: Read, delimiter: str, columns: list[str], read_as: str) -> None:
    data = f"a{delimiter}b\n" + delimiter.join(f'"{value}"' for value in columns) + "\n"
    assert cells(read(table("key: a, format: {currency: EUR}"), d__csv=data.encode())) == numbers(read_as)


@pytest.mark.parametrize(("delimiter", "columns"), [(";", ["1,234", "12.5"]), (",", ["1.234", "12,5"])])
def test_a_file_that_contradicts_its_delimiter_decides_nothing(
    reported: Reported, delimiter: str, columns: list[str]
) -> None:
    data = f"a{delimiter}b\n" + delimiter.join(f'"{value}"' for value in columns) + "\n"
    (said,) = reported(table("key: a, format: {currency: EUR}"), d__csv=data.encode())
    assert "can be read in two ways" in said


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("12 %", "write digits, or add `format: {percent: true}`"),
        ("12 €", "write digits, or add `format: {currency: EUR}`"),
        ("1,2E+05", "write its digits out"),
        ("à venir", "write digits, as in 12.5"),
        ("12 km", "write digits, as in 12.5"),
        ("1 234,5 p", 'for symbols, add `missing: {"p": provisional}` to the publication or the table'),
        ("12*", 'for symbols, add `missing: {"*": {fr: …, en: …}}` to the publication or the table'),
        ("n.d.", 'for symbols, add `missing: {"n.d.": not-available}` to the publication or the table'),
    ],
)
def test_the_fix_suits_what_is_written(reported: Reported, written: str, fix: str) -> None:
    (said,) = reported(table("key: a, format: {decimals: 1}"), d__csv=f"a;b\n{written};z\n".encode())
    assert said == f"d.csv:2:1: `{written}` is not a number ({fix})"


def test_a_column_has_one_decimal_mark(reported: Reported) -> None:
    data = b"a;b\n12,50;1\n-3.1;1\n4.25;1\n6;1\n"
    assert reported(table("key: a, format: {currency: EUR}"), d__csv=data) == [
        "d.csv:3:1: `a` has both decimal marks: `12,50` at d.csv:2:1, and `-3.1`, with 2 values like it: d.csv:3:1,"
        " d.csv:4:1 (write one decimal mark in the whole column)"
    ]


def test_a_column_is_one_message(reported: Reported) -> None:
    data = "a;b\n" + "".join(f"{value};z\n" for value in ("..", "12,5", "x", "..", "douze", "F"))
    assert reported(table("key: a, format: {currency: EUR}"), d__csv=data.encode()) == [
        "d.csv:2:1: 5 values of `a` are not numbers, such as `..`, `x`, `douze`: d.csv:2:1, d.csv:4:1, d.csv:5:1, …"
        ' (for symbols, add `missing: {"..": not-available, "x": confidential, "douze": not-available,'
        ' "F": unreliable}` to the publication or the table)'
    ]


def test_words_in_a_column_without_format_are_words(read: Read) -> None:
    mixed = column(read, ["1,5", "n.d.", "007", "à venir", "3"], "align: left")
    assert mixed == [Decimal("1.5"), "n.d.", "007", "à venir", Decimal(3)]
    assert column(read, ["1,5", "n.d.", "12", "3"], "align: left") == [Decimal("1.5"), "n.d.", Decimal(12), Decimal(3)]
    assert column(read, ["007", "008"], "align: left") == ["007", "008"]
    assert column(read, ["1 200", "35", "n.d.", "410"], "align: left") == [
        Decimal(1200),
        Decimal(35),
        "n.d.",
        Decimal(410),
    ]
    assert column(read, ["552 100 554", "542 051 180"], "align: left") == ["552 100 554", "542 051 180"]
    assert column(read, ["Rue 1,234", "12", "Est"], "align: left", "\t") == ["Rue 1,234", Decimal(12), "Est"]


DIGITS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)


@given(DIGITS, st.sampled_from(MARKS), st.sampled_from([NBSP, NARROW, THIN, "'", "\u2019", " ", "other", ""]))
def test_a_written_number_is_read_back(value: Decimal, mark: str, group: str) -> None:
    other = "." if mark == "," else ","
    text = f"{value:,f}".replace(",", "G").replace(".", mark).replace("G", other if group == "other" else group)
    assert read_number(text, mark) == value
    assert read_number(text.replace("-", MINUS), mark) == value
    assert read_number(f"{text} %", mark, ("%",)) == value
    assert certain_mark(text) == mark  # four decimals are no group


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(MARKS))
def test_three_digits_after_a_mark_have_two_readings(high: int, low: int, mark: str) -> None:
    assert certain_mark(f"{high}{mark}{low:03}") is None


@given(st.text(alphabet="0123456789,.-+()% $€'\u00a0\u202fEUR\u2212", max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    for mark in MARKS:
        number = read_number(text.strip(), mark, signs_of("EUR", True))
        assert number is None or number.is_finite()


@given(DIGITS, st.integers(-3, 12))
def test_a_scale_is_exact(value: Decimal, power: int) -> None:
    product = scaled(value, Decimal(10) ** power)
    assert product == value * Decimal(10) ** power
    assert int(product.as_tuple().exponent) <= 0
    assert max(0, -int(product.as_tuple().exponent)) <= max(0, 4 - power)


def test_a_scale_multiplies_numbers(read: Read) -> None:
    assert column(read, ["12,5", "(3)"], "scale: 1_000_000, format: {currency: EUR}") == numbers("12500000", "-3000000")
    typed = read(
        "sections:\n  - title: Un\n    blocks:\n      - table:\n          columns: [{header: A, scale: 1_000}]\n"
        "          rows: [[1.5], [null], [mot]]\n"
    )
    assert cells(typed) == [Decimal(1500), None, "mot"]


CHART = (
    "sections:\n  - title: Un\n    blocks:\n      - chart:\n          kind: column\n          data: d.csv\n"
    "          date_format: DD/MM/YYYY\n          format: {currency: EUR}\n"
    '          series: [{name: A, key: a, scale: 1_000}, {name: B, key: b, decimal: "."}]\n'
)


def test_a_chart_reads_its_columns_alike(read: Read) -> None:
    data = "jour\ta\tb\n01/02/2024\t1,5 €\t1,234\n15/02/2024\t\t(2)\n"
    block = read(CHART, d__csv=data.encode()).sections[0].blocks[0]
    assert isinstance(block, ChartBlock)
    assert block.chart.categories == (PartialDate(2024, 2, 1), PartialDate(2024, 2, 15))
    assert [series.values for series in block.chart.series] == [(Decimal(1500), None), (Decimal(1234), Decimal(-2))]


def test_a_typed_series_has_a_scale(read: Read) -> None:
    yaml = (
        "sections:\n  - title: Un\n    blocks:\n      - chart:\n          kind: column\n          categories: [x, y]\n"
        "          series: [{name: A, values: [1.5, null], scale: 1_000}]\n"
    )
    block = read(yaml).sections[0].blocks[0]
    assert isinstance(block, ChartBlock) and block.chart.series[0].values == (Decimal(1500), None)


@pytest.mark.parametrize(
    ("date_format", "written", "date"),
    [
        ("DD/MM/YYYY", "05/02/2024", PartialDate(2024, 2, 5)),
        ("DD/MM/YYYY", "5/2/2024", PartialDate(2024, 2, 5)),
        ("M/D/YYYY", "12/31/2024", PartialDate(2024, 12, 31)),
        ("dd.mm.yy", "05.02.49", PartialDate(2049, 2, 5)),
        ("dd.mm.yy", "05.02.50", PartialDate(1950, 2, 5)),
        ("YYYYMMDD", "20240205", PartialDate(2024, 2, 5)),
        ("MM/YYYY", "02/2024", PartialDate(2024, 2)),
        ("YYYY", "2024", PartialDate(2024)),
    ],
)
def test_dates_are_read_by_their_format(read: Read, date_format: str, written: str, date: PartialDate) -> None:
    assert column(read, [written, ""], f"date_format: {date_format}") == [date, None]


@pytest.mark.parametrize("written", ["2024-02-05", "2024-02-05 00:00:00", "2024-02-05T00:00:00Z", "2024-02-05 00:00"])
def test_a_day_may_be_written_as_its_midnight(read: Read, written: str) -> None:
    assert column(read, [written], "format: {date: true}") == [PartialDate(2024, 2, 5)]


def test_a_time_of_day_is_no_date(reported: Reported) -> None:
    (said,) = reported(table("key: a, format: {date: true}"), d__csv=b"a;b\n2024-02-05 12:30:00;z\n")
    assert said.startswith("d.csv:2:1: `2024-02-05 12:30:00` is not a date")


@pytest.mark.parametrize(
    ("date_format", "said"),
    [
        ("DD/MM", "`DD/MM` is not a date format (write it with YYYY, MM and DD, as in DD/MM/YYYY)"),
        ("JJ/MM/AAAA", "`JJ/MM/AAAA` is not a date format (write it with YYYY, MM and DD, as in DD/MM/YYYY)"),
        ("YYYY-YYYY", "`YYYY-YYYY` is not a date format (write it with YYYY, MM and DD, as in DD/MM/YYYY)"),
        ("DD YYYY", "`DD YYYY` has a day and no month (write it with YYYY, MM and DD, as in DD/MM/YYYY)"),
        ("DMYYYY", "`DMYYYY` can be read in two ways (separate its parts, as in D/M/YYYY)"),
    ],
)
def test_a_date_format_is_checked(reported: Reported, date_format: str, said: str) -> None:
    (problem,) = reported(table(f"key: a, date_format: {date_format}"), d__csv=b"a;b\n1;2\n")
    assert problem.endswith(f": {said}")


@pytest.mark.parametrize("written", ["05/02/2024", "5.2.24", "02/2024", "20240205", "2024/02/05", "2024 02 05"])
def test_another_form_of_dates_needs_a_format(reported: Reported, written: str) -> None:
    (said,) = reported(table("key: a, format: {date: true}"), d__csv=f"a;b\n{written};z\n".encode())
    fix = "add `date_format` to the column, as in `date_format: DD/MM/YYYY`"
    assert said == f"d.csv:2:1: `{written}` is not a date ({fix})"


def test_wrong_dates_are_one_message(reported: Reported) -> None:
    data = b"a;b\n31/02/2024;1\n2024-02-01;1\n01/02/2024;1\n"
    assert reported(table("key: a, date_format: DD/MM/YYYY"), d__csv=data) == [
        "d.csv:2:1: 2 values of `a` are not dates, such as `31/02/2024`, `2024-02-01`: d.csv:2:1, d.csv:3:1"
        " (write days that exist, as DD/MM/YYYY)"
    ]


@pytest.mark.parametrize(
    ("column_", "said"),
    [
        ("date_format: YYYY, scale: 10", "`scale` and `date_format` cannot be combined (keep one)"),
        ('format: {date: true}, decimal: ","', "`decimal` and `format: {date: true}` cannot be combined (keep one)"),
        ("date_format: YYYY, format: {currency: EUR}", "`format` and `date_format` cannot be combined (keep one)"),
    ],
)
def test_a_column_is_one_of_numbers_or_of_dates(reported: Reported, column_: str, said: str) -> None:
    (problem,) = reported(table(f"key: a, {column_}"), d__csv=b"a;b\n1;2\n")
    assert problem.endswith(f": {said}")


def test_keys_of_a_data_file_need_one(reported: Reported) -> None:
    yaml = (
        "sections:\n  - title: Un\n    blocks:\n      - table:\n          header_row: 2\n"
        '          columns: [{header: A, decimal: ","}]\n          rows: [[1]]\n'
    )
    assert reported(yaml) == [
        "7:11: `header_row` describes a data file, and this table has no `data` (delete it)",
        "8:33: `decimal` describes a data file, and this table has no `data` (delete it)",
    ]
