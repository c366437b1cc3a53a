"""Events of a timeline that are out of order, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.check.runner import check
from tests.check.planted import HEAD, assert_found

FIGURES = "figures:\n  opened: {date: 2021-05}\n  works: {date: [2019, 2020]}\n"


def timeline(*dates: str) -> str:
    events = "".join(f"          {date}, title: T}}\n" for date in dates)
    return f"{FIGURES}sections:\n  - title: T\n    blocks:\n      - timeline:\n{events}"


@pytest.mark.parametrize(
    "dates",
    [
        ("- {date: 2023", "- {date: 2025", "- ⟦FIG013:warning⟧{date: 2024"),
        (
            "- {date: 2023-05-02",
            "- {date: 2024",
            "- ⟦FIG013:warning⟧{date: 2023-04",
            "- ⟦FIG013:warning⟧{date: 2023-05-03",
        ),
        ("- {date: 2024", "- ⟦FIG013:warning⟧{date: 2023"),
        ("- {date: '{opened}'", "- {date: {figure: works}", "- {date: 2018"),
        ("- {date: 2018", "- {date: '{opened}'", "- ⟦FIG013:warning⟧{date: {figure: works}"),
        ("- {date: 2023", "- {date: 2023-05", "- {date: 2023"),
        ("- {date: 2023", "- {date: Été 2020", "- {date: 2024"),
        ("- {date: 2025", "- {date: 2024", "- {date: 2024", "- {date: 2019"),
    ],
)
def test_events_out_of_order(dates: tuple[str, ...], tmp_path: Path) -> None:
    assert_found(tmp_path, timeline(*dates), select=["FIG013"])


@given(years=st.lists(st.integers(1900, 2100), min_size=1, max_size=8))
def test_only_an_order_that_turns_is_reported(years: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("order") / "publication.yaml"
    path.write_text(HEAD + timeline(*(f"- {{date: {year}" for year in years)), "utf-8")
    lines = [finding.span.line for finding in check(path, ["FIG013"]).diagnostics]
    falling = len(years) > 2 and years == sorted(years, reverse=True)
    early = [number for number, year in enumerate(years) if year < max(years[: number + 1])]
    assert lines == ([] if falling else [number + 10 for number in early])
