"""Units typed beside a figure that prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.planted import assert_found

FIGURES = """
figures:
  before:
    number: 200
    counted: {fr: {one: cycliste tué, other: cyclistes tués}, en: {one: cyclist killed, other: cyclists killed}}
  growth: {percent: 12.5}
  rise: {growth: [low, high]}
  low: {amount: 100_000_000, currency: EUR}
  high: {amount: 124_500_000, currency: EUR}
  swiss: {amount: 5_000, currency: CHF}
  length: {quantity: 32, unit: kilometer}
  gap: {points: 2.5}
  plain: {number: 7_000_000}
"""


def _text(french: str, english: str) -> str:
    return f'sections:\n  - title: T\n    blocks:\n      - text: {{fr: "{french}", en: "{english}"}}\n'


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("⟦FIG019⟧{growth} %", "⟦FIG019⟧{growth}%"),
        ("⟦FIG019⟧{rise} pour cent de plus", "⟦FIG019⟧{rise} percent more"),
        ("**⟦FIG019⟧{high}** euros", "€⟦FIG019⟧{high}"),
        ("⟦FIG019⟧{high} €, soit", "EUR ⟦FIG019⟧{high}, that is"),
        ("⟦FIG019⟧{high} millions d'euros", "⟦FIG019⟧{high} million"),
        ("⟦FIG019⟧{swiss} francs suisses", "CHF ⟦FIG019⟧{swiss}"),
        ("⟦FIG019⟧{length} km", "⟦FIG019⟧{length} kilometers"),
        ("⟦FIG019⟧{before} cyclistes tués", "⟦FIG019⟧{before} cyclists killed"),
        ("⟦FIG019⟧{gap} points de pourcentage", "⟦FIG019⟧{gap} percentage points"),
        ("A^[⟦FIG019⟧{growth} %.]", "A^[⟦FIG019⟧{growth}%.]"),
    ],
)
def test_units_that_are_printed_twice(french: str, english: str, tmp_path: Path) -> None:
    assert_found(tmp_path, FIGURES + _text(french, english), select=["FIG019"])


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("{growth}, soit 5 % de plus", "{growth}, or 5% more"),
        ("{high} en euros constants", "{high} in constant euros"),
        ("en euros, {high}", "in EUR: {high}"),
        ("{length}, {plain} de plus", "{length} by road"),
        ("{before} dont 3 cyclistes", "{before}, 3 of them cyclists"),
        ("{length} kmh", "{length} kmh"),
        ("{plain} %", "{plain} euros"),
        ("{high}/€", "{high} `€`"),
    ],
)
def test_other_words_beside_a_figure(french: str, english: str, tmp_path: Path) -> None:
    assert_found(tmp_path, FIGURES + _text(french, english), select=["FIG019"])
