"""Derived figures in documents: written like any other, in every place, and everything that they appear in follows."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.content.loader import load
from builder.content.model.exhibits import ValueFormat
from builder.content.model.figures import PointsFigure
from builder.diagnostics import BuildError
from builder.resolve.assemble import resolve
from builder.resolve.figures import column_texts, figure_text
from builder.resolve.numbers import formatter
from builder.tree.document import Document
from builder.tree.dump import dump
from tests.resolve.make import AT, WHEN
from tests.resolve.values import seen

FIGURES = """languages: [fr, en]
title: {fr: Comptes, en: Accounts}
figures:
  before: {amount: 9_000_000, currency: EUR}
  revenue: {amount: 10_000_000, currency: EUR}
  spending: {amount: 12_500_000, currency: EUR}
  balance: {difference: [revenue, spending]}
  growth: {growth: [before, revenue], label: {fr: croissance des recettes, en: growth in revenue}}
  cover: {share: [revenue, spending]}
  change: {difference: [growth, target]}
  target: {percent: 10}
  times: {ratio: [spending, before]}
  third: {ratio: [revenue, before], round: {decimals: 3, mode: half-even}}
"""


def document(folder: Path, body: str, language: str, figures: str = FIGURES) -> Document:
    path = folder / "publication.yaml"
    path.write_text(figures + body, "utf-8")
    return resolve(load(path), language, timestamp=WHEN)


def title(folder: Path, words: str, language: str) -> str:
    body = f'sections:\n  - title: "{words}"\n'
    node = document(folder, body, language).sections[0].title[0]
    return seen("".join(run.text for run in (node,)))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("figure", "french", "english"),
    [
        ("{balance}", "-2,5~millions d’euros", "-€2.5~million"),
        ("{balance:absolute}", "2,5~millions d’euros", "€2.5~million"),
        ("{growth}", "11,1~%", "11.1%"),
        ("{growth:rounded}", "11,1~%", "11.1%"),
        ("{growth:compact}", "11,1~%", "11.1%"),
        ("{cover}", "80~%", "80%"),
        ("{cover:exact}", "80~%", "80%"),
        ("{change}", "1,1~point~de~pourcentage", "1.1~percentage~points"),
        ("{times}", "1,39", "1.39"),
        ("{third}", "1,111", "1.111"),
    ],
)
def test_figures_are_rounded_when_printed(tmp_path: Path, figure: str, french: str, english: str) -> None:
    assert title(tmp_path, figure, "fr") == french
    assert title(tmp_path, figure, "en") == english


def test_a_number_without_a_last_digit_has_no_exact_form(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="a quotient without a last digit has no style `exact`"):
        title(tmp_path, "{growth:exact}", "fr")


POINTS = {
    "fr": ("0,5~point~de~pourcentage", "-2~points~de~pourcentage", "0,5~pt", "-2~pts"),
    "fr-CA": ("0,5~point~de~pourcentage", "-2~points~de~pourcentage", "0,5~pt", "-2~pts"),
    "en": ("0.5~percentage~points", "-2~percentage~points", "0.5~pp", "-2~pp"),
    "de": ("0,5~Prozentpunkte", "-2~Prozentpunkte", "0,5~PP", "-2~PP"),
    "es": ("0,5~puntos~porcentuales", "-2~puntos~porcentuales", "0,5~p.~p.", "-2~p.~p."),
    "it": ("0,5~punti~percentuali", "-2~punti~percentuali", "0,5~p.p.", "-2~p.p."),
    "nl": ("0,5~procentpunt", "-2~procentpunt", "0,5~pp", "-2~pp"),
    "da": ("0,5~pp", "-2~pp", "0,5~pp", "-2~pp"),
}


@pytest.mark.parametrize("language", POINTS)
def test_percentage_points_by_language(language: str) -> None:
    figures = [PointsFigure(span=AT, key="", id="x", points=Decimal(value)) for value in ("0.5", "-2")]
    write = formatter(language)
    places: list[Any] = ["prose", "table"]
    written = tuple(seen(figure_text(figure, write, "", place)) for place in places for figure in figures)
    assert written == POINTS[language]
    cells = column_texts([Decimal("0.5"), Decimal(-2)], ValueFormat(span=AT, key="", points=True, decimals=1), write)
    assert [seen(cell).partition("~")[0] for cell in cells] == [
        POINTS[language][0].partition("~")[0],
        "-2,0" if language != "en" else "-2.0",
    ]


BODY = """sections:
  - title: {fr: Recettes, en: Revenue}
    message: {fr: "Les recettes augmentent de {growth}.", en: "Revenue grows by {growth}."}
    notes: {fr: "Soit {cover} des dépenses.", en: "That is {cover} of spending."}
    blocks:
      - text: {fr: "Le solde est de {balance}.", en: "The balance is {balance}."}
      - highlights: [growth]
      - table:
          columns: [A, {header: B, format: {percent: true, decimals: 1}}]
          rows: [[a, "{growth}"], [b, "{cover}"], [c, 7.25]]
      - chart:
          kind: column
          categories: [a, b, c]
          series: [{name: S, values: [growth, cover, 7.25]}]
"""


def test_every_place_prints_them(tmp_path: Path) -> None:
    text = dump(document(tmp_path, BODY, "en"))
    assert "grows by ⟦11.1%⟧" in text and "⟦80%⟧ of spending" in text and "balance is ⟦−€2.5~million⟧" in text
    assert 'value="11.1%"' in text
    assert all(cell in text for cell in ("a | ⟦11.1%⟧", "b | ⟦80.0%⟧", "c | ⟦7.3%⟧"))
    assert "a: 11.1%; b: 80%; c: 7.25%" in text  # the description of the chart
    assert "values: 11.1111111111111, 80, 7.25" in text


@pytest.mark.parametrize(("language", "mark"), [("fr", ","), ("en", ".")])
def test_a_changed_figure_changes_what_is_computed_from_it_and_nothing_else(
    tmp_path: Path, language: str, mark: str
) -> None:
    before = dump(document(tmp_path, BODY, language)).splitlines()
    figures = FIGURES.replace("before: {amount: 9_000_000", "before: {amount: 8_900_000")
    after = dump(document(tmp_path, BODY, language, figures)).splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new.strip().split(" ")[0] for _, new in changed] == [
        "message:", "items[0]", "rows[0]:", "blocks[3]", "values:", "labels:", "readings:",
    ]  # fmt: skip
    for old, new in changed:
        assert re.sub("11[,.]11*", "#", old) == re.sub(r"12[,.]\d+", "#", new)
        assert ("12.3595505617978" if "values" in new else f"12{mark}4") in new
