"""A template with one layout carries a deck: its cover reads as one, and nothing is drawn that has no place."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pptx
import pytest
from pptx.enum.text import PP_ALIGN
from pptx.presentation import Presentation

import builder
from builder.resolve.assemble import resolve
from builder.templates.deck.reader import read_deck_facts
from builder.templates.open import open_template
from builder.typeset.deck import plan_decks

SOURCE = """\
languages: [fr, en]
title: {fr: Les transports du canton, en: Transport in the canton}
status: {fr: Projet, en: Draft}
authors: [Jeanne Dumont]
date: 2025-01-15
sections:
  - id: network
    title: {fr: Le réseau, en: The network}
    message: {fr: Le réseau grandit., en: The network grows.}
    blocks:
      - text: {fr: Les lignes de nuit suivent., en: Night lines follow.}
    sections:
      - title: {fr: La nuit, en: At night}
        blocks:
          - text: {fr: Deux lignes roulent la nuit., en: Two lines run at night.}
  - title: {fr: La suite, en: Next steps}
    blocks:
      - text: {fr: Un troisième dépôt ouvrira., en: A third depot will open.}
"""


def one_layout(place: int) -> bytes:
    """Return python-pptx's template with one layout: 1 has a title and a content placeholder, 5 a title alone."""
    presentation = pptx.Presentation()
    for number in reversed(range(len(presentation.slide_layouts))):
        if number != place:
            presentation.slide_layouts.remove(presentation.slide_layouts[number])
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def built(folder: Path, place: int, language: str, options: str = "") -> Presentation:
    (folder / "publication.yaml").write_text(SOURCE + options)
    (folder / "t.pptx").write_bytes(one_layout(place))
    builder.write_deck(builder.load(folder), language, folder / "x.pptx", template=folder / "t.pptx")
    return pptx.Presentation(str(folder / "x.pptx"))


def titles(presentation: Presentation) -> list[str]:
    return [slide.shapes.title.text for slide in presentation.slides]


@pytest.mark.parametrize("place", [1, 5])
@pytest.mark.parametrize(
    ("language", "date", "status"), [("fr", "15\u00a0janvier 2025", "Projet"), ("en", "January 15, 2025", "Draft")]
)
def test_a_cover_on_a_layout_for_content_is_aligned_and_has_no_number(
    place: int, language: str, date: str, status: str, tmp_path: Path
) -> None:
    cover = built(tmp_path, place, language).slides[0]
    (lines,) = [shape for shape in cover.shapes if shape.has_text_frame and date in shape.text_frame.text]
    assert {paragraph.alignment for paragraph in lines.text_frame.paragraphs} == {PP_ALIGN.CENTER}
    assert [paragraph.text for paragraph in lines.text_frame.paragraphs] == [status, "Jeanne Dumont", date]
    assert {shape.name for shape in cover.shapes} == {"Title", "Subtitle"}


@pytest.mark.parametrize("place", [1, 5])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_dividers_and_kickers_without_a_place_are_left_out(place: int, language: str, tmp_path: Path) -> None:
    presentation = built(tmp_path, place, language, "deck: {agenda: true}\n")
    agenda, section, night, last = list(presentation.slides)[1:]
    assert titles(presentation)[2] in ("Le réseau grandit.", "The network grows.")
    for slide in (agenda, section, night, last):
        assert not [shape.name for shape in slide.shapes if shape.name.startswith(("Kicker", "Progress"))]
        words = [shape.text_frame.text for shape in slide.shapes if shape.name != "Slide Number"]
        assert not {"1", "2"} & set(words)
    # The name of a section that no title shows is in the speaker notes.
    names = {"fr": "1\u00a0· Le réseau", "en": "1\u00a0· The network"}
    assert names[language] in section.notes_slide.notes_text_frame.text


def test_dividers_that_the_author_asks_for_are_there(tmp_path: Path) -> None:
    presentation = built(tmp_path, 1, "en", "deck: {dividers: true}\n")
    assert titles(presentation)[1:3] == ["The network", "At night"]


@pytest.mark.parametrize(
    ("top", "height", "shown"), [(0.05, 0.1, True), (0.6, 0.35, True), (0.4, 0.2, True), (0.02, 0.96, False)]
)
def test_no_line_of_the_cover_is_dropped_in_silence(top: float, height: float, shown: bool, tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text(SOURCE)
    presentation = pptx.Presentation()
    cover_layout = presentation.slide_layouts[0]
    subtitle = cover_layout.placeholders[1]._element
    subtitle.getparent().remove(subtitle)
    title = cover_layout.placeholders[0]
    title.left, title.width = 457_200, 8_229_600
    title.top, title.height = round(top * 6_858_000), round(height * 6_858_000)
    presentation.save(str(tmp_path / "t.pptx"))
    publication = builder.load(tmp_path)
    builder.write_deck(publication, "en", tmp_path / "x.pptx", template=tmp_path / "t.pptx")
    cover = pptx.Presentation(str(tmp_path / "x.pptx")).slides[0]
    lines = ["Draft", "Jeanne Dumont", "January 15, 2025"]
    texts = [paragraph.text for shape in cover.shapes for paragraph in shape.text_frame.paragraphs]
    assert all(shape.height > 0 and shape.width > 0 for shape in cover.shapes)
    assert [line for line in lines if line in texts] == (lines if shown else [])
    if not shown:
        assert all(line in cover.notes_slide.notes_text_frame.text for line in lines)
        template = read_deck_facts(open_template(tmp_path / "t.pptx", "pptx"))
        _, problems = plan_decks((resolve(publication, "en", timestamp=datetime(2025, 1, 15, tzinfo=UTC)),), template)
        messages = [problem.message for problem in problems if problem.code == "line-shortened"]
        assert all(any(line in message for message in messages) for line in lines)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("top", [0.1, 0.55, 0.85])
def test_lines_that_a_low_subtitle_cannot_hold_find_room_elsewhere(top: float, language: str, tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text(SOURCE.replace("languages: [en]", "languages: [fr, en]"))
    presentation = pptx.Presentation()
    title, subtitle = list(presentation.slide_layouts[0].placeholders)[:2]
    title.left, title.top, title.width, title.height = 457_200, 1_800_000, 8_229_600, 1_200_000
    subtitle.left, subtitle.top, subtitle.width, subtitle.height = 457_200, round(top * 6_858_000), 8_229_600, 420_000
    presentation.save(str(tmp_path / "t.pptx"))
    publication = builder.load(tmp_path)
    builder.write_deck(publication, language, tmp_path / "x.pptx", template=tmp_path / "t.pptx")
    cover = pptx.Presentation(str(tmp_path / "x.pptx")).slides[0]
    texts = [paragraph.text for shape in cover.shapes for paragraph in shape.text_frame.paragraphs]
    assert "Jeanne Dumont" in texts
    assert len(texts) == len(set(texts)) == 4
    frames = sorted((shape.top, shape.top + shape.height) for shape in cover.shapes)
    assert all(end <= start for (_, end), (start, _) in pairwise(frames))
    assert frames[-1][1] <= 6_858_000
