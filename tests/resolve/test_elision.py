"""French elision before an h, a y, `oui`, `onze`, acronyms, numerals and words in guillemets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.elision import elides, french_of
from builder.resolve.figures import figure_text
from builder.resolve.numbers import formatter
from tests.resolve.values import D, number, seen


def words(text: str) -> list[str]:
    return text.split()


# fmt: off
WHOLE = words("""
    dollars yens hertz haricots onze yuans héros haies hameaux handicaps hasards hérissons hérons hiboux homards hubs
    hackers hamburgers harcèlements hausses hauteurs hangars halles halls haltes hamsters harengs harpes haras havres
    hernies hêtres heurts hiérarchies hobbys hockeyeurs holdings hold-up homes hontes hoquets hordes hors-d’œuvre
    hors-bord hot-dogs hottes houblons houles housses huées huguenots huit huitièmes hululements huppes hurlements
    hussards huttes hublots haches haïkus halos hanches haricot hip-hop hippies hijabs high-tech hi-fi hits huards
    heaumes hérauts herses Hongrois Hollandais Hongrie Honduras Hambourg Habsbourg Hurons Huns onzièmes oui ouistitis
    ouais uhlans henrys ululements yaourts yachts yourtes yens yetis Yémen York wagons watts
""")
ELIDED = words("""
    euros heures habitants hectares États œuvres ans hommes héroïnes héroïsmes héroïques hôpitaux hôtels hôtes huiles
    huîtres huissiers humains humoristes humus hybrides hydrocarbures hygiénistes hymnes hypothèques habits haleines
    hallucinations halogènes haltères hameçons harmonies hebdomadaires hélicoptères hémisphères herbes héritiers
    hésitations heureux hidalgos hippodromes hirondelles histoires hivers homéopathes homologations honneurs
    honoraires horaires horizons horloges hormones horodateurs horreurs hortensias hospices hostilités hôtesses Haïti
    homuncules Halloween Hérault Henri Helsinki Himalaya yeux ouïes ouest ouvriers Yonne Yvelines ytterbium iode e-mails
    usagers
""")
ACRONYMS = {"ONU": True, "APL": True, "UE": True, "EDF": True, "IA": True, "ETI": True, "OUI": False, "HCR": False,
            "HLM": False, "SMS": False, "RTT": False, "A320": True, "III": False, "IIIe": False, "Ier": False,
            "A": False, "HOMMES": True, "HAIES": False, "YEUX": True, "États-Unis": True}
# fmt: on


def test_words_before_which_de_is_whole() -> None:
    assert [french_of(word) for word in WHOLE] == [f"de {word}" for word in WHOLE]


def test_words_before_which_de_is_elided() -> None:
    assert [french_of(word) for word in ELIDED] == [f"d’{word}" for word in ELIDED]


@pytest.mark.parametrize(("acronym", "elided"), ACRONYMS.items())
def test_acronyms_and_roman_numerals(acronym: str, elided: bool) -> None:
    assert elides(acronym) == elided


@pytest.mark.parametrize("numeral", ["1", "8", "11", "11,5", "80 000", "−8", ""])
def test_numerals_never_elide(numeral: str) -> None:
    assert not elides(numeral)


@given(st.sampled_from(WHOLE + ELIDED), st.sampled_from(["« {} »", "«\u00a0{}\u00a0»", "“{}”", '"{}"', "*{}*", "({})"]))
def test_the_word_inside_marks_decides(word: str, marks: str) -> None:
    assert elides(marks.format(word)) == elides(word)


@given(st.sampled_from(WHOLE + ELIDED))
def test_capitals_and_words_that_follow_change_nothing(word: str) -> None:
    assert elides(word[:1].upper() + word[1:]) == elides(word) == elides(f"{word} neufs")


@pytest.mark.parametrize(
    ("noun", "printed"),
    [
        ("haies", "2~millions de haies"),
        ("« usagers »", "2~millions d’«~usagers~»"),
        ('"usagers"', "2~millions d’«~usagers~»"),
        ("« haies »", "2~millions de «~haies~»"),
        ("yeux", "2~millions d’yeux"),
        ("yaourts", "2~millions de yaourts"),
        ("APL", "2~millions d’APL"),
        ("HLM", "2~millions de HLM"),
        ("chefs-d'œuvre", "2~millions de chefs-d’œuvre"),
    ],
)
def test_counted_nouns_are_joined_to_their_scale_and_set(noun: str, printed: str) -> None:
    figure = number(D(2_000_000), {"fr": {"one": noun, "other": noun}})
    assert seen(figure_text(figure, formatter("fr"))) == printed
    small = number(D(3), {"fr": {"one": noun, "other": noun}})
    assert seen(figure_text(small, formatter("fr"))) == printed.replace("2~millions d’", "3~").replace(
        "2~millions de ", "3~"
    )


def test_a_noun_is_set_by_the_rules_of_its_locale() -> None:
    figure = number(
        D(2_000_000), {"fr": {"one": "« clé »", "other": "« clés »"}, "en": {"one": "'k'", "other": '"keys"'}}
    )
    assert seen(figure_text(figure, formatter("fr-CH"))) == "2~millions de «¦clés¦»"
    assert seen(figure_text(figure, formatter("en"))) == "2~million “keys”"
