"""What readers see in built files: joined texts, credits, dates and quotations, in both media and several locales."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from tests.files.opc import Opc
from tests.files.printed import Kind, lines, printed, superscripts

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


ORDINALS = """\
languages: [fr, en]
title: {fr: Le XXIe siècle, en: The 21st century}
subtitle: {fr: Le 1er essai, en: The 1st trial}
status: {fr: Version du 1er mars, en: Version of the 1st}
date: 2025-03-01
abstract: {fr: Le 2e essai., en: The 2nd trial.}
keywords: [{fr: XXIe siècle, en: 21st century}]
figures:
  start: {date: 2025-03-01, label: {fr: le 1er jour, en: the 1st day}}
  works: {date: [2025-03-01, 2025-04-03], label: {fr: la IIIe fois, en: the 3rd time}}
key_figures: [start]
sections:
  - title: {fr: "Le 3e point, {start}", en: "The 3rd point, {start}"}
    message: {fr: "Le XIXe siècle {start}.", en: "The 19th century {start}."}
    blocks:
      - text: {fr: "Début {start} et {works}.", en: "Start {start} and {works}."}
      - table:
          caption: {fr: Au 1er mars, en: On the 1st}
          columns: [{header: {fr: 2e trim., en: 2nd quarter}}, {header: {fr: 1re, en: 1st}}]
          rows: [[{fr: XXe siècle, en: 20th century}, {figure: start}]]
      - highlights: [start, works]
      - timeline:
          - {date: 2025-03-01, title: {fr: La Ve fois, en: The 5th time}}
          - {date: {figure: works}, title: {fr: La 2de fois, en: The 2nd time}}
          - {date: {fr: XXIe siècle, en: 21st century}, title: {fr: Fin, en: End}}
      - callout: {kind: note, title: {fr: Le 1er cas, en: The 1st case}, text: {fr: Le 1er mars, en: On the 1st}}
"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["fr", "fr-CA", "fr-CH"])
def test_the_letters_of_french_ordinals_are_superscript_everywhere(tmp_path: Path, language: str, kind: Kind) -> None:
    paragraphs = printed(tmp_path, ORDINALS, language, kind)
    plain = re.compile(r"(?:\d|[IVX])(?:er|re|de|e)\b")
    for pieces in paragraphs:
        assert not any(plain.search(piece) for piece, raised in pieces if not raised), pieces
    raised = superscripts(tmp_path, ORDINALS, language, kind)
    for expected in ("Version du 1^er^", "1^er^\u00a0mars 2025", "XXI^e^\u00a0siècle", "2^e^ trim.", "La V^e^ fois"):
        assert any(expected in paragraph for paragraph in raised), expected


@pytest.mark.parametrize("kind", KINDS)
def test_english_ordinals_are_plain(tmp_path: Path, kind: Kind) -> None:
    assert superscripts(tmp_path, ORDINALS, "en", kind) == []


REFERENCES = """\
languages: [fr, en]
title: {fr: Renvois, en: References}
sections:
  - title: {fr: Objet, en: Purpose}
    message: {fr: Un message., en: A message.}
    blocks:
      - text:
          fr: "Voir la @sec-law. @sec-law compte. Lire les @sec-law et @sec-costs, puis aux @tbl-a, @tbl-b."
          en: "See @sec-law. @sec-law counts. Read @sec-law and @sec-costs, then @tbl-a, @tbl-b."
      - table: {id: tbl-a, caption: {fr: Un, en: One}, columns: [{header: {fr: Nom, en: Name}}], rows: [[{fr: x, en: x}]]}
      - table: {id: tbl-b, caption: {fr: Deux, en: Two}, columns: [{header: {fr: Nom, en: Name}}], rows: [[{fr: y, en: y}]]}
  - {id: law, title: {fr: Droit, en: Law}, message: {fr: Deux lois., en: Two acts.}, blocks: [{text: {fr: Le texte., en: The text.}}]}
  - {id: costs, title: {fr: Coûts, en: Costs}, message: {fr: Un coût., en: One cost.}, blocks: [{text: {fr: Le prix., en: The price.}}]}
"""  # noqa: E501


@pytest.mark.parametrize(
    ("language", "numbered", "named"),
    [
        (
            "fr",
            "Voir la section~2. Section~2 compte. Lire les sections~2 et 3, puis aux tableaux~1 et 2.",
            "Voir la section «~Droit~». Section «~Droit~» compte. Lire les sections «~Droit~» et «~Coûts~», "
            "puis aux tableaux~1 et 2.",
        ),
        (
            "en",
            "See Section~2. Section~2 counts. Read Sections~2 and 3, then Tables~1 and 2.",
            "See section “Law”. Section “Law” counts. Read sections “Law” and “Costs”, then Tables~1 and 2.",
        ),
    ],
)
def test_references_to_sections_name_them_where_headings_have_no_number(
    tmp_path: Path, language: str, numbered: str, named: str
) -> None:
    template = tmp_path / "plain.docx"
    docx.Document().save(str(template))  # its headings have no number
    assert numbered in lines(tmp_path / "house", REFERENCES, language, "docx")
    assert numbered in lines(tmp_path / "house", REFERENCES, language, "pptx")
    assert named in lines(tmp_path / "plain", REFERENCES, language, "docx", template)


