from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from builder.templates.word.reader import BriefTemplate
from builder.tree.document import BlockLike, Document
from builder.tree.exhibits import CellNode, ColumnNode, TableNode
from builder.writers.word.brief import write_brief
from builder.writers.word.cell_shapes import highlight_fill
from builder.writers.word.decimals import whole_part
from tests.documents import cells, document, para, section, table, text, words
from tests.files.opc import Element, Opc
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text, paragraphs, style_of, toggled
from tests.writers.word.conftest import Write

BODY = "word/document.xml"


def grid(opc: Opc, index: int = 0) -> tuple[Element, list[int], list[list[Element]]]:
    """A table, the widths of its columns, and its cells by row."""
    element = opc.find(BODY, "//w:tbl")[index]
    widths = [int(c.get(f"{W}w")) for c in element.findall(f"{W}tblGrid/{W}gridCol")]
    return element, widths, [row.findall(f"{W}tc") for row in element.findall(f"{W}tr")]


def test_the_header_is_repeated_and_no_row_breaks(write: Write) -> None:
    written, _, rows = grid(write(document(section(1, "A", table(60)))))
    properties = [row.find(f"{W}trPr") for row in written.findall(f"{W}tr")]
    assert all(toggled(element, "cantSplit") for element in properties)
    assert [toggled(element, "tblHeader") for element in properties] == [True] + [False] * 60
    assert {len(row) for row in rows} == {3}


def test_a_row_that_fills_a_page_by_itself_may_break(write: Write) -> None:
    opc = write(document(section(1, "A", table(rows=(cells("a", "mot " * 1500, "c"), cells("b", "d", "e"))))))
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in opc.find(BODY, "//w:tr")]
    assert whole == [True, False, True]


@pytest.mark.parametrize("count", [1, 5, 15, 16, 40])
def test_fifteen_rows_stay_on_a_page_and_no_part_of_more_is_under_five(count: int, write: Write) -> None:
    _, _, rows = grid(write(document(section(1, "A", table(count)))))
    kept = [toggled(row[0].find(f"{W}p/{W}pPr"), "keepNext") for row in rows[1:]]
    assert len(kept) == count and not kept[-1]
    if count <= 15:
        assert all(kept[:-1])
        return
    # A page may end after each row that is not kept with the next: five rows at least are before and after it.
    ends = [index + 1 for index, stays in enumerate(kept[:-1]) if not stays]
    assert ends and all(5 <= end <= count - 5 for end in ends)
    assert ends == list(range(5, count - 4))


def numbers(*texts: str, **more: Any) -> TableNode:
    """Return a table of a column of words and one of numbers."""
    rows = tuple((CellNode(words(f"Ligne {n}")), CellNode(words(text), Decimal(n))) for n, text in enumerate(texts))
    columns = (
        ColumnNode(header=words("Poste")),
        ColumnNode(header=words("Budget"), align="right", numeric=True),
    )
    return table(rows=rows, columns=columns, **more)


def test_a_unit_that_a_column_shares_is_said_in_its_header(write: Write) -> None:
    _, _, rows = grid(write(document(section(1, "A", numbers("39\u202f800\u00a0$", "1\u00a0$")))))
    assert [[children_text(cell) for cell in row] for row in rows] == [
        ["Poste", "Budget ($)"], ["Ligne 0", "39\u202f800"], ["Ligne 1", "1"],
    ]  # fmt: skip


def test_units_stay_in_the_cells_where_the_author_wants_them(write: Write) -> None:
    _, _, rows = grid(write(document(section(1, "A", numbers("3\u00a0$", "1\u00a0$", units_in_cells=True)))))
    assert [children_text(row[1]) for row in rows] == ["Budget", "3\u00a0$", "1\u00a0$"]


def test_words_of_the_last_column_end_at_the_edge_of_the_table(write: Write) -> None:
    _, _, rows = grid(write(document(section(1, "A", table()))))
    for row in rows:
        margins = [cell.find(f"{W}tcPr/{W}tcMar/{W}right") for cell in row]
        assert [margin is not None and margin.get(f"{W}w") for margin in margins] == [False, False, "0"]


def test_words_beside_numbers_or_on_a_fill_do_not_begin_at_the_edge_of_their_cell(write: Write) -> None:
    """The inset is the same in the header and in the cells; words after words, and numbers, need none."""
    number = {"align": "right", "numeric": True}
    kinds: tuple[dict[str, Any], ...] = ({}, {}, number, {}, number, {"highlight": True}, {})
    columns = tuple(ColumnNode(header=words(f"Colonne {n}"), **kind) for n, kind in enumerate(kinds))
    _, _, rows = grid(write(document(section(1, "A", table(rows=(cells(*"abcdefg"),), columns=columns)))))
    for row in rows:
        insets = [cell.find(f"{W}tcPr/{W}tcMar/{W}left") is not None for cell in row]
        assert insets == [False, False, False, True, False, True, True]


