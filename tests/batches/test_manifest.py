"""The manifest in an object store, which cannot append: lines of some seconds in objects, one in the end."""

from __future__ import annotations

import fsspec
import pytest

from builder.batches.manifest import ManifestEntry, _ObjectJournal, read_entries
from builder.batches.store import ObjectStore


@pytest.fixture
def store() -> ObjectStore:
    memory = fsspec.filesystem("memory")
    if memory.exists("/journal"):
        memory.rm("/journal", recursive=True)
    return ObjectStore("memory://journal")


def entry(key: str, line: int) -> ManifestEntry:
    return ManifestEntry(key=key, line=line, status="done", input="0")


def test_lines_are_written_every_few_seconds_and_put_in_order_at_the_end(store: ObjectStore) -> None:
    now = 0.0
    journal = _ObjectJournal(store, "manifest.jsonl", [entry("a", 2)], lambda: now)
    journal.add(entry("c", 4))
    assert list(read_entries(store)) == ["a"]
    now = 6.0
    journal.add(entry("b", 3))
    assert sorted(store.names()) == ["manifest.jsonl", "manifest.jsonl.part-000001"]
    assert sorted(read_entries(store)) == ["a", "b", "c"]
    journal.finish(["a", "b", "c"])
    assert list(store.names()) == ["manifest.jsonl"]
    assert list(read_entries(store)) == ["a", "b", "c"]


def test_what_a_killed_run_has_left_is_taken_over(store: ObjectStore) -> None:
    now = 0.0
    killed = _ObjectJournal(store, "manifest.jsonl", [], lambda: now)
    killed.add(entry("a", 2))
    now = 6.0
    killed.add(entry("b", 3))
    kept = list(read_entries(store).values())
    _ObjectJournal(store, "manifest.jsonl", kept, lambda: now).close()
    assert list(store.names()) == ["manifest.jsonl"] and sorted(read_entries(store)) == ["a", "b"]
