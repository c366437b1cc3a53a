"""What readers see in built files: joined texts, credits, dates and quotations, in both media and several locales."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.printed import Kind, lines

KINDS: tuple[Kind, Kind] = ("docx", "pptx")

SOURCES = """\
languages: [fr, fr-CA, fr-CH, en, de, es]
title: {fr: Lieux, en: Places, de: Orte, es: Lugares}
figures:
  bridges: {number: 3, label: {fr: ponts, en: bridges, de: Brücken, es: puentes}, source: first}
  ferries: {number: 5, label: {fr: bacs, en: ferries, de: Fähren, es: barcas}, source: second}
sources:
  first:
    title: {fr: Ponts, en: Bridges, de: Brücken, es: Puentes}
    publisher: {fr: Ville, en: City, de: Stadt, es: Ciudad}
    date: 2024
  second: {title: {fr: Bacs, en: Ferries, de: Fähren, es: Barcas}, publisher: Canton, date: 2023}
sections:
  - title: {fr: Lieux, en: Places, de: Orte, es: Lugares}
    message: {fr: Deux lieux comptent., en: Two places count., de: Zwei Orte zählen., es: Dos lugares cuentan.}
    blocks:
      - highlights: [bridges, ferries]
"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "Sources~: Ville, 2024¦; Canton, 2023"),
        ("fr-CA", "Sources~: Ville, 2024; Canton, 2023"),
        ("fr-CH", "Sources¦: Ville, 2024¦; Canton, 2023"),
        ("en", "Sources: City, 2024; Canton, 2023"),
        ("de", "Quellen: Stadt, 2024; Canton, 2023"),
        ("es", "Fuentes: Ciudad, 2024; Canton, 2023"),
    ],
)
def test_several_sources_are_joined_by_the_rules_of_the_locale(
    tmp_path: Path, language: str, expected: str, kind: Kind
) -> None:
    assert expected in lines(tmp_path, SOURCES, language, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_one_source_is_named_in_the_singular(tmp_path: Path, kind: Kind) -> None:
    text = SOURCES.replace("[bridges, ferries]", "[bridges]")
    assert "Source~: Ville, 2024" in lines(tmp_path, text, "fr", kind)
    assert "Source: City, 2024" in lines(tmp_path, text, "en", kind)


CREDITS = """\
languages: [fr, en]
title: {fr: Paroles, en: Words}
sources:
  press: {title: {fr: Entretien, en: Interview}, publisher: {fr: Ville, en: City}, date: 2024}
sections:
  - title: {fr: Paroles, en: Words}
    message: {fr: Un message., en: A message.}
    blocks:
      - quote:
          text: {fr: Oui, en: "Yes"}
          ATTRIBUTION
          source: press
"""


@pytest.mark.parametrize(
    ("attribution", "french", "english"),
    [
        ("attribution: Anna Roy", "Anna Roy (Ville, 2024)", "Anna Roy (City, 2024)"),
        ("attribution: 'Anna Roy, Dr'", "Anna Roy, Dr (Ville, 2024)", "Anna Roy, Dr (City, 2024)"),
        ("attribution: Anna Roy (Senat)", "Anna Roy (Senat), Ville, 2024", "Anna Roy (Senat), City, 2024"),
        ("", "Ville, 2024", "City, 2024"),
    ],
)
def test_the_source_of_a_quotation_is_in_brackets_after_its_author(
    tmp_path: Path, attribution: str, french: str, english: str
) -> None:
    text = CREDITS.replace("          ATTRIBUTION\n", f"          {attribution}\n" if attribution else "")
    assert french in lines(tmp_path, text, "fr", "docx")
    assert english in lines(tmp_path, text, "en", "docx")
    author = french.partition(" (Ville")[0].partition(", Ville")[0]
    assert not attribution or author in lines(tmp_path, text, "fr", "pptx")