def test_every_number_of_a_group_is_a_live_field(tmp_path: Path) -> None:
    folder = tmp_path / "fields"
    lines(folder, REFERENCES, "fr", "docx")
    instructions = "".join(Opc(folder / "out.fr.docx").strings("word/document.xml", "//w:instrText/text()"))
    assert len(re.findall(r"REF \S+ \\r \\h", instructions)) == 4
    assert len(re.findall(r"(?<!PAGE)REF \S+ \\h", instructions)) == 2


SENTENCES = """\
languages: [fr, en, de-CH, es, it, nl]
title: {fr: Essai, en: Trial, de-CH: Versuch, es: Prueba, it: Prova, nl: Proef}
date: 2025-01-15
figures:
  works: {date: [2025-04-01, 2025-11-30]}
  days: {date: [2025-03-03, 2025-03-14]}
  start: {date: 2032, bound: at-least}
  opened: {date: 2019-03-01, bound: at-least}
sections:
  - title: {fr: Un point, en: A point, de-CH: Punkt, es: Punto, it: Punto, nl: Punt}
    message: {fr: Un message., en: A message., de-CH: Ein Satz., es: Una frase., it: Una frase., nl: Een zin.}
    blocks:
      - text:
          fr: "En {works:year} : {works:month-year} ; {days:month-year} ; {days} ; {start} ; {opened}."
          en: "In {works:year}: {works:month-year}; {days:month-year}; {days}; {start}; {opened}."
          de-CH: "In {works:year}: {works:month-year}; {days:month-year}; {days}; {start}; {opened}."
          es: "En {works:year}: {works:month-year}; {days:month-year}; {days}; {start}; {opened}."
          it: "Nel {works:year}: {works:month-year}; {days:month-year}; {days}; {start}; {opened}."
          nl: "In {works:year}: {works:month-year}; {days:month-year}; {days}; {start}; {opened}."
      - quote:
          text:
            fr: "C'est \\"fini\\" !"
            en: "It's \\"over\\" now"
            de-CH: "Es ist \\"aus\\" jetzt"
            es: "Ya \\"acabó\\" todo"
            it: "È \\"finita\\" ora"
            nl: "Het is \\"over\\" nu"
      - points:
          - fr: "Le nº 7, la caserne 3, la *série* A, p. ex. ; M. le préfet — nommé en mars — dort à 20 °C, Louis XIV"
            en: "See no. 7, station 3 and *series* A, kept at 20 °C, Louis XIV"
            de-CH: "Serie A, Gruppe 3, am 1. März, CHF 5, z. B. 20 °C"
            es: "La *serie* A, el 1 de marzo, n.º 5, 20 °C"
            it: "La *serie* A, il 1 marzo, n. 5, 20 °C"
            nl: "De *serie* A, op 1 maart, € 5, nr. 5, 20 °C"
"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("language", "dates", "quotation", "bound"),
    [
        (
            "fr",
            "En 2025~: d’avril à novembre 2025¦; mars 2025¦; du 3 au 14~mars 2025¦; à partir de 2032¦; "
            "depuis le 1er~mars 2019.",
            "«~C’est “fini”¦!~»",
            "Le nº~7, la caserne~3, la série~A, p.~ex.¦; M.~le~préfet —~nommé en mars~— dort à 20~°C, Louis~XIV",
        ),
        (
            "en",
            "In 2025: April to November 2025; March 2025; March 3 to 14, 2025; from 2032; since March 1, 2019.",
            "“It’s ‘over’ now”",
            "See no.~7, station~3 and series~A, kept at 20~°C, Louis~XIV",
        ),
        (
            "de-CH",
            "In 2025: April bis November 2025; März 2025; 3. bis 14.~März 2025; ab 2032; seit dem 1.~März 2019.",
            "«Es ist ‹aus› jetzt»",
            "Serie~A, Gruppe~3, am 1.~März, CHF~5, z.~B. 20~°C",
        ),
        (
            "es",
            "En 2025: abril–noviembre de 2025; marzo de 2025; 3–14~de~marzo de 2025; a partir de 2032; "
            "desde el 1~de~marzo de 2019.",
            "«Ya “acabó” todo»",
            "La serie~A, el 1~de~marzo, n.º~5, 20~°C",
        ),
        (
            "it",
            "Nel 2025: aprile–novembre 2025; marzo 2025; 3–14~marzo 2025; a partire dal 2032; dal 1~marzo 2019.",
            "«È “finita” ora»",
            "La serie~A, il 1~marzo, n.~5, 20~°C",
        ),
        (
            "nl",
            "In 2025: april–november 2025; maart 2025; 3–14~maart 2025; vanaf 2032; sinds 1~maart 2019.",
            "“Het is ‘over’ nu”",
            "De serie~A, op 1~maart, €~5, nr.~5, 20~°C",
        ),
    ],
)
def test_dates_quotations_and_bound_words_in_every_language(
    tmp_path: Path, language: str, dates: str, quotation: str, bound: str, kind: Kind
) -> None:
    printed_lines = lines(tmp_path, SENTENCES, language, kind)
    if kind == "pptx":
        # A slide sets the opening mark alone, large, and no closing one.
        mark, _, words = re.fullmatch(r"([«“„])(~?)(.*?)~?[»”“]", quotation).groups()  # type: ignore[union-attr]
        assert printed_lines.index(words) == printed_lines.index(mark) + 1
    for expected in (dates, bound) if kind == "pptx" else (dates, quotation, bound):
        assert expected in printed_lines
