"""Scatter charts for one language: numbers, axes, ticks, names of axes and points, descriptions."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.loader import load
from builder.content.model.values import PartialDate
from builder.diagnostics import BuildError
from builder.resolve.assemble import resolve
from builder.resolve.date_axis import date_axis, date_number, unit_of_dates
from builder.resolve.numbers import formatter
from builder.tree.exhibits import ChartNode
from tests.resolve.make import WHEN

HEAD = """languages: [LANGUAGES]
title: T
figures:
  fund: {amount: 89_800, currency: EUR, bound: more-than}
  founded: {date: 2019-05}
sections:
  - title: Un
    blocks:
      - chart:
          kind: scatter
          caption: Revenu et santé
"""
INCOME = """
          x: {name: Revenu, values: [11_900, 32_100, fund], format: {currency: EUR}}
          categories: [{territory: BG}, {territory: ES}, {territory: LU}]
          series: [{name: Espérance de vie, values: [71.4, 83.2, 82.7]}]
          format: {unit: year}
"""
MONTHS = """
          x: {name: Ouverture, values: [2018-02, founded, 2020-11, 2023-09]}
          series: [{name: Solde, values: [-1_200_000, 340_000, 2_100_000, 1_300_000]}]
          format: {currency: EUR, style: compact}
"""
YEARS = """
          x: {name: Année, values: [1801, 1850, 1999], format: {date: true}}
          series: [{name: Taux, values: [1.5, 2, 2.5]}]
          format: {percent: true}
"""
GROUPS = """
          x: {name: Élèves, values: [120, 340, 560, 210]}
          axis: {name: Réussite}
          series:
            - {name: Ville, values: [null, 81.5, 77, null]}
            - {name: Campagne, values: [88.5, null, null, 91]}
          format: {percent: true}
