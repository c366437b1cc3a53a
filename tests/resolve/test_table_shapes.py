"""Tables with groups and merged cells as resolved: what is set off, what is aligned, where units are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.loader import load
from builder.resolve.assemble import resolve
from builder.tree.exhibits import TableNode
from builder.tree.prose import plain
from tests.resolve.make import WHEN
from tests.resolve.values import seen

HEAD = """languages: [fr, en]
title: {fr: Titre, en: Title}
figures:
  about: {amount: 3_000_000, currency: EUR, bound: about}
sections:
  - title: {fr: Un, en: One}
    blocks:
      - table:
"""


def table(folder: Path, body: str, language: str = "fr") -> TableNode:
    path = folder / "publication.yaml"
    lines = "".join(f"          {line}\n" for line in body.strip().splitlines())
    path.write_text(HEAD + lines, "utf-8")
    block = resolve(load(path), language, timestamp=WHEN).sections[0].blocks[0]
    assert isinstance(block, TableNode)
    return block


def rows(node: TableNode) -> list[list[str]]:
    return [[seen(plain(cell.inlines)) for cell in row] for row in node.rows]


def headers(node: TableNode) -> list[str]:
    return [seen(plain(column.header)) for column in node.columns]


def test_a_name_over_several_rows_is_set_off_with_all_of_them(tmp_path: Path) -> None:
    node = table(
        tmp_path,
        """
columns: [A, B]
highlight: P
rows:
  - [x, 1]
  - [{rows: 2, text: P}, 2]
  - [3]
  - [y, 4]
""",
    )
    assert [[cell.highlight for cell in row] for row in node.rows] == [[False] * 2, [True] * 2, [True] * 2, [False] * 2]


def test_words_over_columns_of_numbers_leave_these_numbers(tmp_path: Path) -> None:
    node = table(
        tmp_path,
        """
columns: [A, B, C]
rows:
  - [x, 1.5, 2.5]
  - [y, {span: 2, text: Inconnu}]
""",
    )
    assert [column.align for column in node.columns] == ["left", "right", "right"]


MONEY = "format: {currency: EUR}, scale: 1_000_000"


@pytest.mark.parametrize(
    ("language", "group", "alone", "change"),
    [
        ("fr", "G (en millions d’euros)", "S (en millions d’euros)", "E (en %)"),
        ("en", "G (in € millions)", "S (in € millions)", "E (in %)"),
    ],
)
def test_units_are_named_once(tmp_path: Path, language: str, group: str, alone: str, change: str) -> None:
    node = table(tmp_path, f"""
units: header
columns:
  - R
  - {{header: G, columns: [{{header: A, {MONEY}}}, {{header: B, {MONEY}}}]}}
  - {{header: S, {MONEY}}}
  - {{header: E, compute: {{growth: [A, B]}}}}
  - {{header: N, format: {{decimals: 0}}}}
rows: [[x, 1.5, 3.0, -4.5, 12], [y, 2.5, 5.0, 0, 7]]
total: true
""", language)  # fmt: skip
    assert headers(node) == ["R", "A", "B", alone, change, "N"]
    assert [seen(plain(header_group.header)) for header_group in node.header_groups] == [group]
    mark = "," if language == "fr" else "."
    assert rows(node)[2] == ["Total", f"4{mark}0", *rows(node)[2][2:4], f"100{mark}0", "19"]
    assert rows(node)[0][3] == f"-4{mark}5"


def test_a_column_with_a_bounded_figure_keeps_its_units(tmp_path: Path) -> None:
    node = table(
        tmp_path,
        f"""
units: header
columns: [R, {{header: A, {MONEY}}}]
rows: [[x, 1.5], [y, "{{about}}"]]
""",
    )
    assert headers(node) == ["R", "A"]
    assert rows(node)[0][1] == "1,5~M€" and rows(node)[1][1] == "≈~3~M€"


def test_subtotals_sum_their_part_and_totals_all_rows(tmp_path: Path) -> None:
    node = table(
        tmp_path,
        """
columns: [R, {header: A, format: {currency: EUR}}]
rows:
  - group: G
  - [a, 1]
  - [b, 2]
  - subtotal: sum
  - [c, 4]
  - subtotal: {fr: Seconde partie, en: Second part}
  - group: H
  - [d, 8]
total: true
""",
    )
    assert [row[1] for row in rows(node)] == ["", "1~€", "2~€", "3~€", "4~€", "4~€", "", "8~€", "15~€"]
    assert [row[0] for row in rows(node)] == ["G", "a", "b", "Sous-total", "c", "Seconde partie", "H", "d", "Total"]
    assert node.kinds[-1] == "total" and node.total


@pytest.mark.parametrize("language", ["de", "es", "it", "nl", "pt", "fr-CA", "en-GB"])
def test_totals_are_the_same_in_every_language(tmp_path: Path, language: str) -> None:
    body = (
        HEAD.replace("[fr, en]", f"[fr, {language}]")
        .replace("{fr: Titre, en: Title}", "T")
        .replace("{fr: Un, en: One}", "U")
    )
    path = tmp_path / "publication.yaml"
    path.write_text(
        body + "          columns: [R, {header: A, format: {percent: false, decimals: 1}}]\n"
        "          rows: [[a, 1.25], [b, 2.25], {subtotal: sum}, [c, 0.05], {total: T}]\n",
        "utf-8",
    )
    publication = load(path)
    tables = [resolve(publication, tag, timestamp=WHEN).sections[0].blocks[0] for tag in publication.languages]
    values = [[[cell.value for cell in row] for row in node.rows] for node in tables if isinstance(node, TableNode)]
    assert values[0] == values[1]
    assert [str(row[1]) for row in values[0]] == ["1.25", "2.25", "3.50", "0.05", "3.55"]
