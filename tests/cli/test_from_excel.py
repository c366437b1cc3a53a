"""The guide "From an Excel file to a briefing", followed command by command."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

import builder
from builder.diagnostics import BuildError
from tests.guides import Shell

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "from-excel.md").read_text("utf-8")
FENCE = re.compile(r"^```(console|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def follow(shell: Shell) -> list[str]:
    """Do what the guide says up to its fifth step, and return what follows of it."""
    shutil.copy(ROOT / "docs" / "examples" / "from-excel" / "budget.xlsx", shell.place)
    rest = [match.groups() for match in FENCE.finditer(GUIDE)]
    while len(rest) > 1:
        kind, text = rest.pop(0)
        if kind == "yaml":
            name = text.partition("\n")[0].removeprefix("# ")
            (shell.place / name).write_text(text, encoding="utf-8")
        else:
            shell.follow(text)
    return [text for _, text in rest]


def text_of(file: Path) -> str:
    """All words of a brief or a deck, speaker notes included, with ordinary spaces."""
    words: list[str] = []
    if file.suffix == ".docx":
        document = docx.Document(str(file))
        words += [paragraph.text for paragraph in document.paragraphs]
        words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    else:
        for slide in pptx.Presentation(str(file)).slides:
            for shape in slide.shapes:
                if shape.has_text_frame:
                    words.append(shape.text_frame.text)
                elif shape.has_table:
                    words += [cell.text for row in shape.table.rows for cell in row.cells]
            if slide.has_notes_slide:
                words.append(slide.notes_slide.notes_text_frame.text)
    return re.sub("[\u00a0\u202f]", " ", "\n".join(words)).replace("\u2019", "'")


@pytest.mark.full
@pytest.mark.skipif(os.name != "posix", reason="the guide's cp and mkdir are those of POSIX")
def test_the_guide_works_and_a_changed_cell_changes_everything(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    (last,) = follow(shell)
    french, english = (text_of(shell.place / f"output/budget.{tag}.docx") for tag in ("fr", "en"))
    assert "Les dépenses atteignent 42,7 millions d'euros, soit 4,1 % de plus qu'en 2023" in french
    assert "Spending reached €42.7 million, 4.1% more than in 2023" in english
    workbook = shell.place / "content" / "budget" / "budget.xlsx"
    change_cell(workbook)
    shell.follow(last)
    for tag, old, new in (("fr", "42,7", "43,7"), ("en", "42.7", "43.7")):
        for kind in ("docx", "pptx"):
            words = text_of(shell.place / f"output/budget.{tag}.{kind}")
            assert new in words and old not in words
            assert ("6,6" if tag == "fr" else "6.6") in words


def change_cell(workbook: Path) -> None:
    """Write 20.6 in D2 and the result of the total, as Excel does when it saves."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["Budget"]
    sheet["D2"] = 20.6
    sheet["D7"], sheet["C7"] = 43.7, 41.0
    book.save(workbook)


@pytest.mark.parametrize(
    ("source", "figure", "shown"),
    [
        ('{from: x.csv, column: b, row: {a: "1"}, scale: 1_000_000}', "amount", "12,5 millions d’euros"),
        ("{from: x.csv, column: b, row: {a: u}, scale: 0.5}", "amount", "1,25 euro"),
        ("[{from: x.csv, column: b, row: {a: u}, scale: 1_000}, 4_000]", "amount", "2 500 à 4 000 euros"),
    ],
)
def test_the_number_of_a_figure_may_be_scaled(tmp_path: Path, source: str, figure: str, shown: str) -> None:
    (tmp_path / "x.csv").write_text('"a","b"\n"1",12.5\n"u",2.5\n', encoding="utf-8")
    (tmp_path / "publication.yaml").write_text(
        f"languages: [fr]\ntitle: T\nfigures:\n  x: {{{figure}: {source}, currency: EUR}}\n"
        'sections: [{title: A, blocks: [{text: "Voici {x}."}]}]\n',
        encoding="utf-8",
    )
    text = "\n".join(paragraph.text for paragraph in builder.brief(builder.load(tmp_path), "fr").paragraphs)
    assert shown in re.sub("[\u00a0\u202f]", " ", text)


def test_a_date_has_no_scale(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text('"a"\n2024-05-01\n', encoding="utf-8")
    (tmp_path / "publication.yaml").write_text(
        "languages: [fr]\ntitle: T\nfigures:\n  x: {date: {from: x.csv, column: a, scale: 10}}\n", encoding="utf-8"
    )
    with pytest.raises(BuildError, match=r"4:\d+: a date has no scale \(delete `scale`\)"):
        builder.load(tmp_path)
