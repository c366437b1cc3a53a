"""Data files become the cells of tables and the values of charts; what is wrong in them is reported in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder.content.csvdata import parse_csv
from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.exhibits import CellDate, CellEmpty, CellNumber
from builder.content.model.publication import Publication
from builder.content.model.values import PartialDate, Text
from builder.content.yaml_values import SourceText
from builder.diagnostics import BuildError, Diagnostic
from tests.counting import calls

Read = Callable[..., Publication]
Reported = Callable[..., list[str]]

TABLE = (
    "sections:\n  - title: Un\n    blocks:\n      - table:\n"
    "          data: d.csv\n"
    "          columns:\n"
    "            - {header: Nom, key: nom}\n"
    "            - {header: Montant, key: montant, format: {currency: EUR}}\n"
    "            - {header: Jour, key: jour, format: {date: true}}\n"
)
CHART = (
    "sections:\n  - title: Un\n    blocks:\n      - chart:\n"
    "          kind: line\n"
    "          data: d.csv\n"
    "          series: [{name: A, key: a}, {name: B, key: b}]\n"
)


def rows(text: str) -> list[list[str]] | None:
    data = parse_csv(SourceText("d.csv", text), [])
    return data and [[value for value, _, _ in row] for row in [data.header, *data.rows]]


FIELDS = st.text(alphabet='ab é,;"\n', max_size=6)


@given(st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(FIELDS, min_size=width, max_size=width), max_size=5)))
@example(body=[[";", ";;"]])
@settings(deadline=None)
def test_what_a_spreadsheet_writes_is_read_back(body: list[list[str]]) -> None:
    header = [f"c{n}" for n in range(len(body[0]) if body else 2)]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header, *body])
    text = out.getvalue()
    assert rows(text) == [header, *(row for row in body if any(field.strip() for field in row))]
    data = parse_csv(SourceText("d", text), [])
    assert data is not None
    lines = text.split("\n")
    for row in data.rows:
        for _, line, column in row:
            assert lines[line - 1][column - 1] == '"'


def test_places_without_quotes() -> None:
    data = parse_csv(SourceText("d", "a,b\n\n1,,22\n".replace(",,", ",")), [])
    assert data is not None
    assert data.rows == [[("1", 3, 1), ("22", 3, 3)]]


def test_a_header_of_quoted_names_determines_the_delimiter() -> None:
    assert rows('"c0","c1"\n"",";;;"\n') == [["c0", "c1"], ["", ";;;"]]
    assert rows('\n"";""\n"a";"b,,,"\n1;2\n') == [["a", "b,,,"], ["1", "2"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    assert rows(f'a{delimiter}b\n1{delimiter}"2{delimiter}3"\n') == [["a", "b"], ["1", f"2{delimiter}3"]]
    header = rows(f'a{delimiter}"b{delimiter}c"\n1{delimiter}2\n')
    assert header is not None and len(header[0]) == 2


def test_a_table_takes_its_columns_by_key(read: Read) -> None:
    block = (
        read(
            TABLE, d__csv="\ufeffjour;rien;montant;nom\r\n2024-01-02;x;12,50;Été\r\n2024;;-3,1;42\r\n;x;;\r\n".encode()
        )
        .sections[0]
        .blocks[0]
    )
    assert isinstance(block, TableBlock)
    first, second, third = block.table.rows
    assert isinstance(first[0], Text) and first[0].entries[""].source == "Été"
    assert str(first[0].span) == "d.csv:2:20"
    assert isinstance(first[1], CellNumber) and str(first[1].value) == "12.50"
    assert isinstance(first[2], CellDate) and first[2].value == PartialDate(2024, 1, 2)
    assert isinstance(second[0], CellNumber) and isinstance(second[1], CellNumber)
    assert second[1].value == Decimal("-3.1")
    assert [type(cell) for cell in third] == [CellEmpty] * 3


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_first_line_names_the_separator(separator: str) -> None:
    assert rows(f"sep={separator}\na{separator}b\n1{separator}2\n") == [["a", "b"], ["1", "2"]]
    quoted = f'"SEP={separator}"\n"a"{separator}b\n1{separator}2\n'
    data = parse_csv(SourceText("d", quoted), [])
    assert data is not None and data.rows == [[("1", 3, 1), ("2", 3, 3)]]


def test_an_unknown_separator_is_refused() -> None:
    problems: list[Diagnostic] = []
    assert parse_csv(SourceText("d", "sep=|\na|b\n1|2\n"), problems) is None
    assert [str(problem) for problem in problems] == [
        "d:1:1: `sep=|`: the fields of a data file are separated by commas, semicolons or tabs"
        " (save the file with one of them)"
    ]


TITLED = 'Budget, dépenses, recettes\n\n"Source ; Trésor";;\na;b;c\n1;2;3\n'


def test_title_rows_are_skipped() -> None:
    data = parse_csv(SourceText("d", TITLED), [], header_row=4)
    assert data is not None and data.names == ["a", "b", "c"]
    assert data.rows == [[("1", 5, 1), ("2", 5, 3), ("3", 5, 5)]]


@pytest.mark.parametrize("row", [2, 7, 900])
def test_a_header_row_without_text_is_refused(row: int) -> None:
    problems: list[Diagnostic] = []
    assert parse_csv(SourceText("d", TITLED), problems, header_row=row) is None
    assert [str(problem) for problem in problems] == [
        f"d:1:1: row {row}, the `header_row`, is empty (count rows from 1, as a spreadsheet does)"
    ]


@given(
    st.lists(st.lists(st.sampled_from(["", " ", "x", "12"]), min_size=3, max_size=3), max_size=6),
    st.sampled_from([";", "\t"]),
)
def test_empty_rows_and_columns_are_left_out(body: list[list[str]], separator: str) -> None:
    lines = [["", "a", "b", ""], *([row[0], row[1], row[2], ""] for row in body)]
    text = "\n".join(separator.join(line) for line in lines) + f"\n{separator * 3}\n{separator * 9}\n"
    data = parse_csv(SourceText("d", text), [])
    assert data is not None
    unnamed = any(row[0].strip() for row in body)
    assert data.names == ["", "a", "b"][not unnamed :]
    kept = [row for row in body if any(field.strip() for field in row)]
    assert [[field[0] for field in row] for row in data.rows] == [row[not unnamed :] for row in kept]


@given(st.binary(max_size=80) | st.text(alphabet='ab";,\t\n\r\ufeffsep=0123456789.-()%é', max_size=80).map(str.encode))
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(read: Read, blob: bytes) -> None:
    for text in (
        TABLE,
        TABLE.replace("key: nom", "key: a").replace("data: d.csv", "data: d.csv\n          header_row: 2"),
    ):
        try:
            read(text, d__csv=b"nom,montant,jour\n" + blob)
            read(text, d__csv=blob)
        except BuildError as error:
            assert error.diagnostics


def test_rows_of_other_lengths_are_one_message_for_each_length(reported: Reported) -> None:
    body = b"a,1,2024\nb,2\nb,2\nc,3,4,5\nb,2\nb,2\n"
    assert reported(TABLE, d__csv=b"nom,montant,jour\n" + body) == [
        "d.csv:3:3: 4 rows have 2 fields, the header has 3: d.csv:3:3, d.csv:4:3, d.csv:6:3, …"
        " (quote a field that holds a delimiter)",
        "d.csv:5:5: this row has 4 fields, the header has 3 (quote a field that holds a delimiter)",
    ]


def test_line_ends_in_a_header_are_spaces(read: Read) -> None:
    data = 'nom;"montant\nen euros";jour\u00a0de\u202fvente\nUn;1;2024\n'
    yaml = TABLE.replace("key: montant", "key: montant en euros").replace("key: jour", "key: jour de vente")
    block = read(yaml, d__csv=data.encode()).sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    assert isinstance(block.table.rows[0][2], CellDate)


def test_notes_below_the_data_are_reported(reported: Reported) -> None:
    data = "nom;montant;jour\nUn;1;2024\nSource : Trésor\n"
    assert reported(TABLE, d__csv=data.encode()) == [
        "d.csv:3:1: this row has 1 field, the header has 3 (delete titles and notes around the data)"
    ]


def test_an_empty_translation_is_reported(reported: Reported) -> None:
    data = b"nom.fr,nom.en,montant,jour\nUn,One,1,2024\nDeux,,1,2024\n,Three,1,2024\nQuatre,,1,2024\n,,1,2024\n"
    assert reported(TABLE, d__csv=data) == [
        "d.csv:3:6: `nom.en` is empty (write the text in `en`)",
        "d.csv:4:1: `nom.fr` is empty (write the text in `fr`)",
        "d.csv:5:8: `nom.en` is empty (write the text in `en`)",
    ]


def test_a_text_column_may_have_one_column_a_language(read: Read) -> None:
    data = b"nom.fr,nom.en,montant,jour\nUn,One,1,2024\n"
    block = read(TABLE, d__csv=data).sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    cell = block.table.rows[0][0]
    assert isinstance(cell, Text)
    assert {tag: markup.source for tag, markup in cell.entries.items()} == {"fr": "Un", "en": "One"}


def test_data_carries_no_mark_up(read: Read) -> None:
    data = b"nom,montant,jour\n*un* {deux} [@trois],1,2024\n"
    block = read(TABLE, d__csv=data).sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    cell = block.table.rows[0][0]
    assert isinstance(cell, Text)
    assert [type(inline).__name__ for inline in cell.entries[""].inlines] == ["Str"]


def test_a_chart_takes_its_first_column_for_categories(read: Read) -> None:
    block = read(CHART, d__csv=b"year,a,b\n2020,1.50,2\n2021,,3\n").sections[0].blocks[0]
    assert isinstance(block, ChartBlock)
    assert block.chart.categories == (PartialDate(2020), PartialDate(2021))
    assert [row.values for row in block.chart.series] == [(Decimal("1.50"), None), (Decimal(2), Decimal(3))]


def test_the_categories_of_a_chart_may_have_a_column_for_each_language(read: Read) -> None:
    block = read(CHART, d__csv="ville.fr,ville.en,a,b\nGenève,Geneva,1,2\n".encode()).sections[0].blocks[0]
    assert isinstance(block, ChartBlock)
    (category,) = block.chart.categories
    assert isinstance(category, Text)
    assert {tag: markup.source for tag, markup in category.entries.items()} == {"fr": "Genève", "en": "Geneva"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", ["d.csv:1:1: the data file is empty (its first row names the columns)"]),
        (b"nom,montant\na,1\n", ["11:35: `d.csv` has no column `jour` (its columns are nom, montant)"]),
        (b"nom,montnat,jour\na,1,2024\n", ["10:38: `d.csv` has no column `montant`, did you mean `montnat`?"]),
        (b"nom,montant,jour\na,1,2024\nb,2\nc,3,4,5\n", [
            "d.csv:3:3: this row has 2 fields, the header has 3 (quote a field that holds a delimiter)",
            "d.csv:4:5: this row has 4 fields, the header has 3 (quote a field that holds a delimiter)",
        ]),
        (b"nom,nom,jour\n", ["d.csv:1:5: two columns are named `nom` (rename one)"]),
        (b'nom,montant,jour\n"a"x,1,2024\n', [
            "d.csv:2:1: a quoted field does not end where the next begins (close the quote, and double a quote"
            " that belongs to the text)"
        ]),
        (b"nom,montant,jour\na,douze mille,hier\n", [
            "d.csv:2:3: `douze mille` is not a number (write digits, with no other sign than `EUR`)",
            "d.csv:2:15: `hier` is not a date (write 2023, 2023-04 or 2023-04-01)",
        ]),
        (b"nom,montant,jour\n\xe9,1,2024\n", [
            "d.csv:2:1: the file is not in UTF-8: byte 0xE9 here, which would be `\u00e9` in Windows-1252"
            " (save it again as UTF-8: in Excel as “CSV UTF-8”, in LibreOffice as “Unicode (UTF-8)”)"
        ]),
        (b"nom.fr,montant,jour\na,1,2024\n", ["d.csv:1:1: `d.csv` has no column `nom.en`"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_reported_in_the_data(reported: Reported, data: bytes, said: list[str]) -> None:
    assert reported(TABLE, d__csv=data) == said


def test_a_column_without_key_is_reported(reported: Reported) -> None:
    said = reported(TABLE.replace(", key: nom", ""), d__csv=b"nom,montant,jour\n")
    assert said == [
        "9:15: this column needs `key`, because the table has `data` (name a column of the file: nom, montant, jour)"
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"year,a,b\n", ["8:17: `d.csv` has no rows under its header"]),
        (b"year,a,b\n,1,2\n", ["d.csv:2:1: this category is empty"]),
        (b"year,a,b\nx,1,1;5\n", ["d.csv:2:5: `1;5` is not a number (write digits, as in 12.5)"]),
        (b"year,a,c\nx,1,2\n", ["9:54: `d.csv` has no column `b` (its columns are year, a, c)"]),
    ],
)
def test_what_is_wrong_in_a_chart(reported: Reported, data: bytes, said: list[str]) -> None:
    assert reported(CHART, d__csv=data) == said


def test_rows_and_data_exclude_each_other(reported: Reported) -> None:
    said = reported(TABLE + "          rows: []\n", d__csv=b"nom,montant,jour\n")
    assert said == ["12:17: `rows` and `data` cannot be combined (keep one)"]


def test_a_large_file_takes_linear_work(read: Read) -> None:
    def work(lines: int) -> int:
        body = "".join(f"Ligne {number},{number}.50,2024-01-01\n" for number in range(lines))
        return calls(lambda: read(TABLE, d__csv=f"nom,montant,jour\n{body}".encode()))

    work(10)
    assert work(2_000) < 11 * work(200)


def test_problems_are_noted_once() -> None:
    problems: list[Diagnostic] = []
    assert parse_csv(SourceText("d", 'a,b\n"x'), problems) is None
    assert len(problems) == 1
