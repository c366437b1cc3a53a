"""The figures in drawings of slides: their words, and nothing else, lead to the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from builder.preview.decks import Decks
from builder.preview.drawings import SlideDrawing, SlideDrawings
from builder.preview.state import PreviewReading, read
from builder.preview.views.slides import SlideView
from builder.preview.words import words_in
from tests.preview.samples import write

EVERYWHERE = """\
languages: [fr, en]
title: {fr: Essai, en: Trial}
figures:
  fund: {amount: 2_500_000, currency: EUR}
  share: {percent: 12}
  jobs: {number: 31}
sections:
  - id: money
    title: {fr: Argent, en: Money}
    message: {fr: "Le fonds atteint {fund}.", en: "The fund reaches {fund}."}
    blocks:
      - points:
          - {fr: "Environ 31 emplois", en: "Some 31 jobs"}
          - {fr: "Des emplois : {jobs}", en: "Jobs: {jobs}"}
      - highlights:
          - {figure: fund, label: {fr: le fonds, en: the fund}}
          - {figure: share, label: {fr: sa part, en: its share}}
      - table:
          caption: {fr: Un tableau, en: A table}
          columns:
            - {header: {fr: Nom, en: Name}}
            - {header: {fr: Nombre, en: Number}, format: {decimals: 0}}
          rows:
            - [{fr: tapé, en: typed}, 31]
            - [{fr: déclaré, en: declared}, {figure: jobs}]
      - chart:
          caption: {fr: Un graphique, en: A chart}
          kind: column
          categories: [A, B]
          series: [{name: {fr: Série, en: Series}, values: [7, jobs]}]
"""


@pytest.fixture
def reading(tmp_path: Path) -> PreviewReading:
    return read(write(tmp_path / "every", EVERYWHERE), Decks())


def drawn(reading: PreviewReading) -> tuple[list[SlideDrawing], ...]:
    return SlideDrawings().of(reading)


def linked(drawing: SlideDrawing) -> list[tuple[str | None, str | None]]:
    return [(link.get("data-figure"), link.text) for link in drawing.svg.iter("{*}a")]


def test_words_of_figures_are_links_in_texts_tiles_tables_and_charts(reading: PreviewReading) -> None:
    french, english = ([link for slide in slides for link in linked(slide)] for slides in drawn(reading))
    spaced = [(name, " ".join((words or "").split())) for name, words in french]
    assert ("fund", "2,5 millions d’euros") in spaced
    assert ("jobs", "31") in spaced
    assert {name for name, _ in english} == {"fund", "share", "jobs"}
    assert ("share", "12%") in english and ("fund", "€2.5M") in english


def test_the_same_number_typed_is_no_link(reading: PreviewReading) -> None:
    _, english = drawn(reading)
    texts = [text for slide in english for text in slide.svg.iter("{*}text")]
    (point,) = [text for text in texts if "Some 31" in (text.text or "")]
    assert not len(point)
    rows = [text for text in texts if "".join(text.itertext()) in ("typed", "declared", "31")]
    typed = next(index for index, text in enumerate(rows) if text.text == "typed")
    assert [len(text) for text in rows[typed : typed + 4]] == [0, 0, 0, 1]


def test_names_of_a_slide_are_those_that_it_links(reading: PreviewReading) -> None:
    for slides in drawn(reading):
        for slide in slides:
            assert {name for name, _ in linked(slide)} == set(slide.figures)


def test_a_figure_in_several_parts_is_one_link_for_the_keyboard(reading: PreviewReading) -> None:
    slides = drawn(reading)[0]
    view = SlideView(languages=("fr",), index=reading.index, words=words_in("en"))
    (tiles,) = [slide for slide in slides if any(name == "share" for name, _ in linked(slide))]
    block = view.block(1, (tiles,), ())
    (row, *_) = html.fragments_fromstring(block.html)
    links = [link for link in row.iter("a") if link.get("data-figure") == "fund"]
    number, unit = links[-2:]
    assert (number.get("aria-label") or "").split() == ["2,5", "M€"]
    assert number.get("tabindex") is None
    assert (unit.get("tabindex"), unit.get("aria-hidden")) == ("-1", "true")
    assert {block.places[int(link.get("data-p"))].line for link in links} == {4}
    assert etree.tostring(number).decode().count("<title>Figure “fund”".encode("ascii", "xmlcharrefreplace").decode())
