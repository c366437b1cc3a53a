"""Territories after their prepositions: `{seat:in}`, `{seat:of}`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import builder
from builder.diagnostics import BuildError
from builder.resolve.figures import figure_text
from builder.resolve.numbers import formatter
from builder.tree.prose import plain
from tests.resolve.make import figure
from tests.resolve.readback import built
from tests.resolve.test_seams import inlines
from tests.resolve.values import seen, territory

FRENCH = """
FR en France|de la France
CA au Canada|du Canada
US aux États-Unis|des États-Unis
CU à Cuba|de Cuba
IR en Iran|de l’Iran
IQ en Irak|de l’Irak
IL en Israël|d’Israël
IT en Italie|de l’Italie
RE à La Réunion|de La Réunion
GB au Royaume-Uni|du Royaume-Uni
NL aux Pays-Bas|des Pays-Bas
HT en Haïti|d’Haïti
HN au Honduras|du Honduras
HU en Hongrie|de la Hongrie
YE au Yémen|du Yémen
UY en Uruguay|de l’Uruguay
AO en Angola|de l’Angola
EG en Égypte|de l’Égypte
MX au Mexique|du Mexique
KH au Cambodge|du Cambodge
MZ au Mozambique|du Mozambique
ZW au Zimbabwe|du Zimbabwe
SR au Suriname|du Suriname
CD en République démocratique du Congo|de la République démocratique du Congo
CG au Congo|du Congo
CI en Côte d’Ivoire|de la Côte d’Ivoire
CY à Chypre|de Chypre
MT à Malte|de Malte
MG à Madagascar|de Madagascar
SG à Singapour|de Singapour
MC à Monaco|de Monaco
DJ à Djibouti|de Djibouti
OM à Oman|d’Oman
BB à la Barbade|de la Barbade
GP en Guadeloupe|de la Guadeloupe
YT à Mayotte|de Mayotte
PH aux Philippines|des Philippines
SC aux Seychelles|des Seychelles
PS dans les Territoires palestiniens|des Territoires palestiniens
EU dans l’Union européenne|de l’Union européenne
EZ dans la zone euro|de la zone euro
IM sur l’Île de Man|de l’Île de Man
SJ au Svalbard et à Jan Mayen|du Svalbard et de Jan Mayen
VA au Vatican|du Vatican
HK à Hong Kong|de Hong Kong
TW à Taïwan|de Taïwan
XK au Kosovo|du Kosovo
"""
ENGLISH = """
US in the United States|of the United States
GB in the United Kingdom|of the United Kingdom
NL in the Netherlands|of the Netherlands
FR in France|of France
CA in Canada|of Canada
GM in the Gambia|of the Gambia
BS in the Bahamas|of the Bahamas
CD in the Democratic Republic of the Congo|of the Democratic Republic of the Congo
CG in the Republic of the Congo|of the Republic of the Congo
DO in the Dominican Republic|of the Dominican Republic
AE in the United Arab Emirates|of the United Arab Emirates
PH in the Philippines|of the Philippines
UA in Ukraine|of Ukraine
SD in Sudan|of Sudan
IM in the Isle of Man|of the Isle of Man
CX on Christmas Island|of Christmas Island
VA in Vatican City|of Vatican City
EU in the European Union|of the European Union
"""
REGIONAL = """
fr-CA BY au Bélarus|du Bélarus
fr-CA RE à la Réunion|de la Réunion
fr-CA TL au Timor-Leste|du Timor-Leste
fr-CA FO aux îles Féroé|des îles Féroé
fr-CH US aux États-Unis|des États-Unis
fr-BE IT en Italie|de l’Italie
en-CA US in the United States|of the United States
en-GB NL in the Netherlands|of the Netherlands
"""


def cases() -> list[tuple[str, str, str, str]]:
    lines = [f"fr {line}" for line in FRENCH.split("\n") if line] + [
        f"en {line}" for line in ENGLISH.split("\n") if line
    ]
    lines += [line for line in REGIONAL.split("\n") if line]
    return [(*line.split(" ", 2)[:2], *line.split(" ", 2)[2].split("|")) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("language", "code", "within", "of"), cases())
def test_a_territory_takes_its_preposition_by_style(language: str, code: str, within: str, of: str) -> None:
    assert figure_text(territory(code), formatter(language), "in") == within
    assert figure_text(territory(code), formatter(language), "of") == of


CODES = sorted(
    code
    for code in formatter("fr")._locale.data.territories
    if code.isalpha() and code not in ("QO", "XA", "XB", "ZZ")  # outlying Oceania, pseudo-locales, unknown
)
WITHIN = {
    "fr": r"(?:en|au|aux|à|à la|dans les|dans l’|dans la|dans le|sur l’) ?",
    "en": r"(?:in|on|in the) ",
}
OF = {"fr": r"(?:de la |du |des |de l’|de |d’)", "en": r"of (?:the )?"}


@pytest.mark.parametrize("language", ["fr", "fr-CA", "fr-CH", "en", "en-CA", "en-GB"])
def test_every_territory_has_both_styles_and_keeps_its_name(language: str) -> None:
    assert len(CODES) >= 249
    writer = formatter(language)
    for code in CODES:
        name = writer.territory(code)
        first = re.escape(name.split(" et ")[0])
        for style, patterns in (("in", WITHIN), ("of", OF)):
            words = writer.territory(code, style)
            assert re.match(f"{patterns[language[:2]]}{first}", words), (code, words)
            assert not re.search(
                r"\b(?:de|à) les?\b|\b(?:de|la|le) [AÉEIÎOUaéeiîou]", words.replace("de l’", "d’", 1)
            ), words


@pytest.mark.parametrize(
    ("typed", "style", "code", "printed"),
    [
        ("Installée ", "in", "US", "Installée aux États-Unis"),
        ("", "in", "FR", "En France"),
        ("Installée en ", "in", "FR", "Installée en France"),
        ("Installée au ", "in", "FR", "Installée en France"),
        ("Au ", "in", "FR", "En France"),
        ("jusqu'", "in", "CU", "jusqu’à Cuba"),
        ("jusqu'", "in", "PS", "jusque dans les Territoires palestiniens"),
        ("jusqu'à ", "in", "CA", "jusqu’au Canada"),
        ("le budget ", "of", "CA", "le budget du Canada"),
        ("le budget de ", "of", "CA", "le budget du Canada"),
        ("le budget d'", "of", "IT", "le budget de l’Italie"),
        ("le budget du ", "of", "IL", "le budget d’Israël"),
        ("De ", "of", "FR", "De la France"),
        ("plutôt que ", "of", "IL", "plutôt que d’Israël"),
        ("plutôt que ", "in", "IT", "plutôt qu’en Italie"),
        ("l'ambassade de ", "", "IT", "l’ambassade d’Italie"),
        ("l'ambassade d'", "", "FR", "l’ambassade de France"),
        ("la ", "", "FR", "la France"),
        ("en ", "", "FR", "en France"),
        ("au ", "", "CA", "au Canada"),
    ],
)
def test_a_typed_preposition_is_printed_once(typed: str, style: str, code: str, printed: str) -> None:
    words = plain(inlines(territory(code), *((typed,) if typed else ()), figure("x", style)))
    assert seen(words).startswith(printed)


def test_english_prepositions_are_printed_once() -> None:
    words = plain(inlines(territory("US"), "Based in ", figure("x", "in"), language="en"))
    assert words == "Based in the United States"
    assert plain(inlines(territory("US"), "The budget of ", figure("x", "of"), language="en")) == (
        "The budget of the United States"
    )


BODY = """
figures:
  seat: {territory: US}
