"""Columns of a data file for each language: which one a key names, and what is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.content.model.publication import Publication

TABLE = """sections:
  - title: T
    blocks:
      - table: {data: d.csv, columns: [{header: P, key: Pays}, {header: N, key: n}]}
"""


@pytest.mark.parametrize(
    ("languages", "columns", "message"),
    [
        (
            "fr, en",
            "Pays;Pays.en",
            "has the columns `Pays` and `Pays.en`, but no `Pays.fr` (rename `Pays` to `Pays.fr`)",
        ),
        (
            "fr, en",
            "Pays;Pays.fr",
            "has the columns `Pays` and `Pays.fr`, but no `Pays.en` (rename `Pays` to `Pays.en`)",
        ),
        (
            "fr, en, de",
            "Pays;Pays.en",
            "has the columns `Pays` and `Pays.en`, but no `Pays.fr` (rename `Pays` to `Pays.fr`, and add `Pays.de`)",
        ),
    ],
)
def test_a_column_beside_those_of_some_languages(
    reported: Callable[..., list[str]], languages: str, columns: str, message: str
) -> None:
    head = f"languages: [{languages}]\ntitle: T\n"
    problems = reported(head + TABLE, d__csv=f"{columns};n\nAllemagne;Germany;1\n".encode())
    assert problems == [f"6:57: `d.csv` {message}"]


@pytest.mark.parametrize("columns", ["Pays;Pays.fr;Pays.en", "Pays;Pays.es;Capitale.en"])
def test_a_column_beside_those_of_all_languages_or_of_none(read: Callable[..., Publication], columns: str) -> None:
    read(TABLE, d__csv=f"{columns};n\nDE;Allemagne;Germany;1\n".encode())
