"""The view of slides, from drawings that stand for those of a deck."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from builder.diagnostics import Diagnostic
from builder.preview.findings import Finding, Findings
from builder.preview.state import Reading, read
from builder.preview.views.model import Block
from builder.preview.views.slides import slide_blocks
from builder.preview.words import words_in
from builder.source import NOWHERE, Span
from tests.preview.samples import write

MESSAGE, POINT = "sections.money.message", "sections.money.blocks.1.points.0"
NO_FINDINGS = Findings()


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return read(write(tmp_path / "small"))


def drawing(*keys: str) -> etree._Element:
    svg = etree.Element("svg", viewBox="0 0 960 540", role="img")
    for key in keys:
        part = etree.SubElement(svg, "g", {"data-key": key})
        etree.SubElement(part, "text").text = "<words>"
    return svg


def blocks(
    reading: Reading, *languages: list[etree._Element | None], findings: Findings = NO_FINDINGS
) -> tuple[Block, ...]:
    tags = ("fr", "en")[: len(languages)]
    return slide_blocks(languages, tags, findings, reading.index.place_of, words_in("en"))


def test_twins_stand_side_by_side_and_lead_to_their_own_language(reading: Reading) -> None:
    (first, second) = blocks(reading, [drawing(MESSAGE), drawing(POINT)], [drawing(MESSAGE), None])
    (row,) = html.fragments_fromstring(first.html)
    french, english = row.findall("figure")
    assert [len(figure.findall(".//svg")) for figure in (french, english)] == [1, 1]
    assert row.get("data-keys") == MESSAGE
    places = [first.places[int(part.get("data-p"))] for part in row.iter("g")]
    assert [place.line for place in places] == [9, 9]
    assert places[0].column < places[1].column
    assert "&lt;words&gt;" in first.html
    (row,) = html.fragments_fromstring(second.html)
    assert [len(figure) for figure in row.findall("figure")] == [2, 0]


def test_what_is_continued_leads_to_where_it_is_written(reading: Reading) -> None:
    (first,) = blocks(reading, [drawing(f"{POINT}~2")])
    (row,) = html.fragments_fromstring(first.html)
    assert row.get("data-keys") == POINT
    assert {place.line for place in first.places} == {13}


def test_an_unknown_key_leads_to_what_it_is_in_or_nowhere(reading: Reading) -> None:
    assert reading.index.place_of("sections.money.nothing", "fr").line == 8
    assert reading.index.place_of("sections.money", "en").line == 8
    assert reading.index.place_of("nothing", "fr") == NOWHERE


def test_remarks_about_space_are_below_their_slide_and_others_are_not(reading: Reading) -> None:
    found = [Diagnostic(code, code.lower(), Span("x", 1, 1), severity="info") for code in ("FIT001", "TYP001")]
    findings = Findings({MESSAGE: tuple(map(Finding, found))}, 0, 2)
    (first, second) = blocks(reading, [drawing(MESSAGE), drawing(POINT)], findings=findings)
    assert "fit001" in first.html
    assert "typ001" not in first.html
    assert "fit001" not in second.html


def test_a_slide_that_stays_the_same_has_the_same_html(reading: Reading) -> None:
    before, after = (blocks(reading, [drawing(MESSAGE), drawing(key)]) for key in (POINT, "title"))
    assert before[0].digest == after[0].digest
    assert before[1].digest != after[1].digest