sections:
  - title: {fr: Un, en: One}
    message: {fr: Un., en: One.}
    blocks:
      - points:
          - {fr: "Le siège est {seat:in}, loin de l'Europe.", en: "The seat is {seat:in}, far from Europe."}
          - {fr: "Le droit {seat:of} s'applique.", en: "The law {seat:of} applies."}
"""


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("fr", ["Le siège est aux États-Unis, loin de l’Europe.", "Le droit des États-Unis s’applique."]),
        ("en", ["The seat is in the United States, far from Europe.", "The law of the United States applies."]),
    ],
)
def test_the_brief_and_the_deck_name_the_country(language: str, sentences: list[str], tmp_path: Path) -> None:
    for text in built(tmp_path, BODY, language):
        assert all(sentence in text for sentence in sentences)


GERMAN = """\
languages: [de]
title: Test
figures:
  seat: {territory: US}
sections:
  - title: Eins
    message: Der Sitz ist {seat:in}.
    blocks: [{text: "Ein Text."}]
"""


def test_other_languages_refuse_the_styles_at_their_place(tmp_path: Path) -> None:
    source = tmp_path / "publication.yaml"
    source.write_text(GERMAN, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        builder.write_brief(builder.load(source), "de", tmp_path / "out.docx")
    (problem,) = caught.value.diagnostics
    assert (problem.span.line, problem.span.column, problem.message) == (
        7,
        27,
        "figure `seat`: a country has the style `in` in French and English only "
        "(leave `:in` out, and type the preposition before the figure)",
    )


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("at", "a country has no style `at`; its styles are standard, in, of"),
        ("compact", "a country has no style `compact`; its styles are standard, in, of"),
    ],
)
def test_unknown_styles_are_refused(style: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        figure_text(territory("FR"), formatter("fr"), style)


def test_a_region_without_a_preposition_is_refused() -> None:
    with pytest.raises(ValueError, match="territory `150` has no style `of`"):
        figure_text(territory("150"), formatter("fr"), "of")
