"""A change in a publication's folder is seen at the next look, and only a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.watch import changes


def test_changes(tmp_path: Path) -> None:
    inner = tmp_path / "images"
    inner.mkdir()
    steps = [
        lambda: None,
        lambda: (tmp_path / "publication.yaml").write_text("a"),
        lambda: (tmp_path / ".publication.yaml.swp").write_text("a"),
        lambda: (inner / "a.png").write_text("a"),
        lambda: (inner / "a.png").rename(inner / "b.png"),
        lambda: (inner / "b.png").unlink(),
        lambda: (tmp_path / "publication.yaml~").write_text("a"),
    ]
    slept = 0

    def sleep(seconds: float) -> None:
        nonlocal slept
        assert 0 < seconds < 1
        if slept == len(steps):
            raise KeyboardInterrupt
        steps[slept]()
        slept += 1

    seen: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        for _ in changes([tmp_path], sleep):
            seen.append(slept)
    # At first, then after the steps that wrote, made, renamed and deleted; not after those of editors' own files.
    assert seen == [0, 2, 4, 5, 6]
