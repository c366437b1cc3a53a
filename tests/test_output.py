from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.diagnostics import BuildError
from builder.output import write_whole


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.docx", b"words")
    assert (tmp_path / "a" / "b.docx").read_bytes() == b"words"
    assert _names(tmp_path / "a") == ["b.docx"]


def test_leftovers_of_dead_processes_go_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    dead, living = tmp_path / ".x.docx.4194305.part", tmp_path / f".x.docx.{os.getppid()}.part"
    dead.write_bytes(b"half")
    living.write_bytes(b"half")
    write_whole(tmp_path / "x.docx", b"whole")
    assert not dead.exists()
    assert living.exists()


def test_a_target_that_cannot_be_written_is_told_and_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "folder.docx"
    target.mkdir()
    with pytest.raises(BuildError) as caught:
        write_whole(target, b"words")
    assert caught.value.diagnostics[0].code == "cannot-write"
    assert str(target) in str(caught.value)
    assert _names(tmp_path) == ["folder.docx"]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("")
    with pytest.raises(BuildError):
        write_whole(tmp_path / "output" / "x.docx", b"words")
