"""Parts of slides as SVG, each from XML of its own: lines, text that is not wrapped, rows, legends."""

from __future__ import annotations

from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.util import Emu, Pt

from builder.office.colour import DRAWING
from builder.preview.slides.chart_legend import _columns
from builder.preview.slides.deck_drawing import DeckDrawing
from builder.preview.slides.shapes import line_look
from builder.preview.slides.svg import SVG
from builder.preview.slides.text_runs import Colours
from builder.typeset.fonts import Fonts

COLOURS = Colours({}, None, Fonts())  # type: ignore[arg-type]


def line(style: str, cap: str = "flat") -> dict[str, object]:
    names = f'xmlns:a="{DRAWING[1:-1]}"'
    fill = '<a:solidFill><a:srgbClr val="0E5A73"/></a:solidFill>'
    return line_look(etree.fromstring(f'<a:ln {names} w="100" cap="{cap}">{fill}{style}</a:ln>'), COLOURS)


@pytest.mark.parametrize(
    ("dash", "cap", "steps"),
    [
        ("solid", "flat", None),
        ("sysDot", "flat", "100 100"),
        ("sysDot", "rnd", "1 200"),
        ("dash", "rnd", "300 400"),
        ("lgDashDotDot", "flat", "800 300 100 300 100 300"),
    ],
)
def test_dashes_have_the_lengths_of_office_their_round_ends_included(dash: str, cap: str, steps: str | None) -> None:
    look = line(f'<a:prstDash val="{dash}"/>', cap)
    assert look["stroke_dasharray"] == steps
    assert look["stroke_linecap"] == ("round" if cap == "rnd" else None)


def blank() -> tuple[Any, Any]:
    deck = pptx.Presentation()
    return deck, deck.slides.add_slide(deck.slide_layouts[6])


def texts(deck: Any) -> dict[str, tuple[float, float, float]]:
    """Return left, right and baseline of the texts of the first slide, in points."""
    svg = DeckDrawing(deck, lambda blob, kind: "").draw(0)
    shapes = {}
    for text in svg.iter(f"{{{SVG}}}text"):
        left, width = float(text.get("x", "0")), float(text.get("textLength", "0"))
        shapes[text.text or ""] = (left, left + width, float(text.get("y", "0")))
    return shapes


@pytest.mark.parametrize(("align", "share"), [("l", 0.0), ("ctr", 0.5), ("r", 1.0)])
def test_text_that_is_not_wrapped_is_aligned_in_its_frame(align: str, share: float) -> None:
    deck, slide = blank()
    frame = slide.shapes.add_textbox(Pt(200), Pt(100), Pt(100), Pt(30)).text_frame
    frame.text = "a text much wider than its frame"
    frame.word_wrap = False
    frame.margin_left = frame.margin_right = 0
    frame.paragraphs[0]._p.get_or_add_pPr().set("algn", align)
    (left, right, _) = texts(deck)["a text much wider than its frame"]
    assert left + share * (right - left) == pytest.approx(200 + share * 100, abs=0.1)


def test_a_row_grows_with_its_text_and_moves_those_below() -> None:
    deck, slide = blank()
    table = slide.shapes.add_table(3, 2, Pt(50), Pt(50), Pt(200), Pt(60)).table
    for row in table.rows:
        row.height = Pt(20)
    table.cell(0, 0).text = "one two three four five six seven eight nine ten"
    table.cell(1, 0).text = "below"
    table.cell(2, 0).merge(table.cell(2, 1))
    table.cell(2, 0).text = "last"
    boxes = texts(deck)
    above = max(baseline for text, (_, _, baseline) in boxes.items() if text not in ("below", "last"))
    assert boxes["below"][2] > above + 18
    assert boxes["last"][2] > boxes["below"][2] + 18


def test_a_row_that_is_high_enough_keeps_its_height() -> None:
    deck, slide = blank()
    table = slide.shapes.add_table(2, 1, Emu(0), Emu(0), Pt(200), Pt(200)).table
    table.cell(0, 0).text = "first"
    table.cell(1, 0).text = "second"
    boxes = texts(deck)
    assert boxes["second"][2] - boxes["first"][2] == pytest.approx(100)


@pytest.mark.parametrize(
    ("widths", "room", "columns"),
    [
        ([10, 20, 30], 60, [10, 20, 30]),
        ([10, 20, 30], 59, [30, 20]),
        ([10, 20, 30, 40, 50], 100, [50, 40]),
        ([200, 10], 100, [200]),
        ([], 100, []),
    ],
)
def test_entries_of_a_legend_stand_in_the_fewest_rows(widths: list[float], room: float, columns: list[float]) -> None:
    assert _columns(widths, room) == columns
