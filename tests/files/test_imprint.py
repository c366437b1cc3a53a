"""The end matter of the brief: how to cite it, whom to ask, what it does not vouch for."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import builder
from tests.files.opc import Opc
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text, paragraphs, style_of

SOURCE = """\
languages: [fr, en, fr-CA, de-CH, es, it, nl]
title: {fr: Essai, en: Trial, de-CH: Versuch, es: Ensayo, it: Prova, nl: Proef}
status: {fr: Note, en: Note, de-CH: Notiz, es: Nota, it: Nota, nl: Nota}
date: 2024-09-15
brief:
  number: {fr: N° 1, en: No. 1, de-CH: Nr. 1, es: N.º 1, it: N. 1, nl: Nr. 1}
  imprint:
    cite: {fr: "Service, *Essai*, 2024.", en: "Unit, *Trial*, 2024.", de-CH: "Amt, *Versuch*, 2024.",
      es: "Servicio, *Ensayo*, 2024.", it: "Servizio, *Prova*, 2024.", nl: "Dienst, *Proef*, 2024."}
    contact: notes@example.org
    disclaimer: {fr: Sans garantie., en: No warranty., de-CH: Ohne Gewähr., es: Sin garantía., it: Senza garanzia.,
      nl: Zonder garantie.}
sections:
  - title: {fr: Un, en: One, de-CH: Eins, es: Uno, it: Uno, nl: Een}
    blocks:
      - text: {fr: Une phrase., en: A sentence., de-CH: Ein Satz., es: Una frase., it: Una frase., nl: Een zin.}
"""
HEADINGS = {
    "fr": ["Comment citer", "Contact", "Avertissement"],
    "en": ["How to cite", "Contact", "Disclaimer"],
    "fr-CA": ["Comment citer", "Contact", "Avertissement"],
    "de-CH": ["Zitierweise", "Kontakt", "Hinweis"],
    "es": ["Cómo citar", "Contacto", "Aviso"],
    "it": ["Come citare", "Contatti", "Avvertenza"],
    "nl": ["Citeren als", "Contact", "Disclaimer"],
}


def brief(tmp_path: Path, language: str, source: str = SOURCE) -> Path:
    (tmp_path / "publication.yaml").write_text(source)
    builder.write_brief(builder.load(tmp_path), language, tmp_path / "x.docx")
    return tmp_path / "x.docx"


@pytest.mark.parametrize("language", HEADINGS)
def test_the_imprint_says_what_it_holds_in_each_language(language: str, tmp_path: Path) -> None:
    opc = Opc(brief(tmp_path, language))
    headings = [children_text(p) for p in paragraphs(opc) if style_of(p) == "ImprintHeading"]
    assert headings == HEADINGS[language]
    words = [children_text(p) for p in paragraphs(opc) if style_of(p) == "Imprint"]
    assert len(words) == 3 and words[1] == "notes@example.org"


def test_it_is_a_table_for_the_layout_read_column_by_column(tmp_path: Path) -> None:
    (table,) = docx.Document(str(brief(tmp_path, "fr"))).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "Comment citer\nService, Essai, 2024.",
        "Contact\nnotes@example.org",
        "Avertissement\nSans garantie.",
    ]
    look = table._tbl.find(f"{W}tblPr/{W}tblLook")
    assert {look.get(f"{W}{part}") for part in ("firstRow", "firstColumn")} == {"0"}


def test_only_what_is_given_has_a_column(tmp_path: Path) -> None:
    head, rest = SOURCE.split("    cite:")
    opc = Opc(brief(tmp_path, "en", head + "    contact:" + rest.partition("    contact:")[2]))
    assert [children_text(p) for p in paragraphs(opc) if style_of(p) == "ImprintHeading"] == ["Contact", "Disclaimer"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "Note\u00a0N°\u00a01\u00a0· 15\u00a0septembre 2024"),
        ("en", "Note\u00a0No.\u00a01\u00a0· September\u00a015, 2024"),
    ],
)
def test_the_number_stands_between_the_kind_and_the_date(language: str, line: str, tmp_path: Path) -> None:
    opc = Opc(brief(tmp_path, language))
    (status,) = [p for p in paragraphs(opc) if style_of(p) == "DocumentStatus"]
    assert children_text(status).replace(" ", "\u00a0") == line.replace(" ", "\u00a0")


def test_it_ends_the_first_page_if_that_has_room_else_the_document(tmp_path: Path) -> None:
    """The first page stands alone where it is well filled; a short one is followed by the text."""

    def order(source: str) -> list[str]:
        opc = Opc(brief(tmp_path, "fr", source))
        return [style_of(p) for p in paragraphs(opc) if style_of(p) in ("Heading1", "ImprintHeading")]

    assert order(SOURCE)[-1] == "ImprintHeading"
    abstract = (
        "abstract: {" + ", ".join(f"{tag}: {'Mot. ' * 290}" for tag in ("fr", "en", "de-CH", "es", "it", "nl")) + "}"
    )
    filled = SOURCE.replace("date: 2024-09-15", f"date: 2024-09-15\n{abstract}")
    assert order(filled)[0] == "ImprintHeading"


def test_without_one_there_is_no_table(tmp_path: Path) -> None:
    head, rest = SOURCE.split("  imprint:")
    path = brief(tmp_path, "fr", head + "sections:" + rest.partition("sections:")[2])
    assert docx.Document(str(path)).tables == []


def test_a_missing_language_is_reported_where_it_is_missing(tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text(SOURCE.replace("fr: Sans garantie., ", ""))
    with pytest.raises(builder.BuildError) as raised:
        builder.load(tmp_path)
        builder.write_brief(builder.load(tmp_path), "fr", tmp_path / "x.docx")
    assert "fr" in str(raised.value)


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_it(tmp_path: Path) -> None:
    assert schema_errors(brief(tmp_path, "fr")) == []
