"""How much of a long test runs by default: cases of a table, examples of a property."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

__all__ = ["PROFILES", "examples", "sampled"]

PROFILES = {"quick": 10, "full": 100, "long": 1_000}
"""Hypothesis profiles, and the examples of a property that asks for no other number. `quick` is the default."""


def sampled(cases: Iterable[Any], *by_default: Any) -> list[Any]:
    """Return the cases as parameters; those that are not in `by_default` carry the marker `full`.

    Raises ValueError for a case in `by_default` that is not in the table.
    """
    cases = list(cases)
    unknown = [case for case in by_default if case not in cases]
    if unknown:
        raise ValueError(f"no such cases: {unknown}")
    return [case if case in by_default else _full(case) for case in cases]


def _full(case: Any) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.full)


def examples(full: int) -> int:
    """Return the number of examples for a property that has `full` of them in the profile `full`."""
    chosen = settings.default.max_examples if settings.default else PROFILES["quick"]
    return max(5, full * chosen // PROFILES["full"])
