"""Which cases of a long table run by default, and which with `-m full` only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

__all__ = ["sampled"]


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
