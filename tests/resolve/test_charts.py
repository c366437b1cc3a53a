from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from builder.content.model.blocks import ChartBlock
from builder.content.model.exhibits import CellTerritory
from builder.content.model.values import PartialDate
from builder.diagnostics import BuildError
from builder.tree.exhibits import ChartNode
from builder.tree.prose import plain
from tests.resolve.make import AT, amount, chart, format_, percent, publication, resolved, section, source, text


def drawn(block: ChartBlock, language: str = "fr", **more: Any) -> ChartNode:
    (node,) = resolved(publication(section(block), **more), language).sections[0].blocks
    assert isinstance(node, ChartNode)
    return node


ROUNDS = [amount("seed", 100_000_000, bound="more-than"), amount("a", 400_000_000, bound="more-than")]


def test_figures_become_exact_numbers_with_labels_of_their_own() -> None:
    node = drawn(chart(["seed", "a"], ["Amorçage", "Série A"]), figures=ROUNDS)
    (series,) = node.series
    assert series.values == (Decimal(100_000_000), Decimal(400_000_000))
    assert all(reading.endswith("\u00a0M€") and reading[0] != "1" for reading in series.texts)
    assert series.labels == tuple(reading.removesuffix("\u00a0M€") for reading in series.texts)
    assert node.categories == ("Amorçage", "Série\u00a0A")


def test_numbers_share_one_scale_and_the_format_matches_them() -> None:
    node = drawn(
        chart([400_000_000, 1_500_000, None], ["a", "b", "c"], format=format_(currency="EUR", style="compact"))
    )
    (series,) = node.series
    assert series.labels == ("400,0", "1,5", "")
    assert series.texts == ("400,0\u00a0M€", "1,5\u00a0M€", "")
    assert series.values[2] is None
    assert "M€" in node.number_format


def test_categories_are_written_by_locale() -> None:
    block = chart(
        [1, 2, 3],
        [PartialDate(2023), CellTerritory(span=AT, key="c", territory="US"), "L'an"],
    )
    assert drawn(block).categories == ("2023", "États-Unis", "L’an")
    assert drawn(block, "en").categories == ("2023", "United States", "L’an")


def test_the_author_describes_a_chart_best() -> None:
    node = drawn(chart([1], ["a"], alt=text(fr="Ce qu'on voit", en="What one sees")))
    assert (node.alt, node.alt_generated) == ("Ce qu’on voit", False)


def test_a_chart_is_described_from_its_data() -> None:
    block = chart([10, 20], ["Nord", "Sud"], caption=text(fr="Effectifs", en="Staff"))
    assert drawn(block).alt == "Graphique en colonnes\u00a0: Effectifs. Nord\u00a0: 10\u202f; Sud\u00a0: 20."
    assert drawn(block, "en").alt == "Column chart: Staff. Nord: 10; Sud: 20."
    assert drawn(block).alt_generated


def test_several_series_are_reported_apart() -> None:
    node = drawn(chart({"Dits": [1, 2], "Faits": [3, None]}, ["a", "b"], kind="line"), "en")
    assert node.alt == "Line chart. Dits: a (1), b (2); Faits: a (3)."


def test_many_values_are_reported_by_their_extremes() -> None:
    values = list(range(100, 160))
    node = drawn(chart(values, [f"Catégorie {n}" for n in range(60)], caption=text("Long")))
    assert (
        node.alt
        == "Graphique en colonnes\u00a0: Long. Série\u00a0: de 100 (Catégorie\u00a00) à 159 (Catégorie\u00a059)."
    )


def test_a_description_is_never_longer_than_three_hundred_characters() -> None:
    many = {f"Une série au nom fort long, numéro {n}": [n] * 40 for n in range(30)}
    node = drawn(chart(many, [f"Catégorie {n}" for n in range(40)], caption=text("mot " * 120)))
    assert len(node.alt) <= 300
    assert "30 séries, 40 catégories" in node.alt


def test_a_chart_of_mixed_units_is_refused() -> None:
    block = chart(["seed", "p"], ["a", "b"])
    with pytest.raises(BuildError, match="same thing"):
        drawn(block, figures=[*ROUNDS, percent("p", 12)])


def test_a_range_is_not_a_number_to_draw() -> None:
    with pytest.raises(BuildError, match="no single number"):
        drawn(chart(["r"], ["a"]), figures=[amount("r", (1, 2))])


def test_source_note_number_and_kind() -> None:
    block = chart([1], ["a"], id="fig-x", kind="pie", caption=text("C"), source="s", note=text("n"), stacked=False)
    node = drawn(block, sources=[source("s", title="T", author="A")])
    assert (node.id, node.number, node.kind, plain(node.source), node.source_id) == ("fig-x", "1", "pie", "A", "s")
    assert node.note


def test_stacked_areas_are_not_drawn_below_zero() -> None:
    block = chart({"a": [1, 2], "b": ["f", 1]}, ["x", "y"], kind="area", stacked=True, format=format_(percent=True))
    with pytest.raises(BuildError, match=r"stacked areas cannot show a value below 0, and the series `b` has one"):
        drawn(block, figures=[percent("f", -12)])
    assert drawn(chart({"a": [-1, 2]}, ["x", "y"], kind="column", stacked=True)).axis


def test_dates_at_unequal_steps_are_placed_in_time() -> None:
    years = [PartialDate(year) for year in (1950, 1990, 2020)]
    for kind in ("line", "area"):
        node = drawn(chart([1, 2, 3], years, kind=kind))
        assert node.dated
        assert node.time is not None
        assert (node.time.unit, node.time.code) == ("year", "yyyy")
    for kind in ("column", "bar"):  # seventy columns would be threads
        assert drawn(chart([1, 2, 3], years, kind=kind)).time is None
    short = [PartialDate(year) for year in (2015, 2020, 2021)]
    assert drawn(chart([1, 2, 3], short)).time is not None
    assert drawn(chart([1, 2, 3], [*short[:2], "L'an"], kind="line")).time is None
    assert not drawn(chart([1, 2, 3], [*short[:2], "L'an"], kind="line")).dated


def test_an_axis_away_from_zero_says_so_in_the_language() -> None:
    block = chart([97, 98, 99], ["a", "b", "c"], kind="line")
    notes = [node.axis.note for node in (drawn(block), drawn(block, "en")) if node.axis]
    assert notes == ["L’axe ne part pas de zéro.", "The axis does not start at zero."]
    assert [node.axis.note for node in (drawn(chart([97, 99], ["a", "b"])),) if node.axis] == [""]
    assert drawn(chart([97, 99], ["a", "b"], kind="pie")).axis is None
