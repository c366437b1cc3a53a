"""The kind of a callout is in its words in both media, with an author's title as without one."""

from __future__ import annotations

from pathlib import Path

import docx
import pptx
import pytest

import builder

SOURCE = """\
languages: [fr, en]
title: {fr: Encadrés, en: Boxes}
date: 2025-01-15
sections:
  - title: {fr: Encadrés, en: Boxes}
    blocks:
      - callout: {kind: note, title: {fr: Le dépôt, en: The depot}, text: {fr: Il ouvre à midi., en: It opens at noon.}}
      - callout: {kind: warning, title: {fr: La ligne, en: The line}, text: {fr: Elle est coupée., en: It is cut.}}
      - callout: {kind: key, title: {fr: Le budget, en: The budget}, text: {fr: Il double., en: It doubles.}}
      - callout: {kind: warning, text: {fr: Travaux., en: Works.}}
"""
TAGS = {
    "fr": [("À noter", "Le dépôt"), ("Attention", "La ligne"), ("À retenir", "Le budget"), ("Attention", "")],
    "en": [("Note", "The depot"), ("Warning", "The line"), ("Key point", "The budget"), ("Warning", "")],
}
TITLES = {
    "fr": ["À noter\u00a0– Le dépôt", "Attention\u00a0– La ligne", "À retenir\u00a0– Le budget", "Attention"],
    "en": ["Note: The depot", "Warning: The line", "Key point: The budget", "Warning"],
}


def callouts_of(path: Path) -> list[list[str]]:
    """Return the paragraphs of each callout of a deck."""
    return [
        [paragraph.text for paragraph in shape.text_frame.paragraphs]
        for slide in pptx.Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_text_frame and shape.name.startswith("Callout") and not shape.name.startswith("Callout bar")
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_words_of_a_callout_say_its_kind(language: str, tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text(SOURCE)
    publication = builder.load(tmp_path)
    builder.write_brief(publication, language, tmp_path / "x.docx")
    builder.write_deck(publication, language, tmp_path / "x.pptx")
    titles = [
        paragraph
        for paragraph in docx.Document(str(tmp_path / "x.docx")).paragraphs
        if paragraph.style is not None
        and str(paragraph.style.name).endswith("Title")
        and paragraph.style.name != "Title"
    ]
    # The word of the kind is a tag in the brief: a run with a ground, padded by no-break spaces.
    assert [
        (paragraph.runs[0].text.strip("\u00a0"), "".join(run.text for run in paragraph.runs[1:]).strip())
        for paragraph in titles
    ] == TAGS[language]
    assert [paragraph.runs[0].style.name.split()[1:] for paragraph in titles] == [
        ["Note", "Tag"], ["Warning", "Tag"], ["Key", "Tag"], ["Warning", "Tag"],
    ]  # fmt: skip
    assert [paragraphs[0] for paragraphs in callouts_of(tmp_path / "x.pptx")] == TITLES[language]


@pytest.mark.parametrize(("language", "title"), [("fr", "Attention (suite)"), ("en", "Warning (cont.)")])
def test_a_callout_continued_on_a_slide_says_its_kind_again(language: str, title: str, tmp_path: Path) -> None:
    french, english = "Une phrase assez longue. " * 200, "A sentence that is rather long. " * 200
    text = f"{{fr: {french.strip()}, en: {english.strip()}}}"
    callout = f"      - callout: {{kind: warning, title: {{fr: La ligne, en: The line}}, text: {text}}}\n"
    (tmp_path / "publication.yaml").write_text(SOURCE.split("      - callout")[0] + callout)
    builder.write_deck(builder.load(tmp_path), language, tmp_path / "x.pptx")
    first, *others = callouts_of(tmp_path / "x.pptx")
    assert first[0] == TITLES[language][1]
    assert others and {paragraphs[0] for paragraphs in others} == {title}
