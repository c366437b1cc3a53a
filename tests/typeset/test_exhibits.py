"""Exhibits on slides: what charts measure, the size of their labels, numbers beside them; widths and rows of tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.templates.deck.facts import DeckFacts
from builder.templates.deck.reader import read_deck_facts
from builder.templates.defaults import default_template
from builder.templates.open import open_template
from builder.tree.exhibits import CellNode, ChartNode, ColumnNode, SeriesNode, TableNode
from builder.tree.prose import Run, plain
from builder.typeset.column_widths import settle, with_fewest_lines
from builder.typeset.fonts import Fonts
from builder.typeset.layout_slots import overlap
from builder.typeset.measure import words
from builder.typeset.plan import CalloutPart, ChartPart, HighlightsPart, ImagePart, Slide, TablePart, TextPart
from tests import documents as make
from tests.typeset.test_deck import TEMPLATES, one_deck


@pytest.fixture(scope="module")
def house() -> DeckFacts:
    return read_deck_facts(open_template(default_template("pptx"), "pptx"))


def lines(slide: Slide, role: str) -> list[str]:
    return [
        plain(part.paragraphs[0].inlines)
        for part in slide.parts
        if isinstance(part, TextPart) and part.placeholder == role
    ]


def chart(**changes: object) -> ChartNode:
    return replace(make.chart(), unit="en millions d’euros", **changes)


@pytest.mark.parametrize("name", [*TEMPLATES, "house"])
@pytest.mark.parametrize("beside", [False, True])
def test_what_a_chart_measures_is_on_a_line_of_its_own_over_it(name: str, beside: bool, house: DeckFacts) -> None:
    using = house if name == "house" else TEMPLATES[name]
    blocks = [make.points("Un", "Deux"), chart()] if beside else [chart()]
    slide = one_deck(make.topic("S", *blocks), using=using).slides[-1]
    assert lines(slide, "unit") == ["En millions d’euros"]
    (unit,) = [part for part in slide.parts if isinstance(part, TextPart) and part.placeholder == "unit"]
    (shown,) = [part for part in slide.parts if isinstance(part, ChartPart)]
    place = unit.frame or using.layouts[slide.layout].placeholders["unit"].frame
    assert place.y + place.height <= shown.frame.y and not overlap(place, shown.frame)


def test_a_chart_without_unit_takes_the_line_too(house: DeckFacts) -> None:
    frames = []
    for unit in ("", "en %"):
        slide = one_deck(make.topic("S", replace(make.chart(), unit=unit)), using=house).slides[-1]
        frames += [part.frame for part in slide.parts if isinstance(part, ChartPart)]
    assert frames[0].y < frames[1].y
    assert frames[0].y + frames[0].height == frames[1].y + frames[1].height


def test_labels_are_as_large_as_their_marks_allow(house: DeckFacts) -> None:
    def size(count: int, kind: str = "column") -> float:
        few = replace(
            make.chart(),
            kind=kind,
            categories=tuple(f"C{n}" for n in range(count)),
            series=tuple(
                replace(row, values=(Decimal(1),) * count, labels=("1,0",) * count) for row in make.chart().series[:1]
            ),
        )
        slide = one_deck(make.topic("S", few), using=house).slides[-1]
        return next(part.size for part in slide.parts if isinstance(part, ChartPart))

    assert [size(count) for count in (2, 60)] == [18, 12]
    assert size(3) >= size(20) >= size(60)
    assert size(3, "pie") == 16


def test_a_chart_and_a_few_big_numbers_share_a_slide(house: DeckFacts) -> None:
    numbers = make.highlights(*(make.highlight(f"{n}00 M€", f"Libellé {n}") for n in range(1, 4)))
    for blocks in ([chart(), numbers], [numbers, chart()]):
        deck = one_deck(make.topic("S", *blocks), using=house)
        assert len(deck.slides) == 2
        (shown,) = [part for part in deck.slides[-1].parts if isinstance(part, ChartPart)]
        (tiles,) = [part for part in deck.slides[-1].parts if isinstance(part, HighlightsPart)]
        assert {tile.x for tile in tiles.frames} == {tiles.frames[0].x}
        assert shown.frame.x + shown.frame.width < tiles.frames[0].x
        assert not any(overlap(tile, shown.frame) for tile in tiles.frames)
    four = make.highlights(*(make.highlight(f"{n}00 M€", f"Libellé {n}") for n in range(1, 5)))
    assert len(one_deck(make.topic("S", chart(), four), using=house).slides) == 3


@pytest.mark.parametrize("kind", ["table", "chart", "picture"])
def test_a_callout_shares_the_slide_of_the_exhibit_before_it(kind: str, house: DeckFacts) -> None:
    block = {"table": table([["A", "B"], ["un", "deux"]]), "chart": chart(), "picture": make.image()}[kind]
    deck = one_deck(make.topic("S", block, make.callout("À noter", "Une phrase.")), using=house)
    assert len(deck.slides) == 2
    exhibit, callout = deck.slides[-1].parts[-2:]
    assert isinstance(callout, CalloutPart) and isinstance(exhibit, (TablePart, ChartPart, ImagePart))
    below = exhibit.frame.y + exhibit.frame.height <= callout.frame.y
    beside = exhibit.frame.x + exhibit.frame.width < callout.frame.x
    assert (below, beside) == (kind != "chart", kind == "chart")


def test_a_chart_with_many_names_keeps_the_width_of_the_slide_beside_a_callout(house: DeckFacts) -> None:
    count = 16
    names = tuple(f"Circonscription {n}" for n in range(count))
    row = SeriesNode(name="Montant", values=(Decimal(1),) * count, labels=("1",) * count)
    block = make.chart(categories=names, series=(row,))
    deck = one_deck(make.topic("S", block, make.callout("À noter", "Une phrase.")), using=house)
    shown = [part for slide in deck.slides for part in slide.parts if isinstance(part, ChartPart)]
    assert [part.frame.width for part in shown] == [house.layouts["chart"].placeholders["chart"].frame.width]


# --- Tables ----------------------------------------------------------------------------------------------------------


def table(rows: list[list[str]]) -> TableNode:
    columns = tuple(ColumnNode(header=make.words(header)) for header in rows[0])
    return make.table(tuple(make.cells(*row) for row in rows[1:]), columns)


def the_table(node: TableNode, using: DeckFacts) -> TablePart:
    slide = one_deck(make.topic("S", node), using=using).slides[-1]
    (part,) = [part for part in slide.parts if isinstance(part, TablePart)]
    return part


def test_the_unit_of_a_column_is_in_its_header(house: DeckFacts) -> None:
    node = table([["Poste", "Budget"], ["Un", "12,5\u00a0M€"], ["Deux", "3\u00a0M€"]])
    columns = (node.columns[0], replace(node.columns[1], numeric=True))
    rows = tuple(
        (row[0], CellNode((Run(plain(row[1].inlines), protected=True),), value=Decimal(1))) for row in node.rows
    )
    part = the_table(replace(node, columns=columns, rows=rows), house)
    assert [plain(column.header) for column in part.columns] == ["Poste", "Budget (M€)"]
    assert [plain(row[1].inlines) for row in part.rows] == ["12,5", "3"]
    kept = the_table(replace(node, columns=columns, rows=rows, units_in_cells=True), house)
    assert [plain(row[1].inlines) for row in kept.rows] == ["12,5\u00a0M€", "3\u00a0M€"]


def test_a_small_table_fills_its_frame_with_rows_of_one_height(house: DeckFacts) -> None:
    part = the_table(table([["A", "B"], ["un", "deux"], ["trois mots ici", "quatre"]]), house)
    assert part.frame.width == house.layouts["table"].content.width
    assert len(set(part.row_heights)) == 1 and part.row_heights[0] > part.size * 2 * 12_700


def test_a_table_on_two_slides_has_larger_type_and_rows_of_one_height(house: DeckFacts) -> None:
    rows = [["A", "B", "C"], *([f"ligne {n}", "mot", str(n)] for n in range(18))]
    deck = one_deck(make.topic("S", table(rows)), using=house)
    parts = [part for slide in deck.slides for part in slide.parts if isinstance(part, TablePart)]
    assert len(parts) == 2 and {part.size for part in parts} == {parts[0].size} and parts[0].size > 12
    assert len({height for part in parts for height in part.row_heights}) == 1


WORDS = st.text("abc de fghi ", min_size=1, max_size=40).filter(str.strip)


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=6), st.floats(18, 60))
def test_columns_share_their_room_for_the_fewest_lines(texts: list[list[str]], total: float) -> None:
    fonts = Fonts()
    rows = [[words(make.words(own), fonts, "Calibri") for own in row] for row in texts]
    least = [max(row[n].longest for row in rows) for n in range(3)]
    if sum(least) > total:
        return
    widths = [width / 1000 for width in settle(total * 1000, [low * 1000 for low in least], [1000.0] * 3)]

    def cost(rooms: list[float]) -> int:
        return sum(max(cell.lines(room) for cell, room in zip(row, rooms, strict=True)) for row in rows)

    fitted = with_fewest_lines(rows, widths, least)
    assert cost(fitted) <= cost(widths)
    assert sum(fitted) == pytest.approx(sum(widths))
    assert all(room >= low - 1e-6 for room, low in zip(fitted, least, strict=True))
