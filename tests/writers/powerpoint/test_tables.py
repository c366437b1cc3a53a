from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from builder.templates.deck.template import DeckTemplate
from builder.typeset.plan import Deck, Slide, TablePart
from builder.writers.powerpoint.deck import write_deck
from tests.files.opc import NS, Element, Opc
from tests.files.slidexml import A, slides
from tests.writers.powerpoint.decks import document, table, words

ROW_ID = "//a:tr//*[local-name()='rowId']/@val"


@pytest.fixture
def grid(opc: Opc) -> Element:
    return opc.find(slides(opc)[5], "//a:tbl")[0]


def test_the_table_is_as_planned(grid: Element, house: DeckTemplate) -> None:
    planned = table(house.facts.layouts["table"].content)
    assert [int(element.get("w")) for element in grid.iter(f"{A}gridCol")] == list(planned.widths)
    assert [int(element.get("h")) for element in grid.iter(f"{A}tr")] == [planned.header_height, *planned.row_heights]
    assert len(list(grid.iter(f"{A}tc"))) == 25


def test_header_first_column_and_total_are_said_not_drawn(grid: Element) -> None:
    flags = grid.find(f"{A}tblPr")
    assert (flags.get("firstRow"), flags.get("firstCol"), flags.get("lastRow"), flags.get("bandRow")) == (
        "1",
        "1",
        "1",
        None,
    )
    assert not grid.xpath(".//a:rPr[@b] | .//a:tc[@gridSpan or @rowSpan or @hMerge or @vMerge]", namespaces=NS)


def test_numbers_are_to_the_right(grid: Element) -> None:
    rights = [cell for cell in grid.iter(f"{A}tc") if cell.find(".//a:pPr[@algn='r']", NS) is not None]
    assert ["".join(cell.itertext()) for cell in rights] == ["Montant, en M€", "12,5", "1,0", "–", "13,5"]


def test_the_style_that_is_used_is_defined(opc: Opc, grid: Element) -> None:
    style = grid.find(f"{A}tblPr/{A}tableStyleId").text
    assert style in opc.strings("ppt/tableStyles.xml", "//a:tblStyle/@styleId")


def test_rows_keep_their_identity_when_a_table_is_split(house: DeckTemplate, tmp_path: Path) -> None:
    whole = table(house.facts.layouts["table"].content)

    def ids(*parts: TablePart) -> list[str]:
        planned = tuple(Slide(layout="table", title=words(str(n)), key=str(n), parts=(p,)) for n, p in enumerate(parts))
        path = tmp_path / "x.pptx"
        write_deck(document(), Deck(slides=planned), house).save(str(path))
        opc = Opc(path)
        return [identity for slide in slides(opc) for identity in opc.strings(slide, ROW_ID)[1:]]

    first = msgspec.structs.replace(whole, rows=whole.rows[:1], row_heights=whole.row_heights[:1])
    rest = msgspec.structs.replace(whole, rows=whole.rows[1:], row_heights=whole.row_heights[1:])
    assert ids(first, rest) == ids(whole)
    assert len(set(ids(whole))) == 4
