"""Rows and columns of the Word table that somebody deleted, moved, joined or mixed up."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from builder.exchange.unit import ReturnedFile
from tests.exchange.test_damage import sent
from tests.exchange.test_word_table import KEY, Table, reported, table_bytes, target

NEW = "Our {fund} for **years**."
OTHER = "sections.money.title"


@pytest.fixture
def table() -> Table:
    """A table in which one text has a new translation."""
    table = Table(table_bytes())
    table.type(KEY, "Our {fund} for ", ("years", {"bold": True}), ".")
    return table


def targets(file: ReturnedFile) -> dict[str, str | None]:
    return {unit.key: unit.target for unit in file.units}


EXPECTED = {unit.key: unit.target for unit in sent().units} | {KEY: NEW}


def cell(table: Table, key: str, column: int) -> Any:
    return docx.table._Cell(table.row(key).tc_lst[column], table.document.tables[0])


@pytest.mark.parametrize("column", [0, 1, 3])
def test_a_column_may_be_deleted(table: Table, tmp_path: Path, column: int) -> None:
    for row in table.rows:
        row.remove(row.tc_lst[column])
    file = table.read(tmp_path)
    assert (reported(file), targets(file)) == ([], EXPECTED)


@pytest.mark.parametrize(("column", "before"), [(2, 1), (2, 0), (3, 0), (1, 0)])
def test_columns_may_be_moved(table: Table, tmp_path: Path, column: int, before: int) -> None:
    for row in table.rows:
        row.tc_lst[before].addprevious(row.tc_lst[column])
    file = table.read(tmp_path)
    assert (reported(file), targets(file)) == ([], EXPECTED)


def test_a_column_may_be_added(table: Table, tmp_path: Path) -> None:
    for row in table.rows:
        row.tc_lst[1].addnext(copy.deepcopy(row.tc_lst[3]))
    file = table.read(tmp_path)
    assert (reported(file), targets(file)) == ([], EXPECTED)


def test_without_the_column_of_translations_every_text_is_reported(table: Table, tmp_path: Path) -> None:
    for row in table.rows:
        row.remove(row.tc_lst[2])
    file = table.read(tmp_path)
    assert file.units == ()
    assert all("the column of the translations is not in the table" in line for line in reported(file))
    assert len(reported(file)) == len(table.rows) - 1


def test_cells_joined_beside_each_other_are_reported_at_their_row(table: Table, tmp_path: Path) -> None:
    cell(table, KEY, 1).merge(cell(table, KEY, 2))
    file = table.read(tmp_path)
    assert reported(file) == [f"{table.number(KEY)}: {KEY}: the cells of its row were joined or divided"]
    assert targets(file) == {key: words for key, words in EXPECTED.items() if key != KEY}


def test_cells_joined_below_each_other_are_reported_at_their_rows(table: Table, tmp_path: Path) -> None:
    below = table.rows[table.number(KEY)]
    cell(table, KEY, 2).merge(docx.table._Cell(below.tc_lst[2], table.document.tables[0]))
    file = table.read(tmp_path)
    problems = reported(file)
    assert [line.partition(":")[0] for line in problems] == [str(table.number(KEY)), str(table.number(KEY) + 1)]
    assert all(line.endswith("its cell was joined with that of another row") for line in problems)
    assert KEY not in targets(file)


def test_words_cut_with_their_bookmark_are_those_of_the_row_that_they_are_in(table: Table, tmp_path: Path) -> None:
    moved = [element for element in table.cell("title").p_lst[0] if element.tag != qn("w:pPr")]
    table.cell(OTHER).p_lst[0].extend(moved)
    file = table.read(tmp_path)
    assert reported(file) == []
    assert targets(file) == EXPECTED | {"title": None, OTHER: f"{EXPECTED[OTHER]}{EXPECTED['title']}"}


def test_translations_exchanged_with_their_bookmarks_are_those_of_their_rows(table: Table, tmp_path: Path) -> None:
    first, second = "title", OTHER
    words = [[part for part in table.cell(key).p_lst[0] if part.tag != qn("w:pPr")] for key in (first, second)]
    places = [table.cell(key).p_lst[0] for key in (first, second)]
    places[0].extend(words[1])
    places[1].extend(words[0])
    file = table.read(tmp_path)
    assert reported(file) == []
    assert (target(file, first), target(file, second)) == (EXPECTED[second], EXPECTED[first])


def test_a_row_deleted_in_tracked_changes_is_not_there(table: Table, tmp_path: Path) -> None:
    properties = table.row(KEY).get_or_add_trPr()
    change = OxmlElement("w:del")
    change.set(qn("w:id"), "900")
    change.set(qn("w:author"), "A")
    properties.append(change)
    file = table.read(tmp_path)
    assert reported(file) == []
    assert targets(file) == {key: words for key, words in EXPECTED.items() if key != KEY}


def test_a_table_pasted_into_a_cell_is_part_of_its_words(table: Table, tmp_path: Path) -> None:
    inner = cell(table, KEY, 2).add_table(1, 3)
    for place, name in zip(inner.rows[0].cells, "abc", strict=True):
        place.text = name
    file = table.read(tmp_path)
    assert reported(file) == []
    assert target(file, KEY) == f"{NEW} a b c"


def test_a_table_divided_in_two_is_one(table: Table, tmp_path: Path) -> None:
    first = table.document.tables[0]._tbl
    second = copy.deepcopy(first)
    for row in second.tr_lst[:4]:
        second.remove(row)
    for row in first.tr_lst[4:]:
        first.remove(row)
    first.addnext(second)
    first.addnext(OxmlElement("w:p"))
    file = table.read(tmp_path)
    assert (reported(file), targets(file)) == ([], EXPECTED)


def test_a_translation_typed_over_the_source_is_reported(tmp_path: Path) -> None:
    table = Table(table_bytes())
    cell(table, OTHER, 1).text = "Cash"
    file = table.read(tmp_path)
    problem = f"{OTHER}: its source was changed in the table to “Cash”, its translation was not"
    assert reported(file) == [f"{table.number(OTHER)}: {problem}"]


def test_another_source_beside_a_new_translation_does_not_count(table: Table, tmp_path: Path) -> None:
    cell(table, KEY, 1).text = "Une correction"
    file = table.read(tmp_path)
    assert (reported(file), targets(file)) == ([], EXPECTED)
