"""The first page of briefs as LibreOffice draws it: the band ends above the text, whatever the length of the title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

import builder

SOURCE = """\
languages: [fr]
title: "{title}"
subtitle: "{subtitle}"
authors: [Observatoire]
abstract: Un texte.
sections: [{{title: Un, blocks: [{{text: Un texte.}}]}}]
"""
WORDS = "Trains de nuit, une relance à mi-chemin : ce que les villes peuvent faire avant la fin de la décennie"


def make_briefs(folder: Path) -> Iterator[Path]:
    for length in range(25, 60):
        title, subtitle = WORDS[:length].rstrip(), WORDS[: length + 30].rstrip()
        (folder / "publication.yaml").write_text(SOURCE.format(title=title, subtitle=subtitle), "utf-8")
        file = folder / f"{length}.docx"
        builder.write_brief(builder.load(folder), "fr", file)
        yield file


@pytest.mark.full
@pytest.mark.render(files=make_briefs)
def test_the_summary_is_below_the_band_for_titles_and_subtitles_of_any_length(rendering: Path) -> None:
    files = sorted(rendering.glob("*.docx"))
    assert len(files) == 35
    for file in files:
        with pdfplumber.open(rendering / f"{file.name}.pdf") as pdf:
            page = pdf.pages[0]
            band = max(shape["bottom"] for shape in page.curves if shape["width"] >= page.width - 2)
            (summary,) = [word for word in page.extract_words() if word["text"] == "Résumé"]
            assert 10 <= summary["top"] - band <= 45, file.name
            parted = [word["text"] for word in page.extract_words() if word["text"].endswith("mi-")]
            assert not parted or int(file.stem) < len(WORDS[: WORDS.index("chemin") + 6]), file.name
