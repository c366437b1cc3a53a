"""A text in another language than its own is found; a text that only looks a little like it is not."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.check.language_detection import NAMES, other_language
from builder.check.runner import check
from builder.source_edits.edits import apply_edits
from tests.check.planted import assert_found, plant

SENTENCES = {
    "fr": [
        "La commission présentera ses conclusions au printemps, avant que le conseil ne se prononce.",
        "Les travaux commenceront dès que les autorisations auront été délivrées par la ville.",
        "On ne sait pas encore combien de logements seront construits cette année.",
        "Le réseau compte plus de trente gares et dessert toute la région.",
    ],
    "en": [
        "The committee will present its findings in spring, before the council takes a decision.",
        "Work will start as soon as the permits have been issued by the town.",
        "It is not yet known how many dwellings will be built this year.",
        "The network has more than thirty stations and serves the whole region.",
    ],
    "de": [
        "Die Kommission legt ihre Ergebnisse im Frühling vor, bevor der Rat entscheidet.",
        "Die Arbeiten beginnen, sobald die Stadt alle Bewilligungen erteilt und veröffentlicht hat.",
        "Es ist noch nicht bekannt, wie viele Wohnungen in diesem Jahr gebaut werden.",
        "Das Netz umfasst mehr als dreissig Bahnhöfe und bedient die ganze Region.",
    ],
    "nl": [
        "De commissie presenteert haar conclusies in het voorjaar, voordat de raad een besluit neemt.",
        "De werken beginnen zodra de stad de vergunningen heeft afgegeven.",
        "Het is nog niet bekend hoeveel woningen er dit jaar worden gebouwd.",
        "Het net telt meer dan dertig stations en bedient de hele regio.",
    ],
    "it": [
        "La commissione presenterà le sue conclusioni in primavera, prima che il consiglio si pronunci.",
        "I lavori inizieranno non appena il comune avrà rilasciato le autorizzazioni.",
        "Non si sa ancora quanti alloggi saranno costruiti quest'anno.",
        "La rete conta più di trenta stazioni e serve tutta la regione.",
    ],
    "es": [
        "La comisión presentará sus conclusiones en primavera, antes de que el consejo se pronuncie.",
        "Las obras comenzarán en cuanto la ciudad haya expedido las autorizaciones.",
        "Todavía no se sabe cuántas viviendas se construirán este año.",
        "La red cuenta con más de treinta estaciones y da servicio a toda la región.",
    ],
    "pt": [
        "A comissão apresentará as suas conclusões na primavera, antes de o conselho se pronunciar.",
        "As obras começarão assim que a cidade tiver emitido as autorizações.",
        "Ainda não se sabe quantas habitações serão construídas este ano.",
        "A rede conta com mais de trinta estações e serve toda a região.",
    ],
}


@pytest.mark.parametrize(("own", "alleged"), list(permutations(NAMES, 2)))
def test_every_pair_of_languages_is_distinguished(own: str, alleged: str) -> None:
    assert [other_language(sentence, alleged) for sentence in SENTENCES[own]] == [own] * 4


@pytest.mark.parametrize("own", NAMES)
def test_a_language_is_never_taken_for_another(own: str) -> None:
    assert [other_language(sentence, own) for sentence in SENTENCES[own]] == [None] * 4


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le marketing, le cloud et le machine learning pour les start-up du secteur"),
        ("fr", "Big data, machine learning, cloud computing, open source"),
        ("fr", "Information, communication, transports, administration, documents"),
        ("fr", "Le rapport The Economist Intelligence Unit on Global Cities and the Future"),
        ("fr", "Selon lui, « the show must go on and we will not stop », dit le maire de la ville"),
        ("en", "The Commission des finances of the Assemblée nationale du Québec met on Tuesday"),
        ("en", "A laissez-faire approach, a fait accompli and a raison d'être vis-à-vis the market"),
        ("en", "Die-cast parts, on-demand services and an all-in price"),
        ("en", "Paris, Bruxelles, Luxembourg, Genève, Montréal, Québec, Trois-Rivières"),
        ("en", "Lorem ipsum dolor sit amet, consectetur adipiscing elit"),
        ("fr", "Note d'information"),
        ("en", "Information note"),
        ("de", "Das E-Government und das Internet in der Stadt"),
        ("de", "Online-Services, Apps, Open Data, Smart City, Big Data, Cloud Computing"),
        ("nl", "De manager en de interface van het team in de cloud"),
        ("en", "SELECT name FROM users WHERE id IN (1, 2)"),
        ("fr", "12 % 2025 M$ km/h A4 10:30"),
        ("fr", ""),
    ],
)
def test_too_few_cues_are_left_alone(language: str, text: str) -> None:
    assert other_language(text, language) is None


@given(st.text(max_size=80), st.sampled_from(sorted(NAMES)))
def test_any_text_has_an_answer(text: str, language: str) -> None:
    assert other_language(text, language) in {None, *NAMES} - {language}


HEAD = "languages: [fr, en]\ntitle: Titre\nsections:\n  - title: T\n    blocks:\n"
FR, EN = SENTENCES["fr"], SENTENCES["en"]


def texts(french: str, english: str) -> str:
    return f"{HEAD}      - text:\n          fr: |\n{_block(french)}          en: |\n{_block(english)}"


def _block(text: str) -> str:
    return "".join(f"            {line}\n" if line else "\n" for line in text.split("\n"))


CASES = {
    "English under French": texts(f"⟦LNG001:warning⟧{EN[0]}", EN[0]),
    "French under English": texts(FR[1], f"⟦LNG001⟧{FR[1]}"),
    "swapped": texts(f"⟦LNG001⟧{EN[0]}", f"⟦LNG001⟧{FR[0]}"),
    "one paragraph of three": texts(f"{FR[0]}\n\n⟦LNG001⟧{EN[1]}\n\n{FR[2]}", "\n\n".join(EN[:3])),
    "all paragraphs": texts("\n\n".join(FR[:3]), f"⟦LNG001⟧{FR[0]}\n\n{FR[1]}\n\n{FR[2]}"),
    "a list of short points": texts(
        "- du bois\n- des rues\n- la ville et\n- le pont", "- ⟦LNG001⟧du bois\n- des rues\n- la ville et\n- le pont"
    ),
    "a note": texts(f"Un mot^[⟦LNG001⟧{EN[0]}]", f"A word^[{EN[0]}]"),
    "a list item": texts(f"- {FR[0]}\n- *⟦LNG001⟧{EN[1]}*\n- {FR[2]}", f"- {EN[0]}\n- {EN[1]}\n- {EN[2]}"),
    "marked": texts(f"{FR[0]} [{EN[0]}]{{lang=en}}", f"{EN[0]} [{FR[0]}]{{lang=fr-CA}}"),
    "marked wrongly": texts(f"{FR[0]} [⟦LNG002:warning⟧{FR[1]}]{{lang=en-GB}}", EN[0]),
    "marked as a third language": texts(FR[0], f"{EN[0]} [⟦LNG002⟧{FR[1]}]{{lang=de}}"),
    "marked as a language we do not know": texts(f"{FR[0]} [Tout est dit dans la loi]{{lang=fi}}", EN[0]),
    "a quotation": texts(f"{FR[0]}", f"It says “⟦LNG003:info⟧{FR[2]}” in the law."),
    "an English quotation": texts(f"La devise est « ⟦LNG003⟧{EN[2]} » depuis toujours.", EN[0]),
    "a sentence": texts(f"{FR[0]} ⟦LNG003⟧{EN[1]} {FR[2]}", f"{EN[0]} {EN[1]} {EN[2]}"),
}


@pytest.mark.parametrize("yaml", CASES.values(), ids=CASES.keys())
def test_language(yaml: str, tmp_path: Path) -> None:
    assert_found(tmp_path, yaml, select=["LNG"])


@pytest.mark.parametrize(("first", "second"), [("fr-CA", "en-GB"), ("de-CH", "it"), ("nl", "pt"), ("es", "en-CA")])
def test_regions_and_other_languages(first: str, second: str, tmp_path: Path) -> None:
    own, other = SENTENCES[first[:2]], SENTENCES[second[:2]]
    text = f"""\
