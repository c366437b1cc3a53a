"""Computed columns in the rules on numbers: they are not totals typed by hand, nor shares of a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.planted import assert_found

TABLE = """sections:
  - title: {fr: Un, en: One}
    blocks:
      - table:
          caption: {fr: Comptes, en: Accounts}
          columns:
            - {fr: Région, en: Region}
            - {header: A, format: {currency: EUR}}
            - {header: B, format: {currency: EUR}}
            - {header: {fr: Part, en: Share}, compute: {share: [A, B]}}
            - {header: {fr: Rapport, en: Ratio}, compute: {ratio: [A, B]}}
          rows:
            - [Nord, 1, 3]
            - [Sud, 2, 3]
            - [Est, 3, 4]
            - [Total, TOTAL, 10]
"""


@pytest.mark.parametrize("total", ["6", "⟦FIG007⟧7"])
def test_rows_of_totals(tmp_path: Path, total: str) -> None:
    assert_found(tmp_path, TABLE.replace("TOTAL", total), select=["FIG"])
