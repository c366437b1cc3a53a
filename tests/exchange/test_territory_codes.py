"""A country with its preposition, `{neighbour:in}`, goes to a language that has no such style, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

import builder
from builder.actions.import_translations import import_translations
from builder.exchange.collect import collect
from builder.exchange.formats import FORMATS, FormatName, write_units
from tests.exchange.pseudo import pseudo_markup

YAML = """\
languages: [fr, en, nl, de]
title: {fr: Voisins, en: Neighbours}
date: 2024-03-01
figures:
  neighbour: {territory: BE}
  rate: {percent: 5}
sections:
  - id: money
    title: {fr: Argent, en: Money}
    message: {fr: "Le taux {neighbour:of} est de {rate}.", en: "The rate {neighbour:of} is {rate}."}
    blocks:
      - text:
          fr: |
            Le service travaille {neighbour:in}.^[Ou ailleurs, {neighbour:in} ou non, `{neighbour:in}`.]

            Le second paragraphe.
          en: |
            The service works {neighbour:in}.^[Or elsewhere, {neighbour:in} or not, `{neighbour:in}`.]

            The second paragraph.
"""
RETURNED: list[FormatName] = [name for name in FORMATS if FORMATS[name].read]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "content" / "places").mkdir(parents=True)
    file = tmp_path / "content" / "places" / "publication.yaml"
    file.write_text(YAML, encoding="utf-8")
    return file


@pytest.mark.parametrize("kind", RETURNED)
@pytest.mark.parametrize("target", ["nl", "de"])
def test_the_protected_code_comes_back_as_the_name_alone(path: Path, kind: FormatName, target: str) -> None:
    sent = collect(path, target)
    translated = tuple(
        replace(unit, target=pseudo_markup(unit.source, unit.literal), state="translated") for unit in sent.units
    )
    file = path.parents[2] / f"back{FORMATS[kind].suffix}"
    file.write_bytes(write_units(sent.with_units(translated), kind))
    report = import_translations([file], publication=path)
    assert [file.written for file in report.files] == [5]
    message = "{neighbour:in} is written as {neighbour}: see that its preposition stands before it"
    warnings = [problem for problem in report.problems if problem.severity == "warning"]
    assert [problem.message for problem in report.problems] == [problem.message for problem in warnings]
    assert [message in warning.message for warning in warnings] == [False, True]
    after = path.read_text("utf-8")
    assert "{neighbour:of} éšt dé {rate}" not in after and "{neighbour} éšt dé {rate}" in after
    assert "{neighbour}.^[Öû âïlléûrš, {neighbour} öû ñöñ, `{neighbour:in}`.]" in after
    assert after.count("{neighbour:in}") == YAML.count("{neighbour:in}") + 1
    brief = builder.brief(builder.load(path, [target]), target)
    assert any("België" in p.text or "Belgien" in p.text for p in brief.paragraphs)
    assert [file.written for file in import_translations([file], publication=path).files] == [0]


def test_the_note_of_the_unit_says_what_to_write(path: Path) -> None:
    values = {key: value for unit in collect(path, "nl").units for key, value in unit.values}
    assert values["{neighbour:in}"] == "België, without a preposition: write it before the code"
    assert values["{rate}"] == "5%"
    values = {key: value for unit in collect(path, "en").units for key, value in unit.values}
    assert values["{neighbour:in}"] == "in Belgium"
