"""The fuzzing corpus replayed: seeds that load, and all that once went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.target import try_bytes

CORPUS = sorted((Path(__file__).with_name("corpus")).iterdir())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_a_corpus_file_loads_or_is_refused(path: Path) -> None:
    assert try_bytes(path.read_bytes()) == path.name.startswith("good-")
