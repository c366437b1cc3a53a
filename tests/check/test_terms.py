"""The term base is kept in every direction, whatever form its words take; what is no term is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.inflection import loose, strict
from builder.check.runner import check
from builder.check.termbase import holds
from tests.check.planted import assert_found, plant

HEAD = """\
languages: [fr, en]
title: Titre
terms:
  - {fr: modèle de langage, en: language model}
  - {fr: grand modèle de langage, en: large language model}
  - {fr: siège, en: [head office, headquarters]}
  - {fr: jeu de données, en: data set}
  - {fr: courriel, en: email, forbidden: {fr: [e-mail, mél], en: electronic mail}}
figures:
  homes:
    number: 4
    counted: {fr: {one: jeu de données, other: jeux de données}, en: {one: data set, other: data sets}}
sections:
"""


def texts(french: str, english: str) -> str:
    return f"{HEAD}  - title: T\n    blocks:\n      - text:\n          fr: '{french}'\n          en: '{english}'\n"


REPORTED = {
    "source without translation": texts("Un modèle de langage ouvert", "⟦TRM001:warning⟧An open word machine"),
    "translation without source": texts("Un outil", "A ⟦TRM001⟧language model"),
    "plural": texts("Des modèles de langage", "⟦TRM001⟧Word machines"),
    "capitals": texts("MODÈLES DE LANGAGE", "⟦TRM001⟧Word machines"),
    "after an elided article": texts("Voir l’⟦TRM002⟧e-mail", "See the mail"),
    "across bold words": texts("Un modèle **de** langage", "⟦TRM001⟧A word machine"),
    "hyphens": texts("Un outil", "A ⟦TRM001⟧data-set"),
    "one word": texts("Un outil", "Three ⟦TRM001⟧datasets"),
    "possessive": texts("La fin", "The ⟦TRM001⟧language model’s end"),
    "in a note": texts("Un outil^[Le modèle de langage.]", "⟦TRM001⟧A tool^[The machine.]"),
    "reported once": texts("Un siège, deux sièges", "⟦TRM001⟧A seat, two seats"),
    "the longest term": texts("Un grand modèle de langage", "⟦TRM001⟧A language model"),
    "the longer term there": texts("Un modèle de langage", "A ⟦TRM001⟧large language model"),
    "one for each": texts("Le courriel du siège", "⟦TRM001⟧⟦TRM001⟧The mail of the seat"),
    "forbidden in French": texts("Un ⟦TRM002:warning⟧e-mail", "A message"),
    "forbidden plural": texts("Des ⟦TRM002⟧méls", "Messages"),
    "forbidden in English": texts("Un message", "By ⟦TRM002⟧electronic mail"),
    "forbidden every time": texts("Un ⟦TRM002⟧e-mail, un ⟦TRM002⟧e-mail", "Messages"),
}

SILENT = {
    "both": texts("Un modèle de langage", "A language model"),
    "both in other numbers": texts("Des modèles de langage", "Every language model"),
    "one of several": texts("Le siège", "The headquarters"),
    "of several translations, one may be meant otherwise": texts("Les bureaux", "The headquarters"),
    "inside a word": texts("On assiège la ville, on siégera", "The town is under siege"),
    "in code": texts("Tapez `jeu de données`", "Type `jeu de données`"),
    "in a foreign passage": texts("En anglais [language model]{lang=en}", "In English"),
    "in an address": texts("Voir https://example.org/courriel/siège", "See https://example.org/x"),
    "the translation in a foreign passage": texts("Un modèle de langage", "A [language model]{lang=en-GB}"),
    "words between": texts("Un jeu de données", "A data and statistics set"),
    "a spelling": texts("Un jeu de données", "A Data-Set"),
    "said by a figure": texts("Il y a {homes}", "There are four data sets"),
    "a label cut short": texts("Modèle de langage", "Models"),
}

ALL_USED = """\
  - title:
      fr: Modèle de langage, grand modèle de langage, siège, jeu de données
      en: Language model, large language model, head office, data set
"""


@pytest.mark.parametrize("yaml", REPORTED.values(), ids=REPORTED.keys())
def test_what_is_reported(yaml: str, tmp_path: Path) -> None:
    assert_found(tmp_path, yaml + ALL_USED, select=["TRM"])


@pytest.mark.parametrize("yaml", SILENT.values(), ids=SILENT.keys())
def test_what_is_not(yaml: str, tmp_path: Path) -> None:
    assert_found(tmp_path, yaml + ALL_USED, select=["TRM"])


def test_an_agreed_translation_cut_short_in_prose_is_reported(tmp_path: Path) -> None:
    assert_found(tmp_path, texts("Un modèle de langage", "⟦TRM001⟧A word model") + ALL_USED, select=["TRM"])


def test_the_hint_names_the_agreed_words(tmp_path: Path) -> None:
    plant(tmp_path, texts("Le siège", "The seat") + texts("Un mél", "A message").removeprefix(HEAD))
    diagnostics = check(tmp_path / "publication.yaml", ["TRM001", "TRM002"]).diagnostics
    assert [diagnostic.hint for diagnostic in diagnostics] == ["write `head office`", "write `courriel`"]
    assert diagnostics[0].message == "no `head office` or `headquarters` here for `siège` in the `fr` text (line 17)"


THREE = """\
languages: [fr-CH, de-CH, en-GB]
title: Titre
terms:
  - {fr: démarche, de: [Behördengang, Anliegen], en: [service, procedure]}
  - {fr: impôt, de: Steuer, en: tax}
  - {fr: centre, de: Zentrum, en: center}