def test_what_is_set_off_has_the_ground_of_boxes_and_tiles(write: Write, house: BriefTemplate) -> None:
    columns = (ColumnNode(header=words("Poste")), ColumnNode(header=words("Mistral"), highlight=True))
    opc = write(document(section(1, "A", table(rows=(cells("a", "b"),), columns=columns))))
    _, _, rows = grid(opc)
    (ground,) = opc.strings("word/styles.xml", "//w:style[@w:styleId='CalloutNote']/w:pPr/w:shd/@w:fill")
    assert rows[0][1].find(f"{W}tcPr/{W}shd").get(f"{W}fill") == ground
    theme = house.theme.colours
    assert ground == theme["lt2"]


@pytest.mark.parametrize(("lt2", "name"), [("FFFFFF", "accent1"), ("1F2937", "accent1"), ("EEECE1", "background2")])
def test_a_theme_without_a_light_ground_has_a_tint_of_its_accent(lt2: str, name: str) -> None:
    assert f'w:themeFill="{name}"' in highlight_fill({"lt2": lt2, "accent1": "0F5A73"})


def test_columns_of_numbers_are_alike_where_there_is_room(write: Write) -> None:
    number: dict[str, Any] = {"align": "right", "numeric": True}
    headers = ("Établissements", "Emplois", "Variation des emplois sur un an")
    columns = (ColumnNode(header=words("Région")), *(ColumnNode(header=words(one), **number) for one in headers))
    _, widths, _ = grid(write(document(section(1, "A", table(rows=(cells("Nord", "1", "2", "3"),), columns=columns)))))
    assert max(widths[1:]) - min(widths[1:]) <= 4


@pytest.mark.parametrize(("long", "even"), [("mot " * 25, True), ("mot", False), ("mot " * 400, False)])
def test_rows_of_a_short_table_are_all_as_high_as_one_of_two_lines(long: str, even: bool, write: Write) -> None:
    rows = (cells("a", long.strip(), "c"), cells("b", "d", "e"))
    written, _, _ = grid(write(document(section(1, "A", table(rows=rows)))))
    heights = {node.get(f"{W}val") for node in written.iter(f"{W}trHeight")}
    assert len(list(written.iter(f"{W}trHeight"))) == (2 if even else 0)
    assert len(heights) == int(even)


def test_the_look_names_header_totals_and_row_heads(write: Write) -> None:
    written, _, _ = grid(write(document(section(1, "A", table(total=True)))))
    look = written.find(f"{W}tblPr/{W}tblLook")
    assert [look.get(f"{W}{name}") for name in ("firstRow", "lastRow", "firstColumn")] == ["1", "1", "1"]
    assert look.get(f"{W}val") == "06E0"


def test_a_table_that_needs_little_begins_at_the_left_edge_and_takes_the_whole_width(write: Write) -> None:
    written, widths, _ = grid(write(document(section(1, "A", table()))))
    assert written.find(f"{W}tblPr/{W}tblInd") is None
    assert sum(widths) == 9638


def test_a_wide_table_takes_the_whole_width(write: Write) -> None:
    long = (
        "une cellule qui en dit bien davantage que les autres cellules, et qui se poursuit sur plusieurs lignes encore"
    )
    rows = (cells("a", long, "c"), cells("b", "d", "e"))
    written, widths, _ = grid(write(document(section(1, "A", table(rows=rows)))))
    assert written.find(f"{W}tblPr/{W}tblInd") is None
    assert sum(widths) == 9638
    assert widths[1] > 2 * widths[2]


def test_numbers_stand_right_and_their_headers_too(write: Write) -> None:
    _, _, rows = grid(write(document(section(1, "A", table()))))
    assert [style_of(cell.find(f"{W}p")) for cell in rows[1]] == ["TableText", "TableNumber", "TableNumber"]
    header = rows[0][1].find(f"{W}p/{W}pPr/{W}jc")
    assert header.get(f"{W}val") == "right"


def column_of(texts: tuple[str, ...], mark: str, write: Write) -> list[tuple[str, int]]:
    """The texts of a column whose decimals differ, each with its indent from the right."""
    columns = (ColumnNode(header=words("A")), ColumnNode(header=words("B"), align="decimal", numeric=True))
    rows = tuple(cells("a", text) for text in texts)
    opc = write(document(section(1, "A", table(columns=columns, rows=rows)), decimal_mark=mark))
    _, _, row_elements = grid(opc)
    paragraphs_ = [row[1].find(f"{W}p") for row in row_elements[1:]]
    assert {style_of(paragraph) for paragraph in paragraphs_} == {"TableNumber"}
    assert not opc.find(BODY, "//w:tbl//w:tab")
    indents = [paragraph.find(f"{W}pPr/{W}ind") for paragraph in paragraphs_]
    return [
        (text, 0 if indent is None else int(indent.get(f"{W}right")))
        for text, indent in zip(texts, indents, strict=True)
    ]


