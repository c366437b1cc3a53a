"""Units that a column of numbers shares are said in its header; every digit stays."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.tree.exhibits import CellNode, ColumnNode, TableNode
from builder.tree.prose import Run, plain
from builder.typeset.column_units import with_units_in_headers
from tests.documents import HERE, words


def table(*texts: str, header: str = "Budget", numeric: bool = True) -> TableNode:
    """Return a table of two columns; texts with a digit have a number behind them."""
    rows = tuple(
        (
            CellNode(words(f"Ligne {index}")),
            CellNode((Run(text),), Decimal(index) if any(map(str.isdigit, text)) else None),
        )
        for index, text in enumerate(texts)
    )
    columns = (ColumnNode(header=words("Poste")), ColumnNode(header=words(header), align="right", numeric=numeric))
    return TableNode(span=HERE, key="t", columns=columns, rows=rows)


def column(moved: TableNode) -> tuple[str, list[str]]:
    return moved.columns[1].unit, [plain(row[1].inlines) for row in moved.rows]


@pytest.mark.parametrize(
    ("texts", "unit", "left"),
    [
        (["39\u202f800\u202f000\u00a0$", "1\u00a0$"], "$", ["39\u202f800\u202f000", "1"]),
        (["118,4\u00a0M$", "−4,9\u00a0M$"], "M$", ["118,4", "−4,9"]),
        (["4,9\u202f%", "−0,5\u202f%", "–"], "%", ["4,9", "−0,5", "–"]),
        (["$1,250", "−$3"], "$", ["1,250", "−3"]),
        (["$118.4M", "$4.0M"], "$M", ["118.4", "4.0"]),
        (["CHF\u00a01’250", "CHF\u00a03"], "CHF", ["1’250", "3"]),
        (["12.5%", "3.0%"], "%", ["12.5", "3.0"]),
        (["5\u00a0km", "12\u00a0km"], "km", ["5", "12"]),
        (["3\u00a0ans", "5\u00a0ans"], "ans", ["3", "5"]),
        (["1.250\u00a0€", "3\u00a0€"], "€", ["1.250", "3"]),
    ],
)
def test_the_unit_goes_to_the_header(texts: list[str], unit: str, left: list[str]) -> None:
    assert column(with_units_in_headers(table(*texts))) == (unit, left)


@pytest.mark.parametrize(
    "texts",
    [
        ["1\u00a0jour", "2\u00a0jours"],
        ["≈\u00a0€3.45M", "≈\u00a0€3.45M"],
        ["<\u00a0$0.01", "$1.00"],
        ["5\u00a0km", "12\u00a0m"],
        ["5\u00a0km", "12"],
        ["1st", "1st"],
        ["12\u00a0h\u00a030", "9\u00a0h\u00a015"],
        [">\u00a05\u202f%", ">\u00a07\u202f%"],
        ["2020", "2021"],
        ["5\u00a0km"],
        ["n°\u00a05", "n°\u00a06"],
        ["–", "–"],
    ],
)
def test_what_the_cells_do_not_share_stays_in_them(texts: list[str]) -> None:
    whole = table(*texts)
    assert with_units_in_headers(whole) is whole


def test_a_header_that_says_the_unit_does_not_say_it_twice() -> None:
    moved = with_units_in_headers(table("5\u00a0$", "6\u00a0$", header="Coût ($)"))
    assert column(moved) == ("", ["5", "6"])


def test_words_among_numbers_with_digits_keep_the_units() -> None:
    whole = table("5\u00a0$", "6\u00a0$", "voir note 2")
    rows = (*whole.rows[:2], (whole.rows[2][0], replace(whole.rows[2][1], value=None)))
    whole = replace(whole, rows=rows)
    assert with_units_in_headers(whole) is whole


def test_a_column_of_words_is_left_alone() -> None:
    whole = table("5\u00a0$", "6\u00a0$", numeric=False)
    assert with_units_in_headers(whole) is whole


@given(
    st.lists(st.from_regex(r"-?[0-9]{1,3}( [0-9]{3}){0,2}(,[0-9]{1,3})?", fullmatch=True), min_size=2, max_size=6),
    st.sampled_from(["\u00a0€", "\u00a0M€", "\u202f%", "\u00a0km", "\u00a0t"]),
)
def test_nothing_of_a_number_is_lost(numbers: list[str], unit: str) -> None:
    moved = with_units_in_headers(table(*(f"{number}{unit}" for number in numbers)))
    assert column(moved) == (unit.strip(), numbers)
