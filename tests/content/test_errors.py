"""Every mistake of an author has its message, at its place, with its mend: the cases are in errors.txt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content.cases import Case, read_cases

CASES = read_cases(Path(__file__).with_name("errors.txt"))


@pytest.mark.parametrize("case", CASES, ids=[case.heading.replace(" ", "-") for case in CASES])
def test_a_mistake_is_reported_at_its_place(case: Case, reported: Callable[..., list[str]]) -> None:
    assert reported(case.yaml, head="") == list(case.expected)


def test_every_case_expects_something() -> None:
    assert len(CASES) > 120
    assert all(case.expected and "NOTHING" not in case.expected for case in CASES)
    assert len({case.heading for case in CASES}) == len(CASES)
