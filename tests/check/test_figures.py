"""Numbers that disagree, are typed by hand, are declared twice or for nothing, or do not add up: each at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.source_edits.edits import apply_edits, compatible_edits
from tests.check.planted import assert_found

AGREE = [
    ("2,5 millions d''euros", "€2.5 million"),
    ("12 %", "12%"),
    ("12 pour cent", "12 per cent"),
    ("le 1er mars 2025", "on 1 March 2025"),
    ("le 1er mars 2025", "on March 1, 2025"),
    ("le 3 avril à 14 h 30", "on April 3 at 2:30 p.m."),
    ("100 M€", "€100M"),
    ("trois écoles", "three schools"),
    ("trois écoles", "3 schools"),
    ("1 234,5 m", "1,234.5 m"),
    ("le XXIe siècle", "the 21st century"),
    ("le XXIe siècle", "the twenty-first century"),
    ("de 10 à 12 millions", "10 million to 12 million"),
    ("entre 10 et 12 %", "between 10% and 12%"),
    ("les années 90", "the 1990s"),
    ("2023-2024", "2023–24"),
    ("les deux côtés", "both sides"),
    ("un élu", "an official"),
    ("le troisième étage", "the 3rd floor"),
    ("deux tiers des voix", "two thirds of the vote"),
    ("du 7 au 25 octobre 2024", "from October 7 to October 25, 2024"),
    ("François Ier", "Francis I"),
    ("2,5 G$", "$2.5 billion"),
    ("une dizaine d''agents", "about ten employees"),
    ("quatre-vingt-dix-sept voix", "ninety-seven votes"),
    ("il faut 5 ans, oui 5", "it takes 5 years"),
    ("Mistral 7B et G7", "Mistral 7B and the G7"),
    ("−3 %", "-3%"),
    ("un bâtiment neuf", "a new building"),
    ("Les Vosges et le Jura", "The Vosges and the Jura"),
    ("il en reste *12*^[En 2024.]", "*12* are left^[In 2024.]"),
    ("au 1/2/2025", "by 2/1/2025"),
    ("tél. 01 23 45 67 89", "phone 01 23 45 67 89"),
    ("appelez le 1 800 555-1234", "call 1-800-555-1234"),
    ("cinq millions et demi", "five and a half million"),
    ("1,5 million", "one and a half million"),
    ("soit 20 %", "or a fifth"),
    ("0,5 point", "half a point"),
    ("Chapitre IV", "Chapter 4"),
    ("1,6 mille de long", "1.6 miles long"),
    ("l''article 12, alinéa 3", "section 12(3)"),
    ("les 10 % les plus riches", "the richest 10 per cent"),
    ("2 000 milliards de dollars", "$2 trillion"),
    ("mille huit cents emplois", "eighteen hundred jobs"),
    ("au troisième trimestre", "in Q3"),
    ("24 heures sur 24, 7 jours sur 7", "24/7"),
    ("de 781,25 à 1 000 000 millions", "781.25 million to 1 trillion"),
    ("100–1 000 G", "0.1–1T"),
    ("une heure et demie", "90 minutes"),
    ("25 cents", "$0.25"),
    ("la 4e plus grande ville", "the fourth-largest city"),
    ("trois milliers de places", "3,000 seats"),
    ("un demi-siècle", "50 years"),
    ("1,5 fois le salaire", "one and a half times the salary"),
    ("à 20 heures", "at 8 p.m."),
    ("à 18 heures 30", "at 6:30 p.m."),
    ("pendant 1 h 30", "for 90 minutes"),
    ("de 14 h à 16 h", "from 2 to 4 p.m."),
    ("de 10 h à 14 h", "from 10 to 2 p.m."),
    ("dans les années quatre-vingt", "in the eighties"),
    ("les attentats du 11-Septembre", "the 9/11 attacks"),
    ("les attentats du 11 septembre", "the 9/11 attacks"),
    ("le 14-Juillet", "Bastille Day"),
    ("le 4-Juillet", "July 4"),
    ("en 24 heures", "in one day"),
    ("en 24 h", "in a day"),
    ("de 24 à 48 heures", "one to two days"),
    ("à 24 h", "at midnight"),
    ("tous les 3 mois", "quarterly"),
    ("un rapport trimestriel", "a report every 3 months"),
    ("un trimestre", "3 months"),
    ("tous les 6 mois", "half-yearly"),
    ("tous les 6 mois", "twice a year"),
    ("un rapport annuel", "a report every 12 months"),
    ("1 an", "12 months"),
    ("sous 7 jours", "within a week"),
    ("chaque semaine", "every 7 days"),
    ("sous huit jours", "within a week"),
    ("sous 15 jours", "within a fortnight"),
    ("90 jours", "a quarter of 3 months"),
    ("tous les 2 ans", "biennial"),
    ("5 jours ouvrés", "5 working days"),
    ("un pied 6 pouces", "1’ 6”"),
    ("5 pieds et 4 pouces", "5 ft 4 in"),
    ("1 pied 6 pouces", "18 inches"),
    ("1,63 m", "5 feet 4 inches"),
]

DISAGREE = [
    ("2,5 millions d''euros", "⟦FIG002:error⟧€2.4 million"),
    ("12 %", "⟦FIG002:error⟧12.5%"),
    ("le 1er mars 2025", "on ⟦FIG002:error⟧2 March 2025"),
    ("le 1er mars 2025", "on ⟦FIG002:error⟧April 1, 2025"),
    ("en mars 2025", "in March ⟦FIG002:error⟧2026"),
    ("trois écoles", "⟦FIG002:error⟧four schools"),
    ("trois écoles", "⟦FIG002:error⟧4 schools"),
    ("3 écoles", "⟦FIG002:error⟧four schools"),
    ("le XXe siècle", "the ⟦FIG002:error⟧21st century"),
    ("à 14 h 30", "at ⟦FIG002:error⟧2:45 p.m."),
    ("100 M€", "⟦FIG002:error⟧$100M"),
    ("2,5 millions", "⟦FIG002:error⟧one and a half million"),
    ("soit 25 %", "or ⟦FIG002:error⟧26%"),
    ("vingt et un élus", "⟦FIG002:error⟧twenty-two members"),
    ("de 10 à 12 millions", "from 10 to ⟦FIG002:error⟧13 million"),
    ("01/03/2025", "03/⟦FIG002:error⟧02/2025"),
    ("100 M€", "⟦FIG002:error⟧€100B"),
    ("il en reste 12", "⟦FIG002:warning⟧some are left"),
    ("il en reste", "⟦FIG002:warning⟧12 are left"),
    ("1 234,5 m", "⟦FIG002:error⟧12,345 m"),
    ("{{a}} et 2 *fois* 40", "{{a}} and 2 *times* ⟦FIG002:error⟧45"),
    ("2 écoles", "⟦FIG002:error⟧2,000 schools"),
    ("24 heures", "⟦FIG002:error⟧2 days"),
    ("24 heures", "⟦FIG002:error⟧24 days"),
    ("24 h", "⟦FIG002:error⟧48 hours"),
    ("12 mois", "⟦FIG002:error⟧2 years"),
    ("7 jours", "⟦FIG002:error⟧two weeks"),
    ("tous les 3 mois", "⟦FIG002:warning⟧half-yearly"),
    ("un rapport trimestriel", "a report every ⟦FIG002:warning⟧4 months"),
    ("3 ministres, un rapport trimestriel", "⟦FIG002:error⟧4 ministers, a quarterly report"),
    ("5 pieds 4 pouces", "⟦FIG002:error⟧5’ 6”"),
    ("le 11-Septembre", "⟦FIG002:warning⟧10/11"),
    ("le 14-Juillet", "14 ⟦FIG002:error⟧June"),
    ("à 21 heures", "at ⟦FIG002:error⟧8 p.m."),
    ("un mot^[En 2024.]", "a word^[In ⟦FIG002:error⟧2023.]"),
]


def texts(french: str, english: str) -> str:
    return f"sections:\n  - title: T\n    message:\n      fr: '{french}'\n      en: '{english}'\n"


@pytest.mark.parametrize(("french", "english"), AGREE)
def test_one_value_in_two_writings(french: str, english: str, tmp_path: Path) -> None:
    assert_found(tmp_path, texts(french, english), select=["FIG002"])


@pytest.mark.parametrize(("french", "english"), DISAGREE)
def test_values_that_disagree(french: str, english: str, tmp_path: Path) -> None:
    assert_found(tmp_path, texts(french, english), select=["FIG002"])


def test_values_in_regions_and_other_languages(tmp_path: Path) -> None:
    yaml = (
        "languages: [de-CH, fr-CH, it-CH]\ntitle: Titel\nsections:\n  - title: T\n    message:\n"
        "      de-CH: 1'234.5 Franken, 3 Mio. Franken\n"
        "      fr-CH: 1'234.5 francs, ⟦FIG002:error⟧4 millions de francs\n"
        "      it-CH: 1'234.5 franchi, 3 milioni di franchi\n"
        "  - title: U\n    message: {de: 12 Prozent, fr: 12 %, fr-CH: ⟦FIG002:error⟧13 %, it: 12 per cento}\n"
    )
    yaml = yaml.replace("fr: 12 %", "fr: ⟦FIG002:error⟧11 %")
    assert_found(tmp_path, yaml, select=["FIG002"])


def test_languages_whose_number_words_nobody_knows(tmp_path: Path) -> None:
    yaml = (
        "languages: [fr, ja, pl, es]\ntitle: T\nsections:\n  - title: T\n    message:\n"
        "      fr: 1 234,5 millions en 2024, trois fois\n      ja: 費用は1,234.5百万、2024年\n"
        "      pl: 1234,5 miliona w 2024 r., trzy razy\n      es: 1.234,5 millones en 2024, 3 veces\n"
        "  - title: U\n    message: {fr: en 2024, ja: ⟦FIG002⟧2023年, pl: w 2024 r., es: en ⟦FIG002⟧2025}\n"
    )
    assert_found(tmp_path, yaml, select=["FIG002"])


SETUP = """\
figures:
  budget: {amount: 184_500_000, currency: EUR}
  growth: {percent: 12.5}
  staff: {number: 1234}
  cap: {percent: 15, bound: less-than}
  pipes: {quantity: 14.2, unit: kilometer}
  schools: {number: 3, counted: {fr: {one: école, other: écoles}, en: {one: school, other: schools}}}