sections:
"""
REGIONS = {
    "German umlaut": "{fr: Des démarches, de: Viele Behördengänge, en: Many procedures}",
    "German case": "{fr: La démarche, de: Wegen des Behördengangs, en: The procedure}",
    "German compound": "{fr: L'impôt, de: Die Kantonssteuern, en: The tax}",
    "absent in German": "{fr: La démarche, de: ⟦TRM001⟧Der Weg, en: The procedure}",
    "absent in both": "{fr: La démarche, de: ⟦TRM001⟧Der Weg, en: ⟦TRM001⟧The way}",
    "absent in French": "{fr: La charge, de: Die ⟦TRM001⟧Steuern, en: The burden}",
    "British spelling": "{fr: Le centre, de: Das Zentrum, en: The centre}",
    "British spelling reported": "{fr: Le milieu, de: Die Mitte, en: The ⟦TRM001⟧centres}",
}


@pytest.mark.parametrize("title", REGIONS.values(), ids=REGIONS.keys())
def test_regions_and_three_languages(title: str, tmp_path: Path) -> None:
    used = "  - title: {fr: Démarche impôt centre, de: Behördengang Steuer Zentrum, en: Service tax center}\n"
    assert_found(tmp_path, f"{THREE}  - title: {title}\n{used}", select=["TRM"])


def test_a_region_has_its_own_words(tmp_path: Path) -> None:
    text = """\
languages: [fr, en]
title: {fr: Un courrier électronique, fr-CA: Un courriel, en: An email}
terms:
  - {fr: courrier électronique, fr-CA: courriel, en: email, forbidden: {fr-CA: mail}}
sections:
  - title: {fr: "Un mail, courrier électronique", fr-CA: "Un ⟦TRM002⟧mail, un courriel", en: An email}
  - title: {fr: Un courrier électronique, fr-CA: ⟦TRM001⟧Un mot, en: An email}
"""
    # The region's own text is compared with its language's.
    assert_found(tmp_path, text, select=["TRM"])


def test_unused_and_contradictory_entries(tmp_path: Path) -> None:
    text = """\
languages: [fr, en-CA]
title: {fr: Le rôle, en: The roll}
terms:
  - {fr: rôle, en: roll}
  - ⟦TRM003:info⟧{fr: taux, en: rate}
  - {fr: rue, en: [street, road], forbidden: {fr: voie}}
  - ⟦TRM004:warning⟧{fr: roulement, en: roller, forbidden: {en: [rolls]}}
  - {fr: logiciel libre, en: open source}
sections:
  - title: {fr: "Le [logiciel libre]{lang=fr-CA}", en: "Libre software"}
"""
    assert_found(tmp_path, text, select=["TRM003", "TRM004"])


def test_an_entry_without_a_word_in_a_language(tmp_path: Path) -> None:
    text = """\
languages: [fr, en-CA, de]
title: {fr: Le rôle, en: The roll, de: Die Rolle}
terms:
  - ⟦TRM005:info⟧{fr: rôle, en: roll}
  - {fr: rue, en: street, de: Straße}
  - {fr: voie, forbidden: {en: way}}
sections:
  - title: {fr: La rue, en: The street, de: Die Straße}
"""
    assert_found(tmp_path, text, select=["TRM005"])


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("fr", "canal", "canaux"),
        ("fr", "travail", "Travaux"),
        ("fr", "réseau", "réseaux"),
        ("fr", "Etat", "États"),
        ("fr", "prix", "prix"),
        ("fr", "d", "des"),
        ("en", "company", "companies"),
        ("en", "class", "classes"),
        ("en", "house", "houses"),
        ("en", "analysis", "analyses"),
        ("en", "organisation", "organizations"),
        ("en", "licence", "licenses"),
        ("en", "programme", "programs"),
        ("en", "labour", "labor"),
        ("en", "Council", "council’s"),
        ("de", "Behördengang", "Behördengänge"),
        ("de", "Gemeinde", "Gemeinden"),
        ("de", "künstliche", "künstlichen"),
        ("nl", "taak", "taken"),
        ("it", "modello", "modelli"),
        ("es", "elección", "elecciones"),
        ("pt", "eleição", "eleições"),
        ("fi", "Malli", "malli"),
    ],
)
def test_one_word_in_two_forms(language: str, word: str, other: str) -> None:
    assert strict(word, language) == strict(other, language)


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("fr", "cour", "cours"),
        ("fr", "siège", "assiège"),
        ("fr", "côte", "côté"),
        ("fr", "port", "porte"),
        ("en", "note", "not"),
        ("en", "use", "us"),
        ("en", "plan", "plane"),
        ("de", "Rat", "Rate"),
    ],
)
def test_two_words_are_two(language: str, word: str, other: str) -> None:
    assert strict(word, language) != strict(other, language)


@pytest.mark.parametrize(
    ("word", "other"),
    [("artificiel", "artificielles"), ("directeur", "directrices"), ("actif", "actives"), ("public", "publiques"),
     ("européen", "Européenne"), ("heureux", "heureuse"), ("premier", "première"), ("qualifié", "qualifiées")],
)  # fmt: skip
def test_french_genders_are_one_word_where_it_does_not_matter(word: str, other: str) -> None:
    assert loose(word, "fr") == loose(other, "fr")


@pytest.mark.parametrize(
    ("text", "term", "language", "there"),
    [
        ("Les données du jeu", "jeu de données", "fr", False),
        ("Un jeu volumineux de données", "jeu de données", "fr", True),
        ("Kantonssteuer", "Steuer", "de", True),
        ("taxes", "tax", "en", True),
        ("the syntax", "tax", "en", False),
        ("", "tax", "en", False),
        ("set of data", "data set", "en", False),
    ],
)
def test_whether_a_text_holds_a_term(text: str, term: str, language: str, there: bool) -> None:
    assert holds(text, term, language) is there
