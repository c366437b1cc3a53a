"""Files named by content stay inside the publication's folder, are what they say, and have sane sizes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.content.files import FileProblem, decode, read_inside, read_source
from builder.diagnostics import BuildError

MEND = "(save the file as UTF-8)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "publication"
    (inside / "images").mkdir(parents=True)
    (inside / "images" / "un.png").write_bytes(b"x")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return inside


def problem(folder: Path, name: str, limit: int = 100) -> str:
    with pytest.raises(FileProblem) as caught:
        read_inside(folder, name, limit)
    assert str(folder) not in caught.value.message
    return f"{caught.value.code}: {caught.value.message} {caught.value.hint}".strip()


def test_files_inside_are_read(folder: Path) -> None:
    assert read_inside(folder, "images/un.png", 100) == b"x"
    assert read_inside(folder, "./images/un.png", 100) == b"x"


@pytest.mark.parametrize("name", ["../secret.png", "images/../../secret.png", "/etc/passwd", "~/x", "..", "images/.."])
def test_paths_that_leave_are_refused(folder: Path, name: str) -> None:
    assert problem(folder, name).startswith("path-outside: ")


@pytest.mark.parametrize("name", ["C:\\x.png", "images\\un.png", "c:x", "", " ", "a\x00b"])
def test_paths_of_other_systems_are_refused(folder: Path, name: str) -> None:
    assert problem(folder, name).startswith("path: ")


def test_links_out_of_the_folder_are_refused(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "up").symlink_to(folder.parent)
    (folder / "loop").symlink_to(folder / "loop")
    assert "leads outside" in problem(folder, "link.png")
    assert "leads outside" in problem(folder, "up/secret.png")
    assert problem(folder, "loop")


def test_links_inside_the_folder_are_followed(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder / "images" / "un.png")
    assert read_inside(folder, "link.png", 100) == b"x"


def test_what_is_no_file_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert "not a file" in problem(folder, "pipe")
    assert "not a file" in problem(folder, "images")
    assert "2 MB" in problem_of_size(folder)


def problem_of_size(folder: Path) -> str:
    (folder / "big").write_bytes(b"x" * 2_000_000)
    return problem(folder, "big", 1_000_000)


def test_a_missing_file_is_told_with_its_nearest(folder: Path) -> None:
    said = problem(folder, "images/nu.png")
    assert said == "file-missing: no file `images/nu.png` in the publication's folder did you mean `un.png`?"


@pytest.mark.parametrize(
    ("blob", "said"),
    [
        (
            "é".encode("latin-1"),
            "f:1:1: the file is not in UTF-8: byte 0xE9 here, which would be `é` in Windows-1252 " + MEND,
        ),
        (
            b"ab\r\nc\x92",
            "f:2:2: the file is not in UTF-8: byte 0x92 here, which would be `’` in Windows-1252 " + MEND,
        ),
        ("é".encode("utf-16"), "f:1:1: the file is in UTF-16 (save it as UTF-8)"),
        (b"\x89PNG\r\n\x00\xff", "f:1:1: the file is not text"),
        (b"a: \x00", "f:1:1: the file is not text"),
        (b"a: x\x07y", "f:1:5: U+0007, a control character, cannot stand in a text (delete it)"),
        ("a\nb\u2028c".encode(), "f:2:2: U+2028, an invisible line break, cannot stand in a text (delete it)"),
        ("\ufeffa: \ufffe".encode(), "f:1:4: U+FFFE, a control character, cannot stand in a text (delete it)"),
        (
            b"\xed\xa0\x80",
            "f:1:1: the file is not in UTF-8: byte 0xED here, which would be `í` in Windows-1252 " + MEND,
        ),
    ],
)
def test_encodings_are_told(blob: bytes, said: str) -> None:
    assert [str(one) for one in decode(blob, "f")[1]] == [said]


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode("\ufeffa: é".encode(), "f") == ("a: é", [])


@pytest.mark.parametrize("make", ["missing", "folder", "denied"])
def test_a_publication_that_cannot_be_read_is_told(tmp_path: Path, make: str) -> None:
    path = tmp_path / "publication.yaml"
    if make == "folder":
        path.mkdir()
    elif make == "denied":
        if os.geteuid() == 0:
            pytest.skip("root may read everything")
        path.write_text("a: b")
        path.chmod(0)
    with pytest.raises(BuildError) as caught:
        read_source(path)
    assert len(caught.value.diagnostics) == 1
