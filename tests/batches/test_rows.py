"""Rows are read by the readers of data files, and all are checked before anything is written."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from pyarrow import parquet

from builder.batches.names import parse_pattern
from builder.batches.rows import Rows, read_rows
from builder.content.model.values import PartialDate
from builder.content.sources.tables import read_table
from builder.content.variants import read_variants
from builder.diagnostics import BuildError
from tests.batches.conftest import ROWS

LANGUAGES = ("fr", "en")


def read(place: Path, rows: str, pattern: str = "out/{code}") -> Rows:
    variants = read_variants(place / "content/communes/publication.yaml")
    return read_rows(read_table(rows), variants, parse_pattern(pattern), LANGUAGES)


def reported(place: Path, text: str, pattern: str = "out/{code}") -> list[str]:
    Path("rows.csv").write_text(text, "utf-8")
    with pytest.raises(BuildError) as caught:
        read(place, "rows.csv", pattern)
    return list(map(str, caught.value.diagnostics))


RECORDS = [
    {"code": "001", "commune": {"fr": "Éperlieu", "en": "Eperlieu"}, "people": 1250, "opened": "2001-05"},
    {"code": "002", "commune": {"fr": "Lormoy", "en": "Lormoy"}, "people": None, "opened": "1999"},
]
FLAT = [
    {"code": each["code"], "commune.fr": each["commune"]["fr"], "commune.en": each["commune"]["en"],  # type: ignore[index]
     "people": each["people"], "opened": each["opened"]}
    for each in RECORDS
]  # fmt: skip


def as_csv(place: Path) -> str:
    lines = [";".join(FLAT[0]), *(";".join("" if v is None else str(v) for v in row.values()) for row in FLAT)]
    (place / "rows.csv").write_text("\n".join(lines), "utf-8")
    return "rows.csv"


def as_workbook(place: Path) -> str:
    book = openpyxl.Workbook()
    book.create_sheet("Other")
    book.active.title = "Rows"
    book["Rows"].append(list(FLAT[0]))
    for row in FLAT:
        book["Rows"].append(list(row.values()))
    book.save(place / "rows.xlsx")
    return "rows.xlsx!Rows"


def as_parquet(place: Path) -> str:
    parquet.write_table(pyarrow.Table.from_pylist(FLAT), place / "rows.parquet")
    return "rows.parquet"


def as_json_lines(place: Path) -> str:
    (place / "rows.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in RECORDS), "utf-8")
    return "rows.jsonl"


def as_snapshot(place: Path) -> str:
    """The result of a query as `builder data refresh` keeps it: texts in quotes, numbers without."""
    lines = [",".join(f'"{name}"' for name in FLAT[0])]
    for row in FLAT:
        lines.append(",".join("" if v is None else str(v) if isinstance(v, int) else f'"{v}"' for v in row.values()))
    (place / "communes.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (place / "communes.sql").write_text("SELECT 1", "utf-8")
    return "communes.sql"


@pytest.mark.parametrize("write", [as_csv, as_workbook, as_parquet, as_json_lines, as_snapshot])
def test_every_kind_of_table_gives_the_same_values(place: Path, write: object) -> None:
    rows = read(place, write(place))  # type: ignore[operator]
    assert rows.keys == ["001", "002"]
    first, second = rows.values(0), rows.values(1)
    assert first.figures == {"people": Decimal(1250), "opened": PartialDate(2001, 5)}
    assert first.texts == {"code": {"": "001"}, "commune": {"fr": "Éperlieu", "en": "Eperlieu"}}
    assert second.figures["people"] is None


def test_titles_and_ignored_columns(place: Path) -> None:
    Path("rows.csv").write_text("code,title.fr,title.en,_note\n001,Un,One,x\n", "utf-8")
    assert read(place, "rows.csv").values(0).title == {"fr": "Un", "en": "One"}


def test_a_column_may_serve_the_names_of_folders_alone(place: Path) -> None:
    Path("rows.csv").write_text("slug,people\nici,3\n", "utf-8")
    rows = read(place, "rows.csv", "out/{slug}")
    assert rows.keys == ["ici"] and rows.values(0).texts == {}


WRONG = """\
code,peple|001,1
1:6: the column `peple` sets no figure and no text of the publication, did you mean `people`?
code,rise|001,1
1:6: `rise` is computed from other figures (name a column for each of these)
code,commune.fr|001,A
1:6: there is no column `commune.en` (add it beside `commune.fr`)
code,commune,commune.fr|001,A,B
1:6: the columns `commune` and `commune.fr` cannot be combined (keep one column for all languages, or one for each)
people|1
1:1: `-o` names the column `code`, and there is none (its columns are people)
code,people|001,abc
2:5: column `people`: expected a number, found `abc` (write digits, as in 12.5)
code,before|001,
2:5: column `before`: the cell is empty (write it, or add `missing` to the figure `before`)
code,commune|001,
2:5: column `commune`: the cell is empty (write it)
code,opened|001,2024-13
2:5: column `opened`: `2024-13`: there is no month 13 (months are 01 to 12)
code|001|002|001
4:1: the folder `001` is that of line 2 too (name another column in the pattern of -o)
code,people|
1:1: there is no row under the header
""".splitlines()


@pytest.mark.parametrize(("table", "expected"), list(zip(WRONG[::2], WRONG[1::2], strict=True)))
def test_what_is_wrong_is_reported_with_its_cell(place: Path, table: str, expected: str) -> None:
    assert reported(place, table.replace("|", "\n"))[0] == f"rows.csv:{expected}"


def test_a_table_without_rows_for_a_commune_is_reported_before_the_start(place: Path) -> None:
    (problem,) = reported(place, "code\n001\n977\n")
    assert problem.startswith(
        "rows.csv:3:1: column `code`: `content/communes/spending.csv` has no row with `977` in `code`"
    )


def test_every_wrong_cell_is_reported(place: Path) -> None:
    text = ROWS + "".join(f"{n:03},A{n},B{n},1,{'x' if n % 5 == 0 else n},2000\n" for n in range(1, 39))
    assert [problem.split(":")[1] for problem in reported(place, text)] == ["6", "11", "16", "21", "26", "31", "36"]


def test_numbers_have_one_decimal_mark_in_a_column(place: Path) -> None:
    Path("rows.csv").write_text('code;people\n001;"1,234"\n002;"12,5"\n', "utf-8")
    assert read(place, "rows.csv").values(0).figures["people"] == Decimal("1.234")


def test_a_broken_line_of_json_is_reported_at_its_place(place: Path) -> None:
    Path("rows.jsonl").write_text('{"code": "001"}\n{"code": }\n', "utf-8")
    with pytest.raises(BuildError, match=r"rows.jsonl:2:10: expected one JSON object"):
        read_table("rows.jsonl")


def test_the_sheet_of_a_workbook_is_named(place: Path) -> None:
    as_workbook(place)
    with pytest.raises(BuildError, match="no sheet or table `Row`, did you mean `Rows`"):
        read_table("rows.xlsx!Row")
