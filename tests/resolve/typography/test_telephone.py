"""Telephone numbers are not broken, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from builder.resolve.typography import set_inlines, set_text
from builder.tree.prose import Run

NBSP = "\u00a0"
LANGUAGES = ["fr", "fr-CA", "fr-CH", "en", "en-GB", "en-CA", "de", "es"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "number",
    [
        "+33 1 23 45 67 89",
        "+33 (0)1 23 45 67 89",
        "0033 1 23 45 67 89",
        "01 23 45 67 89",
        "+41 22 123 45 67",
        "022 123 45 67",
        "+32 2 123 45 67",
        "+32 470 12 34 56",
        "02 123 45 67",
        "+44 20 7946 0958",
        "+44 (0)20 7946 0958",
        "020 7946 0958",
        "(020) 7946 0958",
        "01632 960123",
        "0800 123 4567",
        "+1 613-555-0123",
        "+1 (613) 555-0123",
        "(613) 555-0123",
        "613 555-0123",
        "613 555 0123",
        "1 800 555-0199",
        "+49 30 901820",
    ],
)
@pytest.mark.parametrize(
    "around", ["Standard : {}.", "{}", "({}), service.presse@example.org", "call {}, then 5 of us"]
)
def test_a_telephone_number_stays_on_one_line(language: str, number: str, around: str) -> None:
    set_ = set_text(around.format(number), language)
    assert number.replace(" ", NBSP) in set_
    assert set_text(set_, language) == set_


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_number_in_groups_of_three_stays_on_one_line(language: str) -> None:
    assert set_text("Madrid, +34 612 345 678", language) == f"Madrid, +34{NBSP}612{NBSP}345{NBSP}678"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_number_across_runs_stays_on_one_line(language: str) -> None:
    done = set_inlines((Run("Standard "), Run("+33 1 23 ", strong=True), Run("45 67 89")), language)
    assert "".join(run.text for run in done if isinstance(run, Run)).endswith("+33 1 23 45 67 89".replace(" ", NBSP))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_hyphens_stay(language: str) -> None:
    assert set_text("613-555-0123", language) == "613-555-0123"


@pytest.mark.parametrize(
    "words",
    [
        "from 2019 2020 2021 2022",
        "le 01 02 2025 au 05 03 2025",
        "le 01/02/2025 10 30",
        "ISBN 978 2 07 036822 8",
        "ISBN 0 306 40615 7",
        "ISBN 978-2-07-036822-8",
        "SIRET 123 456 789 00012",
        "between 215 300 2024 and 250 300 1999",
        "in 613 555 2024 words",
        "+5 points in 2019 2020",
        "a rise of +12 500 000",
        "from 01 02 03",
        "from 01 02 03 04 05 06 07",
        "0,5 10 20 30 40",
        "613-555-01234 5",
        "years 1990-2000 2010-2020",
        "10 20 30 40 50",
    ],
)
def test_other_figures_are_unchanged(words: str) -> None:
    assert set_text(words, "en") == words


def test_amounts_and_years_have_the_spaces_of_amounts() -> None:
    assert set_text("soit 12 345 678 € en 2024", "fr") == "soit 12\u202f345\u202f678\u00a0€ en 2024"
