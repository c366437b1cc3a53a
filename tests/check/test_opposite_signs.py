"""A difference and a growth of the same two numbers, one of which was written the other way round."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.runner import check
from tests.check.planted import assert_found

RULE = ["FIG020"]


def figures(change: str, growth: str = "[before, now]", now: str = "10_000_000") -> str:
    return (
        "figures:\n"
        "  before: {amount: 8_000_000, currency: EUR}\n"
        f"  now: {{amount: {now}, currency: EUR}}\n"
        f"  change: {change}\n"
        f"  growth: {{growth: {growth}}}\n"
    )


def used(words: str) -> str:
    return f'sections:\n  - title: {{fr: "{words}", en: "{words}"}}\n'


@pytest.mark.parametrize(
    ("change", "growth", "now"),
    [
        ("⟦FIG020:warning⟧{difference: [before, now]}", "[before, now]", "10_000_000"),
        ("{difference: [now, before]}", "[before, now]", "10_000_000"),
        ("⟦FIG020:info⟧{difference: [before, now]}", "[before, now]", "7_000_000"),
        ("{difference: [now, before]}", "[before, now]", "7_000_000"),
        ("{difference: [before, now]}", "[before, now]", "8_000_000"),
        ("{difference: [before, now]}", "[now, before]", "10_000_000"),
        ("{ratio: [before, now]}", "[before, now]", "10_000_000"),
    ],
)
def test_figures(tmp_path: Path, change: str, growth: str, now: str) -> None:
    assert_found(tmp_path, figures(change, growth, now) + used("{change}, {growth}"), select=RULE)


@pytest.mark.parametrize(
    ("use", "mark"),
    [
        ("{change:absolute}", ""),
        ("{growth}", ""),
        ("{change:absolute}, {change}", "⟦FIG020⟧"),
        ("{change:long}", "⟦FIG020⟧"),
    ],
)
def test_a_difference_that_is_printed_without_its_sign_says_nothing(tmp_path: Path, use: str, mark: str) -> None:
    assert_found(tmp_path, figures(f"{mark}{{difference: [before, now]}}") + used(use), select=RULE)


@pytest.mark.parametrize(
    "block",
    [
        "points: ['{change}']",
        "highlights: [change, growth]",
        "chart: {kind: column, categories: [A], series: [{name: N, values: [change]}]}",
        "table: {columns: [A, B], rows: [[a, {figure: change}]]}",
    ],
)
def test_a_difference_is_found_wherever_it_is_printed(tmp_path: Path, block: str) -> None:
    text = figures("⟦FIG020⟧{difference: [before, now]}") + f"sections:\n  - title: A\n    blocks:\n      - {block}\n"
    assert_found(tmp_path, text, select=RULE)


def test_the_message_has_both_values_and_the_fix(tmp_path: Path) -> None:
    path = tmp_path / "publication.yaml"
    text = "languages: [en, fr]\ntitle: T\n" + figures("{difference: [before, now]}") + used("{change}")
    path.write_text(text, encoding="utf-8")
    (finding,) = check(path, RULE).diagnostics
    assert finding.message == ("`change` is `before` minus `now`, −€2M, but `growth` from `before` to `now` is 25%")
    assert finding.hint == "write `difference: [now, before]`, or {change:absolute} where its sign says nothing"


TABLE = """\
sections:
  - title: A
    blocks:
      - table:
          columns:
            - Poste
            - {{header: "2023", format: {{decimals: 0}}}}
            - {{header: "2024", format: {{decimals: 0}}}}
            - {{header: Écart, compute: {0}{{difference: [{1}]}}}}
            - {{header: Évolution, compute: {{growth: ["2023", "2024"]}}}}
          rows:
            - [Eau, 100, {2}]
            - [Voirie, 100, {3}]
"""


@pytest.mark.parametrize(
    ("mark", "operands", "first", "second"),
    [
        ("⟦FIG020:warning⟧", '"2023", "2024"', "90", "120"),
        ("", '"2024", "2023"', "90", "120"),
        ("", '"2023", "2024"', "90", "80"),
        ("", '"2023", "2024"', "100", "100"),
        ("⟦FIG020:warning⟧", '"2023", "2024"', "null", "120"),
    ],
)
def test_columns(tmp_path: Path, mark: str, operands: str, first: str, second: str) -> None:
    assert_found(tmp_path, TABLE.format(mark, operands, first, second), select=RULE)
