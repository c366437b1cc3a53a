"""Bibliographic entries keep the language, marks and numbers of the work; prose that resembles one does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.bibliography import is_entry
from tests.check.planted import assert_found

ENTRIES = [
    "Smith, J. (2019). The economics of cities. Oxford University Press.",
    "Durand, M. et Petit, A., « La ville en mouvement », Revue urbaine, vol. 12, no 3, 2021, p. 45-62.",
    "Jean Martin, Les villes moyennes, Paris, Seuil, 2018, p. 12.",
    "Statistique Canada (2021). Les ménages et leur logement. Ottawa : Statistique Canada, 42 p.",
    "OECD (2020), Cities in the World, OECD Publishing, Paris, pp. 112-15.",
    "Smith J, Doe A. Urban heat. Journal of Climate. 2017;30:112-15.",
    "Tremblay, Louise. Le fleuve et la ville. Montréal : Boréal, 2015.",
    "Ministère des Transports, Rapport annuel, Paris, 2019, 45 p.",
    "Martin, A.-B. & Roy, C. (2016). Housing. London: Penguin.",
]
PROSE = [
    "La loi de finances (2019), votée en décembre, prévoit 12 millions d'euros.",
    "Hier, M. et Mme Durand ont reçu 12 lettres, en 2019.",
    "Selon M. Durand, la ville compte 12 ponts en 2019.",
    "Annexe B. Le budget de la ville en 2019.",
    "Le budget de la ville (2024). Il atteint 12 millions d'euros.",
    "Marie Curie, née en 1867, arrive à Paris en 1891.",
    "Lyon, Marseille et Lille ont adopté le plan en 2019.",
    "Lyon, Marseille, Paris and Lille adopted the plan in 2019, on page 12.",
    "The council (2019) passed the budget, which reaches 12 million euros.",
]


@pytest.mark.parametrize("text", ENTRIES)
def test_entries_are_recognised(text: str) -> None:
    assert is_entry(text)


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_entry(text: str) -> None:
    assert not is_entry(text)


ENGLISH = "Smith, J. (2018). What the towns of the north have in common with the capital. London: Penguin, 312 p."
HEAD = "languages: [fr, en]\ntitle: Titre\nsections:\n  - title: T\n    blocks:\n      - text:\n"


def test_an_entry_in_its_own_language_is_right_in_both_texts(tmp_path: Path) -> None:
    text = f"{HEAD}          ⟦PAR002:info⟧fr: |\n            {ENGLISH}\n          en: |\n            {ENGLISH}\n"
    assert_found(tmp_path, text, select=["LNG", "PAR", "FIG", "TYP"])


def test_editions_may_differ_and_prose_may_not(tmp_path: Path) -> None:
    french = "Petit, A. (2017). Les villes du nord. Paris : Seuil, 298 p."
    text = (
        f"{HEAD}          fr: |\n            - {french}\n            - Le fonds compte 12 pages.\n"
        f"          en: |\n            - {ENGLISH}\n            - The fund has ⟦FIG002⟧13 pages.\n"
    )
    assert_found(tmp_path, text, select=["LNG", "FIG"])


def test_titles_of_sources_keep_their_language(tmp_path: Path) -> None:
    text = (
        "languages: [fr, en]\ntitle: T\nsources:\n"
        "  report:\n    title: ⟦PAR002⟧{fr: The state of the towns and of their bridges, "
        "en: The state of the towns and of their bridges}\n"
        "sections:\n  - title: {fr: ⟦LNG001⟧The state of the towns and of their bridges, "
        "en: ⟦PAR001⟧The state of the towns and of their bridges}\n"
    )
    assert_found(tmp_path, text, select=["PAR", "LNG"])