"""

Drawn = Callable[..., ChartNode]


@pytest.fixture
def drawn(tmp_path: Path) -> Drawn:
    def node(chart: str, language: str = "fr") -> ChartNode:
        head = HEAD.replace("LANGUAGES", language)
        (tmp_path / "publication.yaml").write_text(head + chart, "utf-8")
        document = resolve(load(tmp_path / "publication.yaml"), language, timestamp=WHEN)
        (block,) = document.sections[0].blocks
        assert isinstance(block, ChartNode)
        return block

    return node


def plain(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def ticks(node: ChartNode) -> tuple[list[str], list[str]]:
    """The labels across and up."""
    assert node.x_axis is not None and node.axis is not None
    return [tick.text for tick in node.x_axis.ticks], [tick.text for tick in node.axis.ticks]


def test_points_have_exact_numbers_names_and_labels(drawn: Drawn) -> None:
    node = drawn(INCOME)
    assert node.x is not None
    assert node.x.values == (Decimal(11_900), Decimal(32_100), Decimal(89_800))
    assert node.series[0].values == (Decimal("71.4"), Decimal("83.2"), Decimal("82.7"))
    assert node.categories == ("Bulgarie", "Espagne", "Luxembourg")
    assert (node.x.labels[0], node.series[0].labels[0]) == ("11\u202f900\u00a0€", "71,4\u00a0ans")
    assert node.x.labels[2] == ">\u00a089\u202f800\u00a0€"
    assert node.x_axis is not None and node.axis is not None
    assert (node.x_axis.name, node.axis.name) == ("Revenu", "Espérance de vie")


@pytest.mark.parametrize(
    ("language", "across", "up"),
    [
        ("fr", "0 € 20 000 € 40 000 € 60 000 € 80 000 € 100 000 €", "70 ans 75 ans 80 ans 85 ans"),
        ("en", "€0 €20,000 €40,000 €60,000 €80,000 €100,000", "70 years 75 years 80 years 85 years"),
        (
            "de-CH",
            "EUR 0 EUR 20’000 EUR 40’000 EUR 60’000 EUR 80’000 EUR 100’000",
            "70 Jahre 75 Jahre 80 Jahre 85 Jahre",
        ),
    ],
)
def test_ticks_are_those_of_the_language_on_both_axes(drawn: Drawn, language: str, across: str, up: str) -> None:
    shown = tuple(
        " ".join(texts).replace("\u00a0", " ").replace("\u202f", " ") for texts in ticks(drawn(INCOME, language))
    )
    assert shown == (across, up)


def test_months_are_days_of_office_with_ticks_at_years(drawn: Drawn) -> None:
    node = drawn(MONTHS)
    assert node.x is not None and node.x_axis is not None
    assert node.x.values[0] == (datetime.date(2018, 2, 1) - datetime.date(1899, 12, 30)).days
    assert node.x.labels == ("févr. 2018", "mai 2019", "nov. 2020", "sept. 2023")
    assert ticks(node)[0] == ["2018", "2019", "2020", "2021", "2022", "2023", "2024"]
    assert "mm" in node.x_format
    assert node.x_axis.note == ""


def test_years_are_years_and_may_be_older_than_office_s_calendar(drawn: Drawn) -> None:
    node = drawn(YEARS)
    assert node.x is not None
    assert node.x.values == (Decimal(1801), Decimal(1850), Decimal(1999))
    assert ticks(node)[0] == ["1800", "1850", "1900", "1950", "2000"]
    assert node.x_format == "0"


def test_rows_without_a_point_are_not_drawn(drawn: Drawn) -> None:
    node = drawn(INCOME.replace("[11_900, 32_100, fund]", "[11_900, null, fund]"))
    assert node.x is not None
    assert node.x.values == (Decimal(11_900), Decimal(89_800))
    assert node.series[0].values == (Decimal("71.4"), Decimal("82.7"))
    assert node.categories == ("Bulgarie", "Luxembourg")


@pytest.mark.parametrize(
    ("x", "y", "note"),
    [
        ("10, 20, 30", "10, 20, 30", ""),
        ("10, 20, 30", "80, 90, 85", "L’axe vertical ne part pas de zéro."),
        ("80, 90, 85", "10, 20, 30", "L’axe horizontal ne part pas de zéro."),
        ("80, 90, 85", "80, 90, 85", "Les axes ne partent pas de zéro."),
    ],
)
def test_one_sentence_names_the_axes_that_leave_zero(drawn: Drawn, x: str, y: str, note: str) -> None:
    node = drawn(f"          x: {{name: X, values: [{x}]}}\n          series: [{{name: Y, values: [{y}]}}]\n")
    assert node.x_axis is not None and node.axis is not None
    assert (node.axis.note or node.x_axis.note) == note
    assert not (node.axis.note and node.x_axis.note)


def test_the_author_chooses_the_ends_of_both_axes(drawn: Drawn) -> None:
    chart = "          x: {name: X, values: [12, 30], from: 10, to: 40}\n          axis: {zero: true}\n"
    node = drawn(chart + "          series: [{name: Y, values: [85, 90]}]\n")
    assert node.x_axis is not None and node.axis is not None
    assert (node.x_axis.low, node.x_axis.high, node.axis.low) == (10, 40, 0)


WRONG = {
    "values: [1, 5], to: 4": "the axis ends at 4, and the chart reaches 5",
    "values: [2018-01, 2020-03], from: 2019": "the axis starts at 2019, and the chart goes back to 2018-01",
    "values: [2018, 2020], to: 2019-06, format: {date: true}": "the axis ends at 2019-06, and its dates are years",
    "values: [2018-01, 2020-03-02]": "the dates of this axis are not all years, all months or all days",
    "values: [1899-01, 2020-03]": "an axis of months or days starts in 1901: Office counts no earlier ones",
    "values: [fund, 3], format: {percent: true}": (
        "figure `fund` does not count the same thing as the rest of the chart"
    ),
}


@pytest.mark.parametrize("axis", WRONG)
def test_what_an_axis_cannot_measure_is_an_error(drawn: Drawn, axis: str) -> None:
    with pytest.raises(BuildError) as problem:
        drawn(f"          x: {{name: X, {axis}}}\n          series: [{{name: Y, values: [1, 2]}}]\n")
    assert [diagnostic.message for diagnostic in problem.value.diagnostics] == [WRONG[axis]]


@pytest.mark.parametrize(
    ("chart", "language", "expected"),
    [
        (
            INCOME,
            "fr",
            "Nuage de points : Revenu et santé. Revenu ; Espérance de vie : Bulgarie (11 900 € ; 71,4 ans), "
            "Espagne (32 100 € ; 83,2 ans), Luxembourg (> 89 800 € ; 82,7 ans).",
        ),
        (
            GROUPS,
            "en",
            "Scatter chart: Revenu et santé. 4 points, 2 series. Élèves: from 120 to 560; Ville: from 77.0% to 81.5%; "
            "Campagne: from 88.5% to 91.0%.",
        ),
        (
            MONTHS,
            "fr",
            "Nuage de points : Revenu et santé. 4 points. Ouverture : de février 2018 à septembre 2023 ; "
            "Solde : de −1,20 M€ à 2,10 M€.",
        ),
        (
            MONTHS.replace("2018-02", "2018-04"),
            "fr",
            "Nuage de points : Revenu et santé. 4 points. Ouverture : d’avril 2018 à septembre 2023 ; "
            "Solde : de −1,20 M€ à 2,10 M€.",
        ),
    ],
)
def test_a_description_says_the_points_or_how_far_they_reach(
    drawn: Drawn, chart: str, language: str, expected: str
) -> None:
    assert plain(drawn(chart, language).alt) == expected


@pytest.mark.parametrize("language", ["fr", "en", "de", "it", "nl", "es", "pt"])
@pytest.mark.parametrize("count", [3, 40])
def test_descriptions_are_short_and_name_no_trend_in_seven_languages(drawn: Drawn, language: str, count: int) -> None:
    names = ", ".join(f"Commune numéro {n}" for n in range(count))
    values = ", ".join(str(n * 1.5) for n in range(count))
    node = drawn(
        f"          x: {{name: X, values: [{values}]}}\n          categories: [{names}]\n"
        f"          series: [{{name: Y, values: [{values}]}}]\n",
        language,
    )
    assert len(node.alt) <= 300
    assert ("Commune numéro 1" if count == 3 else "Commune numéro 39") in plain(node.alt)
    assert count == 3 or "40" in node.alt


@given(
    dates=st.lists(st.dates(datetime.date(1901, 1, 1), datetime.date(2400, 1, 1)), min_size=1, max_size=20),
    precision=st.sampled_from(["year", "month", "day"]),
)
def test_every_date_is_between_the_ends_of_its_axis(dates: list[datetime.date], precision: str) -> None:
    partial = [
        PartialDate(date.year, date.month if precision != "year" else None, date.day if precision == "day" else None)
        for date in dates
    ]
    unit = unit_of_dates(partial)
    axis = date_axis(partial, unit, formatter("fr"))
    values = [tick.value for tick in axis.ticks]
    assert unit == precision
    assert axis.low == values[0] and axis.high == values[-1]
    assert 3 <= len(values) <= 7 and values == sorted(set(values))
    assert all(axis.low <= date_number(date, unit) <= axis.high for date in partial)
    assert len({tick.text for tick in axis.ticks}) == len(values)


@given(first=st.dates(datetime.date(1901, 1, 1), datetime.date(2300, 1, 1)), days=st.integers(1, 60_000))
def test_an_axis_of_dates_keeps_the_ends_that_the_author_chose(first: datetime.date, days: int) -> None:
    last = first + datetime.timedelta(days=days)
    low, high = (PartialDate(date.year, date.month, date.day) for date in (first, last))
    axis = date_axis([low, high], "day", formatter("en"), low, high)
    assert (axis.low, axis.high) == (date_number(low, "day"), date_number(high, "day"))
    assert all(axis.low <= tick.value <= axis.high for tick in axis.ticks)
    assert 1 <= len(axis.ticks) <= 7


def test_a_chart_without_a_single_point_is_an_error(drawn: Drawn) -> None:
    """The series have points of their own, but the values of the axis are missing where they are."""
    chart = "          x: {name: X, values: [1, null]}\n          series: [{name: Y, values: [null, 2]}]\n"
    with pytest.raises(BuildError):
        drawn(chart)