@pytest.mark.parametrize("mark", [",", "."])
def test_differing_decimals_are_aligned_on_their_mark(write: Write, mark: str) -> None:
    group = "\u202f" if mark == "," else ","
    texts = ("1#5", "12#25", "3", "−0#125", f"1{group}234#5", f"12{group}500", "−4", "–", "n.\u00a0d.")
    indents = dict(column_of(tuple(text.replace("#", mark) for text in texts), mark, write))
    one_decimal, two_decimals, three_decimals, no_decimal = (
        indents[text.replace("#", mark)] for text in ("1#5", "12#25", "−0#125", "3")
    )
    assert three_decimals == 0 < two_decimals < one_decimal < no_decimal
    assert one_decimal - two_decimals == pytest.approx(two_decimals - three_decimals, abs=2)  # the width of a digit
    assert no_decimal - one_decimal > one_decimal - two_decimals  # a digit and the mark
    assert indents[f"1{group}234{mark}5"] == one_decimal
    assert indents[f"12{group}500"] == indents["−4"] == indents["–"] == indents["n.\u00a0d."] == no_decimal


def test_a_percent_sign_or_a_note_after_a_number_does_not_move_it(write: Write) -> None:
    indents = dict(column_of(("1,5\u202f%", "12\u202f%", "3\u00a0(a)", "7"), ",", write))
    assert indents["1,5\u202f%"] == 0
    assert 0 < indents["12\u202f%"] < indents["7"]
    assert 0 < indents["3\u00a0(a)"] < indents["7"]


def test_words_too_long_for_the_place_of_the_units_keep_to_the_edge(write: Write) -> None:
    words_ = "donnée non communiquée par la préfecture du département pour cette année-là, ni pour la précédente"
    indents = dict(column_of(("1,123456789", "3", words_), ",", write))
    assert indents[words_] < indents["3"]


@pytest.mark.parametrize(
    ("text", "mark", "whole"),
    [("1,5", ",", "1"), ("−1\u202f234,5\u202f%", ",", "−1\u202f234"), ("1,234.5", ".", "1,234"),
     ("1’234.5", ".", "1’234"), ("1.234,5", ",", "1.234"),
     ("3 (a)", ",", "3"), ("12.", ",", "12"), ("n. d.", ".", "n. d."), ("", ".", ""),
     (",5", ",", ",5")],
)  # fmt: skip
def test_the_whole_part_of_a_number_ends_with_its_units(text: str, mark: str, whole: str) -> None:
    assert whole_part(text, mark) == whole


def test_the_authors_shares_are_kept(write: Write) -> None:
    columns = tuple(ColumnNode(header=words(h), width=w) for h, w in (("A", 1.0), ("B", 3.0), ("C", None)))
    _, widths, _ = grid(write(document(section(1, "A", table(columns=columns, rows=(cells("a", "b", "c"),))))))
    assert widths[1] == pytest.approx(3 * widths[0], rel=0.02)
    assert widths[2] == pytest.approx(widths[0], rel=0.02)


def test_twelve_columns_get_smaller_before_the_page_lies_down(write: Write) -> None:
    opc = write(document(section(1, "A", table(8, 12))))
    assert not opc.find(BODY, "//w:pgSz[@w:orient]")
    _, widths, rows = grid(opc)
    assert len(widths) == 12 and min(widths) > 400
    sizes = {s.get(f"{W}val") for s in rows[1][1].iter(f"{W}sz")}
    assert all(int(s) >= 15 for s in sizes)


def with_a_turned_page() -> Document:
    head = "Établissements-conventionnés"
    columns = tuple(ColumnNode(header=words(f"{head}{n}")) for n in range(8))
    rows = tuple(cells(*(f"v{n}" for n in range(8))) for _ in range(3))
    wide = table(columns=columns, rows=rows, source=words("Registre"))
    return document(section(1, "A", text(para("avant"))), section(2, "B", wide), section(3, "C", text(para("après"))))


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_a_turned_page(house: BriefTemplate, tmp_path: Path) -> None:
    write_brief(with_a_turned_page(), house).save(str(tmp_path / "turned.docx"))
    assert schema_errors(tmp_path / "turned.docx") == []


