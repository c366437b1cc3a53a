"""A publication with other values: what depends on them is read anew, everything else stays the same object."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.figures import AmountFigure, MissingFigure, PercentFigure
from builder.content.model.publication import Publication
from builder.content.variants import Values, Variants, read_variants
from builder.diagnostics import BuildError
from builder.source import Span
from tests.content.test_selection import CSV

AT = Span("rows.csv", 2)
YAML = """languages: [fr, en]
title: {fr: Le budget, en: The budget}
texts: {code: "01001", commune: {fr: Ici, en: Here}}
figures:
  before: {amount: 10, currency: EUR, missing: n.d.}
  budget: {amount: 12, currency: EUR}
  rise: {growth: [before, budget]}
sections:
  - title: Un
    blocks:
      - table: {data: d.csv, where: {commune: code}, columns: [{header: An, key: year}, {header: Revenu, key: income}]}
      - table:
          columns:
            - Nom
            - {header: A, key: a}
            - {header: B, key: b}
            - {header: C, compute: {growth: [a, b], otherwise: ..}}
          missing: {"..": not-available}
          rows: [[x, {figure: before}, {figure: budget}]]
  - title: Deux
    blocks:
      - text: {fr: Rien ne change., en: Nothing changes.}
      - chart: {kind: column, categories: [2023, 2024], series: [{name: Budget, values: [before, budget]}]}
      - chart:
          kind: scatter
          x: {name: Budget, values: [before, budget, 14]}
          series: [{name: Taux, values: [1, 2, 3]}]
"""


@pytest.fixture
def variants(tmp_path: Path) -> Variants:
    (tmp_path / "publication.yaml").write_text(YAML, "utf-8")
    (tmp_path / "d.csv").write_text(CSV, "utf-8")
    return read_variants(tmp_path / "publication.yaml")


def cells(publication: Publication, number: int) -> list[list[str]]:
    block = publication.sections[0].blocks[number]
    assert isinstance(block, TableBlock)
    return [[str(getattr(cell, "value", getattr(cell, "symbol", ""))) for cell in row] for row in block.table.rows]


def test_values_reach_figures_derived_figures_and_computed_columns(variants: Variants) -> None:
    changed = variants.with_values(Values(figures={"budget": Decimal(20)}, span=AT))
    assert isinstance(changed.figures["budget"], AmountFigure) and changed.figures["budget"].amount == 20
    assert isinstance(changed.figures["rise"], PercentFigure) and changed.figures["rise"].percent == 100
    assert changed.figures["before"] is variants.publication.figures["before"]
    assert cells(changed, 1)[0][3] == "100"
    assert cells(variants.publication, 1)[0][3] == "20"


def test_words_choose_rows_and_the_rest_stays_the_same_object(variants: Variants) -> None:
    changed = variants.with_values(Values(texts={"code": {"": "01002"}}, span=AT))
    assert [row[1] for row in cells(changed, 0)] == ["20", "21"]
    assert changed.sections[1] is variants.publication.sections[1]


def test_a_missing_value_is_a_symbol_in_all_that_uses_it(variants: Variants) -> None:
    changed = variants.with_values(Values(figures={"before": None}, span=AT))
    rise = changed.figures["rise"]
    assert isinstance(rise, MissingFigure) and rise.symbol == "n.d."
    chart = changed.sections[1].blocks[1]
    assert isinstance(chart, ChartBlock) and chart.chart.series[0].values == (None, "budget")
    points = changed.sections[1].blocks[2]
    assert isinstance(points, ChartBlock) and points.chart.x is not None
    assert points.chart.x.values == (None, "budget", 14)
    assert cells(changed, 1)[0][1] == "n.d."


def test_titles_are_words_without_marks(variants: Variants) -> None:
    changed = variants.with_values(Values(title={"fr": "*A*", "en": "B"}, span=AT))
    assert changed.title.entries["fr"].source == "*A*"
    assert len(changed.title.entries["fr"].inlines) == 1


def test_what_values_make_wrong_is_raised(variants: Variants) -> None:
    with pytest.raises(BuildError, match="before"):
        variants.with_values(Values(figures={"before": Decimal(0)}, span=AT))
    with pytest.raises(BuildError, match="has no row with `9` in `commune`"):
        variants.with_values(Values(texts={"code": {"": "9"}}, span=AT))
    with pytest.raises(BuildError, match="no words in `en`"):
        variants.with_values(Values(texts={"commune": {"fr": "Là"}}, span=AT))


def test_the_files_are_those_of_the_content(variants: Variants, tmp_path: Path) -> None:
    assert [path.name for path in variants.files] == ["publication.yaml", "d.csv"]
