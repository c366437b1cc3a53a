"""Translations that belong into data files: fields of CSV are written; of other files each column is one finding."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from builder.actions.import_translations import ImportReport, import_translations
from builder.exchange.collect import collect
from builder.exchange.formats import write_units

YAML = """\
languages: [fr, en, nl]
title: {fr: Provinces, en: Provinces, nl: Provincies}
sections:
  - title: {fr: Les provinces, en: The provinces, nl: De provincies}
    blocks:
      - table:
          data: DATA
          columns:
            - {key: Province, header: {fr: Province, en: Province, nl: Provincie}}
            - {key: Note, header: {fr: Remarque, en: Remark, nl: Opmerking}}
            - {key: n, header: {fr: Nombre, en: Number, nl: Aantal}}
      - chart:
          kind: bar
          data: DATA
          category: Province
          series: [{key: n, name: {fr: Nombre, en: Number, nl: Aantal}}]
"""
Row = list[str | int]
HEADER: Row = ["Province.fr", "Province.en", "Note.fr", "Note.en", "n"]
ROWS: list[Row] = [["Anvers", "Antwerp", "au nord", "in the north", 1], ["Liège", "Liege", "à l'est", "in the east", 2]]


class Desk:
    """A publication with a table and a chart from a workbook or a CSV file."""

    def __init__(self, folder: Path, data: str, rows: list[Row]):
        self.folder, self.data = folder, folder / data
        if data.endswith(".xlsx"):
            book = openpyxl.Workbook()
            assert book.active is not None
            book.active.title = "Liste"
            for row in [["Provinces de Belgique"], *rows]:
                book.active.append(row)
            book.save(self.data)
        else:
            self.data.write_text("\n".join([",".join(map(str, row)) for row in rows]) + "\n", encoding="utf-8")
        source = f"{data}\n          header_row: {2 if data.endswith('.xlsx') else 1}"
        self.path = folder / "publication.yaml"
        self.path.write_text(YAML.replace("DATA", source), encoding="utf-8")

    def take(self, target: str) -> ImportReport:
        """Import a translation of every cell: the source in capital letters."""
        file = self.folder / "f.po"
        sent = collect(self.path, target)
        units = tuple(
            replace(unit, target=unit.source.upper() if unit.kind in ("cell", "category") else unit.target)
            for unit in sent.units
        )
        file.write_bytes(write_units(sent.with_units(units), "po"))
        return import_translations([file], publication=self.path)

    def messages(self, report: ImportReport) -> list[str]:
        return [
            f"{problem.message} ({problem.hint})".replace(f"{self.folder}/", "").partition(": ")[2]
            for problem in report.problems
        ]


@pytest.mark.parametrize(("data", "fix"), [("d.xlsx", "add it there, with these words"), ("d.csv", "add it, empty")])
def test_a_column_that_is_missing_is_one_finding(tmp_path: Path, data: str, fix: str) -> None:
    desk = Desk(tmp_path, data, [HEADER, *ROWS])
    report = desk.take("nl")
    province, note = desk.messages(report)
    assert province.startswith(
        f"`{data}` has no column `Province.nl`: 2 translations are not written: "
        f"“Anvers” → “ANVERS”, “Liège” → “LIÈGE” ({fix}"
    )
    assert note.startswith(f"`{data}` has no column `Note.nl`: 2 translations are not written: “au nord” → “AU NORD”")
    (file,) = report.files
    assert (file.written, file.refused) == (0, 6)


def test_the_cells_of_a_workbook_are_one_finding_for_each_column(tmp_path: Path) -> None:
    rows: list[Row] = [
        [*row[:2], name, *row[2:]] for row, name in zip([HEADER, *ROWS], ["Province.nl", "", ""], strict=True)
    ]
    desk = Desk(tmp_path, "d.xlsx", rows)
    province, note = desk.messages(desk.take("nl"))
    assert province == (
        "column C of sheet Liste is in `d.xlsx`, which is only read: 2 translations are not written: "
        "C3 “ANVERS”, C4 “LIÈGE” (write them there)"
    )
    assert note.startswith("`d.xlsx` has no column `Note.nl`")
    desk = Desk(tmp_path, "d.xlsx", [HEADER, *ROWS])
    province, note = desk.messages(desk.take("en"))
    assert "column B of sheet Liste is in `d.xlsx`" in province and "B3 “ANVERS”, B4 “LIÈGE”" in province
    assert "column D of sheet Liste is in `d.xlsx`" in note and "D3 “AU NORD”" in note


def test_many_cells_are_counted(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "d.xlsx", [HEADER, *([f"P{n}", f"Q{n}", "x", "y", n] for n in range(30))])
    province, _ = desk.messages(desk.take("nl"))
    assert "30 translations are not written: “P0” → “P0”" in province and "“P7” → “P7” and 22 more (" in province


def test_a_column_that_was_added_to_a_csv_file_is_written(tmp_path: Path) -> None:
    rows: list[Row] = [
        [*row, *more]
        for row, more in zip([HEADER, *ROWS], [["Province.nl", "Note.nl"], ["", ""], ["", ""]], strict=True)
    ]
    desk = Desk(tmp_path, "d.csv", rows)
    assert desk.messages(desk.take("nl")) == []
    assert desk.data.read_text("utf-8").endswith("1,ANVERS,AU NORD\nLiège,Liege,à l'est,in the east,2,LIÈGE,À L'EST\n")
