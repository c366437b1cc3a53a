"""The Word table filled in LibreOffice, saved by it, and imported."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.actions.import_translations import ImportReport, import_translations
from builder.content.loader import load
from builder.exchange.collect import collect
from builder.exchange.formats import write_units
from builder.source_edits.passages import passages
from tests.files.fonts import font_environment
from tests.files.once import once
from tests.files.rendering import office_program
from tests.files.tools import absent

pytestmark = [pytest.mark.clients, pytest.mark.full, pytest.mark.render]

YAML = """\
languages: [fr, en]
title: {fr: Le titre de la note, en: The title of the note}
figures: {fund: {amount: 2500000, currency: EUR}}
sources: {a: {title: Une source}}
sections:
  - id: money
    title: {fr: L'argent du fonds}
    message: {fr: "Le fonds atteint **enfin** {fund} [@a]."}
    blocks:
      - points:
          - {fr: Un premier point}
          - {fr: Un second point}
          - {fr: Un dernier point, en: A last point}
"""
PYTHON = Path("/usr/bin/python3")
SCRIPT = Path(__file__).parents[1] / "round_trip" / "uno_edits.py"
MESSAGE = "Le fonds atteint"
JOBS: dict[str, tuple[bool, list[list[Any]]]] = {
    "saved": (False, []),
    "filled": (
        False,
        [
            ["fill", "L'argent du fonds", "C", "The money of the fund"],
            ["fill", MESSAGE, "C", "At last, the fund reaches {fund} {source a}."],
            ["fill", "Un premier point", "C", "A first point – \u201cquoted\u201d * {{here}}"],
            ["replace", "The title of the note", "The title"],
        ],
    ),
    "tracked": (True, [["replace", "A last point", "The very last point"]]),
    "lost": (False, [["fill", MESSAGE, "C", "The fund reaches 2.5 million."], ["replace", "A last point", "Last"]]),
    "styled": (
        False,
        [
            ["fill", "Un premier point", "C", "A certain point and others"],
            ["format", "certain", "CharStyleName", "Strong Emphasis"],
            ["format", "others", "CharStyleName", "Emphasis"],
        ],
    ),
    "rows": (
        False,
        [
            ["insert_row", "Un premier point"],
            ["fill", "Un second point", "C", "A second point"],
            ["delete_row", "Un premier point"],
        ],
    ),
}


def edit(table: Path, folder: Path) -> None:
    """Make every job's file of a table, in one start of LibreOffice."""
    if not PYTHON.exists() or subprocess.run([PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode:
        absent("LibreOffice's UNO for Python")
    jobs = [
        {"source": str(table), "target": str(folder / f"{name}.docx"), "tracked": tracked, "steps": steps}
        for name, (tracked, steps) in JOBS.items()
    ]
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    environment = {**os.environ, **font_environment(folder / "fonts")}
    command = [PYTHON, SCRIPT, office_program(), folder / "profile", folder / "jobs.json"]
    subprocess.run(command, check=True, capture_output=True, timeout=600, env=environment)
    shutil.rmtree(folder / "profile", ignore_errors=True)
    for failure in folder.glob("*.failed"):
        pytest.fail(f"{failure.name}: {failure.read_text(encoding='utf-8')}")


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    path = tmp_path / "note" / "publication.yaml"
    path.parent.mkdir()
    path.write_text(YAML, encoding="utf-8")
    return path


@pytest.fixture
def imported(shared_folder: Path, publication: Path) -> Callable[[str], ImportReport]:
    """`imported("filled")`: what the import of that edited table reports. All tables are edited in one start."""

    def make(folder: Path) -> None:
        source = folder / "note" / "publication.yaml"
        source.parent.mkdir(parents=True)
        source.write_text(YAML, encoding="utf-8")
        table = folder / "table.docx"
        table.write_bytes(write_units(collect(source, "en"), "docx"))
        edit(table, folder)

    def bring(name: str) -> ImportReport:
        file = once(shared_folder / "word-tables", make) / f"{name}.docx"
        return import_translations([file], publication=publication)

    return bring


def english(path: Path) -> dict[str, str]:
    found = {passage.key: passage.written("en") for passage in passages(load(path, ()))}
    return {key.removeprefix("sections.money."): written.words for key, written in found.items() if written}


def reported(report: ImportReport) -> list[str]:
    return [problem.message for problem in report.problems]


def test_a_table_that_was_only_saved_changes_nothing(
    publication: Path, imported: Callable[[str], ImportReport]
) -> None:
    report = imported("saved")
    assert reported(report) == []
    assert publication.read_text(encoding="utf-8") == YAML


def test_character_styles_are_marks(publication: Path, imported: Callable[[str], ImportReport]) -> None:
    key = "sections.money.blocks.0.points.0"
    warnings = [
        f"{key}: No. 4: {mark}: 1 here, none in the source" for mark in ("bold passages", "passages in italics")
    ]
    assert reported(imported("styled")) == warnings
    assert english(publication)["blocks.0.points.0"] == "A **certain** point and *others*"


def test_filled_cells_are_written(publication: Path, imported: Callable[[str], ImportReport]) -> None:
    report = imported("filled")
    warning = "sections.money.message: No. 3: bold passages: none here, 1 in the source"
    assert reported(report) == [warning]
    words = english(publication)
    assert words["title"] == "The money of the fund"
    assert words["message"] == "At last, the fund reaches {fund} [@a]."
    assert words["blocks.0.points.0"] == "A first point – \u201cquoted\u201d * {{here}}"
    assert "title: {fr: Le titre de la note, en: The title}" in publication.read_text(encoding="utf-8")
    assert report.files[0].untranslated == 1


def test_tracked_changes_are_taken_as_accepted(publication: Path, imported: Callable[[str], ImportReport]) -> None:
    assert reported(imported("tracked")) == []
    assert english(publication)["blocks.0.points.2"] == "The very last point"


def test_a_figure_typed_over_is_reported(publication: Path, imported: Callable[[str], ImportReport]) -> None:
    report = imported("lost")
    (error,) = [problem for problem in report.problems if problem.severity == "error"]
    assert error.message == "sections.money.message: No. 3: {fund} is missing; {source a} is missing"
    assert "message" not in english(publication)
    assert english(publication)["blocks.0.points.2"] == "Last"


def test_a_row_deleted_is_reported_and_the_others_are_taken(
    publication: Path, imported: Callable[[str], ImportReport]
) -> None:
    report = imported("rows")
    assert reported(report) == []
    (notice,) = report.files[0].absent
    assert notice.message.startswith("sections.money.blocks.0.points.0 is not in ")
    assert english(publication)["blocks.0.points.1"] == "A second point"
