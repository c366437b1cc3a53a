from __future__ import annotations

import ast
import errno
import os
from pathlib import Path

import pytest

import builder
from builder.diagnostics import BuildError
from builder.output import write_whole


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.docx", b"words")
    assert (tmp_path / "a" / "b.docx").read_bytes() == b"words"
    assert _names(tmp_path / "a") == ["b.docx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot check a process id by a signal")
def test_leftovers_of_dead_processes_go_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    dead, living = tmp_path / ".x.docx.4194305.part", tmp_path / f".x.docx.{os.getppid()}.part"
    dead.write_bytes(b"half")
    living.write_bytes(b"half")
    write_whole(tmp_path / "x.docx", b"whole")
    assert not dead.exists()
    assert living.exists()


def test_a_target_that_cannot_be_written_is_reported_and_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "folder.docx"
    target.mkdir()
    with pytest.raises(BuildError) as caught:
        write_whole(target, b"words")
    assert caught.value.diagnostics[0].code == "cannot-write"
    assert str(target) in str(caught.value)
    assert _names(tmp_path) == ["folder.docx"]


def test_a_folder_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("", encoding="utf-8")
    with pytest.raises(BuildError):
        write_whole(tmp_path / "output" / "x.docx", b"words")


def _refuse_to_replace(monkeypatch: pytest.MonkeyPatch, winerror: int) -> None:
    """Make renames fail as they do on Windows if another program has the target open."""

    def refuse(source: object, target: object) -> None:
        error = PermissionError(errno.EACCES, "Access is denied", str(source))
        error.winerror = winerror  # type: ignore[attr-defined, unused-ignore]
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(Path, "replace", refuse)


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_open_in_another_program_is_reported_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    target = tmp_path / "brief.docx"
    target.write_bytes(b"earlier")
    _refuse_to_replace(monkeypatch, winerror)
    with pytest.raises(BuildError) as caught:
        write_whole(target, b"words")
    message = "cannot replace brief.docx: it is open in another program (close it there and build again)"
    assert str(caught.value) == f"{target}:1:1: {message}"
    assert target.read_bytes() == b"earlier"
    assert _names(tmp_path) == ["brief.docx"]


def test_a_read_only_file_is_not_reported_as_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "brief.docx"
    target.write_bytes(b"earlier")
    _refuse_to_replace(monkeypatch, 5)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(BuildError) as caught:
        write_whole(target, b"words")
    assert str(caught.value).endswith("cannot replace brief.docx: it is read-only (make it writable and build again)")
    assert _names(tmp_path) == ["brief.docx"]


def test_a_folder_that_refuses_files_is_not_reported_as_a_file_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BuildError) as caught:
        write_whole(tmp_path / "brief.docx", b"words")
    hint = "check that you may write to this folder"
    assert str(caught.value).endswith(f"cannot write the file: Permission denied ({hint})")


TEXT_CALLS = {"read_text", "write_text"}


def test_text_is_read_and_written_with_an_encoding() -> None:
    """The default encoding of Windows is not UTF-8."""
    for path in Path(builder.__file__).parent.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if not any(name in source for name in TEXT_CALLS):
            continue
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in TEXT_CALLS:
                assert "encoding" in {keyword.arg for keyword in call.keywords}, f"{path}:{call.lineno}"


@pytest.mark.parametrize("name", [".", "..", "folder"])
def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BuildError, match="cannot write the file: Is a directory"):
        write_whole(Path(name), b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
