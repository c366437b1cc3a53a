"""Hostile workbooks: the command refuses them in a line, or builds, with little memory and little time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.files.workbooks import SPREADSHEET, handmade
from tests.hostile.running import publication, run
from tests.marking import sampled

TEXT = """\
languages: [fr, en]
title: {fr: Titre, en: Title}
sections:
  - title: {fr: Un, en: One}
    blocks:
      - table:
          data: b.xlsx
          columns: [{header: A, key: a}]
"""
HEADER = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'
ONE = "<row><c><v>1</v></c></row>"


def cells(rows: str) -> str:
    return f"<sheetData>{HEADER}{rows}</sheetData>"


def sheet(text: str, head: str = "") -> dict[str, bytes]:
    """A sheet in place of the handmade one."""
    return {"xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{SPREADSHEET}">{text}</worksheet>'.encode()}


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
FILE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
WORD = '<row><c t="str"><v>%s</v></c></row>'

REFUSED = {
    "bomb": (lambda: handmade(cells(ONE) + " " * 300_000_000), "holds a part of 300 MB"),
    "entities": (lambda: handmade("", more=sheet(cells(WORD % "&j;"), ENTITIES)), "has a document type"),
    "file": (lambda: handmade("", more=sheet(cells(WORD % "&f;"), FILE)), "has a document type"),
    "too-many-cells": (
        lambda: handmade(cells(("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 10_001)),
        "1,000,000 cells",
    ),
    "merged": (
        lambda: handmade(cells(ONE) + "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 200_000 + "</mergeCells>"),
        "100,000 merged areas",
    ),
    "merged-all": (
        lambda: handmade(cells(ONE * 200) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "merged over 1048576 rows",
    ),
    "long-text": (lambda: handmade(cells(WORD % ("x" * 20_000_000))), "damaged"),
    "deep": (lambda: handmade("<x>" * 100_000), "damaged"),
    "error-on-a-sheet-with-a-strange-name": (
        lambda: handmade(cells('<row><c t="e"><v>#REF!</v></c></row>'), sheet="L'\u00e9t\u00e9 \"x\"!&\n\u202e"),
        r"b\.xlsx!L.*!A2: `#REF!` is an error",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sampled(REFUSED, "entities"))
def test_a_hostile_workbook_is_refused_in_a_line(tmp_path: Path, name: str) -> None:
    make, reported = REFUSED[name]
    publication(tmp_path, TEXT, {"b.xlsx": make()})
    answer = run(tmp_path, "build")
    assert answer.code == 1
    assert re.search(reported, answer.err), answer.err[:2_000]


@pytest.mark.full
def test_links_to_other_workbooks_are_not_followed(tmp_path: Path) -> None:
    rows = "<row><c><f>'file:///etc/[passwd]x'!A1</f><v>12</v></c></row><row><c><f>[1]x!A1</f><v>13</v></c></row>"
    publication(tmp_path, TEXT, {"b.xlsx": handmade(cells(rows))})
    assert run(tmp_path, "build", "--lang", "fr").built
