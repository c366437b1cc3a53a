"""What only one language has is reported in the translation, in both directions and in regional entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.runner import check
from builder.source_edits.edits import apply_edits, compatible_edits
from tests.check.planted import assert_found, plant

SETUP = """\
languages: [fr, en]
title: Titre
sources:
  s: {title: Un rapport}
  t: {title: Un autre}
figures:
  b: {amount: 12, currency: EUR}
  c: {percent: 4}
sections:
"""


def section(french: str, english: str, more: str = "") -> str:
    return f"  - title: T\n    blocks:\n      - text:\n          fr: '{french}'\n          en: '{english}'\n{more}"


CASES = {
    "lowered in one language": section("Le CO~2~ monte", "⟦PAR015⟧CO2 rises"),
    "raised in one language": section("12 m^2^ ici", "⟦PAR015⟧12 m2 here"),
    "struck in one language": section("Un mot", "One ⟦PAR015⟧~~word~~"),
    "raised letters": section("Le 1^er^ et le 2^e^ rang de M^me^ Roy", "The first and second rank of Mrs Roy"),
    "the same formatting": section("CO~2~, m^2^, ~~mot~~", "CO~2~, m^2^, ~~word~~"),
    "untranslated prose": "  - title: {fr: the state of works, en: ⟦PAR001⟧the state of works}\n",
    "a name": "  - title: ⟦PAR002⟧{fr: Mistral AI, en: Mistral AI}\n",
    "one word": "  - title:\n      ⟦PAR002⟧fr: Introduction\n      en: Introduction\n",
    "a neutral text": "  - title: the state of the works\n",
    "numbers alone": '  - title: ⟦PAR002⟧{fr: "2024", en: "2024"}\n',
    "a figure only here": section("coûte {b}", "⟦PAR003⟧costs"),
    "a figure only there": section("coûte", "costs ⟦PAR003⟧{b}"),
    "another figure": section("coûte {b}", "⟦PAR003⟧costs ⟦PAR003⟧{c}"),
    "a figure twice here": section("coûte {b} ou {b}", "⟦PAR003:info⟧costs {b}"),
    "a figure twice there": section("coûte {b}", "costs {b} or *⟦PAR003:info⟧{b}*"),
    "styles": section("{b:compact} et {b}", "{b} and ⟦PAR004⟧{b:long}"),
    "styles in another order": section("{b:compact} et {b}", "{b} and {b:compact}"),
    "a citation only here": section("selon [@s; @t]", "⟦PAR005⟧after [@t]"),
    "a citation only there": section("selon", "after ⟦PAR005⟧[@s]"),
    "a note only here": section("un mot^[note]", "⟦PAR006⟧a word"),
    "a note more there": section("un mot^[note]", "a word^[note] more⟦PAR006⟧^[second]"),
    "a reference only here": section("voir @sec-x", "⟦PAR007⟧see", "  - {title: X, id: x}\n"),
    "a reference with and without prefix": section("voir @sec-x", "see @x", "  - {title: X, id: x}\n"),
    "a link only here": section("[a](https://a.org/fr) ici", "⟦PAR008:warning⟧a there"),
    "one link of two": section("[a](https://a.org)", "[a](https://a.org) ⟦PAR008:warning⟧[b](https://b.org)"),
    "links to other sites": section("[a](https://a.org/x)", "⟦PAR008:info⟧[a](https://b.org/x)"),
    "links in each language": section("[un](https://fr.a.org/x)", "[one](https://en.a.org/y)"),
    "bold only here": section("un **mot**", "⟦PAR009⟧a word"),
    "bold only there": section("un mot", "a ⟦PAR009⟧**word**"),
    "italic only here": section("un *mot*", "⟦PAR010⟧a word"),
    "italic of a word that both have": section("un avis *important*", "⟦PAR010⟧an important opinion"),
    "bold and italic in one, italic in the other": section("un avis ***important***", "⟦PAR009⟧an *important* opinion"),
    "bold and italic only here": section("un avis ***important***", "⟦PAR009⟧⟦PAR010⟧an important opinion"),
    "italic of a title": section("la revue *Nature* de mai", "⟦PAR010⟧the May issue of the journal Nature"),
    "italic of a word inside another": section("une *note* rouge", "⟦PAR010⟧denoted in red"),
    "italic of a word marked as foreign": section("le *[big data]{lang=en}* ici", "the big data here"),
    "italic of a Latin phrase": section("décidé *a priori*", "decided a priori"),
    "italic of a foreign word there": section("le bureau du maire", "the mayor, or maire, in his *bureau*"),
    "a citation in its paragraph": section("un\n\n\n            deux [@s]", "one\n\n\n            ⟦PAR005⟧two"),
    "italic only there": section("un mot", "a ⟦PAR010⟧*word*"),
    "italic of a foreign word": section("le *big data*", "the big data"),
    "code": section("tapez `un`", "⟦PAR012⟧type ⟦PAR012⟧`one`"),
    "shape of quoted lines": section("un\n\n\n            deux", "⟦PAR011⟧one"),
}


@pytest.mark.parametrize("yaml", CASES.values(), ids=CASES.keys())
def test_parity(yaml: str, tmp_path: Path) -> None:
    assert_found(tmp_path, SETUP + yaml, select=["PAR"])


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("un\n\ndeux", "one\n\ntwo\n\n⟦PAR011⟧three"),
        ("un\n\n- deux\n- trois", "one\n\n- two\n- three\n- ⟦PAR011⟧four"),
        ("- un\n- deux", "⟦PAR011⟧1. one\n2. two"),
        ("| A | B |\n|---|---|\n| un | deux |", "⟦PAR011⟧| A |\n|---|\n| one |"),
        ("| A |\n|---|\n| un |\n| deux |", "⟦PAR011⟧| A |\n|---|\n| one |"),
        ("| A |\n|:-:|\n| un |", "⟦PAR011⟧| A |\n|---|\n| one |"),
        ("| A |\n|---|\n| un |", "⟦PAR011⟧one"),
        ("1. un\n2. deux", "⟦PAR011⟧3. one\n4. two"),
        ("- un\n  - deux\n  - trois", "- one\n  - ⟦PAR011⟧two"),
        ("un\n\n- deux", "one\n\n⟦PAR011⟧two"),
        ("    code ici", "    code ici"),
        ("- un\n\n  suite", "- one\n\n  more"),
    ],
)
def test_shape(french: str, english: str, tmp_path: Path) -> None:
    def block(text: str) -> str:
        return "|\n" + "\n".join(f"            {line}" if line else "" for line in text.split("\n"))

    yaml = f"  - title: T\n    blocks:\n      - text:\n          fr: {block(french)}\n          en: {block(english)}\n"
    assert_found(tmp_path, SETUP + yaml, select=["PAR011"])


@pytest.mark.parametrize(
    ("language", "french", "translation"),
    [
        ("en", "Les écoles {h:of} ouvrent.", "Schools {h:in} open."),
        ("en", "Les données {h:of} manquent.", "Data for {h} are missing."),
        ("de", "Les écoles {h:in} ouvrent.", "Die Schulen in {h} öffnen."),
        ("en", "L'industrie {h:of} recule.", "⟦PAR003:info⟧Portuguese industry is shrinking."),
        ("en", "L'industrie portugaise recule.", "Industry ⟦PAR003:info⟧{h:in} is shrinking."),
    ],
)
def test_each_language_chooses_the_preposition_of_a_territory(
    language: str, french: str, translation: str, tmp_path: Path
) -> None:
    yaml = (
        f"languages: [fr, {language}]\ntitle: Titre\nfigures: {{h: {{territory: PT}}}}\nsections:\n"
        f'  - title: {{fr: "{french}", {language}: "{translation}"}}\n'
    )
    assert_found(tmp_path, yaml, select=["PAR"])


def test_regional_entries(tmp_path: Path) -> None:
    yaml = (
        "  - title: {fr: Bilan, fr-CA: ⟦PAR014⟧Bilan, en: Review}\n"
        '    message: {fr: "Un {b}", fr-CA: "Un ⟦PAR003⟧{c}", en: "One {b}"}\n'
        '    notes: {fr: "A [@s]", fr-CA: "B [@s]", en: "A [@s]", en-GB: "C ⟦PAR005⟧[@t]"}\n'
    )
    # A regional entry is the translation of its language's own entry.
    yaml = yaml.replace('fr-CA: "Un ⟦PAR003⟧{c}"', 'fr-CA: "⟦PAR003⟧Un ⟦PAR003⟧{c}"')
    yaml = yaml.replace('en-GB: "C ⟦PAR005⟧', 'en-GB: "⟦PAR005⟧C ⟦PAR005⟧')
    assert_found(tmp_path, SETUP + yaml, select=["PAR"])


def test_three_languages(tmp_path: Path) -> None:
    yaml = (
        "languages: [fr-CA, en-CA, de]\ntitle: Titre\nfigures: {b: {percent: 3}}\nsections:\n"
        '  - title: {fr: "A {b}", en: "B {b}", de: "⟦PAR003⟧C"}\n'
    )
    assert_found(tmp_path, yaml, select=["PAR"])


TABLE = (
    "  - title: T\n    blocks:\n      - table:\n          data: d.csv\n"
    "          columns: [{header: {fr: Lieu, en: Place}, key: l}, {header: N, key: n}]\n"
)
CHART = (
    "      - chart:\n          kind: bar\n          alt: {fr: Un., en: One.}\n          data: d.csv\n"
    "          series: [{name: {fr: Nombre, en: Number}, key: n}]\n"
)


@pytest.mark.parametrize("exhibits", [TABLE, "  - title: T\n    blocks:\n" + CHART, TABLE + CHART])
@pytest.mark.parametrize(
    "labels",
    [
        "⟦PAR013⟧Terre-Neuve-et-Labrador,1\nÎle-du-Prince-Édouard,2\n",
        "QC,1\n⟦PAR013⟧Territoires du Nord-Ouest,2\n",
        "⟦PAR013⟧Pain,1\nLait,2\n",
        "⟦PAR013⟧QUÉBEC,1\n",
        "⟦PAR013⟧janv. 2024,1\nfévr. 2024,2\n",
        "⟦PAR013⟧L'Isle-Verte,1\n",
        '"⟦PAR013⟧réfection de la rue",1\n',
    ],
)
def test_labels_of_data_in_one_language(tmp_path: Path, labels: str, exhibits: str) -> None:
    report = assert_found(tmp_path, f"{SETUP}{exhibits}--- d.csv\nl,n\n{labels}", select=["PAR"])
    (finding,) = report.diagnostics
    assert "`l.fr` and `l.en`" in finding.hint


@pytest.mark.parametrize("exhibits", [TABLE, "  - title: T\n    blocks:\n" + CHART])
@pytest.mark.parametrize(
    "labels",
    [
        "l,n\nQC,1\nNB,2\nfr,3\n",
        "l,n\n2023,1\n2024-05,2\n2024-05-06,3\n",
        "l,n\nA12,1\nT1 2024,2\nCOVID-19,3\nkWh,4\nkm²,5\nx_y,6\nwww.ville.example,7\n",
        "l.fr,l.en,n\nPain,Bread,1\n",
        "l,n\nMistral AI,1\nmistral ai,2\n",
    ],
)
def test_codes_years_and_declared_names_are_no_labels(tmp_path: Path, labels: str, exhibits: str) -> None:
    terms = "terms: [{fr: Mistral AI, en: Mistral AI}, {fr: pain, en: bread}]\n"
    assert_found(tmp_path, f"{terms}{SETUP}{exhibits}--- d.csv\n{labels}", select=["PAR"])


def test_labels_in_regions_of_one_language_are_shared(tmp_path: Path) -> None:
    head = "languages: [fr-CA, fr-FR]\ntitle: Titre\nsections:\n"
    yaml = TABLE.replace("{fr: Lieu, en: Place}", "Lieu")
    assert_found(tmp_path, f"{head}{yaml}--- d.csv\nl,n\nPain,1\n", select=["PAR"])


@pytest.mark.parametrize(
    "waived",
    [
        TABLE.replace("data: d.csv", "data: d.csv  # builder: ignore PAR013 -- names of places"),
        TABLE.replace("data: d.csv", "# builder: ignore PAR013 -- names of places\n          data: d.csv"),
        TABLE.replace("data: d.csv", 'data: "d.csv"  # builder: ignore PAR013 -- names of places'),
    ],
)
def test_a_waiver_where_the_file_is_named_accepts_its_labels(tmp_path: Path, waived: str) -> None:
    plant(tmp_path, f"{SETUP}{waived}--- d.csv\nl,n\nPain,1\n")
    codes = [finding.code for finding in check(tmp_path / "publication.yaml").diagnostics]
    assert "PAR013" not in codes and "WAV002" not in codes


def test_names_in_data_are_written_in_each_column(tmp_path: Path) -> None:
    yaml = (
        "  - title: T\n    blocks:\n      - table:\n          data: d.csv\n"
        "          columns: [{header: Projet, key: p}]\n"
        "--- d.csv\np.fr,p.en\nRue Neuve,Rue Neuve\nla rue du parc,⟦PAR001⟧la rue du parc\n"
    )
    assert_found(tmp_path, SETUP + yaml, select=["PAR"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{fr: Introduction, en: Introduction}", "Introduction"),
        ('{fr: "Mistral: AI", en: "Mistral: AI"}', '"Mistral: AI"'),
        ("{fr: 'L''A, B', en: \"L'A, B\" , }", '"L\'A, B"'),
        ('{fr: "2024", en: "2024"}', None),
        ("{fr: Introduction,\n      en: Introduction}", None),
    ],
)
def test_writing_once(before: str, after: str | None, tmp_path: Path) -> None:
    yaml = f"  - {{id: x, title: {before}}}  # é\n"
    report = assert_found(tmp_path, SETUP + yaml.replace("title: {", "title: ⟦PAR002⟧{"), select=["PAR"])
    assert bool(report.fixes) == (after is not None)
    path = tmp_path / "publication.yaml"
    apply_edits(compatible_edits(report.fixes))
    assert path.read_text("utf-8") == SETUP + yaml.replace(before, after or before)
    if after:
        assert_found(tmp_path, path.read_text("utf-8"), select=["PAR"])
