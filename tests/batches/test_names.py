"""Values become names of folders that every file system takes, and no two rows have one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.batches.names import MAX_BYTES, clashes, parse_pattern
from builder.diagnostics import UsageError
from builder.file_names import name_fault


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("75056", "75056"),
        ("L'Isle sur/la\\Sorgue", "L-Isle-sur-la-Sorgue"),
        ("E\u0301perlieu", "Éperlieu"),
        ("../../etc", "-.-..-etc"),
        (".hidden", "-hidden"),
        ("CON", "-CON"),
        ("nul.txt", "-nul.txt"),
        ("end.", "end-"),
        ("manifest.jsonl", "-manifest.jsonl"),
        ("北京", "北京"),
        ("a\u202eb\x00c", "a-b-c"),
    ],
)
def test_values_become_names(value: str, name: str) -> None:
    assert parse_pattern("out/{code}").key({"code": value}) == name


@given(st.text(min_size=1, max_size=300))
def test_no_value_leaves_the_folder_or_makes_a_name_that_systems_refuse(value: str) -> None:
    key = parse_pattern("out/{code}").key({"code": value})
    assert "/" not in key and "\\" not in key and not key.startswith(".")
    assert len(key.encode()) <= MAX_BYTES + 1 and not name_fault(key)


def test_a_pattern_has_a_fixed_folder_and_parts() -> None:
    pattern = parse_pattern("s3://bucket/sets/{dep}/x-{code}")
    assert (pattern.root, pattern.columns) == ("s3://bucket/sets", ("dep", "code"))
    assert pattern.key({"dep": "75", "code": "1"}) == "75/x-1"
    assert parse_pattern("{code}").root == "." and parse_pattern("/{code}").root == "/"


@pytest.mark.parametrize("text", ["out", "out/{code", "out/code}", "out/{}", "out/{code}/..", "out/{code}/nul"])
def test_patterns_that_name_no_folder_for_each_row_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="-o: "):
        parse_pattern(text)


def test_names_equal_but_for_case_clash() -> None:
    assert clashes(["a", "B", "A", "b", "É", "e\u0301".upper()]) == [(2, 0), (3, 1), (5, 4)]
