"""A style is found by its built-in name in any case, its name in another language, its aliases, or its id."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from builder.templates.open import open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.writers.word.brief import write_brief
from tests.documents import everything
from tests.files.validator import schema_errors
from tests.marking import sampled
from tests.templates.changing import changed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Change = Callable[[Any, str], None]
IDS = {
    "heading_1": "Heading1", "heading_3": "Heading3", "title": "Title", "subtitle": "Subtitle", "caption": "Caption",
    "body_text": "BodyText", "list_bullet_1": "ListBullet", "list_bullet_2": "ListBullet2",
    "list_number_1": "ListNumber",
    "quote": "Quote", "toc_heading": "TOCHeading", "header": "Header", "footer": "Footer",
}  # fmt: skip
"""Roles that the file of python-docx has a style for, and their ids."""
LOCAL = {
    "fr": "Titre 1|Titre 3|Titre|Sous-titre|Légende|Corps de texte|Liste à puces|Liste à puces 2|Liste à numéros|"
    "Citation|En-tête de table des matières|En-tête|Pied de page",
    "de": "Überschrift 1|Überschrift 3|Titel|Untertitel|Beschriftung|Textkörper|Aufzählungszeichen|"
    "Aufzählungszeichen 2|Listennummer|Zitat|Inhaltsverzeichnisüberschrift|Kopfzeile|Fusszeile",
    "es": "Título 1|Título 3|Título|Subtítulo|Descripción|Texto independiente|Lista con viñetas|Lista con viñetas 2|"
    "Lista con números|Cita|Título de TDC|Encabezado|Pie de página",
    "it": "Titolo 1|Titolo 3|Titolo|Sottotitolo|Didascalia|Corpo testo|Punto elenco|Punto elenco 2|Numero elenco|"
    "Citazione|Titolo sommario|Intestazione|Piè di pagina",
    "nl": "Kop 1|Kop 3|Titel|Ondertitel|Bijschrift|Platte tekst|Lijst opsom.teken|Lijst opsom.teken 2|Lijstnummering|"
    "Citaat|Kopvaninhoudsopgave|Koptekst|Voettekst",
}


def template(change: Change, tmp_path: Path) -> BriefTemplate:
    """The file that python-docx begins with, with each style of a role changed."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    roles = {style_id: role for role, style_id in IDS.items()}

    def changes(name: str, text: str) -> str:
        if name != "word/styles.xml":
            return text
        root = etree.fromstring(text.encode())
        for style in root.iter(f"{W}style"):
            if style.get(f"{W}styleId") in roles:
                change(style, roles[style.get(f"{W}styleId")])
        return etree.tostring(root, encoding="unicode")

    path = tmp_path / "theirs.docx"
    path.write_bytes(changed(stream.getvalue(), changes))
    return read_brief_template(open_template(path, "docx"))


def renamed(naming: Callable[[str, str], str]) -> Change:
    """The change to the name that `naming` gives for a role and its name."""

    def change(style: Any, role: str) -> None:
        name = style.find(f"{W}name")
        name.set(f"{W}val", naming(role, name.get(f"{W}val")))

    return change


def local(language: str) -> Change:
    names = dict(zip(IDS, LOCAL[language].split("|"), strict=True))
    return renamed(lambda role, name: names[role])


def with_alias(style: Any, role: str) -> None:
    """Name a style in its maker's words; the built-in name is an alias."""
    name = style.find(f"{W}name")
    alias = etree.Element(f"{W}aliases", {f"{W}val": f"X {role},{name.get(f'{W}val')}"})
    name.addnext(alias)
    name.set(f"{W}val", f"Maison {role}")


def nameless(style: Any, role: str) -> None:
    style.remove(style.find(f"{W}name"))


CHANGES: dict[str, Change] = {
    "capitals": renamed(lambda role, name: name.upper()),
    "lower case": renamed(lambda role, name: name.lower()),
    "title case": renamed(lambda role, name: name.title()),
    "spaces": renamed(lambda role, name: f" {name.replace(' ', chr(160))} "),
    "name and alias": renamed(lambda role, name: f"{name};Maison {role}"),
    "alias first": renamed(lambda role, name: f"Maison {role},{name}"),
    "alias": with_alias,
    "ids": nameless,
    **{language: local(language) for language in LOCAL},
}


@pytest.mark.parametrize("name", sampled(CHANGES, *list(CHANGES)[::4]))
def test_no_role_loses_its_style(name: str, tmp_path: Path) -> None:
    read = template(CHANGES[name], tmp_path)
    assert {role: read.styles[role] for role in IDS} == IDS
    assert not set(read.added) & set(IDS)


@pytest.mark.parametrize("language", LOCAL)
def test_word_knows_the_style_by_its_built_in_name_and_fields_by_its_own(language: str, tmp_path: Path) -> None:
    styles = docx.Document(io.BytesIO(template(local(language), tmp_path).blob)).styles.element
    (heading,) = styles.xpath('w:style[@w:styleId="Heading1"]')
    assert [name.get(f"{W}val") for name in heading.findall(f"{W}name")] == ["heading 1"]
    assert [alias.get(f"{W}val") for alias in heading.findall(f"{W}aliases")] == [LOCAL[language].split("|")[0]]


def test_the_built_in_style_comes_before_one_of_the_same_name_in_another_language(tmp_path: Path) -> None:
    def change(style: Any, role: str) -> None:
        if role == "heading_3":
            style.find(f"{W}name").set(f"{W}val", "Titre 1")

    read = template(change, tmp_path)
    assert read.styles["heading_1"] == "Heading1"
    assert "heading_3" in read.added


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize("name", sampled(["fr", "de", "alias", "ids", "name and alias"], "fr"))
def test_the_validator_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "built.docx"
    write_brief(everything(), template(CHANGES[name], tmp_path)).save(str(path))
    assert schema_errors(path) == []
