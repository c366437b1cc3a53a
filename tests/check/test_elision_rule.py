"""Elisions missed by hand in French texts are found and fixed; what usage allows is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.runner import check
from builder.source_edits.edits import apply_edits, compatible_edits
from tests.check.planted import assert_found, plant
from tests.check.test_typography_rules import texts
from tests.resolve.test_elision import ELIDED, WHOLE

MISSED = {
    "before environ": texts("Un budget ⟦TYP013:warning⟧de environ trois millions"),
    "before au moins": texts("Il s'agit ⟦TYP013⟧de au moins trois cas"),
    "before a pronoun": texts("Il faut ⟦TYP013⟧que il vienne"),
    "in a conjunction": texts("Parce ⟦TYP013⟧que elles viennent, ⟦TYP013⟧si ils veulent"),
    "before un": texts("⟦TYP013⟧Lorsque un enfant naît, ⟦TYP013⟧puisque une loi le veut"),
    "jusque": texts("Ouvert ⟦TYP013⟧jusque à midi, ⟦TYP013⟧jusque au soir"),
    "before an apostrophe": texts("Le budget ⟦TYP013⟧de aujourd'hui"),
    "before où": texts("Le pays ⟦TYP013⟧de où il vient"),
    "before a name": texts("L'armée de ⟦TYP013⟧la Italie, ⟦TYP013⟧le État, la carte ⟦TYP013⟧de Europe"),
    "quoique": texts("⟦TYP013⟧Quoique il dise"),
    "before a verb": texts("⟦TYP013⟧Ce est vrai ; il ⟦TYP013⟧ne est pas là, ⟦TYP013⟧je ai vu, il ⟦TYP013⟧se agit"),
    "an acronym": texts("Selon ⟦TYP013⟧la ONU, le prix ⟦TYP013⟧de APL et ⟦TYP013⟧la IA"),
    "a mute h": texts("Dans ⟦TYP013⟧le hôpital, ⟦TYP013⟧de hommes, ⟦TYP013⟧le hectare, ⟦TYP013⟧la histoire"),
    "de and la": texts("Près de ⟦TYP013⟧la eau, ⟦TYP013⟧de euros et ⟦TYP013⟧de yeux"),
    "a compound": texts("⟦TYP013⟧Le ex-ministre parle ⟦TYP013⟧de e-mails"),
    "a no-break space": texts("Un budget ⟦TYP013⟧de\u00a0environ trois millions"),
    "over a line's end": texts("Un budget ⟦TYP013⟧de\nenviron trois millions"),
    "across emphasis": texts("Un budget ⟦TYP013⟧de *environ* trois millions"),
    "in a note": texts("Un mot^[Il s'agit ⟦TYP013⟧de environ dix.]", "A word^[About ten.]"),
    "in a French passage": texts(english="He writes [Il faut ⟦TYP013⟧que il vienne]{lang=fr} here"),
    "in Canada": texts("Un budget ⟦TYP013⟧de environ trois millions", tags=("fr-CA", "en-CA")),
    "in Switzerland": texts("Un budget ⟦TYP013⟧de environ trois millions", tags=("fr-CH", "en-GB")),
}
SOUND = {
    "numerals": "Le onze mai, de onze à douze, le un, de un à dix, que un ou deux, le huit, de huit, la énième fois",
    "fixed phrases": "La une du journal, à la une, le oui et le non, que oui, le ouf, la ouate, le ouistiti, le hiatus",
    "aspirated h": "Le héros, la haie, le hasard, que huit, de haut en bas, le handicap, le HCR, la HLM, le hors-série",
    "y and w": "Le yaourt, de yaourts, le yen, le yacht, le wagon, la yourte, de Yaoundé",
    "letters": "De A à Z, le A, la lettre e, de a à b, la IIIe République, le Ier siècle, le IV, le i-ème, la note la",
    "operators": "Le ET logique, le OU, le OK du maire, À LA UNE",
    "pronouns": "Prends-le avec toi, dis-la à Paul, est-ce une ville, est-ce à dire, fais-le ensuite, sur ce il part",
    "coordination": "Le ou la maire, de et vers la ville, que et quoi, le et la, plus que ou moins que",
    "never elided": "Presque autant, quelque autre, presque un, quelque onze cas",
    "names": "De Agostini, la Union, le Othello, que Antoine, chez de Oliveira",
    "elided": "D'environ dix, qu'il, l'ONU, l'hôpital, jusqu'à, lorsqu'un, d'« usagers », n'est, c'est, s'il",
    "figures": "Il s'agit de {x} et de {{x}}",
    "code": "La valeur de `umask` et de open(2), de i.d, le user@host",
    "titles": "Le livre *El libro de oro*, la Casa de España, voir van de architect, la universidad de economía",
    "other languages": "La devise est « the more that is in a name of it ».",
}


@pytest.mark.parametrize("yaml", MISSED.values(), ids=MISSED.keys())
def test_missed_elisions_are_found(yaml: str, tmp_path: Path) -> None:
    assert_found(tmp_path, yaml, ["TYP013"])


@pytest.mark.parametrize("tags", [("fr", "en"), ("fr-CA", "en-CA"), ("fr-CH", "en-GB")])
@pytest.mark.parametrize("french", SOUND.values(), ids=SOUND.keys())
def test_sound_texts_are_left_alone(french: str, tags: tuple[str, str], tmp_path: Path) -> None:
    yaml = texts(french, tags=tags).replace("sections:", "figures: {x: {number: 3, bound: about}}\nsections:")
    assert_found(tmp_path, yaml, ["TYP013"])


@pytest.mark.parametrize("head", ["de", "le", "la", "que", "jusque", "lorsque", "ne"])
def test_words_that_keep_the_vowel_are_left_alone(head: str, tmp_path: Path) -> None:
    """Each aspirated h, y and numeral of the tests of elision, after each word that elides."""
    assert_found(tmp_path, texts(", ".join(f"{head} {word}" for word in WHOLE)), ["TYP013"])


def test_what_is_elided_is_left_alone(tmp_path: Path) -> None:
    words = ", ".join(f"d'{word}, l’{word}, qu'{word}" for word in ELIDED)
    assert_found(tmp_path, texts(words), ["TYP013"])


def test_other_languages_are_left_alone(tmp_path: Path) -> None:
    assert_found(tmp_path, texts("Un mot [le ingegnere de arte]{lang=it}", "Some que il de environ"), ["TYP013"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Un budget de environ dix", "Un budget d'environ dix"),
        ("L’an passé, selon la ONU", "L’an passé, selon l’ONU"),
        ("Parce que il faut, Que il", "Parce qu'il faut, Qu'il"),
        ("De environ dix, de\u00a0environ", "D'environ dix, d'environ"),
        ("Si il vient, si ils vont", "S'il vient, s'ils vont"),
        ("Près de **la eau**", "Près de **l'eau**"),
        ("Lorsque un, jusque à, le hôpital", "Lorsqu'un, jusqu'à, l'hôpital"),
    ],
)
@pytest.mark.parametrize("style", ["{0}", '"{0}"', "'{0}'"])
def test_fixes(before: str, after: str, style: str, tmp_path: Path) -> None:
    def yaml(text: str) -> str:
        text = text.replace("'", "''") if style == "'{0}'" else text
        return f"languages: [fr, en]\ntitle: T\nabstract:\n  fr: {style.format(text)}\n  en: A word\n"

    plant(tmp_path, yaml(before))
    apply_edits(compatible_edits(check(tmp_path / "publication.yaml", ["TYP013"]).fixes))
    assert (tmp_path / "publication.yaml").read_text(encoding="utf-8") == yaml(after)
    assert not check(tmp_path / "publication.yaml", ["TYP013"]).diagnostics


def test_an_elision_across_emphasis_has_no_fix(tmp_path: Path) -> None:
    report = assert_found(tmp_path, texts("Un budget *⟦TYP013⟧de* environ dix"), ["TYP013"])
    assert report.fixes == ()
