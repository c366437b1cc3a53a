from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from builder.content.model.blocks import TableBlock
from builder.content.model.exhibits import CellDate, CellTerritory
from builder.content.model.values import PartialDate
from builder.resolve.columns import EMPTY
from builder.tree.exhibits import TableNode
from builder.tree.prose import Run, plain
from tests.resolve.make import (
    AT,
    amount,
    column,
    count,
    format_,
    percent,
    publication,
    resolved,
    section,
    source,
    table,
    text,
)


def written(block: TableBlock, language: str = "fr", **more: Any) -> TableNode:
    (node,) = resolved(publication(section(block), **more), language).sections[0].blocks
    assert isinstance(node, TableNode)
    return node


def column_of(node: TableNode, index: int) -> list[str]:
    return [plain(row[index].inlines) for row in node.rows]


EUROS = format_(currency="EUR", style="compact")


def test_a_column_of_numbers_has_one_scale_and_stands_right() -> None:
    node = written(table([column("A"), column("B", format=EUROS)], [("x", 400_000_000), ("y", 1_500_000)]))
    assert column_of(node, 1) == ["400,0\u00a0M€", "1,5\u00a0M€"]
    assert [(column.align, column.numeric) for column in node.columns] == [("left", False), ("right", True)]
    assert node.rows[0][1].value == Decimal(400_000_000)
    assert node.row_header


def test_numbers_without_a_format_are_grouped_by_locale() -> None:
    block = table([column("A"), column("B")], [("x", 1234567), ("y", Decimal("1.5"))])
    assert column_of(written(block), 1) == ["1\u202f234\u202f567,0", "1,5"]
    assert column_of(written(block, "en"), 1) == ["1,234,567.0", "1.5"]


def test_an_empty_cell_reads_as_a_dash() -> None:
    node = written(table([column("A"), column("B")], [("x", None), ("", 3)]))
    assert column_of(node, 0) == ["x", EMPTY]
    assert column_of(node, 1) == [EMPTY, "3"]
    assert node.columns[1].numeric


def test_words_countries_and_dates_stand_left() -> None:
    rows = [
        (
            "x",
            CellTerritory(span=AT, key="c", territory="US"),
            CellDate(span=AT, key="c", value=PartialDate(2024, 5)),
        )
    ]
    dates = format_(date=True, style="month-year")
    node = written(table([column("A"), column("B"), column("C", format=dates)], rows))
    assert column_of(node, 1) == ["États-Unis"]
    assert column_of(node, 2)[0].replace("\u00a0", " ") == "mai 2024"
    assert [column.align for column in node.columns] == ["left", "left", "left"]


def test_the_first_of_the_month_is_set_in_cells_as_in_prose() -> None:
    day = CellDate(span=AT, key="c", value=PartialDate(2024, 5, 1))
    node = written(table([column("A"), column("B", format=format_(date=True))], [("x", day)]))
    assert [inline.text for inline in node.rows[0][1].inlines if isinstance(inline, Run) and inline.superscript] == [
        "er"
    ]


def test_the_author_decides_the_alignment() -> None:
    node = written(table([column("A", align="center"), column("B", align="left", width=Decimal(2))], [("x", 3)]))
    assert [column.align for column in node.columns] == ["center", "left"]
    assert node.columns[1].width == 2.0


def test_bare_figures_share_the_scale_of_their_column() -> None:
    figures = [amount("a", 400_000_000), amount("b", 1_500_000)]
    node = written(table([column("A"), column("B", format=EUROS)], [("x", "@a"), ("y", "@b")]), figures=figures)
    assert column_of(node, 1) == ["400,0\u00a0M€", "1,5\u00a0M€"]


def test_figures_with_bounds_are_written_by_themselves() -> None:
    figures = [amount("a", 400_000_000, bound="more-than"), amount("b", 1_500_000)]
    node = written(table([column("A"), column("B", format=EUROS)], [("x", "@a"), ("y", "@b")]), figures=figures)
    first, second = column_of(node, 1)
    assert first.endswith("400\u00a0M€") and first != "400\u00a0M€"
    assert second == "1,5\u00a0M€"
    assert node.columns[1].align == "decimal"


