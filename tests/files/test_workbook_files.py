"""Numbers of workbooks in the built files: one changed cell changes what shows it, in both languages, nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import builder
from builder.check.fix_loop import fix
from builder.check.formats import as_github, as_json, as_sarif
from builder.check.runner import check
from builder.content.model.blocks import TableBlock
from builder.content.model.exhibits import CellNumber
from tests.files.opc import Opc
from tests.files.printed import Kind, lines
from tests.files.rendering import office_program
from tests.files.workbooks import workbook

TEXT = """\
languages: [fr, en]
title: {fr: Budget, en: Budget}
figures:
  north: {amount: {from: budget.xlsx, cell: "Budget!B2"}, currency: EUR}
sections:
  - id: one
    title: {fr: Recettes, en: Revenue}
    message: {fr: "Le Nord reçoit {north}.", en: "The North receives {north}."}
    notes: {fr: "Dire {north}.", en: "Say {north}."}
    blocks:
      - table:
          caption: {fr: Par région, en: By region}
          data: {file: budget.xlsx, sheet: Budget}
          columns:
            - {header: {fr: Région, en: Region}, key: region}
            - {header: {fr: Montant, en: Amount}, key: amount}
      - chart:
          kind: bar
          caption: {fr: Montants, en: Amounts}
          data: budget.xlsx
          series: [{name: {fr: Montant, en: Amount}, key: amount}]
"""
ROWS = [["region", "amount"], ["A1", 1200], ["B2", 300]]
EUROS = {"B2": '#,##0\\ "€"', "B3": '#,##0\\ "€"'}


def built(folder: Path, north: int, language: str, kind: Kind) -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / "budget.xlsx").write_bytes(workbook([ROWS[0], ["A1", north], ROWS[2]], EUROS))
    return lines(folder, TEXT, language, kind)


@pytest.mark.parametrize("kind", ["docx", "pptx"])
@pytest.mark.parametrize(("language", "before", "after"), [("fr", "1¦200", "1¦250"), ("en", "1,200", "1,250")])
def test_one_changed_cell_changes_what_shows_it_and_nothing_else(
    tmp_path: Path, kind: Kind, language: str, before: str, after: str
) -> None:
    first, second = built(tmp_path / "a", 1200, language, kind), built(tmp_path / "a", 1250, language, kind)
    assert [line.replace(before, after) for line in first] == second
    assert sum(before in line for line in first) >= 2  # the message, the table


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_the_description_of_the_chart_follows_the_cell(tmp_path: Path, kind: Kind) -> None:
    folder = tmp_path / "a"
    descriptions = []
    for north in (1200, 1250):
        built(folder, north, "en", kind)
        opc = Opc(folder / f"out.en.{kind}")
        descriptions.append(
            [
                each
                for name in opc.names("word" if kind == "docx" else "ppt/slides")
                if name.endswith(".xml")
                for each in opc.find(name, "//@descr")
            ]
        )
    assert [str(text).replace("1,200", "1,250") for text in descriptions[0]] == list(map(str, descriptions[1]))
    assert any("1,200" in str(text) for text in descriptions[0])


def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path) -> None:
    blobs = []
    for _ in range(2):
        built(tmp_path / "a", 1200, "fr", "docx")
        blobs.append((tmp_path / "a" / "out.fr.docx").read_bytes())
    assert blobs[0] == blobs[1]


@pytest.mark.parametrize(
    ("hidden", "message"),
    [
        ((), None),
        ((3,), "row 3 is hidden in the workbook, and is printed"),
        ((2, 3), "rows 2, 3 are hidden in the workbook, and are printed"),
        ((9,), None),
    ],
)
def test_hidden_rows_are_reported_once(tmp_path: Path, hidden: tuple[int, ...], message: str | None) -> None:
    def hide(sheet: object) -> None:
        for row in hidden:
            sheet.row_dimensions[row].hidden = True  # type: ignore[attr-defined]

    (tmp_path / "budget.xlsx").write_bytes(workbook(ROWS, EUROS, change=hide))
    (tmp_path / "publication.yaml").write_text(TEXT, encoding="utf-8")
    findings = check(tmp_path / "publication.yaml", select=["FIG014"]).diagnostics
    assert [finding.message for finding in findings] == ([message] if message else [])
    assert all(str(finding.span).endswith(f"budget.xlsx!Budget!A{hidden[0]}") for finding in findings)


def test_a_waiver_on_the_line_of_the_data_covers_the_workbook(tmp_path: Path) -> None:
    def hide(sheet: object) -> None:
        sheet.row_dimensions[3].hidden = True  # type: ignore[attr-defined]

    (tmp_path / "budget.xlsx").write_bytes(workbook(ROWS, EUROS, change=hide))
    waived = TEXT.replace("sheet: Budget}", "sheet: Budget}  # builder: ignore FIG014 -- wanted")
    (tmp_path / "publication.yaml").write_text(waived, encoding="utf-8")
    assert not check(tmp_path / "publication.yaml", select=["FIG014"]).diagnostics


@pytest.mark.full
@pytest.mark.render
def test_a_workbook_saved_by_libreoffice_is_calculated_and_read(tmp_path: Path) -> None:
    rows = [["region", "amount"], ["A1", "=100/3"], ["B2", 0.1]]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "budget.xlsx").write_bytes(workbook(rows, EUROS))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            office_program(),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "in" / "budget.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    shutil.rmtree(tmp_path / "profile", ignore_errors=True)
    (tmp_path / "publication.yaml").write_text(TEXT, encoding="utf-8")
    block = builder.load(tmp_path / "publication.yaml").sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    numbers = [row[1].value for row in block.table.rows if isinstance(row[1], CellNumber)]
    assert [f"{number:f}" for number in numbers] == ["33.3333333333333", "0.1"]
    format_ = block.table.columns[1].format
    assert format_ is not None and format_.currency == "EUR"


def hidden_row(folder: Path) -> Path:
    def hide(sheet: object) -> None:
        sheet.row_dimensions[3].hidden = True  # type: ignore[attr-defined]

    (folder / "budget.xlsx").write_bytes(workbook(ROWS, EUROS, change=hide))
    (folder / "publication.yaml").write_text(TEXT, encoding="utf-8")
    return folder / "publication.yaml"


def test_programs_read_the_sheet_and_the_cell_of_a_finding(tmp_path: Path) -> None:
    report = check(hidden_row(tmp_path), select=["FIG014"])
    (entry,) = json.loads(as_json(report))
    assert (entry["span"]["sheet"], entry["span"]["line"], entry["span"]["column"]) == ("Budget", 3, 1)
    (result,) = json.loads(as_sarif(report, "1"))["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "Budget!A3", "kind": "cell"}]
    assert "region" not in location["physicalLocation"]
    line = as_github(report)
    assert "line=" not in line
    assert "budget.xlsx!Budget!A3: row 3 is hidden" in line


def test_places_outside_workbooks_have_no_sheet(tmp_path: Path) -> None:
    report = check(hidden_row(tmp_path), select=["ACC"])
    entries = json.loads(as_json(report))
    assert entries and not any("sheet" in entry["span"] for entry in entries)


def test_fixes_leave_workbooks_as_they_are(tmp_path: Path) -> None:
    source = tmp_path / "publication.yaml"
    blob = workbook([["region", "amount"], ['Le "nord" : oui...', 1], ["l'été", 2]], EUROS)
    (tmp_path / "budget.xlsx").write_bytes(blob)
    source.write_text(TEXT, encoding="utf-8")
    fix(source)
    assert (tmp_path / "budget.xlsx").read_bytes() == blob
