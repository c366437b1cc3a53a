"""The view of slides, from drawings that stand for those of a deck."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from builder.diagnostics import Diagnostic
from builder.preview.decks import Decks
from builder.preview.drawings import SlideDrawing, drawn_slide
from builder.preview.findings import Findings, ShownFinding
from builder.preview.state import PreviewReading, read
from builder.preview.views.model import ViewBlock
from builder.preview.views.slides import SlideBlocks, SlideView
from builder.preview.words import words_in
from builder.source import NOWHERE, Span
from tests.preview.samples import SMALL, write

MESSAGE, POINT = "sections.money.message", "sections.money.blocks.1.points.0"
NO_FINDINGS = Findings()


@pytest.fixture
def reading(tmp_path: Path) -> PreviewReading:
    return read(write(tmp_path / "small"), Decks())


def drawing(*keys: str, scale: int | None = None, place: tuple[int, int] = (1, 1)) -> SlideDrawing:
    svg = etree.Element("svg", viewBox="0 0 960 540", role="img")
    for key in keys:
        part = etree.SubElement(svg, "g", {"data-key": key})
        etree.SubElement(part, "text").text = "<words>"
    if scale is not None:
        svg[-1].set("data-scale", str(scale))
    return drawn_slide(repr((keys, scale, place)).encode(), svg, place)


def blocks(
    reading: PreviewReading,
    *languages: list[SlideDrawing],
    findings: Findings = NO_FINDINGS,
    language: str = "en",
    kept: SlideBlocks | None = None,
) -> tuple[ViewBlock, ...]:
    tags = ("fr", "en")[: len(languages)]
    view = SlideView(languages=tags, index=reading.index, words=words_in(language))
    return (kept or SlideBlocks()).of(view, languages, findings)


def test_twins_stand_side_by_side_and_lead_to_their_own_language(reading: PreviewReading) -> None:
    (first, second) = blocks(reading, [drawing(MESSAGE), drawing(POINT)], [drawing(MESSAGE)])
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


def test_what_is_continued_leads_to_where_it_is_written(reading: PreviewReading) -> None:
    (first,) = blocks(reading, [drawing(f"{POINT}~2")])
    (row,) = html.fragments_fromstring(first.html)
    assert row.get("data-keys") == POINT
    assert {place.line for place in first.places} == {13}


def test_an_unknown_key_leads_to_what_it_is_in_or_nowhere(reading: PreviewReading) -> None:
    assert reading.index.place_of("sections.money.nothing", "fr").line == 8
    assert reading.index.place_of("sections.money", "en").line == 8
    assert reading.index.place_of("nothing", "fr") == NOWHERE


def test_findings_are_below_their_slide_those_about_its_space_first(reading: PreviewReading) -> None:
    diagnostics = [Diagnostic(code, code.lower(), Span("x", 1, 1), severity="info") for code in ("TYP001", "FIT001")]
    findings = Findings({MESSAGE: tuple(map(ShownFinding, diagnostics))}, 0, 2)
    (first, second) = blocks(reading, [drawing(MESSAGE), drawing(POINT)], findings=findings)
    _, remarks = html.fragments_fromstring(first.html)
    open_items, folded = remarks
    assert "fit001" in open_items.text_content() and "typ001" not in open_items.text_content()
    assert folded.tag == "details"
    assert folded.find("summary").text == "1 finding about the text"
    assert "typ001" in folded.text_content()
    assert "001" not in second.html


def test_stale_and_missing_texts_are_marked_on_the_slide_of_their_language(tmp_path: Path) -> None:
    text = SMALL.replace(', en: "The fund reaches {fund}."', "")
    reading = read(write(tmp_path / "small", text), Decks())
    stale = ShownFinding(Diagnostic("STL001", "older", Span("x", 3, 1), severity="info"), "en")
    findings = Findings({POINT: (stale,)}, 0, 1)
    (block,) = blocks(reading, [drawing(MESSAGE, POINT)], [drawing(MESSAGE, POINT)], findings=findings)
    french, english = html.fragments_fromstring(block.html)[0].findall("figure")
    assert french.findall(".//*[@class='badge stale']") == []
    badges = english.findall("figcaption/a")[1:]
    assert [badge.text for badge in badges] == ["Stale translation", "1 missing text"]
    assert block.places[int(badges[1].get("data-p"))].line == 9


def test_a_slide_that_stays_the_same_has_the_same_html(reading: PreviewReading) -> None:
    before, after = (blocks(reading, [drawing(MESSAGE), drawing(key)]) for key in (POINT, "title"))
    assert before[0].digest == after[0].digest
    assert before[1].digest != after[1].digest


def test_a_slide_that_stays_the_same_is_not_written_again(reading: PreviewReading) -> None:
    kept = SlideBlocks()
    before, after = (blocks(reading, [drawing(MESSAGE), drawing(key)], kept=kept) for key in (POINT, "title"))
    assert before[0] is after[0]
    assert "title" in after[1].html


@pytest.mark.parametrize(
    ("language", "shrunk", "continued"),
    [("en", "Text shrunk to 85%", "Continued 2/3"), ("fr", "Texte réduit à 85\u00a0%", "Suite 2/3")],
)
def test_shrunk_and_continued_slides_are_marked_in_words(
    reading: PreviewReading, language: str, shrunk: str, continued: str
) -> None:
    marked, plain = blocks(
        reading, [drawing(MESSAGE, POINT, scale=85), drawing(MESSAGE)], [drawing(MESSAGE, place=(2, 3))],
        language=language,
    )  # fmt: skip
    (row,) = html.fragments_fromstring(marked.html)
    french, english = row.findall("figure")
    (badge,) = french.findall("figcaption/a[@class='badge shrunk']")
    assert badge.text == shrunk
    assert marked.places[int(badge.get("data-p"))].line == 13, "leads to the passage that was shrunk"
    assert [part.text for part in english.iter("span")] == [continued]
    assert "badge" not in plain.html
