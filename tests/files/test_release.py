"""A statistics release whose every number comes from a workbook or a database, and the same after one changed cell."""

from __future__ import annotations

import re
import shutil
import sqlite3
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

import builder
from builder.check.runner import check
from tests.files.tools import module
from tests.files.validator import schema_errors

RELEASE = Path(__file__).parents[2] / "docs" / "examples" / "release"
LANGUAGES = ("fr-CA", "en-CA")
STARTS = [
    ("2023-10", 14210, 41380), ("2024-01", 11065, 39725), ("2024-04", 15930, 47250), ("2024-07", 16480, 45815),
    ("2024-10", 14955, 48340),
]  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "release"
    shutil.copytree(RELEASE, folder)
    return folder


def build(place: Path) -> dict[str, Path]:
    publication = builder.load(place)
    files = {}
    for language in LANGUAGES:
        for kind, write in (("docx", builder.write_brief), ("pptx", builder.write_deck)):
            files[f"{language}.{kind}"] = place / f"x.{language}.{kind}"
            write(publication, language, files[f"{language}.{kind}"])
    return files


def lines(file: Path) -> list[str]:
    """The words of a brief or a deck, a line for each paragraph, cell and note."""
    words: list[str] = []
    if file.suffix == ".docx":
        document = docx.Document(str(file))
        words += [paragraph.text for paragraph in document.paragraphs]
        words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    else:
        for number, slide in enumerate(pptx.Presentation(str(file)).slides):
            for shape in slide.shapes:
                texts = [shape.text_frame] if shape.has_text_frame else []
                if shape.has_table:
                    texts += [cell.text_frame for row in shape.table.rows for cell in row.cells]
                words += [f"{number}: {text.text}" for text in texts]
            words.append(f"{number} notes: {slide.notes_slide.notes_text_frame.text}")
    return [re.sub("[\u00a0\u202f]", " ", line) for line in words]


def rows_of(file: Path) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(file, data_only=True)["Régions"].iter_rows(values_only=True)]


def test_check_finds_nothing() -> None:
    assert check(RELEASE / "publication.yaml").diagnostics == ()


def test_the_text_itself_holds_no_number() -> None:
    source = (RELEASE / "publication.yaml").read_text("utf-8").partition("figures:")[2]
    prose = re.findall(r"(?:fr|en): (?:\"([^\"]*)\"|([^{},\n]+))", source)
    typed = [text for pair in prose for text in pair if re.search(r"\d", re.sub(r"\{[^}]*\}|\b20\d\d\b", "", text))]
    assert typed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_prints_what_the_workbook_holds(place: Path, language: str) -> None:
    printed = docx.Document(str(build(place)[f"{language}.docx"])).tables[-1]
    group, mark = ("\u00a0", ",") if language == "fr-CA" else (",", ".")
    for row, data in zip(printed.rows[1:-1], rows_of(place / "menages.xlsx")[1:], strict=True):
        old, new, rate = (Decimal(str(value)) for value in data[2:5])
        growth = ((new - old) / old * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        shown = [re.sub("\u202f", "\u00a0", cell.text) for cell in row.cells]
        assert shown[1:3] == [f"{int(value):,}".replace(",", group) for value in (old, new)]
        assert shown[3:] == [str(value).replace(".", mark) for value in (growth, (rate * 100).normalize())]


def test_one_changed_cell_changes_what_follows_from_it_and_nothing_else(place: Path) -> None:
    before = {name: lines(file) for name, file in build(place).items()}
    book = openpyxl.load_workbook(place / "menages.xlsx")
    book["Régions"]["D4"] = 5_883_640  # Ontario, 100,000 more
    book["Sommaire"]["B1"], book["Sommaire"]["B2"] = 14_856_360, 15_683_730  # as Excel calculates them again
    book.save(place / "menages.xlsx")
    after = {name: lines(file) for name, file in build(place).items()}
    for name, text in after.items():
        pairs = zip(before[name], text, strict=True)
        changed = [(old, new) for old, new in pairs if old != new]
        assert len(changed) >= 7, name
        for old, new in changed:
            assert renumbered(old, name) == new


def renumbered(line: str, name: str) -> str:
    """A line with the numbers that follow from the changed cell: the region, its growth, the total and its growth."""
    for old, new in {
        "15,583,730": "15,683,730", "5,783,640": "5,883,640", "4.9": "5.6", "5.3": "7.1",
    }.items():  # fmt: skip
        if name.startswith("fr"):
            old, new = (text.replace(",", " ").replace(".", ",") for text in (old, new))
        line = line.replace(old, new)
    return line


def test_the_snapshot_is_what_the_database_gives(place: Path) -> None:
    module("sqlalchemy")
    from builder.actions.refresh import refresh

    database = place.parent / "housing.db"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE housing_starts (quarter TEXT, detached INTEGER, apartments INTEGER)")
        connection.executemany("INSERT INTO housing_starts VALUES (?, ?, ?)", STARTS)
    connection.close()
    snapshot = (place / "starts.csv").read_bytes()
    refresh(place / "publication.yaml", True, {"HOUSING_DB": f"sqlite:///{database}"})
    assert (place / "starts.csv").read_bytes() == snapshot


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize(
    "name",
    [
        "fr-CA.docx",
        "en-CA.pptx",
        *(pytest.param(name, marks=pytest.mark.full) for name in ("en-CA.docx", "fr-CA.pptx")),
    ],
)
def test_the_validator_finds_nothing(place: Path, name: str) -> None:
    assert schema_errors(build(place)[name]) == []