"""
NAMED = "abstract: '{budget} {growth} {staff} {cap} {pipes} {schools}'\n"

TYPED = [
    ("coûte ⟦FIG001⟧184,5 millions d''euros", "costs ⟦FIG001⟧€184.5 million"),
    ("coûte ⟦FIG001⟧184,5 M€", "costs ⟦FIG001⟧€184.5M"),
    ("monte de ⟦FIG001⟧12,5 %", "rises ⟦FIG001⟧12.5%"),
    ("les ⟦FIG001⟧1 234 agents", "the ⟦FIG001⟧1,234 employees"),
    ("au plus ⟦FIG001⟧15 %", "at most ⟦FIG001⟧15%"),
    ("sur ⟦FIG001⟧14,2 km et ⟦FIG001⟧3 écoles", "over ⟦FIG001⟧14.2 km and ⟦FIG001⟧3 schools"),
    ("sur 14,2 m et 3 écoliers", "over 14.2 m and 3 pupils"),
    ("monte de ⟦FIG003⟧13 %", "rises 13%"),
    ("coûte ⟦FIG003⟧12 €", "costs €12"),
    ("⟦FIG003⟧12 500 arbres", "12,500 trees"),
    ("⟦FIG003⟧3 millions d''arbres", "3 million trees"),
    ("il y a 12 arbres en 2024", "there are 12 trees in 2024"),
    ("Mistral 7B, Apache 2.0 et ISO 27001", "Mistral 7B, Apache 2.0 and ISO 27001"),
    ("le 1er mars 2025 à 14 h 30", "March 1, 2025 at 2:30 p.m."),
    ("`12,5 %` et [@s]", "`12,5 %` and [@s]"),
    ("[⟦FIG001⟧12,5 %](https://a.org/12,5) ", "[⟦FIG001⟧12.5%](https://a.org/12,5)"),
    ("voir [a 12.5%]{lang=en}", "see a {growth}"),
]


@pytest.mark.parametrize(("french", "english"), TYPED)
def test_numbers_typed_by_hand(french: str, english: str, tmp_path: Path) -> None:
    yaml = SETUP + "sources: {s: {title: 12 500 mots}}\n" + NAMED + texts(french, english)
    assert_found(tmp_path, yaml, select=["FIG001", "FIG003"])


def test_quotations_and_titles_of_works_are_left_alone(tmp_path: Path) -> None:
    yaml = (
        'sources: {s: {title: "100 M€"}}\nsections:\n  - title: T\n    blocks:\n'
        '      - quote: {text: {fr: "Il faut 100 M€", en: "We need €100M"}}\n'
    )
    assert_found(tmp_path, yaml, select=["FIG001", "FIG003"])


def test_naming_a_figure_is_a_fix_where_it_prints_the_same(tmp_path: Path) -> None:
    assert_found(
        tmp_path,
        SETUP + NAMED + texts("coûte ⟦FIG001⟧184,5 millions d''euros, ⟦FIG001⟧15 %", "costs ⟦FIG001⟧€184.5 million"),
        select=["FIG001"],
    )
    report = assert_found(
        tmp_path,
        SETUP
        + NAMED
        + texts(
            "⟦FIG001⟧3 écoles et ⟦FIG001⟧184,5 millions d''euros.",
            "costs ⟦FIG001⟧184.5 million euros for *⟦FIG001⟧3 schools*",
        ),
        select=["FIG001"],
    )
    apply_edits(compatible_edits(report.fixes))
    text = (tmp_path / "publication.yaml").read_text("utf-8")
    assert "fr: '{schools} et {budget}.'" in text
    assert "en: 'costs 184.5 million euros for *{schools}*'" in text


@pytest.mark.parametrize(
    ("french", "english", "fixed"),
    [
        ("le ⟦FIG009⟧16 décembre 2024.", "on ⟦FIG009⟧December 16, 2024.", ("le {vote}.", "on {vote}.")),
        ("le ⟦FIG009⟧1er mars 2025", "on ⟦FIG009⟧1 March 2025", ("le {law}", "on 1 March 2025")),
        ("le 17 décembre 2024", "on December 17, 2024", ()),
        ("en décembre 2024", "in December 2024", ()),
        ("au ⟦FIG009⟧16/12/2024", "by ⟦FIG009⟧12/16/2024", ()),
        ("la semaine du 16, décembre compris, de 2024", "the week of the 16th, December included, of 2024", ()),
    ],
)
def test_days(french: str, english: str, fixed: tuple[str, ...], tmp_path: Path) -> None:
    setup = "figures: {vote: {date: 2024-12-16}, law: {date: 2025-03-01}}\n"
    report = assert_found(tmp_path, setup + texts(french, english), select=["FIG009"])
    apply_edits(compatible_edits(report.fixes))
    text = (tmp_path / "publication.yaml").read_text("utf-8")
    assert all(f"'{fixed_word}'" in text for fixed_word in fixed)
    assert bool(report.fixes) == bool(fixed)


def test_declared_figures(tmp_path: Path) -> None:
    yaml = """\