languages: [{first}, {second}]
title: {{{first}: "{own[0]}", {second}: "⟦LNG001⟧{own[0]}"}}
subtitle: {{{first}: "⟦LNG001⟧{other[1]}", {second}: "{other[1]}"}}
status: {own[0].replace(":", "")}
sections: [{{title: {{{first}: "{own[2]}", {second}: "{other[2]}"}}}}]
"""
    assert_found(tmp_path, text, select=["LNG"])


def test_a_language_we_do_not_know_is_left_alone(tmp_path: Path) -> None:
    assert_found(
        tmp_path, f'languages: [fi, en]\ntitle: {{fi: "{EN[0]}", en: "{EN[0]}"}}\nsections: []\n', select=["LNG"]
    )


def test_marking_a_quotation_fixes_it(tmp_path: Path) -> None:
    text = f'{HEAD}      - text:\n          fr: "La devise est « {EN[2]} » depuis toujours."\n          en: {EN[0]}\n'
    plant(tmp_path, text)
    report = check(tmp_path / "publication.yaml", ["LNG"])
    assert len(report.fixes) == 1
    apply_edits(report.fixes[0])
    fixed = (tmp_path / "publication.yaml").read_text(encoding="utf-8")
    assert fixed == text.replace(EN[2], f"[{EN[2]}]{{lang=en}}")
    assert not check(tmp_path / "publication.yaml", ["LNG"]).diagnostics


PAIRS = [
    pair
    for pairs in msgspec.yaml.decode((Path(__file__).parent / "clean_pairs.yaml").read_bytes()).values()
    for pair in pairs
]


def test_sound_sentences_are_never_taken_for_another_language() -> None:
    assert [pair[own] for pair in PAIRS for own in ("fr", "en") if other_language(pair[own], own)] == []


@pytest.mark.parametrize(("least", "most", "share"), [(8, 99, 0.96), (4, 7, 0.70)])
def test_most_sentences_under_the_other_language_are_found(least: int, most: int, share: float) -> None:
    """The shares that docs/checks.md states."""
    sentences = [
        (pair[own], own, alleged)
        for pair in PAIRS
        for own, alleged in (("fr", "en"), ("en", "fr"))
        if least <= len([word for word in re.findall(r"[^\W\d_]+", pair[own]) if word.islower()]) <= most
    ]
    languages = [other_language(text, alleged) for text, _, alleged in sentences]
    assert {language for language in languages if language} == {"fr", "en"}
    assert (
        sum(language == own for language, (_, own, _) in zip(languages, sentences, strict=True))
        >= share * len(sentences)
        > 50
    )
