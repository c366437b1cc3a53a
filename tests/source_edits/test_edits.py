"""Edits reach the file to the character, and leave the rest of it byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source import Span
from builder.source_edits.edits import SourceEdit, apply_edits, compatible_edits, edited


def edit(start: tuple[int, int], end: tuple[int, int], text: str, file: str = "f") -> SourceEdit:
    return SourceEdit(Span(file, *start), Span(file, *end), text)


def test_line_ends_and_byte_order_mark_stay() -> None:
    data = "\ufeffun\r\ndeux trois\r\nquatre\n".encode()
    after = edited(data, [edit((2, 6), (2, 11), "3\n4"), edit((1, 1), (1, 1), "x")])
    assert after == "\ufeffxun\r\ndeux 3\r\n4\r\nquatre\n".encode()


@given(st.text(alphabet="aé\r\n😀", max_size=30), st.integers(0, 30), st.integers(0, 4))
def test_what_is_outside_an_edit_is_left_alone(text: str, start: int, length: int) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = start % len(lines)
    first = start % (len(lines[line]) + 1)
    last = min(first + length, len(lines[line]))
    after = edited(text.encode(), [edit((line + 1, first + 1), (line + 1, last + 1), "X")]).decode()
    lines[line] = lines[line][:first] + "X" + lines[line][last:]
    assert after.replace("\r\n", "\n").replace("\r", "\n").split("\n") == lines
    assert len(after) == len(text) + 1 - (last - first)


@pytest.mark.parametrize(
    "edits",
    [
        [edit((1, 1), (1, 3), "a"), edit((1, 2), (1, 4), "b")],
        [edit((1, 2), (1, 2), "a"), edit((1, 2), (1, 2), "b")],
        [edit((1, 9), (1, 9), "a")],
        [edit((4, 1), (4, 1), "a")],
        [edit((1, 3), (1, 1), "a")],
    ],
)
def test_impossible_edits_are_refused(edits: list[SourceEdit]) -> None:
    with pytest.raises(ValueError):
        edited(b"abcd\nef\n", edits)


def test_nothing_is_written_when_one_file_cannot_be_mended(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(b"ab")
    bad.write_bytes(b"ab")
    with pytest.raises(ValueError):
        apply_edits([edit((1, 1), (1, 2), "x", str(good)), edit((9, 1), (9, 2), "x", str(bad))])
    assert good.read_bytes() == b"ab"


def test_fixes_that_overlap_wait() -> None:
    first, second, third = (
        edit((1, 1), (1, 3), "a"),
        edit((1, 2), (1, 4), "b"),
        edit((1, 4), (1, 5), "c"),
    )
    assert compatible_edits([(first,), (second, third), (third,)]) == [first, third]


def test_mend_says_what_there_was(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"abc")
    assert apply_edits([edit((1, 2), (1, 3), "x", str(path))]) == {path: b"abc"}
    assert path.read_bytes() == b"axc"
