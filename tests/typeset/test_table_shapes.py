"""Tables with groups, totals and merged cells on slides: whole, in their frames, with headers and names of groups."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from builder.tree.exhibits import CellNode, ColumnNode, HeaderGroupNode, TableNode
from builder.tree.prose import plain
from builder.typeset.plan import Deck, TablePart
from tests import documents as make
from tests.marking import examples
from tests.typeset.test_deck import TEMPLATES, deck_document, plan

WORDS = st.sampled_from(
    ["a", "Nord", "12,5", "un libellé de deux lignes peut-être", "anticonstitutionnellement", "x " * 90]
)


@st.composite
def tables(draw: Any) -> tuple[TableNode, TableNode]:
    """The same table in two languages, of other words: groups, subtotals, a total, areas that do not overlap."""
    columns = draw(st.integers(2, 9))
    kinds = [draw(st.sampled_from(["row", "row", "row", "group", "subtotal"])) for _ in range(draw(st.integers(1, 30)))]
    if draw(st.booleans()):
        kinds.append("total")
    taken: set[tuple[int, int]] = set()
    areas = []
    for row, kind in enumerate(kinds):
        if kind == "group":
            areas.append((row, 0, columns, 1))
            taken |= {(row, column) for column in range(columns)}
    for _ in range(draw(st.integers(0, 4))):
        row, column = draw(st.integers(0, len(kinds) - 1)), draw(st.integers(0, columns - 1))
        across, down = draw(st.integers(1, columns - column)), draw(st.integers(1, 4))
        area = {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
        inside = row + down <= len(kinds) and all(kinds[r] == "row" for r in range(row, row + down))
        if inside and len(area) > 1 and not area & taken:
            areas.append((row, column, across, down))
            taken |= area
    groups = [(1, columns - 1)] if columns > 2 and draw(st.booleans()) else []
    highlighted = draw(st.integers(0, columns - 1))

    def twin() -> TableNode:
        rows = [[CellNode(make.words(draw(WORDS))) for _ in range(columns)] for _ in kinds]
        for row, column, across, down in areas:
            for r in range(row, row + down):
                for c in range(column, column + across):
                    first = c == column
                    rows[r][c] = CellNode((), covered="above" if first else "left", across=across if first else 1)
            rows[row][column] = CellNode(make.words(draw(WORDS)), across=across, down=down)
        for row in rows:
            row[highlighted] = replace(row[highlighted], highlight=True)
        return TableNode(
            span=make.HERE,
            key="sections.a.blocks.t",
            columns=tuple(ColumnNode(header=make.words(draw(WORDS))) for _ in range(columns)),
            rows=tuple(map(tuple, rows)),
            kinds=tuple(kinds),
            total=kinds[-1] == "total",
            header_groups=tuple(
                HeaderGroupNode(header=make.words(draw(WORDS)), start=start, count=count) for start, count in groups
            ),
            shaped=True,
            alt="T",
        )

    return twin(), twin()


def parts_of(deck: Deck) -> list[TablePart]:
    return [part for slide in deck.slides for part in slide.parts if isinstance(part, TablePart)]


@given(tables(), st.sampled_from(sorted(TEMPLATES)))
@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_any_table_is_planned_whole_and_in_its_frames(twins: tuple[TableNode, TableNode], name: str) -> None:
    """`plan` checks that all words are shown, that cells fit their areas, tables their frames, and twins each other."""
    french = deck_document(make.topic("S", twins[0]))
    english = deck_document(make.topic("S", twins[1]), language="en")
    for deck in plan(french, english, using=TEMPLATES[name]):
        for part in parts_of(deck):
            covered = [[False] * len(part.columns) for _ in part.rows]
            for r, row in enumerate(part.rows):
                for c, cell in enumerate(row):
                    assert bool(cell.covered) == covered[r][c], (r, c)
                    if cell.covered:
                        continue
                    for below in range(r, r + cell.down):
                        for beside in range(c, c + cell.across):
                            assert (below, beside) == (r, c) or not covered[below][beside]
                            covered[below][beside] = (below, beside) != (r, c)


def names(part: TablePart) -> list[str]:
    return [plain(row[0].inlines) for row in part.rows]


def grouped(rows: int, groups: int) -> TableNode:
    kinds: list[Any] = []
    cells = []
    for group in range(groups):
        kinds += ["group", *["row"] * rows]
        cells.append((CellNode(make.words(f"G{group}"), across=3), *[CellNode((), covered="left")] * 2))
        cells += [make.cells(f"L{group}-{row}", "1", "2") for row in range(rows)]
    return make.table(tuple(cells), kinds=tuple(kinds), shaped=True)


def test_a_slide_that_begins_within_a_group_repeats_its_name() -> None:
    (deck,) = plan(deck_document(make.topic("S", grouped(30, 2))))
    shown = list(map(names, parts_of(deck)))
    assert len(shown) > 2
    suffix = make.document().labels.continued
    for number, rows in enumerate(shown):
        group = next(row for row in rows if row.startswith("L"))[1]
        again = f" {suffix}" if number and rows[0] != f"G{group}" else ""
        assert rows[0] == f"G{group}{again}"
        assert not rows[-1].startswith("G")


@pytest.mark.parametrize("down", [2, 3, 5])
def test_rows_of_a_merged_cell_stay_on_a_slide(down: int) -> None:
    rows = []
    for group in range(60 // down):
        for step in range(down):
            first = CellNode(make.words(f"P{group}"), down=down) if not step else CellNode((), covered="above")
            rows.append((first, *make.cells(f"{group}", f"{step}")))
    (deck,) = plan(deck_document(make.topic("S", make.table(tuple(rows), shaped=True))))
    parts = parts_of(deck)
    assert len(parts) > 1
    assert all(len(part.rows) % down == 0 and not part.rows[0][0].covered for part in parts)


def test_a_merged_cell_higher_than_a_slide_goes_on_in_an_empty_one() -> None:
    rows = [
        (CellNode(make.words("P"), down=60) if not n else CellNode((), covered="above"), *make.cells(f"{n}", "1"))
        for n in range(60)
    ]
    (deck,) = plan(deck_document(make.topic("S", make.table(tuple(rows), shaped=True))))
    parts = parts_of(deck)
    assert [part.rows[0][0].down for part in parts] == [len(part.rows) for part in parts]
    assert [plain(part.rows[0][0].inlines) for part in parts] == ["P", *[""] * (len(parts) - 1)]
