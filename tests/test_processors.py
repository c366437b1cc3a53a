"""The number of processors that a process may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import processors
from builder.processors import usable_processors


@pytest.mark.parametrize(
    ("quota", "count"), [("150000 100000", 2), ("50000 100000", 1), ("max 100000", 8), ("900000 100000", 8), ("", 8)]
)
def test_a_quota_of_a_container_limits_the_processors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: str, count: int
) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(f"{quota}\n")
    monkeypatch.setattr(processors, "_QUOTA", file)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(8)), raising=False)
    assert usable_processors() == count


def test_without_a_container_all_processors_of_the_affinity_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processors, "_QUOTA", tmp_path / "absent")
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    assert usable_processors() == 3
