"""Derived figures in the rules on figures: what is typed is compared with what is computed, as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.planted import assert_found

FIGURES = """sources: {accounts: {title: {fr: Comptes, en: Accounts}}}
figures:
  before: {amount: 9_000_000, currency: EUR, source: accounts}
  revenue: {amount: 10_000_000, currency: EUR, source: accounts}
  spending: {amount: 12_512_345, currency: EUR, source: accounts}
  growth: {growth: [before, revenue]}
  balance: {difference: [revenue, spending], round: {decimals: 1}}
  all: {sum: [revenue, spending]}
"""


def sections(french: str, english: str) -> str:
    return f"sections:\n  - title: {{fr: '{french}', en: '{english}'}}\n"


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("monte de ⟦FIG001⟧11,1 %", "rises ⟦FIG001⟧11.1%"),
        ("monte de 11,2 %", "rises 11.2%"),
        ("soit ⟦FIG001⟧22 512 345 euros", "or ⟦FIG001⟧€22,512,345"),
        ("soit {growth}, {balance}, {all}", "or {growth}, {balance}, {all}"),
    ],
)
def test_numbers_typed_in_texts(tmp_path: Path, french: str, english: str) -> None:
    assert_found(tmp_path, FIGURES + sections(french, english), select=["FIG001"])


def test_a_scaled_number_is_that_of_a_rounded_figure(tmp_path: Path) -> None:
    figures = FIGURES.replace(
        "all: {sum: [revenue, spending]}", "all: {sum: [revenue, spending], round: {decimals: 1}}"
    )
    texts = sections("soit ⟦FIG001⟧22,5 millions d''euros", "or ⟦FIG001⟧€22.5 million")
    assert_found(tmp_path, figures + texts, select=["FIG001"])


def test_figures_that_others_are_computed_from_are_used(tmp_path: Path) -> None:
    figures = FIGURES.replace("growth: {", "growth: ⟦FIG004⟧{").replace("all: {", "all: ⟦FIG004⟧{")
    assert_found(tmp_path, figures + sections("{balance}", "{balance}"), select=["FIG004"])


def test_computed_figures_need_no_source_of_their_own(tmp_path: Path) -> None:
    more = "  mixed: {sum: [revenue, other]}\n  other: ⟦FIG006⟧{amount: 5, currency: EUR}\n"
    figures = FIGURES.replace("  all:", more + "  all:")
    assert_found(tmp_path, figures + sections("{balance}", "{balance}"), select=["FIG006"])


def test_a_typed_figure_that_repeats_a_computed_one(tmp_path: Path) -> None:
    label = "label: {fr: Total, en: Total}"
    figures = FIGURES.replace("spending]}", f"spending], {label}}}")
    figures += f"  typed: ⟦FIG005⟧{{amount: 22_512_345, currency: EUR, {label}}}\n"
    assert_found(tmp_path, figures + sections("{all}", "{all}"), select=["FIG005"])
