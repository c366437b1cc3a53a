"""Rows that reports need: groups, subtotals, totals as published, merged cells, headers over headers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.content.model.blocks import TableBlock
from builder.content.model.exhibits import CellCovered, CellEmpty, CellNumber, CellTerritory, Merged, Table
from builder.content.model.publication import Publication
from builder.content.model.values import Text

Read = Callable[..., Publication]
Reported = Callable[..., list[str]]

HEAD = """sections:
  - title: Un
    blocks:
      - table:
          OPTIONS
          columns: COLUMNS
          rows:
"""


def yaml(*rows: str, columns: str = "[Nom, A, B]", options: str = "caption: T") -> str:
    lines = "".join(f"            - {row}\n" for row in rows)
    return HEAD.replace("OPTIONS", options).replace("COLUMNS", columns) + lines


def table(publication: Publication) -> Table:
    block = publication.sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    return block.table


def seen(read_table: Table) -> list[list[str]]:
    signs = {CellEmpty: "", CellCovered: "^", CellTerritory: "territory"}
    return [
        [
            str(cell.value)
            if isinstance(cell, CellNumber)
            else "/".join(markup.source for markup in cell.entries.values())
            if isinstance(cell, Text)
            else signs[type(cell)]
            for cell in row
        ]
        for row in read_table.rows
    ]


def test_groups_subtotals_and_totals(read: Read) -> None:
    rows = (
        "group: {fr: Nord, en: North}", "[a, 1, 2]", "[b, 3, 4]", "subtotal: sum",
        "group: Sud", "[c, 5, 6]", "{subtotal: {fr: Sud, en: South}, cells: [5, 6]}",
        "{total: Ensemble, cells: [9, 12]}",
    )  # fmt: skip
    node = table(read(yaml(*rows)))
    assert seen(node) == [
        ["Nord/North", "^", "^"], ["a", "1", "2"], ["b", "3", "4"], ["", "", ""],
        ["Sud", "^", "^"], ["c", "5", "6"], ["Sud/South", "5", "6"], ["Ensemble", "9", "12"],
    ]  # fmt: skip
    kinds = [(mark.kind, mark.computed) for mark in node.marks]
    assert kinds == [
        ("group", False), ("row", False), ("row", False), ("subtotal", True),
        ("group", False), ("row", False), ("subtotal", False), ("total", False),
    ]  # fmt: skip


def test_computed_rows_may_have_names(read: Read) -> None:
    node = table(
        read(yaml("[a, 1, 2]", "subtotal: {fr: Partie, en: Part}", "[b, 1, 2]", 'subtotal: "sum"', "total: Tout"))
    )
    labels = [next(iter(mark.label.entries.values())).source if mark.label else None for mark in node.marks]
    assert labels == [None, "Partie", None, "sum", "Tout"]


def test_cells_are_merged_across_and_down(read: Read) -> None:
    rows = (
        "[a, {span: 2, fr: Non publié, en: Not published}]",
        "[{rows: 2, text: b}, 1, {rows: 3, number: 7}]",
        "[2]",
        "[c, {territory: FR}]",
        "[{span: 2, rows: 2, text: d}, 4]",
        "[5]",
    )
    node = table(read(yaml(*rows)))
    assert seen(node) == [
        ["a", "Non publié/Not published", "^"],
        ["b", "1", "7"],
        ["^", "2", "^"],
        ["c", "territory", "^"],
        ["d", "^", "4"],
        ["^", "^", "5"],
    ]
    assert node.merged == (
        Merged(row=0, column=1, across=2),
        Merged(row=1, column=0, down=2),
        Merged(row=1, column=2, down=3),
        Merged(row=4, column=0, across=2, down=2),
    )


def test_computed_columns_beside_groups_and_totals(read: Read) -> None:
    columns = "[Nom, {header: A, key: a}, {header: B, key: b}, {header: S, compute: {sum: [a, b]}}]"
    node = table(read(yaml("group: G", "[x, 1, 2]", "{subtotal: S, cells: [1, 2]}", "total: T", columns=columns)))
    assert seen(node) == [["G", "^", "^", "^"], ["x", "1", "2", "3"], ["S", "1", "2", "3"], ["", "", "", ""]]


def test_headers_over_several_columns(read: Read) -> None:
    columns = "[Nom, {header: {fr: Année, en: Year}, columns: ['2023', {header: '2024', key: k}]}, Fin]"
    node = table(read(yaml("[a, 1, 2, x]", columns=columns, options="highlight: k")))
    assert [next(iter(column.header.entries.values())).source for column in node.columns] == [
        "Nom", "2023", "2024", "Fin",
    ]  # fmt: skip
    (group,) = node.header_groups
    assert (group.start, group.count) == (1, 2)
    assert node.highlighted == ("column", 2)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("A", ("column", 1)),
        ("mistral-ai", ("row", 1)),
        ("Éole", ("row", 0)),
        ("eole", ("row", 0)),
        ("Wind", ("row", 0)),
    ],
)
def test_what_is_set_off_is_named_as_it_is_or_by_an_id(read: Read, name: str, place: object) -> None:
    rows = ("[{fr: Éole, en: Wind}, 1, 2]", "[Mistral AI, 1, 2]")
    assert table(read(yaml(*rows, options=f"highlight: {name}"))).highlighted == place


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (["[a, 1]"], "10:15: this row has 2 cells; the table has 3 columns (write null for an empty cell)"),
        (["group: G", "[a, 1]"], "11:15: this row has 2 cells; the table has 3 columns (write null for an empty cell)"),
        (["group: G", "{subtotal: S, cells: [1]}"],
         "11:36: this row has 1 cell; the table has 2 columns after its first (write null for an empty cell)"),
        (["[a, {span: 3, text: b}]"], "10:19: this cell extends over 3 columns; there is no room for them"),
        (["[a, {span: 2, text: b}, 3]"],
         "10:15: this row has 3 cells; the table has 2 places here (write null for an empty cell)"),
        (["[{rows: 3, text: a}, 1, 2]", "[1, 2]"], "10:16: this cell extends 1 row below the table"),
        (["[{rows: 2, text: a}, 1, 2]", "group: G"], "10:16: this cell extends into the group of row 2"),
        (["[a, {span: 1, text: b}, 2]"], "10:26: `span`: expected a number from 2 on, found 1 (delete it)"),
        (["[a, {span: deux, text: b}]"], "10:26: `deux` is not a number (write digits, as in 12.5 or 100_000_000)"),
        (["[a, {span: 2}]"], "10:19: this merged cell has no content (add `text`, or a text by language)"),
        (["{total: T, cells: [1, 2]}", "[a, 1, 2]"],
         "10:15: a `total` is the last row (use `subtotal`, or move it to the end)"),
        (["{grup: G}"], "10:15: row 1 is neither a list nor a group or a total"
         " (write a list of cells, or one of the keys group, subtotal, total)"),
        (["{group: G, cells: [1, 2]}"], "10:26: unknown key `cells` (known keys: group)"),
        (["texte"], "10:15: row 1: expected a list of cells, found text"
         " (write [cell, cell, …], or each cell after a dash)"),
        (["[a, 1, 2]", "subtotal: sum", "group: G", "subtotal: sum"],
         "13:15: this subtotal has no rows to sum (add `cells`, or delete it)"),
        (["group: G", "total: T"], "11:15: this total has no rows to sum (add `cells`, or delete it)"),
        (["group: {fr: Nord}"], "10:22: `group` has no text in `en`; it has `fr`"),
        (["{group: G, total: T}"], "10:15: row 1 is neither a list nor a group or a total"
         " (write a list of cells, or one of the keys group, subtotal, total)"),
    ],
)  # fmt: skip
def test_mistakes_are_reported_at_their_place(reported: Reported, rows: list[str], problem: str) -> None:
    assert reported(yaml(*rows))[0] == problem


@pytest.mark.parametrize(
    ("options", "columns", "problem"),
    [
        ("total: true", "[Nom, A, B]", "7:18: this table has a row of totals, and `total: true` adds another one"
         " (delete `total: true`)"),
        ("highlight: Nomm", "[Nom, A, B]", "7:22: `highlight`: there is no column or row `Nomm`, did you mean `Nom`?"),
        ("orientation: portrait", "[Nom, A, B]", "7:24: `orientation` cannot be `portrait` (use one of landscape)"),
        ("units: nowhere", "[Nom, A, B]", "7:18: `units` cannot be `nowhere` (use one of cells, header)"),
        ("caption: T", "[Nom, {header: X, columns: [A]}, B]",
         "8:26: a header over columns needs two columns or more (give the column its own header)"),
    ],
)  # fmt: skip
def test_mistakes_of_options(reported: Reported, options: str, columns: str, problem: str) -> None:
    assert reported(yaml("[a, 1, 2]", "{total: T, cells: [1, 2]}", columns=columns, options=options))[0] == problem


def test_a_merged_cell_stops_at_a_computed_column(reported: Reported) -> None:
    columns = "[Nom, {header: A, key: a}, {header: S, compute: {sum: [a, b]}}, {header: B, key: b}]"
    (problem,) = reported(yaml("[x, {span: 2, number: 1}]", columns=columns))
    assert problem == "10:19: this cell extends over a computed column (merge typed cells only)"