sources: {s: {title: S}}
figures:
  a: {number: 10, source: s}
  b: {percent: 3, source: s, label: {fr: Part, en: Share}}
  c: ⟦FIG005⟧{percent: 3, source: s, label: {fr: part, en: Portion}}
  d: {percent: 3, source: s, label: {fr: Reste, en: Rest}}
  e: ⟦FIG006⟧{amount: 3, currency: EUR}
  f: ⟦FIG004⟧{date: 2024}
  g: {amount: 5, currency: EUR, source: s}
  h: {amount: 5, currency: CHF, source: s}
key_figures: [a]
sections:
  - title: T
    message: "{b}"
    blocks:
      - table: {columns: [A, B], rows: [["{c}", {figure: d}]]}
      - chart: {kind: bar, categories: [A, B], series: [{name: A, values: [e, g]}]}
      - timeline: [{date: {fr: Un, en: One}, title: Un, text: {fr: "a^[{h}]", en: "b^[{h}]"}}]
"""
    assert_found(tmp_path, yaml, select=["FIG004", "FIG005", "FIG006"])


def table(rows: str, columns: str = "[Lieu, Nombre]", more: str = "") -> str:
    return (
        f"figures: {{x: {{number: 30}}, y: {{percent: 40}}}}\nsections:\n  - title: T\n    blocks:\n      - table:\n"
        f"          columns: {columns}\n          rows: {rows}\n{more}"
    )


PERCENT = "[Lieu, {header: {fr: Part, en: Share}, format: {percent: true}}]"

TOTALS = [
    table("[[A, 12], [B, 30], [Total, 42]]"),
    table("[[A, 12], [B, 30], [Total, ⟦FIG007:error⟧52]]"),
    table("[[A, 12], [B, 30], [Total, ⟦FIG007:info⟧43]]"),
    table("[[A, 12], [B, 30], [Total, 43]]", more="          rounding: true\n"),
    table("[[A, 12], [B, 30], [Total, ⟦FIG007:error⟧52]]", more="          rounding: true\n"),
    table("[[A, 1.2], [B, 3.1], [C, 2.2], [Total, 6.6]]"),
    table("[[A, 1.2], [B, 3.1], [C, 2.2], [Total, ⟦FIG007:error⟧7.6]]"),
    table("[[A, 12], [B, ⟦⟧{figure: x}], [{fr: Ensemble, en: All}, ⟦FIG007:error⟧60]]").replace("⟦⟧", ""),
    table("[[A, 1], [B, 2], [Sous-total, 3], [C, 4], [D, 5], [Sous-total, ⟦FIG007:error⟧19], [Total, 12]]"),
    table("[[A, 1], [B, 2], [Sous-total, 3], [C, 4], [Total, ⟦FIG007:error⟧17]]"),
    table("[[A, 1], [B, n.d.], [Total, 17]]"),
    table("[[A, 1], [B, 2], [Total des recettes, 3], [C, 1], [D, 4], [Total des dépenses, 5]]"),
    table("[[A, 1], [B, 2], [Total des recettes, 3], [C, 1], [D, 4], [Total des dépenses, ⟦FIG007:error⟧25]]"),
    table("[[A, 1], [B, null], [Total, 1]]"),
    table("[[A, 12], [B, 30], [⟦FIG007⟧Total, 42]]", more="          total: true\n"),
    table("[[A, 12.5], [B, 30.5], [Total, 21.5]]", PERCENT),
    table("[[A, 52.5], [B, 30.5], [Total, ⟦FIG007:error⟧100]]", PERCENT),
    table("[[A, 33.3], [B, 33.3], [C, 33.3], [Total, 100]]", PERCENT),
    table("[[A, 50], [B, 30], [C, ⟦FIG008⟧50]]", PERCENT),
    table("[[A, 33.3], [B, 33.3], [C, 33.3]]", PERCENT),
    table("[[A, 50], [B, 30], [C, 10]]", PERCENT),
    table("[[A, 50], [B, 30], [C, 50]]", PERCENT.replace("Part", "Taux").replace("Share", "Rate")),
]


@pytest.mark.parametrize("yaml", TOTALS)
def test_totals(yaml: str, tmp_path: Path) -> None:
    assert_found(tmp_path, yaml, select=["FIG007", "FIG008"])


def chart(kind: str, series: str, more: str = "format: {percent: true}") -> str:
    return (
        "figures: {x: {percent: 30}, y: {percent: 40}}\nsections:\n  - title: T\n    blocks:\n      - chart:\n"
        f"          kind: {kind}\n          categories: [A, B]\n          series:\n{series}          {more}\n"
    )


@pytest.mark.parametrize(
    "yaml",
    [
        chart("pie", "            - {name: S, values: [45, 55]}\n"),
        chart("pie", "            - ⟦FIG008⟧{name: S, values: [45, 50]}\n"),
        chart("doughnut", "            - ⟦FIG008⟧{name: S, values: [x, y]}\n", "alt: Un dessin"),
        chart("pie", "            - {name: S, values: [45.4, 54.7]}\n"),
        chart("pie", "            - {name: S, values: [450, 50]}\n", "alt: Un dessin"),
        chart("bar", "            - {name: S, values: [45, 50]}\n"),
        chart(
            "column",
            "            - ⟦FIG008⟧{name: S, values: [45, 50]}\n            - {name: T, values: [55, 60]}\n",
            "format: {percent: true}\n          stacked: true",
        ),
    ],
)
def test_shares_of_charts(yaml: str, tmp_path: Path) -> None:
    assert_found(tmp_path, yaml, select=["FIG008"])


def test_totals_of_data_files(tmp_path: Path) -> None:
    yaml = (
        "sections:\n  - title: T\n    blocks:\n      - table:\n          data: d.csv\n"
        "          columns: [{header: Lieu, key: l}, {header: Nombre, key: n}]\n"
        "--- d.csv\nl,n\nA,12\nB,30\nTotal,⟦FIG007:error⟧72\n"
    )
    assert_found(tmp_path, yaml, select=["FIG007"])


RATES = [
    ("{fr: ⟦FIG015⟧Taux de chômage, en: Unemployment rate}", "7.1"),
    ("{fr: Chômage, en: ⟦FIG015⟧Unemployment rate}", "7.1"),
    ("{fr: ⟦FIG015⟧Part (%), en: Share (%)}", "7.1"),
    ("{fr: ⟦FIG015⟧Loyer moyen (euros), en: Average rent}", "700"),
    ("{header: {fr: ⟦FIG015⟧Prix unitaire, en: Unit price}, format: {currency: EUR}}", "7"),
    ("{fr: ⟦FIG015⟧Dépense par habitant, en: Spending per capita}", "7"),
    ("{fr: ⟦FIG015⟧Année, en: Year}", "2024"),
    ("{header: {fr: Taux, en: Rate}, format: {percent: true}}", "7.1"),
    ("{fr: Part (%), en: Share (%)}", "50"),
    ("{header: {fr: Température moyenne, en: Average temperature}, format: {unit: celsius}}", "7.1"),
    ("{fr: Recettes au taux réduit, en: Revenue at the reduced rate of VAT}", "7.1"),
    ("{fr: Parts sociales, en: Shares issued}", "7"),
    ("{fr: Coûts par année, en: Costs in a year}", "700"),
    ("{fr: Années de prison, en: Years in prison}", "12"),
    ("{fr: Hôtels de première catégorie, en: First-rate hotels}", "12"),
]


@pytest.mark.parametrize(("column", "value"), RATES)
def test_columns_that_a_total_must_not_add_up(column: str, value: str, tmp_path: Path) -> None:
    yaml = table(f"[[A, {value}], [B, {value}]]", f"[Lieu, {column}]", "          total: true\n")
    assert_found(tmp_path, yaml, select=["FIG015"])
    assert_found(tmp_path, re.sub("⟦.*⟧", "", yaml.replace("total: true", "total: false")), select=["FIG015"])