def test_a_table_that_fits_no_other_way_turns_its_page(write: Write) -> None:
    opc = write(with_a_turned_page())
    sections = opc.find(BODY, "//w:sectPr")
    assert [s.find(f"{W}pgSz").get(f"{W}orient") for s in sections] == [None, "landscape", None]
    assert [len(s.findall(f"{W}headerReference")) for s in sections] == [1, 1, 1]
    assert [s.find(f"{W}titlePg") is not None for s in sections] == [True, False, False]
    # The heading goes with its table, and no empty paragraph carries the breaks.
    carriers = [children_text(s.getparent().getparent()) for s in sections[:-1]]
    assert carriers == ["avant", "Source\u00a0: Registre"]


def wide(key: str, **more: object) -> TableNode:
    columns = tuple(ColumnNode(header=words(f"Établissements-conventionnés{n}")) for n in range(8))
    rows = tuple(cells(*(f"v{n}" for n in range(8))) for _ in range(3))
    return table(columns=columns, rows=rows, key=key, id=key, **more)


SEQUENCES = {
    "two in a row": ([text(para("avant")), wide("a"), wide("b"), text(para("après"))],),
    "with source lines": (
        [text(para("avant")), wide("a", source=words("S")), wide("b", source=words("S"))], [text(para("fin"))],
    ),
    "without captions": ([wide("a", caption=(), number=""), wide("b", caption=(), number="")], [text(para("fin"))]),
    "one a section": ([wide("a")], [wide("b")], [wide("c")], [text(para("fin"))]),
    "text between": ([wide("a"), text(para("entre")), wide("b")], [text(para("fin"))]),
    "at the end": ([text(para("avant")), wide("a")],),
    "at the end with a source": ([text(para("avant")), wide("a", source=words("S"))],),
    "alone": ([wide("a")],),
}  # fmt: skip


@pytest.mark.parametrize("sections", SEQUENCES.values(), ids=SEQUENCES.keys())
def test_no_page_around_wide_tables_is_empty(sections: Sequence[list[BlockLike]], write: Write) -> None:
    nodes = [section(number, "ABC"[number % 3], *blocks) for number, blocks in enumerate(sections, start=1)]
    opc = write(document(*nodes))
    shares: list[list[str]] = [[]]
    orientations = []
    (body,) = opc.find(BODY, "/w:document/w:body")
    for block in body:
        shares[-1].append(
            block.tag if block.tag == f"{W}tbl" or block.find(f".//{W}tbl") is not None else children_text(block)
        )
        for end in block.iter(f"{W}sectPr"):
            orientations.append(end.find(f"{W}pgSz").get(f"{W}orient"))
            shares.append([])
    assert all(any(words for words in share) for share in shares[:-1])
    for share, orientation in zip(shares, orientations, strict=False):
        assert (f"{W}tbl" in share) == (orientation == "landscape")


def test_a_landscape_template_keeps_its_page(house: BriefTemplate, tmp_path: Path) -> None:
    page = replace(house.page, width=house.page.height, height=house.page.width)
    write_brief(document(section(1, "A", wide("a"))), replace(house, page=page)).save(str(tmp_path / "lying.docx"))
    opc = Opc(tmp_path / "lying.docx")
    (end,) = opc.find(BODY, "//w:sectPr/w:pgSz")
    assert int(end.get(f"{W}w")) > int(end.get(f"{W}h"))
    (width,) = opc.find(BODY, "//w:tblW")
    assert int(width.get(f"{W}w")) == page.text_width


def test_tables_in_a_row_do_not_run_together(write: Write) -> None:
    bare = {"caption": (), "number": "", "id": None}
    opc = write(document(section(1, "A", table(key="a", **bare), table(key="b", **bare), text(para("fin")))))
    body = [element.tag for element in opc.find(BODY, "/w:document/w:body/*[self::w:p or self::w:tbl]")]
    places = [i for i, tag in enumerate(body) if tag == f"{W}tbl"]
    assert places[1] - places[0] == 2
    last = next(p for p in paragraphs(opc) if children_text(p) == "fin")
    assert int(last.find(f"{W}pPr/{W}spacing").get(f"{W}before")) >= 200


def test_note_and_source_stand_close_below(write: Write) -> None:
    opc = write(document(section(1, "A", table(note=(para("Provisoire."),), source=words("Registre")))))
    lines = [p for p in paragraphs(opc) if style_of(p) == "SourceLine"]
    assert [children_text(p) for p in lines] == ["Note\u00a0: Provisoire.", "Source\u00a0: Registre"]
    assert toggled(lines[0].find(f"{W}pPr"), "keepNext")
    _, _, rows = grid(opc)
    assert toggled(rows[-1][0].find(f"{W}p/{W}pPr"), "keepNext")
