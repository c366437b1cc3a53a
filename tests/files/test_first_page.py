"""The first page of briefs as LibreOffice draws it: the band ends above the text, whatever the length of the title."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

import builder
from tests.files.rendering import render

SOURCE = """\
languages: [fr]
title: "{title}"
subtitle: "{subtitle}"
authors: [Observatoire]
abstract: Un texte.
sections: [{{title: Un, blocks: [{{text: Un texte.}}]}}]
"""
WORDS = "Trains de nuit, une relance à mi-chemin : ce que les villes peuvent faire avant la fin de la décennie"


@pytest.mark.full
@pytest.mark.render
def test_the_summary_is_below_the_band_for_titles_and_subtitles_of_any_length(tmp_path: Path) -> None:
    files = []
    for length in range(25, 60):
        title, subtitle = WORDS[:length].rstrip(), WORDS[: length + 30].rstrip()
        (tmp_path / "publication.yaml").write_text(SOURCE.format(title=title, subtitle=subtitle), "utf-8")
        files.append(tmp_path / f"{length}.docx")
        builder.write_brief(builder.load(tmp_path), "fr", files[-1])
    render(files, tmp_path)
    for file in files:
        with pdfplumber.open(tmp_path / f"{file.name}.pdf") as pdf:
            page = pdf.pages[0]
            band = max(shape["bottom"] for shape in page.curves if shape["width"] >= page.width - 2)
            (summary,) = [word for word in page.extract_words() if word["text"] == "Résumé"]
            assert 10 <= summary["top"] - band <= 45, file.name
            parted = [word["text"] for word in page.extract_words() if word["text"].endswith("mi-")]
            assert not parted or int(file.stem) < len(WORDS[: WORDS.index("chemin") + 6]), file.name
