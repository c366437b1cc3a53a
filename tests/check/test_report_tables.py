"""Rules on tables with groups, subtotals and totals as published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.planted import assert_found

TABLE = """sections:
  - title: {fr: Un, en: One}
    blocks:
      - table:
          caption: {fr: Comptes, en: Accounts}
          OPTIONS
          columns:
            - {fr: Région, en: Region}
            - {header: A, format: {currency: EUR}, scale: 1_000_000}
            - {header: B, format: {currency: EUR}}
          rows:
            - group: {fr: Nord, en: North}
            - [Lille, 1.2, 10]
            - [Lens, 2.4, 20]
            - {subtotal: {fr: Nord, en: North}, cells: [FIRST, 30]}
            - group: {fr: Sud, en: South}
            - [Nice, 3.3, 5]
            - [Aix, 0.4, {rows: 2, number: 6}]
            - [Sète, 0.1]
            - subtotal: sum
            - {total: {fr: Ensemble, en: All}, cells: [LAST, SECOND]}
"""


@pytest.mark.parametrize(
    ("first", "last", "second", "options"),
    [
        ("3.6", "7.4", "41", "note: N"),
        ("3.6", "7.6", "41", "note: N"),  # rounding explains a tenth or two
        ("⟦FIG007:error⟧4.6", "7.4", "41", "note: N"),
        ("3.6", "⟦FIG007:error⟧9.4", "41", "note: N"),
        ("3.6", "7.4", "⟦FIG007:error⟧90", "note: N"),
        ("3.6", "7.4", "⟦FIG007:info⟧42", "note: N"),
        ("3.6", "7.4", "42", "rounding: true"),
        ("3.6", "7.4", "⟦FIG007:error⟧90", "rounding: true"),
    ],
)
def test_published_totals(tmp_path: Path, first: str, last: str, second: str, options: str) -> None:
    text = TABLE.replace("FIRST", first).replace("LAST", last).replace("SECOND", second).replace("OPTIONS", options)
    assert_found(tmp_path, text, select=["FIG007", "FIG008", "FIG010", "ACC015"])


def test_a_published_total_may_be_waived(tmp_path: Path) -> None:
    text = TABLE.replace("FIRST", "3.6").replace("SECOND", "41").replace("OPTIONS", "note: N")
    row = "cells: [9.4, 41]}  # builder: ignore FIG007 -- as published"
    assert_found(tmp_path, text.replace("cells: [LAST, 41]}", row), select=["FIG007"])


def test_headers_over_columns_have_words(tmp_path: Path) -> None:
    text = TABLE.replace("FIRST", "3.6").replace("SECOND", "41").replace("LAST", "7.4").replace("OPTIONS", "note: N")
    columns = "            - {header: '⟦ACC014⟧–', columns: [{header: A}, {header: B}]}\n          rows:"
    start, end = text.index("            - {header: A"), text.index("          rows:")
    text = text[:start] + columns + text[end + len("          rows:") :]
    assert_found(tmp_path, text, select=["ACC014"])