def test_a_percentage_figure_in_an_amount_column_keeps_its_own_form() -> None:
    node = written(
        table([column("A"), column("B", format=EUROS)], [("x", "@p"), ("y", 3_000_000)]), figures=[percent("p", "12.5")]
    )
    assert column_of(node, 1) == ["12,5\u00a0%", "3\u00a0M€"]


# --- Totals ----------------------------------------------------------------------------------------------------------


def test_the_total_is_exact_and_written_like_its_column() -> None:
    rows = [("x", Decimal("0.1")), ("y", Decimal("0.2")), ("z", None)]
    node = written(table([column("A"), column("B")], rows, total=True))
    assert column_of(node, 0)[-1] == "Total"
    assert column_of(node, 1)[-1] == "0,3"
    assert node.rows[-1][1].value == Decimal("0.3")
    assert node.total
    assert len(node.rows) == 4


def test_totals_count_figures_and_numbers_of_one_currency() -> None:
    figures = [amount("a", 2_000_000)]
    block = table([column("A"), column("B", format=EUROS)], [("x", "@a"), ("y", 3_000_000)], total=True)
    assert column_of(written(block, figures=figures), 1)[-1] == "5\u00a0M€"


def test_bounds_add_up() -> None:
    figures = [amount("a", 100_000_000, bound="more-than"), amount("b", 400_000_000, bound="at-least")]
    node = written(table([column("A"), column("B")], [("x", "@a"), ("y", "@b")], total=True), figures=figures)
    first, total = column_of(node, 1)[0], column_of(node, 1)[-1]
    assert total == first.replace("100", "500")


@pytest.mark.parametrize(
    ("figures", "rows"),
    [
        ([percent("a", 10), percent("b", 20)], [("x", "@a"), ("y", "@b")]),
        ([amount("a", 10), amount("b", 20, "USD")], [("x", "@a"), ("y", "@b")]),
        ([amount("a", 10), amount("b", (20, 30))], [("x", "@a"), ("y", "@b")]),
        ([amount("a", 10, bound="more-than"), amount("b", 20, bound="at-most")], [("x", "@a"), ("y", "@b")]),
        ([amount("a", 10), count("b", 20)], [("x", "@a"), ("y", "@b")]),
        ([], [("x", "un"), ("y", "deux")]),
        ([], [("x", 1), ("y", "n.d.")]),
        ([], [("x", None), ("y", None)]),
    ],
)
def test_what_cannot_be_summed_has_no_total(figures: list[Any], rows: list[Any]) -> None:
    node = written(table([column("A"), column("B")], rows, total=True), figures=figures)
    assert column_of(node, 1)[-1] == EMPTY


def test_percentages_have_no_total() -> None:
    node = written(table([column("A"), column("B", format=format_(percent=True))], [("x", 40), ("y", 60)], total=True))
    assert column_of(node, 1) == ["40\u00a0%", "60\u00a0%", EMPTY]


def test_an_empty_table_still_has_its_total_row() -> None:
    node = written(table([column("A"), column("B")], [], total=True))
    assert [column_of(node, index) for index in (0, 1)] == [["Total"], [EMPTY]]


# --- Around the cells ------------------------------------------------------------------------------------------------


def test_caption_number_source_note_and_description() -> None:
    block = table(
        [column("A"), column("B")],
        [("x", 1), ("y", 2)],
        id="t",
        caption=text("Qui fait quoi ?"),
        source="s",
        note=text("À lire : ceci."),
    )
    node = written(block, sources=[source("s", title="T", publisher="P", date=PartialDate(2024, 5))])
    assert (node.id, node.number, plain(node.caption)) == ("t", "1", "Qui fait quoi\u202f?")
    assert (plain(node.source), node.source_id) == ("P, 2024", "s")
    assert node.alt == "Qui fait quoi\u202f? Tableau de 2 lignes et 2 colonnes."
    assert node.note


def test_a_table_without_caption_is_described_by_its_headers() -> None:
    node = written(table([column("Nom"), column("Âge")], [("x", 1)]), "en")
    assert node.number == ""
    assert node.alt == "Table of 1 row and 2 columns: Nom, Âge."


def test_a_first_column_of_numbers_does_not_name_the_rows() -> None:
    assert not written(table([column("Année"), column("B")], [(2023, 1)])).row_header
